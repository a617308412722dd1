package scheduler

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Lazy is a part of the page that a browser creates in a frame of its own, so that no frame takes long. Until then the part's
// placeholder stays in its place: nothing moves, and nothing that a person reads disappears.
type Lazy struct {
	app.Compo

	Scheduler *Scheduler
	At        string        // CSS selector of the placeholder in the server's HTML, or ""
	Before    func() app.UI // or: returns the placeholder, which the server renders too
	Part      func() app.UI // returns the part; go-app cannot compare functions, so the part is rendered whenever its parent is

	waits    bool   // true in a browser until the part is created
	rendered string // the server's HTML
}

// Lazy creates a part of the page in a frame of its own; before returns its placeholder.
func (s *Scheduler) Lazy(before, part func() app.UI) app.UI {
	return &Lazy{Scheduler: s, Before: before, Part: part}
}

// Nothing is the placeholder of a part that is out of sight.
func Nothing() app.UI { return app.Div() }

// OnInit takes the server's HTML, which is still in the document, as the placeholder. Without one the part is created at once.
func (p *Lazy) OnInit() {
	if app.IsServer || p.Scheduler.complete {
		return
	}
	if p.Before != nil {
		p.waits = true
	} else if found := app.Window().Get("document").Call("querySelector", p.At); found.Truthy() {
		p.waits, p.rendered = true, found.Get("outerHTML").String()
	}
}

func (p *Lazy) OnMount(ctx app.Context) {
	if !p.waits {
		return
	}
	p.Scheduler.lazies = append(p.Scheduler.lazies, func() {
		p.waits, p.rendered = false, ""
		ctx.Dispatch(func(ctx app.Context) { // which renders it
			ctx.Defer(p.made) // after it is in the page
		})
	})
	p.Scheduler.Invalidate(0)
}

// made runs after the part's own OnMount.
func (p *Lazy) made(ctx app.Context) {
	ctx.Dispatch(func(ctx app.Context) {
		ctx.PreventUpdate()
		p.JSValue().Get("dataset").Set("made", "")
		p.Scheduler.mounted()
	})
}

func (p *Lazy) Render() app.UI {
	switch {
	case p.rendered != "":
		return app.Raw(p.rendered)
	case p.waits || app.IsServer && p.Before != nil:
		return p.Before()
	}
	return p.Part()
}

// mountNext creates the next lazy part.
func (s *Scheduler) mountNext() {
	next := s.lazies[0]
	s.lazies = s.lazies[1:]
	s.mounting, s.recent = true, 0
	next()
}

// mounted runs after a lazy part is in the page. After the last one the document gets data-complete: before that, some of its
// controls are still the server's HTML, which does nothing.
func (s *Scheduler) mounted() {
	s.mounting = false
	if len(s.lazies) == 0 {
		s.complete = true
		app.Window().Get("document").Get("documentElement").Get("dataset").Set("complete", "")
	}
	s.Invalidate(0)
}

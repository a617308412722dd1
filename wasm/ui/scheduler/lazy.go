package scheduler

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Lazy is a part of the page that a browser makes in a frame of its own, so that none of the frames is long. Until its turn
// comes, what is before it stays where it is: nothing moves, and nothing is missing to whoever reads already.
type Lazy struct {
	app.Compo

	Scheduler *Scheduler
	At        string        // a CSS selector of what is before it in the server's page, or ""
	Before    func() app.UI // or this is before it, and what the server renders
	Part      func() app.UI // of which go-app cannot know that it is the same, so that it is rendered with what is around it

	waits    bool   // in a browser, until the part is made
	rendered string // by the server
}

// Lazy makes a part of the page in a frame of its own; before is there until then.
func (s *Scheduler) Lazy(before, part func() app.UI) app.UI {
	return &Lazy{Scheduler: s, Before: before, Part: part}
}

// Nothing is before a part that is out of sight.
func Nothing() app.UI { return app.Div() }

// OnInit takes the server's HTML, which is still in the document. Where there is none, the part is made at once.
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
		ctx.Dispatch(func(ctx app.Context) { // which has it rendered
			ctx.Defer(p.made) // once it is in the page
		})
	})
	p.Scheduler.Invalidate(0)
}

// made goes on after the part's own OnMount.
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

// mountNext makes the next part of the page.
func (s *Scheduler) mountNext() {
	next := s.lazies[0]
	s.lazies = s.lazies[1:]
	s.mounting, s.recent = true, 0
	next()
}

// mounted goes on after a piece is in the page. The document says when it was the last: before, some of its controls are still
// the server's, which do nothing.
func (s *Scheduler) mounted() {
	s.mounting = false
	if len(s.lazies) == 0 {
		s.complete = true
		app.Window().Get("document").Get("documentElement").Get("dataset").Set("complete", "")
	}
	s.Invalidate(0)
}

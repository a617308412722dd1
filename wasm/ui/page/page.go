package page

import (
	"time"

	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// page is the whole page: it opens the lab in the browser and lays its parts out.
type page struct {
	app.Compo

	lab      *lab.Lab
	features []lab.Feature
	theme    dom.Theme
	view     view
	offline  offline
	hints    hints
	close    []func()

	dispatch func(func()) // nil until the page is mounted
	waiting  []func()     // until then
}

// newPage makes the lab and its features.
func newPage() *page {
	p := &page{lab: lab.New(), theme: dom.SavedTheme(), view: drawView}
	for _, feature := range features {
		p.features = append(p.features, feature(p.lab))
	}
	p.lab.LendStage(p.bring)
	return p
}

// each calls what the features have under a name.
func (p *page) each(of func(lab.Feature) func()) {
	for _, feature := range p.features {
		if f := of(feature); f != nil {
			f()
		}
	}
}

// OnPreRender runs on the server, where the address alone tells the language.
func (p *page) OnPreRender(ctx app.Context) {
	p.speak(ctx, i18n.ChooseLanguage(ctx.Page().URL().Query().Get("lang"), "", nil))
}

// OnInit opens what needs no element of the page, and asks the trainer for the run, which it builds while the page is made.
func (p *page) OnInit() {
	if app.IsServer || !app.Window().Get("document").Truthy() {
		return
	}
	dom.Yield()
	p.hints = lookAtBrowser()
	p.lab.Attach(lab.Host{SaveFile: dom.SaveBytes,
		ReplaceFragment: dom.ReplaceFragment, PushFragment: dom.PushFragment})
	for _, feature := range p.features {
		if feature.Open != nil {
			feature.Open(p.do)
		}
		if feature.Stored != nil {
			p.listen(app.Window(), "storage", feature.Stored)
		}
	}
	p.lab.Open(dom.ReadAddress())
	p.listen(app.Window(), "hashchange", func(app.Value) { p.lab.Follow(dom.ReadAddress()) })
	dom.Yield()
	p.lab.Connect(p.do)
	p.doWaiting()
	dom.Yield()
}

// do runs a function on go-app's goroutine: once the page is mounted, if it is not yet.
func (p *page) do(f func()) {
	if p.dispatch == nil {
		p.waiting = append(p.waiting, f)
	} else {
		p.dispatch(f)
	}
}

// doWaiting runs what waits.
func (p *page) doWaiting() {
	for len(p.waiting) > 0 {
		next := p.waiting[0]
		p.waiting = p.waiting[1:]
		next()
	}
}

// OnMount opens what needs the page's elements.
func (p *page) OnMount(ctx app.Context) {
	p.speak(ctx, p.lab.Language())
	p.dispatch = dom.Quietly(ctx)
	frame := p.hook(func(app.Value) { p.lab.Frame(time.Now()) })
	// The first subscription, so that all that draw in the same frame find the colours.
	p.close = append(p.close, p.lab.SubscribeFirst(lab.ColoursTopic, func() { p.lab.SetColours(dom.CurrentColours()) }))
	p.lab.Attach(lab.Host{
		RequestFrame: func() { requestFrame(frame) },
		AfterRender:  func(f func()) { ctx.Defer(func(app.Context) { f() }) },
	})
	p.listen(app.Window(), "keydown", func(e app.Value) { p.key(e) })
	p.listen(app.Window().Call("matchMedia", "(prefers-color-scheme: dark)"), "change",
		func(app.Value) { p.lab.Invalidate(lab.ColoursTopic) })
	p.watchOffline()
	p.watchVisibility()
	if p.lab.Panel() != "" {
		p.look(moreView) // where a phone has panels
	}
	p.do(func() {
		p.doWaiting()
		p.lab.AfterRender(func() { dom.SetRootData("complete", "") }) // before that, what is seen is the server's, which does nothing
	})
}

// OnDismount closes it again.
func (p *page) OnDismount() {
	p.lab.Close()
	p.each(func(f lab.Feature) func() { return f.Close })
	for _, f := range p.close {
		f()
	}
}

// hook returns a function for JavaScript that calls f on go-app's goroutine with its first argument; it is released with
// the page.
func (p *page) hook(f func(argument app.Value)) app.Func {
	hook := app.FuncOf(func(_ app.Value, args []app.Value) any {
		argument := app.Undefined()
		if len(args) > 0 {
			argument = args[0]
		}
		p.do(func() { f(argument) })
		return nil
	})
	p.close = append(p.close, hook.Release)
	return hook
}

// watchVisibility tells the features when a person leaves the page and comes back to it.
func (p *page) watchVisibility() {
	p.listen(app.Window().Get("document"), "visibilitychange", func(app.Value) {
		if dom.Visible() {
			p.each(func(f lab.Feature) func() { return f.Shown })
		} else {
			p.each(func(f lab.Feature) func() { return f.Hidden })
			p.lab.AskAgain()
		}
	})
}

// requestFrame has f called at the next frame of the screen. A tab in the background has none, but may be listened to.
func requestFrame(f app.Func) {
	if dom.Visible() {
		app.Window().Call("requestAnimationFrame", f)
	} else {
		app.Window().Call("setTimeout", f, 250)
	}
}

// listen adds a listener until the page is closed.
func (p *page) listen(target app.Value, event string, f func(e app.Value)) {
	hook := p.hook(f)
	target.Call("addEventListener", event, hook)
	p.close = append(p.close, func() { target.Call("removeEventListener", event, hook) })
}

// speak turns the page to a language.
func (p *page) speak(ctx app.Context, in i18n.Language) {
	p.lab.Speak(in)
	t := texts.In(in)
	ctx.Page().SetLang(t.Code())
	ctx.Page().SetTitle(t.Title())
	ctx.Page().SetDescription(t.Description())
}

// choose is speak for a person who asked for it; an address that asks for another language has been answered.
func (p *page) choose(ctx app.Context, in i18n.Language) {
	dom.Remember(dom.LanguageKey, in.Code())
	if ctx.Page().URL().Query().Has("lang") {
		dom.DropQuery()
	}
	p.speak(ctx, in)
	p.each(func(f lab.Feature) func() { return f.Spoken })
	p.lab.Invalidate(scheduler.All)
}

// viewTopic is the view that a phone shows.
var viewTopic = scheduler.NewTopic()

func (p *page) Render() app.UI {
	l, in := p.lab, p.lab.Language()
	t := texts.In(in)
	return app.Div().Class("page").Body(
		app.If(app.IsServer, func() app.UI { return app.Script().Src("/web/page.js") }),
		&header{Lab: l, Text: t, Page: p},
		&notices{Lab: l, Page: p, Text: t},
		app.Main().Class("content").Body(
			app.Div().Class("row-controls").Body(p.parts(lab.ControlsPlace)...),
			app.Div().Class("stage").Body(
				app.Div().Class("place drawing").Body(p.parts(lab.DrawPlace)...),
				app.Div().Class("place middle").Body(p.parts(lab.NetworkPlace)...),
				app.Div().Class("place charts").Body(p.parts(lab.CurvesPlace)...),
				&asides{Page: p, Text: t},
			),
			app.Div().Class("row-time").Body(p.parts(lab.TimePlace)...),
			&panels{Page: p, Text: t},
		),
		app.Footer().Class("footer").Body(app.P().Text(t.Footer())),
		&viewBar{Page: p, Text: t},
	)
}

// parts are what the features have at a place of the stage.
func (p *page) parts(at lab.Place) (parts []app.UI) {
	for _, feature := range p.features {
		for _, part := range feature.Stage {
			if part.Place == at {
				parts = append(parts, part.Make())
			}
		}
	}
	return parts
}

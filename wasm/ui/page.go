package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// page is the whole page: it opens the lab in the browser and lays its parts out.
type page struct {
	app.Compo

	lab     *lab
	theme   theme
	offline offline
	close   []func()

	board       *board
	editing     *editing
	runs        *runs
	handwriting *handwriting
	results     *results
	data        *dataSets
	methods     *methods
}

// newPage makes the lab and its features. Of those that take the same event, the first here takes it first.
func newPage() *page {
	l := newLab()
	p := &page{lab: l, theme: savedTheme(), board: newBoard(l), editing: newEditing(l), runs: newRuns(l), data: newDataSets(l), methods: newMethods(l)}
	p.handwriting = newHandwriting(l, p.board.Strokes)
	p.results = newResults(l, p.handwriting.tally)
	announceRuns(l)
	return p
}

// OnPreRender runs on the server, where the address alone tells the language.
func (p *page) OnPreRender(ctx app.Context) {
	p.speak(ctx, chooseLanguage(ctx.Page().URL().Query().Get("lang"), "", nil))
}

// OnMount opens all that only a browser has.
func (p *page) OnMount(ctx app.Context) {
	do := func(f func()) {
		ctx.Dispatch(func(ctx app.Context) {
			ctx.PreventUpdate()
			f()
		})
	}
	p.speak(ctx, p.lab.Language())

	frame := p.hook(do, func(app.Value) { p.lab.frame(time.Now()) })
	// The first subscription, so that all that draw in the same frame find the colours.
	p.close = append(p.close, p.lab.subscribe(coloursTopic, 0, func() { p.lab.setColours(currentColours()) }))
	p.lab.requestFrame = func() { requestFrame(frame) }
	p.lab.afterRender = func(f func()) { ctx.Defer(func(app.Context) { f() }) }
	p.lab.ink, p.lab.saveFile = newInkCanvas().ink, saveBytes
	p.listen(do, app.Window(), "keydown", func(e app.Value) { p.key(e) })
	p.listen(do, app.Window().Call("matchMedia", "(prefers-color-scheme: dark)"), "change",
		func(app.Value) { p.lab.invalidate(coloursTopic) })
	p.watchOffline(do)
	p.watchVisibility(do)
	p.lab.asked = false // what was asked for before there were frames
	p.lab.invalidate(0)
	do(func() { p.begin(do) })
}

// begin opens what is kept, takes what the address says, and starts the trainer.
func (p *page) begin(do func(func())) {
	p.methods.open(do)
	p.handwriting.open()
	p.listen(do, app.Window(), "storage", p.handwriting.storageChanged)
	p.lab.link.replace = replaceFragment
	p.lab.open(readAddress())
	p.listen(do, app.Window(), "hashchange", func(app.Value) {
		fragment, _ := readAddress()
		p.lab.follow(fragment)
	})
	p.lab.connect(do)
}

// OnDismount closes it again.
func (p *page) OnDismount() {
	if p.lab.client != nil {
		p.lab.client.close()
	}
	p.methods.close()
	for _, f := range p.close {
		f()
	}
}

// hook returns a function for JavaScript that calls f on go-app's goroutine with its first argument; it is released with
// the page.
func (p *page) hook(do func(func()), f func(argument app.Value)) app.Func {
	hook := app.FuncOf(func(_ app.Value, args []app.Value) any {
		argument := app.Undefined()
		if len(args) > 0 {
			argument = args[0]
		}
		do(func() { f(argument) })
		return nil
	})
	p.close = append(p.close, hook.Release)
	return hook
}

// watchVisibility lists the stored runs anew when a person comes back to the page.
func (p *page) watchVisibility(do func(func())) {
	p.listen(do, app.Window().Get("document"), "visibilitychange", func(app.Value) {
		if visible() {
			p.runs.list()
		} else if p.lab.asked { // for a frame that will not come
			p.lab.requestFrame()
		}
	})
}

// requestFrame has f called at the next frame of the screen. A tab in the background has none, but may be listened to.
func requestFrame(f app.Func) {
	if visible() {
		app.Window().Call("requestAnimationFrame", f)
	} else {
		app.Window().Call("setTimeout", f, 250)
	}
}

// listen adds a listener until the page is closed.
func (p *page) listen(do func(func()), target app.Value, event string, f func(e app.Value)) {
	hook := p.hook(do, f)
	target.Call("addEventListener", event, hook)
	p.close = append(p.close, func() { target.Call("removeEventListener", event, hook) })
}

// speak turns the page to a language.
func (p *page) speak(ctx app.Context, in language) {
	p.lab.speak(in)
	t := pageTexts.in(in)
	ctx.Page().SetLang(t.Code())
	ctx.Page().SetTitle(t.Title())
	ctx.Page().SetDescription(t.Description())
}

// choose is speak for a person who asked for it; an address that asks for another language has been answered.
func (p *page) choose(ctx app.Context, in language) {
	remember(languageKey, in.code())
	if ctx.Page().URL().Query().Has("lang") {
		dropQuery()
	}
	p.speak(ctx, in)
	p.runs.overlay() // which has names in it
	p.lab.invalidate(allTopics)
}

func (p *page) Render() app.UI {
	l, in := p.lab, p.lab.Language()
	t := pageTexts.in(in)
	return app.Div().Class("page").Body(
		app.If(app.IsServer, func() app.UI { return app.Script().Src("/web/page.js") }),
		&header{Lab: l, Text: t, Page: p},
		app.Main().Class("content").Body(
			&notices{Lab: l, Page: p, Text: t},
			app.Div().Class("cards").Body(
				p.piece(".draw", func() app.UI { return &drawCard{Board: p.board, Text: drawTexts.in(in)} }),
				p.piece(".reading", func() app.UI {
					return &predictionCard{Board: p.board, Text: drawTexts.in(in), Beside: p.handwriting.correction}
				}),
				p.piece(".train", func() app.UI { return &trainCard{Lab: l, Text: controlsTexts.in(in)} }),
				p.piece(".curves", func() app.UI { return &curvesCard{Lab: l, Text: curvesTexts.in(in)} }),
				p.piece(".data", p.data.card),
				p.piece(".results", p.results.card),
				p.piece(".mine", p.handwriting.card),
				p.piece(".network", func() app.UI { return &networkCard{Editing: p.editing, Text: layersTexts.in(in)} }),
				p.piece(".runs", p.runs.card),
				p.piece(".methods", p.methods.card),
			),
		),
		app.Footer().Class("footer").Body(app.P().Text(t.Footer())),
	)
}

func (p *page) piece(at string, part func() app.UI) app.UI {
	return &lazy{Lab: p.lab, At: ".card" + at, Part: part}
}

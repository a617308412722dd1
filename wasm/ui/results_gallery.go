package ui

import (
	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// gallery shows test digits with what each was read as, some at first and more when asked.
type gallery struct {
	app.Compo

	Lab        *lab
	Text       texts
	Results    *protocol.Results
	Indexes    []int // of the results
	LabelledBy string

	stop func()
	of   []int // what many is for
	many int   // are shown
}

// galleryPage is how many digits are shown at once: more would block the page for longer than a frame.
const galleryPage = 24

func (g *gallery) OnMount(ctx app.Context) {
	g.stop = g.Lab.watch(coloursPart, 0, g.paint)
	ctx.Defer(func(app.Context) { g.paint() })
}

func (g *gallery) OnDismount() { g.stop() }

// OnUpdate paints once the canvases are there.
func (g *gallery) OnUpdate(ctx app.Context) {
	ctx.Defer(func(app.Context) { g.paint() })
}

// shown is how many digits are shown.
func (g *gallery) shown() int {
	many := galleryPage
	if len(g.of) == len(g.Indexes) && len(g.of) > 0 && &g.of[0] == &g.Indexes[0] {
		many = g.many
	}
	return min(many, len(g.Indexes))
}

func (g *gallery) more(ctx app.Context, _ app.Event) {
	g.of, g.many = g.Indexes, g.shown()+galleryPage
	if g.shown() == len(g.Indexes) {
		g.Lab.moveFocus("gallery") // the button that was pressed goes
	}
	ctx.Defer(func(app.Context) { g.paint() })
}

func (g *gallery) paint() {
	if g.Results == nil {
		return
	}
	canvases := g.JSValue().Call("querySelectorAll", "canvas")
	for i, index := range g.Indexes[:g.shown()] {
		if from := index * 64; i < canvases.Length() && from+64 <= len(g.Results.Images) {
			paintPicture(canvases.Index(i).Call("getContext", "2d"), g.Results.Images[from:from+64], g.Lab.colours.ink)
		}
	}
}

func (g *gallery) Render() app.UI {
	var items []app.UI
	for _, i := range g.Indexes[:g.shown()] {
		r := g.Results
		said := g.Text.ReadAs(int(r.Labels[i]), int(r.Predicted[i]))
		items = append(items, app.Li().Body(
			decorative(app.Canvas().Width(8).Height(8)),
			app.Span().Text(said),
			app.Span().Class("soft").Text(percent(r.Confidence[i])+"%"),
		))
	}
	left := len(g.Indexes) - g.shown()
	return app.Section().ID("gallery").Class("gallery").TabIndex(0).Aria("labelledby", g.LabelledBy).Body(
		app.Ul().Body(items...),
		app.If(left > 0, func() app.UI {
			return app.Button().Type("button").OnClick(g.more).Text(g.Text.ShowMore(min(left, galleryPage), left))
		}),
		app.If(g.Results != nil && len(g.Indexes) == 0, func() app.UI { return app.P().Class("help").Text(g.Text.NoDigits()) }),
	)
}

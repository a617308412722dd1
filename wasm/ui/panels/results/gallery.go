package results

import (
	"slices"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// gallery shows test digits with their predictions. It begins with a page of them; a button shows more.
type gallery struct {
	app.Compo

	Lab        *lab.Lab
	Text       words
	Results    *protocol.Results
	Data       protocol.DataSet // of the run
	Indexes    []int            // of the results
	Left       int              // number of digits without a picture that belong to them
	LabelledBy string

	stop func()
	of   []int // the indexes that many belongs to
	many int   // number of digits to show
}

// galleryPage is the number of digits that are added at once: more would block the page for longer than a frame.
const galleryPage = 24

func (g *gallery) OnMount(ctx app.Context) {
	g.stop = g.Lab.Subscribe(lab.ColoursTopic, 0, g.paint)
	ctx.Defer(func(app.Context) { g.paint() })
}

func (g *gallery) OnDismount() { g.stop() }

// OnUpdate paints the new canvases.
func (g *gallery) OnUpdate(ctx app.Context) {
	ctx.Defer(func(app.Context) { g.paint() })
}

// shown returns the number of shown digits.
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
		g.Lab.MoveFocus("gallery") // the pressed button disappears
	}
	ctx.Defer(func(app.Context) { g.paint() })
}

func (g *gallery) paint() {
	if g.Results == nil {
		return
	}
	canvases := g.JSValue().Call("querySelectorAll", "canvas")
	for i, index := range g.Indexes[:g.shown()] {
		if picture := pictureOf(g.Results, index, g.Data); picture != nil && i < canvases.Length() {
			sketch.PaintPicture(canvases.Index(i), picture, g.Data, g.Lab.Colours().Ink)
		}
	}
}

// pictureOf returns the picture of a test digit, or nil if it has none: of many digits with the same prediction only some have
// pictures.
func pictureOf(r *protocol.Results, index int, of protocol.DataSet) []byte {
	size := of.Side() * of.Side()
	i, sent := slices.BinarySearch(r.Pictured, index)
	if !sent || (i+1)*size > len(r.Pictures) {
		return nil
	}
	return r.Pictures[i*size:][:size]
}

func (g *gallery) Render() app.UI {
	var items []app.UI
	for _, i := range g.Indexes[:g.shown()] {
		r := g.Results
		said := g.Text.PredictedAs(int(r.Labels[i]), int(r.Predicted[i]))
		items = append(items, app.Li().Body(
			dom.Decorative(app.Canvas().Width(g.Data.Side()).Height(g.Data.Side())),
			app.Span().Text(said),
			app.Span().Class("soft").Text(i18n.Percent(r.Confidence[i])+"%"),
		))
	}
	left := len(g.Indexes) - g.shown()
	return app.Section().ID("gallery").Class("gallery").TabIndex(0).Aria("labelledby", g.LabelledBy).Body(
		app.Ul().Body(items...),
		app.If(left > 0, func() app.UI {
			return app.Button().Type("button").OnClick(g.more).Text(g.Text.ShowMore(min(left, galleryPage), left))
		}),
		app.If(g.Left > 0, func() app.UI { return app.P().Class("help").Text(g.Text.NotPictured(i18n.Grouped(g.Left))) }),
		app.If(g.Results != nil && len(g.Indexes) == 0, func() app.UI { return app.P().Class("help").Text(g.Text.NoDigits()) }),
	)
}

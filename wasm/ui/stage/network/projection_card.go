package network

import (
	"slices"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// projectionCard is the unit projected back to the picture that is looked at, in three ways side by side. The pictures follow each
// inspection, the words more calmly.
type projectionCard struct {
	app.Compo

	Inside *inside
	Text   words

	stops []func()
}

// projectionIDs are those of the canvases: the picture, and what comes back to it.
var projectionIDs = []string{"projected-picture", "projected-gradient", "projected-guided", "projected-deconvnet"}

func (c *projectionCard) OnMount(ctx app.Context) {
	l := c.Inside.lab
	c.stops = []func(){
		l.Rerender(ctx, workTopic|unitTopic|lab.RunTopic, calm),
		l.Subscribe(workTopic|unitTopic|lab.RunTopic|lab.ColoursTopic, 30*time.Millisecond, c.paint),
	}
	l.AfterRender(c.paint)
}

func (c *projectionCard) OnDismount() {
	for _, stop := range c.stops {
		stop()
	}
}

// OnUpdate paints the new canvases of another language.
func (c *projectionCard) OnUpdate(app.Context) { c.Inside.lab.AfterRender(c.paint) }

// paint draws the pictures.
func (c *projectionCard) paint() {
	_, s := c.Inside.layers()
	side := s.Data.Side()
	pixels := make([]byte, 4*side*side)
	colours := c.Inside.lab.Colours()
	hues := palette{colours.Ink, colours.Positive, colours.Negative}
	p := c.Inside.projected()
	for n, id := range projectionIDs {
		canvas := app.Window().GetElementByID(id)
		if !canvas.Truthy() {
			return
		}
		if n == 0 && p != nil {
			sketch.PaintPicture(canvas, c.Inside.work().Picture, s.Data, hues.ink)
			continue
		}
		clear(pixels)
		if p != nil {
			values := [][]float32{p.Gradient, p.Guided, p.Deconvnet}[n-1]
			hues.tint(pixels, values, largestOf(values))
		}
		sketch.PaintPixels(canvas, side, side, pixels)
	}
}

func (c *projectionCard) Render() app.UI {
	t := c.Text
	var pictures []app.UI
	for n, name := range []string{t.OriginalPicture(), t.PlainGradient(), t.GuidedGradient(), t.Deconvnet()} {
		pictures = append(pictures, app.Li().Body(app.Canvas().ID(projectionIDs[n]).Width(1).Height(1).Attr("role", "img").Aria("label", name),
			app.Span().Aria("hidden", true).Text(name)))
	}
	return app.Div().ID("unit-projected").Body(
		app.H3().Text(t.Projected()),
		app.Div().ID("projected-said").Body(c.said()...),
		app.Ul().Class("projections").Body(pictures...),
		app.P().Class("help").Text(t.ProjectedHelp()),
		c.strongest(),
	)
}

// said is the projection in words.
func (c *projectionCard) said() []app.UI {
	t, p := c.Text, c.Inside.projected()
	if p == nil {
		return []app.UI{app.P().Class("help").Text(t.Nothing())}
	}
	if !isNumber(p.Value) {
		return []app.UI{app.P().Class("help").Text(t.NotFinite())}
	}
	s := c.Inside.shapes()[p.Unit.Layer]
	sum := s.kind == protocol.Conv2D || s.kind == protocol.Dense
	at := s.place(p.Unit.Layer, p.Unit.Element)
	said := t.ProjectedElement(sum, at.unit+1, precise(p.Value))
	switch {
	case s.shares:
		said = t.ProjectedDigit(at.unit, precise(p.Value))
	case s.isImage():
		said = t.ProjectedMap(sum, at.unit+1, at.row+1, at.column+1, precise(p.Value))
	}
	body := []app.UI{app.P().Class("said").Text(said)}
	_, of := c.Inside.layers()
	switch {
	case nothing(p.Gradient):
		body = append(body, app.P().Class("help").Text(t.NothingComesBack()))
	case sum && !s.shares && p.Value <= 0 && of.Layers[p.Unit.Layer-1].Activation == protocol.ReLU:
		body = append(body, app.P().Class("help").Text(t.SilentHere()))
	}
	if slices.Equal(p.Gradient, p.Guided) && slices.Equal(p.Gradient, p.Deconvnet) && !nothing(p.Gradient) {
		body = append(body, app.P().Class("help").Text(t.AllAlike()))
	}
	return body
}

// nothing reports whether all values are zero.
func nothing(values []float32) bool {
	return !slices.ContainsFunc(values, func(v float32) bool { return v != 0 })
}

// strongest is a table of the pixels with the largest gradients.
func (c *projectionCard) strongest() app.UI {
	t, p := c.Text, c.Inside.projected()
	if p == nil || nothing(p.Gradient) || !isNumber(p.Value) {
		return app.Div()
	}
	picture := c.Inside.work().Picture
	_, s := c.Inside.layers()
	side := s.Data.Side()
	var rows []app.UI
	for _, pixel := range strongest(&protocol.Terms{Values: p.Gradient}, mostListed) {
		rows = append(rows, app.Tr().Body(app.Th().Scope("row").Text(t.PictureCell(pixel/side+1, pixel%side+1)), app.Td().Text(int(picture[pixel])),
			app.Td().Text(fine(p.Gradient[pixel])), app.Td().Text(fine(p.Guided[pixel])), app.Td().Text(fine(p.Deconvnet[pixel]))))
	}
	return app.Details().Body(app.Summary().Text(t.Numbers()),
		tableOf(t.StrongestPixels(len(rows)), []string{t.PixelColumn(), t.ValueColumn(), t.PlainGradient(), t.GuidedGradient(), t.Deconvnet()}, rows))
}

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

// originalID is the canvas of the picture itself.
const originalID = "projected-picture"

// projections are the three ways back to the picture, in their order.
var projections = []struct {
	id     string // of the canvas
	name   func(words) string
	values func(*protocol.Projection) []float32
}{
	{"projected-gradient", words.PlainGradient, func(p *protocol.Projection) []float32 { return p.Gradient }},
	{"projected-guided", words.GuidedGradient, func(p *protocol.Projection) []float32 { return p.Guided }},
	{"projected-deconvnet", words.Deconvnet, func(p *protocol.Projection) []float32 { return p.Deconvnet }},
}

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
	canvas := app.Window().GetElementByID(originalID)
	switch {
	case !canvas.Truthy():
		return
	case p == nil:
		sketch.PaintPixels(canvas, side, side, pixels)
	default:
		sketch.PaintPicture(canvas, c.Inside.work().Picture, s.Data, hues.ink)
	}
	for _, way := range projections {
		clear(pixels)
		if p != nil {
			values := way.values(p)
			hues.tint(pixels, values, largestOf(values))
		}
		sketch.PaintPixels(app.Window().GetElementByID(way.id), side, side, pixels)
	}
}

func (c *projectionCard) Render() app.UI {
	t := c.Text
	picture := func(id, name string) app.UI {
		return app.Li().Body(app.Canvas().ID(id).Width(1).Height(1).Attr("role", "img").Aria("label", name), app.Span().Aria("hidden", true).Text(name))
	}
	pictures := []app.UI{picture(originalID, t.Picture())}
	for _, way := range projections {
		pictures = append(pictures, picture(way.id, way.name(t)))
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
	head := []string{t.PixelColumn(), t.ValueColumn()}
	for _, way := range projections {
		head = append(head, way.name(t))
	}
	var rows []app.UI
	for _, pixel := range strongest(&protocol.Terms{Values: p.Gradient}, mostListed) {
		cells := []app.UI{app.Th().Scope("row").Text(t.PictureCell(pixel/side+1, pixel%side+1)), app.Td().Text(int(picture[pixel]))}
		for _, way := range projections {
			cells = append(cells, app.Td().Text(fine(way.values(p)[pixel])))
		}
		rows = append(rows, app.Tr().Body(cells...))
	}
	return app.Details().Body(app.Summary().Text(t.Numbers()), tableOf(t.StrongestPixels(len(rows)), head, rows))
}

package network

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// filterCard is what a unit looks for: the patches of the data, and a picture that is made for it.
type filterCard struct {
	app.Compo

	Inside *inside
	Text   words

	stop func()
}

func (c *filterCard) OnMount(ctx app.Context) {
	l := c.Inside.lab
	redraw := l.Redraw(ctx)
	c.stop = l.Subscribe(filtersTopic|unitTopic|lab.RunTopic|lab.ColoursTopic, 0, func() {
		redraw()
		l.AfterRender(c.paint)
	})
	l.AfterRender(c.paint)
}

func (c *filterCard) OnDismount() { c.stop() }

// OnUpdate paints the new canvases of another language.
func (c *filterCard) OnUpdate(app.Context) { c.Inside.lab.AfterRender(c.paint) }

// paint draws the pictures.
func (c *filterCard) paint() {
	ink := c.Inside.lab.Colours().Ink
	_, s := c.Inside.layers()
	found, made := c.Inside.answers()
	if found != nil {
		for list, patches := range [][]protocol.Patch{found.Most, found.Least} {
			for n, p := range patches {
				if canvas := app.Window().GetElementByID(patchID(list, n)); canvas.Truthy() {
					sketch.PaintInk(canvas, p.Width, p.Height, p.Picture, s.Data.Most(), ink)
				}
			}
		}
	}
	if side := s.Data.Side(); made != nil && len(made.Picture) == side*side {
		if canvas := app.Window().GetElementByID("made-picture"); canvas.Truthy() {
			sketch.PaintInk(canvas, side, side, made.Picture, 255, ink)
		}
	}
}

func patchID(list, n int) string { return "patch-" + strconv.Itoa(list) + "-" + strconv.Itoa(n) }

func (c *filterCard) Render() app.UI {
	t := c.Text
	e, made := c.Inside.answers()
	var body []app.UI
	running := c.Inside.lab.Session().Phase() == protocol.Running
	if running {
		body = append(body, app.P().Class("help").Text(t.AfterTheRun()))
	}
	switch {
	case e == nil:
	case e.Share < 1:
		body = append(body, app.P().Class("help").Text(t.Seeking(int(100*e.Share))))
	default:
		kind := c.Inside.shapes()[e.Seek.Layer].kind
		body = append(body, app.Div().Class("ends").Body(c.patches(t.MostExciting(), 0, e.Most), c.patches(t.LeastExciting(), 1, e.Least)))
		if len(e.Most) > 0 && len(e.Least) > 0 {
			body = append(body, c.extremes(e))
		}
		body = append(body, app.P().Class("help").Text(t.ValueIs(kind == protocol.Conv2D || kind == protocol.Dense)+" "+
			t.OfDigits(i18n.Grouped(e.Digits), i18n.Grouped(e.All), e.Digits < e.All)))
	}
	body = append(body, c.made(made)...)
	return app.Div().ID("unit-filters").Class("filters").Attr("role", "group").Aria("label", t.WhatItLooksFor()).
		Body(append(body, &projectionCard{Inside: c.Inside, Text: t})...)
}

// patches is a list of patches, each with its digit and its value.
func (c *filterCard) patches(heading string, list int, patches []protocol.Patch) app.UI {
	var items []app.UI
	for n, p := range patches {
		items = append(items, app.Li().Body(
			dom.Decorative(app.Canvas().ID(patchID(list, n)).Width(1).Height(1)),
			dom.Decorative(app.B()).Text(strconv.Itoa(int(p.Label))),
			dom.Decorative(app.Span()).Text(precise(p.Value)),
			app.Span().Class("spoken").Text(c.Text.PatchOf(int(p.Label), precise(p.Value))),
		))
	}
	id := patchID(list, len(patches)) + "-heading"
	return app.Div().Body(app.H3().ID(id).Text(heading), app.Ol().Class("patches").Aria("labelledby", id).Body(items...))
}

// extremes are the patches in a sentence and a table.
func (c *filterCard) extremes(e *protocol.Sought) app.UI {
	t := c.Text
	most, least := e.Most[0], e.Least[0]
	if !isNumber(most.Value) || !isNumber(least.Value) {
		return app.P().Class("help").Text(t.NotFinite())
	}
	if most.Value == least.Value {
		return app.P().Class("help").Text(t.AlwaysThat(precise(most.Value)))
	}
	var rows []app.UI
	for n := range min(len(e.Most), len(e.Least)) {
		most, least := e.Most[n], e.Least[n]
		rows = append(rows, app.Tr().Body(app.Th().Scope("row").Text(n+1), app.Td().Text(strconv.Itoa(int(most.Label))), app.Td().Text(precise(most.Value)),
			app.Td().Text(strconv.Itoa(int(least.Label))), app.Td().Text(precise(least.Value))))
	}
	return app.Div().Body(
		app.P().Class("said").Text(t.Extremes(int(most.Label), precise(most.Value), int(least.Label), precise(least.Value))),
		app.Details().Body(app.Summary().Text(t.Numbers()),
			tableOf(t.ExtremesTable(), []string{t.RankColumn(), t.MostColumn(), t.ValueColumn(), t.LeastColumn(), t.ValueColumn()}, rows)),
	)
}

// made is the picture that is made for the unit, and how.
func (c *filterCard) made(e *protocol.Ascended) []app.UI {
	t, f := c.Text, &c.Inside.filters
	slider := func(id, name string, value int) app.UI {
		said := weightOf(value)
		return app.Label().Class("slider").Body(app.Span().Text(name),
			app.Input().ID(id).Type("range").Min(0).Max(mostWeight).Step(5).Value(strconv.Itoa(value)).Aria("valuetext", said).OnInput(c.slide),
			dom.Decorative(app.Span()).Class("amount").Text(said))
	}
	var said []app.UI
	switch {
	case e == nil:
	case !isNumber(e.Last) || !isNumber(e.Confidence):
		said = []app.UI{app.P().ID("made-read").Text(t.NotFinite())}
	case e.Steps == protocol.AscentSteps && e.First == e.Last:
		said = []app.UI{app.P().ID("made-read").Text(t.NothingRaises())}
	default:
		said = []app.UI{
			app.P().ID("made-read").Class("said").Text(t.ReadIn(int(e.Digit), i18n.WholePercent(e.Confidence))),
			app.P().Text(t.Raised(precise(e.First), precise(e.Last))),
			app.P().Text(t.AscentStep(e.Steps, protocol.AscentSteps)),
		}
	}
	return []app.UI{
		app.H3().Text(t.MadePicture()),
		app.P().Class("help").Text(t.MadeHelp()),
		app.Div().Class("made").Body(
			app.Canvas().ID("made-picture").Width(1).Height(1).Attr("role", "img").Aria("label", t.MadePicture()),
			app.Div().Class("help").Body(said...),
		),
		app.Div().Class("ways").Attr("role", "group").Aria("label", t.BeginWith()).Body(
			dom.Pressed(app.Button().ID("from-noise").Type("button"), !f.mean).OnClick(c.fromNoise).Text(t.FromNoise()),
			dom.Pressed(app.Button().ID("from-mean").Type("button"), f.mean).OnClick(c.fromMean).Text(t.FromMean()),
			dom.Idle(app.Button().ID("other-noise").Type("button"), false, f.mean).OnClick(c.otherNoise).Text(t.OtherNoise()),
		),
		slider("total-variation", t.TotalVariation(), f.variation),
		slider("l2", t.LTwo(), f.l2),
	}
}

func (c *filterCard) slide(ctx app.Context, _ app.Event) {
	v, err := strconv.Atoi(dom.Text(ctx.JSSrc().Get("value")))
	if err != nil {
		return
	}
	id := dom.Text(ctx.JSSrc().Get("id"))
	c.Inside.set(func(f *filters) {
		if id == "l2" {
			f.l2 = v
		} else {
			f.variation = v
		}
	})
}

func (c *filterCard) fromNoise(app.Context, app.Event) {
	c.Inside.set(func(f *filters) { f.mean = false })
}

func (c *filterCard) fromMean(app.Context, app.Event) {
	c.Inside.set(func(f *filters) { f.mean = true })
}

func (c *filterCard) otherNoise(app.Context, app.Event) {
	if !c.Inside.filters.mean {
		c.Inside.set(func(f *filters) { f.seed++ })
	}
}

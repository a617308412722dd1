package network

import (
	"math"
	"strconv"
	"strings"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// unitCard is the arithmetic of one unit: what reaches it, and what it makes of that, in the numbers of the network.
type unitCard struct {
	app.Compo

	Inside *inside
	Text   words

	close []func()
}

// slideTime is how long the window stays at a place when it goes on by itself.
const slideTime = 900 * time.Millisecond

func (c *unitCard) OnMount(ctx app.Context) {
	l := c.Inside.lab
	do := dom.Quietly(ctx)
	slide := app.FuncOf(func(app.Value, []app.Value) any {
		do(c.Inside.slide)
		return nil
	})
	timer := app.Window().Call("setInterval", slide, slideTime.Milliseconds())
	c.close = []func(){
		func() { app.Window().Call("clearInterval", timer) },
		slide.Release,
		l.Rerender(ctx, workTopic|unitTopic|lab.RunTopic, 100*time.Millisecond),
	}
	c.Inside.ask()
	if c.Inside.focuses {
		c.Inside.focuses = false
		l.MoveFocus("unit-figure") // the ways to look at a unit stay in sight above it
	}
}

func (c *unitCard) OnDismount() {
	for _, f := range c.close {
		f()
	}
	c.Inside.leave()
	c.Inside.ask()
	c.Inside.lab.Invalidate(workTopic) // the lines go
}

func (c *unitCard) Render() app.UI {
	figure := c.figure
	if c.Inside.lesson.on {
		figure = c.step
	}
	return app.Div().Class("unit").Body(
		app.Div().Class("ways").Attr("role", "group").Aria("label", c.Text.Ways()).Body(
			dom.Pressed(app.Button().Type("button"), !c.Inside.lesson.on && !c.Inside.filters.on).OnClick(c.forward).Text(c.Text.Forward()),
			dom.Pressed(app.Button().Type("button"), c.Inside.lesson.on).OnClick(c.backward).Text(c.Text.OneStep()),
			dom.Pressed(app.Button().Type("button"), c.Inside.filters.on).OnClick(c.lookFor).Text(c.Text.WhatItLooksFor()),
		),
		c.where(),
		app.If(c.Inside.filters.on, func() app.UI { return &filterCard{Inside: c.Inside, Text: c.Text} }).Else(func() app.UI { return c.arithmetic(figure) }),
	)
}

// arithmetic is the unit in numbers.
func (c *unitCard) arithmetic(figure func() []app.UI) app.UI {
	return app.Div().ID("unit-figure").Class("arithmetic").TabIndex(0).Attr("role", "group").Aria("label", c.Text.Arithmetic()).OnKeyDown(c.key).
		Body(figure()...)
}

func (c *unitCard) forward(app.Context, app.Event)  { c.Inside.teach(false) }
func (c *unitCard) backward(app.Context, app.Event) { c.Inside.teach(true) }
func (c *unitCard) lookFor(app.Context, app.Event)  { c.Inside.lookFor() }

// where chooses the unit.
func (c *unitCard) where() app.UI {
	t, i := c.Text, c.Inside
	shapes := i.shapes()
	at := within(i.unit, shapes)
	s := shapes[at.layer]
	var names []string
	for n, s := range shapes[1:] {
		names = append(names, strconv.Itoa(n+1)+" "+settings.LayerNames()[s.kind])
	}
	field := func(id, name string, value, most int) app.UI {
		return app.Label().Body(app.Span().Text(name), app.Input().ID(id).Type("number").Min(1).Max(most).Step(1).Value(strconv.Itoa(value+1)).OnChange(c.change))
	}
	body := []app.UI{app.Label().Body(app.Span().Text(t.LayerColumn()), dom.Choice("unit-layer", names, at.layer-1).OnChange(c.change))}
	switch {
	case (i.lesson.on || i.filters.on) && s.isImage():
		body = append(body, field("unit-number", t.Map(), at.unit, s.all()))
	case s.isImage():
		h, w := s.size()
		body = append(body, field("unit-number", t.Map(), at.unit, s.all()), field("unit-row", t.Row(), at.row, h), field("unit-column", t.Column(), at.column, w))
	case s.shares: // a digit for each
		body = append(body, app.Label().Body(app.Span().Text(t.DigitColumn()), app.Input().ID("unit-number").Type("number").Min(0).Max(s.all()-1).Step(1).
			Value(strconv.Itoa(at.unit)).OnChange(c.change)))
	default:
		body = append(body, field("unit-number", t.Unit(), at.unit, s.all()))
	}
	return app.Div().Class("where").Body(append(body, app.If(s.isImage() && !i.lesson.on && !i.filters.on, func() app.UI {
		return dom.Pressed(app.Button().ID("unit-slide").Type("button"), i.slides).OnClick(c.slides).Text(t.Slide())
	}))...)
}

// change takes what a field was set to. Its name says which.
func (c *unitCard) change(ctx app.Context, _ app.Event) {
	v, err := strconv.Atoi(strings.TrimSpace(dom.Text(ctx.JSSrc().Get("value"))))
	if err != nil {
		ctx.JSSrc().Set("value", "") // it is set again below
	}
	c.Inside.move(func(at *place) {
		if err != nil {
			return
		}
		switch dom.Text(ctx.JSSrc().Get("id")) {
		case "unit-layer":
			at.layer = v + 1
		case "unit-number":
			at.unit = v - 1
			if c.Inside.shapes()[at.layer].shares {
				at.unit = v
			}
		case "unit-row":
			at.row = v - 1
		case "unit-column":
			at.column = v - 1
		}
	})
}

func (c *unitCard) slides(app.Context, app.Event) { c.Inside.choose(c.Inside.unit, !c.Inside.slides) }

// key moves the window by the arrow keys.
func (c *unitCard) key(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	key := dom.Text(e.Get("key"))
	down, right := 0, 0
	switch key {
	case "ArrowUp":
		down = -1
	case "ArrowDown":
		down = 1
	case "ArrowLeft":
		right = -1
	case "ArrowRight":
		right = 1
	default:
		return
	}
	e.PreventDefault()
	c.Inside.move(func(at *place) {
		if c.Inside.shapes()[at.layer].isImage() {
			at.row, at.column = at.row+down, at.column+right
		} else {
			at.unit += down + right
		}
	})
}

// figure is the arithmetic, by the kind of the layer.
func (c *unitCard) figure() []app.UI {
	t, i := c.Text, c.Inside
	terms := i.terms()
	if terms == nil {
		return []app.UI{app.P().Class("help").Text(t.Nothing())}
	}
	shapes := i.shapes()
	at := within(i.unit, shapes)
	s, before := shapes[at.layer], shapes[at.layer-1]
	said := t.ElementValue(i.name(at.layer-1), at.unit+1, precise(terms.Output))
	if s.shares {
		said = t.DigitValue(i.name(at.layer-1), at.unit, precise(terms.Output))
	}
	if s.isImage() {
		said = t.MapValue(i.name(at.layer-1), at.unit+1, at.row+1, at.column+1, precise(terms.Output))
	}
	body := []app.UI{app.P().ID("unit-said").Class("said").Text(said)}
	switch s.kind {
	case protocol.Conv2D, protocol.Dense:
		if before.isImage() && before.all() == 1 {
			body = append(body, app.Div().Class("grids").Body(
				c.grid(t.WindowOf(), terms, before, -1, func(k int) float32 { return terms.Values[k] }), operator("×"),
				c.grid(t.KernelOf(), terms, before, -1, func(k int) float32 { return terms.Weights[k] }), operator("="),
				c.grid(t.ProductsOf(), terms, before, -1, func(k int) float32 { return product(terms, k) }),
				c.sum(terms, c.function(at.layer, s)),
			))
		} else {
			body = append(body, c.largest(terms, before, at.layer-1), c.sum(terms, c.function(at.layer, s)))
		}
		if c.function(at.layer, s) == "ReLU" && terms.Sum <= 0 {
			body = append(body, app.P().Class("help").Text(t.Dead()))
		}
	case protocol.MaxPooling2D:
		body = append(body, c.grid(t.WindowOf(), terms, before, terms.Winner, func(k int) float32 { return terms.Values[k] }),
			equation([2]string{t.Largest(), precise(terms.Output)}))
	case protocol.AveragePooling2D, protocol.GlobalAveragePooling2D:
		var sum float32
		for _, v := range terms.Values {
			sum += v
		}
		body = append(body, c.grid(t.WindowOf(), terms, before, -1, func(k int) float32 { return terms.Values[k] }),
			equation([2]string{t.SumOf(len(terms.Values)), precise(sum)}, [2]string{t.DividedBy(len(terms.Values)), precise(terms.Output)}))
	case protocol.BatchNormalization:
		body = append(body, equation([2]string{t.ValueColumn(), precise(terms.Values[0])}, [2]string{t.MinusMean(), precise(terms.Mean)},
			[2]string{t.TimesScale(), precise(terms.Scale)}, [2]string{t.PlusShift(), precise(terms.Shift)}, [2]string{t.OutputRow(), precise(terms.Output)}))
	case protocol.ActivationLayer, protocol.LeakyReLULayer:
		body = append(body, equation([2]string{c.source(before, at.layer-1, terms.Inputs[0]), precise(terms.Values[0])},
			[2]string{t.FunctionRow(c.function(at.layer, s)), precise(terms.Output)}))
	default:
		body = append(body, equation([2]string{c.source(before, at.layer-1, terms.Inputs[0]), precise(terms.Values[0])}, [2]string{t.OutputRow(), precise(terms.Output)}))
		help := t.FlattenMoves()
		if s.kind == protocol.Dropout {
			help = t.DropoutPasses()
		}
		body = append(body, app.P().Class("help").Text(help))
	}
	if len(terms.Logits) == classes {
		body = append(body, c.softmax(terms, at.unit))
	}
	if v := float64(terms.Output); math.IsNaN(v) || math.IsInf(v, 0) {
		body = append(body, app.P().Class("help").Text(t.NotFinite()))
	}
	return body
}

// function returns the name of a layer's activation.
func (c *unitCard) function(layer int, s shape) string {
	_, of := c.Inside.layers()
	if s.shares || layer > len(of.Layers) {
		return "softmax"
	}
	if s.kind == protocol.LeakyReLULayer {
		return settings.LayerNames()[s.kind]
	}
	return settings.Forms[protocol.ActivationSetting].Option(int(of.Layers[layer-1].Activation), c.Text)
}

// grid is a window as it lies on what the layer is given, with a value for each term. marked is a term that is marked, or -1.
func (c *unitCard) grid(caption string, terms *protocol.Terms, before shape, marked int, value func(term int) float32) app.UI {
	values := make([]float32, len(terms.Inputs))
	for k := range values {
		values[k] = value(k)
	}
	largest := largestOf(values)
	var rows, cells []app.UI
	for k, input := range terms.Inputs {
		row := before.place(0, input).row
		if k > 0 && row != before.place(0, terms.Inputs[k-1]).row {
			rows, cells = append(rows, app.Tr().Body(cells...)), nil
		}
		cell := app.Td().DataSet("tint", tint(values[k]/largest)).Text(precise(values[k]))
		if k == marked {
			cell = cell.Class("winner")
		}
		cells = append(cells, cell)
	}
	rows = append(rows, app.Tr().Body(cells...))
	return app.Table().Class("grid").Body(app.Caption().Text(caption), app.TBody().Body(rows...))
}

// tint is how strongly a value is tinted: -4 to 4.
func tint(share float32) int {
	if !(share >= -1 && share <= 1) {
		return 0
	}
	return int(math.Round(4 * float64(share)))
}

// mostListed is how many terms are listed of a sum of many.
const mostListed = 8

// largest lists the terms that add or take away most, and what the others do together, so that all is there.
func (c *unitCard) largest(terms *protocol.Terms, before shape, layer int) app.UI {
	t := c.Text
	var rows []app.UI
	rest := terms.Rest
	for k := range terms.Values {
		rest += product(terms, k)
	}
	shown := strongest(terms, mostListed)
	for _, k := range shown {
		v := product(terms, k)
		rest -= v
		rows = append(rows, app.Tr().Body(app.Th().Scope("row").Text(c.source(before, layer, terms.Inputs[k])), app.Td().Text(precise(terms.Values[k])),
			app.Td().Text(precise(terms.Weights[k])), app.Td().DataSet("tint", tint(v/max(product(terms, shown[0]), -product(terms, shown[0])))).Text(precise(v))))
	}
	if others := len(terms.Values) + terms.Others - len(shown); others > 0 {
		rows = append(rows, app.Tr().Body(app.Th().Scope("row").ColSpan(3).Text(t.OthersRow(others)), app.Td().Text(precise(rest))))
	}
	return tableOf(t.LargestTerms(), []string{t.InputColumn(), t.ValueColumn(), t.WeightColumn(), t.ProductColumn()}, rows)
}

// source names an element that a layer is given.
func (c *unitCard) source(before shape, layer, element int) string {
	at := before.place(layer, element)
	switch {
	case layer == 0:
		return c.Text.PictureCell(at.row+1, at.column+1)
	case before.isImage():
		return c.Text.MapCell(at.unit+1, at.row+1, at.column+1)
	}
	return c.Text.ElementCell(at.unit + 1)
}

// sum adds the products up.
func (c *unitCard) sum(terms *protocol.Terms, function string) app.UI {
	t := c.Text
	products := terms.Rest
	for k := range terms.Values {
		products += product(terms, k)
	}
	rows := [][2]string{{t.SumOfProducts(len(terms.Values) + terms.Others), precise(products)}, {t.PlusBias(), precise(terms.Bias)}, {t.SumRow(), precise(terms.Sum)}}
	if len(terms.Logits) == 0 && function != "linear" {
		rows = append(rows, [2]string{t.FunctionRow(function), precise(terms.Output)})
	}
	return equation(rows...)
}

// softmax is how ten sums become ten probabilities.
func (c *unitCard) softmax(terms *protocol.Terms, unit int) app.UI {
	t := c.Text
	largest := terms.Logits[best(terms.Logits)]
	exponentials, all := make([]float64, classes), 0.
	for d, v := range terms.Logits {
		exponentials[d] = math.Exp(float64(v - largest))
		all += exponentials[d]
	}
	var rows []app.UI
	for d, v := range terms.Logits {
		row := app.Tr().Body(app.Th().Scope("row").Text(d), app.Td().Text(precise(v)), app.Td().Text(precise(float32(exponentials[d]))),
			app.Td().Text(i18n.Percent(float32(exponentials[d]/all))+"%"))
		if d == unit {
			row = row.Class("winner")
		}
		rows = append(rows, row)
	}
	rows = append(rows, app.Tr().Body(app.Th().Scope("row").ColSpan(2).Text(t.Total()), app.Td().Text(precise(float32(all))), app.Td().Text("100%")))
	return tableOf(t.SoftmaxTable(), []string{t.DigitColumn(), t.LogitColumn(), t.ExponentialColumn(), t.ShareColumn()}, rows)
}

// tableOf is a table with a caption and the names of its columns.
func tableOf(caption string, head []string, rows []app.UI) app.HTMLTable {
	var columns []app.UI
	for _, name := range head {
		columns = append(columns, app.Th().Scope("col").Text(name))
	}
	return app.Table().Class("terms").Body(app.Caption().Text(caption), app.THead().Body(app.Tr().Body(columns...)), app.TBody().Body(rows...))
}

func operator(sign string) app.UI { return dom.Decorative(app.Span()).Class("operator").Text(sign) }

// equation is a column of numbers with what they are.
func equation(rows ...[2]string) app.UI {
	var lines []app.UI
	for _, row := range rows {
		lines = append(lines, app.Tr().Body(app.Th().Scope("row").Text(row[0]), app.Td().Text(row[1])))
	}
	return app.Table().Class("equation").Body(app.TBody().Body(lines...))
}

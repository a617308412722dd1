package network

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/settings"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// card is the network from the picture to the ten probabilities. It fills the place that it is given, and what is in it never changes
// its size.
type card struct {
	app.Compo

	Inside *inside
	Text   words

	painter *painter
	flow    app.Value // what is as large as the canvases
	stale   bool      // the back is to be painted again
	colours dom.Colours
	at      *[2]int // place of the pointer on the canvas; nil without one
	lit     int     // the layer whose lines were scrolled to; 0: none
	close   []func()
}

// The smallest row of a layer, and the width up to which the layers stand one below the other, in CSS pixels.
const (
	leastRow = 40
	narrow   = 420
)

func (c *card) OnMount(ctx app.Context) {
	l := c.Inside.lab
	c.flow = app.Window().GetElementByID("inside-flow")
	c.painter = newPainter(app.Window().GetElementByID("inside-links"), app.Window().GetElementByID("inside-work"))
	redraw := l.Redraw(ctx)
	c.close = []func(){
		dom.ObserveSize(dom.Quietly(ctx), c.fit, c.flow.Get("parentNode")),
		func() { c.Inside.show(false) },
		l.SubscribeHeavily(workTopic|lab.ColoursTopic, c.paint),
		l.Subscribe(lab.RunTopic|lab.PanelTopic|chosenTopic, 0, func() {
			redraw()
			l.AfterRender(c.fit)
		}),
	}
	c.fit()
}

func (c *card) OnDismount() {
	for _, f := range c.close {
		f()
	}
}

// OnUpdate follows a change of the language, whose words have other lengths.
func (c *card) OnUpdate(app.Context) { c.Inside.lab.AfterRender(c.fit) }

// fit arranges the network in the place that there is.
func (c *card) fit() {
	room := c.flow.Get("parentNode")
	w, h := room.Get("clientWidth").Int(), room.Get("clientHeight").Int()
	c.Inside.show(w > 0 && h > 0)
	if w == 0 || h == 0 {
		return
	}
	shapes := c.Inside.shapes()
	down := w < narrow && h >= leastRow*len(shapes)
	way := "columns"
	if down {
		way = "rows"
	}
	c.flow.Get("dataset").Set("way", way)
	if room.Get("scrollWidth").Int() > w { // else there is nothing to do with the keys
		room.Call("setAttribute", "tabindex", "0")
	} else {
		room.Call("removeAttribute", "tabindex")
	}
	c.painter.fit(c.flow, shapes, down)
	c.stale = true
	c.paint()
}

func (c *card) paint() {
	colours := c.Inside.lab.Colours()
	if c.stale || colours != c.colours {
		c.stale, c.colours = false, colours
		c.painter.paintBack(colours)
	}
	work := c.Inside.work()
	if work != nil && !fits(work, c.painter.shapes) {
		return // another network, whose layers are not rendered yet
	}
	c.painter.paintFront(work, c.Inside.lab.Session().DataSet().Most(), colours)
	if terms := c.Inside.terms(); terms != nil {
		c.painter.paintUnit(terms, work, colours)
		c.reveal(terms.Unit.Layer)
	} else if c.Inside.wanted().Layer == 0 {
		c.lit = 0
	}
	if c.at != nil {
		c.Inside.point(c.valueAt(c.at[0], c.at[1]))
	}
}

// reveal scrolls to the rows between which a layer's lines are, where the sheet with the arithmetic may cover them. It does so once for a
// layer: how the person scrolls then is left alone.
func (c *card) reveal(layer int) {
	if layer == c.lit {
		return
	}
	c.lit = layer
	if !c.painter.plan.down {
		return
	}
	rows := c.flow.Call("querySelectorAll", ".column")
	for _, row := range []int{layer, layer - 1} {
		rows.Index(row).Call("scrollIntoView", map[string]any{"block": "nearest"})
	}
}

func (c *card) Render() app.UI {
	t := c.Text
	return app.Section().Class("inside").Attr("role", "group").Aria("label", t.Heading()).Body(
		app.Div().Class("inside-head").Body(
			app.H2().Text(t.Heading()),
			&caption{Inside: c.Inside, Text: t},
			app.Button().ID("open-unit").Type("button").Disabled(app.IsServer).Aria("expanded", c.Inside.lab.Aside() == unitAside).OnClick(c.openUnit).Text(t.OneUnit()),
		),
		&choice{Inside: c.Inside, Text: t, Digit: c.Inside.digit, Drawing: c.Inside.drawing, Drawn: c.Inside.drawn(), Mean: c.Inside.mean,
			Members: c.Inside.members(), Member: c.Inside.looked()},
		app.Section().Class("inside-scroll").Aria("label", t.Layers()).Body(
			app.Div().ID("inside-flow").Class("flow").Body(
				dom.Decorative(app.Canvas().ID("inside-links").Width(1).Height(1)),
				app.Canvas().ID("inside-work").Width(1).Height(1).Attr("role", "img").Aria("labelledby", "inside-said").
					On("pointermove", c.point).
					On("pointerdown", c.point).
					On("pointerleave", c.leave).
					OnClick(c.choose),
				app.Ol().Body(c.columns()...),
			),
		),
		app.P().Class("key").Body(app.Text(t.Key()), dom.Decorative(app.I()), dom.Decorative(app.I()), app.Text(t.KeyOfColours())),
		&numbers{Inside: c.Inside, Text: t},
	)
}

// columns are the labels of the picture and of each layer, with the place where it is drawn.
func (c *card) columns() []app.UI {
	t := c.Text
	infos, _ := c.Inside.layers()
	shapes := c.Inside.shapes()
	some := false // a layer has units that are not shown: all get a line for that, so that all are drawn at one height
	for _, s := range shapes {
		some = some || s.units < s.all()
	}
	label := func(s shape, name, parameters string) app.UI {
		shown := ""
		if s.units < s.all() {
			shown = t.Shown(s.units, s.all())
		}
		return app.Li().Class("column "+s.class()).Body(
			app.Div().Class("label").Body(
				app.P().Class("name").Body(breakable(name)...),
				app.P().Text(i18n.Shape(s.output)),
				app.P().Text(parameters),
				app.If(some, func() app.UI { return app.P().Text(shown) }),
			),
			app.Div().Class("art"),
		)
	}
	out := []app.UI{label(shapes[0], t.Picture(), "")}
	for i, info := range infos {
		parameters := ""
		if info.Params > 0 {
			parameters = t.Parameters(i18n.Grouped(info.Params))
		}
		out = append(out, label(shapes[i+1], settings.LayerNames()[shapes[i+1].kind], parameters))
	}
	return out
}

// class says how much room a layer needs.
func (s shape) class() string {
	switch {
	case s.shares:
		return "shares"
	case s.window > 0:
		return "kernels"
	case s.input:
		return "picture"
	case s.isImage():
		return "maps"
	}
	return "cells"
}

// breakable is a name of Keras's that may go on in the next line where a word ends: MaxPooling2D after Max. The server would write spaces
// around the break.
func breakable(name string) (parts []app.UI) {
	if app.IsServer {
		return []app.UI{app.Text(name)}
	}
	for i, word := range wordsOf(name) {
		if i > 0 {
			parts = append(parts, app.Elem("wbr"))
		}
		parts = append(parts, app.Text(word))
	}
	return parts
}

// wordsOf divides a name before each capital letter that follows a small one.
func wordsOf(name string) (parts []string) {
	from := 0
	for i := 1; i < len(name); i++ {
		if name[i] >= 'A' && name[i] <= 'Z' && name[i-1] >= 'a' && name[i-1] <= 'z' {
			parts = append(parts, name[from:i])
			from = i
		}
	}
	return append(parts, name[from:])
}

// point tells the value under the pointer.
func (c *card) point(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	x, y := c.painter.place(e.Value)
	c.at = &[2]int{x, y}
	c.Inside.point(c.valueAt(x, y))
}

func (c *card) leave(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	c.at = nil
	c.Inside.point("")
}

// choose shows the arithmetic of the unit that was clicked. On a kernel, which is everywhere, the window goes over the whole picture.
func (c *card) choose(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	work := c.Inside.work()
	if work == nil || !fits(work, c.painter.shapes) {
		return
	}
	x, y := c.painter.place(e.Value)
	if digit := c.painter.findShare(x, y); digit >= 0 {
		c.Inside.choose(place{layer: len(work.Layers), unit: digit}, false)
		return
	}
	tile, k := c.painter.find(x, y)
	if tile == nil || tile.shape == 0 {
		return
	}
	units := work.Layers[tile.shape-1].Units
	switch tile.part {
	case kernelPart:
		c.Inside.choose(place{layer: tile.shape, unit: units[tile.slot]}, !dom.CalmPreferred())
	case mapPart:
		c.Inside.choose(place{tile.shape, units[tile.slot], k / tile.from.w, k % tile.from.w}, false)
	case vectorPart:
		c.Inside.choose(place{layer: tile.shape, unit: units[k]}, false)
	}
}

// openUnit shows the arithmetic of the unit that was shown last, at first of one of the first layer, whose window moves.
func (c *card) openUnit(app.Context, app.Event) {
	if c.Inside.lab.Aside() == unitAside {
		c.Inside.lab.CloseAside()
		return
	}
	c.Inside.focuses = true
	c.Inside.choose(c.Inside.unit, !dom.CalmPreferred() && c.Inside.unit == place{})
}

// valueAt returns the value at a place in words; nothing where there is none.
func (c *card) valueAt(x, y int) string {
	t, work := c.Text, c.Inside.work()
	if work == nil || !fits(work, c.painter.shapes) {
		return ""
	}
	if digit := c.painter.findShare(x, y); digit >= 0 {
		return t.ShareValue(digit, i18n.Percent(work.Probabilities[digit]))
	}
	tile, k := c.painter.find(x, y)
	if tile == nil {
		return ""
	}
	row, column := k/tile.from.w+1, k%tile.from.w+1
	if tile.shape == 0 {
		return t.PixelValue(row, column, int(work.Picture[k]))
	}
	l, name, value := work.Layers[tile.shape-1], c.Inside.name(tile.shape-1), number(valuesOf(tile, work)[k])
	switch tile.part {
	case kernelPart:
		return t.KernelValue(name, l.Units[tile.slot]+1, row, column, value)
	case mapPart:
		return t.MapValue(name, l.Units[tile.slot]+1, row, column, value)
	}
	return t.ElementValue(name, l.Units[k]+1, value)
}

// name returns the name of a layer, in Keras's words.
func (i *inside) name(layer int) string { return settings.LayerNames()[i.shapes()[layer+1].kind] }

// number formats a value in few digits.
func number(v float32) string { return decimals(v, 2) }

// precise formats a value that is added up: a thousandth, or four digits of a larger one.
func precise(v float32) string {
	switch size := max(v, -v); {
	case size >= 100:
		return decimals(v, 1)
	case size >= 10:
		return decimals(v, 2)
	}
	return decimals(v, 3)
}

// decimals formats a value.
func decimals(v float32, digits int) string { return i18n.Decimals(float64(v), digits) }

// picked returns the picture of a digit of the data.
func (i *inside) picked(digit int) (picture []byte, of protocol.DataSet) {
	pictures, of := i.lab.Session().Sample()
	if at, size := i.place(digit), of.Side()*of.Side(); at >= 0 {
		return pictures[at*size:][:size], of
	}
	return nil, of
}

// choice is what the network may look at: the drawing, a digit of the data, or the mean of one; and which network of an ensemble looks.
type choice struct {
	app.Compo

	Inside  *inside
	Text    words
	Digit   int
	Drawing bool
	Drawn   bool
	Mean    bool
	Members int
	Member  int

	stop    func()
	painted string // the pictures, in a colour
}

func (c *choice) OnMount(app.Context) {
	c.stop = c.Inside.lab.Subscribe(lab.LoadingTopic|lab.RunTopic|lab.ColoursTopic, 0, c.paint)
}

func (c *choice) OnDismount() { c.stop() }

// paint draws the digits, if they have changed.
func (c *choice) paint() {
	pictures, _ := c.Inside.lab.Session().LabelledSample()
	ink := c.Inside.lab.Colours().Ink
	if present := string(pictures) + string(ink[:]); present != c.painted {
		c.painted = present
		for digit := range classes {
			picture, of := c.Inside.picked(digit)
			if picture == nil {
				picture = make([]byte, of.Side()*of.Side()) // the data has no such digit
			}
			sketch.PaintPicture(app.Window().GetElementByID(digitID(digit)), picture, of, ink)
		}
		c.reveal()
	}
}

// reveal scrolls the digits, and nothing else, so that the chosen one is seen where they are wider than the place.
func (c *choice) reveal() {
	chosen := app.Window().GetElementByID(digitID(c.Inside.digit)).Get("parentNode")
	row := chosen.Get("parentNode")
	row.Set("scrollLeft", chosen.Get("offsetLeft").Int()-row.Get("offsetLeft").Int()-(row.Get("clientWidth").Int()-chosen.Get("offsetWidth").Int())/2)
}

func digitID(digit int) string { return "inside-digit-" + strconv.Itoa(digit) }

func (c *choice) Render() app.UI {
	body := []app.UI{chosen(dom.Idle(app.Button().Type("button"), app.IsServer, !c.Drawn), c.Drawing).
		OnClick(c.look, app.EventScope("drawing")).Text(c.Text.Drawing())}
	for digit := range classes {
		body = append(body, chosen(dom.Disabled(app.Button().Type("button"), app.IsServer), !c.Drawing && c.Digit == digit).Class("digit").
			Aria("label", c.Text.Digit(digit)).DataSet("digit", digit).OnClick(c.look).
			Body(dom.Decorative(app.Canvas().ID(digitID(digit)).Width(8).Height(8))))
	}
	return app.Div().Class("choice").Attr("role", "group").Aria("label", c.Text.Choice()).On("focusin", c.intoView).Body(append(body, c.more())...)
}

// chosen marks the button of what is looked at. On the server none does anything yet.
func chosen(b app.HTMLButton, v bool) app.HTMLButton {
	if app.IsServer {
		return b
	}
	return dom.Pressed(b, v)
}

// look turns to what was pressed.
func (c *choice) look(ctx app.Context, _ app.Event) {
	digit, err := strconv.Atoi(dom.Text(ctx.JSSrc().Get("dataset").Get("digit")))
	switch {
	case err == nil:
		c.Inside.press(digit)
	case c.Inside.drawn():
		c.Inside.turn(true, c.Inside.digit)
	}
	c.Inside.ask()
}

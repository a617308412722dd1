package digits

import (
	"math"
	"strconv"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// mapView is the map: all digits on one canvas. Over it lies a grid of one cell for the keyboard, as on the wall.
type mapView struct {
	app.Compo

	Digits *digits
	Text   words

	canvas  app.Value
	context app.Value
	image   app.Value
	screen  screen
	masks   masks
	plot    plot
	ratio   float64
	cells   reached

	pointers map[int]point // of the pointers that are down, in pixels
	dragged  float64       // how far they have moved, in pixels
	close    []func()
}

const mapCanvasID = "map-canvas"

func (v *mapView) OnMount(ctx app.Context) {
	l := v.Digits.lab
	v.pointers = map[int]point{}
	v.canvas = app.Window().GetElementByID(mapCanvasID)
	v.context = v.canvas.Call("getContext", "2d")
	v.close = []func(){
		dom.ObserveSize(dom.Quietly(ctx), func() { l.Invalidate(mapTopic) }, v.canvas.Get("parentNode")),
		l.Subscribe(digitsTopic|mapTopic|lab.ColoursTopic, 0, v.paint),
	}
	v.Digits.mapping.show(true)
}

func (v *mapView) OnDismount() {
	v.Digits.mapping.show(false)
	for _, f := range v.close {
		f()
	}
}

func (v *mapView) Render() app.UI {
	t, d := v.Text, v.Digits
	v.cells.prefix = "map-cell-"
	return app.Div().ID("digits-map").Class("wall").Body(
		&mapChoices{Digits: d, Text: t, View: v},
		&mapState{Digits: d, Text: t},
		app.Div().Class("canvas map-canvas").Body(
			dom.Decorative(app.Canvas().ID(mapCanvasID).Width(1).Height(1)).
				On("pointerdown", v.down).
				On("pointermove", v.move).
				On("pointerup", v.up).
				On("pointercancel", v.lost).
				On("pointerleave", v.leave).
				On("wheel", v.wheel),
			app.Div().ID("map-grid").Class("grid").Attr("role", "grid").Aria("label", t.MapGrid()).Aria("describedby", "map-keys").
				OnKeyDown(v.key).Body(
				v.cells.row(t.MapGrid(), v.focus),
			),
			dom.Decorative(app.P()).ID("map-pointed").Class("pointed hidden"),
		),
		&mapLegend{Digits: d, Text: t},
		app.P().ID("map-keys").Class("help").Text(t.MapKeys()),
		&mapNumbers{Digits: d, Text: t},
	)
}

// paint shows the map as it is at present, and goes on while digits move.
func (v *mapView) paint() {
	if v.fit(); v.plot.w <= 0 {
		return
	}
	v.draw()
	if m := v.Digits.mapping; m.progress() < 1 {
		v.Digits.lab.Invalidate(mapTopic)
	} else {
		m.from = nil
	}
}

// Sides of a digit as a picture, as a number, and of one of thousands, in CSS pixels.
const (
	pictureMark = 16
	numberMark  = 12
	manyMark    = 8
	manyDigits  = 3000
)

// fit takes the room that the page has.
func (v *mapView) fit() {
	v.ratio = pixelRatio()
	width, height := v.canvas.Get("parentNode").Get("clientWidth").Float(), canvasHeight()
	w, h := int(width*v.ratio), int(height*v.ratio)
	m := v.Digits.mapping
	side := pictureMark
	switch {
	case len(m.points) > manyDigits:
		side = manyMark
	case m.plain:
		side = numberMark
	}
	v.plot = plot{m.lens, float64(w), float64(h), float64(side) * v.ratio}
	if w > 0 && (w != v.screen.w || h != v.screen.h) {
		v.screen.resize(w, h)
		v.canvas.Set("width", w)
		v.canvas.Set("height", h)
		v.canvas.Get("style").Set("height", strconv.FormatFloat(height, 'f', 2, 64)+"px")
		v.image = v.context.Call("createImageData", w, h)
	}
	v.canvas.Get("classList").Call("toggle", "zoomed", m.lens.zoom > 1)
}

// draw paints all digits, those that are read wrongly over the others.
func (v *mapView) draw() {
	d, m, f := v.Digits, v.Digits.mapping, v.Digits.facts()
	colours := d.lab.Colours()
	clear(v.screen.pixels)
	var points []point
	if m.shown(f) {
		points = m.present()
	}
	side := v.plot.mark()
	wrong := dom.Channels(colours.Validation)
	for _, over := range [2]bool{false, true} {
		for place, a := range points {
			if m.wrong(f, place) != over {
				continue
			}
			x, y := v.plot.put(a)
			at := spot{int(x) - side/2, int(y) - side/2, side}
			if at.x <= -side || at.y <= -side || at.x >= v.screen.w || at.y >= v.screen.h {
				continue
			}
			v.screen.ink(at, v.masks.at(&d.sheet, place, side, m.plain), colours.Digits[f.labels[place]%10])
			if over {
				v.screen.corner(at, wrong)
			}
		}
	}
	app.CopyBytesToJS(v.image.Get("data"), v.screen.pixels)
	v.context.Call("putImageData", v.image, 0, 0)
	if d.chosen >= 0 && d.chosen < len(points) {
		x, y := v.plot.put(points[d.chosen])
		v.context.Set("lineWidth", 2*v.ratio)
		v.context.Set("strokeStyle", colours.Strong)
		v.context.Call("strokeRect", int(x)-side/2-2, int(y)-side/2-2, side+4, side+4)
	}
	if m.place != nil && points != nil {
		x, y := v.plot.put(m.frame.at(m.place.X, m.place.Y))
		// It may lie beyond the digits; then it is at the edge, in their direction.
		radius := float64(side)*.7 + 4*v.ratio
		x, y = min(max(x, radius), v.plot.w-radius), min(max(y, radius), v.plot.h-radius)
		for _, line := range []struct {
			width  float64
			colour string
		}{{6 * v.ratio, colours.Card}, {3 * v.ratio, colours.Strong}} {
			v.context.Set("lineWidth", line.width)
			v.context.Set("strokeStyle", line.colour)
			v.context.Call("beginPath")
			v.context.Call("arc", x, y, radius, 0, 2*math.Pi)
			v.context.Call("stroke")
		}
	}
	v.reach(false)
}

// ink paints a mask in a colour. Where digits lie over each other, the pixel with more ink is seen.
func (s *screen) ink(at spot, mask []byte, colour [3]byte) {
	for y := max(0, -at.y); y < min(at.side, s.h-at.y); y++ {
		for x := max(0, -at.x); x < min(at.side, s.w-at.x); x++ {
			ink := mask[y*at.side+x]
			if p := s.pixels[4*((at.y+y)*s.w+at.x+x):][:4]; ink > p[3] {
				p[0], p[1], p[2], p[3] = colour[0], colour[1], colour[2], ink
			}
		}
	}
}

// corner marks a digit in its corner, as on the wall.
func (s *screen) corner(at spot, colour [3]byte) {
	side := max(3, at.side*2/5)
	for y := max(0, -at.y); y < min(side, s.h-at.y); y++ {
		for x := max(at.side-side+y, -at.x); x < min(at.side, s.w-at.x); x++ {
			copy(s.pixels[4*((at.y+y)*s.w+at.x+x):], []byte{colour[0], colour[1], colour[2], 255})
		}
	}
}

// pixel returns where a pointer is on the canvas, in its pixels.
func (v *mapView) pixel(e app.Event) point {
	r := v.canvas.Call("getBoundingClientRect")
	return point{(e.Get("clientX").Float() - r.Get("left").Float()) * v.ratio, (e.Get("clientY").Float() - r.Get("top").Float()) * v.ratio}
}

// under returns the digit at a pixel; -1 without one.
func (v *mapView) under(at point) int {
	m := v.Digits.mapping
	if !m.shown(v.Digits.facts()) {
		return -1
	}
	return v.plot.at(m.present(), at.x, at.y)
}

// look shows another part of the map.
func (v *mapView) look(l lens) {
	v.Digits.mapping.lens = l
	v.Digits.lab.Invalidate(mapTopic | mapStateTopic)
}

func (v *mapView) down(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if len(v.pointers) == 0 {
		v.dragged = 0
	}
	id := e.Get("pointerId").Int()
	v.pointers[id] = v.pixel(e)
	dom.Capture(v.canvas, id)
}

// move moves the map, zooms with two pointers, or says what is under the pointer.
func (v *mapView) move(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	now := v.pixel(e)
	id := e.Get("pointerId").Int()
	before, isDown := v.pointers[id]
	if !isDown {
		v.say(v.under(now))
		return
	}
	v.dragged += before.to(now)
	v.pointers[id] = now
	v.plot.lens = v.Digits.mapping.lens
	for other, fixed := range v.pointers {
		if other != id {
			if was := before.to(fixed); was > 0 {
				v.look(v.plot.zoomed(now.to(fixed)/was, (now.x+fixed.x)/2, (now.y+fixed.y)/2))
			}
			return
		}
	}
	v.look(v.plot.moved((before.x-now.x)/v.plot.scale(), (before.y-now.y)/v.plot.scale()))
}

// up opens the digit under the pointer, unless the map was moved.
func (v *mapView) up(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	v.lost(ctx, e)
	if len(v.pointers) > 0 || v.dragged > 5*v.ratio {
		return
	}
	if place := v.under(v.pixel(e)); place >= 0 {
		v.Digits.mapping.at = place
		v.Digits.choose(place)
	}
	v.reach(true)
}

func (v *mapView) lost(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	delete(v.pointers, e.Get("pointerId").Int())
}

// wheel zooms while the map has the focus, or with Control, as a pinch on a touchpad comes. Otherwise the page scrolls.
func (v *mapView) wheel(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	grid := app.Window().GetElementByID("map-grid")
	if !e.Get("ctrlKey").Bool() && !grid.Call("contains", app.Window().Get("document").Get("activeElement")).Bool() {
		return
	}
	e.PreventDefault()
	at := v.pixel(e)
	v.plot.lens = v.Digits.mapping.lens
	turn := min(max(e.Get("deltaY").Float(), -100), 100)
	v.look(v.plot.zoomed(math.Pow(2, -turn/200), at.x, at.y))
}

// zoom is zooming by a button or key, around the digit that was reached.
func (v *mapView) zoom(factor float64) {
	m := v.Digits.mapping
	v.plot.lens = m.lens
	x, y := v.plot.w/2, v.plot.h/2
	if m.shown(v.Digits.facts()) {
		v.plot.lens = v.plot.moved(m.points[m.at].x-m.lens.centre.x, m.points[m.at].y-m.lens.centre.y)
		x, y = v.plot.put(m.points[m.at])
	}
	v.look(v.plot.zoomed(factor, x, y))
}

// say shows what is known of a digit, beside it.
func (v *mapView) say(place int) {
	said := app.Window().GetElementByID("map-pointed")
	if place < 0 {
		said.Get("classList").Call("add", "hidden")
		return
	}
	x, y := v.plot.put(v.Digits.mapping.points[place])
	said.Set("textContent", v.Digits.describe(v.Digits.facts(), place, v.Text))
	said.Get("classList").Call("remove", "hidden")
	style, half := said.Get("style"), float64(v.plot.mark())/2
	px := func(v float64) string { return strconv.Itoa(int(v)) + "px" }
	if x > v.plot.w/2 {
		style.Call("setProperty", "right", px((v.plot.w-x+half)/v.ratio))
		style.Call("setProperty", "left", "auto")
	} else {
		style.Call("setProperty", "left", px((x+half)/v.ratio))
		style.Call("setProperty", "right", "auto")
	}
	style.Call("setProperty", "top", px((y+half)/v.ratio+2))
}

func (v *mapView) leave(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	v.say(-1)
}

func (v *mapView) focus(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	v.reach(false)
}

// key moves to the next digit in a direction, zooms, or opens the digit.
func (v *mapView) key(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	m := v.Digits.mapping
	if !m.shown(v.Digits.facts()) || e.Get("altKey").Bool() || e.Get("metaKey").Bool() || e.Get("ctrlKey").Bool() {
		return
	}
	to := func(dx, dy float64) {
		m.at = towards(m.points, m.at, dx, dy)
		v.plot.lens = m.lens
		if x, y := v.plot.put(m.points[m.at]); x < 0 || y < 0 || x > v.plot.w || y > v.plot.h {
			v.look(v.plot.moved(m.points[m.at].x-m.lens.centre.x, m.points[m.at].y-m.lens.centre.y))
		}
		v.plot.lens = m.lens
		v.reach(true)
	}
	switch dom.Text(e.Get("key")) {
	case "ArrowLeft":
		to(-1, 0)
	case "ArrowRight":
		to(1, 0)
	case "ArrowUp":
		to(0, -1)
	case "ArrowDown":
		to(0, 1)
	case "+", "=":
		v.zoom(1.5)
	case "-", "−":
		v.zoom(1 / 1.5)
	case "0":
		v.look(lens{zoom: 1})
	case "Enter", " ":
		v.Digits.choose(m.at)
		v.Digits.lab.MoveFocus("digit-heading")
	case "Escape":
		if v.Digits.chosen < 0 {
			return
		}
		v.Digits.choose(-1)
	default:
		return
	}
	e.PreventDefault()
}

// reach puts the grid's cell on the digit that the keyboard has reached, with focus the one that gets it.
func (v *mapView) reach(focus bool) {
	m, f := v.Digits.mapping, v.Digits.facts()
	if !m.shown(f) {
		v.cells.put(nil, v.Text.NoneShown(), focus)
		return
	}
	x, y := v.plot.put(m.present()[m.at])
	half := float64(v.plot.mark()) / 2
	// A digit out of sight is at the edge, so that the page does not grow.
	x, y = min(max(x, half), v.plot.w-half), min(max(y, half), v.plot.h-half)
	side := 2 * half / v.ratio
	v.cells.put(&area{(x - half) / v.ratio, (y - half) / v.ratio, side, side}, v.Digits.describe(f, m.at, v.Text), focus)
}

func (v *mapView) saveSVG() {
	m := v.Digits.mapping
	dom.SaveText(dom.FileName("map", time.Now().UnixMilli(), "", ".svg"), "image/svg+xml", m.svg(v.Text, v.Digits.lab.Colours()))
}

func (v *mapView) saveCSV() {
	dom.SaveText(dom.FileName("map", time.Now().UnixMilli(), "", ".csv"), "text/csv", v.Digits.mapping.csv())
}

// mapChoices are the controls above the map.
type mapChoices struct {
	app.Compo

	Digits *digits
	Text   words
	View   *mapView

	stop func()
	seen choicesSeen
}

// choicesSeen is what the controls show.
type choicesSeen struct {
	wanted  protocol.WatchMap
	working bool
	plain   bool
	done    bool
	zoomed  bool
}

func (c *mapChoices) now() choicesSeen {
	m := c.Digits.mapping
	e := m.last
	return choicesSeen{m.wanted, m.working(), m.plain, e != nil && e.Method == protocol.TSNE && e.Iteration > 0 && e.Iteration == e.Iterations,
		m.lens.zoom > 1}
}

func (c *mapChoices) OnMount(ctx app.Context) {
	c.stop = c.Digits.lab.RerenderIf(ctx, mapStateTopic, 0, func() bool { return c.seen != c.now() })
}

func (c *mapChoices) OnDismount() { c.stop() }

func (c *mapChoices) Render() app.UI {
	t, m := c.Text, c.Digits.mapping
	c.seen = c.now()
	button := func(id, name string) app.HTMLButton { return app.Button().ID(id).Type("button").Text(name) }
	names := make([]string, len(perplexities))
	chosen := 0
	for i, p := range perplexities {
		names[i] = strconv.Itoa(int(p))
		if p == m.wanted.Perplexity {
			chosen = i
		}
	}
	run := t.MapRun()
	switch {
	case c.seen.working:
		run = t.MapRest()
	case c.seen.done:
		run = t.MapAnew()
	}
	return app.Div().Class("map-choices").Attr("role", "group").Aria("label", t.MapChoices()).Body(
		app.Div().Class("parts").Attr("role", "group").Aria("label", t.MapMethods()).Body(
			dom.Pressed(button("map-pca", methodNames[protocol.PCA]), m.wanted.Method == protocol.PCA).OnClick(c.pca),
			dom.Pressed(button("map-tsne", methodNames[protocol.TSNE]), m.wanted.Method == protocol.TSNE).OnClick(c.tsne),
		),
		app.If(m.wanted.Method == protocol.TSNE, func() app.UI {
			return app.Div().Class("choice").Body(
				app.Label().For("map-perplexity").Text(t.Perplexity()),
				dom.Choice("map-perplexity", names, chosen).OnChange(c.perplexity),
			)
		}),
		app.If(m.wanted.Method == protocol.TSNE, func() app.UI { return button("map-run", run).OnClick(c.run) }),
		app.Div().Class("checks").Body(
			app.Label().Class("check").Body(dom.Checked(app.Input().ID("map-pictures").Type("checkbox"), !m.plain).OnChange(c.pictures), app.Text(t.Pictures())),
		),
		app.Div().Class("zooms").Body(
			button("map-in", "+").Aria("label", t.ZoomIn()).Title(t.ZoomIn()).OnClick(c.in),
			button("map-out", "−").Aria("label", t.ZoomOut()).Title(t.ZoomOut()).OnClick(c.out),
			dom.Idle(button("map-whole", t.WholeMap()), false, !c.seen.zoomed).OnClick(c.whole),
		),
		button("map-svg", t.SaveSVG()).Class("save").OnClick(c.svg),
		button("map-csv", t.SaveCSV()).OnClick(c.csv),
	)
}

func (c *mapChoices) pca(app.Context, app.Event)  { c.Digits.mapping.choose(protocol.PCA) }
func (c *mapChoices) tsne(app.Context, app.Event) { c.Digits.mapping.choose(protocol.TSNE) }
func (c *mapChoices) run(app.Context, app.Event)  { c.Digits.mapping.run() }

func (c *mapChoices) perplexity(ctx app.Context, _ app.Event) {
	n := min(max(chosenIn(ctx), 0), len(perplexities)-1)
	c.Digits.mapping.change(func(w *protocol.WatchMap) { w.Perplexity, w.Iterating = perplexities[n], true })
}

func (c *mapChoices) pictures(ctx app.Context, _ app.Event) {
	c.Digits.mapping.plain = !ctx.JSSrc().Get("checked").Bool()
	c.Digits.lab.Invalidate(mapTopic)
}

func (c *mapChoices) in(app.Context, app.Event)    { c.View.zoom(1.5) }
func (c *mapChoices) out(app.Context, app.Event)   { c.View.zoom(1 / 1.5) }
func (c *mapChoices) whole(app.Context, app.Event) { c.View.look(lens{zoom: 1}) }
func (c *mapChoices) svg(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	c.View.saveSVG()
}
func (c *mapChoices) csv(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	c.View.saveCSV()
}

// mapState says what is shown, how far t-SNE is, and where the drawing lies.
type mapState struct {
	app.Compo

	Digits *digits
	Text   words

	stop func()
}

func (s *mapState) OnMount(ctx app.Context) {
	s.stop = s.Digits.lab.Rerender(ctx, mapStateTopic|digitsTopic, 100*time.Millisecond)
}

func (s *mapState) OnDismount() { s.stop() }

func (s *mapState) Render() app.UI {
	t, m := s.Text, s.Digits.mapping
	e := m.last
	moving := m.working() && e != nil && e.Method == protocol.TSNE && e.Iterations > 0
	return app.Div().Class("map-state").Body(
		app.P().ID("map-state").Text(m.state(t)),
		app.If(moving, func() app.UI {
			return app.Progress().Aria("label", t.MapProgress()).Max(e.Iterations).Value(e.Iteration)
		}),
		app.P().ID("map-drawing").Text(m.drawing(t)),
	)
}

// mapLegend says what the marks mean, and what the map does not say.
type mapLegend struct {
	app.Compo

	Digits *digits
	Text   words

	method protocol.MapMethod
	stop   func()
}

func (g *mapLegend) OnMount(ctx app.Context) {
	g.stop = g.Digits.lab.RerenderIf(ctx, mapStateTopic, 0, func() bool { return g.method != g.Digits.mapping.wanted.Method })
}

func (g *mapLegend) OnDismount() { g.stop() }

func (g *mapLegend) Render() app.UI {
	t := g.Text
	g.method = g.Digits.mapping.wanted.Method
	items := make([]app.UI, 0, 12)
	for d := range 10 {
		items = append(items, app.Li().Class("digit-"+strconv.Itoa(d)).Text(d))
	}
	items = append(items, app.Li().Class("wrong").Text(t.MapLegendWrong()), app.Li().Class("drawing").Text(t.MapLegendDrawing()))
	return app.Div().Class("map-legend").Body(
		app.Ul().Aria("label", t.MapLabel()).Body(items...),
		app.P().Class("meaning").Text(t.MapMeaning(g.method)),
		app.If(g.method == protocol.TSNE, func() app.UI { return app.P().Class("help").Text(t.MapPerplexity()) }),
	)
}

// mapNumbers says the same in a sentence and a table. They are made when they are open.
type mapNumbers struct {
	app.Compo

	Digits *digits
	Text   words

	open bool
	stop func()
}

func (n *mapNumbers) OnMount(ctx app.Context) {
	n.stop = n.Digits.lab.RerenderIf(ctx, mapTopic, 500*time.Millisecond, func() bool { return n.open })
}

func (n *mapNumbers) OnDismount() { n.stop() }

func (n *mapNumbers) toggle(ctx app.Context, _ app.Event) { n.open = ctx.JSSrc().Get("open").Bool() }

func (n *mapNumbers) Render() app.UI {
	return app.Details().ID("map-numbers").On("toggle", n.toggle).Body(
		app.Summary().Text(n.Text.MapNumbers()),
		app.If(n.open && n.Digits.mapping.shown(n.Digits.facts()), n.table),
	)
}

func (n *mapNumbers) table() app.UI {
	t, m := n.Text, n.Digits.mapping
	g := spreadOf(m.points, n.Digits.facts().labels)
	share := func(v float64) string { return i18n.Percent(float32(v)) + "%" }
	var rows []app.UI
	for d := range 10 {
		if g.count[d] == 0 {
			continue
		}
		nearest := "–"
		if g.nearest[d] >= 0 {
			nearest = strconv.Itoa(g.nearest[d])
		}
		rows = append(rows, app.Tr().Body(app.Th().Scope("row").Text(d), app.Td().Text(i18n.Grouped(g.count[d])), app.Td().Text(share(g.within[d])),
			app.Td().Text(nearest), app.Td().Text(share(g.between[d]))))
	}
	heads := []string{t.MapLabel(), t.Count(), t.MapWithin(), t.MapNearest(), t.MapBetween()}
	return app.Div().Body(
		app.P().Text(t.MapSummary(i18n.Percent(float32(g.mean)), i18n.Percent(float32(g.apart)), g.pairs())),
		app.Div().Class("scroller").TabIndex(0).Attr("role", "region").Aria("label", t.MapNumbers()).Body(app.Table().Body(
			app.THead().Body(app.Tr().Body(app.Range(heads).Slice(func(i int) app.UI { return app.Th().Scope("col").Text(heads[i]) }))),
			app.TBody().Body(rows...),
		)),
	)
}

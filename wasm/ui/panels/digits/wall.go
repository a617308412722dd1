package digits

import (
	"strconv"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// wall is all digits in groups, on one canvas. Over it lies a grid of one cell for the keyboard: the digit that has the focus.
type wall struct {
	app.Compo

	Digits *digits
	Text   words

	canvas  app.Value
	context app.Value
	image   app.Value
	screen  screen
	masks   masks
	ramps   *[ramps]ramp
	colours dom.Colours
	ratio   float64
	room    room

	made   made
	facts  *facts
	layout *layout
	from   []spot    // of places, where they were when the last change began; a side of 0: nowhere
	begun  time.Time // of that change
	at     int       // place of the digit that the keyboard has reached
	cells  reached
	typed  typedNumber
	close  []func()
}

// made is what a layout was made of. Where it is the same, so is the layout.
type made struct {
	options     options
	predictions *protocol.DigitPredictions
	first       *protocol.FirstRight
	labels      int
	have        int
	room        room
}

// wallTopic is a step of the wall's movement.
var wallTopic = scheduler.NewTopic()

const (
	canvasID = "digits-canvas"
	// moveTime is how long digits move to their new places.
	moveTime = 400 * time.Millisecond
)

func (w *wall) OnMount(ctx app.Context) {
	l := w.Digits.lab
	w.canvas = app.Window().GetElementByID(canvasID)
	w.context = w.canvas.Call("getContext", "2d")
	w.close = []func(){
		dom.ObserveSize(dom.Quietly(ctx), func() { l.Invalidate(wallTopic) }, w.canvas.Get("parentNode")),
		l.SubscribeHeavily(digitsTopic, w.paint), // a run has new predictions all the time
		l.Subscribe(wallTopic|lab.ColoursTopic, 0, w.paint),
	}
}

func (w *wall) OnDismount() {
	for _, f := range w.close {
		f()
	}
}

func (w *wall) Render() app.UI {
	t, d := w.Text, w.Digits
	w.cells.prefix = "digits-cell-"
	return app.Div().ID("digits-wall").Class("wall").Body(
		&choices{Digits: d, Text: t, Options: d.options, Wall: w},
		&summary{Digits: d, Text: t},
		app.Div().Class("canvas").Body(
			dom.Decorative(app.Canvas().ID(canvasID).Width(1).Height(1)).
				On("pointermove", w.point).
				On("pointerleave", w.leave).
				OnClick(w.click),
			app.Div().ID("digits-grid").Class("grid").Attr("role", "grid").Aria("label", t.Grid()).Aria("describedby", "digits-keys").
				OnKeyDown(w.key).Body(
				w.cells.row(t.Grid(), w.focus),
			),
			dom.Decorative(app.P()).ID("digits-pointed").Class("pointed hidden"),
		),
		app.P().ID("digits-keys").Class("help").Text(t.Help()),
		&counts{Digits: d, Text: t},
	)
}

// paint shows the wall as it is at present, and goes on while digits move.
func (w *wall) paint() {
	if w.fit(); w.room.w <= 0 {
		return
	}
	w.arrange()
	if c := w.Digits.lab.Colours(); w.ramps == nil || c != w.colours {
		w.colours, w.ramps = c, rampsOf(paletteOf(c))
	}
	moved := w.progress()
	w.draw(moved)
	if moved < 1 {
		w.Digits.lab.Invalidate(wallTopic)
	} else {
		w.from = nil
	}
}

// fit takes the room that the page has.
func (w *wall) fit() {
	w.ratio = pixelRatio()
	w.room = roomOf(w.canvas.Get("parentNode").Get("clientWidth").Float(), canvasHeight(), w.ratio)
}

// arrange lays the digits out again, if what that depends on has changed.
func (w *wall) arrange() {
	d := w.Digits
	m := made{d.options, d.predictions, d.first, len(d.sheet.labels), d.sheet.have, w.room}
	if w.layout != nil && m == w.made {
		return
	}
	before := w.layout
	resized := before == nil || w.made.room != m.room || w.made.labels != m.labels
	var from []spot
	if !resized && !dom.CalmPreferred() {
		from = w.present()
	}
	w.made, w.facts = m, d.facts()
	groups, rows, columns := d.options.groups(w.facts, d.options.shown(w.facts))
	w.layout = arrange(groups, rows, columns, len(w.facts.labels), w.room)
	if w.from = nil; w.layout.moves(from) {
		w.from, w.begun = from, time.Now()
	}
	w.reach(false)
	pointed().Call("add", "hidden") // another digit is there now
}

// present returns where the digits are now, also in the middle of a movement.
func (w *wall) present() []spot {
	spots := make([]spot, len(w.layout.index))
	moved := w.progress()
	for i, place := range w.layout.order {
		spots[place] = w.spotAt(i, place, moved)
	}
	return spots
}

// progress returns how far the movement is, eased out.
func (w *wall) progress() float64 {
	if w.from == nil {
		return 1
	}
	left := 1 - min(float64(time.Since(w.begun))/float64(moveTime), 1)
	return 1 - left*left*left
}

// spotAt returns where a digit is on its way. Its size is the new one at once.
func (w *wall) spotAt(index, place int, moved float64) spot {
	to := w.layout.spots[index]
	if moved >= 1 || place >= len(w.from) || w.from[place].side == 0 {
		return to
	}
	between := func(a, b int) int { return a + int(float64(b-a)*moved) }
	return spot{between(w.from[place].x, to.x), between(w.from[place].y, to.y), to.side}
}

// draw paints all digits into the canvas, so far on their way, and the words over them.
func (w *wall) draw(moved float64) {
	l, d := w.layout, w.Digits
	if l.w != w.screen.w || l.h != w.screen.h || !w.image.Truthy() {
		w.screen.resize(l.w, l.h)
		w.canvas.Set("width", l.w)
		w.canvas.Set("height", l.h)
		w.canvas.Get("style").Set("height", strconv.FormatFloat(float64(l.h)/w.ratio, 'f', 2, 64)+"px")
		w.image = w.context.Call("createImageData", l.w, l.h)
	}
	clear(w.screen.pixels)
	mark := dom.Channels(w.colours.Validation)
	for i, place := range l.order {
		at := w.spotAt(i, place, moved)
		wrong := w.facts.wrong(place)
		w.screen.digit(at, w.masks.at(&d.sheet, place, inner(at.side), d.options.plain), &w.ramps[d.options.rampOf(w.facts, place)], wrong, mark)
	}
	app.CopyBytesToJS(w.image.Get("data"), w.screen.pixels)
	w.context.Call("putImageData", w.image, 0, 0)
	w.words()
	if at, ok := l.spot(d.chosen); ok {
		w.context.Set("lineWidth", max(2, int(2*w.ratio)))
		w.context.Set("strokeStyle", w.colours.Strong)
		w.context.Call("strokeRect", at.x-1, at.y-1, inner(at.side)+2, inner(at.side)+2)
	}
}

// words writes what the groups are.
func (w *wall) words() {
	c, px := w.context, func(css float64) int { return int(css * w.ratio) }
	write := func(text, colour, font, align string, x, y int) {
		c.Set("fillStyle", colour)
		c.Set("font", font)
		c.Set("textAlign", align)
		c.Call("fillText", text, x, y)
	}
	c.Set("textBaseline", "alphabetic")
	size := func(css float64) string { return strconv.Itoa(px(css)) + "px system-ui, sans-serif" }
	grouped := w.made.options.by(w.facts)
	for i := range w.layout.frames {
		f := &w.layout.frames[i]
		name := w.Text.Group(grouped, f.key)
		switch {
		case w.layout.matrix && f.row == 0:
			write(name, w.colour(f.key), "bold "+size(14), "center", f.x+f.w/2, px(15))
			fallthrough
		case w.layout.matrix:
			if f.column == 0 {
				write(strconv.Itoa(f.row), w.colour(f.row), "bold "+size(14), "center", w.layout.head/2, f.y+px(14))
			}
			if len(f.places) > 0 && f.w > px(30) {
				c.Set("font", size(10))
				c.Set("textAlign", "right")
				c.Set("strokeStyle", w.colours.Card) // an outline, as the count may lie over pictures
				c.Set("lineWidth", px(3))
				c.Call("strokeText", strconv.Itoa(len(f.places)), f.x+f.w-px(2), f.y+f.h-px(2))
				write(strconv.Itoa(len(f.places)), w.colours.Strong, size(10), "right", f.x+f.w-px(2), f.y+f.h-px(2))
			}
		case grouped != ungrouped:
			write(name, w.colour(f.key), "bold "+size(15), "left", f.x, px(16))
			if f.w > px(44) {
				write(strconv.Itoa(len(f.places)), w.colours.Text, size(11), "left", f.x+px(9+7*float64(len([]rune(name)))), px(16))
			}
		}
	}
	if w.layout.matrix {
		c.Set("strokeStyle", w.colours.Grid)
		c.Set("lineWidth", max(1, int(w.ratio)))
		for i := range w.layout.frames {
			f := &w.layout.frames[i]
			c.Call("strokeRect", f.x-2, f.y-2, f.w+2, f.h+2)
		}
	}
}

// colour returns the colour in which the name of a group is written: of a digit its own.
func (w *wall) colour(key int) string {
	if w.made.options.group == byPart || key > 9 {
		return w.colours.Strong
	}
	return dom.Hex(w.colours.Digits[key])
}

// place returns the digit under a pointer; -1 without one.
func (w *wall) place(e app.Event) int {
	if w.layout == nil {
		return -1
	}
	r := w.canvas.Call("getBoundingClientRect")
	return w.layout.at(int((e.Get("clientX").Float()-r.Get("left").Float())*w.ratio), int((e.Get("clientY").Float()-r.Get("top").Float())*w.ratio))
}

// point says what is under the pointer.
func (w *wall) point(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	said := app.Window().GetElementByID("digits-pointed")
	place := w.place(e)
	if place < 0 {
		pointed().Call("add", "hidden")
		return
	}
	at, _ := w.layout.spot(place)
	said.Set("textContent", w.Digits.describe(w.facts, place, w.Text))
	pointed().Call("remove", "hidden")
	style := said.Get("style")
	width := float64(w.layout.w) / w.ratio
	x := float64(at.x) / w.ratio
	if x > width/2 {
		style.Call("setProperty", "right", strconv.Itoa(int(width-x))+"px")
		style.Call("setProperty", "left", "auto")
	} else {
		style.Call("setProperty", "left", strconv.Itoa(int(x+float64(at.side)/w.ratio))+"px")
		style.Call("setProperty", "right", "auto")
	}
	style.Call("setProperty", "top", strconv.Itoa(int(float64(at.y+at.side)/w.ratio)+4)+"px")
}

func (w *wall) leave(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	pointed().Call("add", "hidden")
}

// pointed returns the classes of what says which digit is under the pointer.
func pointed() app.Value { return app.Window().GetElementByID("digits-pointed").Get("classList") }

func (w *wall) click(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if place := w.place(e); place >= 0 {
		w.at = place
		w.reach(false)
		w.Digits.choose(place)
	}
}

// focus shows where the keyboard is.
func (w *wall) focus(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	w.reach(false)
}

// key moves to another digit, jumps to the one whose number is typed, or opens it.
func (w *wall) key(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if w.layout == nil || e.Get("altKey").Bool() || e.Get("metaKey").Bool() {
		return
	}
	key := dom.KeyName(e.Value)
	if number, ok := w.typed.take(key, time.Now()); ok && !e.Get("ctrlKey").Bool() {
		e.PreventDefault()
		if _, shown := w.layout.spot(number - 1); shown {
			w.at = number - 1
			w.reach(true)
		}
		return
	}
	if to, ok := w.layout.moved(w.at, key, e.Get("ctrlKey").Bool()); ok {
		e.PreventDefault()
		w.at = to
		w.reach(true)
		return
	}
	switch key {
	case "Enter", " ":
		e.PreventDefault()
		w.Digits.choose(w.at)
		w.Digits.lab.MoveFocus("digit-heading")
	case "Escape":
		if w.Digits.chosen >= 0 {
			e.PreventDefault()
			w.Digits.choose(-1)
		}
	}
}

// reach puts the grid's cell on the digit that the keyboard has reached, with focus the one that gets it.
func (w *wall) reach(focus bool) {
	at, ok := w.layout.spot(w.at)
	if !ok && len(w.layout.order) > 0 {
		w.at = w.layout.order[0]
		at, ok = w.layout.spot(w.at)
	}
	if !ok {
		w.cells.put(nil, w.Text.NoneShown(), focus)
		return
	}
	side := float64(inner(at.side)) / w.ratio
	if cell := w.cells.put(&area{float64(at.x) / w.ratio, float64(at.y) / w.ratio, side, side}, w.Digits.describe(w.facts, w.at, w.Text), focus); cell != nil {
		cell.Call("scrollIntoView", map[string]any{"block": "nearest"})
	}
}

// typedNumber is a number that is typed key by key. After a pause it is another.
type typedNumber struct {
	number int
	last   time.Time
}

// pauseInNumber is the time after which a digit begins another number.
const pauseInNumber = time.Second

// take takes a key; ok is false if it is no digit.
func (n *typedNumber) take(key string, now time.Time) (number int, ok bool) {
	if len(key) != 1 || key[0] < '0' || key[0] > '9' {
		n.number = 0
		return 0, false
	}
	if now.Sub(n.last) > pauseInNumber || n.number >= 1e6 {
		n.number = 0
	}
	n.number, n.last = 10*n.number+int(key[0]-'0'), now
	return n.number, true
}

// export saves the wall as it is seen.
func (w *wall) export() {
	if w.layout == nil || w.screen.w == 0 {
		return
	}
	w.from = nil
	w.draw(1)
	dom.SaveCanvas(dom.FileName("digits", time.Now().UnixMilli(), "", ".png"), w.canvas, w.colours.Card)
}

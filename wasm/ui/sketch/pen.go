package sketch

import (
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Pen is the pointer that draws on a canvas. Other pointers are ignored while it is down, but for one: a pen beats a finger, which may be
// the palm of the hand that holds the pen.
type Pen struct {
	Down   bool
	id     int
	finger bool
	before int // number of contents before the drawing's, once what this pointer draws is one
}

// Lower puts the pen down with a pointer that may draw. The canvas receives its events also beyond the edge. What a finger has drawn that
// is beaten is taken back from the drawing; the caller then changes it once.
func (p *Pen) Lower(canvas app.Value, e app.Event, d Drawing) (_ Drawing, ok bool) {
	if d, ok = p.lower(e.Get("pointerId").Int(), e.Get("button").Int(), dom.Text(e.Get("pointerType")), d); ok {
		dom.Capture(canvas, p.id)
	}
	return d, ok
}

func (p *Pen) lower(id, button int, kind string, d Drawing) (_ Drawing, ok bool) {
	if button != 0 || p.Down && !(p.finger && kind == "pen") {
		return d, false
	}
	if p.Down {
		d = p.takeBack(d)
	}
	*p = Pen{Down: true, id: id, finger: kind == "touch", before: len(d.Before) + 1}
	return d, true
}

// takeBack returns the drawing without what the pen has drawn since it went down, unless that was cleared or undone.
func (p *Pen) takeBack(d Drawing) Drawing {
	if len(d.Before) != p.before {
		return d
	}
	return d.Undo()
}

// Lift takes the pen up.
func (p *Pen) Lift(e app.Event) {
	if p.Draws(e) {
		p.Down = false
	}
}

// Cancel takes the pen up, and back what it has drawn: the browser tells by this event that the pointer was no finger but a palm, or that
// the system has made another gesture of it.
func (p *Pen) Cancel(e app.Event, d Drawing) (_ Drawing, ok bool) {
	if !p.Draws(e) {
		return d, false
	}
	p.Down = false
	return p.takeBack(d), true
}

// Draws reports whether an event belongs to the pointer that draws.
func (p *Pen) Draws(e app.Event) bool { return p.Down && p.id == e.Get("pointerId").Int() }

// At returns the place of a pointer event on a canvas.
func At(canvas, e app.Value) Point {
	places := PointsOn(canvas, e)
	return places[len(places)-1]
}

// PointsOn returns the places of a pointer event on a canvas, including the events that the browser merged into it.
func PointsOn(canvas, e app.Value) []Point {
	box := canvas.Call("getBoundingClientRect")
	left, top, side := box.Get("left").Float(), box.Get("top").Float(), box.Get("width").Float()
	at := func(e app.Value) Point {
		return PointAt((e.Get("clientX").Float()-left)/side, (e.Get("clientY").Float()-top)/side)
	}
	if !e.Get("getCoalescedEvents").Truthy() {
		return []Point{at(e)}
	}
	merged := e.Call("getCoalescedEvents")
	if merged.Length() == 0 {
		return []Point{at(e)}
	}
	points := make([]Point, merged.Length())
	for i := range points {
		points[i] = at(merged.Index(i))
	}
	return points
}

// PaintSheet draws content on a canvas in the screen's resolution, at the canvas's present size.
func PaintSheet(canvas app.Value, c Content, ink [3]byte) {
	side := canvas.Get("clientWidth").Float() * app.Window().Get("devicePixelRatio").Float()
	if side = float64(int(side)); canvas.Get("width").Float() != side {
		canvas.Set("width", side)
		canvas.Set("height", side)
	}
	colour := fmt.Sprintf("rgb(%d %d %d)", ink[0], ink[1], ink[2])
	context := canvas.Call("getContext", "2d")
	paintStrokes(context, side, c.Strokes, colour)
	paintOpened(context, side, c.Opened)
	paintCells(context, side, c.Cells, c.Data, colour)
}

package sketch

import (
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Pen is the pointer that draws on a canvas. Other pointers are ignored while it is down.
type Pen struct {
	Down bool
	id   int
}

// Lower puts the pen down with the first pointer and returns its place. The canvas receives its events also beyond the edge.
func (p *Pen) Lower(canvas app.Value, e app.Event) (at Point, ok bool) {
	if p.Down || e.Get("button").Int() != 0 {
		return at, false
	}
	p.Down, p.id = true, e.Get("pointerId").Int()
	dom.Capture(canvas, p.id)
	return PointsOn(canvas, e.Value)[0], true
}

// Lift takes the pen up.
func (p *Pen) Lift(e app.Event) {
	if p.Draws(e) {
		p.Down = false
	}
}

// Draws reports whether an event belongs to the pointer that draws.
func (p *Pen) Draws(e app.Event) bool { return p.Down && p.id == e.Get("pointerId").Int() }

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

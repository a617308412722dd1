package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// pen is the pointer that draws on a canvas; others are ignored meanwhile.
type pen struct {
	down bool
	id   int
}

// lower puts the pen down with the first pointer and returns where. The canvas follows it beyond its edge.
func (p *pen) lower(canvas app.Value, e app.Event) (at point, ok bool) {
	if p.down || e.Get("button").Int() != 0 {
		return at, false
	}
	p.down, p.id = true, e.Get("pointerId").Int()
	capture(canvas, p.id)
	return pointsOn(canvas, e.Value)[0], true
}

// lift takes it up.
func (p *pen) lift(e app.Event) {
	if p.draws(e) {
		p.down = false
	}
}

// draws reports whether an event is of the pointer that draws.
func (p *pen) draws(e app.Event) bool { return p.down && p.id == e.Get("pointerId").Int() }

// pointsOn returns where a pointer event was on a canvas, with those that the browser merged into it.
func pointsOn(canvas, e app.Value) []point {
	box := canvas.Call("getBoundingClientRect")
	left, top, side := box.Get("left").Float(), box.Get("top").Float(), box.Get("width").Float()
	at := func(e app.Value) point {
		return pointAt((e.Get("clientX").Float()-left)/side, (e.Get("clientY").Float()-top)/side)
	}
	if !e.Get("getCoalescedEvents").Truthy() {
		return []point{at(e)}
	}
	merged := e.Call("getCoalescedEvents")
	if merged.Length() == 0 {
		return []point{at(e)}
	}
	points := make([]point, merged.Length())
	for i := range points {
		points[i] = at(merged.Index(i))
	}
	return points
}

// paintSheet draws content on a canvas in the pixels of the screen, however large it has become.
func paintSheet(canvas app.Value, c content, ink [3]byte) {
	side := canvas.Get("clientWidth").Float() * app.Window().Get("devicePixelRatio").Float()
	if side = float64(int(side)); canvas.Get("width").Float() != side {
		canvas.Set("width", side)
		canvas.Set("height", side)
	}
	colour := fmt.Sprintf("rgb(%d %d %d)", ink[0], ink[1], ink[2])
	context := canvas.Call("getContext", "2d")
	paintStrokes(context, side, c.Strokes, colour)
	paintOpened(context, side, c.Opened)
	paintCells(context, side, c.Cells, colour)
}

package layers

import (
	"math"

	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/opened"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// drag is a layer's card on its way to another place. The stack follows at once, and is committed when it is dropped.
type drag struct {
	on      bool
	pointer int
	at      int             // where the card is now
	before  settings.Drafts // the stack as it was
}

// grab begins with the first pointer; others are ignored.
func (c *layerCard) grab(ctx app.Context, e app.Event) {
	d := &c.Editing.drag
	if d.on || c.Off || e.Get("button").Int() != 0 {
		return
	}
	*d = drag{true, e.Get("pointerId").Int(), c.Index, c.Editing.stack()}
	dom.Capture(ctx.JSSrc(), d.pointer)
}

func (c *layerCard) drag(ctx app.Context, e app.Event) {
	d, stack := &c.Editing.drag, c.Editing.stack()
	if d.at >= len(stack) { // a link brought another stack meanwhile
		*d = drag{}
	}
	if !c.Editing.drags(e) {
		ctx.PreventUpdate()
		return
	}
	y := e.Get("clientY").Float()
	if to := target(y, d.at, middles(len(stack))); to != d.at {
		c.Editing.lab.TypeLayers(stack.Moved(d.at, to))
		d.at = to
	}
	scrollAtEdge(y)
}

func (c *layerCard) drop(_ app.Context, e app.Event) {
	if c.Editing.drags(e) {
		c.Editing.drag = drag{}
		c.Editing.lab.Commit()
	}
}

func (c *layerCard) cancel(_ app.Context, e app.Event) {
	if c.Editing.drags(e) {
		c.Editing.lab.TypeLayers(c.Editing.drag.before)
		c.Editing.drag = drag{}
	}
}

func (e *editing) drags(event app.Event) bool {
	return e.drag.on && e.drag.pointer == event.Get("pointerId").Int()
}

// target is where a dragged card goes, given the middles of all: past a neighbour whose middle the pointer has passed. That
// neighbour's middle is then behind the pointer, however high both are, so that the two do not swap to and fro.
func target(y float64, at int, middles []float64) int {
	switch {
	case at+1 < len(middles) && y > middles[at+1]:
		return at + 1
	case at > 0 && y < middles[at-1]:
		return at - 1
	}
	return at
}

// middles returns where the middles of the cards are in the window.
func middles(n int) (y []float64) {
	for i := range n {
		box := app.Window().GetElementByID(opened.LayerID(i)).Call("getBoundingClientRect")
		y = append(y, box.Get("top").Float()+box.Get("height").Float()/2)
	}
	return y
}

// scrollAtEdge scrolls when a card is dragged to the edge of the window.
func scrollAtEdge(y float64) {
	const edge, most = 56., 12.
	height := app.Window().Get("innerHeight").Float()
	by := math.Max(0, y-(height-edge)) - math.Max(0, edge-y)
	if by != 0 {
		app.Window().Call("scrollBy", 0, math.Max(-most, math.Min(most, by)))
	}
}

package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// drawCard is the canvas with its buttons, and the 8×8 picture that the network sees of it.
type drawCard struct {
	app.Compo

	Lab  *lab
	Text texts

	canvas   app.Value
	observer app.Value
	close    []func()
}

func (c *drawCard) OnMount(ctx app.Context) {
	c.canvas = app.Window().GetElementByID("canvas")
	resized := app.FuncOf(func(app.Value, []app.Value) any {
		ctx.Dispatch(func(ctx app.Context) {
			ctx.PreventUpdate()
			c.Lab.touch(drawingPart)
		})
		return nil
	})
	c.observer = app.Window().Get("ResizeObserver").New(resized)
	c.observer.Call("observe", c.canvas)
	c.close = []func(){
		c.Lab.watch(drawingPart|coloursPart, 0, c.paint),
		c.Lab.rerender(ctx, drawingPart|runPart, 0),
		func() { c.observer.Call("disconnect") },
		resized.Release,
	}
}

func (c *drawCard) OnDismount() {
	for _, f := range c.close {
		f()
	}
}

// paint draws the strokes in the pixels of the screen, however large the canvas has become.
func (c *drawCard) paint() {
	side := c.canvas.Get("clientWidth").Float() * app.Window().Get("devicePixelRatio").Float()
	if side = float64(int(side)); c.canvas.Get("width").Float() != side {
		c.canvas.Set("width", side)
		c.canvas.Set("height", side)
	}
	rgb := c.Lab.colours.ink
	ink := fmt.Sprintf("rgb(%d %d %d)", rgb[0], rgb[1], rgb[2])
	paintStrokes(c.canvas.Call("getContext", "2d"), side, c.Lab.drawing.Strokes, ink)
}

func (c *drawCard) Render() app.UI {
	t, l := c.Text, c.Lab
	return app.Section().Class("card draw").Aria("labelledby", "draw-heading").Body(
		app.H2().ID("draw-heading").Text(t.DrawHeading()),
		app.Div().Class("paper").Body(
			app.Canvas().ID("canvas").TabIndex(0).Attr("role", "img").Aria("label", t.DrawLabel()).Aria("describedby", "draw-help").
				On("pointerdown", c.down).
				On("pointermove", c.move).
				On("pointerup", c.up).
				On("pointercancel", c.up).
				On("lostpointercapture", c.up),
			decorative(app.P()).Class("prompt "+shown(l.drawing.empty())).Text(t.DrawLabel()),
		),
		app.Div().Class("buttons two").Body(
			// Never disabled when there is nothing to do: a button that is loses the focus.
			disabled(app.Button().Type("button"), app.IsServer).OnClick(c.clear).Text(t.Clear()),
			disabled(app.Button().Type("button"), app.IsServer).OnClick(c.undo).Text(t.Undo()),
		),
		app.P().ID("draw-help").Class("help keys").Text(t.DrawHelp()),
	)
}

func (c *drawCard) clear(app.Context, app.Event) { c.Lab.clear() }

func (c *drawCard) undo(app.Context, app.Event) { c.Lab.undo() }

// down begins a stroke with the first pointer; those that come while it draws are ignored.
func (c *drawCard) down(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	l := c.Lab
	if l.pen.down || e.Get("button").Int() != 0 {
		return
	}
	l.pen.down, l.pen.id = true, e.Get("pointerId").Int()
	c.capture(l.pen.id)
	l.draw(l.drawing.begin(c.points(e.Value)[0]))
}

// capture has the canvas follow a pointer beyond its edge. A pointer that is gone already throws.
func (c *drawCard) capture(pointer int) {
	defer func() { _ = recover() }()
	c.canvas.Call("setPointerCapture", pointer)
}

// move draws with all the places that the pointer was at since the last frame.
func (c *drawCard) move(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if c.draws(e) {
		c.Lab.draw(c.Lab.drawing.extend(c.points(e.Value)...))
	}
}

func (c *drawCard) up(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if c.draws(e) {
		c.Lab.pen.down = false
	}
}

func (c *drawCard) draws(e app.Event) bool {
	return c.Lab.pen.down && c.Lab.pen.id == e.Get("pointerId").Int()
}

// points returns where a pointer event was on the canvas, with those that the browser merged into it.
func (c *drawCard) points(e app.Value) []point {
	box := c.canvas.Call("getBoundingClientRect")
	left, top, side := box.Get("left").Float(), box.Get("top").Float(), box.Get("width").Float()
	at := func(e app.Value) point {
		return point{(e.Get("clientX").Float() - left) / side, (e.Get("clientY").Float() - top) / side}
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

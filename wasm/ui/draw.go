package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

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

func (c *drawCard) paint() { paintSheet(c.canvas, c.Lab.drawing.Strokes, c.Lab.colours.ink) }

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
	if at, ok := c.Lab.pen.lower(c.canvas, e); ok {
		c.Lab.draw(c.Lab.drawing.begin(at))
	}
}

// move draws with all the places that the pointer was at since the last frame.
func (c *drawCard) move(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if c.Lab.pen.draws(e) {
		c.Lab.draw(c.Lab.drawing.extend(pointsOn(c.canvas, e.Value)...))
	}
}

func (c *drawCard) up(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	c.Lab.pen.lift(e)
}

package draw

import (
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Card is the canvas with its buttons, or in its place the cells of the network's input.
type Card struct {
	app.Compo

	Board *Board
	Text  Words

	problem sketch.PictureProblem // of the file that was opened last
	empty   bool                  // the canvas was empty in the last rendering
	cells   bool                  // the cells were shown in the last rendering
	said    string                // text of the problem in the last rendering

	canvas app.Value
	close  []func()
}

func (c *Card) OnMount(ctx app.Context) {
	c.canvas = app.Window().GetElementByID("canvas")
	c.Board.takeEarly(dom.TakeStrokes()) // not before this canvas can be drawn on
	c.close = []func(){
		c.Board.lab.SubscribePromptly(lab.DrawingTopic|lab.ColoursTopic, c.paint),
		c.Board.lab.RerenderIf(ctx, lab.DrawingTopic, 0, func() bool {
			return c.cells != c.Board.byCell || c.empty != c.Board.drawing.Empty() || c.said != c.problemText()
		}),
		dom.ObserveSize(dom.Quietly(ctx), func() { c.Board.lab.Invalidate(lab.DrawingTopic) }, c.canvas),
		dom.Listen(app.Window(), "paste", false, func(e app.Value) { ctx.Dispatch(func(ctx app.Context) { c.paste(ctx, e) }) }),
	}
}

func (c *Card) OnDismount() {
	for _, f := range c.close {
		f()
	}
}

func (c *Card) paint() {
	sketch.PaintSheet(c.canvas, c.Board.drawing.Content, c.Board.lab.Colours().Ink)
}

func (c *Card) Render() app.UI {
	t, b := c.Text, c.Board
	c.cells, c.empty, c.said = b.byCell, b.drawing.Empty(), c.problemText()
	pen := ""
	if c.Board.byCell {
		pen = "hidden"
	}
	// Not disabled when there is nothing to do: a disabled button loses the focus.
	button := func(name string) app.HTMLButton {
		return dom.Disabled(app.Button().Type("button"), app.IsServer).Text(name)
	}
	return app.Section().Class("draw").Aria("labelledby", "draw-heading").OnDragOver(c.over).OnDrop(c.drop).Body(
		app.H2().ID("draw-heading").Class("spoken").Text(t.DrawHeading()),
		app.Div().Class("desk").Body(
			app.Div().Class("paper "+pen).Body(
				app.Canvas().ID("canvas").TabIndex(0).Attr("role", "img").Aria("label", t.DrawLabel()).Aria("describedby", "draw-help").
					On("pointerdown", c.down).
					On("pointermove", c.move).
					On("pointerup", c.up).
					On("pointercancel", c.cancel).
					On("lostpointercapture", c.up),
				dom.Decorative(app.P()).Class("prompt "+dom.Shown(c.empty)).Text(t.DrawLabel()),
			),
			app.If(c.Board.byCell, func() app.UI { return &cells{Board: b, Text: t} }),
			app.P().ID("picture-problem").Class("problem").Attr("role", "alert").Text(c.said),
		),
		app.Div().Class("tools").Body(
			app.Div().Class("pens").Attr("role", "group").Aria("label", t.DrawTools()).Body(
				dom.Pressed(app.Button().Type("button").Class("tool"), !c.Board.byCell).Aria("label", t.Pen()).Title(t.Pen()).OnClick(c.usePen).Text("✎"),
				dom.Pressed(app.Button().Type("button").Class("tool"), c.Board.byCell).Aria("label", t.CellByCell()).Title(t.CellByCell()).
					OnClick(c.useCells).Text("▦"),
			),
			button(t.Clear()).OnClick(c.clear),
			button(t.Undo()).OnClick(c.undo),
			button(t.Picture()).Aria("label", t.OpenPicture()).Title(t.OpenPictureHelp()).OnClick(c.choose),
			dom.Disabled(app.Input().ID("picture-file").Type("file"), app.IsServer).Accept("image/*").Class("hidden").
				Aria("label", t.OpenPicture()).OnChange(c.chosen),
		),
		app.P().ID("draw-help").Class("spoken").Text(t.DrawHelp()+" "+t.OpenPictureHelp()),
	)
}

func (c *Card) problemText() string {
	if c.problem == sketch.NoProblem {
		return ""
	}
	return c.Text.PictureProblem(c.problem)
}

func (c *Card) usePen(app.Context, app.Event) { c.Board.byCell = false }

func (c *Card) useCells(app.Context, app.Event) { c.Board.byCell = true }

func (c *Card) clear(app.Context, app.Event) {
	c.problem = sketch.NoProblem
	c.Board.Clear()
}

func (c *Card) undo(app.Context, app.Event) { c.Board.Undo() }

// choose opens the browser's dialog for a file.
func (c *Card) choose(app.Context, app.Event) {
	app.Window().GetElementByID("picture-file").Call("click")
}

func (c *Card) chosen(ctx app.Context, e app.Event) {
	input := ctx.JSSrc()
	c.open(ctx, input.Get("files"))
	input.Set("value", "") // so that the same file can be chosen again
}

// over allows files to be dropped.
func (c *Card) over(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
}

func (c *Card) drop(ctx app.Context, e app.Event) {
	e.PreventDefault()
	c.open(ctx, e.Get("dataTransfer").Get("files"))
}

// paste opens a picture from the clipboard. Pasted text is left to the browser.
func (c *Card) paste(ctx app.Context, e app.Value) {
	clipboard := e.Get("clipboardData")
	if !clipboard.Truthy() || clipboard.Get("files").Length() == 0 {
		ctx.PreventUpdate()
		return
	}
	e.Call("preventDefault")
	c.open(ctx, clipboard.Get("files"))
}

// open shows the first of some files. The content of the canvas stays until the file is decoded, and if it cannot be decoded. What a person
// does meanwhile counts more than the file: it is not shown then.
func (c *Card) open(ctx app.Context, files app.Value) {
	if !files.Truthy() || files.Length() == 0 {
		return
	}
	c.problem = sketch.NoProblem
	c.Board.revision++
	revision := c.Board.revision
	newest := func(f func()) {
		if revision == c.Board.revision {
			f()
		}
	}
	do := func(f func()) { ctx.Dispatch(func(app.Context) { f() }) }
	sketch.OpenPicture(do, files.Index(0), func(o *sketch.Opened) {
		newest(func() {
			c.Board.byCell = false
			c.Board.pen.Down = false
			c.Board.draw(c.Board.drawing.Open(o))
		})
	}, func(problem sketch.PictureProblem) {
		newest(func() { c.problem = problem })
	})
}

// down begins a stroke.
func (c *Card) down(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if d, ok := c.Board.pen.Lower(c.canvas, e, c.Board.drawing); ok {
		c.problem = sketch.NoProblem
		c.Board.draw(d.Begin(sketch.At(c.canvas, e.Value)))
	}
}

// move draws all places of the pointer since the last frame.
func (c *Card) move(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if c.Board.pen.Draws(e) {
		c.Board.draw(c.Board.drawing.Extend(sketch.PointsOn(c.canvas, e.Value)...))
	}
}

func (c *Card) up(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	c.Board.pen.Lift(e)
}

// cancel takes back the stroke of a pointer that the browser has given up.
func (c *Card) cancel(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if d, ok := c.Board.pen.Cancel(e, c.Board.drawing); ok {
		c.Board.Revise(d)
	}
}

package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// drawCard is the canvas with its buttons, or in its place the cells of the picture that the network sees.
type drawCard struct {
	app.Compo

	Board *board
	Text  drawWords

	byCell  bool           // the cells are shown
	problem pictureProblem // of the file that was opened last
	opening int            // how many files were opened: the last one counts
	empty   bool           // the canvas was, when this was rendered
	said    string         // and what the problem was

	canvas   app.Value
	observer app.Value
	close    []func()
}

func (c *drawCard) OnMount(ctx app.Context) {
	c.canvas = app.Window().GetElementByID("canvas")
	resized := app.FuncOf(func(app.Value, []app.Value) any {
		ctx.Dispatch(func(ctx app.Context) {
			ctx.PreventUpdate()
			c.Board.lab.invalidate(drawingTopic)
		})
		return nil
	})
	c.observer = app.Window().Get("ResizeObserver").New(resized)
	c.observer.Call("observe", c.canvas)
	pasted := app.FuncOf(func(_ app.Value, args []app.Value) any {
		ctx.Dispatch(func(ctx app.Context) { c.paste(ctx, args[0]) })
		return nil
	})
	app.Window().Call("addEventListener", "paste", pasted)
	c.close = []func(){
		c.Board.lab.subscribePromptly(drawingTopic|coloursTopic, c.paint),
		c.Board.lab.rerenderIf(ctx, drawingTopic, 0, func() bool { return c.empty != c.Board.drawing.empty() || c.said != c.problemText() }),
		func() { c.observer.Call("disconnect") },
		resized.Release,
		func() { app.Window().Call("removeEventListener", "paste", pasted) },
		pasted.Release,
	}
}

func (c *drawCard) OnDismount() {
	for _, f := range c.close {
		f()
	}
}

func (c *drawCard) paint() { paintSheet(c.canvas, c.Board.drawing.content, c.Board.lab.Colours().ink) }

func (c *drawCard) Render() app.UI {
	t, b := c.Text, c.Board
	c.empty, c.said = b.drawing.empty(), c.problemText()
	away, only := "", "away"
	if c.byCell {
		away, only = "away", ""
	}
	// Never disabled when there is nothing to do: a button that is loses the focus.
	button := func(name string) app.HTMLButton {
		return disabled(app.Button().Type("button"), app.IsServer).Text(name)
	}
	return app.Section().Class("card draw").Aria("labelledby", "draw-heading").OnDragOver(c.over).OnDrop(c.drop).Body(
		app.H2().ID("draw-heading").Text(t.DrawHeading()),
		app.Div().Class("buttons two tools").Attr("role", "group").Aria("label", t.DrawTools()).Body(
			pressed(app.Button().Type("button").Class("tool"), !c.byCell).OnClick(c.usePen).Text(t.Pen()),
			pressed(app.Button().Type("button").Class("tool"), c.byCell).OnClick(c.useCells).Text(t.CellByCell()),
		),
		app.Div().Class("paper "+away).Body(
			app.Canvas().ID("canvas").TabIndex(0).Attr("role", "img").Aria("label", t.DrawLabel()).Aria("describedby", "draw-help").
				On("pointerdown", c.down).
				On("pointermove", c.move).
				On("pointerup", c.up).
				On("pointercancel", c.up).
				On("lostpointercapture", c.up),
			decorative(app.P()).Class("prompt "+shown(c.empty)).Text(t.DrawLabel()),
		),
		app.Div().Class(only).Body(app.If(c.byCell, func() app.UI { return &grid{Board: b, Text: t} })),
		app.Div().Class("buttons two").Body(
			button(t.Clear()).OnClick(c.clear),
			button(t.Undo()).OnClick(c.undo),
		),
		app.P().ID("draw-help").Class("help keys").Text(t.DrawHelp()),
		app.Div().Class("open").Body(
			button(t.OpenPicture()).OnClick(c.choose),
			app.P().Class("help").Text(t.OpenPictureHelp()),
			disabled(app.Input().ID("picture-file").Type("file"), app.IsServer).Accept("image/png,image/jpeg").Class("away").
				Aria("label", t.OpenPicture()).OnChange(c.chosen),
		),
		app.P().ID("picture-problem").Class("problem").Attr("role", "alert").Text(c.said),
	)
}

func (c *drawCard) problemText() string {
	if c.problem == noProblem {
		return ""
	}
	return c.Text.PictureProblem(c.problem)
}

func (c *drawCard) usePen(app.Context, app.Event) { c.byCell = false }

func (c *drawCard) useCells(app.Context, app.Event) { c.byCell = true }

func (c *drawCard) clear(app.Context, app.Event) {
	c.problem = noProblem
	c.Board.clear()
}

func (c *drawCard) undo(app.Context, app.Event) { c.Board.undo() }

// choose has the browser ask for a file.
func (c *drawCard) choose(app.Context, app.Event) {
	app.Window().GetElementByID("picture-file").Call("click")
}

func (c *drawCard) chosen(ctx app.Context, e app.Event) {
	input := ctx.JSSrc()
	c.open(ctx, input.Get("files"))
	input.Set("value", "") // so that the same file can be chosen again
}

// over lets files be dropped.
func (c *drawCard) over(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
}

func (c *drawCard) drop(ctx app.Context, e app.Event) {
	e.PreventDefault()
	c.open(ctx, e.Get("dataTransfer").Get("files"))
}

// paste opens a picture from the clipboard; text goes to where it is pasted.
func (c *drawCard) paste(ctx app.Context, e app.Value) {
	clipboard := e.Get("clipboardData")
	if !clipboard.Truthy() || clipboard.Get("files").Length() == 0 {
		ctx.PreventUpdate()
		return
	}
	e.Call("preventDefault")
	c.open(ctx, clipboard.Get("files"))
}

// open shows the first of some files. What is on the canvas stays until it is decoded, and when it cannot be.
func (c *drawCard) open(ctx app.Context, files app.Value) {
	if !files.Truthy() || files.Length() == 0 {
		return
	}
	c.problem = noProblem
	c.opening++
	opening := c.opening
	newest := func(f func()) {
		if opening == c.opening {
			f()
		}
	}
	do := func(f func()) { ctx.Dispatch(func(app.Context) { f() }) }
	openPicture(do, files.Index(0), func(o *opened) {
		newest(func() {
			c.byCell = false
			c.Board.pen.down = false
			c.Board.draw(c.Board.drawing.open(o))
		})
	}, func(problem pictureProblem) {
		newest(func() { c.problem = problem })
	})
}

// down begins a stroke with the first pointer; those that come while it draws are ignored.
func (c *drawCard) down(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if at, ok := c.Board.pen.lower(c.canvas, e); ok {
		c.problem = noProblem
		c.Board.draw(c.Board.drawing.begin(at))
	}
}

// move draws with all the places that the pointer was at since the last frame.
func (c *drawCard) move(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if c.Board.pen.draws(e) {
		c.Board.draw(c.Board.drawing.extend(pointsOn(c.canvas, e.Value)...))
	}
}

func (c *drawCard) up(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	c.Board.pen.lift(e)
}

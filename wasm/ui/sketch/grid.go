package sketch

import (
	"slices"
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Grid edits the network's input cell by cell, with a pointer or with the keys alone: for the keyboard it is what drawing is for the pointer.
type Grid struct {
	app.Compo

	Target GridTarget
	Text   GridWords
	Cells  []byte // for go-app, which renders the grid again when they have changed

	at   int  // the cell that has the focus, or gets it by the Tab key
	tens bool // the last key was a 1; a digit that follows makes a number of two digits
	pen  Pen  // what paints
	with byte // the level that it sets
}

// GridTarget has the drawing that a grid edits.
type GridTarget interface {
	Drawing() Drawing
	Cells() []byte             // the network's input, of DataSet
	DataSet() protocol.DataSet // its pictures have GridSide × GridSide values
	Revise(Drawing)            // takes a changed drawing
}

// GridWords are the words of a grid.
type GridWords interface {
	GridLabel() string
	GridHelp() string
	CellLevel(row, column, level int) string
}

// The grid has 8×8 cells with levels 0..16, as the tutorial's pictures: nobody edits 784 cells one by one.
const GridSide, gridMost = 8, 16

func (g *Grid) Render() app.UI {
	t, cells := g.Text, g.Target.Cells()
	rows := make([]app.UI, GridSide)
	for y := range rows {
		row := make([]app.UI, GridSide)
		for x := range row {
			i := y*GridSide + x
			tab := -1
			if i == g.at {
				tab = 0
			}
			row[x] = app.Div().ID(levelID(i)).Class("level v"+strconv.Itoa(int(cells[i]))).Attr("role", "gridcell").TabIndex(tab).
				Aria("label", t.CellLevel(y+1, x+1, int(cells[i])))
		}
		rows[y] = app.Div().Attr("role", "row").Body(row...)
	}
	level := int(cells[g.at])
	return app.Div().Class("cellbycell").Body(
		app.Div().ID("grid").Class("grid").Attr("role", "grid").Aria("label", t.GridLabel()).Aria("describedby", "grid-help").
			OnKeyDown(g.key).
			On("focusin", g.focus).
			On("pointerdown", g.down).
			On("pointermove", g.move).
			On("pointerup", g.up).
			On("pointercancel", g.cancel).
			On("lostpointercapture", g.up).
			Body(rows...),
		app.P().Class("at").Aria("live", "polite").Text(t.CellLevel(g.at/GridSide+1, g.at%GridSide+1, level)),
		app.P().ID("grid-help").Class("help").Text(t.GridHelp()),
	)
}

func levelID(i int) string { return "level-" + strconv.Itoa(i) }

// set sets the level of a cell of a drawing. With more it is part of the last change, for undo.
func (g *Grid) set(d Drawing, i, level int, more bool) {
	cells := slices.Clone(g.Target.Cells())
	level = min(max(level, 0), gridMost)
	if int(cells[i]) == level && d.Cells != nil {
		return
	}
	cells[i] = byte(level)
	g.Target.Revise(d.Edit(cells, g.Target.DataSet(), more))
}

// key moves the focus, or sets the cell that has it.
func (g *Grid) key(ctx app.Context, e app.Event) {
	name, command := dom.KeyName(e.Value), e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool()
	if e.Get("altKey").Bool() {
		return
	}
	cells, d := g.Target.Cells(), g.Target.Drawing()
	tens := g.tens
	g.tens = false
	to, moves := movedCell(g.at, name, command)
	level, sets := keyedLevel(int(cells[g.at]), name, tens)
	switch {
	case moves:
		g.at = to
		app.Window().GetElementByID(levelID(to)).Call("focus")
	case command && (name == "z" || e.Get("code").String() == "KeyZ"):
		g.Target.Revise(d.Undo())
	case command:
		return
	case name == "Escape":
		g.Target.Revise(d.Clear())
	case sets:
		g.tens = name == "1" && !tens
		g.set(d, g.at, level, false)
	default:
		return
	}
	e.PreventDefault()
}

// movedCell returns the cell that a key moves the focus to. With Ctrl or Cmd, Home and End go to the corners.
func movedCell(at int, key string, command bool) (to int, ok bool) {
	if command {
		switch key {
		case "Home":
			return 0, true
		case "End":
			return GridSide*GridSide - 1, true
		}
		return at, false
	}
	row, column, ok := dom.MovedByKey(at/GridSide, at%GridSide, GridSide, key)
	return row*GridSide + column, ok
}

// keyedLevel returns a cell's level after a key. A digit sets it; tens is true after a 1, and then the digit is the second of a
// number.
func keyedLevel(level int, key string, tens bool) (int, bool) {
	if len(key) == 1 && key[0] >= '0' && key[0] <= '9' {
		digit := int(key[0] - '0')
		if tens && 10+digit <= gridMost {
			return 10 + digit, true
		}
		return digit, true
	}
	switch key {
	case "+", "=":
		return min(level+1, gridMost), true
	case "-", "−", "_":
		return max(level-1, 0), true
	case "Delete", "Backspace":
		return 0, true
	case " ", "Enter":
		if level == 0 {
			return gridMost, true
		}
		return 0, true
	}
	return level, false
}

// focus follows the focus to a cell that was clicked or that a screen reader went to. If the cell has lost the focus since, nothing
// happens.
func (g *Grid) focus(_ app.Context, e app.Event) {
	at := app.Window().Get("document").Get("activeElement")
	for i := range GridSide * GridSide {
		if at.Truthy() && dom.Text(at.Get("id")) == levelID(i) && i != g.at {
			g.at, g.tens = i, false
		}
	}
}

// down begins to paint: ink if the cell is empty, else paper.
func (g *Grid) down(ctx app.Context, e app.Event) {
	i, ok := g.under(e)
	if !ok {
		return
	}
	before := g.Target.Drawing()
	d, ok := g.pen.Lower(app.Window().GetElementByID("grid"), e, before)
	if !ok {
		return
	}
	if len(d.Before) != len(before.Before) { // without what a palm has painted, which the pen took back
		g.Target.Revise(d)
	}
	g.at, g.tens, g.with = i, false, gridMost
	if g.Target.Cells()[i] > 0 {
		g.with = 0
	}
	g.set(d, i, int(g.with), false)
}

func (g *Grid) move(ctx app.Context, e app.Event) {
	i, ok := g.under(e)
	if !ok || !g.pen.Draws(e) || i == g.at {
		ctx.PreventUpdate()
		return
	}
	g.at = i
	g.set(g.Target.Drawing(), i, int(g.with), true)
}

func (g *Grid) up(_ app.Context, e app.Event) { g.pen.Lift(e) }

// cancel takes back what a pointer has painted that the browser has given up.
func (g *Grid) cancel(_ app.Context, e app.Event) {
	if d, ok := g.pen.Cancel(e, g.Target.Drawing()); ok {
		g.Target.Revise(d)
	}
}

// under returns the cell below a pointer.
func (g *Grid) under(e app.Event) (i int, ok bool) {
	box := app.Window().GetElementByID("grid").Call("getBoundingClientRect")
	place := func(client, edge, length string) int {
		return int((e.Get(client).Float() - box.Get(edge).Float()) / box.Get(length).Float() * GridSide)
	}
	x, y := place("clientX", "left", "width"), place("clientY", "top", "height")
	ok = x >= 0 && y >= 0 && x < GridSide && y < GridSide
	return y*GridSide + x, ok
}

package lesson

import (
	"math"
	"slices"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// exampleCount is the number of drawings to choose from. One is shown before anybody draws.
const exampleCount = 3

// ownDrawing is the choice after the examples: what a person draws.
const ownDrawing = exampleCount

// examples are drawings as a person may make them, as shares of the pad.
var examples = [exampleCount][]sketch.Stroke{
	aDrawing,
	{{{X: .58, Y: .62}, {X: .9, Y: .6}, {X: .72, Y: .94}}},
	{{{X: .3, Y: .3}, {X: .42, Y: .14}, {X: .64, Y: .16}, {X: .68, Y: .36}, {X: .5, Y: .6}, {X: .24, Y: .84}, {X: .78, Y: .82}}},
}

// The two ways in which a drawing becomes the network's input.
const (
	onlyShrunk = iota
	asTheData

	wayCount
)

// drawn is what is on the pad, and what becomes of it.
type drawn struct {
	drawing  sketch.Drawing
	own      bool // a person has drawn it
	pictures [wayCount]picture
	read     [wayCount]*protocol.Prediction // nil until it has come
}

// exampleDrawn returns an example, of which the first has its pictures.
func exampleDrawn(example int) drawn {
	if example == ownDrawing {
		return drawn{own: true}
	}
	d := drawn{drawing: sketch.Drawing{}.Change(sketch.Content{Strokes: examples[example]})}
	if example == 0 {
		d.pictures = [wayCount]picture{onlyShrunk: parsed(shrunken), asTheData: parsed(prepared)}
	}
	return d
}

// draw puts a person's own drawing on the pad.
func (s *state) draw(d sketch.Drawing) { s.drawn, s.Example = drawn{drawing: d, own: true}, ownDrawing }

// untrained reports whether the network has read the drawing and only guesses.
func (d drawn) untrained() bool { return d.read[asTheData] != nil && d.read[asTheData].Guess() }

// predicted reports whether there is a prediction of a trained network, in each way.
func (d drawn) predicted() bool {
	return !slices.ContainsFunc(d.read[:], func(p *protocol.Prediction) bool { return p == nil || len(p.Probabilities) == 0 || p.Guess() })
}

// prediction returns the digit that a trained network predicts in one way, and its probability, which is 0 where there is none.
func (d drawn) prediction(way int) (digit int, share float32) {
	if !d.predicted() {
		return 0, 0
	}
	return protocol.Likeliest(d.read[way].Probabilities)
}

// dot reports whether a person has drawn nothing but a dot: a short stroke, or one cell.
func (d drawn) dot() bool {
	inked := 0
	for _, v := range d.drawing.Cells {
		inked += min(int(v), 1)
	}
	if len(d.drawing.Strokes) != 1 {
		return d.own && inked == 1
	}
	stroke := d.drawing.Strokes[0]
	return d.own && !slices.ContainsFunc(stroke, func(p sketch.Point) bool { return math.Hypot(p.X-stroke[0].X, p.Y-stroke[0].Y) > sketch.Nib })
}

// says is the sentence about what the network reads.
func (d drawn) says(l *labels) string {
	a, b := d.read[onlyShrunk], d.read[asTheData]
	if a == nil || b == nil || len(a.Probabilities) == 0 || len(b.Probabilities) == 0 {
		return l.ReadNothing
	}
	text := l.Reads
	switch {
	case b.Guess():
		text = l.Guesses
	case d.drawing.Cells != nil:
		text = l.Pad.ReadsCells
	}
	digitA, shareA := protocol.Likeliest(a.Probabilities)
	digitB, shareB := protocol.Likeliest(b.Probabilities)
	return fill(text, "a", whole(digitA), "sureA", i18n.Percent(shareA), "b", whole(digitB), "sureB", i18n.Percent(shareB))
}

// pictureOf returns the picture of a prediction. It is empty if the drawing has no ink.
func pictureOf(p *protocol.Prediction) picture {
	n := p.Data.Side()
	if len(p.Picture) != n*n {
		return picture{}
	}
	out := picture{w: n, h: n}
	for _, v := range p.Picture {
		out.values = append(out.values, float64(v)*ink/float64(p.Data.Most()))
	}
	return out
}

// pad draws the pad, on which a person draws, and what becomes of the drawing.
func (d *sheet) pad(f *figure) app.UI {
	const side, cell = 232., 29.
	now := f.lesson.state.drawn
	// It comes first: go-app tells elements by their order, and the pointer that draws stays with this one.
	d.add(shape("rect", "sheet-paper pad").Attr("id", "pad").Attr("x", "0").Attr("y", "6").Attr("width", units(side)).Attr("height", units(side)).
		On("pointerdown", f.down).On("pointermove", f.move).On("pointerup", f.up).On("pointercancel", f.cancel))
	d.rect("frame", 0, 6, side, side)
	if now.drawing.Cells != nil {
		d.cells(0, 6, cell, now.cells(), ink)
	}
	for _, stroke := range now.drawing.Strokes {
		d.add(shape("path", "pen").Attr("d", stroke.Path(side)).Attr("transform", "translate(0 6)").Attr("stroke-width", units(sketch.Nib*side)))
	}
	// Beside it, one below the other, what the network gets and reads.
	const left, small, pitch = 256., 88., 124.
	for way, p := range now.pictures {
		y := 6 + pitch*float64(way)
		d.rect("sheet-paper", left, y, small, small)
		if p.w > 0 {
			d.cells(left, y, small/float64(p.w), p, ink)
		}
		d.rect("frame", left, y, small, small)
		if read := now.read[way]; read != nil && len(read.Probabilities) > 0 {
			digit, _ := protocol.Likeliest(read.Probabilities)
			d.text("large", left+small/2, y+small+16, whole(digit))
		}
	}
	return d.drawn(250)
}

func (f *figure) down(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	now := &f.lesson.state.drawn
	was := now.drawing
	if !now.own || was.Cells != nil {
		was = sketch.Drawing{}
	}
	canvas := e.Get("target")
	next, ok := f.pen.Lower(canvas, e, was)
	if !ok {
		return
	}
	f.lesson.state.draw(next.Begin(sketch.At(canvas, e.Value)))
	f.redraw()
}

func (f *figure) move(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if !f.pen.Draws(e) {
		return
	}
	now := &f.lesson.state.drawn
	now.drawing = now.drawing.Extend(sketch.PointsOn(e.Get("target"), e.Value)...)
	f.redraw()
}

func (f *figure) up(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if f.pen.Draws(e) {
		f.pen.Lift(e)
		f.lesson.predict()
	}
}

func (f *figure) cancel(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if d, ok := f.pen.Cancel(e, f.lesson.state.drawn.drawing); ok {
		f.lesson.state.drawn.drawing = d
		f.redraw()
	}
}

// Drawing, Cells, DataSet and Revise are for the grid, which edits what is on the pad.
func (f *figure) Drawing() sketch.Drawing { return f.lesson.state.drawn.drawing }

func (f *figure) Cells() []byte {
	now := f.lesson.state.drawn
	p := now.pictures[asTheData]
	if now.drawing.Cells != nil {
		return now.drawing.Cells
	}
	levels := make([]byte, sketch.GridSide*sketch.GridSide)
	for i, v := range p.values {
		levels[i] = byte(v)
	}
	return levels
}

func (f *figure) DataSet() protocol.DataSet { return tutorial.Data }

func (f *figure) Revise(d sketch.Drawing) {
	f.pen.Down = false
	f.lesson.state.draw(d)
	if !d.Empty() {
		f.lesson.predict()
	}
	f.redraw()
}

// cells returns the picture that was set cell by cell.
func (d drawn) cells() picture {
	p := picture{w: sketch.GridSide, h: sketch.GridSide}
	for _, v := range d.drawing.Cells {
		p.values = append(p.values, float64(v))
	}
	return p
}

// padControls are below the pad: what is read, and what changes the drawing.
func (f *figure) padControls(s *state, l *labels) app.UI {
	said, untrained := s.drawn.says(l), s.drawn.untrained()
	if s.run.goes {
		said = s.run.says(l)
	}
	return app.Div().Class("trains").Body(
		app.P().ID("read-says").Aria("live", "polite").Text(said),
		app.Div().Class("doings").Body(
			dom.Disabled(app.Button().ID("clear-pad").Type("button"), app.IsServer).OnClick(f.clear).Text(l.Clear),
			dom.Pressed(dom.Disabled(app.Button().ID("by-cell").Type("button"), app.IsServer), s.byCell).OnClick(f.turnByCell).Text(l.Pad.ByCell),
			dom.Idle(app.Button().ID(f.Of.id()+"-train").Type("button").Class(map[bool]string{true: "primary"}[untrained]), app.IsServer, s.run.goes).OnClick(f.train).Text(l.Train),
		),
		app.If(s.byCell, func() app.UI {
			return &sketch.Grid{Target: f, Text: &l.Pad, Cells: f.Cells()}
		}),
	)
}

// clear empties the pad.
func (f *figure) clear(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	f.Revise(f.Drawing().Clear())
}

func (f *figure) turnByCell(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	s := f.lesson.state
	s.byCell = !s.byCell
	f.redraw()
}

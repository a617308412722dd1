// Package draw is the part of the stage where a person draws a digit and sees what the network predicts: canvas, stages of
// preprocessing, shares, explanation, and the pretrained network beside the present one. It computes no prediction; it sends the
// drawing to the trainer and shows the answer.
package draw

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/session"
	"digitlab/wasm/ui/sketch"
)

// Board is the drawing and the state of its prediction.
type Board struct {
	lab *lab.Lab

	drawing  sketch.Drawing
	revision int  // number of changes of the drawing, and of files that are to change it
	byCell   bool // the cells are shown instead of the canvas
	pen      sketch.Pen
	sent     struct { // drawings, by their IDs
		id        int
		predicted int // the newest drawing whose prediction has arrived or will not arrive
	}
	unsent   bool            // the drawing has changed since it was sent
	skip     protocol.Stages // stages of preprocessing that are left out
	chosen   int             // of several digits, the one that is shown and explained, from 0
	compares bool            // the pretrained network's prediction is wanted too
	explains bool            // somebody can see the explanation
}

func NewBoard(l *lab.Lab) *Board {
	b := &Board{lab: l, compares: savedCompare()}
	l.On(b.take)
	l.OnFrame(b.send)
	l.LendPaper(b.drawOver)
	l.YieldTo(func() (down, awaited bool) {
		running := l.Session().Phase() == protocol.Running // else there is time for all
		return running && b.pen.Down, running && b.awaited() > 0
	})
	return b
}

func (b *Board) text() Words { return Texts.In(b.lab.Language()) }

// Drawing returns what is on the canvas.
func (b *Board) Drawing() sketch.Drawing { return b.drawing }

// DataSet returns the data whose pictures the network takes.
func (b *Board) DataSet() protocol.DataSet { return b.lab.Session().DataSet() }

// Strokes returns the strokes of the drawing.
func (b *Board) Strokes() []sketch.Stroke { return b.drawing.Strokes }

// take takes an event of the trainer.
func (b *Board) take(_ session.Session, e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Ready: // a new trainer does not have the drawing
		b.sent.predicted, b.unsent = b.sent.id, b.unsent || !b.drawing.Empty()
	case *protocol.Prediction:
		if e.ID > b.sent.predicted {
			b.sent.predicted = e.ID
			b.lab.Hurry()
		}
	case *protocol.Failed:
		b.sent.predicted = b.sent.id // perhaps the prediction failed
	}
}

// draw sets a new drawing and sends it at once.
func (b *Board) draw(d sketch.Drawing) {
	if d.Empty() || d.Opened != b.drawing.Opened {
		b.chosen = 0
	}
	b.drawing, b.unsent = d, true
	b.revision++
	b.lab.Invalidate(lab.DrawingTopic)
	b.send()
}

// takeEarly takes strokes that were drawn before the program ran.
func (b *Board) takeEarly(strokes [][][2]float64) {
	for _, stroke := range strokes {
		points := make([]sketch.Point, len(stroke))
		for i, p := range stroke {
			points[i] = sketch.PointAt(p[0], p[1])
		}
		b.draw(b.drawing.Begin(points[0]).Extend(points[1:]...))
	}
}

// drawOver makes a picture of a data set the drawing. Its cells are edited where they can be: a pen would begin anew.
func (b *Board) drawOver(cells []byte, of protocol.DataSet) {
	b.byCell = of.Side() == sketch.GridSide
	b.Revise(b.drawing.Edit(cells, of, false))
}

// Clear empties the canvas. The empty drawing is sent at once, so that no late prediction describes the old one.
func (b *Board) Clear() { b.Revise(b.drawing.Clear()) }

// Undo undoes the last change of the drawing.
func (b *Board) Undo() { b.Revise(b.drawing.Undo()) }

// Revise ends the present stroke and shows a drawing that was cleared or undone.
func (b *Board) Revise(d sketch.Drawing) {
	b.pen.Down = false
	b.draw(d)
	if d.Empty() {
		b.lab.Invalidate(lab.PredictionTopic)
	}
}

// awaited returns the number of predictions that have not arrived.
func (b *Board) awaited() int { return b.sent.id - b.sent.predicted }

// mostAwaited is the maximum number of awaited predictions. With one, a point would have to wait for the last point's prediction,
// which is late when the page is busy.
const mostAwaited = 2

// send sends the drawing to be predicted, if it has changed. A drawing with ink waits if there are mostAwaited already.
func (b *Board) send() {
	empty := b.drawing.Empty()
	if !b.unsent || !empty && (b.awaited() >= mostAwaited || !b.lab.Session().Usable()) {
		return
	}
	b.sent.id++
	b.unsent = false
	if empty {
		b.sent.predicted = b.sent.id
	}
	b.lab.SetSession(func(s session.Session) session.Session { return s.Drew(b.sent.id, empty) })
	b.lab.Post(b.predict())
}

// predict returns the command for the prediction of the drawing.
func (b *Board) predict() *protocol.Predict {
	p := &protocol.Predict{ID: b.sent.id, Skip: b.skip, Explain: b.explains, Compare: b.compares, Chosen: b.chosen}
	switch d := b.drawing; {
	case d.Empty():
		return &protocol.Predict{ID: b.sent.id}
	case d.Cells != nil:
		side := d.Data.Side()
		p.Source, p.Width, p.Height, p.Ink = protocol.Edited, side, side, d.Cells
	case d.Opened != nil:
		p.Source, p.Width, p.Height, p.Ink = protocol.Photo, d.Opened.Width, d.Opened.Height, d.Opened.Lightness
	default:
		p.Drawing = sketch.OnPaper(d.Strokes)
	}
	return p
}

// leaveOut leaves stages of preprocessing out, and sends the drawing again.
func (b *Board) leaveOut(stages protocol.Stages) {
	b.skip = stages
	b.unsent = b.unsent || !b.drawing.Empty()
	b.lab.Invalidate(lab.PredictionTopic)
}

// choose shows and explains another of several digits.
func (b *Board) choose(digit int) {
	b.chosen, b.unsent = digit, b.unsent || digit != b.chosen && !b.drawing.Empty()
	b.send()
}

// explain says whether somebody can see the explanation: a drawing that has none is sent again.
func (b *Board) explain(seen bool) {
	b.unsent = b.unsent || seen && !b.explains && !b.drawing.Empty()
	b.explains = seen
	b.send()
}

// Cells returns the network's input to be edited: the cells that were set, or else the picture made from the drawing.
func (b *Board) Cells() []byte {
	data := b.DataSet()
	if b.drawing.Cells != nil && b.drawing.Data == data {
		return b.drawing.Cells
	}
	if p := b.lab.Session().Prediction; p != nil && !b.drawing.Empty() && p.Data == data {
		return p.Picture
	}
	return make([]byte, data.Side()*data.Side())
}

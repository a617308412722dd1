package draw

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/session"
	"digitlab/wasm/ui/sketch"
)

// Board is what is drawn, and how it is predicted.
type Board struct {
	lab *lab.Lab

	drawing sketch.Drawing
	pen     sketch.Pen
	sent    struct { // of drawings
		id        int
		predicted int // the newest whose prediction has come, or of which none is to come
	}
	unsent   bool            // the drawing has changed since it was last sent
	skip     protocol.Stages // left out of its way to a picture
	compares bool            // what the network that comes with the page predicts is wanted too
}

func NewBoard(l *lab.Lab) *Board {
	b := &Board{lab: l, compares: savedCompare()}
	l.On(b.take)
	l.OnFrame(b.send)
	l.YieldTo(func() (down, awaited bool) { return b.pen.Down, b.awaited() > 0 })
	return b
}

func (b *Board) text() Words { return Texts.In(b.lab.Language()) }

// Strokes are those of the drawing.
func (b *Board) Strokes() []sketch.Stroke { return b.drawing.Strokes }

// take takes an event of the trainer.
func (b *Board) take(_ session.Session, e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Ready: // another trainer knows nothing of the drawing
		b.sent.predicted, b.unsent = b.sent.id, b.unsent || !b.drawing.Empty()
	case *protocol.Prediction:
		if e.ID > b.sent.predicted {
			b.sent.predicted = e.ID
			b.lab.Hurry()
		}
	case *protocol.Failed:
		b.sent.predicted = b.sent.id // it may be the prediction that failed
	}
}

// draw takes a new drawing, and sends it at once.
func (b *Board) draw(d sketch.Drawing) {
	b.drawing, b.unsent = d, true
	b.lab.Invalidate(lab.DrawingTopic)
	b.send()
}

// Clear wipes the canvas. That is sent at once, so that no late answer describes what is gone.
func (b *Board) Clear() { b.revise(b.drawing.Clear()) }

// Undo takes back the last change of the drawing.
func (b *Board) Undo() { b.revise(b.drawing.Undo()) }

// revise ends the stroke that is being drawn and shows a drawing that was cleared or taken back.
func (b *Board) revise(d sketch.Drawing) {
	b.pen.Down = false
	b.draw(d)
	if d.Empty() {
		b.lab.Invalidate(lab.PredictionTopic)
	}
}

// awaited is how many predictions have not come yet.
func (b *Board) awaited() int { return b.sent.id - b.sent.predicted }

// mostAwaited is how many predictions may be: one would have a point wait for the prediction of the last, which comes late when the
// page is busy.
const mostAwaited = 2

// send has the drawing predicted, if it has changed. With ink it waits while enough are.
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

// predict is the command that has the drawing predicted.
func (b *Board) predict() *protocol.Predict {
	p := &protocol.Predict{ID: b.sent.id, Skip: b.skip, Explain: true, Compare: b.compares}
	switch d := b.drawing; {
	case d.Empty():
		return &protocol.Predict{ID: b.sent.id, Width: 1, Height: 1, Ink: []byte{0}}
	case d.Cells != nil:
		side, _ := sketch.Dimensions(d.Cells)
		p.Source, p.Width, p.Height, p.Ink = protocol.Edited, side, side, d.Cells
	case d.Opened != nil:
		p.Source, p.Width, p.Height, p.Ink = protocol.Photo, d.Opened.Width, d.Opened.Height, d.Opened.Lightness
	default:
		p.Width, p.Height, p.Ink = sketch.InkSide, sketch.InkSide, b.lab.Ink(d.Strokes)
	}
	return p
}

// leaveOut leaves steps out of a drawing's way to its picture, and has it predicted so.
func (b *Board) leaveOut(steps protocol.Stages) {
	b.skip = steps
	b.unsent = b.unsent || !b.drawing.Empty()
	b.lab.Invalidate(lab.PredictionTopic)
}

// cells are what the network sees, to be edited: those that were, or else the picture of the drawing.
func (b *Board) cells() []byte {
	side := protocol.Digits.Side()
	if built := b.lab.Session().Built; built != nil {
		side = built.Settings.Data.Side()
	}
	if len(b.drawing.Cells) == side*side {
		return b.drawing.Cells
	}
	if p := b.lab.Session().Prediction; p != nil && !b.drawing.Empty() && len(p.Picture) == side*side {
		return p.Picture
	}
	return make([]byte, side*side)
}

package ui

import "digitlab/wasm/protocol"

// board is what is drawn, and how it is predicted.
type board struct {
	lab *lab

	drawing drawing
	pen     pen
	sent    struct { // of drawings
		id        int
		predicted int // the newest whose prediction has come, or of which none is to come
	}
	unsent   bool            // the drawing has changed since it was last sent
	skip     protocol.Stages // left out of its way to a picture
	compares bool            // what the network that comes with the page predicts is wanted too
}

func newBoard(l *lab) *board {
	b := &board{lab: l, compares: savedCompare()}
	l.on(b.take)
	l.onFrame(b.send)
	l.yieldTo(func() (down, awaited bool) { return b.pen.down, b.awaited() > 0 })
	return b
}

// Strokes are those of the drawing.
func (b *board) Strokes() []stroke { return b.drawing.Strokes }

// take takes an event of the trainer.
func (b *board) take(_ session, e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Ready: // another trainer knows nothing of the drawing
		b.sent.predicted, b.unsent = b.sent.id, b.unsent || !b.drawing.empty()
	case *protocol.Prediction:
		if e.ID > b.sent.predicted {
			b.sent.predicted = e.ID
			b.lab.hurry()
		}
	case *protocol.Failed:
		b.sent.predicted = b.sent.id // it may be the prediction that failed
	}
}

// draw takes a new drawing, and sends it at once.
func (b *board) draw(d drawing) {
	b.drawing, b.unsent = d, true
	b.lab.invalidate(drawingTopic)
	b.send()
}

// clear wipes the canvas. That is sent at once, so that no late answer describes what is gone.
func (b *board) clear() { b.revise(b.drawing.clear()) }

// undo takes back the last change of the drawing.
func (b *board) undo() { b.revise(b.drawing.undo()) }

// revise ends the stroke that is being drawn and shows a drawing that was cleared or taken back.
func (b *board) revise(d drawing) {
	b.pen.down = false
	b.draw(d)
	if d.empty() {
		b.lab.invalidate(predictionTopic)
	}
}

// awaited is how many predictions have not come yet.
func (b *board) awaited() int { return b.sent.id - b.sent.predicted }

// mostAwaited is how many predictions may be: one would have a point wait for the prediction of the last, which comes late when the
// page is busy.
const mostAwaited = 2

// send has the drawing predicted, if it has changed. With ink it waits while enough are.
func (b *board) send() {
	empty := b.drawing.empty()
	if !b.unsent || !empty && (b.awaited() >= mostAwaited || !b.lab.Session().usable()) {
		return
	}
	b.sent.id++
	b.unsent = false
	if empty {
		b.sent.predicted = b.sent.id
	}
	b.lab.setSession(func(s session) session { return s.drew(b.sent.id, empty) })
	b.lab.post(b.predict())
}

// predict is the command that has the drawing predicted.
func (b *board) predict() *protocol.Predict {
	p := &protocol.Predict{ID: b.sent.id, Skip: b.skip, Explain: true, Compare: b.compares}
	switch d := b.drawing; {
	case d.empty():
		return &protocol.Predict{ID: b.sent.id, Width: 1, Height: 1, Ink: []byte{0}}
	case d.Cells != nil:
		side, _ := dimensions(d.Cells)
		p.Source, p.Width, p.Height, p.Ink = protocol.Edited, side, side, d.Cells
	case d.Opened != nil:
		p.Source, p.Width, p.Height, p.Ink = protocol.Photo, d.Opened.Width, d.Opened.Height, d.Opened.Lightness
	default:
		p.Width, p.Height, p.Ink = inkSide, inkSide, b.lab.ink(d.Strokes)
	}
	return p
}

// leaveOut leaves steps out of a drawing's way to its picture, and has it predicted so.
func (b *board) leaveOut(steps protocol.Stages) {
	b.skip = steps
	b.unsent = b.unsent || !b.drawing.empty()
	b.lab.invalidate(predictionTopic)
}

// cells are what the network sees, to be edited: those that were, or else the picture of the drawing.
func (b *board) cells() []byte {
	side := protocol.Digits.Side()
	if built := b.lab.Session().Built; built != nil {
		side = built.Settings.Data.Side()
	}
	if len(b.drawing.Cells) == side*side {
		return b.drawing.Cells
	}
	if p := b.lab.Session().Prediction; p != nil && !b.drawing.empty() && len(p.Picture) == side*side {
		return p.Picture
	}
	return make([]byte, side*side)
}

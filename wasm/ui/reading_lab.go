package ui

import (
	"digitlab/wasm/protocol"
)

// predict is the command that has the drawing read.
func (l *lab) predict() *protocol.Predict {
	p := &protocol.Predict{ID: l.sent.id, Skip: l.skip, Explain: true, Compare: l.compares}
	switch d := l.drawing; {
	case d.empty():
		return &protocol.Predict{ID: l.sent.id, Width: 1, Height: 1, Ink: []byte{0}}
	case d.Cells != nil:
		side, _ := dimensions(d.Cells)
		p.Source, p.Width, p.Height, p.Ink = protocol.Edited, side, side, d.Cells
	case d.Opened != nil:
		p.Source, p.Width, p.Height, p.Ink = protocol.Photo, d.Opened.Width, d.Opened.Height, d.Opened.Lightness
	default:
		p.Width, p.Height, p.Ink = inkSide, inkSide, l.ink(d.Strokes)
	}
	return p
}

// leaveOut leaves steps out of a drawing's way to its picture, and has it read so.
func (l *lab) leaveOut(steps protocol.Stages) {
	l.skip = steps
	l.unsent = l.unsent || !l.drawing.empty()
	l.touch(readingPart)
}

// explained returns a reading with the explanation of the last one, if it is of the same drawing and brings none.
func explained(p, last *protocol.Prediction) *protocol.Prediction {
	if last == nil || last.ID != p.ID || last.Run != p.Run || len(p.Nearest) > 0 {
		return p
	}
	whole := *p
	whole.Stages, whole.Nearest, whole.Occlusion = last.Stages, last.Nearest, last.Occlusion
	return &whole
}

// dimensions are the side of a picture of that many values and what the most of them may be.
func dimensions(picture []byte) (side, most int) {
	for d := range protocol.DataSets {
		if side = d.Side(); side*side == len(picture) {
			return side, d.Most()
		}
	}
	return protocol.Digits.Side(), protocol.Digits.Most()
}

// cells are what the network sees, to be edited: those that were, or else the picture of the drawing.
func (l *lab) cells() []byte {
	side := protocol.Digits.Side()
	if b := l.session.Built; b != nil {
		side = b.Settings.Data.Side()
	}
	if len(l.drawing.Cells) == side*side {
		return l.drawing.Cells
	}
	if p := l.session.Reading; p != nil && !l.drawing.empty() && len(p.Picture) == side*side {
		return p.Picture
	}
	return make([]byte, side*side)
}

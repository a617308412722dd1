package handwriting

import (
	"digitlab/wasm/ui/sketch"
)

// The way through the ten digits, drawn one after the other.

// beginRound asks for the first digit.
func (h *Handwriting) beginRound() {
	h.round, h.said = round{on: true}, ""
	h.lab.Invalidate(handwritingTopic)
}

// endRound asks for no more digits. Those that were drawn stay.
func (h *Handwriting) endRound() {
	r := &h.round
	kept := 0
	for _, id := range r.kept {
		if id != 0 {
			kept++
		}
	}
	*r = round{}
	h.said = h.text().RoundDone(kept)
	h.lab.Invalidate(handwritingTopic)
}

// keepDigit adds what is drawn as the digit that is asked for, and asks for the next.
func (h *Handwriting) keepDigit() {
	r := &h.round
	switch {
	case h.full():
		h.said = h.text().Full()
	case r.drawing.Empty():
		r.missed = true
	default:
		r.kept[r.digit] = h.add(r.digit, r.drawing.Strokes)
		h.askNext()
	}
	h.lab.Invalidate(handwritingTopic)
}

// skipDigit asks for the next.
func (h *Handwriting) skipDigit() {
	h.askNext()
	h.lab.Invalidate(handwritingTopic)
}

func (h *Handwriting) askNext() {
	r := &h.round
	if r.digit == 9 {
		h.endRound()
		return
	}
	*r = round{on: true, digit: r.digit + 1, kept: r.kept}
}

// undoDigit takes the last stroke back. On an empty canvas it goes back to the digit before, with its strokes.
func (h *Handwriting) undoDigit() {
	r := &h.round
	if back := r.drawing.Undo(); !r.drawing.Empty() || len(r.drawing.Before) > 0 {
		h.drawDigit(back)
		return
	}
	if r.digit == 0 {
		return
	}
	r.digit--
	if s, ok := h.sample(r.kept[r.digit]); ok {
		for i := range s.Strokes { // so that they are taken back one by one
			r.drawing = r.drawing.Change(sketch.Content{Strokes: s.Strokes[:i+1]})
		}
		deleted := h.deleted
		h.deleteOne(s.ID)
		h.deleted, h.said = deleted, "" // what was deleted in the list can still be brought back
	}
	r.kept[r.digit] = 0
	h.lab.Invalidate(handwritingTopic)
}

func (h *Handwriting) clearDigit() { h.drawDigit(h.round.drawing.Clear()) }

// drawDigit takes a new drawing of the digit that is asked for.
func (h *Handwriting) drawDigit(d sketch.Drawing) {
	r := &h.round
	if r.drawing, r.missed = d, false; r.on {
		h.lab.Invalidate(handwritingTopic | sheetTopic)
	}
}

package handwriting

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/sketch"
)

// A round: the ten digits are drawn one after the other.

// beginRound asks for the first digit.
func (h *handwriting) beginRound() {
	h.round, h.said, h.problem = round{on: true}, i18n.Words[string]{}, fileProblem{}
	h.lab.Invalidate(handwritingTopic)
}

// endRound ends the round. The digits that were added stay.
func (h *handwriting) endRound() {
	r := &h.round
	kept := 0
	for _, id := range r.kept {
		if id != 0 {
			kept++
		}
	}
	*r = round{}
	h.said = texts.Say(func(t words) string { return t.RoundDone(kept) })
	h.lab.Invalidate(handwritingTopic)
}

// keepDigit adds the drawing as a sample of the present digit, and asks for the next.
func (h *handwriting) keepDigit() {
	r := &h.round
	switch {
	case h.full():
		h.said = texts.Say(words.Full)
	case r.drawing.Empty():
		r.missed = true
	default:
		r.kept[r.digit] = h.add(r.digit, r.drawing.Strokes)
		h.askNext()
	}
	h.lab.Invalidate(handwritingTopic)
}

// skipDigit asks for the next digit.
func (h *handwriting) skipDigit() {
	h.askNext()
	h.lab.Invalidate(handwritingTopic)
}

func (h *handwriting) askNext() {
	r := &h.round
	if r.digit == 9 {
		h.endRound()
		return
	}
	*r = round{on: true, digit: r.digit + 1, kept: r.kept}
}

// undoDigit undoes the last stroke. On an empty canvas it goes back to the previous digit, with its strokes.
func (h *handwriting) undoDigit() {
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
		for i := range s.Strokes { // one change each, so that they can be undone one by one
			r.drawing = r.drawing.Change(sketch.Content{Strokes: s.Strokes[:i+1]})
		}
		deleted := h.deleted
		h.deleteOne(s.ID)
		h.deleted, h.said = deleted, i18n.Words[string]{} // samples that were deleted in the list can still be restored
	}
	r.kept[r.digit] = 0
	h.lab.Invalidate(handwritingTopic)
}

func (h *handwriting) clearDigit() { h.drawDigit(h.round.drawing.Clear()) }

// drawDigit sets the drawing of the present digit.
func (h *handwriting) drawDigit(d sketch.Drawing) {
	r := &h.round
	if r.drawing, r.missed = d, false; r.on {
		h.lab.Invalidate(handwritingTopic | sheetTopic)
	}
}

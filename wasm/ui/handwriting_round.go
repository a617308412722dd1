package ui

// The way through the ten digits, drawn one after the other.

// beginRound asks for the first digit.
func (h *handwriting) beginRound() {
	h.round, h.said = round{on: true}, ""
	h.lab.invalidate(handwritingTopic)
}

// endRound asks for no more digits. Those that were drawn stay.
func (h *handwriting) endRound() {
	r := &h.round
	kept := 0
	for _, id := range r.kept {
		if id != 0 {
			kept++
		}
	}
	*r = round{}
	h.said = h.text().RoundDone(kept)
	h.lab.invalidate(handwritingTopic)
}

// keepDigit adds what is drawn as the digit that is asked for, and asks for the next.
func (h *handwriting) keepDigit() {
	r := &h.round
	switch {
	case h.full():
		h.said = h.text().Full()
	case r.drawing.empty():
		r.missed = true
	default:
		r.kept[r.digit] = h.add(r.digit, r.drawing.Strokes)
		h.askNext()
	}
	h.lab.invalidate(handwritingTopic)
}

// skipDigit asks for the next.
func (h *handwriting) skipDigit() {
	h.askNext()
	h.lab.invalidate(handwritingTopic)
}

func (h *handwriting) askNext() {
	r := &h.round
	if r.digit == 9 {
		h.endRound()
		return
	}
	*r = round{on: true, digit: r.digit + 1, kept: r.kept}
}

// undoDigit takes the last stroke back. On an empty canvas it goes back to the digit before, with its strokes.
func (h *handwriting) undoDigit() {
	r := &h.round
	if back := r.drawing.undo(); !r.drawing.empty() || len(r.drawing.before) > 0 {
		h.drawDigit(back)
		return
	}
	if r.digit == 0 {
		return
	}
	r.digit--
	if s, ok := h.sample(r.kept[r.digit]); ok {
		for i := range s.Strokes { // so that they are taken back one by one
			r.drawing = r.drawing.change(content{Strokes: s.Strokes[:i+1]})
		}
		deleted := h.deleted
		h.deleteOne(s.ID)
		h.deleted, h.said = deleted, "" // what was deleted in the list can still be brought back
	}
	r.kept[r.digit] = 0
	h.lab.invalidate(handwritingTopic)
}

func (h *handwriting) clearDigit() { h.drawDigit(h.round.drawing.clear()) }

// drawDigit takes a new drawing of the digit that is asked for.
func (h *handwriting) drawDigit(d drawing) {
	r := &h.round
	if r.drawing, r.missed = d, false; r.on {
		h.lab.invalidate(handwritingTopic | sheetTopic)
	}
}

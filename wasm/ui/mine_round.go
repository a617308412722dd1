package ui

// The way through the ten digits, drawn one after the other.

// beginRound asks for the first digit.
func (l *lab) beginRound() {
	l.mine.round, l.mine.said = round{on: true}, ""
	l.invalidate(mineTopic)
}

// endRound asks for no more digits. Those that were drawn stay.
func (l *lab) endRound() {
	r := &l.mine.round
	kept := 0
	for _, id := range r.kept {
		if id != 0 {
			kept++
		}
	}
	*r = round{}
	l.mine.said = l.text.MineRoundDone(kept)
	l.invalidate(mineTopic)
}

// keepDigit keeps what is drawn as the digit that is asked for, and asks for the next.
func (l *lab) keepDigit() {
	r := &l.mine.round
	switch {
	case l.mine.full():
		l.mine.said = l.text.MineFull()
	case r.drawing.empty():
		r.missed = true
	default:
		r.kept[r.digit] = l.addSample(r.digit, r.drawing.Strokes)
		l.askNext()
	}
	l.invalidate(mineTopic)
}

// skipDigit asks for the next.
func (l *lab) skipDigit() {
	l.askNext()
	l.invalidate(mineTopic)
}

func (l *lab) askNext() {
	r := &l.mine.round
	if r.digit == 9 {
		l.endRound()
		return
	}
	*r = round{on: true, digit: r.digit + 1, kept: r.kept}
}

// undoDigit takes the last stroke back. On an empty canvas it goes back to the digit before, with its strokes.
func (l *lab) undoDigit() {
	r := &l.mine.round
	if back := r.drawing.undo(); !r.drawing.empty() || len(r.drawing.before) > 0 {
		l.drawDigit(back)
		return
	}
	if r.digit == 0 {
		return
	}
	r.digit--
	if s, ok := l.mine.sample(r.kept[r.digit]); ok {
		for i := range s.Strokes { // so that they are taken back one by one
			r.drawing = r.drawing.change(content{Strokes: s.Strokes[:i+1]})
		}
		deleted := l.mine.deleted
		l.deleteSample(s.ID)
		l.mine.deleted, l.mine.said = deleted, "" // what was deleted in the list can still be brought back
	}
	r.kept[r.digit] = 0
	l.invalidate(mineTopic)
}

func (l *lab) clearDigit() { l.drawDigit(l.mine.round.drawing.clear()) }

// drawDigit takes a new drawing of the digit that is asked for.
func (l *lab) drawDigit(d drawing) {
	r := &l.mine.round
	if r.drawing, r.missed = d, false; r.on {
		l.invalidate(mineTopic | sheetTopic)
	}
}

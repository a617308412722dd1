package ui

import (
	"slices"
	"testing"
	"time"

	"digitlab/wasm/protocol"
)

// A reading that is awaited is shown when it comes, without waiting for a frame; meanwhile all else waits, but not for ever.
func TestWatchesWhileAPersonDraws(t *testing.T) {
	l, _ := trained(t)
	b := newBoard(l)
	var drawn, read, others int
	l.subscribePromptly(drawingTopic, func() { drawn++ })
	l.subscribePromptly(predictionTopic, func() { read++ })
	l.subscribe(progressTopic, 0, func() { others++ })
	now := time.Now()
	expect := func(when string, wantDrawn, wantRead, wantOthers int) {
		t.Helper()
		if drawn != wantDrawn || read != wantRead || others != wantOthers {
			t.Errorf("%s: %d, %d and %d, want %d, %d and %d", when, drawn, read, others, wantDrawn, wantRead, wantOthers)
		}
	}
	l.frame(now)
	expect("at first", 1, 1, 1)
	b.draw(b.drawing.begin(pointAt(.5, .5)))
	l.invalidate(progressTopic)
	l.frame(now.Add(16 * time.Millisecond))
	expect("while a reading is awaited", 2, 1, 1)
	l.frame(now.Add(patience + time.Millisecond))
	expect("when it has been awaited for long", 2, 1, 2)
	l.invalidate(progressTopic)
	l.apply(&protocol.Prediction{ID: 1, Run: 1})
	expect("when it comes", 2, 2, others)
	l.apply(&protocol.Prediction{ID: 1, Run: 1})
	expect("when the same drawing is read again", 2, 2, others)
	l.frame(now.Add(2 * patience))
	expect("on the next frame", 2, 3, 3)
}

// Two drawings at a time are being read, and the newest is read last.
func TestFewDrawingsAreReadAtATime(t *testing.T) {
	l, expect := trained(t)
	b := newBoard(l)
	ink := make([]byte, inkSide*inkSide)
	predict := func(id int) *protocol.Predict {
		return &protocol.Predict{ID: id, Width: inkSide, Height: inkSide, Ink: ink, Explain: true}
	}
	b.draw(b.drawing.begin(pointAt(.1, .1)))
	l.frame(time.Now())
	expect(predict(1))
	b.draw(b.drawing.extend(pointAt(.2, .2)))
	expect(predict(2))
	b.draw(b.drawing.extend(pointAt(.3, .3)))
	l.frame(time.Now())
	b.draw(b.drawing.extend(pointAt(.4, .4)))
	l.frame(time.Now())
	expect() // the first is not answered yet
	l.apply(&protocol.Prediction{ID: 1, Run: 1, Finding: protocol.OneDigit})
	expect(predict(3))
	if r := l.Session().Prediction; r == nil || r.ID != 1 {
		t.Errorf("while the newest drawing is read, the page shows %+v, want the reading of the first", r)
	}
	l.apply(&protocol.Prediction{ID: 3, Run: 1, Finding: protocol.OneDigit})
	l.apply(&protocol.Prediction{ID: 2, Run: 1, Finding: protocol.OneDigit})
	if r := l.Session().Prediction; r == nil || r.ID != 3 {
		t.Errorf("after a late answer the page shows %+v, want the reading of the newest drawing", r)
	}
	b.draw(b.drawing.extend(pointAt(.5, .5)))
	expect(predict(4))
	b.clear()
	expect(&protocol.Predict{ID: 5, Width: 1, Height: 1, Ink: []byte{0}})
	l.apply(&protocol.Prediction{ID: 4, Run: 1, Finding: protocol.OneDigit})
	if l.Session().Prediction != nil {
		t.Error("a late answer is shown for a drawing that is gone")
	}
	b.undo()
	expect(predict(6))
}

// A network that has diverged reads nothing; what is drawn later is sent all the same.
func TestDrawingAfterAReadingThatFailed(t *testing.T) {
	l, expect := trained(t)
	b := newBoard(l)
	predict := func(id int) *protocol.Predict {
		return &protocol.Predict{ID: id, Width: inkSide, Height: inkSide, Ink: l.ink(nil), Explain: true}
	}
	b.draw(b.drawing.begin(pointAt(.1, .1)))
	expect(predict(1))
	l.apply(&protocol.Failed{Run: 1, Reason: protocol.Diverged})
	b.draw(b.drawing.extend(pointAt(.2, .2)))
	expect(predict(2))
}

func TestDrawingFromBeforeTheTrainer(t *testing.T) {
	l := newLab()
	b := newBoard(l)
	var sent []protocol.Command
	l.post = func(c protocol.Command) { sent = append(sent, c) }
	b.draw(b.drawing.begin(pointAt(.1, .1)))
	l.frame(time.Now())
	l.apply(&protocol.Ready{})
	l.apply(&protocol.Built{Run: 1, Settings: protocol.DefaultSettings()})
	l.frame(time.Now())
	if p, ok := sent[len(sent)-1].(*protocol.Predict); !ok || p.Width != inkSide {
		t.Errorf("the last that was sent is %+v", sent[len(sent)-1])
	}
}

// What is asked for follows what is on the canvas.
func TestWhatIsRead(t *testing.T) {
	l, expect := trained(t)
	b := newBoard(l)
	show := func(d drawing) {
		b.revise(d)
		l.frame(time.Now())
		b.sent.predicted = b.sent.id
	}
	photo := &opened{Width: 3, Height: 2, Lightness: []byte{1, 2, 3, 4, 5, 6}}
	show(b.drawing.open(photo))
	expect(&protocol.Predict{ID: 1, Source: protocol.Photo, Width: 3, Height: 2, Ink: photo.Lightness, Explain: true})
	cells := make([]byte, 64)
	cells[3] = 7
	show(b.drawing.edit(cells, false))
	expect(&protocol.Predict{ID: 2, Source: protocol.Edited, Width: 8, Height: 8, Ink: cells, Explain: true})
	skip := protocol.Stages(0).With(protocol.Crop, true)
	b.leaveOut(skip)
	l.frame(time.Now())
	b.sent.predicted = b.sent.id
	expect(&protocol.Predict{ID: 3, Source: protocol.Edited, Width: 8, Height: 8, Ink: cells, Explain: true, Skip: skip})
	show(b.drawing.edit(make([]byte, 64), true))
	expect(&protocol.Predict{ID: 4, Width: 1, Height: 1, Ink: []byte{0}})
	show(b.drawing.undo()) // the cells painted in one go, to the photo
	expect(&protocol.Predict{ID: 5, Source: protocol.Photo, Width: 3, Height: 2, Ink: photo.Lightness, Explain: true, Skip: skip})
	show(b.drawing.begin(pointAt(.5, .5)))
	if len(b.drawing.Strokes) != 1 || b.drawing.Opened != nil {
		t.Errorf("the pen on a photo leaves %+v", b.drawing.content)
	}
	if back := b.drawing.clear().undo().undo(); back.Opened != photo {
		t.Errorf("undo does not come back to the photo: %+v", back.content)
	}
	b.clear()
	expect(&protocol.Predict{ID: 6, Width: inkSide, Height: inkSide, Ink: l.ink(nil), Explain: true, Skip: skip}, &protocol.Predict{ID: 7, Width: 1, Height: 1, Ink: []byte{0}})
	b.leaveOut(0)
	l.frame(time.Now())
	expect() // there is nothing to be read
}

func TestCellsBeginAsThePicture(t *testing.T) {
	l, _ := trained(t)
	b := newBoard(l)
	if cells := b.cells(); len(cells) != 64 || slices.Max(cells) != 0 {
		t.Errorf("without a drawing the cells are %v", cells)
	}
	b.draw(b.drawing.begin(pointAt(.5, .5)))
	l.frame(time.Now())
	picture := slices.Repeat([]byte{5}, 64)
	l.apply(&protocol.Prediction{ID: 1, Run: 1, Picture: picture, Finding: protocol.OneDigit})
	if cells := b.cells(); !slices.Equal(cells, picture) {
		t.Errorf("with a drawing the cells are %v", cells)
	}
	l.setSession(func(s session) session {
		s.Built = &protocol.Built{Run: 1, Settings: protocol.Settings{Data: protocol.MNIST}}
		return s
	})
	if cells := b.cells(); len(cells) != 28*28 {
		t.Errorf("for 28×28 pictures there are %d cells", len(cells))
	}
}

func TestNoDrawingIsSentToATrainerThatIsNotReady(t *testing.T) {
	l := newLab()
	l.post = func(c protocol.Command) { t.Errorf("sent %T", c) }
	newBoard(l).draw(drawing{}.begin(pointAt(.5, .5)))
	l.frame(time.Now())
}

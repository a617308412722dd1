package draw

import (
	"slices"
	"testing"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/lab/labtest"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/session"
	"digitlab/wasm/ui/sketch"
)

// An awaited prediction is shown when it arrives, without waiting for a frame. Until then everything else waits, but not for ever.
func TestSubscriptionsWhileAPersonDraws(t *testing.T) {
	l, _ := labtest.Trained(t)
	b := NewBoard(l)
	var drawn, predicted, others int
	l.SubscribePromptly(lab.DrawingTopic, func() { drawn++ })
	l.SubscribePromptly(lab.PredictionTopic, func() { predicted++ })
	l.Subscribe(lab.ProgressTopic, 0, func() { others++ })
	now := time.Now()
	expect := func(when string, wantDrawn, wantPredicted, wantOthers int) {
		t.Helper()
		if drawn != wantDrawn || predicted != wantPredicted || others != wantOthers {
			t.Errorf("%s: %d, %d and %d, want %d, %d and %d", when, drawn, predicted, others, wantDrawn, wantPredicted, wantOthers)
		}
	}
	labtest.Become(l, protocol.Running) // else there is time for all
	l.Frame(now)
	expect("at first", 1, 1, 1)
	b.draw(b.drawing.Begin(sketch.PointAt(.5, .5)))
	l.Invalidate(lab.ProgressTopic)
	l.Frame(now.Add(16 * time.Millisecond))
	expect("while a prediction is awaited", 2, 1, 1)
	l.Frame(now.Add(scheduler.LongestWait + time.Millisecond))
	expect("when it has been awaited for long", 2, 1, 2)
	l.Invalidate(lab.ProgressTopic)
	l.Apply(&protocol.Prediction{ID: 1, Run: 1})
	expect("when it comes", 2, 2, others)
	l.Apply(&protocol.Prediction{ID: 1, Run: 1})
	expect("when the same drawing is predicted again", 2, 2, others)
	l.Frame(now.Add(2 * scheduler.LongestWait))
	expect("on the next frame", 2, 3, 3)
}

// At most two drawings are predicted at a time, and the newest is predicted last.
func TestFewDrawingsArePredictedAtATime(t *testing.T) {
	l, expect := labtest.Trained(t)
	b := NewBoard(l)
	predict := func(id int) *protocol.Predict {
		return &protocol.Predict{ID: id, Drawing: sketch.OnPaper(b.drawing.Strokes)}
	}
	b.draw(b.drawing.Begin(sketch.PointAt(.1, .1)))
	l.Frame(time.Now())
	expect(predict(1))
	b.draw(b.drawing.Extend(sketch.PointAt(.2, .2)))
	expect(predict(2))
	b.draw(b.drawing.Extend(sketch.PointAt(.3, .3)))
	l.Frame(time.Now())
	b.draw(b.drawing.Extend(sketch.PointAt(.4, .4)))
	l.Frame(time.Now())
	expect() // the first is not answered yet
	l.Apply(&protocol.Prediction{ID: 1, Run: 1, Finding: protocol.OneDigit})
	expect(predict(3))
	if r := l.Session().Prediction; r == nil || r.ID != 1 {
		t.Errorf("while the newest drawing is predicted, the page shows %+v, want the prediction of the first", r)
	}
	l.Apply(&protocol.Prediction{ID: 3, Run: 1, Finding: protocol.OneDigit})
	l.Apply(&protocol.Prediction{ID: 2, Run: 1, Finding: protocol.OneDigit})
	if r := l.Session().Prediction; r == nil || r.ID != 3 {
		t.Errorf("after a late answer the page shows %+v, want the prediction of the newest drawing", r)
	}
	b.draw(b.drawing.Extend(sketch.PointAt(.5, .5)))
	expect(predict(4))
	b.Clear()
	expect(&protocol.Predict{ID: 5})
	l.Apply(&protocol.Prediction{ID: 4, Run: 1, Finding: protocol.OneDigit})
	if l.Session().Prediction != nil {
		t.Error("a late answer is shown for a drawing that is gone")
	}
	b.Undo()
	expect(predict(6))
}

// A network that has diverged predicts nothing. Later drawings are sent all the same.
func TestDrawingAfterAPredictionThatFailed(t *testing.T) {
	l, expect := labtest.Trained(t)
	b := NewBoard(l)
	predict := func(id int) *protocol.Predict {
		return &protocol.Predict{ID: id, Drawing: sketch.OnPaper(b.drawing.Strokes)}
	}
	b.draw(b.drawing.Begin(sketch.PointAt(.1, .1)))
	expect(predict(1))
	l.Apply(&protocol.Failed{Run: 1, Reason: protocol.Diverged})
	b.draw(b.drawing.Extend(sketch.PointAt(.2, .2)))
	expect(predict(2))
}

func TestDrawingFromBeforeTheTrainer(t *testing.T) {
	l := lab.New()
	b := NewBoard(l)
	var sent []protocol.Command
	l.Attach(lab.Host{Post: func(c protocol.Command) { sent = append(sent, c) }})
	b.draw(b.drawing.Begin(sketch.PointAt(.1, .1)))
	l.Frame(time.Now())
	l.Apply(&protocol.Ready{})
	l.Apply(&protocol.Built{Run: 1, Settings: protocol.DefaultSettings()})
	l.Frame(time.Now())
	if p, ok := sent[len(sent)-1].(*protocol.Predict); !ok || len(p.Drawing.Strokes) != 1 {
		t.Errorf("the last that was sent is %+v", sent[len(sent)-1])
	}
}

// The command depends on the content of the canvas.
func TestWhatIsPredicted(t *testing.T) {
	l, expect := labtest.Trained(t)
	b := NewBoard(l)
	show := func(d sketch.Drawing) {
		b.Revise(d)
		l.Frame(time.Now())
		b.sent.predicted = b.sent.id
	}
	photo := &sketch.Opened{Width: 3, Height: 2, Lightness: []byte{1, 2, 3, 4, 5, 6}}
	show(b.drawing.Open(photo))
	expect(&protocol.Predict{ID: 1, Source: protocol.Photo, Width: 3, Height: 2, Ink: photo.Lightness})
	cells := make([]byte, 64)
	cells[3] = 7
	show(b.drawing.Edit(cells, protocol.Digits, false))
	expect(&protocol.Predict{ID: 2, Source: protocol.Edited, Width: 8, Height: 8, Ink: cells})
	skip := protocol.Stages(0).With(protocol.Crop, true)
	b.leaveOut(skip)
	l.Frame(time.Now())
	b.sent.predicted = b.sent.id
	expect(&protocol.Predict{ID: 3, Source: protocol.Edited, Width: 8, Height: 8, Ink: cells, Skip: skip})
	show(b.drawing.Edit(make([]byte, 64), protocol.Digits, true))
	expect(&protocol.Predict{ID: 4})
	show(b.drawing.Undo()) // the cells painted in one go, to the photo
	expect(&protocol.Predict{ID: 5, Source: protocol.Photo, Width: 3, Height: 2, Ink: photo.Lightness, Skip: skip})
	show(b.drawing.Begin(sketch.PointAt(.5, .5)))
	if len(b.drawing.Strokes) != 1 || b.drawing.Opened != nil {
		t.Errorf("the pen on a photo leaves %+v", b.drawing.Content)
	}
	if back := b.drawing.Clear().Undo().Undo(); back.Opened != photo {
		t.Errorf("undo does not come back to the photo: %+v", back.Content)
	}
	dot := sketch.OnPaper(b.drawing.Strokes)
	b.Clear()
	expect(&protocol.Predict{ID: 6, Drawing: dot, Skip: skip}, &protocol.Predict{ID: 7})
	b.leaveOut(0)
	l.Frame(time.Now())
	expect() // there is nothing to predict
}

func TestCellsBeginAsThePicture(t *testing.T) {
	l, _ := labtest.Trained(t)
	b := NewBoard(l)
	if cells := b.Cells(); len(cells) != 64 || slices.Max(cells) != 0 {
		t.Errorf("without a drawing the cells are %v", cells)
	}
	b.draw(b.drawing.Begin(sketch.PointAt(.5, .5)))
	l.Frame(time.Now())
	picture := slices.Repeat([]byte{5}, 64)
	l.Apply(&protocol.Prediction{ID: 1, Run: 1, Picture: picture, Finding: protocol.OneDigit})
	if cells := b.Cells(); !slices.Equal(cells, picture) {
		t.Errorf("with a drawing the cells are %v", cells)
	}
	set := slices.Repeat([]byte{7}, 64)
	b.draw(b.drawing.Edit(set, protocol.Digits, false))
	if cells := b.Cells(); !slices.Equal(cells, set) {
		t.Errorf("when they were set the cells are %v", cells)
	}
	l.SetSession(func(s session.Session) session.Session {
		s.Built = &protocol.Built{Run: 1, Settings: protocol.Settings{Data: protocol.MNIST}}
		return s
	})
	if cells := b.Cells(); len(cells) != 28*28 {
		t.Errorf("for 28×28 pictures there are %d cells", len(cells))
	}
}

func TestNoDrawingIsSentToATrainerThatIsNotReady(t *testing.T) {
	l := lab.New()
	l.Attach(lab.Host{Post: func(c protocol.Command) { t.Errorf("sent %T", c) }})
	NewBoard(l).draw(sketch.Drawing{}.Begin(sketch.PointAt(.5, .5)))
	l.Frame(time.Now())
}

// The explanation is asked for only while somebody can see it; when it is opened, the drawing is sent again for it.
func TestExplainedWhileSeen(t *testing.T) {
	l, expect := labtest.Trained(t)
	b := NewBoard(l)
	drawn := func(id int, explained bool) *protocol.Predict {
		return &protocol.Predict{ID: id, Drawing: sketch.OnPaper(b.drawing.Strokes), Explain: explained}
	}
	b.explain(true)
	expect() // nothing is drawn
	b.explain(false)
	b.draw(b.drawing.Begin(sketch.PointAt(.5, .5)))
	expect(drawn(1, false))
	b.explain(true)
	expect(drawn(2, true))
	b.explain(false)
	expect()
}

// A digit of the data becomes the drawing, cell by cell where it has few cells; it can be taken back.
func TestDrawOverADigit(t *testing.T) {
	l, expect := labtest.Trained(t)
	b := NewBoard(l)
	cells := make([]byte, 64)
	cells[9] = 16
	l.DrawOver(cells, protocol.Digits)
	expect(&protocol.Predict{ID: 1, Source: protocol.Edited, Width: 8, Height: 8, Ink: cells})
	if !b.byCell || !slices.Equal(b.Cells(), cells) {
		t.Errorf("by cell: %v, cells %v", b.byCell, b.Cells())
	}
	b.Undo()
	expect(&protocol.Predict{ID: 2})
	l.DrawOver(make([]byte, 784), protocol.MNIST)
	if b.byCell {
		t.Error("784 cells are to be edited one by one")
	}
}

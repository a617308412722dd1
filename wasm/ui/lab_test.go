package ui

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"digitlab/wasm/protocol"
)

// trained returns a lab whose trainer is ready and has built a run, and what the lab has sent since.
func trained(t *testing.T) (*lab, func(want ...protocol.Command)) {
	l := newLab()
	var sent []protocol.Command
	l.post = func(c protocol.Command) { sent = append(sent, c) }
	expect := func(want ...protocol.Command) {
		t.Helper()
		if !reflect.DeepEqual(sent, want) {
			t.Errorf("sent %+v, want %+v", deref(sent), deref(want))
		}
		sent = nil
	}
	l.apply(&protocol.Ready{})
	expect(&protocol.Restore{Run: 1, Settings: protocol.DefaultSettings()}, &protocol.SetPace{})
	l.apply(&protocol.Built{Run: 1, Settings: protocol.DefaultSettings()})
	return l, expect
}

func deref(commands []protocol.Command) (values []any) {
	for _, c := range commands {
		values = append(values, reflect.ValueOf(c).Elem().Interface())
	}
	return values
}

func (l *lab) become(phase protocol.Phase) {
	l.apply(&protocol.Status{Run: l.session.Run, Phase: phase, LearningRate: l.session.Status.LearningRate})
}

func TestNothingIsAskedOfATrainerThatIsNotReady(t *testing.T) {
	l := newLab()
	l.post = func(c protocol.Command) { t.Errorf("sent %T", c) }
	l.play()
	l.step()
	l.reset()
	l.commit()
	newBoard(l).draw(drawing{}.begin(point{.5, .5}))
	l.frame(time.Now())
}

func TestPlay(t *testing.T) {
	l, expect := trained(t)
	l.play()
	expect(&protocol.Train{Run: 1})
	l.become(protocol.Running)
	l.play()
	expect(&protocol.Pause{Run: 1})
	l.become(protocol.Paused)
	l.step()
	expect(&protocol.StepEpoch{Run: 1})
	l.become(protocol.Done)
	l.play()
	expect(&protocol.Build{Run: 2, Settings: protocol.DefaultSettings()}, &protocol.Train{Run: 2})
}

func TestReset(t *testing.T) {
	l, expect := trained(t)
	l.become(protocol.Paused)
	l.typed(epochsSetting, "7")
	l.commit()
	expect() // it waits for the reset
	if got := note(l, epochsSetting, englishControls{}); got != (englishControls{}).AppliesOnReset() {
		t.Errorf("the field says %q", got)
	}
	want := protocol.DefaultSettings()
	want.Epochs = 7
	l.reset()
	expect(&protocol.Build{Run: 2, Settings: want})
	l.apply(&protocol.Built{Run: 2, Settings: want})
	if got := note(l, epochsSetting, englishControls{}); got != "" {
		t.Errorf("the field says %q", got)
	}
	l.typed(epochsSetting, "many")
	l.reset()
	l.play()
	expect() // the field says what to change
}

func TestRunThatHasNotBegunIsBuiltAgain(t *testing.T) {
	l, expect := trained(t)
	l.typed(seedSetting, "5")
	l.commit()
	want := protocol.DefaultSettings()
	want.Seed = 5
	expect(&protocol.Build{Run: 2, Settings: want})
}

func TestLearningRateAppliesAtOnce(t *testing.T) {
	l, expect := trained(t)
	l.become(protocol.Running)
	l.typed(rateSetting, "0.01")
	l.commit()
	expect(&protocol.SetLearningRate{Run: 1, Rate: .01})
	l.apply(&protocol.Status{Run: 1, Phase: protocol.Running, LearningRate: .01})
	l.commit()
	expect() // it is in force
	if got := note(l, rateSetting, englishControls{}); got != (englishControls{}).RateInForce("0.01") {
		t.Errorf("the field says %q", got)
	}
	l.typed(rateSetting, "fast")
	l.commit()
	expect()
}

// Along a falling rate the field has what it falls from.
func TestFallingRate(t *testing.T) {
	l := newLab()
	s := protocol.DeepPreset.Settings()
	l.apply(&protocol.Ready{})
	l.apply(&protocol.Built{Run: 1, Settings: s, Restored: true})
	l.apply(&protocol.Status{Run: 1, Phase: protocol.Paused, LearningRate: .003})
	if got := note(l, rateSetting, englishControls{}); got != (englishControls{}).RateFalls("0.003") {
		t.Errorf("the field says %q", got)
	}
	l.typed(rateSetting, "0.01")
	if got := note(l, rateSetting, englishControls{}); got != (englishControls{}).AppliesNow()+" · "+(englishControls{}).RateFalls("0.003") {
		t.Errorf("changed, the field says %q", got)
	}
	run := overlay{Settings: s, Epochs: []protocol.Epoch{{Number: 1, LearningRate: .0029}}}
	if said := settingsText(run, 0, englishCurves{}); strings.Contains(said, "→") || !strings.Contains(said, "Learning rate 0.003") {
		t.Errorf("a picture of the curves says %q", said)
	}
}

func TestRestoredRunFillsTheFields(t *testing.T) {
	s := protocol.Settings{Epochs: 3, BatchSize: 4, LearningRate: .5, Seed: 6}
	l := newLab()
	l.apply(&protocol.Ready{})
	l.apply(&protocol.Built{Run: 1, Settings: s, Restored: true})
	l.apply(&protocol.Status{Run: 1, Phase: protocol.Paused, LearningRate: .25})
	if s.LearningRate = .25; !l.fields.equal(fieldsOf(s)) {
		t.Errorf("fields %v", l.fields)
	}
	l.apply(&protocol.Status{Run: 1, Phase: protocol.Paused, LearningRate: .125})
	if !l.fields.equal(fieldsOf(s)) {
		t.Error("a later report overwrote what stands in a field")
	}
	l.restarts++
	l.typed(epochsSetting, "9")
	l.apply(&protocol.Built{Run: 1, Settings: s, Restored: true})
	if l.fields.typed[epochsSetting] != "9" {
		t.Error("a restart forgot what was typed")
	}
}

// Two drawings at a time are being read, and the newest is read last.
func TestFewDrawingsAreReadAtATime(t *testing.T) {
	l, expect := trained(t)
	b := newBoard(l)
	ink := make([]byte, inkSide*inkSide)
	predict := func(id int) *protocol.Predict {
		return &protocol.Predict{ID: id, Width: inkSide, Height: inkSide, Ink: ink, Explain: true}
	}
	b.draw(b.drawing.begin(point{.1, .1}))
	l.frame(time.Now())
	expect(predict(1))
	b.draw(b.drawing.extend(point{.2, .2}))
	expect(predict(2))
	b.draw(b.drawing.extend(point{.3, .3}))
	l.frame(time.Now())
	b.draw(b.drawing.extend(point{.4, .4}))
	l.frame(time.Now())
	expect() // the first is not answered yet
	l.apply(&protocol.Prediction{ID: 1, Run: 1, Finding: protocol.OneDigit})
	expect(predict(3))
	if r := l.session.Reading; r == nil || r.ID != 1 {
		t.Errorf("while the newest drawing is read, the page shows %+v, want the reading of the first", r)
	}
	l.apply(&protocol.Prediction{ID: 3, Run: 1, Finding: protocol.OneDigit})
	l.apply(&protocol.Prediction{ID: 2, Run: 1, Finding: protocol.OneDigit})
	if r := l.session.Reading; r == nil || r.ID != 3 {
		t.Errorf("after a late answer the page shows %+v, want the reading of the newest drawing", r)
	}
	b.draw(b.drawing.extend(point{.5, .5}))
	expect(predict(4))
	b.clear()
	expect(&protocol.Predict{ID: 5, Width: 1, Height: 1, Ink: []byte{0}})
	l.apply(&protocol.Prediction{ID: 4, Run: 1, Finding: protocol.OneDigit})
	if l.session.Reading != nil {
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
	b.draw(b.drawing.begin(point{.1, .1}))
	expect(predict(1))
	l.apply(&protocol.Failed{Run: 1, Reason: protocol.Diverged})
	b.draw(b.drawing.extend(point{.2, .2}))
	expect(predict(2))
}

func TestDrawingFromBeforeTheTrainer(t *testing.T) {
	l := newLab()
	b := newBoard(l)
	var sent []protocol.Command
	l.post = func(c protocol.Command) { sent = append(sent, c) }
	b.draw(b.drawing.begin(point{.1, .1}))
	l.frame(time.Now())
	l.apply(&protocol.Ready{})
	l.apply(&protocol.Built{Run: 1, Settings: protocol.DefaultSettings()})
	l.frame(time.Now())
	if p, ok := sent[len(sent)-1].(*protocol.Predict); !ok || p.Width != inkSide {
		t.Errorf("the last that was sent is %+v", sent[len(sent)-1])
	}
}

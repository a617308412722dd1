package ui

import (
	"testing"
	"time"

	"digitlab/wasm/protocol"
)

func TestNothingIsAskedOfATrainerThatIsNotReady(t *testing.T) {
	l := newLab()
	l.post = func(c protocol.Command) { t.Errorf("sent %T", c) }
	l.play()
	l.step()
	l.reset()
	l.commit()
	l.frame(time.Now())
}

func TestPlay(t *testing.T) {
	l, expect := trained(t)
	l.play()
	expect(&protocol.Train{Run: 1})
	become(l, protocol.Running)
	l.play()
	expect(&protocol.Pause{Run: 1})
	become(l, protocol.Paused)
	l.step()
	expect(&protocol.StepEpoch{Run: 1})
	become(l, protocol.Done)
	l.play()
	expect(&protocol.Build{Run: 2, Settings: protocol.DefaultSettings()}, &protocol.Train{Run: 2})
}

func TestRunThatHasNotBegunIsBuiltAgain(t *testing.T) {
	l, expect := trained(t)
	l.typed(seedSetting, "5")
	l.commit()
	want := protocol.DefaultSettings()
	want.Seed = 5
	expect(&protocol.Build{Run: 2, Settings: want})
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

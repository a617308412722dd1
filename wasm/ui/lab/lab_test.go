package lab

import (
	"testing"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/settings"
)

func TestNothingIsAskedOfATrainerThatIsNotReady(t *testing.T) {
	l := New()
	l.Attach(Host{Post: func(c protocol.Command) { t.Errorf("sent %T", c) }})
	l.Play()
	l.Step()
	l.Reset()
	l.Commit()
	l.Frame(time.Now())
}

func TestPlay(t *testing.T) {
	l, expect := Trained(t)
	l.Play()
	expect(&protocol.Train{Run: 1})
	Become(l, protocol.Running)
	l.Play()
	expect(&protocol.Pause{Run: 1})
	Become(l, protocol.Paused)
	l.Step()
	expect(&protocol.StepEpoch{Run: 1})
	Become(l, protocol.Done)
	l.Play()
	expect(&protocol.Build{Run: 2, Settings: protocol.DefaultSettings()}, &protocol.Train{Run: 2})
}

func TestRunThatHasNotBegunIsBuiltAgain(t *testing.T) {
	l, expect := Trained(t)
	l.Typed(protocol.SeedSetting, "5")
	l.Commit()
	want := protocol.DefaultSettings()
	want.Seed = 5
	expect(&protocol.Build{Run: 2, Settings: want})
}

func TestRestoredRunFillsTheFields(t *testing.T) {
	s := protocol.Settings{Epochs: 3, BatchSize: 4, LearningRate: .5, Seed: 6}
	l := New()
	l.Apply(&protocol.Ready{})
	l.Apply(&protocol.Built{Run: 1, Settings: s, Restored: true})
	l.Apply(&protocol.Status{Run: 1, Phase: protocol.Paused, LearningRate: .25})
	if s.LearningRate = .25; !l.fields.Equal(settings.FieldsOf(s)) {
		t.Errorf("fields %v", l.fields)
	}
	l.Apply(&protocol.Status{Run: 1, Phase: protocol.Paused, LearningRate: .125})
	if !l.fields.Equal(settings.FieldsOf(s)) {
		t.Error("a later report overwrote what stands in a field")
	}
	l.restarts++
	l.Typed(protocol.EpochsSetting, "9")
	l.Apply(&protocol.Built{Run: 1, Settings: s, Restored: true})
	if l.fields.Typed[protocol.EpochsSetting] != "9" {
		t.Error("a restart forgot what was typed")
	}
	l.BeginStored(func(run int) protocol.Command { return &protocol.OpenRun{Run: run, ID: "b"} })
	l.Apply(&protocol.Built{Run: l.session.Run, Settings: s, Restored: true})
	if l.fields.Typed[protocol.EpochsSetting] != "3" {
		t.Error("a run that is opened did not bring its own settings, because there was a restart before")
	}
}

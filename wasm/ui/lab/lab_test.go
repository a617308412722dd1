package lab_test

import (
	"testing"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/lab/labtest"
	"digitlab/wasm/ui/settings"
)

func TestNothingIsAskedOfATrainerThatIsNotReady(t *testing.T) {
	l := lab.New()
	l.Attach(lab.Host{Post: func(c protocol.Command) { t.Errorf("sent %T", c) }})
	l.Play()
	l.Step()
	l.Reset()
	l.Commit()
	l.Frame(time.Now())
}

func TestPlay(t *testing.T) {
	l, expect := labtest.Trained(t)
	l.Play()
	expect(&protocol.Train{Run: 1})
	labtest.Become(l, protocol.Running)
	l.Play()
	expect(&protocol.Pause{Run: 1})
	labtest.Become(l, protocol.Paused)
	l.Step()
	expect(&protocol.StepEpoch{Run: 1})
	labtest.Become(l, protocol.Done)
	l.Play()
	expect(&protocol.Build{Run: 2, Settings: protocol.DefaultSettings()}, &protocol.Train{Run: 2})
}

func TestRunThatHasNotBegunIsBuiltAgain(t *testing.T) {
	l, expect := labtest.Trained(t)
	l.Typed(protocol.SeedSetting, "5")
	l.Commit()
	want := protocol.DefaultSettings()
	want.Seed = 5
	expect(&protocol.Build{Run: 2, Settings: want})
}

func TestRestoredRunFillsTheFields(t *testing.T) {
	s := protocol.Settings{Epochs: 3, BatchSize: 4, LearningRate: .5, Seed: 6}
	l := lab.New()
	l.Apply(&protocol.Ready{})
	l.Apply(&protocol.Built{Run: 1, Settings: s, Restored: true})
	l.Apply(&protocol.Status{Run: 1, Phase: protocol.Paused, LearningRate: .25})
	if s.LearningRate = .25; !l.Fields().Equal(settings.FieldsOf(s)) {
		t.Errorf("fields %v", l.Fields())
	}
	l.Apply(&protocol.Status{Run: 1, Phase: protocol.Paused, LearningRate: .125})
	if !l.Fields().Equal(settings.FieldsOf(s)) {
		t.Error("a later report overwrote what stands in a field")
	}
	l.Restarted()
	l.Typed(protocol.EpochsSetting, "9")
	l.Apply(&protocol.Built{Run: 1, Settings: s, Restored: true})
	if l.Fields().Typed[protocol.EpochsSetting] != "9" {
		t.Error("a restart forgot what was typed")
	}
	l.BeginStored(func(run int) protocol.Command { return &protocol.OpenRun{Run: run, ID: "b"} })
	l.Apply(&protocol.Built{Run: l.Session().Run, Settings: s, Restored: true})
	if l.Fields().Typed[protocol.EpochsSetting] != "3" {
		t.Error("a run that is opened did not bring its own settings, because there was a restart before")
	}
}

package lab_test

import (
	"reflect"
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

// A trainer that was asked before it was ready is not asked again, unless the settings have changed meanwhile.
func TestAskedBeforeItIsReady(t *testing.T) {
	five := protocol.DefaultSettings()
	five.Epochs = 5
	for _, typed := range []string{"", "5"} {
		l := lab.New()
		var asked []protocol.Command
		l.Attach(lab.Host{Post: func(c protocol.Command) {
			if r, ok := c.(*protocol.Restore); ok {
				asked = append(asked, r)
			}
		}})
		want := []any{protocol.Restore{Run: 1, Settings: protocol.DefaultSettings()}}
		l.AskEarly()
		if typed != "" {
			l.Typed(protocol.EpochsSetting, typed)
			want = append(want, protocol.Restore{Run: 2, Settings: five})
		}
		l.Apply(&protocol.Ready{})
		if got := labtest.Deref(asked); !reflect.DeepEqual(got, want) {
			t.Errorf("with %q typed: asked %+v, want %+v", typed, got, want)
		}
		l.Apply(&protocol.Built{Run: len(want), Settings: protocol.DefaultSettings()})
		if !l.Session().Usable() {
			t.Errorf("with %q typed: the run is not the one that was asked for", typed)
		}
	}
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

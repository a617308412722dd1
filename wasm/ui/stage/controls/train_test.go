package controls

import (
	"strings"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/lab/labtest"
	"digitlab/wasm/ui/opened"
	"digitlab/wasm/ui/session"
)

func TestReset(t *testing.T) {
	l, expect := labtest.Trained(t)
	labtest.Become(l, protocol.Paused)
	l.Typed(protocol.EpochsSetting, "7")
	l.Commit()
	expect() // it waits for the reset
	if got := note(l, protocol.EpochsSetting, &English{}); got != (&English{}).AppliesOnReset() {
		t.Errorf("the field says %q", got)
	}
	want := protocol.DefaultSettings()
	want.Epochs = 7
	l.Reset()
	expect(&protocol.Build{Run: 2, Settings: want})
	l.Apply(&protocol.Built{Run: 2, Settings: want})
	if got := note(l, protocol.EpochsSetting, &English{}); got != "" {
		t.Errorf("the field says %q", got)
	}
	l.Typed(protocol.EpochsSetting, "many")
	l.Reset()
	l.Play()
	expect() // the field has a problem
}

func TestLearningRateAppliesAtOnce(t *testing.T) {
	l, expect := labtest.Trained(t)
	labtest.Become(l, protocol.Running)
	l.Typed(protocol.RateSetting, "0.01")
	l.Commit()
	expect(&protocol.SetLearningRate{Run: 1, Rate: .01})
	l.Apply(&protocol.Status{Run: 1, Phase: protocol.Running, LearningRate: .01})
	l.Commit()
	expect() // it is in force
	if got := note(l, protocol.RateSetting, &English{}); got != (&English{}).RateInForce("0.01") {
		t.Errorf("the field says %q", got)
	}
	l.Typed(protocol.RateSetting, "fast")
	l.Commit()
	expect()
}

// With a falling learning rate, the field has the initial rate.
func TestFallingRate(t *testing.T) {
	l := lab.New()
	s := protocol.DeepPreset.Settings()
	l.Apply(&protocol.Ready{})
	l.Apply(&protocol.Built{Run: 1, Settings: s, Restored: true})
	l.Apply(&protocol.Status{Run: 1, Phase: protocol.Paused, LearningRate: .003})
	if got := note(l, protocol.RateSetting, &English{}); got != (&English{}).RateFalls("0.003") {
		t.Errorf("the field says %q", got)
	}
	l.Typed(protocol.RateSetting, "0.01")
	if got := note(l, protocol.RateSetting, &English{}); got != (&English{}).AppliesNow()+" · "+(&English{}).RateFalls("0.003") {
		t.Errorf("changed, the field says %q", got)
	}
}

func TestHindrance(t *testing.T) {
	l, _ := labtest.Trained(t)
	if said, panel, id := hindrance(l, &English{}); said != "" || panel != "" || id != "" {
		t.Errorf("%q at %q in %q", said, id, panel)
	}
	l.TypeLayers(l.Fields().Layers.Without(2))
	if said, panel, id := hindrance(l, &English{}); !strings.Contains(said, "Dense") || panel != opened.LayersPanel || id != "layer-2" || l.MayTrain() || l.MayReset() {
		t.Errorf("%q at %q in %q", said, id, panel)
	}
	l.Typed(protocol.L2Setting, "5")
	if said, panel, id := hindrance(l, &English{}); said != "L2 penalty: Enter a number from 0 to 1" || panel != opened.SettingsPanel || id != "setting-l2" {
		t.Errorf("%q at %q in %q", said, id, panel)
	}
}

func TestBatchLargerThanTheDigits(t *testing.T) {
	l, _ := labtest.Trained(t)
	l.SetSession(func(s session.Session) session.Session { s.Ready = &protocol.Ready{Images: 1797}; return s })
	if fit := trainingDigits(l); fit != 1005 {
		t.Errorf("%d digits to learn from", fit)
	}
	l.Typed(protocol.BatchSetting, "1005")
	if got := note(l, protocol.BatchSetting, &English{}); got != (&English{}).AppliesOnReset() {
		t.Errorf("the field says %q", got)
	}
	l.Session().Built.Settings.BatchSize = 1400
	l.Typed(protocol.BatchSetting, "1400")
	if got := note(l, protocol.BatchSetting, &English{}); got != (&English{}).WholeBatch("1,005") {
		t.Errorf("the field says %q", got)
	}
}

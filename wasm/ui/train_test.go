package ui

import (
	"strings"
	"testing"

	"digitlab/wasm/protocol"
)

func TestReset(t *testing.T) {
	l, expect := trained(t)
	become(l, protocol.Paused)
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

func TestLearningRateAppliesAtOnce(t *testing.T) {
	l, expect := trained(t)
	become(l, protocol.Running)
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
}

func TestHindrance(t *testing.T) {
	l, _ := trained(t)
	if said, id := hindrance(l, englishControls{}); said != "" || id != "" {
		t.Errorf("%q at %q", said, id)
	}
	l.typeLayers(l.Fields().layers.without(2))
	if said, id := hindrance(l, englishControls{}); !strings.Contains(said, "Dense") || id != "layer-2" || l.mayTrain() || l.mayReset() {
		t.Errorf("%q at %q", said, id)
	}
	l.typed(l2Setting, "5")
	if said, id := hindrance(l, englishControls{}); said != "L2 penalty: Enter a number from 0 to 1" || id != "setting-l2" {
		t.Errorf("%q at %q", said, id)
	}
}

func TestBatchLargerThanTheDigits(t *testing.T) {
	l, _ := trained(t)
	l.setSession(func(s session) session { s.Ready = &protocol.Ready{Images: 1797}; return s })
	if fit := fitted(l); fit != 1005 {
		t.Errorf("%d digits to learn from", fit)
	}
	l.typed(batchSetting, "1005")
	if got := note(l, batchSetting, englishControls{}); got != (englishControls{}).AppliesOnReset() {
		t.Errorf("the field says %q", got)
	}
	l.Session().Built.Settings.BatchSize = 1400
	l.typed(batchSetting, "1400")
	if got := note(l, batchSetting, englishControls{}); got != (englishControls{}).WholeBatch("1,005") {
		t.Errorf("the field says %q", got)
	}
}

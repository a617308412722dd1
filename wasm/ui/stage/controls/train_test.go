package controls

import (
	"strings"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/lab/labtest"
	"digitlab/wasm/ui/opened"
	"digitlab/wasm/ui/session"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
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

// The pace that is shown is the one that a person chose, also before the trainer has reported anything of a run: a click on one that seemed
// to be chosen already would do nothing.
func TestPaceShown(t *testing.T) {
	l, expect := labtest.Trained(t)
	shown := func(want protocol.Pace) {
		t.Helper()
		for _, choice := range strings.SplitAfter(app.HTMLString(&row{Lab: l, Text: &English{}}), "</label>") {
			for _, p := range paces {
				if strings.Contains(choice, ">"+(&English{}).Pace(p)+"<") && strings.Contains(choice, " checked") != (p == want) {
					t.Errorf("chosen is %q, want pace %d", choice, want)
				}
			}
		}
	}
	shown(protocol.Watch)
	l.SetPace(protocol.Slow)
	shown(protocol.Slow)
	expect(&protocol.SetPace{Pace: protocol.Slow})
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

// The progress of a run, or why none can begin: never both. While a run goes on nothing hinders it.
func TestProgressOrHindrance(t *testing.T) {
	e := &English{}
	shows := func(what string, l *lab.Lab, wantSaid, wantWhy string) {
		t.Helper()
		if said, why := progressOrHindrance(l, e); said != wantSaid || why != wantWhy {
			t.Errorf("%s: %q and %q, want %q and %q", what, said, why, wantSaid, wantWhy)
		}
	}
	l, _ := labtest.Trained(t)
	shows("at first", l, "Ready to learn from 0 digits", "")
	l.Typed(protocol.EpochsSetting, "0")
	shows("a bad number", l, "", "Epochs: Enter a whole number from 1 to 1,000")
	labtest.Become(l, protocol.Running)
	shows("a bad number in a run", l, "Epoch 1 of 100", "")
	l, _ = labtest.Trained(t)
	l.Typed(protocol.DataSetting, "mnist")
	shows("no MNIST", l, "", e.DataHindrance(protocol.MNIST))
}

// After *Step* the words name the epoch that is trained; in the middle of one, the one that is begun.
func TestWherePaused(t *testing.T) {
	for _, c := range []struct {
		ended, step, steps int
		want               string
	}{
		{0, 5, 21, "Paused in epoch 1 of 100"},
		{0, 0, 0, "Paused in epoch 1 of 100"}, // loaded from the store
		{6, 0, 0, "Paused after epoch 6 of 100"},
		{6, 5, 21, "Paused in epoch 7 of 100"},
		{7, 21, 21, "Paused after epoch 7 of 100"},
		{7, 0, 21, "Paused after epoch 7 of 100"}, // diverged in the next one
	} {
		l, _ := labtest.Trained(t)
		p := &protocol.Progress{Run: 1, Epoch: c.ended, Step: c.step, Steps: c.steps}
		for i := range c.ended {
			p.Ended = append(p.Ended, protocol.Epoch{Number: i + 1})
		}
		l.Apply(p)
		labtest.Become(l, protocol.Paused)
		if said, _ := progressOrHindrance(l, &English{}); said != c.want {
			t.Errorf("%+v: %q", c, said)
		}
	}
}

// A preset or a structural setting that is changed in a run waits for the reset; the learning rate does not.
func TestWaits(t *testing.T) {
	l, _ := labtest.Trained(t)
	if labtest.Become(l, protocol.Running); l.Waits() {
		t.Error("nothing has changed")
	}
	l.Typed(protocol.RateSetting, "0.01")
	if l.Commit(); l.Waits() {
		t.Error("the learning rate applies at once")
	}
	l.ChooseSettings(protocol.TinyPreset.Settings())
	if !l.Waits() {
		t.Error("the preset is not that of the run")
	}
	l.Typed(protocol.EpochsSetting, "many")
	if l.Waits() {
		t.Error("it cannot be applied")
	}
	l.UndoPreset()
	l.TypeLayers(l.Fields().Layers.Without(0))
	if l.Commit(); !l.Waits() {
		t.Error("the layers are not those of the run")
	}
	if labtest.Become(l, protocol.Done); l.Waits() {
		t.Error("the next run begins with it anyway")
	}
}

// Beside another preset the result says that it is that of the last run.
func TestWhoseResult(t *testing.T) {
	l, _ := labtest.Trained(t)
	labtest.Become(l, protocol.Done)
	l.Apply(&protocol.Tested{Run: 1, Accuracy: .98, Elapsed: 1})
	r := &row{Lab: l, Text: &English{}}
	if html := app.HTMLString(r.result()); !strings.Contains(html, "Test accuracy") || !strings.Contains(html, "98.0%") {
		t.Errorf("the result is %s", html)
	}
	l.ChooseSettings(protocol.TinyPreset.Settings())
	if html := app.HTMLString(r.result()); !strings.Contains(html, "Last run") || !strings.Contains(html, "98.0%") {
		t.Errorf("beside another preset it is %s", html)
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

func TestLinkText(t *testing.T) {
	e := &English{}
	for fragment, want := range map[string]string{
		"seed=777":                           e.LinkedTutorial(),
		"rate=0.01&epochs=20":                "Opened from a link. Unlike the tutorial: Epochs planned 20 · Learning rate 0.01.",
		"epochs=20&weights=00000000000000ff": "Opened from a link. Unlike the tutorial: Epochs planned 20. " + e.Reproduction(lab.NotTrainedYet),
		"":                                   "",
	} {
		l := lab.New()
		if l.Open(fragment, false); linkText(l, e) != want {
			t.Errorf("%s: %q, want %q", fragment, linkText(l, e), want)
		}
	}
}

package curves

import (
	"math"
	"slices"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/chart"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/session"
)

// epochsOf returns n epochs with these training losses, validation losses and validation accuracies. The last value of each is
// repeated.
func epochsOf(n int, training, validation, accuracy []float32) []protocol.Epoch {
	at := func(v []float32, i int) float32 { return v[min(i, len(v)-1)] }
	epochs := make([]protocol.Epoch, n)
	for i := range epochs {
		epochs[i] = protocol.Epoch{Number: i + 1, Loss: at(training, i), Accuracy: at(accuracy, i), ValidationLoss: at(validation, i),
			ValidationAccuracy: at(accuracy, i), LearningRate: .001, Elapsed: float64(i+1) / 8}
	}
	return epochs
}

// falling returns n values in equal distances between two values.
func falling(n int, from, to float32) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = from + (to-from)*float32(i)/float32(max(n-1, 1))
	}
	return v
}

func TestDiagnose(t *testing.T) {
	good := []float32{.9}
	valley := slices.Concat(falling(38, 2, .2), falling(20, .21, .5)[1:])
	jumps := []float32{2, 1, .5, .3, .25, .2, .5, .2, .15, .4}
	for _, c := range []struct {
		name   string
		epochs []protocol.Epoch
		want   diagnosis
		since  int
	}{
		{"nothing", nil, tooEarly, 0},
		{"four epochs", epochsOf(4, falling(4, 2, 1), falling(4, 2, 1), good), tooEarly, 0},
		{"falling", epochsOf(30, falling(30, 2, .5), falling(30, 2, .6), good), improving, 0},
		{"falling, but not read yet", epochsOf(6, falling(6, 3.5, 2.4), falling(6, 3.4, 2.4), []float32{.1}), improving, 0},
		{"rising after a valley", epochsOf(57, falling(57, 2, .01), valley, good), overfitting, 38},
		{"rising with the training loss", epochsOf(57, slices.Concat(falling(38, 2, .2), falling(19, .21, .4)), valley, good), settledDown, 38},
		{"a tremor is not a rise", epochsOf(40, falling(40, 1, .01), slices.Concat(falling(20, 1, .1), falling(20, .1, .102)), good), settledDown, 20},
		{"level", epochsOf(60, falling(60, 1, .1), slices.Concat(falling(20, 1, .1), []float32{.1}), good), settledDown, 20},
		{"guessing", epochsOf(20, falling(20, 2.33, 2.32), falling(20, 2.31, 2.31), []float32{.1, .11, .09}), atChance, 0},
		{"leaps", epochsOf(10, jumps, falling(10, 2, .2), good), jumping, 10},
		{"leaps long ago", epochsOf(40, slices.Concat(jumps, falling(30, .2, .1)), falling(40, 2, .2), good), improving, 0},
		{"a tiny loss flickers", epochsOf(12, []float32{.001, .004, .001, .005, .001, .006}, falling(12, 1, .5), good), improving, 0},
		{"not numbers", epochsOf(8, []float32{float32(math.NaN())}, []float32{float32(math.NaN())}, good), tooEarly, 0},
	} {
		if found, since := diagnose(c.epochs); found != c.want || since != c.since {
			t.Errorf("%s: %d since %d, want %d since %d", c.name, found, since, c.want, c.since)
		}
	}
	e := &English{}
	for found, c := range []struct {
		epochs []protocol.Epoch
		want   string
	}{
		tooEarly:    {nil, e.TooEarly()},
		atChance:    {epochsOf(9, []float32{2.3}, []float32{2.3}, []float32{.1}), e.AtChance()},
		jumping:     {epochsOf(10, jumps, falling(10, 2, .2), good), e.Jumping(10)},
		overfitting: {epochsOf(57, falling(57, 2, .01), valley, good), e.Overfitting(38)},
		improving:   {epochsOf(30, falling(30, 2, .5), falling(30, 2, .6), good), e.Improving()},
		settledDown: {epochsOf(60, falling(60, 1, .1), slices.Concat(falling(20, 1, .1), []float32{.1}), good), e.SettledDown(20)},
	} {
		if got := diagnosisText(c.epochs, e); got != c.want {
			t.Errorf("%d: %q, want %q", found, got, c.want)
		}
	}
}

func TestCurvesText(t *testing.T) {
	s := session.Session{Epochs: []protocol.Epoch{{Number: 1, ValidationLoss: .2}, {Number: 2, Loss: .1, ValidationLoss: .3, ValidationAccuracy: .96}}}
	want := "After epoch 2 the training loss is 0.1000 and the validation loss 0.3000; 96.0% of the validation digits are read right. " +
		"The validation loss was lowest at epoch 1: 0.2000."
	if got := curvesText(s, &English{}); got != want {
		t.Error(got)
	}
}

func TestMovedEpoch(t *testing.T) {
	for _, c := range []struct {
		key         string
		epoch, last int
		want        int
		ok          bool
	}{
		{"ArrowLeft", 20, 20, 19, true}, {"ArrowLeft", 1, 20, 1, true}, {"ArrowRight", 20, 20, 20, true}, {"ArrowRight", 4, 20, 5, true},
		{"PageUp", 15, 20, 20, true}, {"PageDown", 5, 20, 1, true}, {"Home", 9, 20, 1, true}, {"End", 9, 20, 20, true},
		{"Escape", 9, 20, 0, true}, {"a", 9, 20, 9, false},
	} {
		if got, ok := moved(c.key, c.epoch, c.last); got != c.want || ok != c.ok {
			t.Errorf("%+v: %v, %v", c, got, ok)
		}
	}
}

func TestCompared(t *testing.T) {
	previous, other := epochsOf(3, []float32{1}, []float32{1}, []float32{1}), epochsOf(3, []float32{2}, []float32{2}, []float32{1})
	for _, c := range []struct {
		name     string
		overlays []chart.Overlay
		previous []protocol.Epoch
		want     []string
	}{
		{"none", nil, nil, nil},
		{"the run before", nil, previous, []string{"Previous run"}},
		{"and one that was chosen", []chart.Overlay{{Name: "a", Epochs: other}}, previous, []string{"a", "Previous run"}},
		{"the run before was chosen", []chart.Overlay{{Name: "a", Epochs: slices.Clone(previous)}}, previous, []string{"a"}},
		{"no room", []chart.Overlay{{Name: "a"}, {Name: "b"}, {Name: "c"}, {Name: "d"}, {Name: "e"}}, previous, []string{"a", "b", "c", "d"}},
	} {
		l := lab.New()
		l.SetSession(func(s session.Session) session.Session { s.Previous = c.previous; return s })
		l.SetOverlays(c.overlays)
		var names []string
		kinds := map[chart.LineKind]bool{}
		for i, o := range comparedRuns(l) {
			names = append(names, o.Name)
			kinds[o.Kind(i)] = true
		}
		if !slices.Equal(names, c.want) || len(kinds) != len(names) {
			t.Errorf("%s: %q, looks %v", c.name, names, kinds)
		}
	}
}

package schedules

import (
	"math"
	"strings"
	"testing"

	"digitlab/nn32"
)

func TestSchedules(t *testing.T) {
	for _, test := range []struct {
		name string
		s    nn32.Schedule
		want map[int]float32 // by step
	}{
		{"steps", StepDecay{Every: 10, Rate: .5}, map[int]float32{0: 1, 9: 1, 10: .5, 25: .25, 1 << 40: 0}},
		{"steps by default", StepDecay{}, map[int]float32{999: 1, 1000: .5}},
		{"cosine", CosineDecay{Steps: 100, Alpha: .2}, map[int]float32{0: 1, 50: .6, 100: .2, 1000: .2}},
		{"warm-up", WarmUp{Steps: 4}, map[int]float32{0: .2, 3: .8, 4: 1, 99: 1}},
		{"warm-up and cosine", WarmUp{4, CosineDecay{Steps: 100}}, map[int]float32{3: .8, 4: 1, 54: .5, 104: 0}},
	} {
		for step, want := range test.want {
			if got := test.s.Factor(step); math.Abs(float64(got-want)) > 1e-6 {
				t.Errorf("%s: step %d has %v, want %v", test.name, step, got, want)
			}
		}
	}
}

// network returns a compiled network, with data for it.
func network(t *testing.T) (*nn32.Sequential, nn32.Data) {
	t.Helper()
	s, err := nn32.NewSequential(nn32.Shape{2}, 1, &nn32.Dense{Units: 2, Activation: nn32.Softmax})
	if err == nil {
		err = s.Compile(&nn32.SGD{}, &nn32.CategoricalCrossentropy{})
	}
	if err != nil {
		t.Fatal(err)
	}
	return s, nn32.Data{X: &nn32.Tensor{Shape: nn32.Shape{2, 2}, Data: []float32{1, 2, 3, 4}}, Labels: []int{0, 1}}
}

// factors is a schedule of another library.
type factors func(step int) float32

func (f factors) Factor(step int) float32 { return f(step) }

func TestWrongSchedules(t *testing.T) {
	s, data := network(t)
	nan := float32(math.NaN())
	for _, test := range []struct {
		schedule nn32.Schedule
		want     string
	}{
		{StepDecay{Rate: -1}, "the Rate of StepDecay -1 must be from 0"},
		{&StepDecay{Rate: nan}, "the Rate of StepDecay NaN must be from 0"},
		{StepDecay{Every: -1}, "the Every -1 of StepDecay must be at least 0"},
		{CosineDecay{}, "the Steps 0 of CosineDecay must be at least 1"},
		{CosineDecay{Steps: 9, Alpha: -1}, "the Alpha of CosineDecay -1 must be from 0"},
		{WarmUp{Steps: -1}, "the Steps -1 of WarmUp must be at least 0"},
		{WarmUp{Steps: 1, Then: CosineDecay{}}, "the Steps 0 of CosineDecay must be at least 1"},
		{WarmUp{Then: (*CosineDecay)(nil)}, "the Then of WarmUp is a nil pointer"},
		{(*StepDecay)(nil), "Schedule is a nil pointer"},
	} {
		_, err := s.Fit(data, nn32.FitOptions{Epochs: 1, Schedule: test.schedule})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("got %v, want …%s…", err, test.want)
		}
	}
	for _, right := range []nn32.Schedule{StepDecay{}, &CosineDecay{Steps: 1}, WarmUp{}, factors(func(int) float32 { return 1 })} {
		if _, err := s.Fit(data, nn32.FitOptions{Epochs: 1, Schedule: right}); err != nil {
			t.Errorf("%T: %v", right, err)
		}
	}
}

// The rates are those that Keras's callback sets for the same losses, followed by hand through its on_epoch_end.
func TestReduceLROnPlateau(t *testing.T) {
	for _, test := range []struct {
		name   string
		r      ReduceLROnPlateau
		losses []float32
		rates  []float32 // after each epoch
	}{
		{"patience", ReduceLROnPlateau{Factor: .5, Patience: 2}, []float32{3, 2, 2, 2, 2, 2, 1, 1}, []float32{1, 1, 1, .5, .5, .25, .25, .25}},
		{"patience of one", ReduceLROnPlateau{Factor: .5, Patience: 1}, []float32{1, 1, 1, .5}, []float32{1, .5, .25, .25}},
		{"by enough", ReduceLROnPlateau{Factor: .5, Patience: 2, MinDelta: .5}, []float32{3, 2.8, 2.6, 1}, []float32{1, 1, .5, .5}},
		{"by any change", ReduceLROnPlateau{Factor: .5, Patience: 1, MinDelta: -1}, []float32{1, .99999, .99998}, []float32{1, 1, 1}},
		{"by the default", ReduceLROnPlateau{Factor: .5, Patience: 1}, []float32{1, .99999, .9998}, []float32{1, .5, .5}},
		{"cooldown", ReduceLROnPlateau{Factor: .5, Patience: 1, Cooldown: 2}, []float32{1, 1, 1, 1, 1}, []float32{1, .5, .5, .25, .25}},
		{"improved in the cooldown", ReduceLROnPlateau{Factor: .5, Patience: 1, Cooldown: 2}, []float32{1, 1, .5, .4, .4}, []float32{1, .5, .5, .5, .25}},
		{"at least", ReduceLROnPlateau{Factor: .5, Patience: 1, MinLR: .3}, []float32{1, 1, 1, 1}, []float32{1, .5, .3, .3}},
		{"of an accuracy", ReduceLROnPlateau{Maximize: true, Factor: .5, Patience: 1}, []float32{1, 2, 2}, []float32{1, 1, .5}},
		{"by default", ReduceLROnPlateau{}, []float32{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, []float32{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, .1}},
	} {
		if err := test.r.Check(); err != nil {
			t.Error(test.name, err)
		}
		o := &nn32.SGD{LearningRate: 1}
		for i, loss := range test.losses {
			before := o.LearningRate
			if reduced := test.r.Observe(o, loss); reduced != (o.LearningRate != before) {
				t.Errorf("%s: epoch %d reports %v", test.name, i+1, reduced)
			}
			if o.LearningRate != test.rates[i] {
				t.Errorf("%s: after epoch %d the rate is %v, want %v", test.name, i+1, o.LearningRate, test.rates[i])
			}
		}
	}
	for want, r := range map[string]ReduceLROnPlateau{"Factor": {Factor: 1}, "Patience": {Patience: -1}, "Cooldown": {Cooldown: -1}, "MinLR": {MinLR: -1}} {
		if err := r.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

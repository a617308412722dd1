package nn32

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// wantError reports an error that does not contain want.
func wantError(t *testing.T, name, want string, err error) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%s: got %v, want …%s…", name, err, want)
	}
}

// smallNetwork returns a compiled network for vectors of 4, with its layers and its optimiser.
func smallNetwork(t *testing.T) (*Sequential, []Layer, Optimizer) {
	t.Helper()
	layers, optimizer := []Layer{&Dense{Units: 5}, &Dense{Units: 3, Activation: Softmax}}, &SGD{Momentum: .9}
	s, err := NewSequential(Shape{4}, 1, layers...)
	if err == nil {
		err = s.Compile(optimizer, &CategoricalCrossentropy{}, Accuracy)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s, layers, optimizer
}

func smallData() Data {
	return Data{X: &Tensor{Shape: Shape{2, 4}, Data: []float32{1, 2, 3, 4, 5, 6, 7, 8}}, Labels: []int{0, 2}}
}

// A part of one network is refused by a second one, and the first network keeps its weights and state.
func TestPartsBelongToOneNetwork(t *testing.T) {
	for _, l := range []Layer{&Conv2D{Filters: 1, KernelSize: [2]int{1, 1}}, &MaxPooling2D{PoolSize: [2]int{2, 2}}, &AveragePooling2D{PoolSize: [2]int{2, 2}},
		&GlobalAveragePooling2D{}, &Flatten{}, &Dropout{Rate: .5}, &BatchNormalization{}, &Activation{Function: Tanh}, &Dense{Units: 2}} {
		in := Shape{4, 4, 1}
		if _, ok := l.(*Dense); ok {
			in = Shape{4}
		}
		if _, err := NewSequential(in, 1, l, &Dropout{Rate: 2}); err == nil {
			t.Fatal("a rate of 2 is taken")
		}
		if _, err := NewSequential(in, 1, l); err != nil { // the failure before has made no network
			t.Fatal(err)
		}
		_, err := NewSequential(in, 2, &Dropout{}, l)
		wantError(t, l.Kind(), "layer 1 ("+l.Kind()+") is part of another network", err)
		if _, err := NewSequential(in, 2, copyOf(l)); err != nil {
			t.Errorf("a copy of a %s: %v", l.Kind(), err)
		}
	}
	s, layers, optimizer := smallNetwork(t)
	if _, err := s.Fit(smallData(), FitOptions{Epochs: 2}); err != nil {
		t.Fatal(err)
	}
	hash := weightsHash(s)
	_, err := NewSequential(Shape{4}, 2, layers...)
	wantError(t, "the layers", "layer 0 (dense) is part of another network", err)
	second, _, _ := smallNetwork(t)
	wantError(t, "the optimiser", "the optimizer is part of another network", second.Compile(optimizer, &CategoricalCrossentropy{}))
	if weightsHash(s) != hash {
		t.Error("the first network has changed")
	}
	for _, o := range optimizers() {
		if err := s.Compile(o, &CategoricalCrossentropy{}); err != nil {
			t.Fatal(err)
		}
		if err := s.Compile(o, &CategoricalCrossentropy{}); err != nil {
			t.Errorf("a second Compile with the same optimiser: %v", err)
		}
		wantError(t, "an optimiser", "the optimizer is part of another network", second.Compile(o, &CategoricalCrossentropy{}))
	}
	if err := second.Compile(optimizer, &CategoricalCrossentropy{}); err != nil {
		t.Errorf("an optimiser that its network has given up: %v", err)
	}
}

func TestNumbersThatAreNotFinite(t *testing.T) {
	for _, bad := range []float32{float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1))} {
		s, _, _ := smallNetwork(t)
		hash, data := weightsHash(s), smallData()
		data.X.Data[6] = bad
		const want = " at element 2; samples need finite numbers"
		_, err := s.Fit(data, FitOptions{Epochs: 1})
		wantError(t, "Fit", "nn32: sample 1 has ", err)
		wantError(t, "Fit", want, err)
		_, err = s.Predict(data.X)
		wantError(t, "Predict", want, err)
		_, err = s.Trace(data.X.slice(1, 2))
		wantError(t, "Trace", want, err)
		_, err = s.Evaluate(data)
		wantError(t, "Evaluate", want, err)
		_, err = s.Fit(smallData(), FitOptions{Epochs: 1, Validation: data})
		wantError(t, "Fit with validation", want, err)
		targets := Data{X: smallData().X, Targets: NewTensor(2, 3)}
		targets.Targets.Data[4] = bad
		_, err = s.Fit(targets, FitOptions{Epochs: 1})
		wantError(t, "Fit with targets", "the targets of sample 1 have", err)
		if weightsHash(s) != hash {
			t.Errorf("%v has changed the weights", bad)
		}
	}
}

// Validation data are checked before the first epoch.
func TestWrongValidationTrainsNothing(t *testing.T) {
	for want, validation := range map[string]Data{
		"validation: nn32: samples are 5, the network takes 4":      {X: NewTensor(2, 5), Labels: []int{0, 1}},
		"validation: nn32: label 3 of sample 1 is not one of the 3": {X: NewTensor(2, 4), Labels: []int{0, 3}},
	} {
		s, _, _ := smallNetwork(t)
		hash := weightsHash(s)
		_, err := s.Fit(smallData(), FitOptions{Epochs: 3, Validation: validation})
		wantError(t, "Fit", want, err)
		if weightsHash(s) != hash {
			t.Errorf("%v: the network is trained already", err)
		}
	}
}

// checked is a schedule that finds its options wrong.
type checked struct{ factors }

func (checked) Check() error { return errors.New("its Rate is wrong") }

func TestWrongMetricsAndSchedules(t *testing.T) {
	s, _, optimizer := smallNetwork(t)
	wantError(t, "Compile", "metric 1 is nil", s.Compile(optimizer, &CategoricalCrossentropy{}, Accuracy, nil))
	wantError(t, "Compile", "metric 0 is nil", s.Compile(optimizer, &CategoricalCrossentropy{}, (*zero)(nil)))
	for want, schedule := range map[string]Schedule{
		"nn32: its Rate is wrong":         checked{factors(func(int) float32 { return 1 })},
		"nn32: Schedule is a nil pointer": factors(nil),
	} {
		_, err := s.Fit(smallData(), FitOptions{Epochs: 1, Schedule: schedule})
		wantError(t, "Fit", want, err)
	}
}

// list is a layer whose values cannot be compared.
type list []float32

func (list) Kind() string                                { return "list" }
func (list) Build(in Shape, _ *rand.Rand) (Shape, error) { return in, nil }
func (list) Forward(x *Tensor, _ Mode) *Tensor           { return x }
func (list) Backward(dy *Tensor, _ bool) *Tensor         { return dy }
func (list) Params() []*Param                            { return nil }

func TestNothingPanics(t *testing.T) {
	s, _, optimizer := smallNetwork(t)
	for want, layers := range map[string][]Layer{
		"layer 1 is nil": {&Dropout{}, (*Dense)(nil)},
		"layer 0 (list) is of a type that cannot be compared; use a pointer to it": {list(nil), list{2}},
	} {
		_, err := NewSequential(Shape{4}, 1, layers...)
		wantError(t, "NewSequential", want, err)
	}
	if _, err := NewSequential(Shape{4}, 1, &list{1}, &list{2}); err != nil {
		t.Errorf("two layers of another library: %v", err)
	}
	wantError(t, "Compile", "needs an optimizer and a loss", s.Compile((*Adam)(nil), &MeanSquaredError{}))
	wantError(t, "Compile", "needs an optimizer and a loss", s.Compile(optimizer, (*CategoricalCrossentropy)(nil)))
	_, err := s.Fit(smallData(), FitOptions{Epochs: 1, Augment: (*shade)(nil)})
	wantError(t, "Augment", "nn32: Augment is a nil pointer; leave it out", err)
	_, err = s.Fit(smallData(), FitOptions{Epochs: 1, MicroBatches: 2, Replicas: (*replicas)(nil)})
	wantError(t, "Replicas", "nn32: Replicas is a nil pointer; leave it out", err)
	_, err = Ensemble{s, nil}.Predict(smallData().X)
	wantError(t, "Ensemble", "network 1 of the ensemble is nil", err)
	_, err = Accuracy.Measure(&Tensor{Shape: Shape{1, 3}}, Data{Labels: []int{0}})
	wantError(t, "Accuracy", "need predictions of", err)
	for _, part := range []Data{Data{}.Slice(0, 1), Data{X: &Tensor{}}.Slice(0, 0), Data{}.First(1), Data{}.Take([]int{0}), {}} {
		_, err := s.Fit(part, FitOptions{Epochs: 1})
		wantError(t, "a part of no data", "nn32: no samples", err)
	}
	if got := smallData().Slice(1, 2); !slices.Equal(got.X.Data, []float32{5, 6, 7, 8}) {
		t.Errorf("a part of data is %v", got.X.Data)
	}
	if one, all := smallData().First(1), smallData().First(9); one.Len() != 1 || all.Len() != smallData().Len() {
		t.Errorf("the first sample is %d, the first nine of %d are %d", one.Len(), smallData().Len(), all.Len())
	}
}

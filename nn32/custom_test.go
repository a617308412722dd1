package nn32

import (
	"errors"
	"math"
	"slices"
	"testing"
)

// zero is a metric of another package.
type zero struct{ err error }

func (z *zero) Measure(*Tensor, Data) (float32, error) { return 0, z.err }

// meanOutput is a metric: the mean of the first class's probability, and the number of samples.
type meanOutput struct{ samples int }

func (m *meanOutput) Measure(predictions *Tensor, data Data) (float32, error) {
	m.samples = data.Len()
	var sum float32
	for i := range m.samples {
		sum += predictions.Data[i*predictions.Shape[1]]
	}
	return sum / float32(m.samples), nil
}

// Metrics get what Predict returns, of all samples, also where the loss takes the logits. Accuracy stays what it is without them.
func TestOwnMetrics(t *testing.T) {
	s, data := tutorialNetwork(t, 1), goldenBatches(t).Slice(0, 150)
	plain, err := s.Evaluate(data)
	if err != nil {
		t.Fatal(err)
	}
	m := &meanOutput{}
	if err := s.Compile(&Adam{}, &CategoricalCrossentropy{}, m, Accuracy, &zero{}); err != nil {
		t.Fatal(err)
	}
	y, err := s.Predict(data.X)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := m.Measure(y, data)
	got, err := s.Evaluate(data)
	if err != nil || !slices.Equal(got.Metrics, []float32{want, 0}) || got.Loss != plain.Loss || got.Accuracy != plain.Accuracy || m.samples != 150 {
		t.Errorf("got %+v, %v; want %v for %d samples, and otherwise %+v", got, err, want, m.samples, plain)
	}
	if a, err := Accuracy.Measure(y, data); err != nil || a != plain.Accuracy {
		t.Errorf("Accuracy measures %v, %v, Evaluate %v", a, err, plain.Accuracy)
	}
	broken := errors.New("broken")
	if err := s.Compile(&Adam{}, &CategoricalCrossentropy{}, Accuracy, &zero{broken}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Evaluate(data); !errors.Is(err, broken) {
		t.Errorf("a metric that fails: %v", err)
	}
}

// Weights of classes scale losses and gradients; all of 2 is twice the loss, and the gradients of twice the rate.
func TestClassWeights(t *testing.T) {
	data := goldenBatches(t).Slice(0, 50)
	fit := func(rate float32, weights map[int]float32, d Data) (*Sequential, *History) {
		t.Helper()
		s := tutorialNetwork(t, 3)
		err := s.Compile(&SGD{LearningRate: rate}, &CategoricalCrossentropy{}, Accuracy)
		if err != nil {
			t.Fatal(err)
		}
		h, err := s.Fit(d, FitOptions{Epochs: 1, BatchSize: 50, ClassWeights: weights, Validation: d})
		if err != nil {
			t.Fatal(err)
		}
		return s, h
	}
	all := map[int]float32{}
	for class := range 10 {
		all[class] = 2
	}
	plain, h := fit(.002, nil, data)
	twice, h2 := fit(.001, all, data)
	if weightsHash(plain) != weightsHash(twice) || h2.Training[0].Loss != 2*h.Training[0].Loss || h2.Training[0].Accuracy != h.Training[0].Accuracy ||
		h2.Validation[0].Loss != h.Validation[0].Loss {
		t.Errorf("%+v with a weight of 2, %+v without", h2, h)
	}
	// Class 3 alone has a weight: the others are as if they were not there, but count as samples.
	var threes []int
	for i, label := range data.Labels {
		if label == 3 {
			threes = append(threes, i)
		}
	}
	for class := range 10 {
		all[class] = 0
	}
	delete(all, 3) // 1
	_, h = fit(.001, all, data)
	_, alone := fit(.001, nil, data.Take(threes))
	if want := alone.Training[0].Loss * float32(len(threes)) / 50; math.Abs(float64(h.Training[0].Loss-want)) > 1e-5 {
		t.Errorf("the loss is %v, want %v", h.Training[0].Loss, want)
	}
	s := tutorialNetwork(t, 1)
	for want, weights := range map[string]map[int]float32{
		"ClassWeights has the class 10; the network has the classes 0 to 9": {10: 1},
		"ClassWeights has the class -1":                                     {-1: 1},
		"the weight of a class -1 must be from 0":                           {1: -1},
		"the weight of a class NaN must be from 0":                          {1: float32(math.NaN())},
	} {
		_, err := s.Fit(data, FitOptions{Epochs: 1, ClassWeights: weights})
		wantError(t, "Fit", want, err)
	}
}

// OnEpoch sees each epoch with its results, and can end the run.
func TestOnEpoch(t *testing.T) {
	data := goldenBatches(t)
	var epochs []Epoch
	h, err := tutorialNetwork(t, 1).Fit(data.Slice(0, 100), FitOptions{InitialEpoch: 2, Epochs: 9, Validation: data.Slice(100, 150), OnEpoch: func(e Epoch) bool {
		epochs = append(epochs, e)
		return e.Number == 5
	}})
	if err != nil || len(epochs) != 3 || len(h.Training) != 3 {
		t.Fatalf("%d epochs, %v", len(epochs), err)
	}
	for i, e := range epochs {
		if e.Number != i+3 || e.Training.Loss != h.Training[i].Loss || e.Validation.Loss != h.Validation[i].Loss || e.Validation.Loss == 0 {
			t.Errorf("epoch %+v, history %+v and %+v", e, h.Training[i], h.Validation[i])
		}
	}
}

// A network that ReLU lets return finite losses from weights that are not is found out after the epoch.
func TestHiddenNaN(t *testing.T) {
	s, err := NewSequential(Shape{1}, 1, &Dense{Units: 2, Activation: ReLU}, &Dense{Units: 2, Activation: Softmax})
	if err == nil {
		err = s.Compile(&SGD{}, &CategoricalCrossentropy{})
	}
	if err != nil {
		t.Fatal(err)
	}
	s.Params()[0].Value.Data[0] = float32(math.NaN())
	data := Data{X: &Tensor{Shape: Shape{2, 1}, Data: []float32{1, 2}}, Labels: []int{0, 1}}
	h, err := s.Fit(data, FitOptions{Epochs: 2})
	wantError(t, "Fit", "after epoch 1 dense/kernel has NaN at element 0, which is no finite number; try a lower learning rate", err)
	if len(h.Training) != 0 {
		t.Errorf("%d epochs", len(h.Training))
	}
}

// Nadam resumed at a late step, at which the products of its momenta are negligible, has the bits of a run that took all steps.
func TestNadamResumedLate(t *testing.T) {
	data := goldenBatches(t).Slice(0, 10)
	build := func() *Sequential {
		s, err := NewSequential(Shape{8, 8, 1}, 1, &Flatten{}, &Dense{Units: 10, Activation: Softmax})
		if err == nil {
			err = s.Compile(&Nadam{}, &CategoricalCrossentropy{})
		}
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	whole, resumed := build(), build()
	fit := func(s *Sequential, from, to int) {
		if _, err := s.Fit(data, FitOptions{InitialEpoch: from, Epochs: to}); err != nil {
			t.Fatal(err)
		}
	}
	fit(whole, 0, 1500)
	for i, p := range slices.Concat(whole.Params(), whole.OptimizerState()) {
		copy(slices.Concat(resumed.Params(), resumed.OptimizerState())[i].Value.Data, p.Value.Data)
	}
	fit(whole, 1500, 1510)
	fit(resumed, 1500, 1510)
	if weightsHash(whole) != weightsHash(resumed) {
		t.Error("the resumed run has other bits")
	}
}

// A step of a file that no run can have is taken for the largest, and costs no time.
func TestAStepBeyondAll(t *testing.T) {
	data := goldenBatches(t).Slice(0, 10)
	for _, o := range []Optimizer{&Adam{}, &AdamW{Beta1: .99999994, Beta2: .99999994}, &Nadam{Beta1: .99999994, Beta2: .99999994}} {
		s, err := NewSequential(Shape{8, 8, 1}, 1, &Flatten{}, &Dense{Units: 10, Activation: Softmax})
		if err == nil {
			err = s.Compile(o, &CategoricalCrossentropy{})
		}
		if err != nil {
			t.Fatal(err)
		}
		step := s.OptimizerState()[0]
		for _, steps := range []float32{1e9, math.MaxFloat32, maxCount - 1} {
			step.Value.Data[0] = steps
			if err := step.Check(); (err == nil) != (steps < maxCount) {
				t.Errorf("a step of %v: %v", steps, err)
			}
			if _, err := s.Fit(data, FitOptions{Epochs: 1}); err != nil {
				t.Error(err)
			}
			if step.Value.Data[0] != maxCount {
				t.Errorf("after step %v comes %v", steps, step.Value.Data[0])
			}
		}
	}
}

package nn32

import (
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"math"
	"slices"
	"testing"
)

// The golden numbers were made by PyTorch 1.13 with seed 777; the recipe is testdata/golden.py.
//
//go:embed testdata/golden/numbers.bin
var goldenNumbers []byte

//go:embed testdata/golden/index.json
var goldenIndex []byte

// golden returns a tensor that PyTorch made.
func golden(t testing.TB, name string) *Tensor {
	t.Helper()
	var index []struct {
		Name   string
		Shape  Shape
		Offset int
	}
	if err := json.Unmarshal(goldenIndex, &index); err != nil {
		t.Fatal(err)
	}
	for _, entry := range index {
		if entry.Name == name {
			x := NewTensor(entry.Shape...)
			for i := range x.Data {
				x.Data[i] = math.Float32frombits(binary.LittleEndian.Uint32(goldenNumbers[4*(entry.Offset+i):]))
			}
			return x
		}
	}
	t.Fatalf("there is no golden %s", name)
	return nil
}

// near fails unless each element differs by at most tolerance times the largest magnitude in want.
func near(t *testing.T, what string, got, want []float32, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s has %d elements, want %d", what, len(got), len(want))
	}
	var scale float64
	for _, v := range want {
		scale = max(scale, math.Abs(float64(v)))
	}
	for i := range want {
		if diff := math.Abs(float64(got[i] - want[i])); !(diff <= tolerance*scale) {
			t.Errorf("%s[%d] = %v, want %v (largest %v)", what, i, got[i], want[i], scale)
			return
		}
	}
}

func tutorialNetwork(t testing.TB, seed uint64) *Sequential {
	t.Helper()
	s, err := NewSequential(Shape{8, 8, 1}, seed,
		&Conv2D{Filters: 10, KernelSize: [2]int{3, 3}, Activation: ReLU},
		&MaxPooling2D{PoolSize: [2]int{2, 2}},
		&Flatten{},
		&Dense{Units: 50, Activation: ReLU},
		&Dense{Units: 10, Activation: Softmax})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Compile(&Adam{LearningRate: .001}, &CategoricalCrossentropy{}, Accuracy); err != nil {
		t.Fatal(err)
	}
	return s
}

// goldenBatches returns the 500 digits of the golden run: ten batches of 50.
func goldenBatches(t testing.TB) Data {
	x := golden(t, "x")
	x.Shape = Shape{500, 8, 8, 1}
	d := Data{X: x}
	for _, label := range golden(t, "labels").Data {
		d.Labels = append(d.Labels, int(label))
	}
	return d
}

// PyTorch adds in another order and in wider vectors, so numbers differ by a few units in the last place. The tolerance is 1e-5 of the
// largest number for one pass, and 1e-4 after ten steps.
func TestTutorialAsPyTorch(t *testing.T) {
	s := tutorialNetwork(t, 1)
	for _, p := range s.Params() {
		copy(p.Value.Data, golden(t, "initial/"+p.Name).Data)
	}
	data, losses := goldenBatches(t), golden(t, "losses").Data

	first := data.Slice(0, 50)
	rows := s.sequence(0, 50)
	s.gather(first.X, rows)
	s.gatherTargets(first, rows, nil)
	last := s.forward(Mode{Training: true, Samples: 50}, s.lossEnd)
	logits := make([]float32, 0, 500)
	for i := range 50 {
		for j := range 10 {
			logits = append(logits, last.Data[j*last.lanes()+i])
		}
	}
	near(t, "logits", logits, golden(t, "logits").Data, 1e-5)
	sum := s.lossOf(last, 50)
	near(t, "loss", []float32{float32(sum / 50)}, losses[:1], 1e-6)
	s.backward()
	for _, p := range s.Params() {
		near(t, "gradient of "+p.Name, p.Grad.Data, golden(t, "gradient/"+p.Name).Data, 1e-5)
	}

	step, before := 0, 0.
	for got, err := range s.Steps(data, FitOptions{Epochs: 1, BatchSize: 50, NoShuffle: true}) {
		if err != nil {
			t.Fatal(err)
		}
		running := float64(got.Loss) * float64(got.Step)
		near(t, "loss of a step", []float32{float32(running - before)}, losses[step:step+1], 1e-4)
		before = running
		step++
	}
	if step != 10 {
		t.Errorf("%d steps, want 10", step)
	}
	for _, p := range s.Params() {
		near(t, "final "+p.Name, p.Value.Data, golden(t, "final/"+p.Name).Data, 1e-4)
	}
}

// The tutorial's network with every loss, optimiser and option of training: the losses of ten steps, and a kernel after them.
func TestTrainingAsPyTorch(t *testing.T) {
	softmax := &CategoricalCrossentropy{}
	classWeights := map[int]float32{1: 2, 2: .5, 4: 3, 7: 0, 9: 1.5}
	for _, test := range []struct {
		name      string
		optimizer Optimizer
		loss      Loss
		l2, clip  float32
		weights   map[int]float32
		frozen    bool // the first Dense
	}{
		{"sgd", &SGD{LearningRate: .1}, softmax, 0, 0, nil, false},
		{"momentum", &SGD{LearningRate: .05, Momentum: .9}, softmax, 0, 0, nil, false},
		{"nesterov", &SGD{LearningRate: .05, Momentum: .9, Nesterov: true}, softmax, 0, 0, nil, false},
		{"rmsprop", &RMSprop{Momentum: .5, Epsilon: 1e-30}, softmax, 0, 0, nil, false},
		{"adagrad", &Adagrad{LearningRate: .01, Epsilon: 1e-30}, softmax, 0, 0, nil, false},
		{"adam", &Adam{LearningRate: .002, Beta1: .8, Beta2: .99, Epsilon: 1e-30}, softmax, 0, 0, nil, false},
		{"adamw", &AdamW{LearningRate: .01, WeightDecay: .1, Epsilon: 1e-30}, softmax, 0, 0, nil, false},
		{"nadam", &Nadam{LearningRate: .002}, softmax, 0, 0, nil, false},
		{"smoothing", &SGD{LearningRate: .1}, &SparseCategoricalCrossentropy{LabelSmoothing: .1}, 0, 0, nil, false},
		{"mse", &SGD{LearningRate: .1}, &MeanSquaredError{}, 0, 0, nil, false},
		{"l2", &SGD{LearningRate: .1}, softmax, .01, 0, nil, false},
		{"clip", &SGD{LearningRate: .1}, softmax, 0, .5, nil, false},
		{"class_weights", &SGD{LearningRate: .1}, softmax, 0, 0, classWeights, false},
		{"class_weights_mse", &SGD{LearningRate: .1}, &MeanSquaredError{}, 0, 0, classWeights, false},
		{"frozen", &AdamW{LearningRate: .01, WeightDecay: .1, Epsilon: 1e-30}, softmax, 0, 0, nil, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, err := NewSequential(Shape{8, 8, 1}, 1,
				&Conv2D{Filters: 10, KernelSize: [2]int{3, 3}, Activation: ReLU, KernelL2: test.l2},
				&MaxPooling2D{PoolSize: [2]int{2, 2}},
				&Flatten{},
				&Dense{Units: 50, Activation: ReLU, KernelL2: test.l2, Frozen: test.frozen},
				&Dense{Units: 10, Activation: Softmax, KernelL2: test.l2})
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Compile(test.optimizer, test.loss, Accuracy); err != nil {
				t.Fatal(err)
			}
			for _, p := range s.Params() {
				copy(p.Value.Data, golden(t, "initial/"+p.Name).Data)
			}
			data := goldenBatches(t)
			for i := range data.X.Data {
				data.X.Data[i] /= 16
			}
			before := 0.
			losses := golden(t, "training/"+test.name+"/losses").Data
			for step, err := range s.Steps(data, FitOptions{Epochs: 1, BatchSize: 50, NoShuffle: true, GlobalClipNorm: test.clip, ClassWeights: test.weights}) {
				if err != nil {
					t.Fatal(err)
				}
				running := float64(step.Loss) * float64(step.Step)
				near(t, "loss of a step", []float32{float32(running - before)}, losses[step.Step-1:step.Step], 1e-5)
				before = running
			}
			near(t, "dense_1/kernel", s.Params()[4].Value.Data, golden(t, "training/"+test.name+"/dense_1/kernel").Data, 1e-5)
		})
	}
}

func TestBatchNormalizationStatisticsAsPyTorch(t *testing.T) {
	for _, name := range []string{"batch_norm", "batch_norm_vector"} {
		l := &BatchNormalization{}
		h := newHarness(t, l, golden(t, name+"/x"))
		copy(l.gamma.Value.Data, golden(t, name+"/w").Data)
		copy(l.beta.Value.Data, golden(t, name+"/b").Data)
		h.forward()
		near(t, "moving mean", l.movingMean.Value.Data, golden(t, name+"/moving_mean").Data, 1e-5)
		near(t, "moving variance", l.movingVariance.Value.Data, golden(t, name+"/moving_variance").Data, 1e-5)
		n := h.x.Shape[0]
		near(t, "inference", collect(l.Forward(h.in, Mode{Samples: n}), n), golden(t, name+"/inference").Data, 1e-5)
	}
}

// A frozen BatchNormalization uses its moving averages in training and changes nothing of its own.
func TestFrozenBatchNormalizationAsPyTorch(t *testing.T) {
	reference := func(what string) []float32 { return golden(t, "batch_norm_frozen/"+what).Data }
	l := &BatchNormalization{Frozen: true}
	h := newHarness(t, l, golden(t, "batch_norm_frozen/x"))
	l.freeze()
	before := map[*Param][]float32{}
	for i, p := range l.Params() {
		copy(p.Value.Data, reference([]string{"w", "b", "mean", "variance"}[i]))
		before[p] = slices.Clone(p.Value.Data)
	}
	near(t, "y", h.forward(), reference("y"), 1e-5)
	near(t, "dx", h.backward(reference("dy")), reference("dx"), 1e-5)
	near(t, "losses", h.descend(nil, reference("dy")), reference("losses"), 1e-5)
	for p, values := range before {
		if !slices.Equal(p.Value.Data, values) {
			t.Errorf("%s has changed", p.Name)
		}
	}
}

package nn32

import (
	"fmt"
	"hash/fnv"
	"math"
	"reflect"
	"strings"
	"testing"

	"digitlab/nn32/schedules"
)

// weightsHash is FNV-1a over the bits of all weights and of the optimiser's state.
func weightsHash(s *Sequential) string {
	h := fnv.New64a()
	for _, p := range append(append([]*Param{}, s.Params()...), s.OptimizerState()...) {
		for _, v := range p.Value.Data {
			b := math.Float32bits(v)
			h.Write([]byte{byte(b), byte(b >> 8), byte(b >> 16), byte(b >> 24)})
		}
	}
	return fmt.Sprintf("%016x", h.Sum64())
}

// recordedNetworks are networks that together have every layer, function, initialiser, optimiser and loss, with the hash
// of their weights after five epochs of the golden batches. A hash changes only if the arithmetic changes.
var recordedNetworks = []recordedNetwork{
	{"tutorial", "f7896ef39f4b5ae1", &Adam{LearningRate: .001}, &CategoricalCrossentropy{}, []Layer{
		&Conv2D{Filters: 10, KernelSize: [2]int{3, 3}, Activation: ReLU}, &MaxPooling2D{PoolSize: [2]int{2, 2}}, &Flatten{},
		&Dense{Units: 50, Activation: ReLU}, &Dense{Units: 10, Activation: Softmax}}},
	{"convolutions", "783e0c0f7b39eb8b", &AdamW{}, &CategoricalCrossentropy{LabelSmoothing: .1}, []Layer{
		&Conv2D{Filters: 6, KernelSize: [2]int{3, 3}, Padding: Same, KernelInitializer: HeNormal}, &BatchNormalization{},
		&Activation{Function: ReLU}, &AveragePooling2D{PoolSize: [2]int{2, 2}},
		&Conv2D{Filters: 12, KernelSize: [2]int{3, 3}, Activation: SiLU, KernelInitializer: HeUniform}, &GlobalAveragePooling2D{},
		&Dropout{Rate: .2}, &Dense{Units: 10, Activation: Softmax, KernelL2: 1e-4}}},
	{"vectors", "616785cc10907c8e", &Nadam{}, &SparseCategoricalCrossentropy{FromLogits: true}, []Layer{
		&Flatten{}, &Dense{Units: 30, Activation: GELU, KernelInitializer: LeCunNormal}, &BatchNormalization{},
		&Dense{Units: 20, Activation: Tanh, KernelInitializer: GlorotNormal}, &Dense{Units: 20, Activation: Sigmoid}, &Dense{Units: 10}}},
	{"squares", "0e3b24e4213ca9b5", &RMSprop{Momentum: .5}, &MeanSquaredError{}, []Layer{
		&Flatten{}, &Dense{Units: 30, Activation: LeakyReLU, KernelInitializer: LeCunUniform},
		&Dense{Units: 20, Activation: ELU, KernelInitializer: RandomNormal, KernelStddev: .2},
		&Dense{Units: 10, Activation: Softmax, KernelInitializer: Zeros}}},
	{"momentum", "5ef91958a9bba0cb", &SGD{Momentum: .9, Nesterov: true}, &CategoricalCrossentropy{}, []Layer{
		&Flatten{}, &Dense{Units: 10, Activation: Softmax}}},
	{"adagrad", "238e27401a28e256", &Adagrad{LearningRate: .01}, &CategoricalCrossentropy{}, []Layer{
		&Flatten{}, &Dense{Units: 10, Activation: Softmax}}},
}

type recordedNetwork struct {
	name, hash string
	optimizer  Optimizer
	loss       Loss
	layers     []Layer
}

func (n *recordedNetwork) build(t testing.TB) *Sequential {
	t.Helper()
	s, err := NewSequential(Shape{8, 8, 1}, 777, copies(n.layers)...)
	if err == nil {
		err = s.Compile(copyOf(n.optimizer), n.loss, Accuracy)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (n *recordedNetwork) options(from, to int) FitOptions {
	o := FitOptions{InitialEpoch: from, Epochs: to, BatchSize: 50}
	if n.name != "tutorial" {
		o.GlobalClipNorm, o.Schedule = 1, schedules.WarmUp{Steps: 5, Then: schedules.CosineDecay{Steps: 40, Alpha: .1}}
	}
	return o
}

// The same settings and seed give the same weights to the bit: native scalar, native vectors and WebAssembly run this test
// and must all find the recorded hashes.
func TestSameWeightsEverywhere(t *testing.T) {
	data := goldenBatches(t)
	for _, n := range recordedNetworks {
		t.Run(n.name, func(t *testing.T) {
			s := n.build(t)
			history, err := s.Fit(data, n.options(0, 5))
			if err != nil {
				t.Fatal(err)
			}
			if got := weightsHash(s); got != n.hash {
				t.Errorf("the weights after five epochs have the hash %s, want %s", got, n.hash)
			}
			if first, last := history.Training[0].Loss, history.Training[4].Loss; !(last < first) {
				t.Errorf("the loss goes from %v to %v", first, last)
			}
		})
	}
}

func TestResumeGivesTheSameWeights(t *testing.T) {
	data := goldenBatches(t).Slice(0, 130) // the last batch is short
	whole := tutorialNetwork(t, 5)
	if _, err := whole.Fit(data, FitOptions{Epochs: 4, BatchSize: 50}); err != nil {
		t.Fatal(err)
	}
	first, second := tutorialNetwork(t, 5), tutorialNetwork(t, 5)
	if _, err := first.Fit(data, FitOptions{Epochs: 2, BatchSize: 50}); err != nil {
		t.Fatal(err)
	}
	for i, p := range first.Params() {
		copy(second.Params()[i].Value.Data, p.Value.Data)
	}
	for i, p := range first.OptimizerState() {
		copy(second.OptimizerState()[i].Value.Data, p.Value.Data)
	}
	if _, err := second.Predict(data.X); err != nil { // a prediction in between changes nothing
		t.Fatal(err)
	}
	if _, err := second.Fit(data, FitOptions{InitialEpoch: 2, Epochs: 4, BatchSize: 50}); err != nil {
		t.Fatal(err)
	}
	if got, want := weightsHash(second), weightsHash(whole); got != want {
		t.Errorf("resumed %s, in one go %s", got, want)
	}
}

// A sample's output does not depend on the batch's other samples or on the padding.
func TestPredictionsDoNotDependOnTheBatch(t *testing.T) {
	s, data := tutorialNetwork(t, 1), goldenBatches(t)
	all, err := s.Predict(data.X)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{0, 7, 63, 64, 499} {
		one, err := s.Predict(data.Slice(i, i+1).X)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(one.Data, all.Data[i*10:i*10+10]) {
			t.Errorf("sample %d alone gives %v, among 500 %v", i, one.Data, all.Data[i*10:i*10+10])
		}
		var sum float64
		for _, p := range one.Data {
			sum += float64(p)
		}
		if math.Abs(sum-1) > 1e-6 {
			t.Errorf("the probabilities of sample %d add to %v", i, sum)
		}
	}
}

func TestEvaluateIsWhatFitMinimises(t *testing.T) {
	s, data := tutorialNetwork(t, 1), goldenBatches(t)
	before, err := s.Evaluate(data)
	if err != nil {
		t.Fatal(err)
	}
	history, err := s.Fit(data, FitOptions{Epochs: 30, BatchSize: 50, Validation: data})
	if err != nil {
		t.Fatal(err)
	}
	after := history.Validation[29]
	if len(history.Training) != 30 || len(history.Validation) != 30 {
		t.Errorf("%d and %d epochs of history, want 30", len(history.Training), len(history.Validation))
	}
	if before.Loss < 1 || before.Accuracy > .4 || after.Loss > .1 || after.Accuracy < .97 {
		t.Errorf("from %+v to %+v", before, after)
	}
	if last := history.Training[29]; last.Loss < after.Loss/2 || last.Loss > after.Loss*3 {
		t.Errorf("training ends at %+v where the same data evaluate to %+v", last, after)
	}
}

func TestStepsAllocateNothing(t *testing.T) {
	data := goldenBatches(t)
	for name, s := range allocationCases(t) {
		d := data
		d.X = &Tensor{Shape: append(Shape{500}, s.in...), Data: make([]float32, 500*s.in.Size())}
		for i := range d.X.Data {
			d.X.Data[i] = data.X.Data[i%len(data.X.Data)] / 16
		}
		d = d.Slice(0, 120) // the last batch is short
		options := FitOptions{BatchSize: 50, GlobalClipNorm: 1, Schedule: schedules.WarmUp{Steps: 10, Then: schedules.CosineDecay{Steps: 100, Alpha: .1}}}
		run := func(epochs int) float64 {
			options.Epochs = epochs
			return testing.AllocsPerRun(1, func() {
				for _, err := range s.Steps(d, options) {
					if err != nil {
						t.Fatal(name, err)
					}
				}
			})
		}
		for options.MicroBatches = range 3 {
			run(1)
			// The runtime's own allocations count too, now and then one; one for each epoch would be 19 more.
			if one, many := run(1), run(20); many >= one+19 {
				t.Errorf("%s, %d micro-batches: %v allocations in an epoch, %v in twenty: the loop allocates", name, options.MicroBatches, one, many)
			}
		}
	}
}

// allocationCases are networks around each layer, and with each optimiser and loss.
func allocationCases(t *testing.T) map[string]*Sequential {
	compile := func(in Shape, o Optimizer, l Loss, layers ...Layer) *Sequential {
		s, err := NewSequential(in, 1, layers...)
		if err == nil {
			err = s.Compile(o, l, Accuracy)
		}
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	cases := map[string]*Sequential{"tutorial": tutorialNetwork(t, 1)}
	for _, c := range layerCases {
		if _, pair := c.l.(*layerPair); !pair {
			cases[fmt.Sprintf("%s %s", c.golden, c.l.Kind())] = compile(c.in, &SGD{LearningRate: 1e-6}, &CategoricalCrossentropy{},
				copyOf(c.l), &Flatten{}, &Dense{Units: 10, Activation: Softmax, KernelL2: .01})
		}
	}
	for _, o := range optimizers() {
		cases[fmt.Sprintf("%T", o)] = compile(Shape{8, 8, 1}, o, &MeanSquaredError{}, &Flatten{}, &Dense{Units: 10, Activation: Softmax})
	}
	return cases
}

func optimizers() []Optimizer {
	return []Optimizer{&SGD{}, &SGD{Momentum: .9, Nesterov: true}, &RMSprop{}, &Adagrad{}, &Adam{}, &AdamW{}, &Nadam{}}
}

func TestSummary(t *testing.T) {
	want := `Layer           Output   Parameters   Multiply-adds
conv2d          6×6×10   100          3240
max_pooling2d   3×3×10   0            0
flatten         90       0            0
dense           50       4550         4500
dense_1         10       510          500
total                    5160         8240
trainable                5160
non-trainable            0
`
	if got := tutorialNetwork(t, 1).Summary(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestWrongArchitectures(t *testing.T) {
	image := Shape{8, 8, 1}
	twice := &Flatten{}
	for _, test := range []struct {
		in     Shape
		layers []Layer
		want   string
	}{
		{image, []Layer{&Conv2D{Filters: 1, KernelSize: [2]int{9, 9}}},
			"nn32: layer 0 (conv2d): kernel 9×9 is larger than its input 8×8; make it smaller or use padding Same"},
		{image, []Layer{&Conv2D{Filters: 1, KernelSize: [2]int{3, 3}}, &MaxPooling2D{PoolSize: [2]int{7, 7}}},
			"nn32: layer 1 (max_pooling2d): pool 7×7 is larger than its input 6×6; make it smaller or use padding Same"},
		{image, []Layer{&Dense{Units: 10}}, "nn32: layer 0 (dense): input 8×8×1 is not a vector; put a Flatten before it"},
		{image, []Layer{&Flatten{}, &Conv2D{Filters: 1, KernelSize: [2]int{1, 1}}},
			"nn32: layer 1 (conv2d): input 64 is not height×width×channels"},
		{image, []Layer{&Conv2D{KernelSize: [2]int{3, 3}}}, "nn32: layer 0 (conv2d): the number of Filters must be at least 1"},
		{image, []Layer{&Conv2D{Filters: 1}}, "nn32: layer 0 (conv2d): kernel 0×0 must be at least 1×1"},
		{image, []Layer{&Conv2D{Filters: 1, KernelSize: [2]int{3, 3}, Strides: [2]int{-1, 1}}},
			"nn32: layer 0 (conv2d): strides -1×1 must be at least 1×1"},
		{image, []Layer{&Flatten{}, &Dense{}}, "nn32: layer 1 (dense): the number of Units must be at least 1"},
		{image, []Layer{twice, twice}, "nn32: layer 1 (flatten) is in the network twice; make a second one"},
		{image, []Layer{nil}, "nn32: layer 0 is nil"},
		{image, nil, "nn32: a network needs 1 to 1024 layers, not 0"},
		{Shape{8, 0}, []Layer{&Flatten{}}, "nn32: the input's shape 8×0 needs at least one axis, and 1 or more along each"},
		{Shape{1 << 13, 1 << 13}, []Layer{&Flatten{}}, "nn32: the input's shape 8192×8192 has more than 4194304 elements"},
	} {
		if _, err := NewSequential(test.in, 1, test.layers...); err == nil || err.Error() != test.want {
			t.Errorf("got  %v\nwant %s", err, test.want)
		}
	}
}

func TestWrongUse(t *testing.T) {
	data := goldenBatches(t).Slice(0, 10)
	fresh, err := NewSequential(Shape{8, 8, 1}, 1, &Flatten{}, &Dense{Units: 10})
	if err != nil {
		t.Fatal(err)
	}
	s := tutorialNetwork(t, 1)
	fit := func(s *Sequential, d Data, o FitOptions) error { _, err := s.Fit(d, o); return err }
	bad := data.Take([]int{0, 1})
	bad.Labels[1] = 10
	for want, err := range map[string]error{
		"call Compile first":                    fit(fresh, data, FitOptions{Epochs: 1}),
		"end the network in a softmax or set":   fresh.Compile(&Adam{}, &CategoricalCrossentropy{}),
		"needs an optimizer and a loss":         fresh.Compile(nil, nil),
		"label 10 of sample 1 is not one of":    fit(s, bad, FitOptions{Epochs: 1}),
		"2 samples have 1 labels":               fit(s, Data{X: bad.X, Labels: bad.Labels[:1]}, FitOptions{Epochs: 1}),
		"samples are 64, the network takes 8×8": fit(s, Data{X: NewTensor(1, 64), Labels: []int{0}}, FitOptions{Epochs: 1}),
		"no samples":                            fit(s, Data{}, FitOptions{Epochs: 1}),
		"BatchSize -1 must be at least 1":       fit(s, data, FitOptions{Epochs: 1, BatchSize: -1}),
		"Epochs 1 must be at least":             fit(s, data, FitOptions{Epochs: 1, InitialEpoch: 2}),
		"Beta1 2 must be from 0 to below 1":     s.Compile(&Adam{Beta1: 2}, &CategoricalCrossentropy{}),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want …%s…", err, want)
		}
	}
}

func TestDivergenceIsAnError(t *testing.T) {
	s, data := tutorialNetwork(t, 1), goldenBatches(t)
	s.optimizer.(*Adam).SetLearningRate(1e30)
	_, err := s.Fit(data, FitOptions{Epochs: 5, BatchSize: 50})
	if err == nil || !strings.Contains(err.Error(), "of epoch 1; try a lower learning rate") {
		t.Errorf("got %v, want an error that names the epoch and a remedy", err)
	}
}

// All logits equal, features constant, one sample: nothing divides by zero.
func TestDegenerateData(t *testing.T) {
	s := tutorialNetwork(t, 1)
	for _, p := range s.Params() {
		clear(p.Value.Data)
	}
	data := Data{X: NewTensor(1, 8, 8, 1), Labels: []int{3}}
	got, err := s.Evaluate(data)
	if err != nil || math.Abs(float64(got.Loss)-math.Log(10)) > 1e-6 {
		t.Errorf("ten equal logits give %+v, %v; want the loss log 10", got, err)
	}
	if _, err := s.Fit(data, FitOptions{Epochs: 3, BatchSize: 1}); err != nil {
		t.Error(err)
	}
}

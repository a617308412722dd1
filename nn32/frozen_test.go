package nn32

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// frozenNetwork returns a network with each layer that has parameters, the first ones frozen.
func frozenNetwork(t *testing.T, frozen bool, o Optimizer) *Sequential {
	t.Helper()
	s, err := NewSequential(Shape{8, 8, 1}, 5,
		&Conv2D{Filters: 4, KernelSize: [2]int{3, 3}, Activation: SiLU, KernelL2: .01, Frozen: frozen},
		&BatchNormalization{Frozen: frozen},
		&MaxPooling2D{PoolSize: [2]int{2, 2}},
		&Flatten{},
		&Dense{Units: 12, Activation: ReLU, KernelL2: .01, Frozen: frozen},
		&Dense{Units: 10, Activation: Softmax, KernelL2: .01})
	if err == nil {
		err = s.Compile(o, &CategoricalCrossentropy{}, Accuracy)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// values returns copies of the parameters' values.
func values(params []*Param) (all [][]float32) {
	for _, p := range params {
		all = append(all, slices.Clone(p.Value.Data))
	}
	return all
}

// Training changes no bit of what is frozen, whatever else moves weights: momentum, weight decay, L2, clipping. What is not frozen is
// trained.
func TestFrozenParametersKeepTheirBits(t *testing.T) {
	data := goldenBatches(t).Slice(0, 100)
	for _, o := range append(optimizers(), &AdamW{WeightDecay: .5}) {
		s := frozenNetwork(t, true, o)
		before := values(s.Params())
		for _, micro := range []int{1, 3} {
			if _, err := s.Fit(data, FitOptions{Epochs: 3, BatchSize: 30, GlobalClipNorm: .1, MicroBatches: micro}); err != nil {
				t.Fatal(err)
			}
		}
		for i, p := range s.Params() {
			if frozen := !strings.HasPrefix(p.Name, "dense_1/"); slices.Equal(p.Value.Data, before[i]) != frozen {
				t.Errorf("%T: %s, frozen: %v, has changed otherwise", o, p.Name, frozen)
			}
		}
		if n := len(s.OptimizerState()); n > 5 {
			t.Errorf("%T has %d states for two parameters", o, n)
		}
	}
}

// Where nothing before it is trained, a layer has the gradients that it would have if all were.
func TestFreezingChangesNoOtherGradient(t *testing.T) {
	data := goldenBatches(t).Slice(0, 40)
	var gradients [2][]float32
	for i, frozen := range []bool{false, true} {
		s, err := NewSequential(Shape{8, 8, 1}, 5, &Conv2D{Filters: 4, KernelSize: [2]int{3, 3}, Activation: Tanh, Frozen: frozen}, &Flatten{},
			&Dense{Units: 10, Activation: Softmax})
		if err == nil {
			err = s.Compile(&SGD{}, &CategoricalCrossentropy{})
		}
		if err == nil {
			_, err = s.Fit(data, FitOptions{Epochs: 1, BatchSize: 40})
		}
		if err != nil {
			t.Fatal(err)
		}
		gradients[i] = s.Params()[2].Grad.Data
	}
	if !slices.Equal(gradients[0], gradients[1]) {
		t.Error("the gradients of the last layer differ")
	}
}

// Frozen takes effect at the next Compile, in both directions. A parameter alone is frozen by its Trainable.
func TestFreezingAndThawing(t *testing.T) {
	data := goldenBatches(t).Slice(0, 50)
	s := frozenNetwork(t, false, &SGD{})
	fit := func() {
		t.Helper()
		if err := s.Compile(&SGD{}, &CategoricalCrossentropy{}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Fit(data, FitOptions{Epochs: 1}); err != nil {
			t.Fatal(err)
		}
	}
	conv, normalization := s.Layers()[0].(*Conv2D), s.Layers()[1].(*BatchNormalization)
	for _, frozen := range []bool{true, false, true} {
		conv.Frozen, normalization.Frozen = frozen, frozen
		before := values(s.Params()[:6])
		fit()
		for i, p := range s.Params()[:6] {
			if slices.Equal(before[i], p.Value.Data) != frozen {
				t.Errorf("frozen: %v; %s has changed otherwise", frozen, p.Name)
			}
		}
	}
	bias := s.Params()[len(s.Params())-1]
	bias.Trainable = false
	before := slices.Clone(bias.Value.Data)
	fit()
	if !slices.Equal(before, bias.Value.Data) {
		t.Errorf("%s has changed", bias.Name)
	}
	for _, p := range s.Params() {
		p.Trainable = false
	}
	weights := values(s.Params())
	fit() // nothing is trained, which is no mistake
	if !slices.EqualFunc(values(s.Params()), weights, slices.Equal) {
		t.Error("a network without trainable parameters has changed")
	}
}

func TestSummaryOfAFrozenNetwork(t *testing.T) {
	want := `Layer                 Output   Parameters   Multiply-adds
conv2d                6×6×4    40           1296
batch_normalization   6×6×4    16           0
max_pooling2d         3×3×4    0            0
flatten               36       0            0
dense                 12       444          432
dense_1               10       130          120
total                          630          1848
trainable                      130
non-trainable                  500
`
	if got := frozenNetwork(t, true, &SGD{}).Summary(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if infos := frozenNetwork(t, false, &SGD{}).LayerInfos(); infos[1].Trainable != 8 || infos[0].Trainable != 40 {
		t.Errorf("%+v", infos[:2])
	}
	same, err := NewSequential(Shape{5, 5, 2}, 1, &Conv2D{Filters: 3, KernelSize: [2]int{3, 3}, Padding: Same, NoBias: true})
	if err != nil {
		t.Fatal(err)
	}
	// Of the 25 places 9 have all of the window, 12 lose a row or column, 4 lose both.
	if got, want := same.LayerInfos()[0], (9*9+12*6+4*4)*2*3; got.MultiplyAdds != want || got.Params != 54 {
		t.Errorf("%+v, want %d multiply-adds", got, want)
	}
}

func TestClone(t *testing.T) {
	data := goldenBatches(t).Slice(0, 60)
	s := frozenNetwork(t, true, &Adam{})
	if _, err := s.Fit(data, FitOptions{Epochs: 2}); err != nil {
		t.Fatal(err)
	}
	clone, err := s.Clone()
	if err != nil {
		t.Fatal(err)
	}
	want, err := s.Predict(data.X)
	if err != nil {
		t.Fatal(err)
	}
	before := values(s.Params())
	if got, err := clone.Predict(data.X); err != nil || !slices.Equal(got.Data, want.Data) {
		t.Errorf("the clone predicts otherwise, %v", err)
	}
	if clone.Seed() != s.Seed() || clone.OptimizerState() != nil || !clone.Layers()[0].(*Conv2D).Frozen {
		t.Error("the clone has another seed, an optimiser, or other options")
	}
	if err := clone.Compile(&SGD{LearningRate: .1}, &CategoricalCrossentropy{}); err != nil {
		t.Fatal(err)
	}
	if _, err := clone.Fit(data, FitOptions{Epochs: 2}); err != nil {
		t.Fatal(err)
	}
	for i, p := range s.Params() {
		if !slices.Equal(p.Value.Data, before[i]) {
			t.Errorf("training the clone has changed %s", p.Name)
		}
	}
	for _, c := range layerCases {
		s, err := NewSequential(c.in, 3, copyOf(c.l))
		if err != nil {
			t.Fatal(err)
		}
		clone, err := s.Clone()
		if _, pair := c.l.(*layerPair); pair {
			wantError(t, "a layer of another library", "has no method Clone() Layer", err)
		} else if err != nil || clone.Summary() != s.Summary() {
			t.Errorf("%s: %v", c.l.Kind(), err)
		}
	}
}

func TestSetWeights(t *testing.T) {
	s := tutorialNetwork(t, 1)
	other := tutorialNetwork(t, 2)
	all := func() map[string]*Tensor {
		m := map[string]*Tensor{}
		for _, p := range other.Params() {
			m[p.Name] = p.Value
		}
		return m
	}
	before := weightsHash(s)
	for _, test := range []struct {
		change func(m map[string]*Tensor)
		layers []string
		want   string
	}{
		{func(m map[string]*Tensor) { delete(m, "dense/kernel") }, nil, "there is no dense/kernel; the network has one of 90×50"},
		{func(m map[string]*Tensor) { m["dense/bias"] = NewTensor(3) }, nil, "dense/bias is 3 with 3 elements; the network's is 50"},
		{func(m map[string]*Tensor) { m["dense/bias"] = nil }, nil, "there is no dense/bias"},
		{func(m map[string]*Tensor) { m["a"], m["b"] = NewTensor(3), NewTensor(3) }, nil, "the network has no a"},
		{func(m map[string]*Tensor) { m["dense_1/bias"] = &Tensor{Shape: Shape{10}} }, nil, "dense_1/bias is 10 with 0 elements"},
		{func(m map[string]*Tensor) {
			m["dense_1/bias"] = NewTensor(10)
			m["dense_1/bias"].Data[2] = float32(math.NaN())
		}, nil, "dense_1/bias has NaN at element 2"},
		{func(map[string]*Tensor) {}, []string{"conv2d", "dance"}, "the network has no layer dance"},
		{func(m map[string]*Tensor) { delete(m, "conv2d/bias") }, []string{"dense", "conv2d"}, "there is no conv2d/bias"},
	} {
		m := all()
		test.change(m)
		wantError(t, "SetWeights", test.want, s.SetWeights(m, test.layers...))
		if weightsHash(s) != before {
			t.Fatalf("%s: the weights have changed", test.want)
		}
	}
	m := all()
	m["dense_1/kernel"] = NewTensor(1) // of a layer that is not asked for
	if err := s.SetWeights(m, "conv2d", "dense"); err != nil {
		t.Fatal(err)
	}
	for i, p := range s.Params() {
		if same := slices.Equal(p.Value.Data, other.Params()[i].Value.Data); same != !strings.HasPrefix(p.Name, "dense_1/kernel") {
			t.Errorf("%s is the other's: %v", p.Name, same)
		}
	}
	if err := s.SetWeights(all()); err != nil || !slices.EqualFunc(values(s.Params()), values(other.Params()), slices.Equal) {
		t.Errorf("not all weights are set: %v", err)
	}
}

package inside

import (
	"math"
	"os"
	"slices"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
)

// networks together have every layer, function, optimiser and loss. Each call makes new ones.
func networks() map[string]network {
	softmax := &nn32.Dense{Units: 10, Activation: nn32.Softmax}
	return map[string]network{
		"tutorial": {&nn32.Adam{}, &nn32.CategoricalCrossentropy{}, nn32.FitOptions{}, tutorial()},
		"convolutions": {&nn32.AdamW{}, &nn32.CategoricalCrossentropy{LabelSmoothing: .1}, nn32.FitOptions{GlobalClipNorm: 1}, []nn32.Layer{
			&nn32.Conv2D{Filters: 6, KernelSize: [2]int{3, 3}, Padding: nn32.Same, NoBias: true}, &nn32.BatchNormalization{},
			&nn32.Activation{Function: nn32.ReLU}, &nn32.AveragePooling2D{PoolSize: [2]int{2, 2}},
			&nn32.Conv2D{Filters: 12, KernelSize: [2]int{3, 3}, Strides: [2]int{1, 2}, Padding: nn32.Same, Activation: nn32.SiLU},
			&nn32.GlobalAveragePooling2D{}, &nn32.Dropout{Rate: .2}, &nn32.Dense{Units: 10, Activation: nn32.Softmax, KernelL2: 1e-3}}},
		"vectors": {&nn32.Nadam{}, &nn32.SparseCategoricalCrossentropy{FromLogits: true}, nn32.FitOptions{}, []nn32.Layer{
			&nn32.Flatten{}, &nn32.Dense{Units: 30, Activation: nn32.GELU}, &nn32.BatchNormalization{},
			&nn32.Dense{Units: 20, Activation: nn32.Tanh}, &nn32.Dense{Units: 20, Activation: nn32.Sigmoid}, &nn32.Dense{Units: 10}}},
		"squares": {&nn32.RMSprop{Momentum: .5}, &nn32.MeanSquaredError{}, nn32.FitOptions{}, []nn32.Layer{
			&nn32.Flatten{}, &nn32.Dense{Units: 30, Activation: nn32.LeakyReLU}, &nn32.Dense{Units: 20, Activation: nn32.ELU}, softmax}},
		"momentum": {&nn32.SGD{Momentum: .9, Nesterov: true}, &nn32.CategoricalCrossentropy{}, nn32.FitOptions{}, []nn32.Layer{
			&nn32.Flatten{}, &nn32.Dense{Units: 10}, &nn32.Activation{Function: nn32.Softmax}}},
		"plain": {&nn32.SGD{}, &nn32.CategoricalCrossentropy{}, nn32.FitOptions{}, []nn32.Layer{&nn32.Flatten{}, softmax}},
		"adagrad": {&nn32.Adagrad{}, &nn32.CategoricalCrossentropy{}, nn32.FitOptions{}, []nn32.Layer{
			&nn32.Flatten{}, &nn32.Dense{Units: 20, Frozen: true}, softmax}},
	}
}

func tutorial() []nn32.Layer {
	return []nn32.Layer{&nn32.Conv2D{Filters: 10, KernelSize: [2]int{3, 3}, Activation: nn32.ReLU}, &nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Flatten{}, &nn32.Dense{Units: 50, Activation: nn32.ReLU}, &nn32.Dense{Units: 10, Activation: nn32.Softmax}}
}

type network struct {
	optimizer nn32.Optimizer
	loss      nn32.Loss
	options   nn32.FitOptions
	layers    []nn32.Layer
}

// build returns the network, untrained.
func (n network) build(t testing.TB) *nn32.Sequential {
	t.Helper()
	s, err := nn32.NewSequential(nn32.Shape{8, 8, 1}, 777, n.layers...)
	if err == nil {
		err = s.Compile(n.optimizer, n.loss, nn32.Accuracy)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// epochs returns the options to train the epochs after from, up to to.
func (n network) epochs(from, to int) nn32.FitOptions {
	o := n.options
	o.InitialEpoch, o.Epochs, o.BatchSize = from, to, 50
	return o
}

// trained returns a network after an epoch on the digits.
func trained(t testing.TB, name string, data nn32.Data) (*nn32.Sequential, network) {
	t.Helper()
	n := networks()[name]
	s := n.build(t)
	if _, err := s.Fit(data, n.epochs(0, 1)); err != nil {
		t.Fatal(name, err)
	}
	return s, n
}

// digits returns some of the tutorial's digits, scaled to 0..1.
func digits(t testing.TB) nn32.Data {
	t.Helper()
	f, err := os.Open("../../static/data/digits.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := datasets.ReadDigits(f)
	if err != nil {
		t.Fatal(err)
	}
	some := all.Slice(0, 200)
	x := nn32.NewTensor(some.X.Shape...)
	for i, v := range some.X.Data {
		x.Data[i] = v / 16
	}
	return nn32.Data{X: x, Labels: some.Labels}
}

// For each element of each layer of networks of every kind: the terms of a sum, added up, are the sum to the bit, and what the layer makes
// of the sum, or of the values of its window, is the element that Trace gives.
func TestTerms(t *testing.T) {
	data := digits(t)
	x := data.Slice(7, 8).X
	kinds := map[string]bool{}
	for name := range networks() {
		s, _ := trained(t, name, data)
		for layer, info := range s.LayerInfos() {
			kinds[s.Layers()[layer].Kind()] = true
			for element := range info.Output.Size() {
				terms, err := TermsOf(s, x, layer, element)
				if err != nil {
					t.Fatal(name, info.Name, err)
				}
				outputs, err := s.Trace(x)
				if err != nil {
					t.Fatal(err)
				}
				if out := outputs[layer].Data[element]; terms.Output != out {
					t.Fatalf("%s, %s: element %d is %v, its terms say %v", name, info.Name, element, out, terms.Output)
				}
				in := x.Values()
				if layer > 0 {
					in = outputs[layer-1].Data
				}
				for i, at := range terms.Inputs {
					if terms.Values[i] != in[at] {
						t.Fatalf("%s, %s: value %d is %v, the input is %v", name, info.Name, i, terms.Values[i], in[at])
					}
				}
				checkTerms(t, s, layer, terms)
			}
		}
	}
	if len(kinds) < 9 {
		t.Errorf("the networks have only %v", kinds)
	}
}

// checkTerms computes the element from its terms.
func checkTerms(t *testing.T, s *nn32.Sequential, layer int, terms *Terms) {
	t.Helper()
	want, what := terms.Values[0], s.LayerInfos()[layer].Name
	function := nn32.Linear
	switch l := s.Layers()[layer].(type) {
	case *nn32.Conv2D:
		want, function = terms.sum(), l.Activation
	case *nn32.Dense:
		want, function = terms.sum(), l.Activation
	case *nn32.MaxPooling2D:
		want = slices.Max(terms.Values)
		if terms.Values[terms.Winner] != want {
			t.Fatalf("%s: the winner is %v of %v", what, terms.Values[terms.Winner], terms.Values)
		}
	case *nn32.AveragePooling2D, *nn32.GlobalAveragePooling2D:
		want = 0
		for _, v := range terms.Values {
			want += v
		}
		want = float32(want * (1 / float32(len(terms.Values))))
	case *nn32.BatchNormalization:
		want = float32((terms.Values[0]-terms.Mean)*terms.Scale) + terms.Shift
	case *nn32.Activation:
		function = l.Function
	}
	if function != nn32.ReLU && want != terms.Sum {
		t.Fatalf("%s: the terms add up to %v, the sum is %v", what, want, terms.Sum)
	}
	switch function {
	case nn32.Linear:
	case nn32.ReLU:
		want = max(want, 0)
	case nn32.Softmax:
		var all float64
		for _, v := range terms.Logits {
			all += math.Exp(float64(v - terms.Logits[terms.Logit]))
		}
		if terms.Logits[terms.Logit] != terms.Sum || math.Abs(1/all-float64(terms.Output)) > 1e-6 {
			t.Fatalf("%s: %v of %v is the share %v, not %v", what, terms.Sum, terms.Logits, 1/all, terms.Output)
		}
		return
	default: // the function itself has tests of its own
		return
	}
	if want != terms.Output {
		t.Fatalf("%s: the terms give %v, the element is %v", what, want, terms.Output)
	}
}

// sum adds the products up as a reader does.
func (t *Terms) sum() float32 {
	sum := t.Bias
	for i, w := range t.Weights {
		sum += float32(w * t.Values[i])
	}
	return sum
}

func TestTermsRefuses(t *testing.T) {
	s, x := networks()["tutorial"].build(t), digits(t).Slice(0, 1).X
	for _, c := range []struct{ layer, element int }{{-1, 0}, {5, 0}, {0, -1}, {0, 360}, {4, 10}} {
		if got, err := TermsOf(s, x, c.layer, c.element); err == nil {
			t.Errorf("%v: %v", c, got)
		}
	}
	if got, err := TermsOf(s, nn32.NewTensor(1, 9, 9, 1), 0, 0); err == nil {
		t.Errorf("another shape: %v", got)
	}
}

package nn32

import (
	"math"
	"slices"
	"testing"
)

// For each element of each layer of networks of every kind: the terms of a sum, added up, are the sum to the bit, and what the layer makes
// of the sum, or of the values of its window, is the element that Trace gives.
func TestTerms(t *testing.T) {
	data := goldenBatches(t)
	x := data.Slice(7, 8).X
	kinds := map[string]bool{}
	for _, n := range recordedNetworks {
		s := n.trained(t, data)
		for layer, info := range s.LayerInfos() {
			kinds[s.Layers()[layer].Kind()] = true
			for element := range info.Output.Size() {
				terms, err := s.Terms(x, layer, element)
				if err != nil {
					t.Fatal(n.name, info.Name, err)
				}
				outputs, err := s.Trace(x)
				if err != nil {
					t.Fatal(err)
				}
				if out := outputs[layer].Data[element]; terms.Output != out {
					t.Fatalf("%s, %s: element %d is %v, its terms say %v", n.name, info.Name, element, out, terms.Output)
				}
				in := x.Values()
				if layer > 0 {
					in = outputs[layer-1].Data
				}
				for i, at := range terms.Inputs {
					if terms.Values[i] != in[at] {
						t.Fatalf("%s, %s: value %d is %v, the input is %v", n.name, info.Name, i, terms.Values[i], in[at])
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
func checkTerms(t *testing.T, s *Sequential, layer int, terms *Terms) {
	t.Helper()
	want, what := terms.Values[0], s.LayerInfos()[layer].Name
	function := Linear
	switch l := s.Layers()[layer].(type) {
	case *Conv2D:
		want, function = terms.sum(), l.Activation
	case *Dense:
		want, function = terms.sum(), l.Activation
	case *MaxPooling2D:
		want = slices.Max(terms.Values)
		if terms.Values[terms.Winner] != want {
			t.Fatalf("%s: the winner is %v of %v", what, terms.Values[terms.Winner], terms.Values)
		}
	case *AveragePooling2D, *GlobalAveragePooling2D:
		want = 0
		for _, v := range terms.Values {
			want += v
		}
		want = float32(want * (1 / float32(len(terms.Values))))
	case *BatchNormalization:
		want = float32((terms.Values[0]-terms.Mean)*terms.Scale) + terms.Shift
	case *Activation:
		function = l.Function
	}
	if function != ReLU && want != terms.Sum {
		t.Fatalf("%s: the terms add up to %v, the sum is %v", what, want, terms.Sum)
	}
	switch function {
	case Linear:
	case ReLU:
		want = max(want, 0)
	case Softmax:
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
	s, x := tutorialNetwork(t, 1), goldenBatches(t).Slice(0, 1).X
	for _, c := range []struct{ layer, element int }{{-1, 0}, {5, 0}, {0, -1}, {0, 360}, {4, 10}} {
		if got, err := s.Terms(x, c.layer, c.element); err == nil {
			t.Errorf("%v: %v", c, got)
		}
	}
	if got, err := s.Terms(NewTensor(1, 9, 9, 1), 0, 0); err == nil {
		t.Errorf("another shape: %v", got)
	}
}

package inside

import (
	"math"
	"slices"
	"testing"

	"digitlab/nn32"
)

// Two pixels of 2 and -3 go through weights of 1 and -1 and a ReLU: 2, 0, 0, 3. The sum of these times 1, 2, -4, -5 is what is projected.
func TestProjectionsByHand(t *testing.T) {
	s, err := nn32.NewSequential(nn32.Shape{1, 2, 1}, 1, &nn32.Conv2D{Filters: 2, KernelSize: [2]int{1, 1}, Activation: nn32.ReLU},
		&nn32.Flatten{}, &nn32.Dense{Units: 1})
	if err != nil {
		t.Fatal(err)
	}
	copy(s.Params()[0].Value.Data, []float32{1, -1})
	copy(s.Params()[2].Value.Data, []float32{1, 2, -4, -5})
	p, err := NewPath(s, 2, 0)
	if err != nil {
		t.Fatal(err)
	}
	got := p.Project([]float32{2, -3})
	if got.Value != -13 || got.At != 0 || !slices.Equal(got.Gradient, []float32{1, 5}) || !slices.Equal(got.Guided, []float32{1, 0}) ||
		!slices.Equal(got.Deconvnet, []float32{-1, 0}) {
		t.Errorf("%+v", got)
	}
}

// For a unit of each layer of networks of every kind, the projections are those that the arithmetic of each element gives.
func TestProjections(t *testing.T) {
	data := digits(t)
	x := data.Slice(7, 8).X
	for name := range networks() {
		s, _ := trained(t, name, data)
		differ := false
		for layer, info := range s.LayerInfos() {
			units := info.Output[len(info.Output)-1]
			p, err := NewPath(s, layer, units/2)
			if err != nil {
				t.Fatal(name, err)
			}
			got := p.Project(x.Values())
			again := make([]float32, len(got.Gradient))
			if value := p.Gradient(x.Values(), again); value != got.Value || !slices.Equal(again, got.Gradient) {
				t.Errorf("%s: layer %d has another gradient by itself", name, layer)
			}
			if e := p.Extremes(x)[0]; e.MostAt != got.At || e.Most != got.Value {
				t.Errorf("%s: layer %d has its largest value %v at %d, want %+v", name, layer, got.Value, got.At, e)
			}
			for lane, picture := range [][]float32{got.Gradient, got.Guided, got.Deconvnet} {
				near(t, name, picture, projected(t, s, x, layer, got.At*units+units/2, lane), 1e-4)
			}
			differ = differ || !slices.Equal(got.Gradient, got.Guided) && !slices.Equal(got.Guided, got.Deconvnet)
		}
		if rectified := name == "tutorial" || name == "convolutions"; differ != rectified && name != "adagrad" {
			t.Errorf("%s: the three differ: %v", name, differ)
		}
	}
}

// projected projects an element back, element by element, as its lane does.
func projected(t *testing.T, s *nn32.Sequential, x *nn32.Tensor, layer, element, lane int) []float32 {
	t.Helper()
	dy := map[int]float32{element: 1}
	for at := layer; at >= 0; at-- {
		channels := s.LayerInfos()[at].Output[len(s.LayerInfos()[at].Output)-1]
		dx := map[int]float32{}
		for e, d := range dy {
			terms, err := TermsOf(s, x, at, e)
			if err != nil {
				t.Fatal(err)
			}
			function, weights := nn32.Linear, terms.Weights
			switch l := s.Layers()[at].(type) {
			case *nn32.Conv2D:
				function = l.Activation
			case *nn32.Dense:
				function = l.Activation
			case *nn32.Activation:
				if function = l.Function; function == nn32.Softmax {
					for i, logit := range softmaxOf(terms.Logits) {
						own := float32(0)
						if i == terms.Logit {
							own = 1
						}
						dx[e-e%channels+i] += d * terms.Output * (own - logit)
					}
					continue
				}
			case *nn32.MaxPooling2D:
				dx[terms.Inputs[terms.Winner]] += d
				continue
			case *nn32.AveragePooling2D, *nn32.GlobalAveragePooling2D:
				for _, input := range terms.Inputs {
					dx[input] += d / float32(len(terms.Inputs))
				}
				continue
			case *nn32.BatchNormalization:
				d *= terms.Scale
			}
			if _, sums := s.Layers()[at].(weighted); !sums || at < layer { // the unit's own sum is what is projected
				d *= slope(function, terms.Sum, d, lane)
			}
			for i, input := range terms.Inputs {
				if weights != nil {
					dx[input] += d * weights[i]
				} else {
					dx[input] += d
				}
			}
		}
		dy = dx
	}
	picture := make([]float32, len(x.Values()))
	for pixel, d := range dy {
		picture[pixel] = d
	}
	return picture
}

func softmaxOf(logits []float32) (shares []float32) {
	var all float64
	for _, v := range logits {
		all += math.Exp(float64(v))
	}
	for _, v := range logits {
		shares = append(shares, float32(math.Exp(float64(v))/all))
	}
	return shares
}

// slope is the factor by which d goes back through a function at v.
func slope(f nn32.ActivationFunction, v, d float32, lane int) float32 {
	x := float64(v)
	sigmoid := 1 / (1 + math.Exp(-x))
	switch f {
	case nn32.ReLU:
		if v > 0 && lane != deconvnetLane || lane == deconvnetLane {
			if d > 0 || lane == gradientLane {
				return 1
			}
		}
		return 0
	case nn32.LeakyReLU:
		if v < 0 {
			return .2
		}
	case nn32.ELU:
		if v < 0 {
			return float32(math.Exp(x))
		}
	case nn32.GELU:
		return float32((1+math.Erf(x/math.Sqrt2))/2 + x*math.Exp(-x*x/2)/math.Sqrt(2*math.Pi))
	case nn32.SiLU:
		return float32(sigmoid + x*sigmoid*(1-sigmoid))
	case nn32.Tanh:
		return float32(1 - math.Tanh(x)*math.Tanh(x))
	case nn32.Sigmoid:
		return float32(sigmoid * (1 - sigmoid))
	}
	return 1
}

// The gradients of the last layer's units, as strong as the loss demands each, add up to the gradient of the loss that a step of learning has.
func TestGradientsAreThoseOfTraining(t *testing.T) {
	data := digits(t)
	sample := data.Slice(7, 8)
	for _, name := range []string{"tutorial", "squares", "plain", "adagrad"} { // without what is another thing in training
		s, n := trained(t, name, data)
		step, err := TraceStep(s, sample, n.options, 2, 4)
		if err != nil {
			t.Fatal(err)
		}
		last := len(s.Layers()) - 1
		sum := make([]float32, 64)
		for unit, d := range step.SumGradients[last].Data {
			p, err := NewPath(s, last, unit)
			if err != nil {
				t.Fatal(err)
			}
			for pixel, g := range p.Project(sample.X.Values()).Gradient {
				sum[pixel] += d * g
			}
		}
		near(t, name, sum, step.Input.Data, 1e-5)
	}
}

// Weights that are no numbers, and a unit that nothing reaches, give pictures.
func TestProjectionsAtTheLimits(t *testing.T) {
	s, _ := trained(t, "tutorial", digits(t))
	x := digits(t).Slice(7, 8).X.Values()
	p, _ := NewPath(s, 3, 2)
	for i := range s.Params()[0].Value.Data {
		s.Params()[0].Value.Data[i] = 0
	}
	s.Params()[1].Value.Data = slices.Repeat([]float32{-1}, 10) // no ReLU of the maps is above 0 any more
	if got := p.Project(x); slices.ContainsFunc(got.Gradient, func(v float32) bool { return v != 0 }) {
		t.Errorf("through dead ReLUs comes %v", got.Gradient)
	}
	for _, param := range s.Params() {
		for i := range param.Value.Data {
			param.Value.Data[i] = float32(math.NaN())
		}
	}
	if got := p.Project(x); len(got.Deconvnet) != 64 || !math.IsNaN(float64(got.Value)) {
		t.Errorf("of no numbers it makes %+v", got)
	}
}

func BenchmarkProject(b *testing.B) {
	s, x := networks()["tutorial"].build(b), digits(b).Slice(0, 1).X.Values()
	p, _ := NewPath(s, 3, 2)
	for b.Loop() {
		p.Project(x)
	}
}

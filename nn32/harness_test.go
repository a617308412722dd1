package nn32

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"digitlab/nn32/internal/kernel"
)

// harness runs one layer alone, on samples with the batch first as a caller has them.
type harness struct {
	l  Layer
	x  *Tensor // (N, …)
	in *Tensor // (…, lanes)
	y  *Tensor
}

func newHarness(t *testing.T, l Layer, x *Tensor) *harness {
	t.Helper()
	if _, err := l.Build(x.Shape[1:], rand.New(rand.NewPCG(5, 6))); err != nil {
		t.Fatal(err)
	}
	return &harness{l: l, x: x, in: newBatchLast(x.Shape[1:])}
}

func (h *harness) forward() []float32 {
	n := h.x.Shape[0]
	h.in.setLanes(kernel.Pad(n))
	clear(h.in.Data)
	spread(h.in, h.x.Data, n)
	h.y = h.l.Forward(h.in, Mode{Training: true, Samples: n})
	return collect(h.y, n)
}

func (h *harness) backward(dy []float32) []float32 {
	n := h.x.Shape[0]
	d := &Tensor{Shape: append(Shape(nil), h.y.Shape...), Data: make([]float32, len(h.y.Data))}
	spread(d, dy, n)
	return collect(h.l.Backward(d, true), n)
}

// spread writes samples, batch first, into a tensor with the batch last; collect does the reverse.
func spread(to *Tensor, from []float32, n int) {
	size := len(from) / n
	for i, v := range from {
		to.Data[i%size*to.lanes()+i/size] = v
	}
}

func collect(from *Tensor, n int) []float32 {
	size := len(from.Data) / from.lanes()
	to := make([]float32, size*n)
	for i := range to {
		to[i] = from.Data[i%size*from.lanes()+i/size]
	}
	return to
}

// layerCases has one line for each layer. The test checks three things: the gradients equal numeric ones; output and gradients equal
// PyTorch's, for the golden case; and so do the losses of ten training steps.
var layerCases = []struct {
	golden string // empty: the layer is random or computes nothing
	in     Shape
	l      Layer
}{
	{"conv_valid", Shape{5, 6, 2}, &Conv2D{Filters: 5, KernelSize: [2]int{3, 2}}},
	{"conv_valid_strides", Shape{7, 5, 3}, &Conv2D{Filters: 4, KernelSize: [2]int{3, 3}, Strides: [2]int{2, 3}}},
	{"conv_same", Shape{5, 6, 1}, &Conv2D{Filters: 6, KernelSize: [2]int{3, 4}, Padding: Same}},
	{"conv_same_strides", Shape{6, 5, 2}, &Conv2D{Filters: 7, KernelSize: [2]int{5, 3}, Strides: [2]int{2, 2}, Padding: Same}},
	{"conv_tanh", Shape{4, 5, 2}, &layerPair{first: &Conv2D{Filters: 3, KernelSize: [2]int{2, 2}}, second: &Activation{Function: Tanh}}},
	{"conv_no_bias", Shape{5, 4, 2}, &Conv2D{Filters: 4, KernelSize: [2]int{2, 3}, NoBias: true}},
	{"", Shape{5, 4, 2}, &Conv2D{Filters: 4, KernelSize: [2]int{2, 3}, NoBias: true, Activation: ReLU}},
	{"", Shape{4, 4, 1}, &Conv2D{Filters: 1, KernelSize: [2]int{1, 1}, Strides: [2]int{3, 3}}},
	{"", Shape{5, 6, 1}, &Conv2D{Filters: 5, KernelSize: [2]int{2, 3}, Padding: Same, Activation: ReLU}},
	{"dense", Shape{7}, &Dense{Units: 9}},
	{"dense_no_bias", Shape{7}, &Dense{Units: 5, NoBias: true}},
	{"dense_gelu", Shape{4}, &layerPair{first: &Dense{Units: 5}, second: &Activation{Function: GELU}}},
	{"", Shape{9}, &Dense{Units: 6, Activation: ReLU}},
	{"max_pool", Shape{6, 7, 3}, &MaxPooling2D{PoolSize: [2]int{2, 2}}},
	{"max_pool_same", Shape{5, 6, 2}, &MaxPooling2D{PoolSize: [2]int{3, 3}, Strides: [2]int{2, 2}, Padding: Same}},
	{"average_pool", Shape{6, 7, 3}, &AveragePooling2D{PoolSize: [2]int{2, 3}, Strides: [2]int{1, 2}}},
	{"average_pool_same", Shape{5, 6, 1}, &AveragePooling2D{PoolSize: [2]int{3, 3}, Strides: [2]int{2, 2}, Padding: Same}},
	{"global_average_pool", Shape{3, 4, 2}, &GlobalAveragePooling2D{}},
	{"batch_norm", Shape{3, 2, 4}, &BatchNormalization{}},
	{"batch_norm_vector", Shape{5}, &BatchNormalization{}},
	{"", Shape{3, 4, 2}, &Dropout{Rate: .3}},
	{"", Shape{3, 4, 2}, &Flatten{}},
	{"", Shape{6}, &Activation{Function: Linear}},
	{"relu", Shape{3, 4, 2}, &Activation{Function: ReLU}},
	{"leaky_relu", Shape{3, 4, 2}, &Activation{Function: LeakyReLU}},
	{"elu", Shape{3, 4, 2}, &Activation{Function: ELU}},
	{"gelu", Shape{3, 4, 2}, &Activation{Function: GELU}},
	{"silu", Shape{3, 4, 2}, &Activation{Function: SiLU}},
	{"tanh", Shape{3, 4, 2}, &Activation{Function: Tanh}},
	{"sigmoid", Shape{3, 4, 2}, &Activation{Function: Sigmoid}},
	{"softmax", Shape{3, 4, 3}, &Activation{Function: Softmax}},
}

// layerPair is two layers in one: a layer, and the activation that is its option.
type layerPair struct{ first, second Layer }

func (l *layerPair) Kind() string { return l.first.Kind() + " and " + l.second.Kind() }

func (l *layerPair) Build(in Shape, rng *rand.Rand) (Shape, error) {
	middle, err := l.first.Build(in, rng)
	if err != nil {
		return nil, err
	}
	return l.second.Build(middle, rng)
}

func (l *layerPair) Forward(x *Tensor, mode Mode) *Tensor {
	return l.second.Forward(l.first.Forward(x, mode), mode)
}

func (l *layerPair) Backward(dy *Tensor, wantInput bool) *Tensor {
	return l.first.Backward(l.second.Backward(dy, true), wantInput)
}

func (l *layerPair) Params() []*Param { return append(l.first.Params(), l.second.Params()...) }

// The numeric gradient is that of Σ y·dy for a random dy, by central differences. Inputs that are closer than the
// difference to a kink of ReLU or to a tie in a pool are left out, because there is no gradient there.
func TestGradients(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{1, 3, 5, 50} {
		for _, test := range layerCases {
			t.Run(fmt.Sprintf("%s %s of %v, batch %d", test.golden, test.l.Kind(), test.in, n), func(t *testing.T) {
				x := NewTensor(append([]int{n}, test.in...)...)
				for i, at := range r.Perm(len(x.Data)) {
					x.Data[at] = (float32(i) + .5 - float32(len(x.Data))/2) / float32(len(x.Data)) * 4
				}
				checkGradients(t, newHarness(t, test.l, x), r)
			})
		}
	}
}

func TestLayersAsPyTorch(t *testing.T) {
	for _, test := range layerCases {
		if test.golden == "" {
			continue
		}
		t.Run(test.golden, func(t *testing.T) {
			reference := func(what string) []float32 { return golden(t, test.golden+"/"+what).Data }
			h := newHarness(t, test.l, golden(t, test.golden+"/x"))
			trained := trainedParams(test.l)
			for i, p := range trained {
				copy(p.Value.Data, reference([]string{"w", "b"}[i]))
			}
			near(t, "y", h.forward(), reference("y"), 1e-5)
			near(t, "dx", h.backward(reference("dy")), reference("dx"), 1e-5)
			for i, p := range trained {
				near(t, "d"+p.Name, p.Grad.Data, reference([]string{"dw", "db"}[i]), 1e-5)
			}
			near(t, "losses", h.descend(trained, reference("dy")), reference("losses"), 1e-5)
		})
	}
}

func trainedParams(l Layer) (trained []*Param) {
	for _, p := range l.Params() {
		if p.Trainable {
			trained = append(trained, p)
		}
	}
	return trained
}

// descend runs ten steps of gradient descent on the input and the parameters, towards y = target. It returns the loss before each:
// half the sum of the squared differences, divided by the number of samples.
func (h *harness) descend(params []*Param, target []float32) (losses []float32) {
	samples := float32(h.x.Shape[0])
	for range 10 {
		var sum float64
		dy := h.forward()
		for i := range dy {
			dy[i] -= target[i]
			sum += float64(dy[i]) * float64(dy[i])
			dy[i] /= samples
		}
		losses = append(losses, float32(sum/2)/samples)
		dx := h.backward(dy)
		for i, d := range dx {
			h.x.Data[i] -= .002 * d
		}
		for _, p := range params {
			for i, d := range p.Grad.Data {
				p.Value.Data[i] -= .002 * d
			}
		}
	}
	return losses
}

func checkGradients(t *testing.T, h *harness, r *rand.Rand) {
	trained := trainedParams(h.l)
	for _, p := range trained {
		for i := range p.Value.Data {
			p.Value.Data[i] = float32(r.NormFloat64())
		}
	}
	y := h.forward()
	dy := make([]float32, len(y))
	for i := range dy {
		dy[i] = float32(r.NormFloat64())
	}
	dx := h.backward(dy)
	grads := map[string][2][]float32{"x": {h.x.Data, dx}}
	for _, p := range trained {
		grads[p.Name] = [2][]float32{p.Value.Data, append([]float32(nil), p.Grad.Data...)}
	}
	checked := 0
	for name, g := range grads {
		values, gradient := g[0], g[1]
		for range min(20, len(values)) {
			i := r.IntN(len(values))
			numeric, kink := slope(h, values, i, dy)
			if kink {
				continue
			}
			checked++
			if math.Abs(numeric-float64(gradient[i])) > 2e-2*max(1, math.Abs(numeric)) {
				t.Errorf("d%s[%d] = %v, the numeric gradient is %v", name, i, gradient[i], numeric)
			}
		}
	}
	if checked < 3 {
		t.Errorf("only %d numeric gradients are free of kinks", checked)
	}
}

// slope returns the numeric gradient of Σ y·dy for values[i]; kink reports that the slopes of both sides differ, or those
// of a wide and of a narrow difference.
func slope(h *harness, values []float32, i int, dy []float32) (central float64, kink bool) {
	const step = 1. / 512
	value := values[i]
	at := func(v float32) (sum float64) {
		values[i] = v
		for j, y := range h.forward() {
			sum += float64(y) * float64(dy[j])
		}
		return sum
	}
	up, middle, down := at(value+step), at(value), at(value-step)
	narrow := (at(value+step/2) - at(value-step/2)) / step
	values[i] = value
	central = (up - down) / (2 * step)
	right, left := (up-middle)/step, (middle-down)/step
	scale := max(1, math.Abs(central))
	return central, math.Abs(right-left) > .025*scale || math.Abs(central-narrow) > .005*scale
}

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
	return &harness{l: l, x: x, in: inner(x.Shape[1:])}
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

// A layer's gradients are the numeric ones: of Σ y·dy for a random dy, by central differences. Inputs are at least a
// difference apart from the kinks of ReLU and from ties in a pool, or the numeric gradient would mean nothing.
func TestGradients(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{1, 3, 5, 50} {
		for _, test := range []struct {
			in Shape
			l  Layer
		}{
			{Shape{5, 6, 2}, &Conv2D{Filters: 3, KernelSize: [2]int{3, 2}}},
			{Shape{5, 6, 1}, &Conv2D{Filters: 5, KernelSize: [2]int{2, 3}, Padding: Same, Activation: ReLU}},
			{Shape{7, 5, 3}, &Conv2D{Filters: 4, KernelSize: [2]int{3, 3}, Strides: [2]int{2, 3}}},
			{Shape{6, 5, 2}, &Conv2D{Filters: 2, KernelSize: [2]int{4, 4}, Strides: [2]int{3, 2}, Padding: Same}},
			{Shape{4, 4, 1}, &Conv2D{Filters: 1, KernelSize: [2]int{1, 1}, Strides: [2]int{3, 3}}},
			{Shape{7}, &Dense{Units: 5}},
			{Shape{9}, &Dense{Units: 6, Activation: ReLU}},
			{Shape{6, 7, 3}, &MaxPooling2D{PoolSize: [2]int{2, 2}}},
			{Shape{5, 6, 2}, &MaxPooling2D{PoolSize: [2]int{3, 2}, Strides: [2]int{1, 1}, Padding: Same}},
			{Shape{6, 7, 3}, &AveragePooling2D{PoolSize: [2]int{2, 3}}},
			{Shape{5, 6, 1}, &AveragePooling2D{PoolSize: [2]int{3, 3}, Strides: [2]int{2, 1}, Padding: Same}},
			{Shape{3, 4, 2}, &Flatten{}},
			{Shape{3, 4, 2}, &Activation{Function: ReLU}},
			{Shape{3, 4, 3}, &Activation{Function: Softmax}},
			{Shape{6}, &Activation{Function: Linear}},
		} {
			t.Run(fmt.Sprintf("%s of %v, batch %d", test.l.Kind(), test.in, n), func(t *testing.T) {
				x := NewTensor(append([]int{n}, test.in...)...)
				for i, at := range r.Perm(len(x.Data)) {
					x.Data[at] = (float32(i) + .5 - float32(len(x.Data))/2) / float32(len(x.Data)) * 4
				}
				checkGradients(t, newHarness(t, test.l, x), r)
			})
		}
	}
}

func checkGradients(t *testing.T, h *harness, r *rand.Rand) {
	for _, p := range h.l.Params() {
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
	for _, p := range h.l.Params() {
		grads[p.Name] = [2][]float32{p.Value.Data, append([]float32(nil), p.Grad.Data...)}
	}
	for name, g := range grads {
		values, gradient := g[0], g[1]
		for range min(20, len(values)) {
			i := r.IntN(len(values))
			if numeric, kink := slope(h, values, i, dy); !kink && math.Abs(numeric-float64(gradient[i])) > 2e-2*max(1, math.Abs(numeric)) {
				t.Errorf("d%s[%d] = %v, the numeric gradient is %v", name, i, gradient[i], numeric)
			}
		}
	}
}

// slope returns the numeric gradient of Σ y·dy for values[i]; kink says that the slopes of both sides differ.
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
	values[i] = value
	right, left := (up-middle)/step, (middle-down)/step
	return (up - down) / (2 * step), math.Abs(right-left) > .05*max(1, math.Abs(right))
}

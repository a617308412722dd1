package window

import (
	"testing"

	"digitlab/nn32/internal/kernel"
)

// BenchmarkConvolution measures the products of convolutions, forward and for the input, and of the weights' gradient: those of the
// tutorial's network with 50 samples, and of TensorFlow.js's MNIST example with 32.
func BenchmarkConvolution(b *testing.B) {
	for _, l := range []struct {
		name               string
		side, kernel, c, f int
		samples            int
	}{
		{"tutorial", 8, 3, 1, 10, 50},
		{"mnist1", 28, 5, 1, 8, 32},
		{"mnist2", 12, 5, 8, 16, 32},
	} {
		w, err := New("kernel", []int{l.side, l.side, l.c}, [2]int{l.kernel, l.kernel}, [2]int{1, 1}, false)
		if err != nil {
			b.Fatal(err)
		}
		forward, backInput, backWeights := w.Convolution(l.c, l.f)
		n := kernel.Pad(l.samples)
		x, y := make([]float32, l.side*l.side*l.c*n), make([]float32, w.OutH*w.OutW*l.f*n)
		weights, bias := make([]float32, l.kernel*l.kernel*l.c*l.f), make([]float32, l.f)
		flop := 2 * w.OutH * w.OutW * len(weights) * n
		measure := func(name string, f func()) {
			b.Run(l.name+"/"+name, func(b *testing.B) {
				for b.Loop() {
					f()
				}
				b.ReportMetric(float64(flop)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
			})
		}
		measure("forward", func() { kernel.Product(y, weights, x, bias, forward, l.f, 1, n, true) })
		measure("input", func() { kernel.Product(x, weights, y, nil, backInput, l.c, l.f, n, false) })
		measure("weights", func() { kernel.WeightGradient(weights, x, y, backWeights, l.c, l.f, n) })
	}
}

// BenchmarkDense is the same for the tutorial's dense layer of 90 inputs and 50 units.
func BenchmarkDense(b *testing.B) {
	const in, units, samples = 90, 50, 50
	n := kernel.Pad(samples)
	var forward, backInput, backWeights kernel.Table
	for i := range in {
		forward.Append(i*units, i)
	}
	for j := range units {
		backInput.Append(j, j)
	}
	backWeights.Append(0, 0)
	forward.Close()
	backInput.Close()
	backWeights.Close()
	fp, ip, wp := kernel.NewPlan(forward), kernel.NewPlan(backInput), kernel.NewPlan(backWeights)
	x, y, weights, bias := make([]float32, in*n), make([]float32, units*n), make([]float32, in*units), make([]float32, units)
	measure := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f()
			}
			b.ReportMetric(float64(2*in*units*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
	measure("forward", func() { kernel.Product(y, weights, x, bias, fp, units, 1, n, true) })
	measure("input", func() { kernel.Product(x, weights, y, nil, ip, in, units, n, false) })
	measure("weights", func() { kernel.WeightGradient(weights, x, y, wp, in, units, n) })
}

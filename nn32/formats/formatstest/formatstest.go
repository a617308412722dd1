// Package formatstest draws networks for the tests of package formats.
package formatstest

import (
	"math/rand/v2"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/formats"
	"digitlab/nn32/formats/convert"
)

// Networks is the number of seeds with which Network draws every kind of layer and every activation, as a layer and as an option.
const Networks = 20

// Network draws a network for images of 8×8, ten classes, with all its weights drawn.
func Network(t testing.TB, seed uint64) *nn32.Sequential {
	rng := rand.New(rand.NewPCG(seed, 33))
	side := func(most int) [2]int { return [2]int{1 + rng.IntN(most), 1 + rng.IntN(most)} }
	padding := func() nn32.Padding { return nn32.Padding(rng.IntN(2)) }
	function := func() nn32.ActivationFunction { return nn32.ActivationFunction(rng.IntN(int(nn32.Softmax) + 1)) }
	activation := func() nn32.Layer {
		l := &nn32.Activation{Function: function()}
		if l.Function == nn32.LeakyReLU && rng.IntN(2) == 0 {
			l.NegativeSlope = .01 + rng.Float32()/2
		}
		if l.Function == nn32.ELU && rng.IntN(2) == 0 {
			l.Alpha = .5 + rng.Float32()
		}
		return l
	}
	between := func() nn32.Layer { // keeps the shape
		switch rng.IntN(3) {
		case 0:
			return &nn32.BatchNormalization{Momentum: rng.Float32(), Epsilon: rng.Float32() / 100}
		case 1:
			return &nn32.Dropout{Rate: rng.Float32() / 2}
		}
		return activation()
	}
	var layers []nn32.Layer
	for range 1 + rng.IntN(3) {
		layers = append(layers, &nn32.Conv2D{Filters: 1 + rng.IntN(7), KernelSize: side(3), Strides: side(2), Padding: nn32.Same, Activation: function(),
			NoBias: rng.IntN(3) == 0})
		if rng.IntN(2) == 0 {
			layers = append(layers, between())
		}
	}
	layers[0].(*nn32.Conv2D).Padding = padding()
	switch rng.IntN(5) {
	case 0, 1:
		layers = append(layers, &nn32.MaxPooling2D{PoolSize: side(3), Strides: side(2), Padding: nn32.Same})
	case 2, 3:
		layers = append(layers, &nn32.AveragePooling2D{PoolSize: side(3), Strides: side(2), Padding: nn32.Same})
	}
	if rng.IntN(4) == 0 {
		layers = append([]nn32.Layer{&nn32.MaxPooling2D{PoolSize: side(2)}}, layers...)
	}
	if rng.IntN(4) == 0 {
		layers = append([]nn32.Layer{between()}, layers...)
	}
	if rng.IntN(3) == 0 {
		layers = append(layers, &nn32.GlobalAveragePooling2D{})
	} else {
		layers = append(layers, &nn32.Flatten{})
	}
	for range rng.IntN(3) {
		layers = append(layers, &nn32.Dense{Units: 5 + rng.IntN(20), Activation: function(), NoBias: rng.IntN(3) == 0}, between())
	}
	if rng.IntN(2) == 0 {
		layers = append(layers, &nn32.Dense{Units: 10, Activation: nn32.Softmax})
	} else {
		layers = append(layers, &nn32.Dense{Units: 10}, &nn32.Activation{Function: nn32.Softmax})
	}
	s, err := nn32.NewSequential(nn32.Shape{8, 8, 1}, seed, layers...)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Params() {
		if len(p.Value.Shape) > 1 {
			continue // a kernel is drawn already
		}
		for i := range p.Value.Data {
			p.Value.Data[i] += rng.Float32() - .5
		}
	}
	return s
}

// Model draws a network as a model.
func Model(t testing.TB, seed uint64) *formats.Model {
	m, err := convert.Model("drawn", Network(t, seed))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Images draws inputs (N, 8, 8, 1) from 0 to 1.
func Images(n int) *nn32.Tensor {
	rng := rand.New(rand.NewPCG(8, 8))
	x := nn32.NewTensor(n, 8, 8, 1)
	for i := range x.Data {
		x.Data[i] = rng.Float32()
	}
	return x
}

// Predict returns a model's probabilities (N, 10) for inputs, by nn32.
func Predict(t testing.TB, m *formats.Model, x *nn32.Tensor) []float32 {
	s, scaling, err := convert.Network(m, 1)
	if err != nil {
		t.Fatal(err)
	}
	scaled := nn32.NewTensor(x.Shape...)
	for i, v := range x.Data {
		scaled.Data[i] = v*scaling.Scale + scaling.Offset
	}
	y, err := s.Predict(scaled)
	if err != nil {
		t.Fatal(err)
	}
	return y.Data
}

// Close fails the test unless each probability is within 1e-6 of what is wanted.
func Close[T float32 | float64](t testing.TB, what string, got, want []T) {
	t.Helper()
	if len(got) != len(want) || len(want) == 0 {
		t.Fatalf("%s: %d probabilities, want %d", what, len(got), len(want))
	}
	for i := range want {
		if d := float64(got[i]) - float64(want[i]); !(d < 1e-6 && d > -1e-6) {
			t.Fatalf("%s: probability %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

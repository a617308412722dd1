package convert

import (
	"reflect"
	"strings"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/formats"
)

func small(layers ...formats.Layer) *formats.Model {
	return &formats.Model{Input: [3]int{1, 2, 1}, Layers: append(layers, formats.Layer{Class: formats.Flatten})}
}

func predict(t *testing.T, m *formats.Model, x ...float32) []float32 {
	s, _, err := Network(m, 1)
	if err != nil {
		t.Fatal(err)
	}
	y, err := s.Predict(&nn32.Tensor{Shape: nn32.Shape{1, 1, 2, 1}, Data: x})
	if err != nil {
		t.Fatal(err)
	}
	return y.Data
}

func TestOptionsWhoseZeroIsNoDefault(t *testing.T) {
	one := formats.Tensor{Shape: []int{1}, Data: []float32{1}}
	tensors := make([]formats.Tensor, 4)
	for i, name := range []string{"gamma", "beta", "moving_mean", "moving_variance"} {
		tensors[i] = one
		tensors[i].Name = name
	}
	for name, test := range map[string]struct {
		layer formats.Layer
		want  []float32
	}{
		"leaky_relu of 0": {formats.Layer{Class: formats.Activation, Activation: "leaky_relu"}, []float32{0, 3}},
		"elu of 0":        {formats.Layer{Class: formats.Activation, Activation: "elu"}, []float32{0, 3}},
		"epsilon 0":       {formats.Layer{Class: formats.BatchNormalization, Tensors: tensors}, []float32{-1, 3}},
		"momentum 1":      {formats.Layer{Class: formats.BatchNormalization, Momentum: 1, Tensors: tensors}, []float32{-1, 3}},
	} {
		if got := predict(t, small(test.layer), -1, 3); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: -1 and 3 become %v, want %v", name, got, test.want)
		}
	}
}

func TestScaling(t *testing.T) {
	_, got, err := Network(small(formats.Layer{Class: formats.Rescaling, Scale: 2, Offset: 1}, formats.Layer{Class: formats.Rescaling, Scale: 3, Offset: 5}), 1)
	if want := (Scaling{6, 8}); err != nil || got != want {
		t.Errorf("the scaling is %v (error %v), want %v", got, err, want)
	}
	_, _, err = Network(small(formats.Layer{Class: formats.Dropout}, formats.Layer{Class: formats.Rescaling, Scale: 2}), 1)
	if err == nil || !strings.Contains(err.Error(), "layer 2 (Rescaling)") {
		t.Errorf("a Rescaling after another layer: error %v", err)
	}
}

func TestModelNeedsAnImage(t *testing.T) {
	s, err := nn32.NewSequential(nn32.Shape{4}, 1, &nn32.Dense{Units: 2})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Model("", s); err == nil || !strings.Contains(err.Error(), "input 4 is not height") {
		t.Errorf("a network of vectors: error %v", err)
	}
}

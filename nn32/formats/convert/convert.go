// Package convert makes the neutral models of package formats of networks of nn32, and networks of models.
package convert

import (
	"math"

	"digitlab/nn32"
	"digitlab/nn32/formats"
	"digitlab/nn32/internal/errfmt"
)

// Scaling is what a file says to be done to each input before the first layer: x·Scale + Offset. Without a word about it, it is 1 and 0.
type Scaling struct{ Scale, Offset float32 }

// Model returns a network with its weights, which it shares. The network's input must be an image (H, W, C).
func Model(name string, s *nn32.Sequential) (*formats.Model, error) {
	in := s.Input()
	if len(in) != 3 {
		return nil, errfmt.Errorf("the network's input %v is not height, width and channels", in)
	}
	m := &formats.Model{Name: name, Input: [3]int{in[0], in[1], in[2]}}
	for i, layer := range s.Layers() {
		l, err := describe(layer)
		if err != nil {
			return nil, errfmt.Errorf("layer %d (%s): %w", i+1, layer.Kind(), err)
		}
		l.Name = s.LayerInfos()[i].Name
		for _, p := range layer.Params() {
			l.Tensors = append(l.Tensors, formats.Tensor{Name: p.Name[len(l.Name)+1:], Shape: p.Value.Shape, Data: p.Value.Data})
		}
		m.Layers = append(m.Layers, l)
	}
	return m, m.Validate()
}

// describe returns a layer with its options, where those that are zero have their meaning.
func describe(layer nn32.Layer) (formats.Layer, error) {
	switch l := layer.(type) {
	case *nn32.Conv2D:
		return formats.Layer{Class: formats.Conv2D, Units: l.Filters, Window: l.KernelSize, Strides: orElse(l.Strides, [2]int{1, 1}),
			Padding: l.Padding.String(), Activation: l.Activation.String()}, nil
	case *nn32.MaxPooling2D:
		return formats.Layer{Class: formats.MaxPooling2D, Window: l.PoolSize, Strides: orElse(l.Strides, l.PoolSize), Padding: l.Padding.String()}, nil
	case *nn32.AveragePooling2D:
		return formats.Layer{Class: formats.AveragePooling2D, Window: l.PoolSize, Strides: orElse(l.Strides, l.PoolSize), Padding: l.Padding.String()}, nil
	case *nn32.GlobalAveragePooling2D:
		return formats.Layer{Class: formats.GlobalAveragePooling2D}, nil
	case *nn32.Flatten:
		return formats.Layer{Class: formats.Flatten}, nil
	case *nn32.Dense:
		return formats.Layer{Class: formats.Dense, Units: l.Units, Activation: l.Activation.String()}, nil
	case *nn32.Dropout:
		return formats.Layer{Class: formats.Dropout, Rate: l.Rate}, nil
	case *nn32.BatchNormalization:
		return formats.Layer{Class: formats.BatchNormalization, Momentum: orElse(l.Momentum, .99), Epsilon: orElse(l.Epsilon, 1e-3)}, nil
	case *nn32.Activation:
		to := formats.Layer{Class: formats.Activation, Activation: l.Function.String()}
		switch l.Function {
		case nn32.LeakyReLU:
			to.Slope = orElse(l.NegativeSlope, .2)
		case nn32.ELU:
			to.Alpha = orElse(l.Alpha, 1)
		}
		return to, nil
	}
	return formats.Layer{}, errfmt.Errorf("it is no layer of this library")
}

// orElse returns v, or value if v is zero.
func orElse[T comparable](v, value T) T {
	if v == *new(T) {
		return value
	}
	return v
}

// Network returns a model as a network with its weights. The seed is that of its further training.
// A Rescaling may only come first; it is returned, because a network has none.
func Network(m *formats.Model, seed uint64) (*nn32.Sequential, Scaling, error) {
	scaling := Scaling{Scale: 1}
	if err := m.Validate(); err != nil {
		return nil, scaling, err
	}
	var layers []nn32.Layer
	var from []*formats.Layer
	params := 0
	for i := range m.Layers {
		l := &m.Layers[i]
		if l.Class == formats.Rescaling && len(layers) == 0 {
			scaling.Scale, scaling.Offset = scaling.Scale*l.Scale, float32(scaling.Offset*l.Scale)+l.Offset
			continue
		}
		layer, err := build(l)
		if err != nil {
			return nil, scaling, errfmt.Errorf("%s: %w", l.At(i), err)
		}
		layers, from = append(layers, layer), append(from, l)
		for _, t := range l.Tensors {
			params += len(t.Data)
		}
	}
	s, err := nn32.NewSequentialWithin(params, nn32.Shape(m.Input[:]), seed, layers...)
	if err != nil {
		return nil, scaling, err
	}
	values := map[string]*nn32.Tensor{}
	for i, l := range from {
		for _, t := range l.Tensors {
			values[s.LayerInfos()[i].Name+"/"+t.Name] = &nn32.Tensor{Shape: t.Shape, Data: t.Data}
		}
	}
	return s, scaling, s.SetWeights(values)
}

// build returns a layer of nn32 with the options of a layer that is valid.
func build(l *formats.Layer) (nn32.Layer, error) {
	var padding nn32.Padding
	var activation nn32.ActivationFunction
	if l.Padding != "" {
		if err := padding.UnmarshalText([]byte(l.Padding)); err != nil {
			return nil, err
		}
	}
	if l.Activation != "" {
		if err := activation.UnmarshalText([]byte(l.Activation)); err != nil {
			return nil, err
		}
	}
	noBias := len(l.Tensors) == 1
	switch l.Class {
	case formats.Conv2D:
		return &nn32.Conv2D{Filters: l.Units, KernelSize: l.Window, Strides: l.Strides, Padding: padding, Activation: activation, NoBias: noBias}, nil
	case formats.MaxPooling2D:
		return &nn32.MaxPooling2D{PoolSize: l.Window, Strides: l.Strides, Padding: padding}, nil
	case formats.AveragePooling2D:
		return &nn32.AveragePooling2D{PoolSize: l.Window, Strides: l.Strides, Padding: padding}, nil
	case formats.GlobalAveragePooling2D:
		return &nn32.GlobalAveragePooling2D{}, nil
	case formats.Flatten:
		return &nn32.Flatten{}, nil
	case formats.Dense:
		return &nn32.Dense{Units: l.Units, Activation: activation, NoBias: noBias}, nil
	case formats.Dropout:
		return &nn32.Dropout{Rate: l.Rate}, nil
	case formats.BatchNormalization:
		return &nn32.BatchNormalization{Momentum: inside(l.Momentum), Epsilon: inside(l.Epsilon)}, nil
	case formats.Activation:
		switch {
		case activation == nn32.LeakyReLU && l.Slope == 0, activation == nn32.ELU && l.Alpha == 0:
			return &nn32.Activation{Function: nn32.ReLU}, nil
		case activation == nn32.LeakyReLU:
			return &nn32.Activation{Function: activation, NegativeSlope: l.Slope}, nil
		case activation == nn32.ELU:
			return &nn32.Activation{Function: activation, Alpha: l.Alpha}, nil
		}
		return &nn32.Activation{Function: activation}, nil
	}
	return nil, errfmt.Errorf("this library has no such layer here")
}

// inside returns v, from 0 to 1, as an option that must be below 1 and whose 0 would mean its default.
func inside(v float32) float32 {
	return min(max(v, math.SmallestNonzeroFloat32), math.Nextafter32(1, 0))
}

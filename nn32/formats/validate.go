package formats

import (
	"errors"
	"math"
	"slices"
	"strings"

	"digitlab/nn32/internal/errfmt"
)

// What a network may have, so that a file of a few bytes cannot ask for much memory or time.
const (
	maxLayers = 1 << 10
	maxParams = 1 << 22
	maxSide   = 1 << 12
	maxSize   = 1 << 22 // elements of one sample in all layers together
)

// Validate returns an error unless every layer's options and tensors fit its input. What the tensors' numbers are it does not check.
func (m *Model) Validate() error {
	_, err := m.Shapes()
	return err
}

// Shapes returns the shape of one sample after each layer: (H, W, C) or (C). It returns Validate's error.
func (m *Model) Shapes() ([][]int, error) {
	shapes, err := m.Outputs()
	if err != nil {
		return nil, err
	}
	in, params := m.Input[:], 0
	for i := range m.Layers {
		l := &m.Layers[i]
		if err := l.checkTensors(in); err != nil {
			return nil, errfmt.Errorf("%s: %w", l.At(i), err)
		}
		for _, t := range l.Tensors {
			params += len(t.Data)
		}
		if params > maxParams {
			return nil, errfmt.Errorf("with %s the network is too large; at most %d parameters are taken", l.At(i), maxParams)
		}
		in = shapes[i]
	}
	return shapes, nil
}

// Outputs is Shapes for layers whose tensors are not looked at.
func (m *Model) Outputs() ([][]int, error) {
	shape := slices.Clone(m.Input[:])
	if slices.Min(shape) < 1 || slices.Max(shape) > maxSide || shape[0]*shape[1]*shape[2] > maxSize {
		return nil, errfmt.Errorf("the input %v is not height, width and channels from 1 to %d", shape, maxSide)
	}
	if len(m.Layers) == 0 || len(m.Layers) > maxLayers {
		return nil, errfmt.Errorf("it has %d layers; 1 to %d are taken", len(m.Layers), maxLayers)
	}
	shapes := make([][]int, len(m.Layers))
	size := product(shape)
	for i := range m.Layers {
		out, err := m.Layers[i].output(shape)
		if err != nil {
			return nil, errfmt.Errorf("%s: %w", m.Layers[i].At(i), err)
		}
		if size += product(out); size > maxSize {
			return nil, errfmt.Errorf("with %s the network is too large; at most %d values a sample are taken", m.Layers[i].At(i), maxSize)
		}
		shapes[i], shape = out, out
	}
	return shapes, nil
}

// product returns the number of elements of a shape whose factors were bounded before.
func product(shape []int) int {
	n := 1
	for _, s := range shape {
		n *= s
	}
	return n
}

// output returns the shape of the layer's output for an input, or an error for options that do not fit.
func (l *Layer) output(in []int) ([]int, error) {
	switch l.Class {
	case Conv2D, Dense, Activation:
		if !slices.Contains(Activations, l.Activation) {
			return nil, errfmt.Errorf("the activation %s is not one of %v", quote(l.Activation), strings.Join(Activations, ", "))
		}
	}
	switch l.Class {
	case Conv2D, Dense:
		if l.Units < 1 || l.Units > maxParams {
			return nil, errfmt.Errorf("%d units or filters are not from 1 to %d", l.Units, maxParams)
		}
	}
	for _, v := range []float32{l.Slope, l.Alpha, l.Scale, l.Offset} {
		if v-v != 0 {
			return nil, errors.New("an option is not a finite number")
		}
	}
	switch l.Class {
	case Conv2D:
		return l.slide(in, l.Units)
	case MaxPooling2D, AveragePooling2D:
		return l.slide(in, in[len(in)-1])
	case GlobalAveragePooling2D:
		if len(in) != 3 {
			return nil, errfmt.Errorf("its input %v is not height, width and channels", in)
		}
		return in[2:], nil
	case Flatten:
		return []int{product(in)}, nil
	case Dense:
		if len(in) != 1 {
			return nil, errfmt.Errorf("its input %v is not flat; a Flatten must come before it", in)
		}
		return []int{l.Units}, nil
	case Dropout:
		if !(l.Rate >= 0 && l.Rate < 1) {
			return nil, errfmt.Errorf("the rate %v is not from 0 to below 1", l.Rate)
		}
	case BatchNormalization:
		if !(l.Momentum >= 0 && l.Momentum <= 1) || !(l.Epsilon >= 0 && l.Epsilon <= 1) {
			return nil, errfmt.Errorf("the momentum %v or the epsilon %v is not from 0 to 1", l.Momentum, l.Epsilon)
		}
	case Activation, Rescaling:
	default:
		return nil, errors.New("this kind of layer is not known")
	}
	return in, nil
}

// slide returns the shape of what the layer's window makes of an input, with a number of channels.
func (l *Layer) slide(in []int, channels int) ([]int, error) {
	if len(in) != 3 {
		return nil, errfmt.Errorf("its input %v is not height, width and channels", in)
	}
	if l.Padding != "valid" && l.Padding != "same" {
		return nil, errfmt.Errorf("the padding %s is neither valid nor same", quote(l.Padding))
	}
	out := []int{0, 0, channels}
	for i := range 2 {
		window, stride := l.Window[i], l.Strides[i]
		if window < 1 || window > maxSide || stride < 1 || stride > maxSide {
			return nil, errfmt.Errorf("the window %v or the strides %v are not from 1 to %d", l.Window[:], l.Strides[:], maxSide)
		}
		out[i] = (in[i] + stride - 1) / stride
		if l.Padding == "valid" {
			if window > in[i] {
				return nil, errfmt.Errorf("the window %v is larger than its input %v", l.Window[:], in)
			}
			out[i] = (in[i]-window)/stride + 1
		}
	}
	if float64(out[0])*float64(out[1])*float64(channels) > maxSize {
		return nil, errfmt.Errorf("its output %v is too large", out)
	}
	return out, nil
}

// wants returns the tensors that the layer must have for an input. optional are those that it may be without.
func (l *Layer) wants(in []int) (tensors []Tensor, optional int) {
	c := in[len(in)-1]
	switch l.Class {
	case Conv2D:
		return []Tensor{{Name: "kernel", Shape: []int{l.Window[0], l.Window[1], c, l.Units}}, {Name: "bias", Shape: []int{l.Units}}}, 1
	case Dense:
		return []Tensor{{Name: "kernel", Shape: []int{c, l.Units}}, {Name: "bias", Shape: []int{l.Units}}}, 1
	case BatchNormalization:
		return []Tensor{{Name: "gamma", Shape: []int{c}}, {Name: "beta", Shape: []int{c}}, {Name: "moving_mean", Shape: []int{c}},
			{Name: "moving_variance", Shape: []int{c}}}, 0
	}
	return nil, 0
}

func (l *Layer) checkTensors(in []int) error {
	want, optional := l.wants(in)
	if len(l.Tensors) > len(want) || len(l.Tensors) < len(want)-optional {
		return errfmt.Errorf("it has %d tensors of weights, want %d", len(l.Tensors), len(want))
	}
	for i, t := range l.Tensors {
		size := 1.
		for _, n := range want[i].Shape {
			size *= float64(n)
		}
		switch {
		case t.Name != want[i].Name:
			return errfmt.Errorf("tensor %d is %s, want %s", i+1, quote(t.Name), want[i].Name)
		case !slices.Equal(t.Shape, want[i].Shape):
			return errfmt.Errorf("%s has the shape %v, want %v", t.Name, t.Shape, want[i].Shape)
		case size > math.MaxInt32 || int(size) != len(t.Data):
			return errfmt.Errorf("%s has %d numbers, want %v", t.Name, len(t.Data), size)
		}
	}
	return nil
}

package models

import (
	"errors"
	"strings"

	"digitlab/nn32/formats"
	"digitlab/wasm/protocol"
)

// classOf has Keras's class of each kind of layers.
var classOf = [protocol.LayerKinds]formats.Class{
	protocol.Conv2D:                 formats.Conv2D,
	protocol.MaxPooling2D:           formats.MaxPooling2D,
	protocol.AveragePooling2D:       formats.AveragePooling2D,
	protocol.GlobalAveragePooling2D: formats.GlobalAveragePooling2D,
	protocol.Flatten:                formats.Flatten,
	protocol.Dense:                  formats.Dense,
	protocol.BatchNormalization:     formats.BatchNormalization,
	protocol.Dropout:                formats.Dropout,
	protocol.ActivationLayer:        formats.Activation,
	protocol.LeakyReLULayer:         formats.Activation,
}

// activationOf has Keras's name of each activation.
var activationOf = [protocol.Activations]string{
	protocol.ReLU:      "relu",
	protocol.LeakyReLU: leakyReLU,
	protocol.ELU:       elu,
	protocol.GELU:      "gelu",
	protocol.SiLU:      "silu",
	protocol.Tanh:      "tanh",
	protocol.Sigmoid:   "sigmoid",
	protocol.Linear:    linear,
}

// Names of activations, as Keras has them.
const (
	linear    = "linear"
	leakyReLU = "leaky_relu"
	elu       = "elu"
	softmax   = "softmax"
)

// What nn32 takes where the settings of a run say nothing.
const (
	functionSlope = .2 // of LeakyReLU as a function
	eluAlpha      = 1
	momentum      = .99
	epsilon       = 1e-3
	classes       = 10
)

// modelsOf returns the networks of a run, one for each member of an ensemble, from its settings and all their weights.
func modelsOf(name string, s protocol.Settings, weights []protocol.Array) ([]*formats.Model, error) {
	infos, problem := protocol.Describe(s.Data.Side(), s.Layers)
	if problem != nil {
		return nil, problem
	}
	all := withLast(s.Layers)
	structure := layersOf(s, infos)
	var members []*formats.Model
	for range s.Members {
		m := &formats.Model{Name: name, Input: [3]int{s.Data.Side(), s.Data.Side(), 1}, Ink: s.Data.Ink()}
		in := m.Input[:]
		for i, l := range all {
			layer := structure[i]
			for _, t := range tensorsOf(l, in) {
				if len(weights) == 0 || len(weights[0].Data) != size(t.Shape) {
					return nil, errors.New("the weights of " + infos[i].Name + " are not those of the settings")
				}
				t.Data, weights = weights[0].Data, weights[1:]
				layer.Tensors = append(layer.Tensors, t)
			}
			m.Layers = append(m.Layers, layer)
			in = infos[i].Output
		}
		members = append(members, m)
	}
	if len(weights) > 0 {
		return nil, errors.New("there are more weights than the settings have layers for")
	}
	return members, nil
}

// withLast returns the layers of a run with the last, which every network has.
func withLast(layers []protocol.Layer) []protocol.Layer {
	return append(layers[:len(layers):len(layers)], protocol.Layer{Kind: protocol.Dense, Units: classes})
}

// layersOf returns all layers of a run with their options, without their weights.
func layersOf(s protocol.Settings, infos []protocol.LayerInfo) (layers []formats.Layer) {
	for i, l := range withLast(s.Layers) {
		layers = append(layers, layerOf(l, infos[i].Name))
	}
	layers[len(layers)-1].Activation = softmax
	return layers
}

// templateOf returns the network of settings, into which a file's weights may be read; nil if the settings have none.
func templateOf(s protocol.Settings) *formats.Model {
	infos, problem := protocol.Describe(s.Data.Side(), s.Layers)
	if problem != nil {
		return nil
	}
	return &formats.Model{Input: [3]int{s.Data.Side(), s.Data.Side(), 1}, Layers: layersOf(s, infos)}
}

// layerOf returns a layer of a run with all its options, without its weights.
func layerOf(l protocol.Layer, name string) formats.Layer {
	out := formats.Layer{Class: classOf[l.Kind], Name: name}
	window, stride := [2]int{l.Size, l.Size}, l.Stride
	switch l.Kind {
	case protocol.Conv2D, protocol.MaxPooling2D, protocol.AveragePooling2D:
		if stride == 0 {
			stride = 1
			if l.Kind != protocol.Conv2D {
				stride = l.Size
			}
		}
		out.Window, out.Strides, out.Padding = window, [2]int{stride, stride}, "valid"
		if l.Same {
			out.Padding = "same"
		}
	case protocol.BatchNormalization:
		out.Momentum, out.Epsilon = momentum, epsilon
	case protocol.Dropout:
		out.Rate = l.Rate
	case protocol.LeakyReLULayer:
		out.Activation, out.Slope = leakyReLU, l.Rate
		out.Name = strings.Replace(name, "activation", "leaky_re_lu", 1)
	}
	switch l.Kind {
	case protocol.Conv2D, protocol.Dense:
		out.Units, out.Activation = l.Units, activationOf[l.Activation]
	case protocol.ActivationLayer:
		out.Activation = activationOf[l.Activation]
		switch l.Activation {
		case protocol.LeakyReLU:
			out.Slope = functionSlope
		case protocol.ELU:
			out.Alpha = eluAlpha
		}
	}
	return out
}

// tensorsOf returns the tensors that a layer has for an input of this shape, without numbers.
func tensorsOf(l protocol.Layer, in []int) []formats.Tensor {
	channels := in[len(in)-1]
	switch l.Kind {
	case protocol.Conv2D:
		return []formats.Tensor{{Name: "kernel", Shape: []int{l.Size, l.Size, channels, l.Units}}, {Name: "bias", Shape: []int{l.Units}}}
	case protocol.Dense:
		return []formats.Tensor{{Name: "kernel", Shape: []int{channels, l.Units}}, {Name: "bias", Shape: []int{l.Units}}}
	case protocol.BatchNormalization:
		of := []int{channels}
		return []formats.Tensor{{Name: "gamma", Shape: of}, {Name: "beta", Shape: of}, {Name: "moving_mean", Shape: of}, {Name: "moving_variance", Shape: of}}
	}
	return nil
}

func size(shape []int) int {
	n := 1
	for _, side := range shape {
		n *= side
	}
	return n
}

package protocol

import (
	"slices"
	"strconv"
)

// Layer is one of a network: what a card of the editor sets. Each kind reads the fields of its parameters.
type Layer struct {
	Kind       LayerKind
	Units      int  // filters or neurons
	Size       int  // the side of the square window
	Stride     int  // 0 is the standard: 1 for Conv2D, Size for a pool
	Same       bool // padding same instead of valid
	Activation Activation
	Rate       float32 // of Dropout; of LeakyReLULayer the slope below 0
}

// LayerKind is named as in Keras.
type LayerKind uint8

const (
	Conv2D LayerKind = iota
	MaxPooling2D
	AveragePooling2D
	GlobalAveragePooling2D
	Flatten
	Dense
	BatchNormalization
	Dropout
	ActivationLayer // an activation as a layer of its own, such as after a BatchNormalization
	LeakyReLULayer  // with a slope of its own, as Keras has a layer

	LayerKinds // how many there are
)

// Activation is what a layer does to its output.
type Activation uint8

const (
	ReLU Activation = iota
	LeakyReLU
	ELU
	GELU
	SiLU
	Tanh
	Sigmoid
	Linear

	Activations // how many there are
)

// The limits of networks.
const (
	MaxLayers     = 16      // besides the last
	MaxParameters = 500_000 // what still trains while one watches

	classes = 10 // of the last layer
)

// LayerInfo is one row of the network's summary.
type LayerInfo struct {
	Name   string // as Keras names it: conv2d, conv2d_1, max_pooling2d, …
	Output []int  // shape of one sample's output
	Params int
}

// TotalParams returns the number of parameters of all layers.
func TotalParams(layers []LayerInfo) (count int) {
	for _, l := range layers {
		count += l.Params
	}
	return count
}

// Problem is why layers do not fit together. It is an error in English; the page has a text for each Reason.
type Problem struct {
	Layer     int // the card that is wrong, from 0; len(layers) is the last layer, which every network has
	Reason    ProblemReason
	Parameter Parameter // that is out of its limits
	Have      int       // the side of the input, or the value that is out of its limits, if it is whole
	Limit     int
}

// ProblemReason is what is wrong.
type ProblemReason uint8

const (
	TooManyLayers     ProblemReason = iota // more than Limit
	ParameterOutside                       // Parameter is out of its limits
	UnknownLayer                           // of another version, or its activation is
	LargerThanInput                        // the window, Limit, does not fit on the input, Have
	NeedsImage                             // what comes in is one row of numbers, and a window needs an image
	NeedsFlatten                           // what comes in is an image, and a dense layer needs one row of numbers
	TooManyParameters                      // Have, more than Limit, up to this layer
)

func (p *Problem) Error() string { return "layer " + strconv.Itoa(p.Layer+1) + ": " + p.what() }

func (p *Problem) what() string {
	have, limit := strconv.Itoa(p.Have), strconv.Itoa(p.Limit)
	switch p.Reason {
	case TooManyLayers:
		return "there are " + have + " layers, more than " + limit
	case ParameterOutside:
		limits := p.Parameter.Limits()
		said := parameterTable[p.Parameter].what + " must be " + limits.String()
		if limits.Whole {
			said += ", not " + have
		}
		return said
	case LargerThanInput:
		return "its window of " + limit + " does not fit on an input of " + have
	case NeedsImage:
		return "its window needs an image; move it before Flatten"
	case NeedsFlatten:
		return "an image comes in; put a Flatten before it"
	case TooManyParameters:
		return "with it the network has " + have + " parameters, more than " + limit
	}
	return "it is of another version"
}

// TutorialLayers are the tutorial's: Conv2D 10 of 3×3, MaxPooling 2×2, Flatten, Dense 50.
func TutorialLayers() []Layer {
	return []Layer{{Kind: Conv2D, Units: 10, Size: 3}, {Kind: MaxPooling2D, Size: 2}, {Kind: Flatten}, {Kind: Dense, Units: 50}}
}

// Describe follows a picture of side × side pixels through the layers and the last one, as nn32 would build them. With a
// problem, the rows are those before it.
func Describe(side int, layers []Layer) (infos []LayerInfo, problem *Problem) {
	if len(layers) > MaxLayers {
		return nil, &Problem{Layer: MaxLayers, Reason: TooManyLayers, Have: len(layers), Limit: MaxLayers}
	}
	shape, total := []int{side, side, 1}, 0
	seen := map[string]int{}
	all := append(slices.Clone(layers), Layer{Kind: Dense, Units: classes, Activation: Linear})
	for i, l := range all {
		out, params, p := l.describe(shape)
		if total += params; p == nil && total > MaxParameters {
			p = &Problem{Reason: TooManyParameters, Have: total, Limit: MaxParameters}
		}
		if p != nil {
			p.Layer = i
			return infos, p
		}
		name := l.Kind.String()
		n := seen[name]
		seen[name]++
		if n > 0 {
			name += "_" + strconv.Itoa(n)
		}
		infos = append(infos, LayerInfo{name, out, params})
		shape = out
	}
	return infos, nil
}

// describe returns what becomes of a shape, and how many parameters that takes.
func (l Layer) describe(in []int) (out []int, params int, problem *Problem) {
	if l.Kind >= LayerKinds {
		return nil, 0, &Problem{Reason: UnknownLayer, Have: int(l.Kind)}
	}
	kind := &kindTable[l.Kind]
	for _, p := range kind.parameters {
		if problem := p.check(&l); problem != nil {
			return nil, 0, problem
		}
	}
	return kind.describe(l, in)
}

func (l *Layer) fields(c *codec) {
	c.uint8((*uint8)(&l.Kind))
	c.int(&l.Units)
	c.int(&l.Size)
	c.int(&l.Stride)
	c.bool(&l.Same)
	c.uint8((*uint8)(&l.Activation))
	c.float32(&l.Rate)
}

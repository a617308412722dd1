package protocol

import (
	"math"
	"slices"
	"strconv"
)

// Layer is one of a network: what a card of the editor sets. Each kind reads the fields that are named with it.
type Layer struct {
	Kind       LayerKind
	Units      int        // Conv2D: filters; Dense: neurons
	Size       int        // Conv2D, pools: the side of the square window
	Stride     int        // Conv2D, pools: 0 is 1 for Conv2D and Size for a pool
	Same       bool       // Conv2D, pools: padding same instead of valid
	Activation Activation // Conv2D, Dense
	Rate       float32    // Dropout
}

// LayerKind is named as in Keras.
type LayerKind uint8

const (
	Conv2D           LayerKind = iota // Units, Size, Stride, Same, Activation
	MaxPooling2D                      // Size, Stride, Same
	AveragePooling2D                  // Size, Stride, Same
	GlobalAveragePooling2D
	Flatten
	Dense // Units, Activation
	BatchNormalization
	Dropout // Rate

	LayerKinds // how many there are
)

var kindNames = [LayerKinds]string{"conv2d", "max_pooling2d", "average_pooling2d", "global_average_pooling2d", "flatten", "dense",
	"batch_normalization", "dropout"}

// String is the kind in Keras's snake case.
func (k LayerKind) String() string {
	if k < LayerKinds {
		return kindNames[k]
	}
	return "unknown"
}

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

// The limits of layers.
const (
	MaxLayers     = 16 // besides the last
	MaxUnits      = 512
	MaxSize       = 8
	MaxParameters = 500_000 // what still trains while one watches
	MaxRate       = .9

	classes = 10 // of the last layer
)

// LayerInfo is one row of the network's summary.
type LayerInfo struct {
	Name   string // as Keras names it: conv2d, conv2d_1, max_pooling2d, …
	Output []int  // shape of one sample's output
	Params int
}

// Problem is why layers do not fit together. It is an error in English; the page has a text for each Reason.
type Problem struct {
	Layer  int // the card that is wrong, from 0; len(layers) is the last layer, which every network has
	Reason ProblemReason
	Have   int // the side of the input, or the value that is out of its limits
	Limit  int
}

// ProblemReason is what is wrong.
type ProblemReason uint8

const (
	TooManyLayers     ProblemReason = iota // more than Limit
	UnitsOutside                           // not 1 to Limit
	SizeOutside                            // not 1 to Limit
	StrideOutside                          // not 0 to Limit
	RateOutside                            // not 0 to MaxRate
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
	case UnitsOutside:
		return "its units must be 1 to " + limit + ", not " + have
	case SizeOutside:
		return "its window must be 1 to " + limit + " wide, not " + have
	case StrideOutside:
		return "its stride must be 0 to " + limit + ", not " + have
	case RateOutside:
		return "its rate must be 0 to " + number(MaxRate)
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
	seen := map[LayerKind]int{}
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
		if n := seen[l.Kind]; n > 0 {
			name += "_" + strconv.Itoa(n)
		}
		seen[l.Kind]++
		infos = append(infos, LayerInfo{name, out, params})
		shape = out
	}
	return infos, nil
}

// describe returns what becomes of a shape, and how many parameters that takes.
func (l Layer) describe(in []int) (out []int, params int, problem *Problem) {
	channels := in[len(in)-1]
	if l.Activation >= Activations {
		return nil, 0, &Problem{Reason: UnknownLayer, Have: int(l.Activation)}
	}
	switch l.Kind {
	case Conv2D:
		if problem := outside(UnitsOutside, l.Units, 1, MaxUnits); problem != nil {
			return nil, 0, problem
		}
		out, problem = l.slide(in, 1)
		if problem == nil {
			out[2] = l.Units
		}
		return out, (l.Size*l.Size*channels + 1) * l.Units, problem
	case MaxPooling2D, AveragePooling2D:
		out, problem = l.slide(in, l.Size)
		return out, 0, problem
	case GlobalAveragePooling2D:
		if len(in) != 3 {
			return nil, 0, &Problem{Reason: NeedsImage}
		}
		return []int{channels}, 0, nil
	case Flatten:
		return []int{size(in)}, 0, nil
	case Dense:
		if problem := outside(UnitsOutside, l.Units, 1, MaxUnits); problem != nil {
			return nil, 0, problem
		}
		if len(in) != 1 {
			return nil, 0, &Problem{Reason: NeedsFlatten}
		}
		return []int{l.Units}, (channels + 1) * l.Units, nil
	case BatchNormalization:
		return in, 4 * channels, nil
	case Dropout:
		if rate := float64(l.Rate); !(rate >= 0 && rate <= MaxRate) || math.IsNaN(rate) {
			return nil, 0, &Problem{Reason: RateOutside}
		}
		return in, 0, nil
	}
	return nil, 0, &Problem{Reason: UnknownLayer, Have: int(l.Kind)}
}

// slide moves the layer's window over an image.
func (l Layer) slide(in []int, standardStride int) ([]int, *Problem) {
	if problem := outside(SizeOutside, l.Size, 1, MaxSize); problem != nil {
		return nil, problem
	}
	if problem := outside(StrideOutside, l.Stride, 0, MaxSize); problem != nil {
		return nil, problem
	}
	if len(in) != 3 {
		return nil, &Problem{Reason: NeedsImage}
	}
	stride := l.Stride
	if stride == 0 {
		stride = standardStride
	}
	out := slices.Clone(in)
	for i, n := range in[:2] {
		switch {
		case l.Same:
			out[i] = (n + stride - 1) / stride
		case l.Size > n:
			return nil, &Problem{Reason: LargerThanInput, Have: n, Limit: l.Size}
		default:
			out[i] = (n-l.Size)/stride + 1
		}
	}
	return out, nil
}

func outside(reason ProblemReason, v, least, most int) *Problem {
	if v < least || v > most {
		return &Problem{Reason: reason, Have: v, Limit: most}
	}
	return nil
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

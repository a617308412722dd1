package models

import (
	"math"
	"slices"
	"strconv"

	"digitlab/nn32/formats"
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// fitted is a network of others as a run of ours.
type fitted struct {
	settings   protocol.Settings
	scales     []float32 // the largest value of a pixel for which each candidate is made
	candidates []protocol.Candidate
	sums       bool // its last layer gives sums, to which softmax was added
	parameters int
}

// Misfit is why a network cannot be a run here. The page has a text for each Reason.
type Misfit struct {
	Reason MisfitReason
	Layer  int // its place from 1; 0: it is not about one
	Class  formats.Class
	Have   string // what it has, in numbers or the names of its library
	Cause  *protocol.Problem
}

// MisfitReason is what does not fit.
type MisfitReason int

const (
	WrongInput      MisfitReason = iota // Have is neither 8×8×1 nor 28×28×1
	WrongOutput                         // Have is not ten probabilities
	NotSquare                           // Have: a window or strides that are not square, where that cannot be put into a square
	UnknownLayer                        // Have: its kind, as the file names it
	UnknownFunction                     // Have: an activation, or one with such a number
	LayerOutside                        // Cause: it is beyond the limits of what can be trained here
	UnlikeMembers                       // the networks of an ensemble have other layers
	TooManyNetworks                     // Have
	MisfitReasons                       // number of reasons
)

func (m *Misfit) Error() string {
	return "the network does not fit: layer " + strconv.Itoa(m.Layer) + " " + m.Have
}

// inputScales are the largest values of a pixel that a network may have been trained with.
var inputScales = []float32{1, 16, 255}

// fit makes a run of the networks of an ensemble, or of one.
func fit(members []*formats.Model) (*fitted, error) {
	if len(members) > protocol.MaxEnsemble {
		return nil, &Misfit{Reason: TooManyNetworks, Have: strconv.Itoa(len(members))}
	}
	f := &fitted{settings: protocol.DefaultSettings(), scales: slices.Clone(inputScales)}
	s := &f.settings
	s.Members = len(members)
	switch in := members[0].Input; in {
	case [3]int{8, 8, 1}:
		s.Data = protocol.Digits
	case [3]int{28, 28, 1}:
		s.Data = protocol.MNIST
	default:
		return nil, &Misfit{Reason: WrongInput, Have: i18n.Shape(in[:])}
	}
	usual := s.Data.Ink() // first, so that it is taken when others are as good
	slices.SortStableFunc(f.scales, func(a, b float32) int { return int(math.Abs(float64(a-usual)) - math.Abs(float64(b-usual))) })
	if ink := members[0].Ink; ink > 0 {
		f.scales = []float32{ink} // the file says it
	}
	f.candidates = make([]protocol.Candidate, len(f.scales))
	for i, m := range members {
		w := work{m.Layers, m.Input[:]}
		if m.Input != members[0].Input {
			return nil, &Misfit{Reason: UnlikeMembers}
		}
		sums, err := w.tidy()
		if err != nil {
			return nil, err
		}
		layers, err := w.settings(s.Data)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			s.Layers, f.sums = layers, sums
		} else if !slices.Equal(layers, s.Layers) {
			return nil, &Misfit{Reason: UnlikeMembers}
		}
		for k, scale := range f.scales {
			for _, l := range w.scaled(scale / usual) {
				for _, t := range l.Tensors {
					f.candidates[k].Weights = append(f.candidates[k].Weights, protocol.Array{Name: l.Name + "/" + t.Name, Data: t.Data})
				}
			}
		}
	}
	infos, problem := protocol.Describe(s.Data.Side(), s.Layers)
	if problem != nil {
		return nil, &Misfit{Reason: LayerOutside, Cause: problem}
	}
	f.parameters += protocol.TotalParams(infos)
	return f, s.Check()
}

// work is the layers of a network while they become ours.
type work struct {
	layers []formats.Layer
	input  []int
}

// tidy writes the network with the layers of a run, so that it gives the same probabilities. It reports whether softmax had to be added to its
// end.
func (w *work) tidy() (sums bool, err error) {
	var out []formats.Layer
	shape := w.input
	shapes, err := (&formats.Model{Input: [3]int(w.input), Layers: w.layers}).Shapes()
	if err != nil {
		return false, err
	}
	for i, l := range w.layers {
		before := len(out) - 1
		merges := before >= 0 && (out[before].Class == formats.Conv2D || out[before].Class == formats.Dense) && out[before].Activation == linear
		switch {
		case l.Class == formats.Rescaling && (len(out) > 0 || l.Offset != 0 || l.Scale <= 0):
			l = affine(shape[len(shape)-1], l.Scale, l.Offset)
		case l.Class == formats.Activation && !weighted(out) && l.Activation != "relu" && l.Activation != leakyReLU && l.Activation != linear:
			out = takesScale(out, w.input[2])
		case l.Class == formats.Activation && l.Activation == linear, l.Class == formats.Flatten && len(shape) == 1:
			shape = shapes[i]
			continue
		case l.Class == formats.Activation && merges && usualFunction(l):
			out[before].Activation = l.Activation
			shape = shapes[i]
			continue
		}
		switch l.Class {
		case formats.Conv2D:
			if l, err = square(l, i, shape); err != nil {
				return false, err
			}
			l = biased(l)
		case formats.Dense:
			l = biased(l)
		case formats.BatchNormalization:
			l = usualEpsilon(l)
		}
		out = append(out, l)
		shape = shapes[i]
	}
	if size(shape) != classes {
		return false, &Misfit{Reason: WrongOutput, Have: i18n.Shape(shape)}
	}
	if out, sums, err = endIn(out, shape); err != nil {
		return false, err
	}
	w.layers = out
	return sums, nil
}

// weighted reports whether one of the layers can take the scale of the pictures.
func weighted(layers []formats.Layer) bool {
	return slices.ContainsFunc(layers, func(l formats.Layer) bool { return len(l.Tensors) > 0 })
}

// takesScale puts a layer before others that takes the scale of the pictures.
func takesScale(layers []formats.Layer, channels int) []formats.Layer {
	scale := float32(1)
	if len(layers) > 0 && layers[0].Class == formats.Rescaling {
		scale, layers = layers[0].Scale, layers[1:]
	}
	return append([]formats.Layer{affine(channels, scale, 0)}, layers...)
}

// usualFunction reports whether an activation has the numbers that it has as an option of Conv2D and Dense.
func usualFunction(l formats.Layer) bool {
	switch l.Activation {
	case leakyReLU:
		return l.Slope == functionSlope
	case elu:
		return l.Alpha == eluAlpha
	}
	return true
}

// endIn makes Dense 10 with softmax the last layer.
func endIn(layers []formats.Layer, shape []int) (_ []formats.Layer, sums bool, err error) {
	last := len(layers) - 1
	ended := false
	if last >= 0 && layers[last].Class == formats.Activation && layers[last].Activation == softmax {
		layers, last, ended = layers[:last], last-1, true
	}
	if last >= 0 {
		switch l := &layers[last]; {
		case l.Class == formats.Dense && !ended && l.Activation == softmax:
			return layers, false, nil
		case l.Class == formats.Dense && l.Activation == linear:
			l.Activation = softmax
			return layers, !ended, nil
		case l.Activation == softmax: // of a convolution
			l.Activation, ended = linear, true
		}
	}
	if !ended && last >= 0 && layers[last].Activation != "" && layers[last].Activation != linear {
		return nil, false, &Misfit{Reason: WrongOutput, Layer: last + 1, Class: layers[last].Class, Have: layers[last].Activation}
	}
	if len(shape) > 1 {
		layers = append(layers, formats.Layer{Class: formats.Flatten, Name: "flatten"})
	}
	same := make([]float32, classes*classes)
	for i := range classes {
		same[i*classes+i] = 1
	}
	return append(layers, formats.Layer{Class: formats.Dense, Name: "softmax", Units: classes, Activation: softmax, Tensors: []formats.Tensor{
		{Name: "kernel", Shape: []int{classes, classes}, Data: same}, {Name: "bias", Shape: []int{classes}, Data: make([]float32, classes)}}}), !ended, nil
}

// square puts the window of a convolution with padding into a square one: the new weights are 0.
func square(l formats.Layer, place int, in []int) (formats.Layer, error) {
	h, w := l.Window[0], l.Window[1]
	if h == w {
		return l, nil
	}
	side := max(h, w)
	misfit := &Misfit{Reason: NotSquare, Layer: place + 1, Class: l.Class, Have: i18n.Shape([]int{h, w})}
	if l.Padding != "same" || l.Strides[0] != l.Strides[1] {
		return l, misfit
	}
	var shift [2]int // of the old window in the new one
	for axis, old := range l.Window {
		shift[axis] = before(in[axis], side, l.Strides[axis]) - before(in[axis], old, l.Strides[axis])
		if shift[axis] < 0 || shift[axis]+old > side {
			return l, misfit
		}
	}
	kernel := l.Tensors[0]
	per := kernel.Shape[2] * kernel.Shape[3]
	wide := formats.Tensor{Name: kernel.Name, Shape: []int{side, side, kernel.Shape[2], kernel.Shape[3]}, Data: make([]float32, side*side*per)}
	for y := range h {
		copy(wide.Data[((y+shift[0])*side+shift[1])*per:], kernel.Data[y*w*per:][:w*per])
	}
	l.Window = [2]int{side, side}
	l.Tensors = append([]formats.Tensor{wide}, l.Tensors[1:]...)
	return l, nil
}

// before returns the number of rows of padding before the first, with TensorFlow's same.
func before(in, window, stride int) int {
	out := (in + stride - 1) / stride
	return max((out-1)*stride+window-in, 0) / 2
}

// biased adds a bias of zeros to a layer without one.
func biased(l formats.Layer) formats.Layer {
	if len(l.Tensors) == 1 {
		l.Tensors = append(slices.Clone(l.Tensors), formats.Tensor{Name: "bias", Shape: []int{l.Units}, Data: make([]float32, l.Units)})
	}
	return l
}

// usualEpsilon changes gamma so that the layer gives the same with our epsilon.
func usualEpsilon(l formats.Layer) formats.Layer {
	if l.Epsilon != epsilon {
		gamma, variance := l.Tensors[0], l.Tensors[3].Data
		gamma.Data = slices.Clone(gamma.Data)
		for i, v := range variance {
			gamma.Data[i] = float32(float64(gamma.Data[i]) * math.Sqrt((float64(v)+epsilon)/(float64(v)+float64(l.Epsilon))))
		}
		l.Tensors = append([]formats.Tensor{gamma}, l.Tensors[1:]...)
		l.Epsilon = epsilon
	}
	return l
}

// affine returns a BatchNormalization that gives x·scale + offset.
func affine(channels int, scale, offset float32) formats.Layer {
	all := func(name string, v float32) formats.Tensor {
		return formats.Tensor{Name: name, Shape: []int{channels}, Data: slices.Repeat([]float32{v}, channels)}
	}
	return formats.Layer{Class: formats.BatchNormalization, Name: "rescaling", Momentum: momentum, Epsilon: epsilon, Tensors: []formats.Tensor{
		all("gamma", float32(float64(scale)*math.Sqrt(1+epsilon))), all("beta", offset), all("moving_mean", 0), all("moving_variance", 1)}}
}

// settings returns the layers as the settings of a run have them, without the last and without a Rescaling at the beginning, which scaled
// takes into the weights.
func (w *work) settings(of protocol.DataSet) (layers []protocol.Layer, err error) {
	for i, l := range w.layers[:len(w.layers)-1] {
		if l.Class == formats.Rescaling {
			continue
		}
		kind := slices.Index(classOf[:], l.Class)
		out := protocol.Layer{Kind: protocol.LayerKind(kind), Units: l.Units, Same: l.Padding == "same"}
		switch l.Class {
		case formats.Conv2D, formats.MaxPooling2D, formats.AveragePooling2D:
			standard := 1
			if l.Class != formats.Conv2D {
				standard = l.Window[0]
			}
			if l.Window[0] != l.Window[1] {
				return nil, &Misfit{Reason: NotSquare, Layer: i + 1, Class: l.Class, Have: i18n.Shape(l.Window[:])}
			}
			if l.Strides[0] != l.Strides[1] {
				return nil, &Misfit{Reason: NotSquare, Layer: i + 1, Class: l.Class, Have: i18n.Shape(l.Strides[:])}
			}
			out.Size = l.Window[0]
			if l.Strides[0] != standard {
				out.Stride = l.Strides[0]
			}
		case formats.Dropout:
			out.Rate = min(l.Rate, protocol.MaxRate) // in a prediction it does nothing
		}
		switch {
		case l.Class == formats.Activation && l.Activation == leakyReLU && !usualFunction(l):
			out.Kind, out.Rate = protocol.LeakyReLULayer, l.Slope
		case l.Class == formats.Activation || l.Class == formats.Conv2D || l.Class == formats.Dense:
			activation := slices.Index(activationOf[:], l.Activation)
			if activation < 0 || l.Class == formats.Activation && !usualFunction(l) {
				return nil, &Misfit{Reason: UnknownFunction, Layer: i + 1, Class: l.Class, Have: l.Activation}
			}
			out.Activation = protocol.Activation(activation)
		}
		layers = append(layers, out)
	}
	return layers, nil
}

// scaled returns the layers for pictures whose values are multiplied by a factor before them. The factor, and that of a Rescaling, goes into the
// first layer with weights, for which it is the same.
func (w *work) scaled(factor float32) []formats.Layer {
	layers := slices.Clone(w.layers)
	if layers[0].Class == formats.Rescaling {
		factor *= layers[0].Scale
		layers = layers[1:]
	}
	if factor == 1 {
		return layers
	}
	for i, l := range layers {
		switch l.Class {
		case formats.Conv2D, formats.Dense:
			layers[i].Tensors = append([]formats.Tensor{times(l.Tensors[0], factor)}, l.Tensors[1:]...)
			return layers
		case formats.BatchNormalization: // (x·f - mean)·gamma is (x - mean/f)·(gamma·f)
			layers[i].Tensors = []formats.Tensor{times(l.Tensors[0], factor), l.Tensors[1], times(l.Tensors[2], 1/factor), l.Tensors[3]}
			return layers
		}
	}
	return layers
}

// times returns a tensor multiplied by a factor.
func times(t formats.Tensor, by float32) formats.Tensor {
	t.Data = slices.Clone(t.Data)
	for i := range t.Data {
		t.Data[i] *= by
	}
	return t
}

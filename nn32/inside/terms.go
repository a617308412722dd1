// Package inside takes a network apart: the arithmetic of one element of a layer's output, one step of training on one sample, and what a
// unit looks for: its extremes in the data, a picture that is made for it, and what comes of it when it is projected back to a picture. All
// numbers are those that the network computes.
package inside

import (
	"math"

	"digitlab/nn32"
	"digitlab/nn32/internal/errfmt"
)

// Terms is the arithmetic of one element of a layer's output, for one sample: what reaches it, and what the layer makes of that.
//
// Of Conv2D and Dense the terms are products, and Sum is Bias + Weights[0]·Values[0] + Weights[1]·Values[1] + …, added in this order,
// which is the layer's own. Positions outside of the image have no term.
type Terms struct {
	Inputs  []int     // for each term the element of the layer's input, counted row by row with the channels last
	Values  []float32 // of these elements
	Weights []float32 // of Conv2D and Dense
	Bias    float32   // of Conv2D and Dense
	Sum     float32   // what the layer's activation is given; the output where it has none
	Output  float32   // the element

	Winner             int       // of MaxPooling2D: the term whose value is the output
	Mean, Scale, Shift float32   // of BatchNormalization: the output is (value - Mean)·Scale + Shift
	Logits             []float32 // where a softmax follows: the sums of all classes, of which the output is one's share
	Logit              int       // the place of Sum in Logits
}

// weighted is a layer whose output is sums of products.
type weighted interface {
	nn32.Layer
	Products(position int) (weights, inputs []int32)
}

// TermsOf returns the arithmetic of an element of the output of one of a network's layers, for one sample x (1, …). Elements are counted
// row by row with the channels last. The numbers are those of Trace, whose tensors it overwrites.
func TermsOf(s *nn32.Sequential, x *nn32.Tensor, layer, element int) (*Terms, error) {
	if layer < 0 || layer >= len(s.Layers()) {
		return nil, errfmt.Errorf("inside: there is no layer %d among %d", layer, len(s.Layers()))
	}
	shape := s.LayerInfos()[layer].Output
	if element < 0 || element >= shape.Size() {
		return nil, errfmt.Errorf("inside: layer %d has no element %d among %d", layer, element, shape.Size())
	}
	outputs, err := s.Trace(x)
	if err != nil {
		return nil, err
	}
	in := x.Values()
	if layer > 0 {
		in = outputs[layer-1].Data
	}
	t := &Terms{Output: outputs[layer].Data[element]}
	t.Sum = t.Output
	channels := shape[len(shape)-1]
	softmax := false
	switch l := s.Layers()[layer].(type) {
	case *nn32.Conv2D:
		t.products(l, element, channels, in)
		softmax = l.Activation == nn32.Softmax
	case *nn32.Dense:
		t.products(l, element, channels, in)
		softmax = l.Activation == nn32.Softmax
	case *nn32.MaxPooling2D:
		t.window(l.Window(element/channels), element%channels, in)
		for t.Winner < len(t.Values)-1 && t.Values[t.Winner] != t.Output {
			t.Winner++
		}
	case *nn32.AveragePooling2D:
		t.window(l.Window(element/channels), element%channels, in)
	case *nn32.GlobalAveragePooling2D:
		t.window(l.Window(0), element, in)
	case *nn32.BatchNormalization:
		t.take(in, element)
		t.normalization(l, element%channels)
	case *nn32.Activation:
		t.take(in, element)
		t.Sum, softmax = in[element], l.Function == nn32.Softmax
	case *nn32.Dropout, *nn32.Flatten:
		t.take(in, element)
	default:
		return nil, errfmt.Errorf("inside: layer %d (%s) is not one of this library, so its terms are not known", layer, l.Kind())
	}
	if softmax {
		t.Logit = element % channels
		for c := range channels {
			logit, at := Terms{}, element-t.Logit+c
			if l, ok := s.Layers()[layer].(weighted); ok {
				logit.products(l, at, channels, in)
			} else {
				logit.Sum = in[at]
			}
			t.Logits = append(t.Logits, logit.Sum)
		}
	}
	return t, nil
}

// take appends an element of the input as a term.
func (t *Terms) take(in []float32, element int) {
	t.Inputs, t.Values = append(t.Inputs, element), append(t.Values, in[element])
}

// products makes the terms of a sum of products.
func (t *Terms) products(l weighted, element, units int, in []float32) {
	position, unit := element/units, element%units
	params := l.Params()
	if len(params) > 1 {
		t.Bias = params[1].Value.Data[unit]
	}
	t.Sum = t.Bias
	weights, inputs := l.Products(position)
	for i, input := range inputs {
		t.take(in, int(input))
		weight := params[0].Value.Data[int(weights[i])+unit]
		t.Weights = append(t.Weights, weight)
		t.Sum += float32(weight * in[input])
	}
}

// window makes the terms of a pool.
func (t *Terms) window(elements []int32, channel int, in []float32) {
	for _, e := range elements {
		t.take(in, int(e)+channel)
	}
}

// normalization makes the terms of a batch normalisation, as it computes them in a prediction.
func (t *Terms) normalization(l *nn32.BatchNormalization, unit int) {
	gamma, beta, mean, variance := l.Params()[0], l.Params()[1], l.Params()[2], l.Params()[3]
	epsilon := l.Epsilon
	if epsilon == 0 {
		epsilon = 1e-3
	}
	inverse := 1 / float32(math.Sqrt(float64(variance.Value.Data[unit]+epsilon)))
	t.Mean, t.Scale, t.Shift = mean.Value.Data[unit], float32(gamma.Value.Data[unit]*inverse), beta.Value.Data[unit]
}

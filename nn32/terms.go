package nn32

import "digitlab/nn32/internal/errfmt"

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

// Terms returns the arithmetic of an element of the output of one of Layers, for one sample x (1, …). Elements are counted row by row
// with the channels last. The numbers are those of Trace, whose tensors it overwrites.
func (s *Sequential) Terms(x *Tensor, layer, element int) (*Terms, error) {
	if layer < 0 || layer >= len(s.layers) {
		return nil, errfmt.Errorf("nn32: there is no layer %d among %d", layer, len(s.layers))
	}
	if all := s.infos[layer].Output.Size(); element < 0 || element >= all {
		return nil, errfmt.Errorf("nn32: layer %d has no element %d among %d", layer, element, all)
	}
	outputs, err := s.Trace(x)
	if err != nil {
		return nil, err
	}
	t := &Terms{Output: outputs[layer].Data[element]}
	t.Sum = t.Output
	in := x.Values()
	if layer > 0 {
		in = outputs[layer-1].Data
	}
	switch l := s.layers[layer].(type) {
	case *Conv2D:
		t.products(&l.linear, element, in)
	case *Dense:
		t.products(&l.linear, element, in)
	case *MaxPooling2D:
		t.window(&l.pool, element, in)
		for i, v := range t.Values {
			if v == t.Output {
				t.Winner = i
				break
			}
		}
	case *AveragePooling2D:
		t.window(&l.pool, element, in)
	case *GlobalAveragePooling2D:
		t.window(&l.pool, element, in)
	case *BatchNormalization:
		t.take(in, element)
		unit := element % len(l.scale)
		t.Mean, t.Scale, t.Shift = l.movingMean.Value.Data[unit], l.scale[unit], l.beta.Value.Data[unit]
	case *Activation, *Dropout, *Flatten:
		t.take(in, element)
	default:
		return nil, errfmt.Errorf("nn32: layer %d (%s) is not one of this library, so its terms are not known", layer, l.Kind())
	}
	if a, ok := s.chain[s.ends[layer]-1].(*Activation); ok {
		lanes := a.x.lanes()
		t.Sum = a.x.Data[element*lanes]
		if a.Function == Softmax {
			t.Logit = element % a.channels
			for i := range a.channels {
				t.Logits = append(t.Logits, a.x.Data[(element-t.Logit+i)*lanes])
			}
		}
	}
	return t, nil
}

// take appends an element of the input as a term.
func (t *Terms) take(in []float32, element int) {
	t.Inputs, t.Values = append(t.Inputs, element), append(t.Values, in[element])
}

// products makes the terms of a sum of products.
func (t *Terms) products(l *linear, element int, in []float32) {
	position, unit := element/l.units, element%l.units
	t.Bias = l.bias.Value.Data[unit]
	t.Sum = t.Bias
	for e := l.forward.Start[position]; e < l.forward.Start[position+1]; e++ {
		t.take(in, int(l.forward.B[e]))
		weight := l.kernel.Value.Data[int(l.forward.A[e])+unit]
		t.Weights = append(t.Weights, weight)
		t.Sum += float32(weight * t.Values[len(t.Values)-1])
	}
}

// window makes the terms of a pool.
func (t *Terms) window(p *pool, element int, in []float32) {
	position, channel := element/p.c, element%p.c
	for _, row := range p.plan.A[p.plan.Start[position]:p.plan.Start[position+1]] {
		t.take(in, int(row)+channel)
	}
}

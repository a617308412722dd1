package inside

import (
	"digitlab/nn32"
	"digitlab/nn32/internal/errfmt"
)

// Path leads from the samples to one unit of a network, a map or an element, as a prediction takes it: dropout drops nothing, and batch
// normalisation uses its moving averages. A unit of Conv2D and Dense is valued by the sum that its activation is given, which still tells
// apart what the activation makes equal: all that a ReLU makes 0, or a softmax almost 1. Other units are valued by their output.
//
// A Path uses the network's own layers, so that it has no weights of its own. Between two steps of a run it changes no bit of it.
type Path struct {
	layers   []nn32.Layer // that run, with the activations that are their options
	kinds    []nn32.Layer // up to the unit's own, as the network has them
	shapes   []nn32.Shape // of the sample, and of the output of each of kinds
	weighted weighted     // the unit's own layer, after layers; nil if it is the last of them
	unit     int
	products []product // for each place of the unit
	x        *nn32.Tensor
	outputs  []*nn32.Tensor // of layers
	dy       *nn32.Tensor   // of what the layers give
	values   []float32      // (places, lanes)
}

// product is what is multiplied in the sum at a place.
type product struct{ weights, inputs []int32 }

// Batch is the largest number of samples that go through a Path at a time.
const Batch = 8

// NewPath returns the path to a unit of one of a network's layers.
func NewPath(s *nn32.Sequential, layer, unit int) (*Path, error) {
	if layer < 0 || layer >= len(s.Layers()) {
		return nil, errfmt.Errorf("inside: there is no layer %d among %d", layer, len(s.Layers()))
	}
	infos := s.LayerInfos()
	out := infos[layer].Output
	units := out[len(out)-1]
	if unit < 0 || unit >= units {
		return nil, errfmt.Errorf("inside: layer %d has no unit %d among %d", layer, unit, units)
	}
	p := &Path{kinds: s.Layers()[:layer+1], shapes: []nn32.Shape{s.Input()}, unit: unit, x: batchOf(s.Input()),
		values: make([]float32, out.Size()/units*Batch)}
	given := s.Input() // to the unit's own layer, or what the last of layers gives
	for i, l := range p.kinds {
		shape := infos[i].Output
		p.shapes = append(p.shapes, shape)
		if w, ok := l.(weighted); ok && i == layer {
			p.weighted = w
			for place := range shape.Size() / units {
				weights, inputs := w.Products(place)
				p.products = append(p.products, product{weights, inputs})
			}
			break
		}
		given = shape
		if _, ok := l.(*nn32.Dropout); ok {
			continue
		}
		p.layers = append(p.layers, l)
		if f := activationOf(l); f != nn32.Linear && f != nn32.ReLU { // ReLU is part of the layer
			a := &nn32.Activation{Function: f}
			if _, err := a.Build(shape, nil); err != nil {
				return nil, err
			}
			p.layers = append(p.layers, a)
		}
	}
	p.dy = batchOf(given)
	return p, nil
}

// batchOf returns a tensor for a batch as layers take it: the samples are its last axis.
func batchOf(sample nn32.Shape) *nn32.Tensor {
	return nn32.NewTensor(append(append(nn32.Shape{}, sample...), Batch)...)
}

func activationOf(l nn32.Layer) nn32.ActivationFunction {
	switch l := l.(type) {
	case *nn32.Conv2D:
		return l.Activation
	case *nn32.Dense:
		return l.Activation
	}
	return nn32.Linear
}

// forward sets values for samples (N, …) row by row, at most Batch of them.
func (p *Path) forward(samples []float32) {
	size := p.shapes[0].Size()
	clear(p.x.Data)
	for i, v := range samples {
		p.x.Data[i%size*Batch+i/size] = v
	}
	y := p.x
	p.outputs = p.outputs[:0]
	for _, l := range p.layers {
		y = l.Forward(y, nn32.Mode{Samples: len(samples) / size})
		p.outputs = append(p.outputs, y)
	}
	if p.weighted == nil {
		units := len(y.Data) / len(p.values)
		for place := range len(p.values) / Batch {
			copy(p.values[place*Batch:][:Batch], y.Data[(place*units+p.unit)*Batch:])
		}
		return
	}
	params := p.weighted.Params()
	var bias float32
	if len(params) > 1 {
		bias = params[1].Value.Data[p.unit]
	}
	for place, product := range p.products {
		sums := p.values[place*Batch:][:Batch]
		for i := range sums {
			sums[i] = bias
		}
		for k, input := range product.inputs {
			weight := params[0].Value.Data[int(product.weights[k])+p.unit]
			for i, v := range y.Data[int(input)*Batch:][:Batch] {
				sums[i] += float32(weight * v)
			}
		}
	}
}

// Extremes are the largest and the smallest value of a unit on one sample, with the first places where they are: of a map, counted row
// by row; 0 of an element.
type Extremes struct {
	Most, Least     float32
	MostAt, LeastAt int
}

// Extremes returns the extremes for samples x (N, …), at most Batch of them.
func (p *Path) Extremes(x *nn32.Tensor) []Extremes {
	all := make([]Extremes, x.Shape[0])
	p.forward(x.Values())
	for i := range all {
		all[i] = p.extremes(i)
	}
	return all
}

func (p *Path) extremes(sample int) Extremes {
	first := p.values[sample]
	e := Extremes{Most: first, Least: first}
	for place := range len(p.values) / Batch {
		v := p.values[place*Batch+sample]
		if v > e.Most {
			e.Most, e.MostAt = v, place
		}
		if v < e.Least {
			e.Least, e.LeastAt = v, place
		}
	}
	return e
}

// Gradient returns the largest value of the unit on a sample, and sets the gradient of that value with respect to the sample.
func (p *Path) Gradient(sample, gradient []float32) (value float32) {
	p.forward(sample)
	e := p.extremes(0)
	dx := p.back(e.MostAt, false)
	for i := range gradient {
		gradient[i] = dx.Data[i*Batch]
	}
	return e.Most
}

// back returns the gradient of the unit's value at a place with respect to the samples; with rules, that which each lane's rule makes of it.
func (p *Path) back(place int, rules bool) *nn32.Tensor {
	seed := func(row int, v float32) {
		lanes := p.dy.Data[row*Batch:][:Batch]
		for i := range lanes {
			lanes[i] += v
		}
	}
	clear(p.dy.Data)
	if p.weighted != nil {
		kernel := p.weighted.Params()[0].Value.Data
		product := p.products[place]
		for k, input := range product.inputs {
			seed(int(input), kernel[int(product.weights[k])+p.unit])
		}
	} else {
		seed(place*(len(p.dy.Data)/len(p.values))+p.unit, 1)
	}
	dy := p.dy
	for i := len(p.layers) - 1; i >= 0; i-- {
		l := p.layers[i]
		if rules {
			rectify(l, dy, p.outputs[i])
		}
		if l, ok := l.(*nn32.BatchNormalization); ok {
			scaleBack(dy, l)
			continue
		}
		dy = l.Backward(dy, true)
	}
	return dy
}

// scaleBack takes a gradient back through a batch normalisation with its moving averages, which is a product for each channel. Its own
// Backward is that of training, where the averages are the batch's.
func scaleBack(dy *nn32.Tensor, l *nn32.BatchNormalization) {
	channels := dy.Shape[len(dy.Shape)-2]
	for c := range channels {
		var t Terms
		t.normalization(l, c)
		for at := c * Batch; at < len(dy.Data); at += channels * Batch {
			for i, d := range dy.Data[at:][:Batch] {
				dy.Data[at+i] = float32(d * t.Scale)
			}
		}
	}
}

// Field is a rectangle of a picture.
type Field struct{ Top, Left, Height, Width int }

// Field returns the part of a picture (H, W, C) that reaches the unit at a place; the whole where no map leads there.
func (p *Path) Field(place int) Field {
	in := p.shapes[0]
	whole := Field{0, 0, in[0], in[1]}
	if len(p.shapes[len(p.shapes)-1]) != 3 {
		return whole
	}
	first, last := place, place // the corners, as places of the map
	for i := len(p.kinds) - 1; i >= 0; i-- {
		if len(p.shapes[i]) != 3 {
			return whole
		}
		channels := p.shapes[i][2]
		switch l := p.kinds[i].(type) {
		case weighted:
			_, from := l.Products(first)
			_, to := l.Products(last)
			first, last = int(from[0])/channels, int(to[len(to)-1])/channels
		case interface{ Window(int) []int32 }:
			from, to := l.Window(first), l.Window(last)
			first, last = int(from[0])/channels, int(to[len(to)-1])/channels
		}
	}
	w := in[1]
	return Field{first / w, first % w, last/w - first/w + 1, last%w - first%w + 1}
}

package inside

import "digitlab/nn32"

// Projections are three pictures of what makes a unit what it is on a sample: the gradient of its largest value with respect to the
// sample, each with another way back through the ReLUs. Through all else the three go alike: transposed weights, the switches of max
// pooling, the derivatives of other activations. They begin before the unit's own activation, as a Path values it.
type Projections struct {
	Value float32 // the unit's largest
	At    int     // the place where that is: of a map, counted row by row

	Gradient  []float32 // through the ReLUs that were above 0; Simonyan et al. 2013, arXiv:1312.6034
	Guided    []float32 // through those, and only what is above 0 itself; Springenberg et al. 2014, arXiv:1412.6806
	Deconvnet []float32 // all that is above 0 itself; Zeiler & Fergus 2013, arXiv:1311.2901
}

// Lanes of the batch in which the three go back at once. The rest of the batch follows the first rule.
const (
	gradientLane = iota
	guidedLane
	deconvnetLane
	projections
)

// Project returns the projections of the unit on a sample.
func (p *Path) Project(sample []float32) Projections {
	three := make([]float32, 0, projections*len(sample))
	for range projections {
		three = append(three, sample...)
	}
	p.forward(three)
	e := p.extremes(0)
	dx := p.back(e.MostAt, true)
	lane := func(lane int) []float32 {
		picture := make([]float32, len(sample))
		for i := range picture {
			picture[i] = dx.Data[i*Batch+lane]
		}
		return picture
	}
	return Projections{e.Most, e.MostAt, lane(gradientLane), lane(guidedLane), lane(deconvnetLane)}
}

// rectify makes a layer that ends in a ReLU go back by the rule of each lane. dy is what its Backward will be given, and y its output: that
// of a ReLU above 0 lets all through, and whatever comes after the layer has gone back already.
func rectify(l nn32.Layer, dy, y *nn32.Tensor) {
	activation, ok := l.(*nn32.Activation)
	if activationOf(l) != nn32.ReLU && !(ok && activation.Function == nn32.ReLU) {
		return
	}
	for i := 0; i < len(dy.Data); i += Batch {
		for _, lane := range []int{guidedLane, deconvnetLane} {
			dy.Data[i+lane] = max(dy.Data[i+lane], 0)
		}
		y.Data[i+deconvnetLane] = 1
	}
}

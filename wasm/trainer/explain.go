package trainer

import (
	"math"
	"slices"
	"time"

	"digitlab/nn32"
	"digitlab/nn32/calibrate"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/model"
)

// betweenExplanations is the minimum time between two explanations of the same drawing during a run.
const betweenExplanations = 200 * time.Millisecond

// explain adds the explanation to the prediction of a picture.
func (t *Trainer) explain(of *picture, p *protocol.Prediction) (err error) {
	p.Stages = of.stages
	p.Nearest = nearest(t.run.data.Fit, of.x, t.run.settings.Data.Most())
	p.Occlusion, err = t.occlude(of.x, p)
	return err
}

// neighbours is the number of training digits in an explanation.
const neighbours = 5

// near is a training digit and its squared distance.
type near struct {
	digit    int
	distance float32
}

// nearest returns the digits of known whose pictures, with values 0..most, are closest to x, the nearest first.
func nearest(known nn32.Data, x *nn32.Tensor, most int) []protocol.Neighbour {
	found := nearestRows(known.X.Bytes(), x.Bytes())
	out := make([]protocol.Neighbour, min(neighbours, known.Len()))
	for i := range out {
		n := found[i]
		one := known.Slice(n.digit, n.digit+1)
		out[i] = protocol.Neighbour{Label: data.Labels(one)[0], Picture: data.Pictures(one),
			Distance: float32(math.Sqrt(float64(n.distance))) / float32(most)}
	}
	return out
}

// nearestRows returns the rows of pictures that are closest to x.
func nearestRows(pictures, x []byte) (found [neighbours]near) {
	for i := range found {
		found[i].distance = float32(math.Inf(1))
	}
	last := neighbours - 1
	for i := range len(pictures) / max(1, len(x)) {
		distance := squaredDistance(x, pictures[i*len(x):][:len(x)], found[last].distance)
		at := last
		for ; at >= 0 && distance < found[at].distance; at-- {
			if at < last {
				found[at+1] = found[at]
			}
			found[at] = near{i, distance}
		}
	}
	return found
}

// squaredDistance returns the squared distance of two pictures, or some number of at least limit if it is not below limit.
func squaredDistance(x, y []byte, limit float32) (sum float32) {
	for len(x) > 0 && sum < limit {
		block := min(8, len(x))
		for i, v := range x[:block] {
			away := float32(v) - float32(y[i])
			sum += float32(away * away)
		}
		x, y = x[block:], y[block:]
	}
	return sum
}

// places is the number of places of a picture in each direction that are emptied in turn.
const places = 8

// occlude returns for each pixel by how much the probability of the predicted digit falls when the pixel's place and
// the eight around it are empty. A place is a pixel of an 8×8 picture, 4×4 pixels of 28×28.
func (t *Trainer) occlude(x *nn32.Tensor, p *protocol.Prediction) ([]float32, error) {
	side := x.Shape[1]
	place := (side + places - 1) / places
	across := (side + place - 1) / place
	variants, values := nn32.NewTensor(across*across, side, side, 1), x.Values()
	for i := range across * across {
		variant := variants.Data[i*side*side:][:side*side]
		copy(variant, values)
		top, left := i/across*place, i%across*place
		for y := max(0, top-place); y < min(side, top+2*place); y++ {
			clear(variant[y*side:][max(0, left-place):min(side, left+2*place)])
		}
	}
	probabilities, err := t.viewed().Predict(variants)
	if err != nil {
		return nil, err
	}
	most := slices.Max(p.Probabilities)
	winner := slices.Index(p.Probabilities, most)
	falls := make([]float32, side*side)
	for i := range across * across {
		row := probabilities.Data[i*model.Classes:][:model.Classes]
		calibrate.Temperature(p.Temperature).Apply(row)
		top, left := i/across*place, i%across*place
		for y := top; y < min(side, top+place); y++ {
			for x := left; x < min(side, left+place); x++ {
				falls[y*side+x] = most - row[winner]
			}
		}
	}
	return falls, nil
}

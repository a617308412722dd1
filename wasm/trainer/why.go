package trainer

import (
	"math"
	"slices"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
)

// explainEvery is the least time between two explanations of the same drawing while a run goes on.
const explainEvery = 200 * time.Millisecond

// explain adds to a reading what it comes from.
func (t *Trainer) explain(d *lastDrawing, p *protocol.Prediction) (err error) {
	p.Stages = d.seen.stages
	p.Nearest = nearest(t.run.data.fit, d.x, t.run.settings.Data.Most())
	p.Occlusion, err = t.occlude(d.x, p)
	return err
}

// neighbours is how many digits a reading is explained by.
const neighbours = 5

// near is a digit of the data and how far away it is, squared.
type near struct {
	digit    int
	distance float32
}

// nearest returns the digits of data whose pictures, of values 0..most, are closest to x, the nearest first.
func nearest(data nn32.Data, x *nn32.Tensor, most int) []protocol.Neighbour {
	found := nearestRows(data.X.Data, x.Data)
	if x.Pixels != nil {
		found = nearestRows(data.X.Pixels, x.Pixels)
	}
	out := make([]protocol.Neighbour, min(neighbours, data.Len()))
	for i := range out {
		n := found[i]
		one := data.Slice(n.digit, n.digit+1)
		out[i] = protocol.Neighbour{Label: labelsOf(one)[0], Picture: picturesOf(one),
			Distance: float32(math.Sqrt(float64(n.distance))) / float32(most)}
	}
	return out
}

// nearestRows returns which rows of data are closest to x.
func nearestRows[T byte | float32](data, x []T) (found [neighbours]near) {
	for i := range found {
		found[i].distance = float32(math.Inf(1))
	}
	last := neighbours - 1
	for i := range len(data) / max(1, len(x)) {
		distance := squaredDistance(x, data[i*len(x):][:len(x)], found[last].distance)
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

// squaredDistance returns how far apart two pictures are, or some number from limit on when it is as much.
func squaredDistance[T byte | float32](x, y []T, limit float32) (sum float32) {
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

// places is how many places of a picture in a direction are emptied in turn, at most.
const places = 8

// occlude returns for each pixel by how much the probability of the digit that was read falls when the pixel's place and
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
	probabilities, err := t.run.network.Predict(variants)
	if err != nil {
		return nil, err
	}
	most := slices.Max(p.Probabilities)
	winner := slices.Index(p.Probabilities, most)
	falls := make([]float32, side*side)
	for i := range across * across {
		row := probabilities.Data[i*classes:][:classes]
		nn32.Temperature(p.Temperature).Apply(row)
		top, left := i/across*place, i%across*place
		for y := top; y < min(side, top+place); y++ {
			for x := left; x < min(side, left+place); x++ {
				falls[y*side+x] = most - row[winner]
			}
		}
	}
	return falls, nil
}

// calibration is the temperature at which the present run's probabilities are about as often right as they say, and which
// weights it was found for.
type calibration struct {
	run         *run
	epochs      int
	temperature nn32.Temperature
	at          time.Time
	took        time.Duration
}

const (
	// calibrateEvery is the least time between two calibrations while a run goes on, and calibrateShare what they may take
	// of its time: one part in so many.
	calibrateEvery = 250 * time.Millisecond
	calibrateShare = 25
	// calibrateDigits is how many validation digits are enough.
	calibrateDigits = 500
)

// temperature returns by how much the present run's probabilities are to be cooled. Before its first epoch has ended it
// is 1, and while a run goes on it may be that of some epochs ago: to find it takes some 10 ms, for which no drawing should wait.
func (t *Trainer) temperature() nn32.Temperature {
	r, c := t.run, &t.calibration
	epochs := len(r.epochs)
	if c.run != r {
		*c = calibration{run: r, temperature: 1}
	}
	soon := r.phase == protocol.Running && (t.isDrawn() || time.Since(c.at) < max(calibrateEvery, calibrateShare*c.took))
	if c.epochs == epochs || soon {
		return c.temperature
	}
	begin := time.Now()
	c.temperature = r.calibrate()
	c.epochs, c.at, c.took = epochs, time.Now(), time.Since(begin)
	return c.temperature
}

// calibrate fits the temperature on validation digits; 1 when their probabilities are no numbers.
func (r *run) calibrate() nn32.Temperature {
	digits := r.data.validation.Slice(0, min(calibrateDigits, r.data.validation.Len()))
	probabilities, err := r.network.Predict(digits.X)
	if err != nil {
		return 1
	}
	temperature, err := nn32.FitTemperature(probabilities, digits.Labels)
	if err != nil {
		return 1
	}
	return temperature
}

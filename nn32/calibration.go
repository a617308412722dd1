package nn32

import (
	"errors"

	"github.com/chewxy/math32"

	"digitlab/nn32/internal/errfmt"
)

// Temperature makes a network's probabilities more or less certain, without changing which class is largest: each becomes
// p^(1/T), and all again sum to 1. With softmax it divides the logits; Guo et al. 2017, arXiv:1706.04599. Above 1 a network
// claims less, below 1 more.
type Temperature float32

// What FitTemperature may find. Below 1 is not among it: samples like those that were trained on, nearly all of them right,
// would ask for a certainty that what people draw does not deserve.
const coolest, hottest = 1, 8

// FitTemperature returns the temperature, 1 to 8, at which probabilities (N, classes) say best what the N labels are: the
// least cross-entropy. Take samples that the network was not trained on.
func FitTemperature(probabilities *Tensor, labels []int) (Temperature, error) {
	if err := checkProbabilities(probabilities, labels); err != nil {
		return 0, err
	}
	loss := func(t float32) (sum float64) {
		row := make([]float32, probabilities.Shape[1])
		for i, label := range labels {
			copy(row, probabilities.Data[i*len(row):])
			Temperature(t).Apply(row)
			sum -= float64(math32.Log(max(row[label], 1e-30)))
		}
		return sum
	}
	// The loss is convex in 1/T: keep the third that holds the minimum, forty times.
	from, to := float32(1./hottest), float32(1./coolest)
	for range 40 {
		third := (to - from) / 3
		if loss(1/(from+third)) < loss(1/(to-third)) {
			to -= third
		} else {
			from += third
		}
	}
	return Temperature(2 / (from + to)), nil
}

// Apply changes the probabilities of one sample.
func (t Temperature) Apply(probabilities []float32) {
	var most float32
	for _, p := range probabilities {
		most = max(most, p)
	}
	if most <= 0 || t <= 0 {
		return
	}
	var sum float32
	for i, p := range probabilities {
		if p > 0 {
			p = math32.Exp(math32.Log(p/most) / float32(t))
		}
		probabilities[i] = p
		sum += p
	}
	for i := range probabilities {
		probabilities[i] /= sum
	}
}

// CalibrationError returns by how much the probability of the class that is read differs from the share that is right,
// over ten ranges of probability, each weighted by how many samples it has: the expected calibration error of Guo
// et al.
func CalibrationError(probabilities *Tensor, labels []int) (float64, error) {
	if err := checkProbabilities(probabilities, labels); err != nil {
		return 0, err
	}
	const ranges = 10
	var surplus [ranges]float64 // what was claimed, less what was right
	classes := probabilities.Shape[1]
	for i, label := range labels {
		row := probabilities.Data[i*classes:][:classes]
		best := argmax(row, 0, 1)
		r := min(int(row[best]*ranges), ranges-1)
		surplus[r] += float64(row[best])
		if best == label {
			surplus[r]--
		}
	}
	var sum float64
	for _, s := range surplus {
		sum += max(s, -s)
	}
	return sum / float64(len(labels)), nil
}

func checkProbabilities(p *Tensor, labels []int) error {
	if len(labels) == 0 {
		return errors.New("nn32: calibration needs at least one sample")
	}
	if p == nil || len(p.Shape) != 2 || p.Shape[0] != len(labels) || p.Shape[1] < 1 || len(p.Data) != p.Shape.Size() {
		return errfmt.Errorf("nn32: %d labels need probabilities of %d×classes", len(labels), len(labels))
	}
	for i, label := range labels {
		if err := checkLabel(label, i, p.Shape[1]); err != nil {
			return err
		}
	}
	for i, v := range p.Data {
		if !(v >= 0 && v <= 1.001) {
			return errfmt.Errorf("nn32: the probability %v of sample %d is not from 0 to 1; calibrate what a softmax gives", v, i/p.Shape[1])
		}
	}
	return nil
}

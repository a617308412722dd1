// Package calibrate makes a network's probabilities as certain as it is right: it fits the temperature of temperature scaling and measures the
// calibration error. It knows probabilities and labels only, and trains nothing.
package calibrate

import (
	"errors"
	"slices"

	"digitlab/nn32"
	"digitlab/nn32/internal/elementary"
	"digitlab/nn32/internal/errfmt"
)

// Temperature is the parameter of temperature scaling, which divides the logits before the softmax; Guo et al. 2017,
// arXiv:1706.04599. Here it is applied to probabilities: each becomes p^(1/T), divided by the sum. Above 1 they become less certain,
// below 1 more. The class with the largest probability stays the same.
type Temperature float32

// The range of FitTemperature. Temperatures below 1 are left out: validation samples, nearly all predicted right, would ask for them,
// but for people's drawings the probabilities would then be too certain.
const minTemperature, maxTemperature = 1, 8

// FitTemperature returns the temperature from 1 to 8 that minimises the cross-entropy of probabilities (N, classes) and labels (N).
// Use samples that the network was not trained on.
func FitTemperature(probabilities *nn32.Tensor, labels []int) (Temperature, error) {
	if err := checkProbabilities(probabilities, labels); err != nil {
		return 0, err
	}
	classes := probabilities.Shape[1]
	logs := slices.Clone(probabilities.Data)
	for row := range slices.Chunk(logs, classes) {
		takeLogs(row) // a row of zeros adds the same to every loss
	}
	row := make([]float32, classes)
	loss := func(t float32) (sum float64) {
		for i, label := range labels {
			copy(row, logs[i*classes:])
			Temperature(t).applyToLogs(row)
			sum -= float64(elementary.Log(max(row[label], 1e-30)))
		}
		return sum
	}
	// The loss is convex in 1/T, so ternary search finds the minimum.
	from, to := float32(1./maxTemperature), float32(1./minTemperature)
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

// Apply scales the probabilities (classes) of one sample in place.
func (t Temperature) Apply(probabilities []float32) {
	if t > 0 && takeLogs(probabilities) {
		t.applyToLogs(probabilities)
	}
}

// takeLogs replaces each probability p of one sample by log(p/max), unless all are 0.
func takeLogs(probabilities []float32) bool {
	var most float32
	for _, p := range probabilities {
		most = max(most, p)
	}
	if most <= 0 {
		return false
	}
	for i, p := range probabilities {
		probabilities[i] = elementary.Log(p / most)
	}
	return true
}

// applyToLogs replaces what takeLogs gives by the scaled probabilities.
func (t Temperature) applyToLogs(logs []float32) {
	var sum float32
	for i, l := range logs {
		logs[i] = elementary.Exp(l / float32(t))
		sum += logs[i]
	}
	for i := range logs {
		logs[i] /= sum
	}
}

// Error returns the expected calibration error of Guo et al. for probabilities (N, classes) and labels (N): the mean
// difference between the predicted class's probability and the accuracy, over ten ranges of probability that are weighted by
// their number of samples.
func Error(probabilities *nn32.Tensor, labels []int) (float64, error) {
	if err := checkProbabilities(probabilities, labels); err != nil {
		return 0, err
	}
	const ranges = 10
	var difference [ranges]float64 // sum of probabilities minus number of right predictions
	classes := probabilities.Shape[1]
	for i, label := range labels {
		row := probabilities.Data[i*classes:][:classes]
		best := slices.Index(row, slices.Max(row))
		r := min(int(row[best]*ranges), ranges-1)
		difference[r] += float64(row[best])
		if best == label {
			difference[r]--
		}
	}
	var sum float64
	for _, s := range difference {
		sum += max(s, -s)
	}
	return sum / float64(len(labels)), nil
}

// checkProbabilities returns an error unless p is (N, classes) with values from 0 to 1 and there are N labels.
func checkProbabilities(p *nn32.Tensor, labels []int) error {
	if len(labels) == 0 {
		return errors.New("calibrate: calibration needs at least one sample")
	}
	if p == nil || len(p.Shape) != 2 || p.Shape[0] != len(labels) || p.Shape[1] < 1 || len(p.Data) != p.Shape.Size() {
		return errfmt.Errorf("calibrate: %d labels need probabilities of %d×classes", len(labels), len(labels))
	}
	for i, label := range labels {
		if label < 0 || label >= p.Shape[1] {
			return errfmt.Errorf("calibrate: the label %d of sample %d is not from 0 to %d", label, i, p.Shape[1]-1)
		}
	}
	for i, v := range p.Data {
		if !(v >= 0 && v <= 1.001) {
			return errfmt.Errorf("calibrate: the probability %v of sample %d is not from 0 to 1; calibrate what a softmax gives", v, i/p.Shape[1])
		}
	}
	return nil
}

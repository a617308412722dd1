package nn32

import (
	"math"

	"digitlab/nn32/internal/errfmt"
)

// Metric is a number that training reports besides the loss.
type Metric uint8

// Accuracy is the share of samples whose largest output is their class.
const Accuracy Metric = 1

// Evaluation is a network's result on data.
type Evaluation struct {
	Loss     float32 // mean over the samples, with the network's L2 terms
	Accuracy float32 // 0..1; 0 unless Compile was given Accuracy
}

// argmax returns the row of the largest value of sample s in rows of n samples; of equal values, the first.
func argmax(x []float32, s, n int) int {
	best := 0
	for i := 1; i*n+s < len(x); i++ {
		if x[i*n+s] > x[best*n+s] {
			best = i
		}
	}
	return best
}

// ConfusionMatrix has numbers of samples: one row for each true class, one column for each predicted class.
type ConfusionMatrix [][]int

// Confusion returns the confusion matrix of predictions (N, classes) and labels (N).
func Confusion(predictions *Tensor, labels []int) (ConfusionMatrix, error) {
	if predictions == nil || len(predictions.Shape) != 2 || predictions.Shape[0] != len(labels) || predictions.Shape[1] < 1 ||
		len(predictions.Data) != predictions.Shape.Size() {
		return nil, errfmt.Errorf("nn32: %d labels need predictions of %d×classes", len(labels), len(labels))
	}
	classes := predictions.Shape[1]
	m := make(ConfusionMatrix, classes)
	for i := range m {
		m[i] = make([]int, classes)
	}
	for i, label := range labels {
		if err := checkLabel(label, i, classes); err != nil {
			return nil, err
		}
		m[label][argmax(predictions.Data[i*classes:][:classes], 0, 1)]++
	}
	return m, nil
}

// Accuracy returns the share of samples that were predicted right, or NaN if there are none.
func (m ConfusionMatrix) Accuracy() float64 {
	right, all := 0, 0
	for i, row := range m {
		right += row[i]
		for _, n := range row {
			all += n
		}
	}
	if all == 0 {
		return math.NaN()
	}
	return float64(right) / float64(all)
}

// PerClass returns the recall of each class, the accuracy on its samples, or NaN for a class without samples.
func (m ConfusionMatrix) PerClass() []float64 {
	shares := make([]float64, len(m))
	for i, row := range m {
		all := 0
		for _, n := range row {
			all += n
		}
		shares[i] = math.NaN()
		if all > 0 {
			shares[i] = float64(row[i]) / float64(all)
		}
	}
	return shares
}

// Confusion returns the confusion matrix of the network on data with labels.
func (s *Sequential) Confusion(data Data) (ConfusionMatrix, error) {
	y, err := s.Predict(data.X)
	if err != nil {
		return nil, err
	}
	return Confusion(y, data.Labels)
}

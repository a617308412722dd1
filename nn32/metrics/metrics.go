// Package metrics measures predictions: the confusion matrix, precision, recall and F1 as scikit-learn defines them, and top-k accuracy.
// It knows predictions and labels only, so that it also measures an ensemble's, or another program's.
//
// MacroF1 and TopK are metrics for Sequential.Compile.
package metrics

import (
	"math"

	"digitlab/nn32"
	"digitlab/nn32/internal/errfmt"
)

// ConfusionMatrix has numbers of samples: one row for each true class, one column for each predicted class.
type ConfusionMatrix [][]int

// Confusion returns the confusion matrix of predictions (N, classes) and labels (N).
func Confusion(predictions *nn32.Tensor, labels []int) (ConfusionMatrix, error) {
	if err := check(predictions, labels); err != nil {
		return nil, err
	}
	classes := predictions.Shape[1]
	m := make(ConfusionMatrix, classes)
	for i := range m {
		m[i] = make([]int, classes)
	}
	for i, label := range labels {
		row := predictions.Data[i*classes:][:classes]
		for predicted := range row {
			if rank(row, predicted) == 0 {
				m[label][predicted]++
				break
			}
		}
	}
	return m, nil
}

// check returns an error unless there are predictions (N, classes) and N labels of their classes, and all are numbers.
func check(predictions *nn32.Tensor, labels []int) error {
	if predictions == nil || len(predictions.Shape) != 2 || predictions.Shape[0] != len(labels) || predictions.Shape[1] < 1 ||
		len(predictions.Data) != predictions.Shape.Size() {
		return errfmt.Errorf("metrics: %d labels need predictions of %d×classes", len(labels), len(labels))
	}
	classes := predictions.Shape[1]
	for i, label := range labels {
		if label < 0 || label >= classes {
			return errfmt.Errorf("metrics: label %d of sample %d is not one of the %d classes, 0 to %d", label, i, classes, classes-1)
		}
	}
	for i, v := range predictions.Data {
		if v != v {
			return errfmt.Errorf("metrics: the prediction for sample %d has NaN", i/classes)
		}
	}
	return nil
}

// rank returns the number of classes that come before class: those with a larger output, and of equal outputs those before it.
func rank(row []float32, class int) (before int) {
	for i, v := range row {
		if v > row[class] || v == row[class] && i < class {
			before++
		}
	}
	return before
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
	return float64(right) / float64(all)
}

// Scores are the scores of one class, or their means over classes. Of the samples that were predicted to be of the class, Precision is
// the share that is; of those that are, Recall is the share that was predicted, which is the class's accuracy. F1 is the harmonic mean of
// the two. Where a score divides by zero it is 0, as in scikit-learn.
type Scores struct {
	Precision, Recall, F1 float64
	Samples               int // of the class, scikit-learn's support
	Predicted             int // number of samples that were predicted to be of the class
}

// PerClass returns the scores of each class.
func (m ConfusionMatrix) PerClass() []Scores {
	scores := make([]Scores, len(m))
	for i := range m {
		s := &scores[i]
		for j := range m {
			s.Samples += m[i][j]
			s.Predicted += m[j][i]
		}
		right := m[i][i]
		s.Precision, s.Recall = share(right, s.Predicted), share(right, s.Samples)
		s.F1 = share(2*right, s.Samples+s.Predicted)
	}
	return scores
}

func share(part, all int) float64 {
	if all == 0 {
		return 0
	}
	return float64(part) / float64(all)
}

// Macro returns the means of the classes' scores, each class with the same weight. As in scikit-learn, classes without samples that were
// never predicted do not count. Without any samples the means are NaN.
func (m ConfusionMatrix) Macro() (mean Scores) {
	classes := 0.
	for _, s := range m.PerClass() {
		if s.Samples+s.Predicted == 0 {
			continue
		}
		classes++
		mean.Precision, mean.Recall, mean.F1 = mean.Precision+s.Precision, mean.Recall+s.Recall, mean.F1+s.F1
		mean.Samples, mean.Predicted = mean.Samples+s.Samples, mean.Predicted+s.Predicted
	}
	if classes == 0 {
		classes = math.NaN()
	}
	mean.Precision, mean.Recall, mean.F1 = mean.Precision/classes, mean.Recall/classes, mean.F1/classes
	return mean
}

// MacroF1 is the macro average of F1 as a metric for Compile.
type MacroF1 struct{}

func (MacroF1) Measure(predictions *nn32.Tensor, data nn32.Data) (float32, error) {
	m, err := Confusion(predictions, data.Labels)
	if err != nil {
		return 0, err
	}
	return float32(m.Macro().F1), nil
}

// TopK is the share of samples whose class is among those with the K largest outputs; TopK(1) is the accuracy. Of equal outputs, the
// class with the smaller number comes first.
type TopK int

func (k TopK) Measure(predictions *nn32.Tensor, data nn32.Data) (float32, error) {
	if k < 1 {
		return 0, errfmt.Errorf("metrics: TopK needs a number of 1 or more, not %d", int(k))
	}
	if err := check(predictions, data.Labels); err != nil {
		return 0, err
	}
	right, classes := 0, predictions.Shape[1]
	for i, label := range data.Labels {
		if rank(predictions.Data[i*classes:][:classes], label) < int(k) {
			right++
		}
	}
	return float32(right) / float32(len(data.Labels)), nil
}

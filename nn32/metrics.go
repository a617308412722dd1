package nn32

import "digitlab/nn32/internal/errfmt"

// Metric is a number that Evaluate reports besides the loss. Package metrics has some; write your own as a type with this method.
type Metric interface {
	// Measure returns the metric of predictions (N, outputs), as Predict returns them, for data.
	Measure(predictions *Tensor, data Data) (float32, error)
}

// Accuracy is the share of samples whose largest output is their class. It is the one metric that training reports for each step.
var Accuracy Metric = accuracy{}

type accuracy struct{}

func isAccuracy(m Metric) bool {
	_, ok := m.(accuracy)
	return ok
}

func (accuracy) Measure(predictions *Tensor, data Data) (float32, error) {
	n := len(data.Labels)
	if predictions == nil || len(predictions.Shape) != 2 || predictions.Shape[0] != n || n == 0 || len(predictions.Data) != predictions.Shape.Size() {
		return 0, errfmt.Errorf("nn32: %d labels need predictions of %d×classes", n, n)
	}
	right := 0
	for i, label := range data.Labels {
		if argmax(predictions.Data[i*predictions.Shape[1]:][:predictions.Shape[1]]) == label {
			right++
		}
	}
	return float32(right) / float32(n), nil
}

// Evaluation is a network's result on data.
type Evaluation struct {
	Loss     float32   // mean over the samples, with the network's L2 terms
	Accuracy float32   // 0..1; 0 unless Compile was given Accuracy
	Metrics  []float32 // of Compile's other metrics, in their order; nil in training, which measures none of them
}

// measure returns the values of the metrics other than Accuracy.
func (s *Sequential) measure(predictions *Tensor, data Data) (values []float32, err error) {
	for i, m := range s.measured {
		v, err := m.Measure(predictions, data)
		if err != nil {
			return nil, errfmt.Errorf("nn32: metric %d: %w", i, err)
		}
		values = append(values, v)
	}
	return values, nil
}

// argmax returns the place of the largest value; of equal values, the first.
func argmax(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}

package nn32_test

import (
	"fmt"

	"digitlab/nn32"
	"digitlab/nn32/metrics"
	"digitlab/nn32/schedules"
)

// small returns a small network for the digits, and trains it for some epochs.
func small(o nn32.FitOptions) *nn32.Sequential {
	fit, _ := digits()
	network, err := nn32.NewSequential(nn32.Shape{8, 8, 1}, 1,
		&nn32.Conv2D{Filters: 8, KernelSize: [2]int{3, 3}, Activation: nn32.ReLU},
		&nn32.Flatten{},
		&nn32.Dense{Units: 10, Activation: nn32.Softmax})
	check(err)
	check(network.Compile(&nn32.Adam{}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy))
	_, err = network.Fit(fit, o)
	check(err)
	return network
}

// Go on with a trained network: its convolution stays, and its Dense is trained with other data.
func ExampleSequential_Clone() {
	network := small(nn32.FitOptions{Epochs: 5})
	_, more := digits()

	tuned, err := network.Clone()
	check(err)
	tuned.Layers()[0].(*nn32.Conv2D).Frozen = true
	check(tuned.Compile(&nn32.SGD{LearningRate: .01}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy))
	_, err = tuned.Fit(more, nn32.FitOptions{Epochs: 5})
	check(err)
	fmt.Print(tuned.Summary())
	// Output:
	// Layer           Output   Parameters   Multiply-adds
	// conv2d          6×6×8    80           2592
	// flatten         288      0            0
	// dense           10       2890         2880
	// total                    2970         5472
	// trainable                2890
	// non-trainable            80
}

// A class that is rare, or matters more, gets a larger weight. OnEpoch shows the results and lowers the learning rate.
func ExampleFitOptions() {
	fit, test := digits()
	network := small(nn32.FitOptions{Epochs: 1})
	optimizer, _, _ := network.Compiled()

	plateau := &schedules.ReduceLROnPlateau{Factor: .5, Patience: 1, MinDelta: .01}
	check(plateau.Check())
	_, err := network.Fit(fit, nn32.FitOptions{
		InitialEpoch: 1, Epochs: 50, Validation: test,
		ClassWeights: map[int]float32{8: 3}, // the others have 1
		OnEpoch: func(e nn32.Epoch) (stop bool) {
			if plateau.Observe(optimizer, e.Validation.Loss) {
				fmt.Printf("epoch %d: validation loss %.3f, learning rate %v\n", e.Number, e.Validation.Loss, optimizer.Rate())
			}
			return optimizer.Rate() < .0005
		}})
	check(err)
	// Output:
	// epoch 11: validation loss 0.254, learning rate 0.0005
	// epoch 14: validation loss 0.226, learning rate 0.00025
}

// huber is a loss of our own: squared for small differences, linear for large ones; Huber 1964.
type huber struct{ delta float32 }

// Attach: the loss takes any outputs, after the last activation.
func (h huber) Attach(endsInSoftmax bool) (takesLogits bool, err error) { return false, nil }

func (h huber) Forward(y, targets *nn32.Tensor, weights []float32, batch int, dy *nn32.Tensor) (sum float64) {
	n := y.Shape[len(y.Shape)-1] // the batch, with padding, is the last axis
	for sample, weight := range weights {
		for at := sample; at < len(y.Data); at += n {
			d := y.Data[at] - targets.Data[at]
			slope := max(-h.delta, min(d, h.delta))
			sum += float64(weight * slope * (d - slope/2))
			dy.Data[at] = weight * slope / float32(batch)
		}
	}
	return sum
}

// absoluteError is a metric of our own: the mean of |y - t| over samples and outputs.
type absoluteError struct{}

func (absoluteError) Measure(predictions *nn32.Tensor, data nn32.Data) (float32, error) {
	var sum float32
	for i, y := range predictions.Data {
		sum += max(y-data.Targets.Data[i], data.Targets.Data[i]-y)
	}
	return sum / float32(len(predictions.Data)), nil
}

// A loss and a metric of our own, to learn a function with one wild value.
func Example_ownLossAndMetric() {
	data := nn32.Data{X: nn32.NewTensor(40, 1), Targets: nn32.NewTensor(40, 1)}
	for i := range data.X.Data {
		data.X.Data[i] = float32(i)/20 - 1
		data.Targets.Data[i] = 3*data.X.Data[i] + 1
	}
	data.Targets.Data[5] = 100

	network, err := nn32.NewSequential(nn32.Shape{1}, 1, &nn32.Dense{Units: 1})
	check(err)
	check(network.Compile(&nn32.SGD{LearningRate: .1}, huber{delta: .5}, absoluteError{}))
	_, err = network.Fit(data, nn32.FitOptions{Epochs: 300})
	check(err)
	result, err := network.Evaluate(data)
	check(err)
	fmt.Printf("slope %.1f, mean absolute error %.1f\n", network.Params()[0].Value.Data[0], result.Metrics[0])
	// Output: slope 3.0, mean absolute error 2.5
}

// The metrics of scikit-learn, as metrics of a network and from its predictions.
func Example_metrics() {
	network := small(nn32.FitOptions{Epochs: 10})
	_, test := digits()

	check(network.Compile(&nn32.Adam{}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy, metrics.TopK(2), metrics.MacroF1{}))
	result, err := network.Evaluate(test)
	check(err)
	fmt.Printf("accuracy %.4f, in the first two %.4f, macro F1 %.4f\n", result.Accuracy, result.Metrics[0], result.Metrics[1])

	predictions, err := network.Predict(test.X)
	check(err)
	confusion, err := metrics.Confusion(predictions, test.Labels)
	check(err)
	for digit, s := range confusion.PerClass()[:2] {
		fmt.Printf("%d: precision %.3f, recall %.3f, F1 %.3f of %d\n", digit, s.Precision, s.Recall, s.F1, s.Samples)
	}
	// Output:
	// accuracy 0.9426, in the first two 0.9778, macro F1 0.9435
	// 0: precision 1.000, recall 1.000, F1 1.000 of 57
	// 1: precision 0.823, recall 0.927, F1 0.872 of 55
}

package nn32

import (
	"errors"

	"digitlab/nn32/internal/kernel"
)

// Loss is a function that training minimises: its mean over a batch.
type Loss interface {
	// Attach is called by Compile. It returns whether the loss takes the input of the network's final softmax (the logits) as y, or an
	// error if it does not fit to the network.
	Attach(endsInSoftmax bool) (takesLogits bool, err error)
	// Forward returns the sum of the samples' losses, each times its weight, and sets dy to the gradient of that sum divided by batch,
	// the number of samples in all micro-batches.
	//
	//	y, targets, dy (outputs, N)   weights (samples), 1 without FitOptions.ClassWeights
	//
	// The batch is the last axis, as inside of layers, and padded: N is at least samples, and output j of sample i is at j·N+i. What is
	// set for the padding is ignored.
	Forward(y, targets *Tensor, weights []float32, batch int, dy *Tensor) (sum float64)
}

// smoothed is a loss that distributes a share of each target over all classes.
type smoothed interface{ smoothing() float32 }

// CategoricalCrossentropy is -Σ t·log p over the classes, t being the targets and p the network's probabilities.
//
// It is computed from the logits as log Σ exp(x) - x of the class, after subtracting the largest logit, so that no probability
// underflows. If the network ends in a softmax, the loss takes the softmax's input, as Keras does internally; for a network that
// ends in logits set FromLogits, as in Keras. Without Targets the targets are the Labels, one-hot.
type CategoricalCrossentropy struct {
	FromLogits     bool
	LabelSmoothing float32 // the targets become t·(1-s) + s/classes; Szegedy et al. 2015, arXiv:1512.00567

	crossentropy
}

// SparseCategoricalCrossentropy is CategoricalCrossentropy for integer labels only, as in Keras. In this library both accept Labels;
// this one refuses Targets.
type SparseCategoricalCrossentropy struct {
	FromLogits     bool
	LabelSmoothing float32 // as in CategoricalCrossentropy; Keras has none here

	crossentropy
}

func (l *CategoricalCrossentropy) Attach(endsInSoftmax bool) (bool, error) {
	return checkCrossentropy(endsInSoftmax, l.FromLogits, l.LabelSmoothing)
}

func (l *CategoricalCrossentropy) smoothing() float32 { return l.LabelSmoothing }

func (l *SparseCategoricalCrossentropy) Attach(endsInSoftmax bool) (bool, error) {
	return checkCrossentropy(endsInSoftmax, l.FromLogits, l.LabelSmoothing)
}

func (l *SparseCategoricalCrossentropy) smoothing() float32 { return l.LabelSmoothing }

// checkCrossentropy is Attach for both.
func checkCrossentropy(endsInSoftmax, fromLogits bool, smoothing float32) (beforeSoftmax bool, err error) {
	switch {
	case endsInSoftmax && fromLogits:
		return false, errors.New("FromLogits is set, but the network ends in a softmax; remove one of the two")
	case !endsInSoftmax && !fromLogits:
		return false, errors.New("cross-entropy needs probabilities; end the network in a softmax or set FromLogits")
	}
	return true, within("LabelSmoothing", smoothing, 0, 1)
}

// crossentropy is the part that both share.
type crossentropy struct {
	losses, shares []float32 // per sample: its loss, and its part of the gradient
}

func (l *crossentropy) Forward(logits, targets *Tensor, weights []float32, batch int, dy *Tensor) (sum float64) {
	n := logits.lanes()
	l.losses, l.shares = resize(l.losses, n), resize(l.shares, n)
	for s, weight := range weights {
		l.shares[s] = weight / float32(batch)
	}
	kernel.Crossentropy(dy.Data, l.losses, logits.Data, targets.Data, l.shares, n)
	for s, weight := range weights {
		sum += float64(float64(weight) * float64(l.losses[s]))
	}
	return sum
}

// MeanSquaredError is the mean of (y - t)² over the outputs. Without Targets, t is the label, one-hot.
type MeanSquaredError struct{}

func (*MeanSquaredError) Attach(bool) (bool, error) { return false, nil }

func (*MeanSquaredError) Forward(y, targets *Tensor, weights []float32, batch int, dy *Tensor) (sum float64) {
	n := y.lanes()
	outputs := float32(len(y.Data) / n)
	for s, weight := range weights {
		share := float32(2*weight) / float32(outputs*float32(batch))
		var squares float32
		for at := s; at < len(y.Data); at += n {
			d := y.Data[at] - targets.Data[at]
			squares += float32(d * d)
			dy.Data[at] = float32(d * share)
		}
		sum += float64(float64(weight) * float64(squares/outputs))
	}
	return sum
}

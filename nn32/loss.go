package nn32

import (
	"errors"

	"github.com/chewxy/math32"

	"digitlab/nn32/internal/kernel"
)

// Loss is a function that training minimises: its mean over a batch.
type Loss interface {
	// attach returns whether the loss takes the input of the network's final softmax (the logits), or an error if it does not fit.
	attach(endsInSoftmax bool) (beforeSoftmax bool, err error)
	// smoothing returns the share of each target that is distributed over all classes.
	smoothing() float32
	// forward returns the sum of the losses of the first samples of y. targets has the shape of y. It sets dy to the gradient of that
	// sum divided by batch, the number of samples in all micro-batches.
	forward(y, targets *Tensor, samples, batch int, dy *Tensor) (sum float64)
}

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

func (l *CategoricalCrossentropy) attach(endsInSoftmax bool) (bool, error) {
	return checkCrossentropy(endsInSoftmax, l.FromLogits, l.LabelSmoothing)
}

func (l *CategoricalCrossentropy) smoothing() float32 { return l.LabelSmoothing }

func (l *SparseCategoricalCrossentropy) attach(endsInSoftmax bool) (bool, error) {
	return checkCrossentropy(endsInSoftmax, l.FromLogits, l.LabelSmoothing)
}

func (l *SparseCategoricalCrossentropy) smoothing() float32 { return l.LabelSmoothing }

// checkCrossentropy is attach for both.
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
	largest, sum []float32 // of the logits and of their exponentials, per sample
}

func (l *crossentropy) forward(logits, targets *Tensor, samples, batch int, dy *Tensor) (sum float64) {
	n := logits.lanes()
	dy.setLanes(n)
	l.largest, l.sum = resize(l.largest, n), resize(l.sum, n)
	kernel.Softmax(dy.Data, logits.Data, l.largest, l.sum, n)
	share := 1 / float32(batch)
	for s := range samples {
		logSum := math32.Log(l.sum[s])
		var all float32 // 1 where targets are probabilities
		for at := s; at < len(dy.Data); at += n {
			if t := targets.Data[at]; t != 0 {
				sum += float64(float32(t * (logSum + (l.largest[s] - logits.Data[at]))))
				all += t
			}
		}
		weight := float32(all * share)
		for at := s; at < len(dy.Data); at += n {
			dy.Data[at] = float32(dy.Data[at]*weight) - float32(targets.Data[at]*share)
		}
	}
	clearPadding(dy, samples)
	return sum
}

// MeanSquaredError is the mean of (y - t)² over the outputs. Without Targets, t is the label, one-hot.
type MeanSquaredError struct{}

func (*MeanSquaredError) attach(bool) (bool, error) { return false, nil }

func (*MeanSquaredError) smoothing() float32 { return 0 }

func (*MeanSquaredError) forward(y, targets *Tensor, samples, batch int, dy *Tensor) (sum float64) {
	n := y.lanes()
	dy.setLanes(n)
	outputs := float32(len(y.Data) / n)
	share := 2 / float32(outputs*float32(batch))
	for s := range samples {
		var squares float32
		for at := s; at < len(y.Data); at += n {
			d := y.Data[at] - targets.Data[at]
			squares += float32(d * d)
			dy.Data[at] = float32(d * share)
		}
		sum += float64(squares / outputs)
	}
	clearPadding(dy, samples)
	return sum
}

// clearPadding sets the gradients of the padding to zero.
func clearPadding(dy *Tensor, samples int) {
	for row := 0; row < len(dy.Data); row += dy.lanes() {
		clear(dy.Data[row+samples : row+dy.lanes()])
	}
}

package nn32

import (
	"errors"

	"github.com/chewxy/math32"

	"digitlab/nn32/internal/kernel"
)

// Loss is what training makes small.
type Loss interface {
	// attach says whether the loss takes the input of a softmax that ends the network, or what is wrong.
	attach(endsInSoftmax bool) error
	// forward returns the sum of the losses of the first samples, and how many of them are classified right. The
	// gradient of their mean for the last tensor is left in dy.
	forward(last *Tensor, labels []int, dy *Tensor) (sum float64, right int)
}

// CategoricalCrossentropy is -log of the probability that the network gives to the right class, averaged over the batch.
//
// It is computed from the logits as log Σ exp(x) - x of the right class, with the largest logit taken off first, so that
// no probability underflows. A network that ends in softmax gives it what comes before, as Keras does inside; one that
// ends in logits says so by FromLogits, as in Keras.
type CategoricalCrossentropy struct {
	FromLogits bool

	largest, sum []float32 // of each sample
}

func (l *CategoricalCrossentropy) attach(endsInSoftmax bool) error {
	switch {
	case endsInSoftmax && l.FromLogits:
		return errors.New("FromLogits is set, but the network ends in a softmax; remove one of the two")
	case !endsInSoftmax && !l.FromLogits:
		return errors.New("cross-entropy needs probabilities; end the network in a softmax or set FromLogits")
	}
	return nil
}

func (l *CategoricalCrossentropy) forward(logits *Tensor, labels []int, dy *Tensor) (sum float64, right int) {
	n := logits.lanes()
	dy.setLanes(n)
	l.largest, l.sum = lanesOf(l.largest, n), lanesOf(l.sum, n)
	kernel.Softmax(dy.Data, logits.Data, l.largest, l.sum, n)
	share := 1 / float32(len(labels))
	for s := range n {
		if s >= len(labels) { // padding
			for at := s; at < len(dy.Data); at += n {
				dy.Data[at] = 0
			}
			continue
		}
		label := labels[s]
		sum += float64(math32.Log(l.sum[s]) + (l.largest[s] - logits.Data[label*n+s]))
		if argmax(logits.Data, s, n) == label {
			right++
		}
		for at := s; at < len(dy.Data); at += n {
			dy.Data[at] = float32(dy.Data[at] * share)
		}
		dy.Data[label*n+s] -= share
	}
	return sum, right
}

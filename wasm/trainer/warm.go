package trainer

import (
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
)

const (
	// warmTime is how long one warm-up works. A browser compiles beside it, so that several short ones with rests between them
	// give more than a long one.
	warmTime = 400 * time.Millisecond
	// warmBatch is the size of a batch in it: a command waits for a step at most.
	warmBatch = 8
	// warmDigits is the number of digits in one of its epochs, after which it also predicts.
	warmDigits = 20 * warmBatch
)

// warmUp runs what a run of the present settings will need, on a copy of its network. No bit of the run depends on it: the copy has its
// own weights and random numbers.
func (t *Trainer) warmUp(number int) {
	if !t.is(number) {
		return
	}
	s := t.run.settings
	s.BatchSize, s.Epochs, s.Members = min(s.BatchSize, warmBatch), 1, 1
	network, err := model.New(s)
	if err != nil {
		return // the run has one of nearly the same settings
	}
	digits := t.run.data.Fit
	digits = digits.Slice(0, min(warmDigits, digits.Len()))
	t.during(warming, noProgress, func() error {
		for begin := time.Now(); time.Since(begin) < warmTime; {
			if err := t.exercise(network, digits, s); err != nil {
				return err // of digits on which the run may diverge as well, or a command has come
			}
		}
		return nil
	})
}

// exercise trains a network for an epoch and does what comes between two epochs of a run.
func (t *Trainer) exercise(network *model.Network, digits nn32.Data, s protocol.Settings) error {
	for _, err := range network.Steps(digits, s, 0) {
		if err == nil {
			err = t.yield()
		}
		if err != nil {
			return err
		}
	}
	if _, err := network.Evaluate(digits, t.yield); err != nil {
		return err
	}
	one := digits.Slice(0, 1).X
	for range warmBatch {
		if _, err := network.Predict(one); err != nil {
			return err
		}
		if _, err := network.Trace(0, one); err != nil {
			return err
		}
	}
	return t.yield()
}

package trainer

import (
	"slices"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
)

const (
	// warmTime is how long one warm-up works. A browser compiles beside it, so that several short ones with rests between them
	// give more than a long one.
	warmTime = 400 * time.Millisecond
	// A command waits for a step of a warm-up at most. So a step has at most warmBatch digits, and at most warmProducts multiplications
	// forward: a few milliseconds, also before the code is fast.
	warmBatch    = 8
	warmProducts = 2 << 20
	// warmSteps is the number of steps in one of its epochs, after which it also predicts.
	warmSteps = 20
)

// warmUp warms up for the present run.
func (t *Trainer) warmUp(number int) {
	if t.is(number) && t.mayWarmUp {
		t.prepare(t.run.settings, t.run.data.Fit)
	}
}

// warmUpForTrial warms up for a trial, unless the last one had the same layers. The time of a trial that begins with slow code would say
// little about the next one's.
func (t *Trainer) warmUpForTrial(s protocol.Settings, digits nn32.Data) error {
	last := t.tried
	t.tried = s
	if !t.mayWarmUp || last.Data == s.Data && slices.Equal(last.Layers, s.Layers) {
		return nil
	}
	return t.prepare(s, digits)
}

// prepare runs what training with these settings will need, on a small network of its own, for warmTime or until a command ends it; then it
// returns errInterrupted. No bit of a run depends on it: the network has its own weights and random numbers.
func (t *Trainer) prepare(s protocol.Settings, digits nn32.Data) error {
	s, short := small(s)
	if !short {
		return nil // it has so many layers that the browser compiles for it in its first epoch
	}
	digits = digits.Slice(0, min(warmSteps*s.BatchSize, digits.Len()))
	return t.during(warming, noProgress, func() error {
		begin := time.Now()
		network, err := model.New(s)
		if err != nil {
			return nil // what it is for has one of nearly the same settings
		}
		if err := t.yield(); err != nil {
			return err
		}
		for time.Since(begin) < warmTime {
			switch err := t.exercise(network, digits, s); {
			case err == errInterrupted:
				return err
			case err != nil:
				return nil // of digits on which the run may diverge as well
			}
		}
		return nil
	})
}

// small returns settings of a network with the same layers, and so the same code, whose layers have half as many units, or a quarter, and so
// on, so that a step of a few digits is short. short reports whether it is.
func small(s protocol.Settings) (_ protocol.Settings, short bool) {
	s.BatchSize, s.Epochs, s.Members = min(s.BatchSize, warmBatch), 1, 1
	s.Layers = slices.Clone(s.Layers)
	for units := protocol.MaxUnits; warmBatch*s.Products() > warmProducts; units /= 2 {
		if units == 1 {
			return s, false
		}
		for i := range s.Layers {
			l := &s.Layers[i]
			l.Units = min(l.Units, max(l.Units/2, 1))
		}
	}
	return s, true
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
	if _, err := network.Evaluate(digits.Slice(0, min(s.BatchSize, digits.Len())), t.yield); err != nil {
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
		if err := t.yield(); err != nil {
			return err
		}
	}
	return nil
}

package nn32

import (
	"errors"

	"digitlab/nn32/internal/errfmt"
)

// EarlyStopping ends a run whose validation does not improve, and can restore the weights of the best epoch. Fit does both; your
// own loop over Steps calls Observe after each evaluation and Restore at the end.
type EarlyStopping struct {
	ByAccuracy  bool    // compare the accuracy; otherwise the loss, as in Keras
	Patience    int     // number of epochs in a row without improvement that end the run, as in Keras; 0 means 1
	MinDelta    float32 // smallest change that is an improvement
	RestoreBest bool    // Restore sets the weights of the best epoch, as Keras's restore_best_weights

	bestEpoch       int // 0: none yet
	best            Evaluation
	epochsSinceBest int
	bestWeights     []float32
}

// Observe takes the validation result of an epoch, counted from 1, and returns whether to stop.
func (e *EarlyStopping) Observe(s *Sequential, epoch int, v Evaluation) (stop bool) {
	if e.bestEpoch > 0 && !e.better(v) {
		e.epochsSinceBest++
		return e.epochsSinceBest >= e.Patience
	}
	e.bestEpoch, e.best, e.epochsSinceBest = epoch, v, 0
	if e.RestoreBest {
		e.bestWeights = AppendValues(e.bestWeights[:0], s.params)
	}
	return false
}

// better reports whether v is an improvement.
func (e *EarlyStopping) better(v Evaluation) bool {
	if e.ByAccuracy {
		return v.Accuracy > e.best.Accuracy+e.MinDelta
	}
	return v.Loss < e.best.Loss-e.MinDelta
}

// Restore returns the best epoch, or 0 if there was none. With RestoreBest it sets the network's weights to those of that epoch.
func (e *EarlyStopping) Restore(s *Sequential) (best int) {
	if e.RestoreBest && e.bestEpoch > 0 {
		SetValues(s.params, e.bestWeights)
	}
	return e.bestEpoch
}

// check resets the state of an earlier run and returns an error for wrong options.
func (e *EarlyStopping) check(validation Data) error {
	switch {
	case e == nil:
		return nil
	case validation.Len() == 0:
		return errors.New("nn32: EarlyStopping needs Validation data")
	case e.Patience < 0 || !(e.MinDelta >= 0):
		return errfmt.Errorf("nn32: Patience %d and MinDelta %v must be 0 or more", e.Patience, e.MinDelta)
	}
	e.bestEpoch, e.epochsSinceBest, e.bestWeights = 0, 0, nil
	return nil
}

package nn32

import (
	"errors"
	"slices"

	"digitlab/nn32/internal/errfmt"
)

// EarlyStopping ends a run whose validation gets no better, and brings back the weights of the best epoch. Fit does both; a
// loop of one's own over Steps calls Observe after each evaluation and Restore at the end.
type EarlyStopping struct {
	ByAccuracy  bool    // watches the accuracy; else the loss, as Keras
	Patience    int     // epochs in a row without a better one that end the run, as Keras; 0 is as 1
	MinDelta    float32 // what is better must be so by more than this
	RestoreBest bool    // Restore brings the weights of the best epoch back; Keras's restore_best_weights

	epoch int // the best one; 0: none yet
	best  Evaluation
	since int         // epochs after it
	saved [][]float32 // its weights
}

// Observe takes the evaluation of an epoch, counted from 1, and says whether to stop.
func (e *EarlyStopping) Observe(s *Sequential, epoch int, v Evaluation) (stop bool) {
	if e.epoch > 0 && !e.better(v) {
		e.since++
		return e.since >= e.Patience
	}
	e.epoch, e.best, e.since = epoch, v, 0
	if e.RestoreBest {
		if len(e.saved) != len(s.params) {
			e.saved = make([][]float32, len(s.params))
		}
		for i, p := range s.params {
			e.saved[i] = append(e.saved[i][:0], p.Value.Data...)
		}
	}
	return false
}

func (e *EarlyStopping) better(v Evaluation) bool {
	if e.ByAccuracy {
		return v.Accuracy > e.best.Accuracy+e.MinDelta
	}
	return v.Loss < e.best.Loss-e.MinDelta
}

// Restore returns the best epoch, and with RestoreBest gives the network its weights.
func (e *EarlyStopping) Restore(s *Sequential) (best int) {
	if e.RestoreBest && e.epoch > 0 {
		for i, p := range s.params {
			copy(p.Value.Data, e.saved[i])
		}
	}
	return e.epoch
}

// check forgets an earlier run, and says what is wrong.
func (e *EarlyStopping) check(validation Data) error {
	switch {
	case e == nil:
		return nil
	case validation.Len() == 0:
		return errors.New("nn32: EarlyStopping needs Validation data")
	case e.Patience < 0 || !(e.MinDelta >= 0):
		return errfmt.Errorf("nn32: Patience %d and MinDelta %v must be 0 or more", e.Patience, e.MinDelta)
	}
	e.epoch, e.since, e.saved = 0, 0, slices.Delete(e.saved, 0, len(e.saved))
	return nil
}

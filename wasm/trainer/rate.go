package trainer

import (
	"slices"

	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
)

// The learning rate may change during a run. The changes are stored, so that the run can be computed again.

// setLearningRate sets the run's learning rate from the next step on, if the rate is valid.
func (t *Trainer) setLearningRate(number int, rate float32) {
	if !t.is(number) || protocol.RateSetting.Check(float64(rate)) != nil {
		return
	}
	r := t.run
	r.applyRate(rate)
	r.checkpoint.Rates = append(r.checkpoint.Rates, protocol.RateChange{Moment: r.trained, Rate: rate})
	t.reportStatus()
}

func (r *run) applyRate(rate float32) {
	r.learningRate = rate
	r.network.SetLearningRate(rate)
}

// rateAt returns the learning rate that the step after a moment has had.
func (r *run) rateAt(m protocol.Moment) float32 {
	rate := r.settings.LearningRate
	for _, c := range r.checkpoint.Rates {
		if c.Moment.Compare(m) <= 0 {
			rate = c.Rate
		}
	}
	return rate
}

// rateChanged reports whether a step of the run had another learning rate than its settings have. Of a run that a version of the page has
// stored without the changes only the epochs tell.
func (r *run) rateChanged() bool {
	return slices.ContainsFunc(r.checkpoint.Rates, func(c protocol.RateChange) bool {
		return c.Moment.Compare(r.trained) < 0 && r.rateAt(c.Moment) != r.settings.LearningRate
	}) || slices.ContainsFunc(r.epochs, func(e protocol.Epoch) bool {
		return e.LearningRate != r.settings.LearningRate*model.RateAfter(r.settings, r.data.Fit.Len(), e.Number)
	})
}

// changeAt returns the last change at a moment, if there was one.
func (r *run) changeAt(m protocol.Moment) (rate float32, changed bool) {
	for _, c := range r.checkpoint.Rates {
		if c.Moment == m {
			rate, changed = c.Rate, true
		}
	}
	return rate, changed
}

// settleRates has the run go on from the end of its last epoch: so do the changes after it.
func (r *run) settleRates() {
	r.trained = protocol.Moment{Epoch: len(r.epochs)}
	for i := range r.checkpoint.Rates {
		if c := &r.checkpoint.Rates[i]; c.Moment.Compare(r.trained) > 0 {
			c.Moment = r.trained
		}
	}
}

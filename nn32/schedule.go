package nn32

import (
	"math"

	"digitlab/nn32/internal/errfmt"
)

// Schedule changes the learning rate during a run. It belongs to FitOptions and multiplies the optimiser's learning rate, so that a
// resumed run continues at the right step, and SetLearningRate still has an effect.
type Schedule interface {
	// Factor returns the factor of the learning rate at a step, counted from 0 over the whole run.
	Factor(step int) float32
}

// maxFactor bounds the factors that schedules are given.
const maxFactor = 1 << 16

// checkSchedule returns an error for a schedule with wrong options; name is what the schedule is an option of.
func checkSchedule(name string, s Schedule) error {
	if err := checkOption(name, s); err != nil {
		return err
	}
	if checked, ok := s.(interface{ check() error }); ok {
		if err := checked.check(); err != nil {
			return errfmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// StepDecay multiplies the learning rate by Rate after each Every steps, as Keras's ExponentialDecay with staircase=True.
type StepDecay struct {
	Every int     // number of steps; zero: 1000
	Rate  float32 // zero: .5
}

func (d StepDecay) Factor(step int) float32 {
	every, rate, factor := d.Every, orDefault(d.Rate, .5), float32(1)
	if every < 1 {
		every = 1000
	}
	for range min(step/every, 1000) {
		factor *= rate
	}
	return factor
}

func (d StepDecay) check() error {
	if d.Every < 0 {
		return errfmt.Errorf("the Every %d of StepDecay must be at least 0", d.Every)
	}
	return within("the Rate of StepDecay", d.Rate, 0, maxFactor)
}

// CosineDecay lowers the learning rate along half a cosine, from the factor 1 at step 0 to Alpha at step Steps, and then keeps it;
// Loshchilov & Hutter 2016, arXiv:1608.03983, without restarts.
type CosineDecay struct {
	Steps int
	Alpha float32
}

func (d CosineDecay) Factor(step int) float32 {
	if step >= d.Steps {
		return d.Alpha
	}
	cosine := .5 * (1 + math.Cos(math.Pi*float64(step)/float64(d.Steps)))
	return float32(float64((1-float64(d.Alpha))*cosine) + float64(d.Alpha))
}

func (d CosineDecay) check() error {
	if d.Steps < 1 {
		return errfmt.Errorf("the Steps %d of CosineDecay must be at least 1; set it to the number of steps of the run", d.Steps)
	}
	return within("the Alpha of CosineDecay", d.Alpha, 0, maxFactor)
}

// WarmUp raises the learning rate linearly to the factor 1 at step Steps, and then follows Then, whose steps count from there. With
// Then nil the factor stays 1. Goyal et al. 2017, arXiv:1706.02677.
type WarmUp struct {
	Steps int
	Then  Schedule
}

func (w WarmUp) Factor(step int) float32 {
	switch {
	case step < w.Steps:
		return float32(step+1) / float32(w.Steps+1)
	case w.Then == nil:
		return 1
	}
	return w.Then.Factor(step - w.Steps)
}

func (w WarmUp) check() error {
	if w.Steps < 0 {
		return errfmt.Errorf("the Steps %d of WarmUp must be at least 0", w.Steps)
	}
	return checkSchedule("Then", w.Then)
}

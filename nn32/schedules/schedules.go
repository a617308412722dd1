// Package schedules changes the learning rate during a run. StepDecay, CosineDecay and WarmUp are schedules for nn32.FitOptions, which
// know the step; ReduceLROnPlateau watches the validation, and is called after each epoch. The package knows no network.
package schedules

import (
	"errors"
	"math"

	"digitlab/nn32/internal/elementary"
	"digitlab/nn32/internal/errfmt"
)

// Schedule is nn32.Schedule.
type Schedule interface{ Factor(step int) float32 }

// maxFactor bounds the factors.
const maxFactor = 1 << 16

// within returns an error for an option that is not from 0 to below most.
func within(name string, v, most float32) error {
	if !(v >= 0 && v < most) {
		return errfmt.Errorf("the %s %v must be from 0 to below %v", name, v, most)
	}
	return nil
}

// StepDecay multiplies the learning rate by Rate after each Every steps, as Keras's ExponentialDecay with staircase=True.
type StepDecay struct {
	Every int     // number of steps; zero: 1000
	Rate  float32 // zero: .5
}

func (d StepDecay) Factor(step int) float32 {
	every, rate, factor := d.Every, d.Rate, float32(1)
	if every < 1 {
		every = 1000
	}
	if rate == 0 {
		rate = .5
	}
	for range min(step/every, 1000) {
		factor *= rate
	}
	return factor
}

func (d StepDecay) Check() error {
	if d.Every < 0 {
		return errfmt.Errorf("the Every %d of StepDecay must be at least 0", d.Every)
	}
	return within("Rate of StepDecay", d.Rate, maxFactor)
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
	_, cosine := elementary.Sincos(math.Pi * float64(step) / float64(d.Steps))
	return float32(float64((1-float64(d.Alpha))*(.5*(1+cosine))) + float64(d.Alpha))
}

func (d CosineDecay) Check() error {
	if d.Steps < 1 {
		return errfmt.Errorf("the Steps %d of CosineDecay must be at least 1; set it to the number of steps of the run", d.Steps)
	}
	return within("Alpha of CosineDecay", d.Alpha, maxFactor)
}

// WarmUp raises the learning rate linearly to the factor 1 at step Steps, and then follows Then, whose steps count from there. With
// Then nil the factor stays 1. Goyal et al. 2017, arXiv:1706.02677.
//
// Step 0 has the factor 1/(Steps+1). Keras begins with 0, so that its first step computes gradients and changes nothing.
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

func (w WarmUp) Check() error {
	if w.Steps < 0 {
		return errfmt.Errorf("the Steps %d of WarmUp must be at least 0", w.Steps)
	}
	switch w.Then {
	case (*StepDecay)(nil), (*CosineDecay)(nil), (*WarmUp)(nil):
		return errors.New("the Then of WarmUp is a nil pointer; leave it out instead")
	}
	if then, ok := w.Then.(interface{ Check() error }); ok {
		return then.Check()
	}
	return nil
}

// ReduceLROnPlateau multiplies the learning rate by Factor when the validation has not improved for Patience epochs, as Keras's callback
// of that name. Call Observe in FitOptions.OnEpoch. The rate is the optimiser's, so that a Schedule's factor comes on top.
type ReduceLROnPlateau struct {
	Maximize bool    // larger values are better, such as an accuracy's; otherwise smaller ones, such as a loss's
	Factor   float32 // zero: .1
	Patience int     // zero: 10
	MinDelta float32 // smallest change that is an improvement; zero: 1e-4. A negative one is 0
	Cooldown int     // number of epochs after a reduction in which Patience does not count
	MinLR    float32 // the learning rate is not reduced below it

	seen     bool
	best     float32
	wait     int // number of epochs without improvement
	cooldown int // number of epochs that are left of the cooldown
}

// Check returns an error for wrong options.
func (r *ReduceLROnPlateau) Check() error {
	if r.Patience < 0 || r.Cooldown < 0 {
		return errors.New("the Patience and the Cooldown of ReduceLROnPlateau must be at least 0")
	}
	return errors.Join(within("Factor of ReduceLROnPlateau", r.Factor, 1), within("MinLR of ReduceLROnPlateau", r.MinLR, maxFactor))
}

// Optimizer is the part of nn32.Optimizer that ReduceLROnPlateau needs.
type Optimizer interface {
	Rate() float32
	SetLearningRate(rate float32)
}

// Observe takes the value that is watched, after an epoch. It returns whether it has reduced o's learning rate.
func (r *ReduceLROnPlateau) Observe(o Optimizer, value float32) (reduced bool) {
	factor, patience, delta := r.Factor, r.Patience, max(r.MinDelta, 0)
	if factor == 0 {
		factor = .1
	}
	if patience == 0 {
		patience = 10
	}
	if r.MinDelta == 0 {
		delta = 1e-4
	}
	if r.cooldown > 0 {
		r.cooldown--
		r.wait = 0
	}
	if r.Maximize {
		value = -value
	}
	if !r.seen || value < r.best-delta {
		r.seen, r.best, r.wait = true, value, 0
		return false
	}
	if r.cooldown > 0 {
		return false
	}
	if r.wait++; r.wait < patience || o.Rate() <= r.MinLR {
		return false
	}
	o.SetLearningRate(max(float32(o.Rate()*factor), r.MinLR))
	r.wait, r.cooldown = 0, r.Cooldown
	return true
}

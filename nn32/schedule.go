package nn32

import "math"

// Schedule changes the learning rate during a run. FitOptions takes one: the run knows at which step it is, also when it
// is resumed, and a learning rate that is set by hand meanwhile still counts.
type Schedule interface {
	// Factor is what the learning rate is multiplied by at a step, counted from 0 over the whole run.
	Factor(step int) float32
}

// StepDecay multiplies the learning rate by Rate after every Every steps, as Keras's ExponentialDecay with staircase.
type StepDecay struct {
	Every int     // steps; zero: 1000
	Rate  float32 // zero: .5
}

func (d StepDecay) Factor(step int) float32 {
	every, rate, factor := d.Every, orElse(d.Rate, .5), float32(1)
	if every < 1 {
		every = 1000
	}
	for range min(step/every, 1000) {
		factor *= rate
	}
	return factor
}

// CosineDecay takes the learning rate along half a cosine down to the share Alpha of it at Steps, where it stays;
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

// WarmUp raises the learning rate in equal steps to the whole of it at Steps, and then goes on with Then, whose steps
// count from there; nil stays at the whole. Goyal et al. 2017, arXiv:1706.02677.
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

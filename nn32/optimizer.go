package nn32

import (
	"errors"
	"math"

	"digitlab/nn32/internal/kernel"
)

// Optimizer moves the parameters against their gradients.
type Optimizer interface {
	// Build makes the optimiser's memory for the parameters of a network.
	Build(params []*Param) error
	// Step moves each parameter once.
	Step()
	// State returns the optimiser's memory, always in the same order; what is copied into it takes effect.
	State() []*Param
}

// Adam follows Kingma & Ba 2014, arXiv:1412.6980, in the form of the end of their section 2, as Keras does: epsilon is
// added to the uncorrected root. PyTorch adds it to the corrected one, and takes 1e-8.
type Adam struct {
	LearningRate float32 // zero: .001
	Beta1        float32 // zero: .9
	Beta2        float32 // zero: .999
	Epsilon      float32 // zero: 1e-7

	params []*Param
	m, v   []*Param
	step   *Param  // number of steps taken, exact up to 2²⁴
	power1 float64 // Beta1 to the number of steps that powers says
	power2 float64
	powers float32
}

// SetLearningRate takes effect from the next step on.
func (a *Adam) SetLearningRate(rate float32) { a.LearningRate = rate }

func (a *Adam) Build(params []*Param) error {
	for value, standard := range map[*float32]float32{&a.LearningRate: .001, &a.Beta1: .9, &a.Beta2: .999, &a.Epsilon: 1e-7} {
		if *value == 0 {
			*value = standard
		}
	}
	if !(a.LearningRate > 0) || !(a.Beta1 >= 0 && a.Beta1 < 1) || !(a.Beta2 >= 0 && a.Beta2 < 1) || !(a.Epsilon > 0) {
		return errors.New("Adam needs a learning rate and an epsilon above 0, and betas from 0 to below 1")
	}
	a.params, a.m, a.v = params, nil, nil
	for _, p := range params {
		a.m = append(a.m, &Param{Name: "adam/m/" + p.Name, Value: NewTensor(p.Value.Shape...)})
		a.v = append(a.v, &Param{Name: "adam/v/" + p.Name, Value: NewTensor(p.Value.Shape...)})
	}
	a.step = &Param{Name: "adam/step", Value: NewTensor(1)}
	a.power1, a.power2, a.powers = 1, 1, 0
	return nil
}

func (a *Adam) Step() {
	a.step.Value.Data[0]++
	alpha := a.alpha(a.step.Value.Data[0])
	for i, p := range a.params {
		kernel.Adam(p.Value.Data, p.Grad.Data, a.m[i].Value.Data, a.v[i].Value.Data,
			kernel.AdamRates{Alpha: alpha, Beta1: a.Beta1, Beta2: a.Beta2, Epsilon: a.Epsilon})
	}
}

// alpha returns the learning rate with both bias corrections after so many steps. The powers are multiplied up one by
// one, since math.Pow may differ in the last bit between machines.
func (a *Adam) alpha(step float32) float32 {
	if step < a.powers {
		a.power1, a.power2, a.powers = 1, 1, 0
	}
	for ; a.powers < step; a.powers++ {
		a.power1 *= float64(a.Beta1)
		a.power2 *= float64(a.Beta2)
	}
	return float32(float64(a.LearningRate) * math.Sqrt(1-a.power2) / (1 - a.power1))
}

func (a *Adam) State() []*Param {
	state := []*Param{a.step}
	for i := range a.m {
		state = append(state, a.m[i], a.v[i])
	}
	return state
}

package nn32

import (
	"errors"
	"math"

	"digitlab/nn32/internal/errfmt"
	"digitlab/nn32/internal/kernel"
	"digitlab/nn32/internal/powers"
)

// Optimizer updates parameters by their gradients.
type Optimizer interface {
	// Build makes the optimiser's state for the parameters of a network, or returns an error for wrong options.
	Build(params []*Param) error
	// Step updates each parameter once, with the learning rate times factor.
	Step(factor float32)
	// State returns the optimiser's state, always in the same order. Values that are copied into it take effect.
	State() []*Param
	// Rate returns the learning rate, and SetLearningRate sets it from the next step on.
	Rate() float32
	SetLearningRate(rate float32)
}

// SGD is stochastic gradient descent, m = momentum·m - rate·gradient, and w += m; with Nesterov w += momentum·m - rate·
// gradient; Sutskever et al. 2013. PyTorch multiplies m by the rate when it adds it, which differs only while the rate changes.
type SGD struct {
	LearningRate float32 // zero: .01
	Momentum     float32
	Nesterov     bool

	optimizerState
}

func (o *SGD) Build(params []*Param) error {
	o.LearningRate = orDefault(o.LearningRate, .01)
	o.makeSlots("sgd", params, "m")
	return errors.Join(learningRate(o.LearningRate), within("Momentum", o.Momentum, 0, 1))
}

func (o *SGD) Step(factor float32) {
	for i, p := range o.params {
		kernel.SGD(p.Value.Data, p.Grad.Data, o.slot(0, i), float32(o.LearningRate*factor), o.Momentum, o.Nesterov)
	}
}

func (o *SGD) Rate() float32                { return o.LearningRate }
func (o *SGD) SetLearningRate(rate float32) { o.LearningRate = rate }

// RMSprop divides the gradient by the root of its moving mean square; Tieleman & Hinton 2012. Epsilon is added inside
// the root, as in Keras; PyTorch adds it outside, with the defaults .01, .99 and 1e-8.
type RMSprop struct {
	LearningRate float32 // zero: .001
	Rho          float32 // zero: .9
	Momentum     float32
	Epsilon      float32 // zero: 1e-7

	optimizerState
}

func (o *RMSprop) Build(params []*Param) error {
	o.LearningRate, o.Rho, o.Epsilon = orDefault(o.LearningRate, .001), orDefault(o.Rho, .9), orDefault(o.Epsilon, 1e-7)
	o.makeSlots("rmsprop", params, "m", "v")
	return errors.Join(learningRate(o.LearningRate), within("Rho", o.Rho, 0, 1), within("Momentum", o.Momentum, 0, 1), epsilon(o.Epsilon))
}

func (o *RMSprop) Step(factor float32) {
	for i, p := range o.params {
		kernel.RMSprop(p.Value.Data, p.Grad.Data, o.slot(0, i), o.slot(1, i), float32(o.LearningRate*factor), o.Rho, o.Momentum, o.Epsilon)
	}
}

func (o *RMSprop) Rate() float32                { return o.LearningRate }
func (o *RMSprop) SetLearningRate(rate float32) { o.LearningRate = rate }

// Adagrad divides the gradient by the root of the sum of its squares; Duchi et al. 2011. Epsilon is inside the root, and
// the sum begins at InitialAccumulator, as in Keras; PyTorch begins at 0, with the default rate .01.
type Adagrad struct {
	LearningRate       float32 // zero: .001
	InitialAccumulator float32 // zero: .1
	Epsilon            float32 // zero: 1e-7

	optimizerState
}

func (o *Adagrad) Build(params []*Param) error {
	o.LearningRate, o.Epsilon = orDefault(o.LearningRate, .001), orDefault(o.Epsilon, 1e-7)
	o.InitialAccumulator = orDefault(o.InitialAccumulator, .1)
	o.makeSlots("adagrad", params, "sum")
	for _, p := range o.slots[0] {
		for i := range p.Value.Data {
			p.Value.Data[i] = o.InitialAccumulator
		}
	}
	return errors.Join(learningRate(o.LearningRate), within("InitialAccumulator", o.InitialAccumulator, 0, 1<<16), epsilon(o.Epsilon))
}

func (o *Adagrad) Step(factor float32) {
	for i, p := range o.params {
		kernel.Adagrad(p.Value.Data, p.Grad.Data, o.slot(0, i), float32(o.LearningRate*factor), o.Epsilon)
	}
}

func (o *Adagrad) Rate() float32                { return o.LearningRate }
func (o *Adagrad) SetLearningRate(rate float32) { o.LearningRate = rate }

// Adam follows Kingma & Ba 2014, arXiv:1412.6980, in the form of the end of their section 2, as Keras does: epsilon is
// added to the uncorrected root. PyTorch adds it to the corrected root, with the default 1e-8.
type Adam struct {
	LearningRate float32 // zero: .001
	Beta1        float32 // zero: .9
	Beta2        float32 // zero: .999
	Epsilon      float32 // zero: 1e-7

	moments
}

func (o *Adam) Build(params []*Param) error {
	setMomentDefaults(&o.LearningRate, &o.Beta1, &o.Beta2, &o.Epsilon)
	return o.build("adam", params, o.LearningRate, o.Beta1, o.Beta2, o.Epsilon)
}

func (o *Adam) Step(factor float32) {
	o.adam(float32(o.LearningRate*factor), o.Beta1, o.Beta2, o.Epsilon)
}

func (o *Adam) Rate() float32                { return o.LearningRate }
func (o *Adam) SetLearningRate(rate float32) { o.LearningRate = rate }

// AdamW is Adam with decoupled weight decay: before each step it multiplies each parameter by 1 - rate·WeightDecay; Loshchilov &
// Hutter 2017, arXiv:1711.05101. Biases decay too, as in Keras and PyTorch.
type AdamW struct {
	LearningRate float32 // zero: .001
	WeightDecay  float32 // zero: .004, as in Keras; PyTorch's is .01
	Beta1        float32 // zero: .9
	Beta2        float32 // zero: .999
	Epsilon      float32 // zero: 1e-7

	moments
}

func (o *AdamW) Build(params []*Param) error {
	setMomentDefaults(&o.LearningRate, &o.Beta1, &o.Beta2, &o.Epsilon)
	o.WeightDecay = orDefault(o.WeightDecay, .004)
	if err := within("WeightDecay", o.WeightDecay, 0, 1<<16); err != nil {
		return err
	}
	return o.build("adamw", params, o.LearningRate, o.Beta1, o.Beta2, o.Epsilon)
}

func (o *AdamW) Step(factor float32) {
	rate := float32(o.LearningRate * factor)
	for _, p := range o.params {
		kernel.Scale(p.Value.Data, 1-float32(rate*o.WeightDecay))
	}
	o.adam(rate, o.Beta1, o.Beta2, o.Epsilon)
}

func (o *AdamW) Rate() float32                { return o.LearningRate }
func (o *AdamW) SetLearningRate(rate float32) { o.LearningRate = rate }

// Nadam is Adam with Nesterov's momentum; Dozat 2016, with his schedule of the momentum, β₁·(1 - ½·.96^step), as in Keras;
// PyTorch's schedule is 250 times slower. Epsilon is added to the corrected root.
type Nadam struct {
	LearningRate float32 // zero: .001
	Beta1        float32 // zero: .9
	Beta2        float32 // zero: .999
	Epsilon      float32 // zero: 1e-7

	moments
	decay    powers.Powers // of .96
	schedule float64       // number of steps whose momenta are in product
	product  float64       // of the scheduled momenta
}

func (o *Nadam) Build(params []*Param) error {
	setMomentDefaults(&o.LearningRate, &o.Beta1, &o.Beta2, &o.Epsilon)
	o.decay, o.schedule, o.product = powers.Powers{}, 0, 1
	return o.build("nadam", params, o.LearningRate, o.Beta1, o.Beta2, o.Epsilon)
}

func (o *Nadam) Step(factor float32) {
	step := o.nextStep()
	if step <= o.schedule { // an earlier state was loaded
		o.schedule, o.product = 0, 1
	}
	for ; o.schedule < step && o.product > powers.Negligible; o.schedule++ {
		o.product *= o.momentum(o.schedule + 1)
	}
	o.schedule = step
	u := o.momentum(step)
	next := o.momentum(step + 1)
	rate := float64(o.LearningRate * factor)
	rates := kernel.NadamRates{
		Moment:   float32(rate * next / (1 - float64(o.product*next))),
		Gradient: float32(rate * (1 - u) / (1 - o.product)),
		Second:   float32(1 / (1 - o.power2.Of(float64(o.Beta2), step))),
		Beta1:    o.Beta1, Beta2: o.Beta2, Epsilon: o.Epsilon,
	}
	for i, p := range o.params {
		kernel.Nadam(p.Value.Data, p.Grad.Data, o.slot(0, i), o.slot(1, i), rates)
	}
}

func (o *Nadam) momentum(step float64) float64 {
	return float64(float64(o.Beta1) * (1 - float64(.5*o.decay.Of(.96, step))))
}

func (o *Nadam) Rate() float32                { return o.LearningRate }
func (o *Nadam) SetLearningRate(rate float32) { o.LearningRate = rate }

// optimizerState has the slots of an optimiser, each with the parameters' shapes.
type optimizerState struct {
	owner
	params []*Param
	slots  [][]*Param // [slot][parameter]
}

// makeSlots makes slots of zeros for each parameter: m is a mean of gradients, the others are of squares.
func (o *optimizerState) makeSlots(optimizer string, params []*Param, slots ...string) {
	o.params, o.slots = params, nil
	for _, slot := range slots {
		var all []*Param
		for _, p := range params {
			value := &Param{Name: errfmt.Sprintf("%s/%s/%s", optimizer, slot, p.Name), Value: NewTensor(p.Value.Shape...)}
			if slot != "m" {
				value.limit = notNegative
			}
			all = append(all, value)
		}
		o.slots = append(o.slots, all)
	}
}

// slot returns the values of a slot for parameter i.
func (o *optimizerState) slot(slot, i int) []float32 { return o.slots[slot][i].Value.Data }

func (o *optimizerState) State() []*Param {
	var state []*Param
	for i := range o.params {
		for _, slot := range o.slots {
			state = append(state, slot[i])
		}
	}
	return state
}

// moments is the state of Adam, AdamW and Nadam: both moments, and the number of steps.
type moments struct {
	optimizerState
	step           *Param // number of steps taken, which stays at maxCount
	power1, power2 powers.Powers
	updates        []kernel.Update // of the last step
}

// setMomentDefaults sets options that are zero to their defaults.
func setMomentDefaults(rate, beta1, beta2, epsilon *float32) {
	*rate, *beta1, *beta2, *epsilon = orDefault(*rate, .001), orDefault(*beta1, .9), orDefault(*beta2, .999), orDefault(*epsilon, 1e-7)
}

func (m *moments) build(optimizer string, params []*Param, rate, beta1, beta2, eps float32) error {
	m.makeSlots(optimizer, params, "m", "v")
	m.step = &Param{Name: optimizer + "/step", Value: NewTensor(1), limit: count}
	m.power1, m.power2 = powers.Powers{}, powers.Powers{}
	return errors.Join(learningRate(rate), within("Beta1", beta1, 0, 1), within("Beta2", beta2, 0, 1), epsilon(eps))
}

// nextStep increments and returns the number of steps.
func (m *moments) nextStep() float64 {
	m.step.Value.Data[0] = min(m.step.Value.Data[0]+1, maxCount)
	return float64(m.step.Value.Data[0])
}

func (m *moments) adam(rate, beta1, beta2, epsilon float32) {
	step := m.nextStep()
	corrected := math.Sqrt(1-m.power2.Of(float64(beta2), step)) / (1 - m.power1.Of(float64(beta1), step))
	rates := kernel.AdamRates{Alpha: float32(float64(rate) * corrected), Beta1: beta1, Beta2: beta2, Epsilon: epsilon}
	m.updates = m.updates[:0]
	for i, p := range m.params {
		m.updates = append(m.updates, kernel.Update{W: p.Value.Data, G: p.Grad.Data, M: m.slot(0, i), V: m.slot(1, i)})
	}
	kernel.Adam(m.updates, rates)
}

func (m *moments) State() []*Param { return append([]*Param{m.step}, m.optimizerState.State()...) }

// learningRate returns an error for a wrong learning rate.
func learningRate(rate float32) error {
	if !(rate > 0) || math.IsInf(float64(rate), 0) {
		return errfmt.Errorf("LearningRate %v must be a number above 0", rate)
	}
	return nil
}

// epsilon returns an error for a wrong epsilon.
func epsilon(v float32) error {
	if !(v > 0 && v < 1) {
		return errfmt.Errorf("the epsilon %v must be between 0 and 1", v)
	}
	return nil
}

package nn32

import (
	"slices"
	"strings"

	"digitlab/nn32/internal/errfmt"
)

// StepTrace is one step of training on one sample, number by number. The tensors have the shapes of one sample, such as (H, W, C).
type StepTrace struct {
	Outputs []*Tensor // of each of Layers, after its activation, in training: dropout drops, batch normalisation uses the sample's moments
	Loss    float32   // before the step, with the L2 terms
	After   float32   // of the same sample after the step. Both are as Evaluate gives them, where dropout drops nothing

	// Gradients are those of the loss with respect to Outputs. Where the loss contains the softmax of the last layer, its gradient is with
	// respect to what the softmax is given: probabilities - targets.
	Gradients []*Tensor
	// SumGradients are those with respect to what the activation of a Conv2D or Dense is given; nil for other layers.
	SumGradients []*Tensor
	Input        *Tensor // the gradient with respect to the sample

	Steps []ParamStep // for each trainable parameter, in the order of Params

	network       *Sequential
	sample        *Tensor
	params, state []*Tensor // the values of Params and of OptimizerState after the step
}

// ParamStep is what a step does to a parameter.
type ParamStep struct {
	Param    *Param
	Gradient *Tensor // that the optimiser is given: with the L2 term, and clipped
	Value    *Tensor // after the step
	Slots    []Slot  // the optimiser's state of this parameter after the step
}

// Slot is a part of an optimiser's state that has a parameter's shape, such as Adam's moments m and v.
type Slot struct {
	Name  string
	Value *Tensor
}

// TraceStep returns what a step of training on one sample would do, and leaves the network as it was. To the bit it is the step that
// Fit takes with this sample alone as its data. The learning rate and what dropout drops are those of step step of steps in an epoch, all
// counted from 1. Of o, augmentation, micro-batches and early stopping are left out.
func (s *Sequential) TraceStep(sample Data, o FitOptions, epoch, step, steps int) (*StepTrace, error) {
	o.Augment, o.MicroBatches, o.Replicas, o.EarlyStopping = nil, 0, nil, nil
	if err := s.checkFit(sample, &o); err != nil {
		return nil, err
	}
	if sample.Len() != 1 {
		return nil, errfmt.Errorf("nn32: TraceStep takes one sample, not %d", sample.Len())
	}
	if epoch < 1 || step < 1 || steps < step {
		return nil, errfmt.Errorf("nn32: there is no step %d of %d in epoch %d", step, steps, epoch)
	}
	before, err := s.Evaluate(sample)
	if err != nil {
		return nil, err
	}
	t := &StepTrace{Loss: before.Loss, network: s, sample: sample.X}
	params, state := clones(s.params), clones(s.OptimizerState())
	defer func() {
		setValues(s.params, params)
		setValues(s.OptimizerState(), state)
	}()
	training := newTrainingState(s, sample, o)
	t.forward(training.gatherBatch([]int{0}, epoch, step, 0))
	t.backward()
	training.update((epoch-1)*steps + step - 1)
	t.params, t.state = clones(s.params), clones(s.OptimizerState())
	for _, p := range s.trainable {
		t.Steps = append(t.Steps, ParamStep{p, clone(p.Grad), clone(p.Value), t.slots(p)})
	}
	after, err := s.Evaluate(sample)
	t.After = after.Loss
	return t, err
}

// forward runs the network in training, up to its loss, and keeps what each layer gives.
func (t *StepTrace) forward(mode Mode) {
	s := t.network
	x := s.x
	for i, end := range s.ends {
		for at := s.start(i); at < end; at++ {
			y := s.chain[at].Forward(x, mode)
			if at == s.lossEnd-1 {
				s.loss.forward(y, s.targets, 1, 1, s.dy)
			}
			x = y
		}
		t.Outputs = append(t.Outputs, sampleOf(x, s.infos[i].Output))
	}
}

// backward sets the gradients of all parameters, and keeps those of each layer.
func (t *StepTrace) backward() {
	s := t.network
	t.Gradients, t.SumGradients = make([]*Tensor, len(s.layers)), make([]*Tensor, len(s.layers))
	dy := s.dy
	for i := len(s.layers) - 1; i >= 0; i-- {
		start, shape := s.start(i), s.infos[i].Output
		t.Gradients[i] = sampleOf(dy, shape)
		for at := min(s.ends[i], s.lossEnd) - 1; at >= start; at-- {
			given := dy
			dy = s.chain[at].Backward(given, true)
			if at == start && weighted(s.layers[i]) {
				t.SumGradients[i] = sampleOf(given, shape) // the layer has taken it through its own ReLU
			}
		}
	}
	t.Input = sampleOf(dy, s.in)
}

// Place is a summand of a weight's gradient: what the weight met at one place, times the gradient of the sum to which that went.
type Place struct {
	Output   int // the element of the layer's output that the sum became, counted row by row with the channels last
	Input    int // the element of what the layer was given
	Value    float32
	Gradient float32
}

// Places returns the summands of the gradient of a weight of a Conv2D or Dense: that of unit in a row of its kernel, which is (rows, units)
// with the window's places row by row and their channels. The L2 term and clipping come after. It is nil for other layers.
func (t *StepTrace) Places(layer, row, unit int) (places []Place) {
	var l *linear
	switch of := t.network.layers[layer].(type) {
	case *Conv2D:
		l = &of.linear
	case *Dense:
		l = &of.linear
	default:
		return nil
	}
	in := t.sample.Values()
	if layer > 0 {
		in = t.Outputs[layer-1].Data
	}
	for position := range l.forward.Positions() {
		for e := l.forward.Start[position]; e < l.forward.Start[position+1]; e++ {
			if int(l.forward.A[e]) == row*l.units {
				input, output := int(l.forward.B[e]), position*l.units+unit
				places = append(places, Place{output, input, in[input], t.SumGradients[layer].Data[output]})
			}
		}
	}
	return places
}

// weighted reports whether a layer gives sums of products.
func weighted(l Layer) bool {
	switch l.(type) {
	case *Conv2D, *Dense:
		return true
	}
	return false
}

// slots returns the state of a parameter after the step. The optimiser names it sgd/m/… with the parameter's name.
func (t *StepTrace) slots(p *Param) (slots []Slot) {
	for i, of := range t.network.OptimizerState() {
		if name, ok := strings.CutSuffix(of.Name, "/"+p.Name); ok {
			slots = append(slots, Slot{name[strings.Index(name, "/")+1:], t.state[i]})
		}
	}
	return slots
}

// Apply takes the step.
func (t *StepTrace) Apply() {
	setValues(t.network.params, t.params)
	setValues(t.network.OptimizerState(), t.state)
}

// sampleOf returns the first sample of a tensor of the inside, in a given shape.
func sampleOf(x *Tensor, shape Shape) *Tensor {
	out := NewTensor(shape...)
	copySample(out, x)
	return out
}

// clone returns a copy.
func clone(x *Tensor) *Tensor {
	return &Tensor{Shape: slices.Clone(x.Shape), Data: slices.Clone(x.Data)}
}

func clones(params []*Param) (values []*Tensor) {
	for _, p := range params {
		values = append(values, clone(p.Value))
	}
	return values
}

func setValues(params []*Param, values []*Tensor) {
	for i, p := range params {
		copy(p.Value.Data, values[i].Data)
	}
}

package inside

import (
	"slices"
	"strings"

	"digitlab/nn32"
	"digitlab/nn32/internal/errfmt"
)

// Step is one step of training on one sample, number by number. The tensors have the shapes of one sample, such as (H, W, C).
type Step struct {
	Outputs []*nn32.Tensor // of each of the network's layers, after its activation, in training: dropout drops, batch normalisation uses the sample's moments
	Loss    float32        // before the step, with the L2 terms
	After   float32        // of the same sample after the step. Both are as Evaluate gives them, where dropout drops nothing

	// Gradients are those of the loss with respect to Outputs. Where the loss contains the softmax of the last layer, its gradient is with
	// respect to what the softmax is given: probabilities - targets.
	Gradients []*nn32.Tensor
	// SumGradients are those with respect to what the activation of a Conv2D or Dense is given; nil for other layers.
	SumGradients []*nn32.Tensor
	Input        *nn32.Tensor // the gradient with respect to the sample
	Params       []ParamStep  // for each parameter that is trained, in their order

	network       *nn32.Sequential
	sample        *nn32.Tensor
	params, state []float32 // the values of all parameters and of the optimiser's state after the step
}

// ParamStep is what a step does to a parameter.
type ParamStep struct {
	Param    *nn32.Param
	Gradient *nn32.Tensor // that the optimiser is given: with the L2 term, and clipped
	Value    *nn32.Tensor // after the step
	Slots    []Slot       // the optimiser's state of this parameter after the step
}

// Slot is a part of an optimiser's state that has a parameter's shape, such as Adam's moments m and v.
type Slot struct {
	Name  string
	Value *nn32.Tensor
}

// TraceStep returns what a step of training on one sample would do, and leaves the network as it was. To the bit it is the step that
// Fit takes with this sample alone as its data: the first of an epoch, counted from 1, with the learning rate of the count-th step of the
// run, counted from 0. Of o, augmentation, micro-batches and early stopping are left out.
func TraceStep(s *nn32.Sequential, sample nn32.Data, o nn32.FitOptions, epoch, count int) (*Step, error) {
	if sample.Len() != 1 {
		return nil, errfmt.Errorf("inside: TraceStep takes one sample, not %d", sample.Len())
	}
	if epoch < 1 || count < 0 {
		return nil, errfmt.Errorf("inside: there is no step %d in epoch %d", count, epoch)
	}
	o.Augment, o.MicroBatches, o.Replicas, o.EarlyStopping, o.Validation = nil, 0, nil, nil, nn32.Data{}
	o.InitialEpoch, o.Epochs = epoch-1, epoch
	if o.Schedule != nil {
		o.Schedule = fixed(o.Schedule.Factor(count))
	}
	before, err := s.Evaluate(sample)
	if err != nil {
		return nil, err
	}
	layers := len(s.Layers())
	t := &Step{Loss: before.Loss, network: s, sample: sample.X, Outputs: make([]*nn32.Tensor, layers), Gradients: make([]*nn32.Tensor, layers),
		SumGradients: make([]*nn32.Tensor, layers)}
	params, state := nn32.AppendValues(nil, s.Params()), nn32.AppendValues(nil, s.OptimizerState())
	infos := s.LayerInfos()
	s.Watch(&nn32.Watcher{
		Output:   func(layer int, y *nn32.Tensor) { t.Outputs[layer] = first(y, infos[layer].Output) },
		Gradient: func(layer int, dy *nn32.Tensor) { t.Gradients[layer] = first(dy, infos[layer].Output) },
		Sum:      func(layer int, dy *nn32.Tensor) { t.SumGradients[layer] = first(dy, infos[layer].Output) },
		Input:    func(dx *nn32.Tensor) { t.Input = first(dx, s.Input()) },
	})
	defer func() {
		s.Watch(nil)
		nn32.SetValues(s.Params(), params)
		nn32.SetValues(s.OptimizerState(), state)
	}()
	if _, err := s.Fit(sample, o); err != nil {
		return nil, err
	}
	t.params, t.state = nn32.AppendValues(nil, s.Params()), nn32.AppendValues(nil, s.OptimizerState())
	for _, p := range s.Params() {
		if slots := slotsOf(s, p); p.Trainable && (slots != nil || len(t.state) == 0) {
			t.Params = append(t.Params, ParamStep{p, clone(p.Grad), clone(p.Value), slots})
		}
	}
	after, err := s.Evaluate(sample)
	t.After = after.Loss
	return t, err
}

// fixed is a schedule that stays at one factor.
type fixed float32

func (f fixed) Factor(int) float32 { return float32(f) }

// slotsOf returns an optimiser's state of a parameter. The optimiser names it sgd/m/… with the parameter's name.
func slotsOf(s *nn32.Sequential, p *nn32.Param) (slots []Slot) {
	for _, of := range s.OptimizerState() {
		if name, ok := strings.CutSuffix(of.Name, "/"+p.Name); ok {
			slots = append(slots, Slot{name[strings.Index(name, "/")+1:], clone(of.Value)})
		}
	}
	return slots
}

// Apply takes the step.
func (t *Step) Apply() {
	nn32.SetValues(t.network.Params(), t.params)
	nn32.SetValues(t.network.OptimizerState(), t.state)
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
func (t *Step) Places(layer, row, unit int) (places []Place) {
	l, ok := t.network.Layers()[layer].(weighted)
	if !ok {
		return nil
	}
	in := t.sample.Values()
	if layer > 0 {
		in = t.Outputs[layer-1].Data
	}
	gradients := t.SumGradients[layer]
	units := gradients.Shape[len(gradients.Shape)-1]
	for position := range len(gradients.Data) / units {
		weights, inputs := l.Products(position)
		for i, weight := range weights {
			if int(weight) == row*units {
				output := position*units + unit
				places = append(places, Place{output, int(inputs[i]), in[inputs[i]], gradients.Data[output]})
			}
		}
	}
	return places
}

// first returns the first sample of a tensor of the inside of a network, in a given shape.
func first(x *nn32.Tensor, shape nn32.Shape) *nn32.Tensor {
	out, lanes := nn32.NewTensor(shape...), x.Shape[len(x.Shape)-1]
	for i := range out.Data {
		out.Data[i] = x.Data[i*lanes]
	}
	return out
}

func clone(x *nn32.Tensor) *nn32.Tensor {
	return &nn32.Tensor{Shape: slices.Clone(x.Shape), Data: slices.Clone(x.Data)}
}

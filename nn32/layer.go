package nn32

import (
	"math/rand/v2"

	"digitlab/nn32/internal/errfmt"
	"digitlab/nn32/internal/kernel"
)

// Layer is one step of a network.
//
// Inside a network the batch is the last axis of a tensor, padded to a multiple of eight: an image is (H, W, C, N) and a
// vector (C, N), so that what is done to each sample is done along a vector of the processor. Padding samples begin as
// zeros, and the gradient that arrives for them is zero, so that they add nothing to any weight; their outputs
// mean nothing. A layer owns the tensors it returns and reuses them in its next call.
type Layer interface {
	// Kind is the layer's name in Keras's snake case, such as conv2d.
	Kind() string
	// Build makes the parameters for samples of shape in, without the batch, and returns the shape of its output. An
	// error says what does not fit; the network adds which layer it is.
	Build(in Shape, rng *rand.Rand) (out Shape, err error)
	// Forward computes the output of x.
	Forward(x *Tensor, mode Mode) *Tensor
	// Backward takes the loss's gradient for the output of the last Forward in training, sets the gradients of the
	// parameters, and returns the gradient for the input, or nil unless it is wanted: nobody needs the first layer's.
	// It may overwrite dy.
	Backward(dy *Tensor, wantInput bool) *Tensor
	// Params returns the parameters, always in the same order.
	Params() []*Param
}

// Mode is how a layer is used.
type Mode struct {
	Training bool
	Samples  int    // those that are no padding
	Later    bool   // it is not the first micro-batch of its batch
	Random   uint64 // another for each batch of a run; a layer that needs chance mixes it with a number of its own
}

// Param is a tensor that a layer has learnt, or an optimiser remembers.
type Param struct {
	Name      string // conv2d/kernel; the layer's name is added by the network
	Value     *Tensor
	Grad      *Tensor // nil for what is not trained
	Trainable bool
	L2        float32 // times the sum of the squares is added to the loss
}

func newParam(name string, shape ...int) *Param {
	return &Param{Name: name, Value: NewTensor(shape...), Grad: NewTensor(shape...), Trainable: true}
}

// weighting is how a kernel begins and what keeps it small.
type weighting struct {
	initializer Initializer
	stddev      float32
	l2          float32
}

// newKernel makes the kernel of a layer.
func (w weighting) newKernel(fanIn, fanOut int, rng *rand.Rand, shape ...int) (*Param, error) {
	if _, err := w.initializer.MarshalText(); err != nil {
		return nil, errfmt.Errorf("KernelInitializer: %w", err)
	}
	if err := within("KernelStddev", w.stddev, 0, 1<<16); err != nil {
		return nil, err
	}
	if err := within("KernelL2", w.l2, 0, 1<<16); err != nil {
		return nil, err
	}
	if !fits(maxParams, shape...) {
		return nil, errfmt.Errorf("a kernel of %v has more than %d weights; make the layer or its input smaller", Shape(shape), maxParams)
	}
	p := newParam("kernel", shape...)
	p.L2 = w.l2
	w.initializer.fill(p.Value.Data, fanIn, fanOut, orElse(w.stddev, .05), rng)
	return p, nil
}

// linear is what Conv2D and Dense share: a product of rows that meet through tables.
type linear struct {
	kernel, bias *Param
	units        int
	relu         bool
	forward      *kernel.Plan // for each place of the output: (its first weight, a row of x)
	backInput    *kernel.Plan // for each place of the input: (its first weight, a row of dy)
	backWeights  *kernel.Plan // for each place of the kernel: (first row of x, first row of dy)
	inputs       int          // rows of x at a place
	x, y, dx     *Tensor
}

func (l *linear) places() int { return len(l.forward.A) }

func (l *linear) Params() []*Param { return []*Param{l.kernel, l.bias} }

func (l *linear) Forward(x *Tensor, _ Mode) *Tensor {
	n := x.lanes()
	l.x = x
	l.y.setLanes(n)
	kernel.Product(l.y.Data, l.kernel.Value.Data, x.Data, l.bias.Value.Data, l.forward, l.units, 1, n, l.relu)
	return l.y
}

func (l *linear) Backward(dy *Tensor, wantInput bool) *Tensor {
	n := dy.lanes()
	if l.relu {
		kernel.ReluBiasGradient(l.bias.Grad.Data, dy.Data, l.y.Data, l.forward.Positions(), n)
	} else {
		kernel.BiasGradient(l.bias.Grad.Data, dy.Data, l.forward.Positions(), n)
	}
	kernel.WeightGradient(l.kernel.Grad.Data, l.x.Data, dy.Data, l.backWeights, l.inputs, l.units, n)
	if !wantInput {
		return nil
	}
	l.dx.setLanes(n)
	kernel.Product(l.dx.Data, l.kernel.Value.Data, dy.Data, nil, l.backInput, l.inputs, l.units, n, false)
	return l.dx
}

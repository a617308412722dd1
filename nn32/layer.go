package nn32

import (
	"math/rand/v2"
	"slices"

	"digitlab/nn32/internal/errfmt"
	"digitlab/nn32/internal/kernel"
)

// Layer is one layer of a network.
//
// Inside a network the batch is the last axis of a tensor, padded to a multiple of four or eight: images are (H, W, C, N) and vectors
// (C, N), so that one vector instruction works on several samples. Padding samples are zeros in the network's input, and their
// gradients are zero, so that they add nothing to the weights' gradients; their outputs have no meaning. A layer owns the tensors
// that it returns and reuses them in its next call.
type Layer interface {
	// Kind returns the layer's name in Keras's snake case, such as conv2d.
	Kind() string
	// Build makes the parameters for samples of shape in, without the batch, and returns the output's shape. It returns an error if
	// the options or the shape do not fit; the network adds the layer's number and kind.
	Build(in Shape, rng *rand.Rand) (out Shape, err error)
	// Forward returns the output for x.
	Forward(x *Tensor, mode Mode) *Tensor
	// Backward takes the loss's gradient dy with respect to the output of the last Forward in training. It sets the parameters'
	// gradients and returns the gradient with respect to the input, or nil if wantInput is false, as for the first layer that is
	// trained; layers before it are not called. It may overwrite dy.
	Backward(dy *Tensor, wantInput bool) *Tensor
	// Params returns the parameters, always in the same order.
	Params() []*Param
}

// A layer can also have MultiplyAdds, for the summary, and Clone, without which its network cannot be cloned.
type (
	multiplyAdder interface{ MultiplyAdds() int }
	cloner        interface{ Clone() Layer }
)

// Mode has the circumstances of a forward pass.
type Mode struct {
	Training        bool
	Samples         int    // number of samples without the padding
	LaterMicroBatch bool   // any but the first micro-batch of its batch
	Random          uint64 // differs between the micro-batches of a run; a layer mixes it with a number of its own to get random numbers
}

// Param is a tensor of weights, or of an optimiser's state.
type Param struct {
	Name      string // such as conv2d/kernel; the network adds the layer's name
	Value     *Tensor
	Grad      *Tensor // nil if it is never trained, such as a moving average
	Trainable bool    // training changes it, unless its layer is Frozen; read by Compile
	L2        float32 // L2 · Σ value² is added to the loss while it is trained

	limit limit
}

// limit is what the values of a parameter can be.
type limit uint8

const (
	anyNumber   limit = iota
	notNegative       // such as a variance
	count             // whole, from 0 to maxCount
)

// maxCount is the largest number up to which float32 counts one by one.
const maxCount = 1 << 24

// Check returns an error for a value that the parameter cannot have: NaN, an infinity, a negative variance. Call it after copying
// values from a file into parameters or an optimiser's state.
func (p *Param) Check() error {
	if p.limit == anyNumber && kernel.Finite(p.Value.Data) {
		return nil
	}
	for i, v := range p.Value.Data {
		switch {
		case v-v != 0:
			return errfmt.Errorf("%s has %v at element %d, which is no finite number", p.Name, v, i)
		case p.limit != anyNumber && v < 0:
			return errfmt.Errorf("%s has %v at element %d; it must be at least 0", p.Name, v, i)
		case p.limit == count && (v > maxCount || v != float32(int(v))):
			return errfmt.Errorf("%s has %v at element %d; it must be a whole number, at most %d", p.Name, v, i, maxCount)
		}
	}
	return nil
}

// AppendValues appends the values of parameters, one after the other. SetValues puts them back.
func AppendValues(values []float32, params []*Param) []float32 {
	size := 0
	for _, p := range params {
		size += len(p.Value.Data)
	}
	values = slices.Grow(values, size)
	for _, p := range params {
		values = append(values, p.Value.Data...)
	}
	return values
}

// SetValues copies values of AppendValues into parameters: into as many as there are values for.
func SetValues(params []*Param, values []float32) {
	for _, p := range params {
		values = values[copy(p.Value.Data, values):]
	}
}

// newParam returns a trainable parameter of zeros.
func newParam(name string, shape ...int) *Param {
	return &Param{Name: name, Value: NewTensor(shape...), Grad: NewTensor(shape...), Trainable: true}
}

// kernelOptions are the options of a kernel's initialisation and regularisation.
type kernelOptions struct {
	initializer Initializer
	stddev      float32
	l2          float32
}

// newKernel returns an initialised kernel, or an error for wrong options.
func (o kernelOptions) newKernel(fanIn, fanOut int, rng *rand.Rand, shape ...int) (*Param, error) {
	if _, err := o.initializer.MarshalText(); err != nil {
		return nil, errfmt.Errorf("KernelInitializer: %w", err)
	}
	if err := within("KernelStddev", o.stddev, 0, 1<<16); err != nil {
		return nil, err
	}
	if err := within("KernelL2", o.l2, 0, 1<<16); err != nil {
		return nil, err
	}
	p := newParam("kernel", shape...)
	p.L2 = o.l2
	o.initializer.fill(p.Value.Data, fanIn, fanOut, orDefault(o.stddev, .05), rng)
	return p, nil
}

// linear is the part that Conv2D and Dense share: products of weights and rows, which the plans list.
type linear struct {
	kernel, bias *Param
	units        int
	relu         bool
	forward      *kernel.Plan // for each position of the output: (first weight, row of x)
	backInput    *kernel.Plan // for each position of the input: (first weight, row of dy)
	backWeights  *kernel.Plan // for each position of the kernel: (first row of x, first row of dy)
	inputs       int          // number of rows of x at a position
	noBias       bool         // bias stays 0, and is no parameter
	x, y, dx     *Tensor
}

// MultiplyAdds returns the number of multiplications and additions for one sample.
func (l *linear) MultiplyAdds() int { return len(l.forward.A) * l.units }

// places returns the number of entries of the plan, which NewSequential bounds.
func (l *linear) places() int { return len(l.forward.A) }

func (l *linear) Params() []*Param {
	if l.noBias {
		return []*Param{l.kernel}
	}
	return []*Param{l.kernel, l.bias}
}

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

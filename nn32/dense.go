package nn32

import (
	"errors"
	"math/rand/v2"

	"digitlab/nn32/internal/errfmt"
	"digitlab/nn32/internal/kernel"
)

// Dense computes y = x·W + b.
//
//	x (N, In)   kernel (In, Units)   bias (Units)   y (N, Units)
//
// It is initialised as Conv2D is.
type Dense struct {
	Units      int
	Activation ActivationFunction
	NoBias     bool `json:",omitempty"` // y without b, as Keras's use_bias=False
	Frozen     bool `json:",omitempty"` // training does not change it, as Keras's trainable=False; Compile reads it

	KernelInitializer Initializer
	KernelStddev      float32 // of RandomNormal; zero: .05
	KernelL2          float32 // L2 regularisation: KernelL2 · Σ kernel² is added to the loss

	linear
	owner
}

func (l *Dense) freeze() bool { return l.Frozen }

func (*Dense) Kind() string { return "dense" }

func (l *Dense) activation() ActivationFunction { return l.Activation }

func (l *Dense) Build(in Shape, rng *rand.Rand) (Shape, error) {
	if len(in) != 1 {
		return nil, errfmt.Errorf("input %v is not a vector; put a Flatten before it", in)
	}
	if l.Units < 1 {
		return nil, errors.New("the number of Units must be at least 1")
	}
	n, out := in[0], Shape{l.Units}
	if err := l.checkRoom(n, l.Units); err != nil {
		return nil, err
	}
	k, err := kernelOptions{l.KernelInitializer, l.KernelStddev, l.KernelL2}.newKernel(n, l.Units, rng, n, l.Units)
	if err != nil {
		return nil, err
	}
	var forward, backInput, backWeights kernel.Table
	for i := range n {
		forward.Append(i*l.Units, i)
	}
	for j := range l.Units {
		backInput.Append(j, j)
	}
	backWeights.Append(0, 0)
	for _, t := range []*kernel.Table{&forward, &backInput, &backWeights} {
		t.Close()
	}
	l.linear = linear{
		kernel: k, bias: newParam("bias", l.Units), units: l.Units, relu: l.Activation == ReLU, noBias: l.NoBias, inputs: n,
		forward: kernel.NewPlan(forward), backInput: kernel.NewPlan(backInput), backWeights: kernel.NewPlan(backWeights),
		y: newBatchLast(out), dx: newBatchLast(in),
	}
	return out, nil
}

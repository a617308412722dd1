package nn32

import (
	"errors"
	"math/rand/v2"

	"digitlab/nn32/internal/kernel"
)

// Conv2D slides Filters kernels over an image: y = x ∗ W + b, where ∗ is the cross-correlation, as in other libraries.
//
//	x (N, H, W, C)   kernel (KH, KW, C, Filters)   bias (Filters)   y (N, H', W', Filters)
//
// The kernel is initialised by Glorot's uniform distribution and the bias with zeros, as in Keras; PyTorch uses other bounds.
type Conv2D struct {
	Filters    int
	KernelSize [2]int
	Strides    [2]int // zero: 1×1
	Padding    Padding
	Activation ActivationFunction
	NoBias     bool `json:",omitempty"` // y without b, as Keras's use_bias=False
	Frozen     bool `json:",omitempty"` // training does not change it, as Keras's trainable=False; Compile reads it

	KernelInitializer Initializer
	KernelStddev      float32 // of RandomNormal; zero: .05
	KernelL2          float32 // L2 regularisation: KernelL2 · Σ kernel² is added to the loss

	linear
	owner
}

func (l *Conv2D) freeze() bool { return l.Frozen }

func (*Conv2D) Kind() string { return "conv2d" }

func (l *Conv2D) activation() ActivationFunction { return l.Activation }

func (l *Conv2D) Build(in Shape, rng *rand.Rand) (Shape, error) {
	w, err := newWindow("kernel", in, l.KernelSize, l.Strides, [2]int{1, 1}, l.Padding)
	if err != nil {
		return nil, err
	}
	if l.Filters < 1 {
		return nil, errors.New("the number of Filters must be at least 1")
	}
	if err := w.check(max(in[2], l.Filters)); err != nil {
		return nil, err
	}
	c, out := in[2], Shape{w.outH, w.outW, l.Filters}
	k, err := kernelOptions{l.KernelInitializer, l.KernelStddev, l.KernelL2}.newKernel(w.h*w.w*c, w.h*w.w*l.Filters, rng, w.h, w.w, c, l.Filters)
	if err != nil {
		return nil, err
	}
	l.linear = linear{
		kernel: k, bias: newParam("bias", l.Filters), units: l.Filters, relu: l.Activation == ReLU, noBias: l.NoBias, inputs: c,
		y: newBatchLast(out), dx: newBatchLast(in),
	}
	l.plan(w, c)
	return out, nil
}

// plan lists which weights, rows of the input and rows of the output belong together, for the kernels.
func (l *Conv2D) plan(w *window, c int) {
	f := l.Filters
	var forward kernel.Table
	backInput, backWeights := make([][][2]int, w.inH*w.inW), make([][][2]int, w.h*w.w)
	w.visit(func(out, tap, in int) {
		for i := range c {
			forward.Append((tap*c+i)*f, in*c+i)
		}
		for j := range f {
			backInput[in] = append(backInput[in], [2]int{tap*c*f + j, out*f + j})
		}
		backWeights[tap] = append(backWeights[tap], [2]int{in * c, out * f})
	}, forward.Close)
	l.forward, l.backInput, l.backWeights = kernel.NewPlan(forward), planOf(backInput), planOf(backWeights)
}

// planOf returns the plan for one list of pairs per position.
func planOf(lists [][][2]int) *kernel.Plan {
	var t kernel.Table
	for _, pairs := range lists {
		for _, p := range pairs {
			t.Append(p[0], p[1])
		}
		t.Close()
	}
	return kernel.NewPlan(t)
}

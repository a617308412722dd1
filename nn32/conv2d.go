package nn32

import (
	"errors"
	"math/rand/v2"
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
	if err := w.Check(max(in[2], l.Filters)); err != nil {
		return nil, err
	}
	taps, c, out := l.KernelSize[0]*l.KernelSize[1], in[2], Shape{w.OutH, w.OutW, l.Filters}
	if err := l.checkRoom(taps, c, l.Filters); err != nil {
		return nil, err
	}
	k, err := kernelOptions{l.KernelInitializer, l.KernelStddev, l.KernelL2}.newKernel(taps*c, taps*l.Filters, rng,
		l.KernelSize[0], l.KernelSize[1], c, l.Filters)
	if err != nil {
		return nil, err
	}
	forward, backInput, backWeights := w.Convolution(c, l.Filters)
	l.linear = linear{
		forward: forward, backInput: backInput, backWeights: backWeights,
		kernel: k, bias: newParam("bias", l.Filters), units: l.Filters, relu: l.Activation == ReLU, noBias: l.NoBias, inputs: c,
		y: newBatchLast(out), dx: newBatchLast(in),
	}
	return out, nil
}

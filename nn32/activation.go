package nn32

import (
	"errors"
	"math/rand/v2"

	"digitlab/nn32/internal/kernel"
)

// ActivationFunction is what a layer does to its output, element by element or, for Softmax, over the channels.
type ActivationFunction uint8

const (
	Linear  ActivationFunction = iota // y = x
	ReLU                              // y = max(x, 0)
	Softmax                           // y = exp(x) / Σ exp(x) over the last axis: probabilities
)

// Activation is an activation function as a layer of its own.
//
//	x (N, …)   y (N, …)
type Activation struct {
	Function ActivationFunction

	channels     int // that Softmax goes over
	y, dx        *Tensor
	largest, sum []float32 // of each sample, which Softmax needs
}

func (*Activation) Kind() string { return "activation" }

func (l *Activation) Build(in Shape, _ *rand.Rand) (Shape, error) {
	if l.Function > Softmax {
		return nil, errors.New("the Function must be Linear, ReLU or Softmax")
	}
	l.channels, l.y, l.dx = in[len(in)-1], inner(in), inner(in)
	return in, nil
}

func (l *Activation) Forward(x *Tensor, _ Mode) *Tensor {
	n := x.lanes()
	l.y.setLanes(n)
	switch l.Function {
	case Linear:
		copy(l.y.Data, x.Data)
	case ReLU:
		kernel.Relu(l.y.Data, x.Data)
	case Softmax:
		l.largest, l.sum = lanesOf(l.largest, n), lanesOf(l.sum, n)
		for i := 0; i < len(x.Data); i += l.channels * n {
			kernel.Softmax(l.y.Data[i:][:l.channels*n], x.Data[i:][:l.channels*n], l.largest, l.sum, n)
		}
	}
	return l.y
}

func (l *Activation) Backward(dy *Tensor, wantInput bool) *Tensor {
	if !wantInput {
		return nil
	}
	n := dy.lanes()
	l.dx.setLanes(n)
	switch l.Function {
	case Linear:
		copy(l.dx.Data, dy.Data)
	case ReLU:
		kernel.ReluGradient(l.dx.Data, dy.Data, l.y.Data)
	case Softmax:
		for i := 0; i < len(dy.Data); i += l.channels * n {
			kernel.SoftmaxGradient(l.dx.Data[i:][:l.channels*n], dy.Data[i:][:l.channels*n], l.y.Data[i:][:l.channels*n], n)
		}
	}
	return l.dx
}

func (*Activation) Params() []*Param { return nil }

// lanesOf returns a slice of n, b itself if it is long enough.
func lanesOf(b []float32, n int) []float32 {
	if cap(b) >= n {
		return b[:n]
	}
	return make([]float32, n)
}

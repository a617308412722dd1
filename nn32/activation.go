package nn32

import (
	"math/rand/v2"

	"digitlab/nn32/internal/enum"
	"digitlab/nn32/internal/kernel"
)

// ActivationFunction is what a layer does to its output, element by element or, for Softmax, over the channels.
type ActivationFunction uint8

// With their parameters where a layer has them as an option.
const (
	Linear    ActivationFunction = iota // y = x
	ReLU                                // y = max(x, 0); NaN becomes 0, where Keras keeps it: Fit looks for NaN in the weights instead
	LeakyReLU                           // y = x, or x·slope where x < 0; Maas et al. 2013. Keras's slope is .2, PyTorch's .01
	ELU                                 // y = x, or α·(e^x - 1) where x < 0, α = 1; Clevert et al. 2015, arXiv:1511.07289
	GELU                                // y = x·Φ(x), exact, not by tanh; Hendrycks & Gimpel 2016, arXiv:1606.08415
	SiLU                                // y = x·σ(x), also called swish; Ramachandran et al. 2017, arXiv:1710.05941
	Tanh                                // y = tanh(x)
	Sigmoid                             // y = σ(x) = 1 / (1 + e^-x)
	Softmax                             // y = exp(x) / Σ exp(x) over the last axis: probabilities
)

var activationNames = enum.Names{"linear", "relu", "leaky_relu", "elu", "gelu", "silu", "tanh", "sigmoid", "softmax"}

func (f ActivationFunction) String() string               { return activationNames.Of(uint8(f)) }
func (f ActivationFunction) MarshalText() ([]byte, error) { return activationNames.Marshal(uint8(f)) }

func (f *ActivationFunction) UnmarshalText(text []byte) error {
	return activationNames.Unmarshal(text, (*uint8)(f))
}

// Activation is an activation function as a layer of its own.
//
//	x (N, …)   y (N, …)
type Activation struct {
	Function      ActivationFunction
	NegativeSlope float32 // of LeakyReLU; zero: .2 as Keras's function (its layer of that name has .3)
	Alpha         float32 // of ELU; zero: 1

	owner

	parameter float32
	channels  int // that Softmax goes over
	x, y, dx  *Tensor
}

func (*Activation) Kind() string { return "activation" }

func (l *Activation) Build(in Shape, _ *rand.Rand) (Shape, error) {
	if _, err := l.Function.MarshalText(); err != nil {
		return nil, err
	}
	if err := finite("NegativeSlope", l.NegativeSlope); err != nil {
		return nil, err
	}
	if err := finite("Alpha", l.Alpha); err != nil {
		return nil, err
	}
	switch l.Function {
	case LeakyReLU:
		l.parameter = orDefault(l.NegativeSlope, .2)
	case ELU:
		l.parameter = orDefault(l.Alpha, 1)
	}
	l.channels, l.y, l.dx = in[len(in)-1], newBatchLast(in), newBatchLast(in)
	return in, nil
}

// elementwise are the functions that are kernels of one element.
var elementwise = map[ActivationFunction]kernel.Function{LeakyReLU: kernel.LeakyRelu, ELU: kernel.Elu, GELU: kernel.Gelu,
	SiLU: kernel.Silu, Tanh: kernel.Tanh, Sigmoid: kernel.Sigmoid}

func (l *Activation) Forward(x *Tensor, _ Mode) *Tensor {
	n := x.lanes()
	l.x = x
	l.y.setLanes(n)
	switch l.Function {
	case Linear:
		copy(l.y.Data, x.Data)
	case ReLU:
		kernel.Relu(l.y.Data, x.Data)
	case Softmax:
		for i := 0; i < len(x.Data); i += l.channels * n {
			kernel.Softmax(l.y.Data[i:][:l.channels*n], x.Data[i:][:l.channels*n], n)
		}
	default:
		kernel.Activate(l.y.Data, x.Data, elementwise[l.Function], l.parameter)
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
	default:
		kernel.ActivateGradient(l.dx.Data, dy.Data, l.x.Data, l.y.Data, elementwise[l.Function], l.parameter)
	}
	return l.dx
}

func (*Activation) Params() []*Param { return nil }

// resize returns a slice of length n: b, or a new one if b is too short.
func resize(b []float32, n int) []float32 {
	if cap(b) >= n {
		return b[:n]
	}
	return make([]float32, n)
}

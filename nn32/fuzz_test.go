package nn32

import (
	"math"
	"strings"
	"testing"
)

// Any stack of layers gives a network or an error, and a network trains or returns an error.
func FuzzArchitecture(f *testing.F) {
	f.Add([]byte{8, 8, 1, 0, 10, 3, 3, 1, 1, 0, 1, 3, 2, 2, 0, 0, 0, 6, 2, 10, 8})
	f.Add([]byte{5, 6, 2, 7, 0, 4, 200, 0, 0, 0, 0, 0, 0, 0, 5, 1, 1, 3, 9, 9})
	f.Add([]byte{1, 1, 1, 5, 6, 2, 255, 255, 255, 255})
	f.Fuzz(func(t *testing.T, choices []byte) {
		next := func() int {
			if len(choices) == 0 {
				return 0
			}
			v := int(int8(choices[0]))
			choices = choices[1:]
			if v > 120 { // sometimes outside of all limits
				return math.MaxInt >> (127 - v)
			}
			return v
		}
		in := Shape{next(), next(), next()}[:1+len(choices)%3]
		var layers []Layer
		for len(choices) > 0 && len(layers) < 12 {
			layers = append(layers, layerOf(next))
		}
		s, err := NewSequential(in, 1, layers...)
		if err != nil || s.size > 1<<16 {
			return
		}
		if s.Compile(&SGD{LearningRate: 1e-3}, &MeanSquaredError{}, Accuracy) != nil {
			return
		}
		data := Data{X: NewTensor(append([]int{3}, in...)...), Labels: make([]int, 3)}
		for i := range data.X.Data {
			data.X.Data[i] = float32(i%17) / 16
		}
		if _, err := s.Fit(data, FitOptions{Epochs: 1, BatchSize: 2}); err != nil && !strings.Contains(err.Error(), "the loss is") {
			t.Error(err)
		}
	})
}

// layerOf returns one of all kinds of layers. next gives the kind and the options.
func layerOf(next func() int) Layer {
	pair := func() [2]int { return [2]int{next(), next()} }
	switch next() & 15 {
	case 0, 1:
		return &Conv2D{Filters: next(), KernelSize: pair(), Strides: pair(), Padding: Padding(next()), Activation: ActivationFunction(next()),
			KernelInitializer: Initializer(next()), KernelL2: float32(next()) / 100}
	case 2, 3:
		return &MaxPooling2D{PoolSize: pair(), Strides: pair(), Padding: Padding(next())}
	case 4:
		return &AveragePooling2D{PoolSize: pair(), Strides: pair(), Padding: Padding(next())}
	case 5:
		return &GlobalAveragePooling2D{}
	case 6, 7:
		return &Dense{Units: next(), Activation: ActivationFunction(next()), KernelStddev: float32(next())}
	case 8:
		return &Flatten{}
	case 9:
		return &Dropout{Rate: float32(next()) / 100}
	case 10:
		return &BatchNormalization{Momentum: float32(next()) / 100, Epsilon: float32(next()) / 100}
	case 11:
		return nil
	default:
		return &Activation{Function: ActivationFunction(next()), Alpha: float32(next()), NegativeSlope: float32(next())}
	}
}

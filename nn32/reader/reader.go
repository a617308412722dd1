// Package reader is the network that comes with the page, for comparison with those trained there. Package train makes its
// file from MNIST.
package reader

import (
	"digitlab/nn32"
	"digitlab/nn32/drawing"
)

// Classes is how many digits there are.
const Classes = 10

// Reader reads drawings. It is not for several goroutines at once.
type Reader struct {
	network     *nn32.Sequential
	temperature nn32.Temperature
	x           *nn32.Tensor // (1, 28, 28, 1)
}

// New returns a reader whose network is untrained. With batch normalisation folded into what comes before it, these are the
// layers of the network that package train trains:
//
//	28×28×1 → 24×24×12 → 12×12×12 → 8×8×24 → 4×4×24 → 96 → 10
func New() (*Reader, error) {
	network, err := nn32.NewSequential(nn32.Shape{drawing.MNISTSide, drawing.MNISTSide, 1}, 1,
		&nn32.Conv2D{Filters: 12, KernelSize: [2]int{5, 5}, Activation: nn32.ReLU},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Conv2D{Filters: 24, KernelSize: [2]int{5, 5}, Activation: nn32.ReLU},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Flatten{},
		&nn32.Dense{Units: 96, Activation: nn32.ReLU},
		&nn32.Dense{Units: Classes, Activation: nn32.Softmax})
	if err != nil {
		return nil, err
	}
	return &Reader{network, 1, nn32.NewTensor(1, drawing.MNISTSide, drawing.MNISTSide, 1)}, nil
}

// Read returns the probabilities of the ten digits, calibrated.
func (r *Reader) Read(p *drawing.MNISTPicture) []float32 {
	for i, v := range p {
		r.x.Data[i] = float32(v)
	}
	y, err := r.network.Predict(r.x)
	if err != nil {
		panic(err) // New made x for the network
	}
	r.temperature.Apply(y.Data)
	return y.Data
}

// Network returns what reads, for pictures (N, 28, 28, 1) with values 0 to 255. Its probabilities are not calibrated.
func (r *Reader) Network() *nn32.Sequential { return r.network }

// Temperature returns what calibrates the probabilities.
func (r *Reader) Temperature() nn32.Temperature { return r.temperature }

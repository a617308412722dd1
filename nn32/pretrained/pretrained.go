// Package pretrained is the network that comes with the page, so that a network that was just trained can be compared with
// one that knows 60,000 digits. The package decodes its file and predicts; it does not train and it opens no files:
// nn32/cmd/trainpretrained makes the file from MNIST.
package pretrained

import (
	"digitlab/nn32"
	"digitlab/nn32/calibrate"
	"digitlab/nn32/drawing"
)

// Classes is the number of digits.
const Classes = 10

// Network predicts digits. It reuses its input tensor, so it is not safe for concurrent use.
type Network struct {
	sequential  *nn32.Sequential
	temperature calibrate.Temperature
	x           *nn32.Tensor // (1, 28, 28, 1)
}

// New returns an untrained network. Its layers are those of the network that trainpretrained trains, after batch
// normalisation was folded into the weights before it:
//
//	28×28×1 → 24×24×16 → 12×12×16 → 8×8×32 → 4×4×32 → 96 → 10
func New() (*Network, error) {
	sequential, err := nn32.NewSequential(nn32.Shape{drawing.MNISTSide, drawing.MNISTSide, 1}, 1,
		&nn32.Conv2D{Filters: 16, KernelSize: [2]int{5, 5}, Activation: nn32.ReLU},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Conv2D{Filters: 32, KernelSize: [2]int{5, 5}, Activation: nn32.ReLU},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Flatten{},
		&nn32.Dense{Units: 96, Activation: nn32.ReLU},
		&nn32.Dense{Units: Classes, Activation: nn32.Softmax})
	if err != nil {
		return nil, err
	}
	return &Network{sequential, 1, nn32.NewTensor(1, drawing.MNISTSide, drawing.MNISTSide, 1)}, nil
}

// Predict returns the ten digits' probabilities, after temperature scaling.
func (n *Network) Predict(p *drawing.MNISTPicture) []float32 {
	for i, v := range p {
		n.x.Data[i] = float32(v)
	}
	y, err := n.sequential.Predict(n.x)
	if err != nil {
		panic(err) // New made x with the network's input shape
	}
	n.temperature.Apply(y.Data)
	return y.Data
}

// Sequential returns the layers, which take pictures (N, 28, 28, 1) with values 0 to 255. Their probabilities come without
// temperature scaling.
func (n *Network) Sequential() *nn32.Sequential { return n.sequential }

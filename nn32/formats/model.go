// Package formats writes trained networks as the files of other programs and reads theirs. It does not know nn32: between a file and a
// network lies a [Model], which says with Keras's words what the network is. Package convert makes the one of the other.
//
// Every reader takes bytes that it must not trust. It returns an error that says what was expected and what was found, within a second
// and within memory that the length of the file bounds.
package formats

import "strconv"

// Model is a network that is a plain stack of layers.
type Model struct {
	Name   string // as the file has it; may be empty
	Input  [3]int // height, width, channels of one sample
	Layers []Layer

	Ink float32 // value of a pixel that is all ink, where no ink is 0: 1, 16 or 255; 0: not known
}

// Class is what a layer is, as Keras calls it.
type Class string

const (
	Conv2D                 Class = "Conv2D"
	MaxPooling2D           Class = "MaxPooling2D"
	AveragePooling2D       Class = "AveragePooling2D" // positions outside of the image do not count
	GlobalAveragePooling2D Class = "GlobalAveragePooling2D"
	Flatten                Class = "Flatten"
	Dense                  Class = "Dense"
	Dropout                Class = "Dropout"
	BatchNormalization     Class = "BatchNormalization" // over the last axis
	Activation             Class = "Activation"
	Rescaling              Class = "Rescaling" // x·Scale + Offset
)

// Activations are the names of the activation functions, as Keras has them.
// In an Activation of "leaky_relu" or "elu" the layer's Slope or Alpha is the function's.
var Activations = []string{"linear", "relu", "leaky_relu", "elu", "gelu", "silu", "tanh", "sigmoid", "softmax"}

// Layer is one layer with its options; those that its class does not have are zero. No default is left out: a reader fills in what the
// file's library would take, so that nobody after it has to know whose file it was.
type Layer struct {
	Class Class
	Name  string // unique in its model, as Keras makes them: conv2d, conv2d_1, …

	Units      int     // of Dense; of Conv2D the number of filters
	Window     [2]int  // height, width: Conv2D's kernel, the window of a pooling
	Strides    [2]int  // vertical, horizontal
	Padding    string  // "valid" or "same" (TensorFlow's: the odd one is put at the end)
	Activation string  // of Conv2D, Dense and Activation
	Slope      float32 // negative slope of leaky_relu, of Activation alone; Conv2D's and Dense's is Keras's .2
	Alpha      float32 // of elu, of Activation alone; Conv2D's and Dense's is 1
	Rate       float32 // of Dropout
	Momentum   float32 // of BatchNormalization's moving averages, Keras's way: .99 keeps much
	Epsilon    float32
	Scale      float32 // of Rescaling
	Offset     float32

	// Tensors are what the layer has learnt, in Keras's order:
	// Conv2D kernel (KH, KW, In, Units) and, if it has one, bias (Units); Dense kernel (In, Units) and, if it has one, bias;
	// BatchNormalization gamma, beta, moving_mean, moving_variance, each (C).
	Tensors []Tensor
}

// Tensor is an array in row-major order.
type Tensor struct {
	Name  string // kernel, bias, gamma, beta, moving_mean, moving_variance
	Shape []int
	Data  []float32
}

// At names a layer in messages by its place, counted from one, and its class.
func (l *Layer) At(place int) string {
	return "layer " + strconv.Itoa(place+1) + " (" + string(l.Class) + ")"
}

package formats

import (
	"slices"
	"strconv"
	"strings"

	"digitlab/nn32/internal/errfmt"
)

// Module is one module of an nn.Sequential of PyTorch.
type Module struct {
	Text  string // what makes it, in Python
	Layer int    // index of the layer that it is of
	Class string // TorchClasses has the Python of those that PyTorch has not; otherwise empty

	weights bool // it has the layer's
}

// HasWeights reports whether the module has the weights of its layer.
func (m Module) HasWeights() bool { return m.weights }

// TorchClasses are modules that PyTorch lacks, by name, in Python with torch, torch.nn as nn and torch.nn.functional as F.
var TorchClasses = map[string]string{
	"Rescale": `class Rescale(nn.Module):
    def __init__(self, scale, offset):
        super().__init__()
        self.scale, self.offset = scale, offset

    def forward(self, x):
        return x * self.scale + self.offset
`,
	// Positions outside of the image do not count, as in Keras. AvgPool2d has no padding of another size after the image than before it.
	"AveragePool": `class AveragePool(nn.Module):
    def __init__(self, window, strides, pads):
        super().__init__()
        self.window, self.strides, self.pads = window, strides, pads

    def forward(self, x):
        def mean(x):
            return F.avg_pool2d(F.pad(x, self.pads), self.window, self.strides)

        return mean(x) / mean(torch.ones_like(x))
`,
}

// TorchModules returns the modules of an nn.Sequential that computes what a model does, from images (N, C, H, W). The tensors of the model may be missing. The
// last softmax, if there is one, is a module of its own, so that a loss can take what comes before it.
//
// PyTorch flattens an image in the order C, H, W, and Keras in H, W, C: the rows of the next Linear are those of Keras's Dense in another
// order.
func TorchModules(m *Model) ([]Module, error) {
	var modules []Module
	in := m.Input[:]
	shape := in
	for i := range m.Layers {
		l := &m.Layers[i]
		out, err := l.output(shape)
		if err != nil {
			return nil, errfmt.Errorf("%s: %w", l.At(i), err)
		}
		weights := false
		add := func(class string, arguments ...string) {
			own := TorchClasses[class] != ""
			module := Module{Text: class + "(" + strings.Join(arguments, ", ") + ")", Layer: i, weights: weights}
			if own {
				module.Class = class
			} else {
				module.Text = "nn." + module.Text
			}
			modules = append(modules, module)
			weights = false
		}
		var pads [4]int // above, left, below, right
		if l.Padding == "same" {
			pads = l.pads(shape)
		}
		even := pads[0] == pads[2] && pads[1] == pads[3]
		around := tuple(pads[1], pads[3], pads[0], pads[2])
		window := []string{pair(l.Window), pair(l.Strides)}
		padded := slices.Clone(window)
		if even && pads != [4]int{} {
			padded = append(padded, "padding="+pair([2]int(pads[:2])))
		}
		switch l.Class {
		case Conv2D:
			if !even {
				add("ZeroPad2d", around)
			}
			padded[1] = "stride=" + padded[1]
			if l.Strides == [2]int{1, 1} {
				padded = slices.Delete(padded, 1, 2)
			}
			weights = true
			add("Conv2d", append(append([]string{strconv.Itoa(shape[2]), strconv.Itoa(l.Units)}, padded...), l.noBias()...)...)
		case Dense:
			weights = true
			add("Linear", append([]string{strconv.Itoa(shape[0]), strconv.Itoa(l.Units)}, l.noBias()...)...)
		case MaxPooling2D:
			if !even {
				add("ConstantPad2d", around, `float("-inf")`)
			}
			add("MaxPool2d", padded...)
		case AveragePooling2D:
			switch {
			case !even:
				add("AveragePool", append(window, around)...)
			case pads != [4]int{}:
				add("AvgPool2d", append(padded, "count_include_pad=False")...)
			default:
				add("AvgPool2d", padded...)
			}
		case GlobalAveragePooling2D:
			add("AdaptiveAvgPool2d", "1")
			add("Flatten")
		case Flatten:
			if len(shape) == 3 && shape[0]*shape[1] > 1 && shape[2] > 1 && !m.keepsOrder(i+1) {
				return nil, errfmt.Errorf("%s: PyTorch flattens an image in another order; put a Dense after it", l.At(i))
			}
			add("Flatten")
		case Dropout:
			add("Dropout", numberText(l.Rate))
		case BatchNormalization:
			weights = true
			class := "BatchNorm1d"
			if len(shape) == 3 {
				class = "BatchNorm2d"
			}
			add(class, strconv.Itoa(shape[len(shape)-1]), "eps="+numberText(l.Epsilon), "momentum="+torchMomentum(l.Momentum))
		case Rescaling:
			add("Rescale", numberText(l.Scale), numberText(l.Offset))
		}
		slope, alpha := l.parameters()
		switch l.Activation {
		case "linear":
			if l.Class == Activation {
				add("Identity")
			}
		case "relu":
			add("ReLU")
		case "leaky_relu":
			add("LeakyReLU", numberText(slope))
		case "elu":
			add("ELU", numberText(alpha))
		case "gelu":
			add("GELU")
		case "silu":
			add("SiLU")
		case "tanh":
			add("Tanh")
		case "sigmoid":
			add("Sigmoid")
		case "softmax":
			add("Softmax", "dim=1")
		}
		shape = out
	}
	return modules, nil
}

// noBias returns the argument that leaves the bias out, if the layer has none.
func (l *Layer) noBias() []string {
	if len(l.Tensors) == 1 {
		return []string{"bias=False"}
	}
	return nil
}

// torchMomentum returns the share of a batch in a moving average: what Keras's momentum is short of 1.
func torchMomentum(keras float32) string {
	v, _ := strconv.ParseFloat(numberText(keras), 64) // .99, not the float32 next to it
	return strconv.FormatFloat(1-v, 'g', 7, 64)
}

func tuple(values ...int) string {
	var parts []string
	for _, v := range values {
		parts = append(parts, strconv.Itoa(v))
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// pair returns two lengths as PyTorch takes them: one number if they are equal.
func pair(v [2]int) string {
	if v[0] == v[1] {
		return strconv.Itoa(v[0])
	}
	return tuple(v[:]...)
}

// torchTensors returns the state dict of the nn.Sequential: names, and the tensors in PyTorch's layout.
func torchTensors(m *Model) ([]Tensor, error) {
	modules, err := TorchModules(m)
	if err != nil {
		return nil, err
	}
	shapes, err := m.Shapes()
	if err != nil {
		return nil, err
	}
	orders, err := m.torchOrders(shapes)
	if err != nil {
		return nil, err
	}
	var tensors []Tensor
	for place, module := range modules {
		if !module.weights {
			continue
		}
		l := &m.Layers[module.Layer]
		for i, t := range l.Tensors {
			order := orders[module.Layer]
			to := Tensor{Name: strconv.Itoa(place) + "." + torchNames[l.Class][i], Shape: torchShape(t.Shape), Data: make([]float32, len(t.Data))}
			eachTorch(l.Class, t.Shape, order, func(keras, torch int) { to.Data[torch] = t.Data[keras] })
			tensors = append(tensors, to)
		}
	}
	return tensors, nil
}

// torchNames are the names of a layer's tensors, in Keras's order.
var torchNames = map[Class][]string{
	Conv2D:             {"weight", "bias"},
	Dense:              {"weight", "bias"},
	BatchNormalization: {"weight", "bias", "running_mean", "running_var"},
}

// torchOrders returns for each layer the order in which PyTorch has its inputs, nil for Keras's: after a Flatten, up to the next Dense, for each
// of PyTorch's its index among Keras's.
func (m *Model) torchOrders(shapes [][]int) ([][]int, error) {
	orders := make([][]int, len(m.Layers))
	var order []int
	in := m.Input[:]
	for i, l := range m.Layers {
		orders[i] = order
		switch {
		case l.Class == Flatten && len(in) == 3:
			if product(in) > maxONNXValues {
				return nil, errfmt.Errorf("%s: its input %v is too large", l.At(i), in)
			}
			order = permutation(in, []int{2, 0, 1})
		case l.Class == Dense:
			order = nil
		}
		in = shapes[i]
	}
	return orders, nil
}

// torchShape returns the shape in PyTorch of one of a layer's tensors: Conv2D's kernel is (Filters, C, KH, KW), Dense's (Units, In).
func torchShape(shape []int) []int {
	switch len(shape) {
	case 4:
		return []int{shape[3], shape[2], shape[0], shape[1]}
	case 2:
		return []int{shape[1], shape[0]}
	}
	return shape
}

// eachTorch calls f with the index of each element of a tensor in Keras's layout and in PyTorch's.
func eachTorch(class Class, shape, order []int, f func(keras, torch int)) {
	switch {
	case len(shape) == 4:
		torch := 0
		walk(shape, []int{3, 2, 0, 1}, func(keras int) {
			f(keras, torch)
			torch++
		})
	case len(shape) == 2:
		rows, units := shape[0], shape[1]
		for row := range rows {
			from := row
			if order != nil {
				from = order[row]
			}
			for unit := range units {
				f(from*units+unit, unit*rows+row)
			}
		}
	case class == BatchNormalization && order != nil:
		for torch, keras := range order {
			f(keras, torch)
		}
	default:
		for i := range shape[0] {
			f(i, i)
		}
	}
}

package formats

import (
	"errors"
	"math"
	"slices"
	"strconv"
)

// The version of ONNX that is written: what runtimes since 2022 read. Newer ones are refused by many, which is the commonest trouble
// with ONNX. https://github.com/onnx/onnx/blob/main/docs/Versioning.md
const (
	onnxIR    = 8
	onnxOpset = 17
)

// Types of ONNX's TensorProto and AttributeProto.
const (
	onnxFloat = 1
	onnxInt64 = 7

	onnxAttributeFloat  = 1
	onnxAttributeInt    = 2
	onnxAttributeString = 3
	onnxAttributeInts   = 7
)

// ONNX is the file of ONNX, which most runtimes read. An ensemble is one graph.
var ONNX = Format{Name: "ONNX", Ending: ".onnx", Media: "application/octet-stream", write: writeONNX, several: true, is: isONNX, read: readONNX}

// onnxInk is the name in the file's metadata under which is Model.Ink.
const onnxInk = "ink"

// writeONNX writes a model, or several as one graph that returns the mean of their outputs.
//
//	input (N, C, H, W)   probabilities (N, classes)
//
// ONNX's images are NCHW. Its Flatten therefore gives another order than Keras's, so that the rows of the next Dense are permuted.
func writeONNX(models []*Model) ([]byte, error) {
	g := &onnxGraph{}
	in := models[0].Input
	var outputs []string
	var out []int
	for i, m := range models {
		prefix := ""
		if len(models) > 1 {
			prefix = "member" + strconv.Itoa(i) + "/"
		}
		output, shape, err := g.model(m, prefix)
		switch {
		case err != nil && prefix != "":
			return nil, errors.New("network " + strconv.Itoa(i+1) + ": " + err.Error())
		case err != nil:
			return nil, err
		case m.Input != in || i > 0 && !slices.Equal(shape, out):
			return nil, errShapes
		}
		outputs, out = append(outputs, output), shape
	}
	if len(models) > 1 {
		sum := g.node("Sum", "sum", outputs)
		outputs = []string{g.node("Div", "mean", []string{sum, g.scalar("members", float32(len(models)))})}
	}
	g.node("Identity", "probabilities", outputs)

	var graph message
	for _, n := range g.nodes {
		graph.bytes(1, n)
	}
	graph.string(2, "network")
	for _, t := range g.tensors {
		graph.bytes(5, t)
	}
	graph.bytes(11, onnxValue("input", []int{in[2], in[0], in[1]}))
	graph.bytes(12, onnxValue("probabilities", out))

	var opset, file message
	opset.string(1, "")
	opset.int(2, onnxOpset)
	file.int(1, onnxIR)
	file.string(2, "Digit Lab")
	file.bytes(7, graph)
	file.bytes(8, opset)
	if ink := models[0].Ink; ink > 0 {
		var entry message
		entry.string(1, onnxInk)
		entry.string(2, strconv.FormatFloat(float64(ink), 'g', -1, 32))
		file.bytes(14, entry)
	}
	return file, nil
}

// errShapes is about networks that are not an ensemble.
var errShapes = errors.New("the networks of an ensemble must have inputs and outputs of the same shape")

// onnxValue is a ValueInfoProto: a float tensor with any number of samples of a shape.
func onnxValue(name string, sample []int) message {
	var shape, dim message
	dim.string(2, "N")
	shape.bytes(1, dim)
	for _, n := range sample {
		var dim message
		dim.int(1, n)
		shape.bytes(1, dim)
	}
	var tensor, kind, value message
	tensor.int(1, onnxFloat)
	tensor.bytes(2, shape)
	kind.bytes(1, tensor)
	value.string(1, name)
	value.bytes(2, kind)
	return value
}

// onnxGraph is a graph that is being written: its nodes, each of which has one output with its own name, and its constants.
type onnxGraph struct {
	nodes, tensors []message
}

// attribute is an option of a node: float32, int, string or []int.
type attribute struct {
	name  string
	value any
}

func (g *onnxGraph) node(op, name string, inputs []string, attributes ...attribute) string {
	var n message
	for _, in := range inputs {
		n.string(1, in)
	}
	n.string(2, name)
	n.string(3, name)
	n.string(4, op)
	for _, a := range attributes {
		var m message
		m.string(1, a.name)
		switch v := a.value.(type) {
		case float32:
			m.float(2, v)
			m.int(20, onnxAttributeFloat)
		case int:
			m.int(3, v)
			m.int(20, onnxAttributeInt)
		case string:
			m.string(4, v)
			m.int(20, onnxAttributeString)
		case []int:
			for _, i := range v {
				m.int(8, i)
			}
			m.int(20, onnxAttributeInts)
		}
		n.bytes(5, m)
	}
	g.nodes = append(g.nodes, n)
	return name
}

func (g *onnxGraph) constant(name string, shape []int, kind int, raw []byte) string {
	var t message
	for _, n := range shape {
		t.int(1, n)
	}
	t.int(2, kind)
	t.string(8, name)
	t.bytes(9, raw)
	g.tensors = append(g.tensors, t)
	return name
}

func (g *onnxGraph) floats(name string, data []float32, shape ...int) string {
	return g.constant(name, shape, onnxFloat, floatBytes(data))
}

func (g *onnxGraph) scalar(name string, v float32) string { return g.floats(name, []float32{v}) }

// model adds the nodes of a model, and returns its output's name and shape.
func (g *onnxGraph) model(m *Model, prefix string) (value string, shape []int, err error) {
	shapes, err := m.Shapes()
	if err != nil {
		return "", nil, err
	}
	value = "input"
	in := m.Input[:]
	var flattened []int // the shape (H, W, C) whose values now come in the order C, H, W; nil: in Keras's
	for i := range m.Layers {
		l := &m.Layers[i]
		name := prefix + l.Name
		weight := func(i int) string { return name + "/" + l.Tensors[i].Name }
		switch l.Class {
		case Conv2D:
			kernel := l.Tensors[0]
			inputs := []string{value, g.floats(weight(0), permuted(kernel, 3, 2, 0, 1),
				kernel.Shape[3], kernel.Shape[2], kernel.Shape[0], kernel.Shape[1])}
			if len(l.Tensors) > 1 {
				inputs = append(inputs, g.floats(weight(1), l.Tensors[1].Data, l.Units))
			}
			value = g.node("Conv", name, inputs, l.window(in)...)
		case MaxPooling2D:
			value = g.node("MaxPool", name, []string{value}, l.window(in)...)
		case AveragePooling2D:
			value = g.node("AveragePool", name, []string{value}, l.window(in)...)
		case GlobalAveragePooling2D:
			value = g.node("Flatten", name, []string{g.node("GlobalAveragePool", name+"/mean", []string{value})})
		case Flatten:
			if len(in) == 3 && in[0]*in[1] > 1 && in[2] > 1 {
				if m.keepsOrder(i + 1) {
					flattened = in
				} else {
					value = g.node("Transpose", name+"/nhwc", []string{value}, attribute{"perm", []int{0, 2, 3, 1}})
				}
			}
			value = g.node("Flatten", name, []string{value})
		case Dense:
			kernel := l.Tensors[0]
			rows := Tensor{Shape: []int{in[0], l.Units}, Data: kernel.Data}
			if flattened != nil {
				rows.Data = permuted(Tensor{Shape: []int{flattened[0], flattened[1], flattened[2], l.Units}, Data: kernel.Data}, 2, 0, 1, 3)
				flattened = nil
			}
			inputs := []string{value, g.floats(weight(0), permuted(rows, 1, 0), l.Units, in[0])}
			if len(l.Tensors) > 1 {
				inputs = append(inputs, g.floats(weight(1), l.Tensors[1].Data, l.Units))
			}
			value = g.node("Gemm", name, inputs, attribute{"transB", 1})
		case BatchNormalization:
			inputs := []string{value}
			for i, t := range l.Tensors {
				if flattened != nil {
					t.Data = permuted(Tensor{Shape: flattened, Data: t.Data}, 2, 0, 1)
				}
				inputs = append(inputs, g.floats(weight(i), t.Data, len(t.Data)))
			}
			value = g.node("BatchNormalization", name, inputs, attribute{"epsilon", l.Epsilon}, attribute{"momentum", l.Momentum})
		case Dropout: // does nothing after training
		case Rescaling:
			value = g.node("Mul", name+"/scaled", []string{value, g.scalar(name+"/scale", l.Scale)})
			value = g.node("Add", name, []string{value, g.scalar(name+"/offset", l.Offset)})
		case Activation:
		default:
			return "", nil, errors.New(l.At(i) + " has no form in ONNX")
		}
		if function := l.Activation; function != "" && function != "linear" {
			if l.Class != Activation {
				name += "/" + function
			}
			slope, alpha := l.parameters()
			axis := -1
			if len(shapes[i]) == 3 {
				axis = 1
			}
			if value = g.activation(function, name, value, slope, alpha, axis); value == "" {
				return "", nil, errors.New(l.At(i) + ": the activation " + function + " has no form in ONNX")
			}
		}
		in = shapes[i]
	}
	if len(in) == 3 {
		return "", nil, errors.New("the network ends in an image; end it in a Dense")
	}
	return value, in, nil
}

// keepsOrder reports whether the order of the values after a Flatten can be another one than Keras's, because a Dense that comes later can have its
// rows in that order, and nothing between minds.
func (m *Model) keepsOrder(from int) bool {
	return slices.ContainsFunc(m.Layers[from:], func(l Layer) bool { return l.Class == Dense })
}

// window returns the options of a window that slides over an input. The padding is written in numbers: SAME_UPPER says the same, but onnxruntime
// refuses it where the strides are larger than the window.
func (l *Layer) window(in []int) []attribute {
	options := []attribute{{"kernel_shape", l.Window[:]}, {"strides", l.Strides[:]}}
	if pads := l.pads(in); l.Padding == "same" && slices.Max(pads[:]) > 0 {
		options = append(options, attribute{"pads", pads[:]})
	}
	return options
}

// pads returns the number of rows and columns that padding same puts around an input: above, left, below, right.
func (l *Layer) pads(in []int) (pads [4]int) {
	for axis := range 2 {
		out := (in[axis] + l.Strides[axis] - 1) / l.Strides[axis]
		total := max((out-1)*l.Strides[axis]+l.Window[axis]-in[axis], 0)
		pads[axis], pads[axis+2] = total/2, total-total/2
	}
	return pads
}

// parameters returns the slope and alpha of a layer's activation.
func (l *Layer) parameters() (slope, alpha float32) {
	if l.Class == Activation {
		return l.Slope, l.Alpha
	}
	return .2, 1
}

func (g *onnxGraph) activation(function, name, x string, slope, alpha float32, axis int) string {
	switch function {
	case "relu":
		return g.node("Relu", name, []string{x})
	case "leaky_relu":
		return g.node("LeakyRelu", name, []string{x}, attribute{"alpha", slope})
	case "elu":
		return g.node("Elu", name, []string{x}, attribute{"alpha", alpha})
	case "tanh":
		return g.node("Tanh", name, []string{x})
	case "sigmoid":
		return g.node("Sigmoid", name, []string{x})
	case "softmax":
		return g.node("Softmax", name, []string{x}, attribute{"axis", axis})
	case "silu":
		return g.node("Mul", name, []string{x, g.node("Sigmoid", name+"/sigmoid", []string{x})})
	case "gelu": // ½·x·(1+erf(x/√2)); ONNX has an operator for it from opset 20 on
		erf := g.node("Erf", name+"/erf", []string{g.node("Div", name+"/div", []string{x, g.scalar(name+"/root", math.Sqrt2)})})
		both := g.node("Mul", name+"/mul", []string{x, g.node("Add", name+"/add", []string{erf, g.scalar(name+"/one", 1)})})
		return g.node("Mul", name, []string{both, g.scalar(name+"/half", .5)})
	}
	return ""
}

// permuted returns the data of a tensor whose axes are put in another order: axis i of the result is axis order[i] of t.
func permuted(t Tensor, order ...int) []float32 {
	to := make([]float32, 0, len(t.Data))
	walk(t.Shape, order, func(from int) { to = append(to, t.Data[from]) })
	return to
}

// permutation returns, for each element of a tensor whose axes are put in another order, its index before.
func permutation(shape, order []int) []int {
	indices := make([]int, 0, product(shape))
	walk(shape, order, func(from int) { indices = append(indices, from) })
	return indices
}

// walk calls f for each element of a tensor whose axes are put in another order, with its index before.
func walk(shape, order []int, f func(from int)) {
	steps, at, from := strides(shape), make([]int, len(order)), 0
	for range product(shape) {
		f(from)
		for i := len(order) - 1; i >= 0; i-- {
			axis := order[i]
			at[i]++
			if from += steps[axis]; at[i] < shape[axis] {
				break
			}
			from -= at[i] * steps[axis]
			at[i] = 0
		}
	}
}

package formats

import (
	"math"
	"slices"
	"strconv"

	"digitlab/nn32/internal/errfmt"
)

// maxMoved is the number of elements that the reading of one graph may move around: in folded constants and in followed orders.
const maxMoved = 1 << 22

// maxONNXMembers is the number of networks of an ensemble.
const maxONNXMembers = 64

// maxONNXValues is the number of values of a sample after each layer.
const maxONNXValues = 1 << 19

// readONNX returns the model of a graph, or the models of a graph that returns the mean of several, as writeONNX writes them. The graphs that
// it reads are those of writeONNX, of PyTorch's exporters, of tf2onnx and of Keras's export.
func readONNX(in *input) ([]*Model, error) {
	f, err := parseONNX(in.data)
	if err != nil {
		return nil, err
	}
	f.inputs = slices.DeleteFunc(f.inputs, func(p onnxPort) bool { return f.constants[p.name] != nil }) // as before IR 4
	if len(f.inputs) != 1 || len(f.outputs) != 1 {
		return nil, errfmt.Errorf("the graph has %d inputs and %d outputs; a stack of layers has one of each", len(f.inputs), len(f.outputs))
	}
	producers := map[string]*onnxNode{}
	for _, n := range f.nodes {
		for _, out := range n.outputs {
			producers[out] = n
		}
	}
	members := f.members(producers, f.outputs[0].name)
	if len(members) > maxONNXMembers {
		return nil, errfmt.Errorf("it is the mean of %d networks; at most %d are read", len(members), maxONNXMembers)
	}
	var models []*Model
	moved, weights := 0, 0
	for _, output := range members {
		r := &onnxReader{file: f, constants: map[string]*constant{}, values: map[string]*onnxData{}, moved: &moved, weights: &weights}
		m, err := r.model(producers, output)
		if err != nil {
			return nil, err
		}
		m.Ink = inkOf(f.properties[onnxInk])
		models = append(models, m)
	}
	return models, nil
}

// isONNX reports whether data begin with a version of ONNX and another field: version 8 is the bytes 8 and 8.
func isONNX(in *input) bool {
	b := in.data
	return len(b) > 3 && b[0] == 1<<3 && b[1] >= 1 && b[1] < 64 && b[2] >= 2<<3 && (b[2]&7 == 0 || b[2]&7 == 2)
}

// inkOf returns what metadata say of the value of ink, or 0.
func inkOf(text string) float32 {
	v, err := strconv.ParseFloat(text, 32)
	if err != nil || !(v > 0 && v <= 1<<16) {
		return 0
	}
	return float32(v)
}

// members returns the names of the values whose mean the output is, or the output.
func (f *onnxFile) members(producers map[string]*onnxNode, output string) []string {
	n := producers[output]
	for n != nil && n.op == "Identity" && len(n.inputs) == 1 {
		n = producers[n.inputs[0]]
	}
	switch {
	case n == nil:
	case n.op == "Mean" && len(n.inputs) > 1:
		return n.inputs
	case n.op == "Div" && len(n.inputs) == 2 && f.constants[n.inputs[1]] != nil:
		sum, count := producers[n.inputs[0]], f.constants[n.inputs[1]]
		if sum != nil && sum.op == "Sum" && count.size() == 1 && !count.whole && count.floats[0] == float32(len(sum.inputs)) {
			return sum.inputs
		}
	}
	return []string{output}
}

// onnxReader turns the nodes that one output needs into layers. It goes through them once, in their order.
//
// What a value of the graph is follows from two things: the element of Keras's tensor that each of its elements is, which reshaping and
// transposing change, and, after a row of functions of one element, what they make of some numbers: only when a node needs more than one
// element is it decided which activation or scaling they are together.
type onnxReader struct {
	file      *onnxFile
	constants map[string]*constant
	values    map[string]*onnxData
	moved     *int
	weights   *int // number of weights in all models so far

	m     *Model
	shape []int // of the model's output so far: (H, W, C) or (C)
	stage int   // number of layers whose output values are known; a value of an earlier one is a branch
	named map[Class]int
}

// onnxData is a value that depends on the input.
type onnxData struct {
	stage int
	dims  []int  // without the batch
	order []int  // for each element its index in the model's output, as Keras has it
	pads  []int  // rows and columns that were put around it: top, left, bottom, right; nil: none
	only  string // the operator that can take the pads over: Conv zeros, MaxPool what is never larger than its neighbours

	// Of a value that functions of one element have made from the output of the stage: what they make of the probes, and the last of them.
	results []float64
	node    *onnxNode
	args    []*onnxData // for each input of the node; nil for a constant
}

func (r *onnxReader) move(n *onnxNode, count int) error {
	if *r.moved += count; *r.moved > maxMoved {
		return n.fail("up to here the graph moves more than %d numbers", maxMoved)
	}
	return nil
}

// take counts weights, of which a graph may use the same for several layers.
func (r *onnxReader) take(n *onnxNode, count int) error {
	if *r.weights += count; *r.weights > maxParams {
		return n.fail("up to here there are more than %d weights", maxParams)
	}
	return nil
}

// model follows the nodes up to an output.
func (r *onnxReader) model(producers map[string]*onnxNode, output string) (*Model, error) {
	if err := r.begin(); err != nil {
		return nil, err
	}
	for _, n := range r.needed(producers, output) {
		err := r.move(n, len(probes)) // each costs something
		if err == nil {
			err = r.node(n)
		}
		if err != nil {
			return nil, err
		}
	}
	last := r.values[output]
	if last == nil {
		return nil, errfmt.Errorf("the output %s does not depend on the input %s", quote(output), quote(r.file.inputs[0].name))
	}
	n := producers[output]
	if n == nil {
		n = &onnxNode{op: "Identity", name: output}
	}
	last, err := r.settle(n, last)
	if err != nil {
		return nil, err
	}
	if len(r.shape) == 3 && len(last.dims) == 1 {
		last = r.flatten(last)
	}
	if !isSequence(last.order) {
		return nil, n.fail("the outputs come in another order than that of the last layer")
	}
	return r.m, nil
}

// needed returns the nodes on which an output depends, in their order.
func (r *onnxReader) needed(producers map[string]*onnxNode, output string) []*onnxNode {
	var nodes []*onnxNode
	seen := map[*onnxNode]bool{}
	for wait := []string{output}; len(wait) > 0; {
		n := producers[wait[len(wait)-1]]
		wait = wait[:len(wait)-1]
		if n != nil && !seen[n] {
			seen[n] = true
			nodes = append(nodes, n)
			wait = append(wait, n.inputs...)
		}
	}
	slices.SortFunc(nodes, func(a, b *onnxNode) int { return a.place - b.place })
	return nodes
}

// begin sets the model's input from the graph's: (N, C, H, W), (N, H, W, C), (N, H, W), or (N, H·W) for a square image of one channel.
func (r *onnxReader) begin() error {
	in := r.file.inputs[0]
	if len(in.dims) < 2 || len(in.dims) > 4 {
		return errfmt.Errorf("the input %s has %d axes; an image in a batch has 4, or 2 if it is flat", quote(in.name), len(in.dims))
	}
	dims := slices.Clone(in.dims[1:])
	for _, d := range dims {
		if d < 1 || d > maxSide {
			return errfmt.Errorf("the input %s has the axes %v; besides the first, each must have a fixed length", quote(in.name), in.dims)
		}
	}
	size := product(dims)
	if size > maxONNXValues {
		return errfmt.Errorf("the input %s of %v is too large", quote(in.name), dims)
	}
	image, order := dims, []int(nil)
	switch side := int(math.Sqrt(float64(size))); {
	case len(dims) == 1 && side*side == size:
		image = []int{side, side, 1}
	case len(dims) == 1:
		return errfmt.Errorf("the input %s is a row of %d numbers, which is no square image", quote(in.name), size)
	case len(dims) == 2:
		image = []int{dims[0], dims[1], 1}
	case dims[2] > 4 && dims[0] <= 4: // channels first
		image = []int{dims[1], dims[2], dims[0]}
		order = permutation(image, []int{2, 0, 1})
	case dims[2] > 4:
		return errfmt.Errorf("the input %s of %v is no image of 1 to 4 channels", quote(in.name), dims)
	}
	if order == nil {
		order = sequence(size)
	}
	r.m = &Model{Input: [3]int(image)}
	r.shape = image
	r.named = map[Class]int{}
	r.values[in.name] = &onnxData{dims: dims, order: order}
	return nil
}

func sequence(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func isSequence(order []int) bool {
	for i, v := range order {
		if i != v {
			return false
		}
	}
	return true
}

// node takes one node.
func (r *onnxReader) node(n *onnxNode) error {
	if n.domain != "" && n.domain != "ai.onnx" {
		return n.fail("operators of %s are not read", quote(n.domain))
	}
	if len(n.outputs) == 0 {
		return n.fail("it has no output")
	}
	data, branches := -1, false
	for i, name := range n.inputs {
		switch {
		case name == "" || r.constant(name) != nil:
		case r.values[name] == nil:
			return n.fail("its input %s is neither the network's input nor a constant nor the output of a node before it", quote(name))
		case data >= 0:
			branches = true
		default:
			data = i
		}
	}
	if data < 0 || n.op == "Shape" {
		return r.fold(n)
	}
	x := r.values[n.inputs[data]]
	var y *onnxData
	var err error
	switch f := onnxFunctions[n.op]; {
	case f != nil && r.elementwise(n):
		y, err = r.function(n, x)
	case branches:
		return n.fail("several branches of the network meet; a stack of layers has one")
	case x.stage != r.stage:
		return n.fail("the network has a branch here; a stack of layers has none")
	case data == 0 || (n.op == "Add" || n.op == "Mul") && data == 1:
		y, err = r.layer(n, x, data)
	default:
		return n.fail("its input %d must be a constant", data+1)
	}
	if err != nil {
		return err
	}
	r.values[n.outputs[0]] = y
	return nil
}

// add appends a layer to the model, or sets the activation of the layer before it.
func (r *onnxReader) add(l Layer) {
	if last := len(r.m.Layers) - 1; l.Class == Activation && last >= 0 {
		before := &r.m.Layers[last]
		takes := (before.Class == Conv2D || before.Class == Dense) && before.Activation == "linear"
		slope, alpha := before.parameters()
		if takes && (l.Activation != "leaky_relu" || l.Slope == slope) && (l.Activation != "elu" || l.Alpha == alpha) {
			before.Activation = l.Activation
			r.stage++
			return
		}
	}
	l.Name = snake(l.Class)
	if n := r.named[l.Class]; n > 0 {
		l.Name += "_" + strconv.Itoa(n)
	}
	r.named[l.Class]++
	r.m.Layers = append(r.m.Layers, l)
	r.stage++
}

package formats

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"digitlab/nn32/internal/errfmt"
)

// maxMoved is the number of elements that the reading of one graph may move around: in folded constants and in followed orders.
const maxMoved = 1 << 24

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
	var models []*Model
	moved := 0
	for _, output := range f.members(producers, f.outputs[0].name) {
		r := &onnxReader{file: f, constants: map[string]*constant{}, values: map[string]*onnxData{}, moved: &moved}
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

	m     *Model
	shape []int // of the model's output so far: (H, W, C) or (C)
	stage int   // number of layers whose output values are known; a value of an earlier one is a branch
	named map[Class]int
}

// onnxData is a value that depends on the input.
type onnxData struct {
	stage int
	dims  []int // without the batch
	order []int // for each element its index in the model's output, as Keras has it
	pads  []int // zeros around it that a Conv takes over: top, left, bottom, right; nil: none

	// Of a value that functions of one element have made from the output of the stage: what they make of the probes, and the last of them.
	results []float64
	node    *onnxNode
	args    []*onnxData // for each input of the node; nil for a constant
}

// probes are the numbers by which functions are told apart.
var probes = func() (x []float64) {
	for i := -24; i <= 24; i++ {
		x = append(x, float64(i)/4)
	}
	return append(x, -300, -40, -12.3, -.01, .013, 12.7, 40, 300)
}()

func (r *onnxReader) move(n *onnxNode, count int) error {
	if *r.moved += count; *r.moved > maxMoved {
		return n.fail("up to here the graph moves more than %d numbers", maxMoved)
	}
	return nil
}

// model follows the nodes up to an output.
func (r *onnxReader) model(producers map[string]*onnxNode, output string) (*Model, error) {
	if err := r.begin(); err != nil {
		return nil, err
	}
	for _, n := range r.needed(producers, output) {
		if err := r.node(n); err != nil {
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

// constant returns a constant of the file or one that was computed, or nil.
func (r *onnxReader) constant(name string) *constant {
	if c := r.constants[name]; c != nil {
		return c
	}
	return r.file.constants[name]
}

// floats returns a constant of floats.
func (r *onnxReader) floats(n *onnxNode, i int) (*constant, error) {
	c := r.constant(n.input(i))
	if c == nil || c.whole {
		return nil, n.fail("its input %s must be a constant of floats", quote(n.input(i)))
	}
	return c, nil
}

// list returns a list of whole numbers: an attribute or, in later opsets, a constant input; nil if there is neither.
func (r *onnxReader) list(n *onnxNode, attribute string, i int) ([]int, error) {
	if v := n.ints(attribute); v != nil || n.input(i) == "" {
		return v, nil
	}
	c := r.constant(n.input(i))
	if c == nil || !c.whole {
		return nil, n.fail("its input %s must be a constant of whole numbers", quote(n.input(i)))
	}
	return c.ints, nil
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

// elementwise reports whether all constants among the inputs are single numbers.
func (r *onnxReader) elementwise(n *onnxNode) bool {
	for _, name := range n.inputs {
		if c := r.constant(name); c != nil && (c.size() != 1 || c.whole) {
			return false
		}
	}
	return true
}

// function makes a value that functions of one element have made.
func (r *onnxReader) function(n *onnxNode, x *onnxData) (*onnxData, error) {
	y := &onnxData{stage: x.stage, dims: x.dims, order: x.order, node: n}
	if x.pads != nil {
		return nil, n.fail("zeros are put around an image; only a Conv can follow")
	}
	if x.stage != r.stage {
		return nil, n.fail("the network has a branch here; a stack of layers has none")
	}
	for _, name := range n.inputs {
		v := r.values[name]
		if v != nil && (v.stage != x.stage || !slices.Equal(v.dims, x.dims) || len(v.order) > 0 && &v.order[0] != &x.order[0]) {
			return nil, n.fail("several branches of the network meet; a stack of layers has one")
		}
		y.args = append(y.args, v)
	}
	y.results = r.evaluate(y, func(v *onnxData) []float64 {
		if v.results == nil {
			return probes
		}
		return v.results
	})
	return y, nil
}

// evaluate returns what the last function of a value makes of its inputs, or nil if of returns nil for one.
func (r *onnxReader) evaluate(d *onnxData, of func(*onnxData) []float64) []float64 {
	columns := make([][]float64, len(d.args))
	for i, a := range d.args {
		if a != nil {
			if columns[i] = of(a); columns[i] == nil {
				return nil
			}
		}
	}
	results := make([]float64, len(probes))
	args := make([]float64, len(d.args))
	for p := range probes {
		for i, name := range d.node.inputs {
			switch {
			case columns[i] != nil:
				args[i] = columns[i][p]
			case name == "":
				args[i] = math.NaN()
			default:
				args[i] = float64(r.constant(name).floats[0])
			}
		}
		results[p] = onnxFunctions[d.node.op](d.node, args)
	}
	return results
}

// maxFunctions is the number of functions in a row among which the beginning of an activation is looked for.
const maxFunctions = 32

// settle adds the layers for the functions that have made a value, and returns the value as the last layer's output. n asks for it.
func (r *onnxReader) settle(n *onnxNode, d *onnxData) (*onnxData, error) {
	if d.stage != r.stage {
		return nil, n.fail("the network has a branch here; a stack of layers has none")
	}
	if d.results == nil {
		return d, nil
	}
	l, known := recognise(d.results)
	if !known { // the last of them may be a layer of their own
		for _, begin := range d.before() {
			if results := r.from(begin, d); results != nil {
				if l, known = recognise(results); known {
					if _, err := r.settle(n, begin); err != nil {
						return nil, err
					}
					break
				}
			}
		}
	}
	if !known {
		return nil, d.node.fail("this is no activation that a layer here can have (%s)", strings.Join(Activations[1:], ", "))
	}
	if l.Class != "" {
		r.add(l)
	}
	return &onnxData{stage: r.stage, dims: d.dims, order: d.order}, nil
}

// before returns the values from which functions have made a value, the first of them first.
func (d *onnxData) before() []*onnxData {
	seen := map[*onnxData]bool{d: true}
	var all []*onnxData
	for wait := []*onnxData{d}; len(wait) > 0 && len(all) < maxFunctions; wait = wait[1:] {
		for _, a := range wait[0].args {
			if a != nil && a.results != nil && !seen[a] {
				seen[a] = true
				all, wait = append(all, a), append(wait, a)
			}
		}
	}
	slices.SortFunc(all, func(a, b *onnxData) int { return a.node.place - b.node.place })
	return all
}

// from returns what functions make of the probes on the way from a value to another, or nil if the other does not follow from it alone.
func (r *onnxReader) from(begin, d *onnxData) []float64 {
	known := map[*onnxData][]float64{begin: probes}
	var of func(v *onnxData) []float64
	of = func(v *onnxData) []float64 {
		results, ok := known[v]
		if *r.moved < maxMoved && !ok && v.results != nil {
			*r.moved += len(probes)
			results = r.evaluate(v, of)
			known[v] = results
		}
		return results
	}
	return of(d)
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

// flatten adds a Flatten: the model's output becomes flat, as the value is.
func (r *onnxReader) flatten(d *onnxData) *onnxData {
	r.add(Layer{Class: Flatten})
	r.shape = []int{product(r.shape)}
	return &onnxData{stage: r.stage, dims: d.dims, order: d.order}
}

// channelsFirst and channelsLast report whether a value is an image in that order.
func (r *onnxReader) channelsFirst(d *onnxData) bool {
	return len(d.dims) == 3 && len(r.shape) == 3 && d.dims[0] == r.shape[2] && d.dims[1] == r.shape[0] && slices.Equal(d.order, permutation(r.shape, []int{2, 0, 1}))
}

func (r *onnxReader) channelsLast(d *onnxData) bool {
	return len(d.dims) == 3 && slices.Equal(d.dims, r.shape) && isSequence(d.order)
}

// image returns an error unless a value is an image as ONNX's operators take it.
func (r *onnxReader) image(n *onnxNode, d *onnxData) error {
	if err := r.move(n, len(d.order)); err != nil {
		return err
	}
	if !r.channelsFirst(d) {
		return n.fail("its input of %v is not an image with the channels first, as the layers before make it", d.dims)
	}
	return nil
}

// after returns the value that a layer makes of an image, which has its channels first.
func (r *onnxReader) after(n *onnxNode, l Layer) (*onnxData, error) {
	shape, err := l.output(r.shape)
	if err == nil {
		err = l.checkTensors(r.shape)
	}
	if err == nil && product(shape) > maxONNXValues {
		err = errfmt.Errorf("its output %v is too large", shape)
	}
	if err != nil {
		return nil, n.fail("%w", err)
	}
	r.shape = shape
	r.add(l)
	if err := r.move(n, product(shape)); err != nil {
		return nil, err
	}
	return &onnxData{stage: r.stage, dims: []int{shape[2], shape[0], shape[1]}, order: permutation(shape, []int{2, 0, 1})}, nil
}

// layer takes a node that is more than a function of one element, or moves elements. x is its input i.
func (r *onnxReader) layer(n *onnxNode, x *onnxData, i int) (*onnxData, error) {
	switch n.op { // elements that only move keep their functions
	case "Identity", "Dropout":
		return x, nil
	case "Cast":
		if to := n.int("to", 0); to != onnxFloat && to != onnxDouble {
			return nil, n.fail("the network's numbers are made those of ONNX's type %d, not float", to)
		}
		return x, nil
	}
	if x.pads != nil && n.op != "Conv" {
		return nil, n.fail("zeros are put around an image; only a Conv can follow")
	}
	switch n.op {
	case "Flatten", "Reshape", "Squeeze", "Unsqueeze", "Transpose":
		return r.rearrange(n, x)
	}
	x, err := r.settle(n, x)
	if err != nil {
		return nil, err
	}
	switch n.op {
	case "Conv":
		return r.conv(n, x)
	case "MaxPool", "AveragePool":
		return r.pool(n, x)
	case "GlobalAveragePool", "ReduceMean":
		return r.globalAverage(n, x)
	case "Gemm", "MatMul":
		return r.dense(n, x)
	case "BatchNormalization":
		return r.normalization(n, x)
	case "Softmax", "LogSoftmax":
		return r.softmax(n, x)
	case "Add", "Sub", "Mul", "Div":
		return r.affine(n, x, i)
	case "Pad":
		return r.pad(n, x)
	}
	return nil, n.fail("this operator is not read")
}

// rearrange takes the operators that give the elements other axes or another order.
func (r *onnxReader) rearrange(n *onnxNode, x *onnxData) (*onnxData, error) {
	y := *x
	size := product(x.dims)
	switch n.op {
	case "Flatten":
		if axis := n.int("axis", 1); axis != 1 && axis != -len(x.dims) {
			return nil, n.fail("its axis %d is not 1, so that the samples of a batch would be mixed", axis)
		}
		y.dims = []int{size}
	case "Reshape":
		to, err := r.list(n, "shape", 1)
		if err != nil {
			return nil, err
		}
		if y.dims, err = reshaped(x.dims, to, r.batch()); err != nil {
			return nil, n.fail("%w", err)
		}
	case "Squeeze", "Unsqueeze":
		axes, err := r.list(n, "axes", 1)
		if err != nil {
			return nil, err
		}
		if y.dims, err = squeezed(n.op == "Squeeze", x.dims, axes); err != nil {
			return nil, n.fail("%w", err)
		}
	case "Transpose":
		order := slices.Clone(n.ints("perm"))
		sorted := slices.Sorted(slices.Values(order))
		if len(order) != len(x.dims)+1 || !isSequence(sorted) || order[0] != 0 {
			return nil, n.fail("the order %v of its axes does not fit to %d axes after that of the batch", order, len(x.dims))
		}
		if err := r.move(n, 2*size); err != nil {
			return nil, err
		}
		for i := range order {
			order[i]--
		}
		order = order[1:]
		y.dims, y.order = nil, nil
		for _, axis := range order {
			y.dims = append(y.dims, x.dims[axis])
		}
		for _, from := range permutation(x.dims, order) {
			y.order = append(y.order, x.order[from])
		}
	}
	if x.results != nil { // what is done to all elements alike is the same in any order, but is not mixed with what is not in this one
		settled, err := r.settle(n, x)
		if err != nil {
			return nil, err
		}
		y.stage, y.results, y.node, y.args = settled.stage, nil, nil, nil
	}
	return &y, nil
}

// batch returns the length of the batch that the graph's input has, or 0.
func (r *onnxReader) batch() int { return r.file.inputs[0].dims[0] }

// anyBatch stands for the length of the batch in a computed shape.
const anyBatch = math.MinInt32

// reshaped returns the axes after the batch of what Reshape makes of such axes.
func reshaped(dims, to []int, batch int) ([]int, error) {
	fail := errfmt.Errorf("it gives %v of a sample the shape %v", dims, to)
	if len(to) < 2 || len(to) > maxONNXRank {
		return nil, fail
	}
	size, rest, out := product(dims), -1, slices.Clone(to)
	known := 1
	for i, d := range out {
		if d == 0 && i <= len(dims) {
			if i == 0 {
				d = anyBatch
			} else {
				d = dims[i-1]
			}
			out[i] = d
		}
		switch {
		case i == 0:
		case d == -1 && rest < 0 && out[0] != -1:
			rest = i
		case d < 1 || d > size || known*d > size:
			return nil, fail
		default:
			known *= d
		}
	}
	if out[0] != anyBatch && out[0] != -1 && (out[0] != batch || batch == 0) {
		return nil, fail
	}
	if rest >= 0 {
		out[rest] = size / known
		known *= out[rest]
	}
	if known != size {
		return nil, fail
	}
	return out[1:], nil
}

// squeezed returns the axes after the batch when axes of length 1 are removed or added.
func squeezed(remove bool, dims, axes []int) ([]int, error) {
	all := append([]int{anyBatch}, dims...)
	fail := errfmt.Errorf("the axes %v do not fit to %v of a sample", axes, dims)
	if !remove {
		rank := len(all) + len(axes)
		if rank > maxONNXRank {
			return nil, fail
		}
		out := make([]int, rank)
		for _, a := range axes {
			if a < 0 {
				a += rank
			}
			if a < 1 || a >= rank || out[a] != 0 {
				return nil, fail
			}
			out[a] = 1
		}
		for i := range out {
			if out[i] == 0 {
				out[i], all = all[0], all[1:]
			}
		}
		return out[1:], nil
	}
	drop := make([]bool, len(all))
	for _, a := range axes {
		if a < 0 {
			a += len(all)
		}
		if a < 1 || a >= len(all) || all[a] != 1 {
			return nil, fail
		}
		drop[a] = true
	}
	var out []int
	for i, d := range all {
		if i > 0 && !drop[i] && !(axes == nil && d == 1) {
			out = append(out, d)
		}
	}
	if len(out) == 0 {
		return nil, fail
	}
	return out, nil
}

// reach is how the windows of a node go over its input.
type reach struct {
	size, strides, pads []int // pads: top, left, bottom, right
	ceil                bool
	auto                string
}

// reach returns the options of a node's window, size being what they are if they are not there.
func (n *onnxNode) reach(size []int) (w reach, err error) {
	w = reach{size: n.ints("kernel_shape"), strides: n.ints("strides"), pads: n.ints("pads"), ceil: n.int("ceil_mode", 0) == 1,
		auto: n.text("auto_pad", "NOTSET")}
	if w.size == nil {
		w.size = size
	}
	if w.strides == nil {
		w.strides = []int{1, 1}
	}
	if w.pads == nil {
		w.pads = []int{0, 0, 0, 0}
	}
	for _, d := range n.ints("dilations") {
		if d != 1 {
			return w, n.fail("its dilations are not 1")
		}
	}
	if len(w.size) != 2 || len(w.strides) != 2 || len(w.pads) != 4 {
		return w, n.fail("its window of %v is not that of an image", w.size)
	}
	for _, v := range slices.Concat(w.size, w.strides) {
		if v < 1 || v > maxSide {
			return w, n.fail("its window of %v with strides %v is not from 1 to %d", w.size, w.strides, maxSide)
		}
	}
	for _, v := range w.pads {
		if v < 0 || v > maxSide {
			return w, n.fail("its pads %v are not from 0 to %d", w.pads, maxSide)
		}
	}
	return w, nil
}

// padding returns which padding of Keras has the windows where these are: valid or same. grow is the number of rows of zeros that the
// window must get above and below, left and right for that; it is 0 unless mayGrow.
func (w reach) padding(in []int, mayGrow bool) (padding string, grow [4]int, ok bool) {
	switch w.auto {
	case "VALID":
		return "valid", grow, true
	case "SAME_UPPER":
		return "same", grow, true
	case "NOTSET":
	default:
		return "", grow, false
	}
	valid, same := true, true
	for axis := range 2 {
		size, stride, before, after := w.size[axis], w.strides[axis], w.pads[axis], w.pads[axis+2]
		room := in[axis] + before + after - size
		if room < 0 {
			return "", grow, false
		}
		out := room/stride + 1
		if w.ceil && room%stride != 0 && out*stride < in[axis]+before {
			out++
		}
		if before != 0 || size > in[axis] || out != (in[axis]-size)/stride+1 {
			valid = false
		}
		if out != (in[axis]+stride-1)/stride {
			same = false
			continue
		}
		// With a window of more rows, the padding of same is larger; the rows that are added have weights of 0.
		fits := false
		for more := 0; more <= 2*size+before && !fits; more++ {
			above := max((out-1)*stride+size+more-in[axis], 0)/2 - before
			if fits = above >= 0 && above <= more && (more == 0 || mayGrow); fits {
				grow[axis], grow[axis+2] = above, more-above
			}
		}
		same = same && fits
	}
	switch {
	case valid:
		return "valid", [4]int{}, true
	case same:
		return "same", grow, true
	}
	return "", grow, false
}

func (r *onnxReader) conv(n *onnxNode, x *onnxData) (*onnxData, error) {
	if err := r.image(n, x); err != nil {
		return nil, err
	}
	kernel, err := r.floats(n, 1)
	if err != nil {
		return nil, err
	}
	if len(kernel.dims) != 4 || n.int("group", 1) != 1 || kernel.dims[1] != r.shape[2] {
		return nil, n.fail("its weights of %v in %d groups do not fit to an image of %d channels; groups are not read", kernel.dims, n.int("group", 1), r.shape[2])
	}
	w, err := n.reach(kernel.dims[2:])
	if err != nil {
		return nil, err
	}
	if !slices.Equal(w.size, kernel.dims[2:]) {
		return nil, n.fail("its weights of %v do not fit to its window of %v", kernel.dims, w.size)
	}
	if x.pads != nil {
		if w.auto == "SAME_UPPER" || w.auto == "SAME_LOWER" {
			return nil, n.fail("it has zeros put around an image twice")
		}
		w.auto, w.pads = "NOTSET", slices.Clone(w.pads)
		for i, p := range x.pads {
			w.pads[i] += p
		}
	}
	padding, grow, ok := w.padding(r.shape, true)
	if !ok {
		return nil, n.fail("its padding (auto_pad %s, pads %v) on an image of %v is neither valid nor same", quote(w.auto), w.pads, r.shape)
	}
	filters, channels := kernel.dims[0], kernel.dims[1]
	l := Layer{Class: Conv2D, Units: filters, Window: [2]int{w.size[0] + grow[0] + grow[2], w.size[1] + grow[1] + grow[3]}, Strides: [2]int(w.strides),
		Padding: padding, Activation: "linear"}
	size := l.Window[0] * l.Window[1] * channels * filters
	if err := r.move(n, len(kernel.floats)+size); err != nil {
		return nil, err
	}
	// (Filters, C, KH, KW) to (KH, KW, C, Filters), with zeros around
	data := make([]float32, size)
	hwio := permuted(Tensor{Shape: kernel.dims, Data: kernel.floats}, 2, 3, 1, 0)
	for row := range w.size[0] {
		width := w.size[1] * channels * filters
		at := ((row+grow[0])*l.Window[1] + grow[1]) * channels * filters
		copy(data[at:at+width], hwio[row*width:])
	}
	l.Tensors = []Tensor{{Name: "kernel", Shape: []int{l.Window[0], l.Window[1], channels, filters}, Data: data}}
	if n.input(2) != "" {
		bias, err := r.floats(n, 2)
		if err != nil {
			return nil, err
		}
		l.Tensors = append(l.Tensors, Tensor{Name: "bias", Shape: []int{len(bias.floats)}, Data: bias.floats})
	}
	return r.after(n, l)
}

func (r *onnxReader) pool(n *onnxNode, x *onnxData) (*onnxData, error) {
	if err := r.image(n, x); err != nil {
		return nil, err
	}
	w, err := n.reach(nil)
	if err != nil {
		return nil, err
	}
	padding, _, ok := w.padding(r.shape, false)
	if !ok {
		return nil, n.fail("its padding (auto_pad %s, pads %v) on an image of %v is neither valid nor same", quote(w.auto), w.pads, r.shape)
	}
	class := MaxPooling2D
	if n.op == "AveragePool" {
		class = AveragePooling2D
		if padding == "same" && n.int("count_include_pad", 0) != 0 {
			return nil, n.fail("it counts the zeros around the image (count_include_pad), which no layer here does")
		}
	}
	return r.after(n, Layer{Class: class, Window: [2]int(w.size), Strides: [2]int(w.strides), Padding: padding})
}

func (r *onnxReader) globalAverage(n *onnxNode, x *onnxData) (*onnxData, error) {
	if err := r.move(n, len(x.order)); err != nil {
		return nil, err
	}
	first, last := r.channelsFirst(x), r.channelsLast(x)
	keep := true
	if n.op == "ReduceMean" {
		axes, err := r.list(n, "axes", 1)
		if err != nil {
			return nil, err
		}
		axes = slices.Clone(axes)
		for i, a := range axes {
			if a < 0 {
				axes[i] = a + 4
			}
		}
		slices.Sort(axes)
		first, last = first && slices.Equal(axes, []int{2, 3}), last && slices.Equal(axes, []int{1, 2})
		keep = n.int("keepdims", 1) == 1
	} else {
		last = false
	}
	if !first && !last {
		return nil, n.fail("it is not the mean over height and width of an image")
	}
	c := r.shape[2]
	r.add(Layer{Class: GlobalAveragePooling2D})
	r.shape = []int{c}
	y := &onnxData{stage: r.stage, dims: []int{c}, order: sequence(c)}
	switch {
	case keep && first:
		y.dims = []int{c, 1, 1}
	case keep:
		y.dims = []int{1, 1, c}
	}
	return y, nil
}

// flat makes a value the input of a layer that takes vectors.
func (r *onnxReader) flat(n *onnxNode, x *onnxData) (*onnxData, error) {
	if len(x.dims) != 1 {
		return nil, n.fail("its input has the axes %v; a vector has one", x.dims)
	}
	if len(r.shape) == 3 {
		return r.flatten(x), nil
	}
	return x, nil
}

func (r *onnxReader) dense(n *onnxNode, x *onnxData) (*onnxData, error) {
	x, err := r.flat(n, x)
	if err != nil {
		return nil, err
	}
	weights, err := r.floats(n, 1)
	if err != nil {
		return nil, err
	}
	if len(weights.dims) != 2 || n.op == "Gemm" && (n.float("alpha", 1) != 1 || n.float("beta", 1) != 1 || n.int("transA", 0) != 0) {
		return nil, n.fail("its weights of %v, alpha, beta or transA are not those of a dense layer", weights.dims)
	}
	rows, units := weights.dims[0], weights.dims[1]
	if rows < 1 || units < 1 {
		return nil, n.fail("its weights are empty")
	}
	byUnit := n.op == "Gemm" && n.int("transB", 0) == 1
	if byUnit {
		rows, units = units, rows
	}
	if rows != x.dims[0] {
		return nil, n.fail("its weights of %v do not fit to an input of %d", weights.dims, x.dims[0])
	}
	if err := r.move(n, len(weights.floats)); err != nil {
		return nil, err
	}
	data := make([]float32, len(weights.floats))
	for row, to := range x.order {
		for unit := range units {
			from := row*units + unit
			if byUnit {
				from = unit*rows + row
			}
			data[to*units+unit] = weights.floats[from]
		}
	}
	l := Layer{Class: Dense, Units: units, Activation: "linear", Tensors: []Tensor{{Name: "kernel", Shape: []int{rows, units}, Data: data}}}
	if n.op == "Gemm" && n.input(2) != "" {
		bias, err := r.floats(n, 2)
		if err != nil {
			return nil, err
		}
		values, ok := spread(bias, units)
		if !ok {
			return nil, n.fail("its bias of %v does not fit to %d units", bias.dims, units)
		}
		l.Tensors = append(l.Tensors, Tensor{Name: "bias", Shape: []int{units}, Data: values})
	}
	r.add(l)
	r.shape = []int{units}
	return &onnxData{stage: r.stage, dims: []int{units}, order: sequence(units)}, nil
}

// spread returns a constant that has one number, or one for each of n along its last axis, as n numbers.
func spread(c *constant, n int) ([]float32, bool) {
	switch {
	case c.whole:
	case len(c.floats) == 1:
		return slices.Repeat(c.floats, n), true
	case len(c.floats) == n && c.dims[len(c.dims)-1] == n:
		return c.floats, true
	}
	return nil, false
}

func (r *onnxReader) normalization(n *onnxNode, x *onnxData) (*onnxData, error) {
	if n.int("training_mode", 0) != 0 {
		return nil, n.fail("it is in training mode; export the model for inference, with model.eval()")
	}
	var values [4][]float32
	for i := range values {
		c, err := r.floats(n, i+1)
		if err != nil {
			return nil, err
		}
		values[i] = c.floats
	}
	return r.normalize(n, x, values, n.float("epsilon", 1e-5), n.float("momentum", .9), 0)
}

// normalize adds a BatchNormalization over an axis of a value: gamma, beta, mean, variance.
func (r *onnxReader) normalize(n *onnxNode, x *onnxData, values [4][]float32, epsilon, momentum float32, axis int) (*onnxData, error) {
	if err := r.move(n, len(x.order)); err != nil {
		return nil, err
	}
	if len(x.dims) == 1 {
		var err error
		if x, err = r.flat(n, x); err != nil {
			return nil, err
		}
	}
	channels := r.shape[len(r.shape)-1]
	order := sequence(channels)
	switch {
	case len(r.shape) == 1 && len(x.order) == channels && len(x.dims) > axis && x.dims[axis] == channels:
		order = x.order
	case r.channelsFirst(x) && axis == 0:
	case r.channelsLast(x) && axis == 2:
	default:
		return nil, n.fail("the axis that it works along is not that of the channels")
	}
	l := Layer{Class: BatchNormalization, Epsilon: epsilon, Momentum: momentum}
	for i, name := range []string{"gamma", "beta", "moving_mean", "moving_variance"} {
		if len(values[i]) != channels {
			return nil, n.fail("it has %d numbers for %s, and its input %d channels", len(values[i]), name, channels)
		}
		data := make([]float32, channels)
		for from, to := range order {
			data[to] = values[i][from]
		}
		l.Tensors = append(l.Tensors, Tensor{Name: name, Shape: []int{channels}, Data: data})
	}
	if _, err := l.output(r.shape); err != nil {
		return nil, n.fail("%w", err)
	}
	r.add(l)
	return &onnxData{stage: r.stage, dims: x.dims, order: x.order}, nil
}

func (r *onnxReader) softmax(n *onnxNode, x *onnxData) (*onnxData, error) {
	if err := r.move(n, len(x.order)); err != nil {
		return nil, err
	}
	axis := n.int("axis", -1)
	if n.attributes["axis"] == nil && r.file.opset < 13 {
		axis = 1
	}
	if axis < 0 {
		axis += len(x.dims) + 1
	}
	if len(x.dims) == 1 {
		var err error
		if x, err = r.flat(n, x); err != nil {
			return nil, err
		}
	}
	channels := r.shape[len(r.shape)-1]
	switch {
	case axis < 1 || axis > len(x.dims):
		return nil, n.fail("its axis %d is not one of a sample", axis)
	case len(r.shape) == 1 && x.dims[axis-1] == channels && len(x.order) == channels:
	case r.file.opset < 13 && axis == 1 && len(r.shape) == 3 && len(x.order) != channels:
		return nil, n.fail("it goes over a whole image")
	case r.channelsFirst(x) && axis == 1:
	case r.channelsLast(x) && axis == 3:
	default:
		return nil, n.fail("the axis that it works along is not that of the channels")
	}
	r.add(Layer{Class: Activation, Activation: "softmax"})
	return &onnxData{stage: r.stage, dims: x.dims, order: x.order}, nil
}

// affine takes an operation with a number for each channel: the bias of the layer before it, or a normalisation with known numbers.
func (r *onnxReader) affine(n *onnxNode, x *onnxData, i int) (*onnxData, error) {
	c, err := r.floats(n, 1-i)
	if err != nil {
		return nil, err
	}
	axis := -1 // of a sample: the only one along which the constant is not 1
	for at, d := range c.dims {
		if d == 1 {
			continue
		}
		if axis >= 0 || len(c.dims) > len(x.dims)+1 {
			return nil, n.fail("its constant of %v does not fit to %v of a sample", c.dims, x.dims)
		}
		axis = at + len(x.dims) - len(c.dims)
	}
	if axis < 0 || axis >= len(x.dims) || x.dims[axis] != len(c.floats) || i == 1 && (n.op == "Sub" || n.op == "Div") {
		return nil, n.fail("its constant of %v does not fit to %v of a sample", c.dims, x.dims)
	}
	if err := r.move(n, len(c.floats)); err != nil {
		return nil, err
	}
	gamma, beta := slices.Repeat([]float32{1}, len(c.floats)), make([]float32, len(c.floats))
	for k, v := range c.floats {
		switch n.op {
		case "Add":
			beta[k] = v
		case "Sub":
			beta[k] = -v
		case "Mul":
			gamma[k] = v
		case "Div":
			gamma[k] = 1 / v
		}
	}
	if last := len(r.m.Layers) - 1; last >= 0 && (n.op == "Add" || n.op == "Sub") {
		before := &r.m.Layers[last]
		straight := (before.Class == Dense && axis == 0 && isSequence(x.order)) || (before.Class == Conv2D && (axis == 0 && r.channelsFirst(x) || axis == 2 && r.channelsLast(x)))
		if straight && before.Activation == "linear" && len(before.Tensors) == 1 && len(beta) == before.Units {
			before.Tensors = append(before.Tensors, Tensor{Name: "bias", Shape: []int{before.Units}, Data: beta})
			r.stage++
			return &onnxData{stage: r.stage, dims: x.dims, order: x.order}, nil
		}
	}
	// A normalisation whose mean is 0 and whose variance is 1, the epsilon that is added to it included.
	const epsilon = 1e-3
	variance := slices.Repeat([]float32{1 - epsilon}, len(c.floats))
	return r.normalize(n, x, [4][]float32{gamma, beta, make([]float32, len(c.floats)), variance}, epsilon, .99, axis)
}

// pad takes zeros that are put around an image, for the Conv that follows.
func (r *onnxReader) pad(n *onnxNode, x *onnxData) (*onnxData, error) {
	if err := r.image(n, x); err != nil {
		return nil, err
	}
	pads, err := r.list(n, "pads", 1)
	if err != nil {
		return nil, err
	}
	value := n.float("value", 0)
	if n.input(2) != "" {
		c, err := r.floats(n, 2)
		if err != nil {
			return nil, err
		}
		if len(c.floats) != 1 {
			return nil, n.fail("it has %d values to put around an image", len(c.floats))
		}
		value = c.floats[0]
	}
	if n.input(3) != "" || len(pads) != 8 || pads[0] != 0 || pads[1] != 0 || pads[4] != 0 || pads[5] != 0 || value != 0 ||
		n.text("mode", "constant") != "constant" {
		return nil, n.fail("what it puts around an image is not zeros above, below, left and right (mode %s, pads %v)", quote(n.text("mode", "constant")), pads)
	}
	y := *x
	y.pads = []int{pads[2], pads[3], pads[6], pads[7]}
	if slices.Max(pads) == 0 && slices.Min(pads) == 0 { // PyTorch's way of AvgPool
		return x, nil
	}
	for _, p := range y.pads {
		if p < 0 || p > maxSide {
			return nil, n.fail("its pads %v are not from 0 to %d", pads, maxSide)
		}
	}
	return &y, nil
}

// fold computes a node of constants, or the shape of a value.
func (r *onnxReader) fold(n *onnxNode) error {
	y, err := r.folded(n)
	if err != nil {
		return err
	}
	if y.whole && len(y.ints) > 1<<10 {
		return n.fail("it computes %d whole numbers", len(y.ints))
	}
	r.constants[n.outputs[0]] = y
	return r.move(n, y.size())
}

func (r *onnxReader) folded(n *onnxNode) (*constant, error) {
	if n.op == "Constant" {
		switch {
		case n.attributes["value"] != nil && n.attributes["value"].tensor != nil:
			return n.attributes["value"].tensor, nil
		case n.attributes["value_float"] != nil:
			return &constant{floats: []float32{n.attributes["value_float"].f}}, nil
		case n.attributes["value_int"] != nil:
			return &constant{ints: []int{n.attributes["value_int"].i}, whole: true}, nil
		case n.attributes["value_ints"] != nil:
			v := n.attributes["value_ints"].ints
			return &constant{dims: []int{len(v)}, ints: v, whole: true}, nil
		case n.attributes["value_floats"] != nil:
			v := n.attributes["value_floats"].floats
			return &constant{dims: []int{len(v)}, floats: v}, nil
		}
		return nil, n.fail("this kind of constant is not read")
	}
	if n.op == "Shape" {
		x := r.values[n.input(0)]
		if x == nil || n.attributes["start"] != nil || n.attributes["end"] != nil {
			return nil, n.fail("the shape of this is not read")
		}
		batch := anyBatch
		if b := r.batch(); b > 0 {
			batch = b
		}
		dims := append([]int{batch}, x.dims...)
		return &constant{dims: []int{len(dims)}, ints: dims, whole: true}, nil
	}
	x := r.constant(n.input(0))
	if x == nil {
		return nil, n.fail("it has no input")
	}
	if f := onnxFunctions[n.op]; f != nil {
		return r.computed(n, f)
	}
	switch n.op {
	case "Identity":
		return x, nil
	case "Cast":
		y := &constant{dims: x.dims, whole: true}
		switch to := n.int("to", 0); {
		case to == onnxFloat && !x.whole:
			return x, nil
		case (to == onnxInt64 || to == onnxInt32) && x.whole:
			return x, nil
		case to == onnxFloat:
			y.whole = false
			for _, v := range x.ints {
				y.floats = append(y.floats, float32(v))
			}
			return y, nil
		}
	case "Transpose":
		order := n.ints("perm")
		if order == nil {
			order = sequence(len(x.dims))
			slices.Reverse(order)
		}
		if len(order) != len(x.dims) || !isSequence(slices.Sorted(slices.Values(order))) {
			return nil, n.fail("the order %v does not fit to a constant of %v", order, x.dims)
		}
		y := &constant{whole: x.whole}
		for _, from := range permutation(x.dims, order) {
			if x.whole {
				y.ints = append(y.ints, x.ints[from])
			} else {
				y.floats = append(y.floats, x.floats[from])
			}
		}
		for _, axis := range order {
			y.dims = append(y.dims, x.dims[axis])
		}
		return y, nil
	case "Reshape":
		to, err := r.list(n, "shape", 1)
		if err != nil {
			return nil, err
		}
		dims, err := reshaped(x.dims, append([]int{anyBatch}, to...), 0)
		if err != nil || slices.Contains(to, 0) {
			return nil, n.fail("it gives a constant of %v the shape %v", x.dims, to)
		}
		return &constant{dims: dims, floats: x.floats, ints: x.ints, whole: x.whole}, nil
	case "Squeeze", "Unsqueeze":
		axes, err := r.list(n, "axes", 1)
		if err != nil {
			return nil, err
		}
		axes = slices.Clone(axes)
		for i, a := range axes { // squeezed has an axis before these
			if a >= 0 {
				axes[i]++
			}
		}
		y := &constant{floats: x.floats, ints: x.ints, whole: x.whole}
		if n.op == "Squeeze" && x.size() == 1 {
			return y, nil
		}
		if y.dims, err = squeezed(n.op == "Squeeze", x.dims, axes); err != nil {
			return nil, n.fail("%w", err)
		}
		return y, nil
	case "Gather":
		at := r.constant(n.input(1))
		if x.whole && len(x.dims) == 1 && at != nil && at.whole && len(at.ints) <= 64 && n.int("axis", 0) == 0 {
			y := &constant{dims: at.dims, whole: true}
			for _, i := range at.ints {
				if i < 0 {
					i += len(x.ints)
				}
				if i < 0 || i >= len(x.ints) {
					return nil, n.fail("the index %d is beyond %d numbers", i, len(x.ints))
				}
				y.ints = append(y.ints, x.ints[i])
			}
			return y, nil
		}
	case "Slice":
		return r.slice(n, x)
	case "ConstantOfShape":
		a := n.attributes["value"]
		if x.whole && len(x.ints) == 1 && x.ints[0] >= 0 && x.ints[0] <= 64 && a != nil && a.tensor != nil && a.tensor.whole && len(a.tensor.ints) == 1 {
			return &constant{dims: x.ints, ints: slices.Repeat(a.tensor.ints, x.ints[0]), whole: true}, nil
		}
	case "Concat":
		y := &constant{whole: true}
		for _, name := range n.inputs {
			c := r.constant(name)
			if c == nil || !c.whole || len(c.dims) != 1 || len(y.ints)+len(c.ints) > 64 {
				return nil, n.fail("it joins something else than a few whole numbers")
			}
			y.ints = append(y.ints, c.ints...)
		}
		y.dims = []int{len(y.ints)}
		return y, nil
	}
	return nil, n.fail("constants are not computed by this operator here")
}

// slice takes a part of a constant of whole numbers along its first axis, forwards or backwards.
func (r *onnxReader) slice(n *onnxNode, x *constant) (*constant, error) {
	var options [4]int
	for i, attribute := range []string{"starts", "ends", "axes", "steps"} {
		list, err := r.list(n, attribute, i+1)
		switch {
		case err != nil:
			return nil, err
		case len(list) == 1:
			options[i] = list[0]
		case list != nil || i < 2:
			return nil, n.fail("it has not one axis to take a part of")
		case i == 3:
			options[i] = 1
		}
	}
	from, to, axis, step := options[0], options[1], options[2], options[3]
	if !x.whole || len(x.dims) == 0 || axis != 0 && axis != -len(x.dims) || step != 1 && step != -1 {
		return nil, n.fail("only a part along the first axis is taken, of whole numbers, forwards or backwards")
	}
	size := x.dims[0]
	least := min(0, step) // the end of a way backwards is before the first
	bound := func(i, most int) int {
		if i < 0 {
			i += size
		}
		return max(min(i, most), least)
	}
	from, to = max(bound(from, size+least), 0), bound(to, size+least)
	y := &constant{dims: slices.Clone(x.dims), ints: []int{}, whole: true}
	row := product(x.dims[1:])
	y.dims[0] = 0
	for ; from < size && (step > 0 && from < to || step < 0 && from > to); from += step {
		y.ints = append(y.ints, x.ints[from*row:][:row]...)
		y.dims[0]++
	}
	return y, nil
}

// computed applies a function of one element to constants, which have all the same shape or are single numbers.
func (r *onnxReader) computed(n *onnxNode, f func(n *onnxNode, x []float64) float64) (*constant, error) {
	y := &constant{}
	size := 0
	for i := range n.inputs {
		if n.inputs[i] == "" {
			continue
		}
		c, err := r.floats(n, i)
		if err != nil {
			return nil, err
		}
		if c.size() > size {
			size, y.dims = c.size(), c.dims
		}
	}
	for k := range size {
		args := make([]float64, len(n.inputs))
		for i, name := range n.inputs {
			c := r.constant(name)
			switch {
			case name == "":
				args[i] = math.NaN()
			case c.size() == 1:
				args[i] = float64(c.floats[0])
			case slices.Equal(c.dims, y.dims):
				args[i] = float64(c.floats[k])
			default:
				return nil, n.fail("its constants of %v and %v do not fit together", c.dims, y.dims)
			}
		}
		y.floats = append(y.floats, float32(f(n, args)))
	}
	return y, nil
}

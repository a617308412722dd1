package formats

import (
	"math"
	"slices"

	"digitlab/nn32/internal/errfmt"
)

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
		if to := n.int("to", 0); to != onnxFloat && to != onnxDouble && to != onnxHalf {
			return nil, n.fail("the network's numbers are made those of ONNX's type %d, not float", to)
		}
		return x, nil
	}
	if x.pads != nil && n.op != x.only {
		return nil, n.fail("rows and columns are put around an image; only a %s can follow", x.only)
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
	return nil, errfmt.Errorf("%s: %w", n.at(), &UnknownLayerError{Kind: cut(n.op), text: "this operator is not read"})
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

// around adds the rows and columns that were put around the image before.
func (w *reach) around(n *onnxNode, x *onnxData) error {
	if x.pads == nil {
		return nil
	}
	if w.auto != "NOTSET" && w.auto != "VALID" {
		return n.fail("rows and columns are put around the image twice")
	}
	w.auto, w.pads = "NOTSET", slices.Clone(w.pads)
	for i, p := range x.pads {
		w.pads[i] += p
	}
	return nil
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
	if err := w.around(n, x); err != nil {
		return nil, err
	}
	padding, grow, ok := w.padding(r.shape, true)
	if !ok {
		return nil, n.fail("its padding (auto_pad %s, pads %v) on an image of %v is neither valid nor same", quote(w.auto), w.pads, r.shape)
	}
	filters, channels := kernel.dims[0], kernel.dims[1]
	l := Layer{Class: Conv2D, Units: filters, Window: [2]int{w.size[0] + grow[0] + grow[2], w.size[1] + grow[1] + grow[3]}, Strides: [2]int(w.strides),
		Padding: padding, Activation: "linear"}
	size := l.Window[0] * l.Window[1] * channels * filters
	if err := r.take(n, max(len(kernel.floats), size)); err != nil {
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
	if err := w.around(n, x); err != nil {
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
	if err := r.take(n, len(weights.floats)); err != nil {
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
	y, err := r.normalize(n, x, [4][]float32{gamma, beta, make([]float32, len(c.floats)), variance}, epsilon, .99, axis)
	if last := len(r.m.Layers) - 1; err == nil && last > 0 && r.m.Layers[last-1].Class == BatchNormalization { // a product, and then a sum
		before, now := r.m.Layers[last-1].Tensors, r.m.Layers[last].Tensors
		scale, shift := slices.Clone(before[0].Data), slices.Clone(before[1].Data)
		for k, v := range now[0].Data {
			scale[k], shift[k] = scale[k]*v, float32(shift[k]*v)+now[1].Data[k]
		}
		before[0].Data, before[1].Data = scale, shift
		r.m.Layers = r.m.Layers[:last]
		r.named[BatchNormalization]--
	}
	return y, err
}

// pad takes what is put around an image, for the Conv or MaxPool that follows.
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
	mode := n.text("mode", "constant")
	only := "Conv"
	switch {
	case mode == "edge", mode == "constant" && value < -math.MaxFloat32/2: // a window with the edge twice, or with nothing more, has the same maximum
		only = "MaxPool"
	case mode != "constant" || value != 0:
		return nil, n.fail("what it puts around an image is neither zeros nor the edge (mode %s, value %v)", quote(mode), value)
	}
	if n.input(3) != "" || len(pads) != 8 || pads[0] != 0 || pads[1] != 0 || pads[4] != 0 || pads[5] != 0 {
		return nil, n.fail("it does not put rows and columns around an image (pads %v)", pads)
	}
	if slices.Max(pads) == 0 && slices.Min(pads) == 0 { // PyTorch's way of AvgPool
		return x, nil
	}
	y := *x
	y.pads, y.only = []int{pads[2], pads[3], pads[6], pads[7]}, only
	for _, p := range y.pads {
		if p < 0 || p > maxSide {
			return nil, n.fail("its pads %v are not from 0 to %d", pads, maxSide)
		}
	}
	return &y, nil
}

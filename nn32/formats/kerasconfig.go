package formats

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"digitlab/nn32/internal/errfmt"
)

// kerasConfig reads what Keras's to_json says of a model: {"class_name": "Sequential", "config": {"layers": [...]}}. Keras 3, its legacy .h5,
// Keras 2 and TensorFlow.js have it, each with other keys. The layers' tensors have names and shapes, but no data yet: those that the file must have,
// in its order.
func kerasConfig(v any) (*Model, error) {
	top := newOptions(v)
	class, config := top.text("class_name", ""), top.value("config")
	if top.err != nil {
		return nil, top.err
	}
	m := &Model{}
	var list []any
	switch c := config.(type) {
	case []any: // before Keras 2.2.3
		list = c
	case map[string]any:
		name, _ := c["name"].(string)
		m.Name = cut(name)
		list, _ = c["layers"].([]any)
	}
	if len(list) == 0 {
		return nil, errors.New("its configuration has no list of layers")
	}
	if len(list) > maxLayers {
		return nil, errfmt.Errorf("it has %d layers, at most %d are taken", len(list), maxLayers)
	}
	layers := make([]*options, len(list))
	for i, l := range list {
		layers[i] = newOptions(l)
	}
	switch class {
	case "Sequential":
	case "Functional", "Model":
		var err error
		if layers, err = stack(layers, top.keysOf("config")["output_layers"]); err != nil {
			return nil, err
		}
	default:
		return nil, errfmt.Errorf("the model is a %s; Sequential is read, and Functional if its layers are one stack", quote(class))
	}
	r := &configReader{m: m}
	if c, ok := config.(map[string]any); ok {
		r.built = c["build_input_shape"]
	}
	place := 1 // as Layer.At counts, without the input
	for _, l := range layers {
		if err := r.layer(l); err != nil {
			return nil, errfmt.Errorf("layer %d (%s %s): %w", place, cut(l.text("class_name", "?")), quote(l.layerName()), err)
		}
		if l.text("class_name", "") != "InputLayer" {
			place++
		}
	}
	if len(m.Layers) == 0 {
		return nil, errors.New("it has no layer but the input")
	}
	return m, nil
}

// options are the keys of an object of JSON. The first error stays.
type options struct {
	keys map[string]any
	err  error
}

func newOptions(v any) *options {
	keys, ok := v.(map[string]any)
	if !ok {
		return &options{err: errors.New("its configuration is not an object with keys")}
	}
	return &options{keys: keys}
}

// inner returns the options under the key config.
func (o *options) inner() *options {
	if c, ok := o.keys["config"].(map[string]any); ok {
		return &options{keys: c}
	}
	return &options{}
}

// layerName returns the name of the layer whose options they are. Functional models have it twice.
func (o *options) layerName() string { return o.text("name", o.inner().text("name", "")) }

func (o *options) keysOf(key string) map[string]any {
	keys, _ := o.keys[key].(map[string]any)
	return keys
}

func (o *options) value(key string) any { return o.keys[key] }

func (o *options) fail(key, want string) {
	if o.err == nil {
		o.err = errfmt.Errorf("the option %s is %s, not %s", key, show(o.keys[key]), want)
	}
}

// show returns a value of JSON for a message.
func show(v any) string {
	switch v := v.(type) {
	case nil:
		return "missing"
	case bool:
		return strconv.FormatBool(v)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case string:
		return quote(v)
	case []any:
		return "a list"
	}
	return "an object"
}

// get returns the value of a key as a type, or otherwise if the key is missing or null. want is what it must be.
func get[T any](o *options, key string, otherwise T, as func(any) (T, bool), want string) T {
	v := o.value(key)
	if v == nil {
		return otherwise
	}
	typed, ok := as(v)
	if !ok {
		o.fail(key, want)
	}
	return typed
}

func (o *options) text(key, otherwise string) string {
	return get(o, key, otherwise, func(v any) (string, bool) { s, ok := v.(string); return s, ok }, "text")
}

func (o *options) flag(key string, otherwise bool) bool {
	return get(o, key, otherwise, func(v any) (bool, bool) { b, ok := v.(bool); return b, ok }, "true or false")
}

func (o *options) number(key string, otherwise float32) float32 {
	return float32(get(o, key, float64(otherwise), number, "a number"))
}

// number returns a number that float32 has, also where Keras 3 wrote an array: {"class_name": "__numpy__", "config": {"value": .3}}.
func number(v any) (float64, bool) {
	if object, ok := v.(map[string]any); ok {
		v = newOptions(object).inner().value("value")
	}
	n, ok := v.(float64)
	return n, ok && math.Abs(n) <= math.MaxFloat32
}

// whole returns a whole number from 0 to 2³⁰.
func whole(v any) (int, bool) {
	n, ok := v.(float64)
	if !ok || n != math.Trunc(n) || n < 0 || n > 1<<30 {
		return 0, false
	}
	return int(n), true
}

func (o *options) count(key string) int {
	n, ok := whole(o.value(key))
	if !ok {
		o.fail(key, "a whole number")
	}
	return n
}

// pair returns two whole numbers, or one twice.
func (o *options) pair(key string, otherwise [2]int) [2]int {
	v := o.value(key)
	if v == nil {
		return otherwise
	}
	if n, ok := whole(v); ok {
		return [2]int{n, n}
	}
	if list, ok := v.([]any); ok && len(list) == 2 {
		a, okA := whole(list[0])
		b, okB := whole(list[1])
		if okA && okB {
			return [2]int{a, b}
		}
	}
	o.fail(key, "two whole numbers")
	return otherwise
}

// only makes it an error that an option is there and is anything but a value.
func (o *options) only(key string, value any) {
	switch v := o.value(key).(type) {
	case nil:
	case bool, float64, string:
		if v != value {
			o.fail(key, show(value)+", which alone is read")
		}
	default:
		o.fail(key, show(value)+", which alone is read")
	}
}

// sampleShape returns the shape of a sample from one with the batch, such as [null, 8, 8, 1].
func sampleShape(v any) ([]int, error) {
	list, ok := v.([]any)
	if !ok || len(list) < 2 || len(list) > 4 {
		return nil, errors.New("the input's shape is not that of a batch of images, or of vectors")
	}
	var shape []int
	for _, v := range list[1:] {
		n, ok := whole(v)
		if !ok || n < 1 || n > maxSize {
			return nil, errors.New("the input's shape leaves a side open, or it is too large; it must be fixed")
		}
		shape = append(shape, n)
	}
	return shape, nil
}

// stack returns the layers of a functional model in the order in which they run, if each has one input and one output.
func stack(layers []*options, outputs any) ([]*options, error) {
	next := map[string]*options{} // by the name of the layer before
	var first, last *options
	for i, l := range layers {
		name := l.layerName()
		from, err := inbound(l.value("inbound_nodes"))
		if err != nil {
			return nil, errfmt.Errorf("layer %d (%s %s): %w", i+1, cut(l.text("class_name", "?")), quote(name), err)
		}
		switch {
		case from == "" && first != nil, from != "" && next[from] != nil:
			return nil, errfmt.Errorf("layer %d (%s %s): the model branches there; only a stack of layers is read", i+1, cut(l.text("class_name", "?")), quote(name))
		case from == "":
			first = l
		default:
			next[from] = l
		}
	}
	var sorted []*options
	for l := first; l != nil && len(sorted) < len(layers); l = next[l.layerName()] {
		sorted, last = append(sorted, l), l
	}
	if len(sorted) != len(layers) {
		return nil, errors.New("its layers are not one stack")
	}
	if names := texts(outputs, nil); len(names) != 1 || names[0] != last.layerName() {
		return nil, errors.New("its output is not that of its last layer, or there are several")
	}
	return sorted, nil
}

// inbound returns the name of the layer before, or nothing for an input. Keras 2 has [[["name", 0, 0, {}]]], Keras 3
// [{"args": [{"class_name": "__keras_tensor__", "config": {"keras_history": ["name", 0, 0]}}]}].
func inbound(v any) (string, error) {
	nodes, _ := v.([]any)
	if len(nodes) == 0 {
		return "", nil
	}
	if found := texts(nodes, nil); len(found) == 1 {
		return found[0], nil
	}
	return "", errors.New("it is used several times, or has several inputs; only a stack of layers is read")
}

// texts adds the names of layers in lists of lists and in Keras 3's tensors.
func texts(v any, found []string) []string {
	switch v := v.(type) {
	case string:
		return append(found, v)
	case []any:
		for _, v := range v {
			found = texts(v, found)
		}
	case map[string]any:
		found = texts(v["args"], found)
		if config, ok := v["config"].(map[string]any); ok {
			found = texts(config["keras_history"], found)
		}
	}
	return found
}

// configReader adds layers to a model.
type configReader struct {
	m     *Model
	built any   // the shape that the model was built for
	shape []int // after the layers so far; nil before the input is known
	plain []int // the shape as the file has it, where that is (N) or (H, W) of an image's pixels; otherwise nil
}

// input takes the shape of a sample. A vector of 64 numbers is an image of 8×8, an image (H, W) has one channel.
func (r *configReader) input(shape []int) error {
	r.plain = shape
	switch len(shape) {
	case 3:
		r.m.Input, r.plain = [3]int(shape), nil
	case 2:
		r.m.Input = [3]int{shape[0], shape[1], 1}
	default:
		side := int(math.Sqrt(float64(shape[0])) + .5)
		if side*side != shape[0] {
			return errfmt.Errorf("the input is a vector of %d numbers, which is not a square image", shape[0])
		}
		r.m.Input = [3]int{side, side, 1}
	}
	r.shape = r.m.Input[:]
	return nil
}

// byElement reports whether a layer does the same to each number, whatever the shape.
func (l *Layer) byElement() bool {
	return l.Class == Rescaling || l.Class == Dropout || l.Class == Activation && l.Activation != "softmax"
}

// add appends a layer, with the names and shapes of the tensors that the file must have for it. o is nil for a layer that has none.
func (r *configReader) add(l Layer, o *options) error {
	if r.plain != nil && !l.byElement() {
		switch {
		case l.Class == Flatten:
		case len(r.plain) == 2:
			return errfmt.Errorf("its input %v has no channels", r.plain)
		default:
			if err := r.add(Layer{Class: Flatten}, nil); err != nil {
				return err
			}
		}
		r.plain = nil
	}
	out, err := l.output(r.shape)
	if err != nil {
		return err
	}
	if len(r.m.Layers) == maxLayers {
		return errfmt.Errorf("more than %d layers are not taken", maxLayers)
	}
	if want, _ := l.wants(r.shape); o != nil {
		options := map[string]string{"bias": "use_bias", "gamma": "scale", "beta": "center"}
		for _, t := range want {
			if option := options[t.Name]; option == "" || o.flag(option, true) {
				l.Tensors = append(l.Tensors, t)
			}
		}
	}
	r.m.Layers, r.shape = append(r.m.Layers, l), out
	return nil
}

// reshape takes Keras's Reshape where it does what a Flatten does, or makes an image of the input.
func (r *configReader) reshape(o *options) error {
	list, _ := o.value("target_shape").([]any)
	before := r.shape
	size, open := 1, 0
	var target []int
	for _, v := range list {
		n, ok := v.(float64)
		if !ok || n != math.Trunc(n) || n < -1 || n > maxSize || n == 0 {
			return errors.New("the option target_shape is not whole numbers")
		}
		if n < 0 {
			open++
		} else if size *= int(n); size > maxSize {
			return errors.New("the option target_shape is too large")
		}
		target = append(target, int(n))
	}
	if open > 1 || product(before)%size != 0 || open == 0 && size != product(before) {
		return errfmt.Errorf("%v cannot be made of the input %v", target, before)
	}
	if i := slices.Index(target, -1); i >= 0 {
		target[i] = product(before) / size
	}
	switch {
	case len(target) == 1:
		return r.add(Layer{Class: Flatten, Name: o.text("name", "")}, nil)
	case (len(target) == 3 || len(target) == 2) && !slices.ContainsFunc(r.m.Layers, func(l Layer) bool { return !l.byElement() }):
		return r.input(target)
	}
	return errfmt.Errorf("it makes %v of %v; only what a Flatten does is read", target, before)
}

// layer adds a layer of Keras's to the model.
func (r *configReader) layer(l *options) error {
	class, o := l.text("class_name", ""), l.inner()
	if l.err != nil {
		return l.err
	}
	first := r.shape == nil
	if first {
		shape := r.built
		for _, v := range []any{l.keysOf("build_config")["input_shape"], o.value("batch_input_shape"), o.value("batch_shape")} {
			if v != nil {
				shape = v
			}
		}
		found, err := sampleShape(shape)
		if err == nil {
			err = r.input(found)
		}
		if err != nil {
			return err
		}
	}
	if class == "InputLayer" {
		if !first {
			return errors.New("an input is not taken after other layers")
		}
		return nil
	}
	if err := checkType(o.value("dtype")); err != nil {
		return err
	}
	o.only("data_format", "channels_last")
	to := Layer{Class: Class(class), Name: o.text("name", "")}
	var after *Layer
	switch class {
	case "Conv2D", "Convolution2D":
		to.Class, to.Units, to.Window = Conv2D, o.count("filters"), o.pair("kernel_size", [2]int{})
		to.Strides, to.Padding = o.pair("strides", [2]int{1, 1}), o.text("padding", "valid")
		if o.pair("dilation_rate", [2]int{1, 1}) != [2]int{1, 1} {
			o.fail("dilation_rate", "1")
		}
		o.only("groups", 1.)
		after = r.activate(&to, o)
	case "Dense":
		to.Units = o.count("units")
		after = r.activate(&to, o)
	case "MaxPooling2D", "AveragePooling2D":
		to.Window = o.pair("pool_size", [2]int{2, 2})
		to.Strides, to.Padding = o.pair("strides", to.Window), o.text("padding", "valid")
	case "GlobalAveragePooling2D":
		o.only("keepdims", false)
	case "Flatten":
	case "Reshape":
		return r.reshape(o)
	case "Dropout":
		to.Rate = o.number("rate", 0)
		o.only("noise_shape", nil)
	case "BatchNormalization", "BatchNormalizationV1", "BatchNormalizationV2":
		to.Class, to.Momentum, to.Epsilon = BatchNormalization, o.number("momentum", .99), o.number("epsilon", 1e-3)
		o.lastAxis(r.rank())
		o.only("renorm", false)
	case "Rescaling":
		to.Scale, to.Offset = o.number("scale", 1), o.number("offset", 0)
	default:
		f := o.function(class, r.rank())
		if f == nil {
			return &UnknownLayerError{Kind: cut(class), text: "this kind of layer is not known"}
		}
		to = *f
	}
	if o.err != nil {
		return o.err
	}
	if err := r.add(to, o); err != nil {
		return err
	}
	if after != nil {
		if err := r.add(*after, nil); err != nil {
			return err
		}
	}
	return o.err
}

// rank returns the number of axes of the next layer's input, with the batch.
func (r *configReader) rank() float64 {
	if r.plain != nil {
		return float64(1 + len(r.plain))
	}
	return float64(1 + len(r.shape))
}

// lastAxis makes it an error that axis is not the last one of rank.
func (o *options) lastAxis(rank float64) {
	v := o.value("axis")
	if list, ok := v.([]any); ok && len(list) == 1 {
		v = list[0]
	}
	if v != nil && v != -1. && v != rank-1 {
		o.fail("axis", "the last one")
	}
}

// function returns an activation function that is a layer of a class, as an Activation, or nil if there is none of the class. rank is the
// number of axes of its input.
func (o *options) function(class string, rank float64) *Layer {
	l := &Layer{Class: Activation, Name: o.text("name", "")}
	switch class {
	case "Activation":
		f := o.activation(rank)
		f.Name = l.Name
		return f
	case "ReLU":
		l.Activation = "relu"
		o.only("max_value", nil)
		o.only("threshold", 0.)
		if slope := o.number("negative_slope", 0); slope != 0 {
			l.Activation, l.Slope = "leaky_relu", slope
		}
	case "LeakyReLU": // alpha before Keras 3
		l.Activation, l.Slope = "leaky_relu", o.number("negative_slope", o.number("alpha", .3))
	case "ELU":
		l.Activation, l.Alpha = "elu", o.number("alpha", 1)
	case "Softmax":
		l.Activation = "softmax"
		o.lastAxis(rank)
	default:
		return nil
	}
	return l
}

// Parameters of Keras's functions where a layer has only their names.
const (
	kerasSlope = .2
	kerasAlpha = 1
)

// activation returns the option activation, which is a name or an object of a layer, as an Activation.
func (o *options) activation(rank float64) *Layer {
	l := &Layer{Class: Activation, Activation: "linear"}
	v := o.value("activation")
	if object, ok := v.(map[string]any); ok {
		inner := newOptions(object)
		class, config := inner.text("class_name", ""), inner.inner()
		if name, ok := object["config"].(string); ok { // {"class_name": "function", "config": "relu"}
			v = name
		} else if f := config.function(class, rank); class != "Activation" && f != nil {
			if o.err == nil {
				o.err = config.err
			}
			return f
		}
	}
	switch v := v.(type) {
	case nil:
	case string:
		l.Activation = v
	default:
		o.fail("activation", "a function that is read")
	}
	switch l.Activation {
	case "swish":
		l.Activation = "silu"
	case "leaky_relu":
		l.Slope = kerasSlope
	case "elu":
		l.Alpha = kerasAlpha
	}
	return l
}

// activate sets the activation of a Conv2D or Dense. One that has another parameter than Keras's function is returned: a layer after it.
func (r *configReader) activate(to *Layer, o *options) (after *Layer) {
	f := o.activation(r.rank())
	to.Activation = f.Activation
	if f.Activation == "leaky_relu" && f.Slope != kerasSlope || f.Activation == "elu" && f.Alpha != kerasAlpha {
		to.Activation = "linear"
		return f
	}
	return nil
}

// checkType returns an error for weights that are not floats, such as quantised ones. Mixed precision has float32 weights.
func checkType(v any) error {
	if object, ok := v.(map[string]any); ok {
		policy := newOptions(object).inner()
		if mode, ok := policy.value("mode").(string); ok {
			return errfmt.Errorf("its weights are quantised as %s; float32 is read", quote(mode))
		}
		v = policy.value("name")
	}
	if name, ok := v.(string); ok && name != "float32" && name != "float64" && !strings.HasPrefix(name, "mixed_") {
		return errfmt.Errorf("its type is %s; float32 is read", quote(name))
	}
	return nil
}

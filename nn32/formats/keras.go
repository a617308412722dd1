package formats

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"digitlab/nn32/formats/internal/hdf5"
	"digitlab/nn32/formats/internal/json"
	"digitlab/nn32/internal/errfmt"
)

// Keras is the file of Keras 3: a zip of config.json, metadata.json and model.weights.h5.
var Keras = Format{Name: "Keras (.keras)", Ending: ".keras", Media: "application/zip", write: writeKeras, is: isKeras, read: readKeras}

// KerasH5 is the file of Keras 2, which Keras 3 also reads and writes: HDF5.
var KerasH5 = Format{Name: "Keras (.h5)", Ending: ".h5", Media: "application/x-hdf5", write: writeKerasH5,
	is: func(in *input) bool { return strings.HasPrefix(string(in.data[:min(8, len(in.data))]), hdf5.Signature) }, read: readKerasH5}

func isKeras(in *input) bool {
	return in.entry("config.json") != nil && in.entry("metadata.json") != nil
}

// readKeras reads the file of Keras 3, and of Keras 2 from 2.12 on.
func readKeras(in *input) ([]*Model, error) {
	m, err := parseConfig(in.entry("config.json"))
	if err != nil {
		return nil, err
	}
	data := in.entry("model.weights.h5")
	if data == nil {
		return nil, errors.New("there is no model.weights.h5 in it; weights in several files or in .npz are not read")
	}
	root, err := hdf5.Open(data)
	if err != nil {
		return nil, err
	}
	layers, err := root.Open("layers")
	if layers == nil && err == nil {
		layers, err = root.Open("_layer_checkpoint_dependencies") // Keras 2.13
	}
	if err == nil && layers == nil {
		err = errors.New("its weights have no group layers")
	}
	if err != nil {
		return nil, err
	}
	places := map[Class]*byPlace{}
	return finish(m, func(l *Layer, room int) ([]Tensor, error) {
		if places[l.Class] == nil {
			if places[l.Class], err = newByPlace(layers, snake(l.Class)); err != nil {
				return nil, err
			}
		}
		return places[l.Class].next(l.Tensors, room)
	})
}

func parseConfig(text []byte) (*Model, error) {
	v, err := json.Parse(text)
	if err != nil {
		return nil, err
	}
	return kerasConfig(v)
}

// finish gives a model of kerasConfig its weights. load returns a layer's tensors, those that it wants, with at most room numbers.
func finish(m *Model, load func(l *Layer, room int) ([]Tensor, error)) ([]*Model, error) {
	room := maxParams
	for i := range m.Layers {
		l := &m.Layers[i]
		if len(l.Tensors) == 0 {
			continue
		}
		tensors, err := load(l, room)
		if err != nil {
			return nil, errfmt.Errorf("%s: %w", l.At(i), err)
		}
		for _, t := range tensors {
			room -= len(t.Data)
		}
		if l.Class == BatchNormalization {
			tensors = complete(tensors)
		}
		l.Tensors = tensors
	}
	return []*Model{m}, nil
}

// complete adds the gamma of 1 and the beta of 0 that a BatchNormalization without scale or center does without.
func complete(tensors []Tensor) []Tensor {
	c := len(tensors[0].Data)
	for i, name := range []string{"gamma", "beta"} {
		if tensors[i].Name == name {
			continue
		}
		t := Tensor{Name: name, Shape: []int{c}, Data: make([]float32, c)}
		for j := range t.Data {
			t.Data[j] = float32(1 - i)
		}
		tensors = slices.Insert(tensors, i, t)
	}
	return tensors
}

// snake returns the name that Keras makes of a class, such as conv2d.
func snake(c Class) string {
	switch c {
	case MaxPooling2D:
		return "max_pooling2d"
	case AveragePooling2D:
		return "average_pooling2d"
	case GlobalAveragePooling2D:
		return "global_average_pooling2d"
	case BatchNormalization:
		return "batch_normalization"
	case "LeakyReLU":
		return "leaky_re_lu"
	}
	return strings.ToLower(string(c))
}

// byPlace are the groups of weights of one class. Their names are by class and place, whatever the layers' names: conv2d, conv2d_1, ….
type byPlace struct {
	groups []*hdf5.Object // vars of each that has arrays
}

func newByPlace(layers *hdf5.Object, class string) (*byPlace, error) {
	links, err := layers.Links()
	if err != nil {
		return nil, err
	}
	var places []int
	var names []string
	for _, l := range links {
		number, isOfClass := strings.CutPrefix(l.Name, class)
		place, err := 0, error(nil)
		if number != "" {
			place, err = strconv.Atoi(strings.TrimPrefix(number, "_"))
		}
		if !isOfClass || err != nil || number != "" && number[0] != '_' {
			continue
		}
		i, _ := slices.BinarySearch(places, place)
		places, names = slices.Insert(places, i, place), slices.Insert(names, i, l.Name)
	}
	p := &byPlace{}
	for _, name := range names {
		vars, err := layers.Open(name, "vars")
		if err != nil {
			return nil, err
		}
		if vars == nil {
			continue
		}
		arrays, err := vars.Links()
		if err != nil {
			return nil, err
		}
		if len(arrays) > 0 {
			p.groups = append(p.groups, vars)
		}
	}
	return p, nil
}

// next returns the tensors of the next layer of the class.
func (p *byPlace) next(want []Tensor, room int) ([]Tensor, error) {
	if len(p.groups) == 0 {
		return nil, errors.New("there are no weights for it in the file")
	}
	group := p.groups[0]
	links, err := group.Links()
	if err != nil {
		return nil, err
	}
	if len(links) != len(want) {
		return nil, errfmt.Errorf("the file has %d arrays of weights for it, want %d", len(links), len(want))
	}
	p.groups = p.groups[1:]
	tensors := make([]Tensor, len(want))
	for i := range want {
		if tensors[i], err = array(group, want[i].Name, &room, strconv.Itoa(i)); err != nil {
			return nil, err
		}
	}
	return tensors, nil
}

// array reads a tensor at a path, and takes its numbers from room.
func array(group *hdf5.Object, name string, room *int, path ...string) (t Tensor, err error) {
	object, err := group.Open(path...)
	if err != nil {
		return t, err
	}
	if object == nil {
		return t, errfmt.Errorf("the file has no weights %s", quote(strings.Join(path, "/")))
	}
	t.Name = name
	t.Shape, t.Data, err = object.Floats(*room)
	*room -= len(t.Data)
	return t, err
}

// readKerasH5 reads the legacy format, which Keras 2 and 3 write.
func readKerasH5(in *input) ([]*Model, error) {
	root, err := hdf5.Open(in.data)
	if err != nil {
		return nil, err
	}
	config, err := root.Strings("model_config")
	if err != nil {
		return nil, err
	}
	if len(config) != 1 {
		return nil, errors.New("the file has no model_config, and so weights at most; save the whole model")
	}
	m, err := parseConfig([]byte(config[0]))
	if err != nil {
		return nil, err
	}
	weights, err := root.Open("model_weights")
	if err == nil && weights == nil {
		err = errors.New("the file has no group model_weights")
	}
	if err != nil {
		return nil, err
	}
	return finish(m, func(l *Layer, room int) ([]Tensor, error) {
		group, err := weights.Open(strings.Split(l.Name, "/")...)
		if err != nil {
			return nil, err
		}
		if group == nil {
			return nil, errfmt.Errorf("there are no weights for %s in the file", quote(l.Name))
		}
		paths, err := stringList(group, "weight_names")
		if err != nil {
			return nil, err
		}
		return byName(l.Tensors, paths, func(want Tensor, path string) (Tensor, error) {
			return array(group, want.Name, &room, strings.Split(path, "/")...)
		})
	})
}

// byName finds the tensors that a layer wants by the last parts of their names, such as conv2d/kernel:0, and loads each.
func byName(want []Tensor, names []string, load func(want Tensor, name string) (Tensor, error)) ([]Tensor, error) {
	if len(names) != len(want) {
		return nil, errfmt.Errorf("the file has %d arrays of weights for it, want %d", len(names), len(want))
	}
	var tensors []Tensor
	for _, w := range want {
		found := slices.IndexFunc(names, func(n string) bool { return lastPart(n) == w.Name })
		if found < 0 {
			return nil, errfmt.Errorf("the file has no %s for it, but %s", w.Name, cut(strings.Join(names, ", ")))
		}
		t, err := load(w, names[found])
		if err != nil {
			return nil, err
		}
		tensors = append(tensors, t)
	}
	return tensors, nil
}

// lastPart returns kernel for conv2d/kernel:0.
func lastPart(name string) string {
	name, _, _ = strings.Cut(name[strings.LastIndexByte(name, '/')+1:], ":")
	return name
}

// stringList returns an attribute that Keras splits into several, name0, name1, …, where it is longer than 64 KB.
func stringList(o *hdf5.Object, name string) ([]string, error) {
	list, err := o.Strings(name)
	if list != nil || err != nil {
		return list, err
	}
	for i := 0; ; i++ {
		part, err := o.Strings(name + strconv.Itoa(i))
		if part == nil || err != nil {
			return list, err
		}
		list = append(list, part...)
	}
}

// dialect is what differs between the configurations that the three formats want.
type dialect struct {
	batchShape string // the option of InputLayer
	slope      string // the option of LeakyReLU
	silu       string
	leakyLayer bool // leaky_relu can only be a layer
	wrapped    bool // layers say their modules
}

var (
	keras3 = dialect{batchShape: "batch_shape", slope: "negative_slope", silu: "silu", wrapped: true}
	keras2 = dialect{batchShape: "batch_input_shape", slope: "alpha", silu: "swish", leakyLayer: true}
)

// kerasLayer is a layer as Keras has it.
type kerasLayer struct {
	class   string
	name    string
	options []string // keys and values in JSON, one after the other
	tensors []Tensor
}

// layers returns a model's layers as Keras's, without the input. Their names are those that Keras would make.
func (d *dialect) layers(m *Model) []kerasLayer {
	var list []kerasLayer
	number := map[string]int{}
	add := func(l kerasLayer) {
		l.name = snake(Class(l.class))
		if n := number[l.class]; n > 0 {
			l.name += "_" + strconv.Itoa(n)
		}
		number[l.class]++
		list = append(list, l)
	}
	for _, l := range m.Layers {
		k := kerasLayer{class: string(l.Class), tensors: l.Tensors}
		var after *Layer
		if (l.Class == Conv2D || l.Class == Dense) && l.Activation == "leaky_relu" && d.leakyLayer {
			after = &Layer{Class: Activation, Activation: l.Activation, Slope: kerasSlope}
			l.Activation = "linear"
		}
		window := []string{"strides", pairText(l.Strides), "padding", quoted(l.Padding)}
		activation := []string{"activation", d.function(l.Activation), "use_bias", strconv.FormatBool(len(l.Tensors) == 2)}
		switch l.Class {
		case Conv2D:
			k.options = append([]string{"filters", strconv.Itoa(l.Units), "kernel_size", pairText(l.Window)}, append(window, activation...)...)
		case MaxPooling2D, AveragePooling2D:
			k.options = append([]string{"pool_size", pairText(l.Window)}, window...)
		case Dense:
			k.options = append([]string{"units", strconv.Itoa(l.Units)}, activation...)
		case Dropout:
			k.options = []string{"rate", numberText(l.Rate)}
		case BatchNormalization:
			k.options = []string{"axis", "-1", "momentum", numberText(l.Momentum), "epsilon", numberText(l.Epsilon), "center", "true", "scale", "true"}
		case Rescaling:
			k.options = []string{"scale", numberText(l.Scale), "offset", numberText(l.Offset)}
		case Activation:
			k = d.activation(&l)
		}
		add(k)
		if after != nil {
			add(d.activation(after))
		}
	}
	return list
}

// activation returns an Activation as Keras's layer of that name, or as one of its own where it has a parameter.
func (d *dialect) activation(l *Layer) kerasLayer {
	switch {
	case l.Activation == "leaky_relu":
		return kerasLayer{class: "LeakyReLU", options: []string{d.slope, numberText(l.Slope)}}
	case l.Activation == "elu":
		return kerasLayer{class: "ELU", options: []string{"alpha", numberText(l.Alpha)}}
	}
	return kerasLayer{class: "Activation", options: []string{"activation", d.function(l.Activation)}}
}

func (d *dialect) function(name string) string {
	if name == "silu" {
		name = d.silu
	}
	return quoted(name)
}

// config returns the configuration of a model with such layers.
func (d *dialect) config(m *Model, layers []kerasLayer) string {
	shape := "[null," + strconv.Itoa(m.Input[0]) + "," + strconv.Itoa(m.Input[1]) + "," + strconv.Itoa(m.Input[2]) + "]"
	list := d.wrap("keras.layers", "InputLayer", object(d.batchShape, shape, "dtype", `"float32"`, "sparse", "false", "name", `"input_layer"`))
	for _, l := range layers {
		options := append([]string{"name", quoted(l.name), "trainable", "true", "dtype", `"float32"`}, l.options...)
		list += "," + d.wrap("keras.layers", l.class, object(options...))
	}
	config := []string{"name", quoted(identifier(m.Name)), "layers", "[" + list + "]"}
	if !d.wrapped {
		return d.wrap("", "Sequential", object(config...))
	}
	return d.wrap("keras", "Sequential", object(append(config, "build_input_shape", shape)...))
}

// wrap returns an object of a class with its configuration.
func (d *dialect) wrap(module, class, config string) string {
	if !d.wrapped {
		return object("class_name", quoted(class), "config", config)
	}
	return object("module", quoted(module), "class_name", quoted(class), "config", config, "registered_name", "null")
}

// object returns an object of keys and values in JSON.
func object(pairs ...string) string {
	text := ""
	for i := 0; i < len(pairs); i += 2 {
		text += "," + quoted(pairs[i]) + ":" + pairs[i+1]
	}
	return "{" + strings.TrimPrefix(text, ",") + "}"
}

func quoted(s string) string { return string(json.AppendString(nil, s)) }

func numberText(v float32) string { return strconv.FormatFloat(float64(v), 'g', -1, 32) }

func pairText(p [2]int) string { return "[" + strconv.Itoa(p[0]) + "," + strconv.Itoa(p[1]) + "]" }

// identifier returns a name as TensorFlow takes one.
func identifier(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') {
			return r
		}
		return '_'
	}, name)
	if name = strings.Trim(name, "_"); name == "" {
		return "sequential"
	}
	return name
}

// writeKeras writes the options that every version of Keras 3 knows, and no others. Weights are by class and place.
func writeKeras(members []*Model) ([]byte, error) {
	m := members[0]
	layers := keras3.layers(m)
	root := &hdf5.Node{}
	root.Group("vars") // those of the model itself; before Keras 3.6 it is an error if the group is missing
	groups := root.Group("layers")
	for _, l := range layers {
		if len(l.tensors) == 0 {
			continue
		}
		vars := groups.Group(l.name).Group("vars")
		for i, t := range l.tensors {
			vars.Array(strconv.Itoa(i), t.Shape, t.Data)
		}
	}
	weights, err := hdf5.Write(root)
	if err != nil {
		return nil, err
	}
	return writeZip([]File{
		{"metadata.json", []byte(`{"keras_version":"3.0.0","date_saved":"1980-01-01@00:00:00"}`)},
		{"config.json", []byte(keras3.config(m, layers))},
		{"model.weights.h5", weights},
	}), nil
}

// writeKerasH5 writes what Keras from 2.3 on reads. The group of a layer has the layer's name twice: model_weights/conv2d/conv2d/kernel:0.
func writeKerasH5(members []*Model) ([]byte, error) {
	m := members[0]
	layers := keras2.layers(m)
	versions := []hdf5.Attribute{{Name: "keras_version", Text: "2.4.0"}, {Name: "backend", Text: "tensorflow"}}
	root := &hdf5.Node{Attributes: append(versions, hdf5.Attribute{Name: "model_config", Text: keras2.config(m, layers)})}
	names := []string{}
	for _, l := range layers {
		names = append(names, l.name)
	}
	weights := root.Group("model_weights", append(versions, hdf5.Attribute{Name: "layer_names", List: names})...)
	for _, l := range layers {
		paths := []string{}
		for _, t := range l.tensors {
			paths = append(paths, l.name+"/"+t.Name+":0")
		}
		group := weights.Group(l.name, hdf5.Attribute{Name: "weight_names", List: paths})
		if len(paths) == 0 {
			continue
		}
		inner := group.Group(l.name)
		for _, t := range l.tensors {
			inner.Array(t.Name+":0", t.Shape, t.Data)
		}
	}
	return hdf5.Write(root)
}

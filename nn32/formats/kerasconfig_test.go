package formats_test

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"digitlab/nn32/formats"
)

// weight is an array of a model of TensorFlow.js, of ones.
type weight struct {
	Name  string `json:"name"`
	Shape []int  `json:"shape"`
	Type  string `json:"dtype"`
}

// weights reads "conv2d/kernel 3 3 1 2, conv2d/bias 2".
func weights(text string) (list []weight, data []byte) {
	for _, w := range strings.Split(text, ", ") {
		parts := strings.Fields(w)
		if len(parts) == 0 {
			continue
		}
		n, shape := 1, []int{}
		for _, p := range parts[1:] {
			side, _ := strconv.Atoi(p)
			n, shape = n*side, append(shape, side)
		}
		for range n {
			data = binary.LittleEndian.AppendUint32(data, math.Float32bits(1))
		}
		list = append(list, weight{parts[0], shape, "float32"})
	}
	return list, data
}

// tfjs returns the files of a model with a topology.
func tfjs(t testing.TB, topology, weightsText string) []formats.File {
	t.Helper()
	list, data := weights(weightsText)
	text, err := json.Marshal(map[string]any{"format": "layers-model", "modelTopology": json.RawMessage(topology),
		"weightsManifest": []any{map[string]any{"paths": []string{"group1-shard1of2.bin", "group1-shard2of2.bin"}, "weights": list}}})
	if err != nil {
		t.Fatal(err)
	}
	half := len(data) / 2
	return []formats.File{{Name: "group1-shard2of2.bin", Data: data[half:]}, {Name: "model.json", Data: text}, {Name: "group1-shard1of2.bin", Data: data[:half]}}
}

// sequential returns the topology of layers: "Class {options}; Class {options}".
func sequential(layers string) string {
	var list []string
	for i, l := range strings.Split(layers, "; ") {
		class, options, _ := strings.Cut(l, " ")
		options = strings.TrimSuffix(strings.TrimPrefix(options, "{"), "}")
		if !strings.Contains(options, `"name"`) {
			options = strings.Trim(options+`,"name":"l`+strconv.Itoa(i)+`"`, ",")
		}
		list = append(list, `{"class_name":"`+class+`","config":{`+options+`}}`)
	}
	return `{"class_name":"Sequential","config":{"name":"m","layers":[` + strings.Join(list, ",") + `]}}`
}

const image = `"batch_input_shape":[null,8,8,1]`

// dense ends the networks of the tests.
const (
	dense        = `; Flatten {}; Dense {"units":2,"name":"d"}`
	denseWeights = ", d/kernel 64 2, d/bias 2"
)

func TestConfigurations(t *testing.T) {
	ones := func(names ...string) (tensors []formats.Tensor) {
		for _, n := range names {
			list, data := weights(n)
			tensor := formats.Tensor{Name: list[0].Name, Shape: list[0].Shape}
			for range len(data) / 4 {
				tensor.Data = append(tensor.Data, 1)
			}
			tensors = append(tensors, tensor)
		}
		return tensors
	}
	zeros := func(name string, n int) formats.Tensor {
		return formats.Tensor{Name: name, Shape: []int{n}, Data: make([]float32, n)}
	}
	bn := ones("gamma 1", "beta 1", "moving_mean 1", "moving_variance 1")
	activation := func(name string, slope, alpha float32) []formats.Layer {
		return []formats.Layer{{Class: formats.Activation, Activation: name, Slope: slope, Alpha: alpha}}
	}
	for _, test := range []struct {
		layers, weights string
		want            []formats.Layer // without names, and without the Flatten and the Dense at the end
	}{
		{`InputLayer {"batch_shape":[null,8,8,1]}; Conv2D {"filters":3,"kernel_size":[2,3],"strides":[2,1],"padding":"same","activation":"swish","use_bias":false,"data_format":"channels_last","groups":1,"dilation_rate":[1,1]}; ` +
			`Conv2D {"filters":1,"kernel_size":2,"name":"c"}; GlobalAveragePooling2D {"keepdims":false}; Dense {"units":64,"name":"e"}`,
			"m/l1/kernel 2 3 1 3, c/kernel:0 2 2 3 1, c/bias:0 1, e/kernel 1 64, e/bias 64",
			[]formats.Layer{{Class: formats.Conv2D, Units: 3, Window: [2]int{2, 3}, Strides: [2]int{2, 1}, Padding: "same", Activation: "silu", Tensors: ones("kernel 2 3 1 3")},
				{Class: formats.Conv2D, Units: 1, Window: [2]int{2, 2}, Strides: [2]int{1, 1}, Padding: "valid", Activation: "linear", Tensors: ones("kernel 2 2 3 1", "bias 1")},
				{Class: formats.GlobalAveragePooling2D},
				{Class: formats.Dense, Units: 64, Activation: "linear", Tensors: ones("kernel 1 64", "bias 64")}}},
		{`MaxPooling2D {` + image + `,"pool_size":[1,1]}; AveragePooling2D {"pool_size":2,"strides":[1,1],"padding":"same"}; MaxPooling2D {"pool_size":1,"strides":null}`, "",
			[]formats.Layer{{Class: formats.MaxPooling2D, Window: [2]int{1, 1}, Strides: [2]int{1, 1}, Padding: "valid"},
				{Class: formats.AveragePooling2D, Window: [2]int{2, 2}, Strides: [2]int{1, 1}, Padding: "same"},
				{Class: formats.MaxPooling2D, Window: [2]int{1, 1}, Strides: [2]int{1, 1}, Padding: "valid"}}},
		{`BatchNormalization {` + image + `,"axis":[3],"momentum":0.9,"epsilon":0.01}`, "l0/gamma 1, l0/beta 1, l0/moving_mean 1, l0/moving_variance 1",
			[]formats.Layer{{Class: formats.BatchNormalization, Momentum: .9, Epsilon: .01, Tensors: bn}}},
		{`BatchNormalization {` + image + `,"scale":false,"axis":3}`, "l0/beta 1, l0/moving_mean 1, l0/moving_variance 1",
			[]formats.Layer{{Class: formats.BatchNormalization, Momentum: .99, Epsilon: .001, Tensors: bn}}},
		{`BatchNormalization {` + image + `,"center":false,"axis":-1}`, "l0/gamma 1, l0/moving_mean 1, l0/moving_variance 1",
			[]formats.Layer{{Class: formats.BatchNormalization, Momentum: .99, Epsilon: .001, Tensors: []formats.Tensor{bn[0], zeros("beta", 1), bn[2], bn[3]}}}},
		{`Dropout {` + image + `,"rate":0.5,"noise_shape":null,"seed":7}`, "", []formats.Layer{{Class: formats.Dropout, Rate: .5}}},
		{`Rescaling {` + image + `,"scale":0.00392156862745098,"offset":-0.5}`, "", []formats.Layer{{Class: formats.Rescaling, Scale: 1. / 255, Offset: -.5}}},
		{`Activation {` + image + `,"activation":"relu"}`, "", activation("relu", 0, 0)},
		{`Activation {` + image + `,"activation":"leaky_relu"}`, "", activation("leaky_relu", .2, 0)},
		{`Activation {` + image + `,"activation":{"module":"builtins","class_name":"function","config":"elu","registered_name":"function"}}`, "", activation("elu", 0, 1)},
		{`ReLU {` + image + `,"max_value":null,"negative_slope":0.0,"threshold":0.0}`, "", activation("relu", 0, 0)},
		{`ReLU {` + image + `,"negative_slope":0.25}`, "", activation("leaky_relu", .25, 0)},
		{`LeakyReLU {` + image + `,"alpha":0.30000001192092896}`, "", activation("leaky_relu", .3, 0)},
		{`LeakyReLU {` + image + `}`, "", activation("leaky_relu", .3, 0)},
		{`LeakyReLU {` + image + `,"alpha":{"class_name":"__numpy__","config":{"value":0.125,"dtype":"float32"}}}`, "", activation("leaky_relu", .125, 0)},
		{`LeakyReLU {` + image + `,"negative_slope":0}`, "", activation("leaky_relu", 0, 0)},
		{`ELU {` + image + `,"alpha":0.5}`, "", activation("elu", 0, .5)},
		{`Softmax {` + image + `,"axis":-1}`, "", activation("softmax", 0, 0)},
		{`Conv2D {` + image + `,"filters":1,"kernel_size":1,"activation":{"class_name":"LeakyReLU","config":{"alpha":0.0}}}`, "l0/kernel 1 1 1 1, l0/bias 1",
			append([]formats.Layer{{Class: formats.Conv2D, Units: 1, Window: [2]int{1, 1}, Strides: [2]int{1, 1}, Padding: "valid", Activation: "linear", Tensors: ones("kernel 1 1 1 1", "bias 1")}},
				activation("leaky_relu", 0, 0)...)},
		{`Reshape {"batch_input_shape":[null,64],"target_shape":[8,8,1]}`, "", nil},
		{`Reshape {"batch_input_shape":[null,8,8],"target_shape":[8,8,-1]}; ReLU {}`, "", activation("relu", 0, 0)},
		{`Reshape {"batch_input_shape":[null,8,8,1],"target_shape":[-1]}`, "", []formats.Layer{{Class: formats.Flatten}}},
		{`InputLayer {"batch_input_shape":[null,64]}; ReLU {}`, "", activation("relu", 0, 0)},
		{`Softmax {"batch_input_shape":[null,64]}`, "", append([]formats.Layer{{Class: formats.Flatten}}, activation("softmax", 0, 0)...)},
		{`Rescaling {"batch_input_shape":[null,64],"scale":0.5}; Reshape {"target_shape":[8,8,1]}; ReLU {}`, "",
			append([]formats.Layer{{Class: formats.Rescaling, Scale: .5}}, activation("relu", 0, 0)...)},
		{`Dropout {"batch_input_shape":[null,8,8,1],"rate":0.0,"dtype":{"module":"keras","class_name":"DTypePolicy","config":{"name":"mixed_float16"},"registered_name":null}}`, "",
			[]formats.Layer{{Class: formats.Dropout}}},
	} {
		m := readOne(t, tfjs(t, sequential(test.layers+dense), strings.TrimPrefix(test.weights+denseWeights, ", "))...)
		if m.Input != [3]int{8, 8, 1} {
			t.Errorf("%s: the input is %v", test.layers, m.Input)
		}
		got := m.Layers[:len(m.Layers)-2]
		for i := range got {
			got[i].Name = ""
		}
		if len(got) != len(test.want) || len(got) > 0 && !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s:\nis   %v\nwant %v", test.layers, got, test.want)
		}
	}
}

// Functional models that are a stack, as Keras 2 and Keras 3 write them, and the topology under model_config.
func TestStacks(t *testing.T) {
	layer := func(class, name, options, inbound string) string {
		return `{"class_name":"` + class + `","name":"` + name + `","config":{"name":"` + name + `"` + options + `},"inbound_nodes":` + inbound + `}`
	}
	keras2 := func(name string) string { return `[[["` + name + `",0,0,{}]]]` }
	keras3 := func(name string) string {
		return `[{"args":[{"class_name":"__keras_tensor__","config":{"shape":[null,8,8,1],"dtype":"float32","keras_history":["` + name + `",0,0]}}],"kwargs":{"training":false}}]`
	}
	model := func(outputs string, layers ...string) string {
		return `{"keras_version":"x","model_config":{"class_name":"Functional","config":{"name":"f","layers":[` + strings.Join(layers, ",") + `],"input_layers":[["i",0,0]],"output_layers":` + outputs + `}}}`
	}
	for i, inbound := range []func(string) string{keras2, keras3} {
		topology := model([]string{`[["d",0,0]]`, `["d",0,0]`}[i], layer("Dense", "d", `,"units":2`, inbound("f")), layer("InputLayer", "i", `,"batch_input_shape":[null,8,8,1]`, "[]"),
			layer("Flatten", "f", "", inbound("i")))
		m := readOne(t, tfjs(t, topology, strings.TrimPrefix(denseWeights, ", "))...)
		if len(m.Layers) != 2 || m.Layers[0].Class != formats.Flatten || m.Layers[1].Class != formats.Dense {
			t.Errorf("it is read as %v", m.Layers)
		}
	}
	in, flat := layer("InputLayer", "i", `,`+image, "[]"), layer("Flatten", "f", "", keras2("i"))
	for words, topology := range map[string]string{
		"layer 3 (Flatten \"g\"): the model branches there": model(`[["d",0,0]]`, in, flat, layer("Flatten", "g", "", keras2("i"))),
		"layer 3 (Add \"a\"): it is used several times":     model(`[["a",0,0]]`, in, flat, layer("Add", "a", "", `[[["i",0,0,{}],["f",0,0,{}]]]`)),
		"not that of its last layer":                        model(`[["i",0,0]]`, in, flat),
		"its layers are not one stack":                      model(`[["f",0,0]]`, in, layer("Flatten", "f", "", keras2("f"))),
		"the model branches":                                model(`[["f",0,0]]`, in, in, flat),
	} {
		refused(t, words, tfjs(t, topology, "")...)
	}
}

// refused fails the test unless the files are refused with words.
func refused(t testing.TB, words string, files ...formats.File) {
	t.Helper()
	if _, err := formats.Read(files); err == nil || !strings.Contains(err.Error(), words) {
		t.Errorf("the error is %v, want one with %q", err, words)
	}
}

func TestConfigurationsThatAreRefused(t *testing.T) {
	for layers, words := range map[string]string{
		`ZeroPadding2D {` + image + `}`: `layer 1 (ZeroPadding2D "l0"): this kind of layer is not known`,
		`Sequential {` + image + `}`:    `(Sequential "l0"): this kind of layer is not known`,
		`Conv2D {"filters":1,"kernel_size":1,` + image + `,"data_format":"channels_first"}`:  `the option data_format is "channels_first", not "channels_last"`,
		`Conv2D {"filters":1,"kernel_size":1,` + image + `,"groups":2}`:                      `the option groups is 2, not 1`,
		`Conv2D {"filters":1,"kernel_size":1,` + image + `,"dilation_rate":[2,2]}`:           `the option dilation_rate is a list, not 1`,
		`Conv2D {"filters":1,"kernel_size":[1,2,3],` + image + `}`:                           `the option kernel_size is a list, not two whole numbers`,
		`Conv2D {"filters":1.5,"kernel_size":1,` + image + `}`:                               `the option filters is 1.5, not a whole number`,
		`Conv2D {"filters":1,"kernel_size":9,` + image + `}`:                                 `the window [9 9] is larger than its input [8 8 1]`,
		`Conv2D {"filters":1,"kernel_size":1,` + image + `,"padding":"causal"}`:              `the padding "causal" is neither valid nor same`,
		`Conv2D {"filters":1,"kernel_size":1,` + image + `,"activation":"mine"}`:             `the activation "mine" is not one of linear, relu`,
		`Conv2D {"filters":1,"kernel_size":1,` + image + `,"activation":{"class_name":"X"}}`: `the option activation is an object, not a function that is read`,
		`Dense {"units":2,` + image + `}`:                                                    `its input [8 8 1] is not flat`,
		`GlobalAveragePooling2D {` + image + `,"keepdims":true}`:                             `the option keepdims is true, not false`,
		`BatchNormalization {` + image + `,"axis":1}`:                                        `the option axis is 1, not the last one`,
		`BatchNormalization {` + image + `,"renorm":true}`:                                   `the option renorm is true, not false`,
		`Rescaling {` + image + `,"scale":[1,2]}`:                                            `the option scale is a list, not a number`,
		`Rescaling {` + image + `,"scale":1e300}`:                                            `the option scale is 1e+300, not a number`,
		`ReLU {` + image + `,"max_value":6.0}`:                                               `the option max_value is 6`,
		`Softmax {` + image + `,"axis":1}`:                                                   `the option axis is 1, not the last one`,
		`Reshape {` + image + `,"target_shape":[4,16,1]}; Conv2D {}`:                         `the option filters is missing, not a whole number`,
		`MaxPooling2D {` + image + `}; Reshape {"target_shape":[2,8,1]}`:                     `it makes [2 8 1] of [4 4 1]`,
		`Reshape {` + image + `,"target_shape":[63]}`:                                        `[63] cannot be made of the input [8 8 1]`,
		`Flatten {}`: `the input's shape is not that of a batch`,
		`Flatten {"batch_input_shape":[null,null,null,1]}`:                    `leaves a side open`,
		`Flatten {"batch_input_shape":[null,63]}`:                             `a vector of 63 numbers, which is not a square image`,
		`Conv2D {"filters":1,"kernel_size":1,"batch_input_shape":[null,8,8]}`: `its input [8 8] has no channels`,
		`Dropout {` + image + `,"rate":1}`:                                    `the rate 1 is not from 0 to below 1`,
		`Dense {` + image + `,"units":2,"dtype":"int8"}`:                      `its type is "int8"; float32 is read`,
		`InputLayer {` + image + `}; Flatten {}; Dense {"dtype":{"class_name":"QuantizedDTypePolicy","config":{"mode":"int8"}}}`: `layer 2 (Dense "l2"): its weights are quantised as "int8"; float32 is read`,
		`InputLayer {` + image + `}`:                              `it has no layer but the input`,
		`ReLU {` + image + `}; InputLayer {` + image + `}`:        `an input is not taken after other layers`,
		`Flatten {` + image + `}; Dense {"units":2,"use_bias":3}`: `the option use_bias is 3, not true or false`,
		`Flatten {` + image + `}; Dense {"units":2}`:              `layer 2 (Dense): the file has no weights "l1/kernel"`,
		`Flatten {` + image + `}; Dense {"units":4194305}`:        `4194305 units or filters are not from 1 to 4194304`,
		`Flatten {"batch_input_shape":[null,4096,4096,1]}`:        `is not height, width and channels`,
	} {
		refused(t, words, tfjs(t, sequential(layers), "")...)
	}
	good := sequential(`Flatten {` + image + `}; Dense {"units":2,"name":"d"}`)
	refused(t, "kernel has the shape [32 4], want [64 2]", tfjs(t, good, "d/kernel 32 4, d/bias 2")...)
	refused(t, `two weights "d/bias"`, tfjs(t, good, "d/bias 2, d/bias 2")...)
	refused(t, `the model is a "Caffe"`, tfjs(t, strings.Replace(good, "Sequential", "Caffe", 1), "")...)
	files := tfjs(t, good, "d/kernel 64 2, d/bias 2")
	refused(t, `in the file "group1-shard2of2.bin", which is not here`, files[1:]...)
	files[0].Data = files[0].Data[:3]
	refused(t, "end before the weights", files...)
	files[0].Data = make([]byte, 1000)
	refused(t, "bytes more than the manifest says", files...)
	refused(t, "it is a graph model", formats.File{Data: []byte(`{"format":"graph-model","modelTopology":{}}`)})
	refused(t, "it is not the model.json of a layers model", formats.File{Data: []byte(`{"a":1}`)})
}

// Keras 3's own converter writes models that TensorFlow.js refuses: Keras 3's options, the model's name before the weights'.
func TestTensorFlowJSOfKeras3(t *testing.T) {
	keras := readOne(t, formats.File{Data: testdata(t, "hard.keras")})
	var config json.RawMessage
	for _, f := range unzip(t, testdata(t, "hard.keras")) {
		if f.Name == "config.json" {
			config = f.Data
		}
	}
	var list []weight
	var data []byte
	for _, l := range keras.Layers {
		for _, tensor := range l.Tensors {
			list = append(list, weight{"hard/" + l.Name + "/" + tensor.Name, tensor.Shape, "float32"})
			data, _ = binary.Append(data, binary.LittleEndian, tensor.Data)
		}
	}
	text, err := json.Marshal(map[string]any{"format": "layers-model", "modelTopology": map[string]any{"keras_version": "3.16.0", "model_config": config},
		"weightsManifest": []any{map[string]any{"paths": []string{"group1-shard1of1.bin"}, "weights": list}}})
	if err != nil {
		t.Fatal(err)
	}
	// A browser that has the file already calls it something else.
	got := readOne(t, formats.File{Name: "model (1).json", Data: text}, formats.File{Name: "group1-shard1of1 (1).bin", Data: data})
	if !reflect.DeepEqual(got, keras) {
		t.Errorf("it is %v, want %v", got, keras)
	}
}

package formats_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/formats"
	"digitlab/nn32/formats/formatstest"
)

// written returns a file of a format.
func written(t testing.TB, f *formats.Format, members ...*formats.Model) []byte {
	t.Helper()
	file, err := f.Write("net", members...)
	if err != nil {
		t.Fatal(err)
	}
	return file.Data
}

func TestONNXComesBack(t *testing.T) {
	x := formatstest.Images(4)
	for seed := range uint64(formatstest.Networks) {
		m := formatstest.Model(t, seed)
		m.Ink = 16
		got, err := formats.Read([]formats.File{{Name: "x", Data: written(t, &formats.ONNX, m)}})
		if err != nil {
			t.Errorf("seed %d: %v", seed, err)
			continue
		}
		if len(got) != 1 || got[0].Ink != 16 {
			t.Fatalf("seed %d: %d networks", seed, len(got))
		}
		formatstest.Close(t, "seed", formatstest.Predict(t, got[0], x), formatstest.Predict(t, m, x))
		kinds := func(m *formats.Model) (kinds []string) {
			for _, l := range m.Layers {
				if l.Class != formats.Dropout && !(l.Class == formats.Activation && l.Activation == "linear") {
					kinds = append(kinds, string(l.Class)+" "+l.Activation+" "+l.Padding)
				}
			}
			return kinds
		}
		if g, w := kinds(got[0]), kinds(m); len(g) > len(w) { // fewer where an activation becomes its layer's option
			t.Errorf("seed %d comes back as %v, want %v", seed, g, w)
		}
	}
}

func TestONNXEnsemble(t *testing.T) {
	members := []*formats.Model{formatstest.Model(t, 1), formatstest.Model(t, 2), formatstest.Model(t, 3)}
	got, err := formats.Read([]formats.File{{Data: written(t, &formats.ONNX, members...)}})
	if err != nil || len(got) != 3 {
		t.Fatalf("%d networks, error %v", len(got), err)
	}
	x := formatstest.Images(3)
	for i, m := range members {
		formatstest.Close(t, "member", formatstest.Predict(t, got[i], x), formatstest.Predict(t, m, x))
	}
}

// A channel of three and images that are not square: no axis can be taken for another.
func TestONNXAxes(t *testing.T) {
	data := func(n int) []float32 {
		v := make([]float32, n)
		for i := range v {
			v[i] = float32(i%17)/8 - 1
		}
		return v
	}
	tensor := func(name string, shape ...int) formats.Tensor {
		n := 1
		for _, s := range shape {
			n *= s
		}
		return formats.Tensor{Name: name, Shape: shape, Data: data(n)}
	}
	m := &formats.Model{Input: [3]int{5, 7, 3}, Layers: []formats.Layer{
		{Class: formats.Rescaling, Name: "rescaling", Scale: 1. / 255, Offset: -.5},
		{Class: formats.Conv2D, Name: "conv2d", Units: 4, Window: [2]int{2, 3}, Strides: [2]int{1, 2}, Padding: "same", Activation: "elu",
			Tensors: []formats.Tensor{tensor("kernel", 2, 3, 3, 4), tensor("bias", 4)}},
		{Class: formats.Flatten, Name: "flatten"},
		{Class: formats.BatchNormalization, Name: "batch_normalization", Momentum: .5, Epsilon: .25, Tensors: []formats.Tensor{tensor("gamma", 80), tensor("beta", 80),
			tensor("moving_mean", 80), {Name: "moving_variance", Shape: []int{80}, Data: make([]float32, 80)}}},
		{Class: formats.Dense, Name: "dense", Units: 2, Activation: "softmax", Tensors: []formats.Tensor{tensor("kernel", 80, 2)}},
	}}
	got, err := formats.Read([]formats.File{{Data: written(t, &formats.ONNX, m)}})
	if err != nil {
		t.Fatal(err)
	}
	if got[0].Input != m.Input || len(got[0].Layers) != len(m.Layers) {
		t.Fatalf("it comes back as %+v", got[0])
	}
	for i, l := range got[0].Layers {
		want := m.Layers[i]
		for k, tensor := range l.Tensors {
			if !slices.Equal(tensor.Data, want.Tensors[k].Data) {
				t.Errorf("%s of %s is another", tensor.Name, l.At(i))
			}
		}
		l.Tensors, want.Tensors = nil, nil
		if l.Name != want.Name || l.Scale != want.Scale || l.Offset != want.Offset || l.Epsilon != want.Epsilon || l.Momentum != want.Momentum ||
			l.Window != want.Window || l.Strides != want.Strides || l.Padding != want.Padding || l.Activation != want.Activation || l.Class != want.Class {
			t.Errorf("%+v, want %+v", l, want)
		}
	}
}

func TestONNXRefuses(t *testing.T) {
	good := written(t, &formats.ONNX, formatstest.Model(t, 1))
	for want, data := range map[string][]byte{
		"node \"x\" (\"Mish\"): this operator is not read": bytes.Replace(good, []byte("Conv"), []byte("Mish"), 1),
		"damaged": good[:len(good)/2],
	} {
		if want != "damaged" {
			want = "(\"Mish\"): this operator is not read"
		}
		if _, err := formats.Read([]formats.File{{Data: data}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want one with %q", err, want)
		}
	}
}

func FuzzONNX(f *testing.F) {
	for seed := range uint64(formatstest.Networks) {
		f.Add(written(f, &formats.ONNX, formatstest.Model(f, seed)))
	}
	f.Add(written(f, &formats.ONNX, formatstest.Model(f, 1), formatstest.Model(f, 2)))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzed(t, data) })
}

// fuzzed reads a file, and what it reads it must be able to write.
func fuzzed(t *testing.T, data []byte) {
	models, err := formats.Read([]formats.File{{Data: data}})
	if err != nil {
		return
	}
	for _, m := range models {
		if err := m.Validate(); err != nil {
			t.Errorf("a network that was read is not valid: %v", err)
		}
	}
}

// A graph as tf2onnx writes Keras's networks: images have their channels last, and are turned around for each row of convolutions. Bias and
// normalisation may be sums and products, LeakyReLU a maximum, and the flattening a shape that is computed.
func TestONNXOfTensorFlow(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	drawn := func(name string, shape ...int) (formats.Tensor, message) {
		tensor := formats.Tensor{Name: name[strings.IndexByte(name, '/')+1:], Shape: shape}
		size := 1
		constant := message(nil)
		for _, n := range shape {
			size *= n
			constant = constant.with(1, n)
		}
		var raw []byte
		for range size {
			v := rng.Float32() - .5
			tensor.Data = append(tensor.Data, v)
			raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
		}
		return tensor, constant.with(2, 1).with(8, name).with(9, message(raw))
	}
	whole := func(name string, values ...int) message {
		var raw []byte
		for _, v := range values {
			raw = binary.LittleEndian.AppendUint64(raw, uint64(v))
		}
		return message(nil).with(1, len(values)).with(2, 7).with(8, name).with(9, message(raw))
	}
	scalar := func(name string, v float32) message {
		return message(nil).with(2, 1).with(8, name).with(9, message(binary.LittleEndian.AppendUint32(nil, math.Float32bits(v))))
	}
	// TensorFlow keeps kernels as (height, width, input, filter), and tf2onnx puts a Transpose before the Conv, which it mostly folds.
	kernel, k := drawn("c/kernel", 3, 3, 1, 4)
	bias, b := drawn("c/bias", 4)
	gamma, g := drawn("n/gamma", 4)
	beta, be := drawn("n/beta", 4)
	rows, w := drawn("d/kernel", 64, 10)
	units, u := drawn("d/bias", 10)
	file := onnxFile([]int{0, 8, 8, 1}, "y", []message{
		onnxNode("Mul", "scaled", "x sixteenth"),
		onnxNode("Transpose", "kernel", "c/kernel", "perm", []int{3, 2, 0, 1}),
		onnxNode("Reshape", "first", "scaled nchw"),
		onnxNode("Conv", "conv", "first kernel", "kernel_shape", []int{3, 3}, "strides", []int{2, 2}, "pads", []int{0, 0, 1, 1}),
		onnxNode("Transpose", "last", "conv", "perm", []int{0, 2, 3, 1}),
		onnxNode("Add", "sum", "last c/bias"),
		onnxNode("Mul", "small", "slope sum"),
		onnxNode("Max", "leaky", "sum small"),
		onnxNode("Mul", "normal1", "leaky n/gamma"),
		onnxNode("Add", "normal", "n/beta normal1"),
		onnxNode("Shape", "batch", "normal", "start", 0, "end", 1),
		onnxNode("Concat", "to", "batch size", "axis", 0),
		onnxNode("Reshape", "flat", "normal to"),
		onnxNode("MatMul", "product", "flat d/kernel"),
		onnxNode("Add", "logits", "product d/bias"),
		onnxNode("Softmax", "y", "logits"),
	}, k, b, g, be, w, u, scalar("sixteenth", 1./16), scalar("slope", .3), whole("nchw", -1, 1, 8, 8), whole("size", 64))
	got, err := formats.Read([]formats.File{{Data: file}})
	if err != nil {
		t.Fatal(err)
	}
	ones := func(name string, v float32) formats.Tensor {
		return formats.Tensor{Name: name, Shape: []int{4}, Data: []float32{v, v, v, v}}
	}
	want := &formats.Model{Input: [3]int{8, 8, 1}, Layers: []formats.Layer{
		{Class: formats.Rescaling, Scale: 1. / 16},
		{Class: formats.Conv2D, Units: 4, Window: [2]int{3, 3}, Strides: [2]int{2, 2}, Padding: "same", Activation: "linear", Tensors: []formats.Tensor{kernel, bias}},
		{Class: formats.Activation, Activation: "leaky_relu", Slope: .3},
		{Class: formats.BatchNormalization, Momentum: .99, Epsilon: 1e-3, Tensors: []formats.Tensor{gamma, beta, ones("moving_mean", 0), ones("moving_variance", .999)}},
		{Class: formats.Flatten},
		{Class: formats.Dense, Units: 10, Activation: "softmax", Tensors: []formats.Tensor{rows, units}},
	}}
	if len(got[0].Layers) != len(want.Layers) {
		t.Fatalf("it has %d layers, want %d", len(got[0].Layers), len(want.Layers))
	}
	for i, l := range got[0].Layers {
		if w := want.Layers[i]; l.Class != w.Class || l.Activation != w.Activation || l.Slope != w.Slope || l.Padding != w.Padding || len(l.Tensors) != len(w.Tensors) {
			t.Errorf("%s is %+v, want %+v", l.At(i), l, w)
		}
	}
	x := formatstest.Images(4)
	formatstest.Close(t, "tf2onnx", formatstest.Predict(t, got[0], x), formatstest.Predict(t, want, x))
}

// testdata/keras-*.onnx are networks of Keras 3.16 on PyTorch 1.13, by torch.onnx.export: hard has Rescaling, Conv2D with gelu, AveragePooling2D, Conv2D with strides,
// padding same and leaky_relu, Flatten, Dense with silu, Dropout and Dense with an Activation softmax; bn has Conv2D, LeakyReLU and batch normalisation before and after
// Flatten. keras-onnx.json has inputs, and what Keras made of them.
func TestONNXOfKeras(t *testing.T) {
	var cases []struct {
		File          string
		Input, Output []float32
	}
	if err := json.Unmarshal(testdata(t, "keras-onnx.json"), &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		m := readOne(t, formats.File{Name: c.File, Data: testdata(t, c.File)})
		x := &nn32.Tensor{Shape: nn32.Shape{len(c.Input) / 64, 8, 8, 1}, Data: c.Input}
		formatstest.Close(t, c.File, formatstest.Predict(t, m, x), c.Output)
	}
}

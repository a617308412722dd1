package formats_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/formats"
	"digitlab/nn32/formats/formatstest"
	"digitlab/nn32/formats/internal/hdf5"
)

func testdata(t testing.TB, name string) []byte {
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// unzip returns the files of a zip.
func unzip(t testing.TB, data []byte) (files []formats.File) {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.File {
		open, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(open)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, formats.File{Name: f.Name, Data: content})
	}
	return files
}

func readOne(t testing.TB, files ...formats.File) *formats.Model {
	t.Helper()
	models, err := formats.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	if len(models) != 1 {
		t.Fatalf("%d networks are read, want one", len(models))
	}
	return models[0]
}

// TestKeras316 reads files that Keras 3.16 wrote. Its probabilities are in expected.json, in float64.
func TestKeras316(t *testing.T) {
	var expected map[string]struct {
		Samples       int
		Input         []float64
		Scale         float64
		Probabilities [][]float64
	}
	if err := json.Unmarshal(testdata(t, "expected.json"), &expected); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"tutorial", "hard"} {
		e := expected[name]
		x := nn32.NewTensor(e.Samples, 8, 8, 1)
		for i, v := range e.Input {
			x.Data[i] = float32(v * e.Scale)
		}
		var want []float32
		for _, p := range slices.Concat(e.Probabilities...) {
			want = append(want, float32(p))
		}
		for _, ending := range []string{".keras", ".h5"} {
			m := readOne(t, formats.File{Name: "model", Data: testdata(t, name+ending)})
			if m.Name != name {
				t.Errorf("%s%s: the model's name is %q", name, ending, m.Name)
			}
			formatstest.Close(t, name+ending, formatstest.Predict(t, m, x), want)
		}
	}
}

// TestKerasOptions reads files of testdata/make_keras.py: a functional model, options that have other defaults, a model of vectors.
func TestKerasOptions(t *testing.T) {
	var made map[string]struct{ Input, Probabilities []float32 }
	if err := json.Unmarshal(testdata(t, "made.json"), &made); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"functional", "options", "vectors"} {
		x := &nn32.Tensor{Shape: nn32.Shape{4, 8, 8, 1}, Data: made[name].Input}
		for _, ending := range []string{".keras", ".h5"} {
			m := readOne(t, formats.File{Name: "model", Data: testdata(t, name+ending)})
			formatstest.Close(t, name+ending, formatstest.Predict(t, m, x), made[name].Probabilities)
		}
	}
}

// Keras 3.0 to 3.5 do not open a file whose weights have no group vars of the model itself.
func TestKerasHasGroupOfModel(t *testing.T) {
	file, err := formats.Keras.Write("a", formatstest.Model(t, 0))
	if err != nil {
		t.Fatal(err)
	}
	root, err := hdf5.Open(unzip(t, file.Data)[2].Data)
	if err != nil {
		t.Fatal(err)
	}
	if vars, err := root.Open("vars"); err != nil || vars == nil {
		t.Errorf("there is no group vars, error %v", err)
	}
}

// kerasFormats are those with Keras's configuration.
var kerasFormats = []*formats.Format{&formats.Keras, &formats.KerasH5, &formats.TensorFlowJS}

func TestComesBack(t *testing.T) {
	x := formatstest.Images(4)
	for _, f := range kerasFormats {
		for seed := range uint64(formatstest.Networks) {
			m := formatstest.Model(t, seed)
			if f == &formats.TensorFlowJS {
				m = withoutAlpha(t, m)
			}
			if seed == 0 {
				m.Layers = append([]formats.Layer{{Class: formats.Rescaling, Scale: .25, Offset: -.5}}, m.Layers...)
			}
			file, err := f.Write("drawn", m)
			if err != nil {
				t.Fatal(err)
			}
			got := readOne(t, formats.File{Name: "x", Data: file.Data})
			formatstest.Close(t, f.Name, formatstest.Predict(t, got, x), formatstest.Predict(t, m, x))
		}
	}
}

// withoutAlpha returns a network whose elu all have the alpha 1, after it has seen that TensorFlow.js refuses another one by its layer.
func withoutAlpha(t *testing.T, m *formats.Model) *formats.Model {
	t.Helper()
	for i := range m.Layers {
		l := &m.Layers[i]
		if l.Class != formats.Activation || l.Activation != "elu" || l.Alpha == 1 {
			continue
		}
		if _, err := formats.TensorFlowJS.Write("a", m); err == nil || !strings.Contains(err.Error(), l.At(i)+": TensorFlow.js has elu with the alpha 1 alone") {
			t.Errorf("%s has the alpha %v: error %v", l.At(i), l.Alpha, err)
		}
		l.Alpha = 1
	}
	return m
}

// An ensemble is a file for each member in a zip. What macOS adds to a zip is left out.
func TestEnsembles(t *testing.T) {
	x := formatstest.Images(2)
	for _, f := range kerasFormats {
		members := []*formats.Model{withoutAlpha(t, formatstest.Model(t, 1)), withoutAlpha(t, formatstest.Model(t, 2))}
		file, err := f.Write("both", members...)
		if err != nil {
			t.Fatal(err)
		}
		inside := unzip(t, file.Data)
		if file.Name != "both.zip" || len(inside) != 2 || inside[0].Name != "both-1"+f.Ending || inside[1].Name != "both-2"+f.Ending {
			t.Errorf("%s: %s has %d files, the first is %s", f.Name, file.Name, len(inside), inside[0].Name)
		}
		mac := deflated(t, append(inside, formats.File{Name: "READ ME.txt", Data: []byte("two networks")}, formats.File{Name: "__MACOSX/._both-1", Data: []byte("x")}, formats.File{Name: "folder/.DS_Store", Data: []byte("x")})...)
		for _, files := range [][]formats.File{{file}, inside, {{Data: mac}}} {
			models, err := formats.Read(files)
			if err != nil || len(models) != 2 {
				t.Fatalf("%s: %d networks are read, want 2; error %v", f.Name, len(models), err)
			}
			for i, m := range models {
				formatstest.Close(t, f.Name, formatstest.Predict(t, m, x), formatstest.Predict(t, members[i], x))
			}
		}
	}
}

// kerasFile returns a .keras with weights.
func kerasFile(t testing.TB, config string, weights *hdf5.Node) formats.File {
	t.Helper()
	data, err := hdf5.Write(weights)
	if err != nil {
		t.Fatal(err)
	}
	return formats.File{Data: deflated(t, formats.File{Name: "metadata.json", Data: []byte("{}")}, formats.File{Name: "config.json", Data: []byte(config)},
		formats.File{Name: "model.weights.h5", Data: data})}
}

// Weights are found by class and place: the numbers in their groups' names may have gaps, and come after ten in the right order. Keras 2.13
// calls their group _layer_checkpoint_dependencies. A BatchNormalization may have fewer arrays.
func TestPlaces(t *testing.T) {
	layers, top := "InputLayer {"+image+"}", &hdf5.Node{}
	group := top.Group("_layer_checkpoint_dependencies")
	for i := range 12 {
		layers += `; BatchNormalization {"scale":false,"name":"whatever` + strconv.Itoa(99-i) + `"}`
		name := "batch_normalization"
		if i > 0 {
			name += "_" + strconv.Itoa(2*i)
		}
		vars := group.Group(name).Group("vars")
		for j := range 3 {
			vars.Array(strconv.Itoa(j), []int{1}, []float32{float32(10*i + j)})
		}
	}
	group.Group("batch_normalization_1").Group("vars")
	m := readOne(t, kerasFile(t, sequential(layers), top))
	for i, l := range m.Layers {
		var got []float32
		for _, tensor := range l.Tensors {
			got = append(got, tensor.Data...)
		}
		if want := []float32{1, float32(10 * i), float32(10*i + 1), float32(10*i + 2)}; !slices.Equal(got, want) {
			t.Errorf("layer %d has %v, want %v", i, got, want)
		}
	}
	refused(t, "layer 13 (BatchNormalization): there are no weights for it in the file", kerasFile(t, sequential(layers+"; BatchNormalization {}"), top))
	refused(t, "layer 1 (BatchNormalization): the file has 3 arrays of weights for it, want 4", kerasFile(t, sequential("BatchNormalization {"+image+"}"), top))
	refused(t, "its weights have no group layers", kerasFile(t, sequential(layers), &hdf5.Node{}))
	refused(t, "there is no model.weights.h5 in it", formats.File{Data: deflated(t, formats.File{Name: "metadata.json"}, formats.File{Name: "config.json", Data: []byte(sequential(layers))})})
}

func TestLegacyH5(t *testing.T) {
	file := func(change func(root, weights, layer *hdf5.Node)) formats.File {
		config := `{"class_name":"Sequential","config":[{"class_name":"Flatten","config":{"name":"f","batch_input_shape":[null,1,2,1]}},{"class_name":"Dense","config":{"name":"a/b","units":1}}]}`
		root := &hdf5.Node{Attributes: []hdf5.Attribute{{Name: "model_config", Text: config}}}
		weights := root.Group("model_weights")
		layer := weights.Group("a").Group("b")
		layer.Group("x").Array("bias:0", []int{1}, []float32{3})
		layer.Array("kernel", []int{2, 1}, []float32{1, 2})
		layer.Attributes = []hdf5.Attribute{{Name: "weight_names0", List: []string{"x/bias:0"}}, {Name: "weight_names1", List: []string{"kernel"}}}
		change(root, weights, layer)
		data, err := hdf5.Write(root)
		if err != nil {
			t.Fatal(err)
		}
		return formats.File{Data: data}
	}
	m := readOne(t, file(func(_, _, _ *hdf5.Node) {}))
	if got := m.Layers[1].Tensors; !slices.Equal(got[0].Data, []float32{1, 2}) || !slices.Equal(got[1].Data, []float32{3}) {
		t.Errorf("the weights are %v", got)
	}
	refused(t, "the file has no model_config, and so weights at most; save the whole model", file(func(root, _, _ *hdf5.Node) { root.Attributes = nil }))
	refused(t, "the file has no group model_weights", file(func(root, _, _ *hdf5.Node) { root.Children = nil }))
	refused(t, `there are no weights for "a/b" in the file`, file(func(_, weights, _ *hdf5.Node) { weights.Children = nil }))
	refused(t, "the file has 0 arrays of weights for it, want 2", file(func(_, _, layer *hdf5.Node) { layer.Attributes = nil }))
	refused(t, `the file has no weights "kernel"`, file(func(_, _, layer *hdf5.Node) { layer.Children = layer.Children[:1] }))
	refused(t, "the file has no bias for it, but kernel, kernel", file(func(_, _, layer *hdf5.Node) { layer.Attributes[0].List = []string{"kernel"} }))

	// What no header holds is an error, not a damaged file.
	long := &formats.Model{Input: [3]int{8, 8, 1}}
	for range 1000 {
		long.Layers = append(long.Layers, formats.Layer{Class: formats.Activation, Activation: "relu"})
	}
	if _, err := formats.KerasH5.Write("a", long); err == nil || !strings.Contains(err.Error(), "the network has too many layers") {
		t.Errorf("a thousand layers: error %v", err)
	}
}

package formats_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/formats"
	"digitlab/nn32/formats/formatstest"
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

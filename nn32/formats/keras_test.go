package formats_test

import (
	"encoding/json"
	"os"
	"slices"
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

func TestComesBack(t *testing.T) {
	x := formatstest.Images(4)
	for _, f := range formats.Formats {
		if f == &formats.NumPy || f == &formats.C { // the one has weights only, the other is only written
			continue
		}
		for seed := range uint64(formatstest.Networks) {
			m := formatstest.Model(t, seed)
			file, err := f.Write("drawn", m)
			if err != nil {
				t.Fatal(err)
			}
			got := readOne(t, formats.File{Name: "x", Data: file.Data})
			formatstest.Close(t, f.Name, formatstest.Predict(t, got, x), formatstest.Predict(t, m, x))
		}
	}
}

//go:build readers

package formats_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"digitlab/nn32/formats"
	"digitlab/nn32/formats/formatstest"
)

// PyTorch loads our state dicts with weights_only, and NumPy our arrays; and what PyTorch saves comes back.
func TestReadersPyTorch(t *testing.T) {
	x := formatstest.Images(4)
	folder := t.TempDir()
	type network struct {
		Name    string
		Modules []string
		Classes string
		Input   []float32
	}
	var networks []network
	var models []*formats.Model
	for seed := range uint64(formatstest.Networks) {
		m := formatstest.Model(t, seed)
		models = append(models, m)
		modules, err := formats.TorchModules(m)
		if err != nil {
			t.Fatal(err)
		}
		n := network{Name: string('a' + rune(seed)), Input: x.Data}
		for _, module := range modules {
			n.Modules = append(n.Modules, module.Text)
			n.Classes += formats.TorchClasses[module.Class]
		}
		networks = append(networks, n)
		for _, f := range []*formats.Format{&formats.PyTorch, &formats.NumPy} {
			if err := os.WriteFile(filepath.Join(folder, n.Name+f.Ending), written(t, f, m), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	list, err := json.Marshal(networks)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder+"/networks.json", list, 0o666); err != nil {
		t.Fatal(err)
	}
	output(t, nil, python, "-W", "ignore", "testdata/torch_weights.py", folder)
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for i, n := range networks {
		m := models[i]
		var got struct {
			Output []float32
			Sums   map[string]float64
			Shapes map[string][]int
		}
		if err := json.Unmarshal(read(n.Name+".json"), &got); err != nil {
			t.Fatal(err)
		}
		want := formatstest.Predict(t, m, x)
		formatstest.Close(t, "PyTorch, "+n.Name, got.Output, want)
		count := 0
		for _, l := range m.Layers {
			for _, tensor := range l.Tensors {
				name, sum := l.Name+"/"+tensor.Name, 0.
				count++
				for _, v := range tensor.Data {
					sum += float64(v)
				}
				if math.Abs(got.Sums[name]-sum) > 1e-9 || !slices.Equal(got.Shapes[name], tensor.Shape) {
					t.Errorf("NumPy reads %s as %v with the sum %v, want %v, %v", name, got.Shapes[name], got.Sums[name], tensor.Shape, sum)
				}
			}
		}
		if len(got.Sums) != count {
			t.Errorf("NumPy reads %d arrays, want %d", len(got.Sums), count)
		}
		for _, ending := range []string{"-torch.pt", "-torch.safetensors"} {
			back, err := formats.ReadInto([]formats.File{{Data: read(n.Name + ending)}}, emptied(m))
			if err != nil {
				t.Errorf("%s, as %s: %v", n.Name, ending, err)
				continue
			}
			if got := formatstest.Predict(t, back[0], x); !slices.Equal(got, want) {
				t.Errorf("%s, as %s, predicts %v, want %v", n.Name, ending, got, want)
			}
		}
		half, err := formats.ReadInto([]formats.File{{Data: read(n.Name + "-checkpoint.pt")}}, emptied(m))
		if err != nil {
			t.Errorf("%s in a checkpoint: %v", n.Name, err)
			continue
		}
		for i, got := range formatstest.Predict(t, half[0], x) {
			if math.Abs(float64(got-want[i])) > .1 {
				t.Errorf("%s in half precision: probability %d is %v, want %v", n.Name, i, got, want[i])
			}
		}
		for ending, want := range map[string]string{"-whole.pt": "save model.state_dict()", "-old.pt": "before 1.6"} {
			if _, err := formats.ReadInto([]formats.File{{Data: read(n.Name + ending)}}, m); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s%s: the error is %v, want one with %q", n.Name, ending, err, want)
			}
		}
	}
}

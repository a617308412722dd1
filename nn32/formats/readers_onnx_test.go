//go:build readers

package formats_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/formats"
	"digitlab/nn32/formats/formatstest"
)

// What PyTorch's exporter writes, in several opsets, is read, and predicts what PyTorch predicts.
func TestReadersONNXOfPyTorch(t *testing.T) {
	folder := t.TempDir()
	output(t, nil, python, "-W", "ignore", "testdata/torch_onnx.py", folder)
	index, err := os.ReadFile(folder + "/index.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		File          string
		Shape         []int
		Input, Output []float32
	}
	if err := json.Unmarshal(index, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		data, err := os.ReadFile(filepath.Join(folder, c.File))
		if err != nil {
			t.Fatal(err)
		}
		models, err := formats.Read([]formats.File{{Name: c.File, Data: data}})
		if err != nil {
			t.Error(err)
			continue
		}
		// (N, C, H, W), or with one channel anything, to (N, H, W, C)
		in := models[0].Input
		x := nn32.NewTensor(3, in[0], in[1], in[2])
		for i := range x.Data {
			place, channel := i/in[2], i%in[2]
			sample, place := place/(in[0]*in[1]), place%(in[0]*in[1])
			x.Data[i] = c.Input[(sample*in[2]+channel)*in[0]*in[1]+place]
		}
		got := formatstest.Predict(t, models[0], x)
		for i, want := range c.Output {
			if d := math.Abs(float64(got[i] - want)); !(d <= 2e-6) {
				t.Errorf("%s: probability %d is %v, PyTorch's %v", c.File, i, got[i], want)
				break
			}
		}
	}
	refused, err := filepath.Glob(folder + "/refused-*.onnx")
	if err != nil || len(refused) < 10 {
		t.Fatal(len(refused), err)
	}
	for _, path := range refused {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, err = formats.Read([]formats.File{{Data: data}})
		if err == nil || !strings.Contains(err.Error(), "node ") {
			t.Errorf("%s: the error is %v, want one that names a node", filepath.Base(path), err)
		}
		t.Log(filepath.Base(path), err)
	}
}

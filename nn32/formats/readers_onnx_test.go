//go:build readers

package formats_test

import (
	"encoding/binary"
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

type ortCase struct {
	Model []byte `json:"model"`
	Dims  []int  `json:"dims"`
	Input []byte `json:"input"`
}

// runONNX returns what onnxruntime-web makes of inputs (N, 8, 8, 1) with each model.
func runONNX(t testing.TB, models [][]byte, dims []int, x *nn32.Tensor) (outputs [][]float32) {
	t.Helper()
	var input []byte
	for _, v := range x.Data {
		input, _ = binary.Append(input, binary.LittleEndian, v)
	}
	var cases []ortCase
	for _, m := range models {
		cases = append(cases, ortCase{m, dims, input})
	}
	stdin, err := json.Marshal(cases)
	if err != nil {
		t.Fatal(err)
	}
	var answers []struct {
		Error  string
		Output []float32
		Names  []string
	}
	out := output(t, stdin, "node", "testdata/onnx.mjs", packages(t))
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for i, a := range answers {
		if a.Error != "" {
			t.Fatalf("model %d: onnxruntime-web: %s", i, a.Error)
		}
		outputs = append(outputs, a.Output)
	}
	return outputs
}

func TestReadersONNX(t *testing.T) {
	x := formatstest.Images(4)
	var data [][]byte
	var want [][]float32
	var files []formats.File
	var members []*formats.Model
	for seed := range uint64(formatstest.Networks) {
		m := formatstest.Model(t, seed)
		m.Ink = 16
		data = append(data, written(t, &formats.ONNX, m))
		want = append(want, formatstest.Predict(t, m, x))
		files = append(files, formats.File{Name: string('a'+rune(seed)) + ".onnx", Data: data[seed]})
		members = append(members, m)
	}
	ensemble, mean := written(t, &formats.ONNX, members[:3]...), make([]float32, len(want[0]))
	for i := range mean {
		mean[i] = (want[0][i] + want[1][i] + want[2][i]) / 3
	}
	data, want = append(data, ensemble), append(want, mean)
	files = append(files, formats.File{Name: "ensemble.onnx", Data: ensemble})
	for i, got := range runONNX(t, data, []int{4, 1, 8, 8}, x) {
		formatstest.Close(t, "onnxruntime-web, "+files[i].Name, got, want[i])
	}
	out := strings.TrimSpace(string(output(t, nil, python, append([]string{"testdata/check_onnx.py"}, save(t, files...)...)...)))
	for _, line := range strings.Split(out, "\n") {
		if line != "8 17 N 10 ink=16" {
			t.Errorf("Debian's onnx says %s", line)
		}
	}
}

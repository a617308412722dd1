//go:build readers

// The tests with this tag run the programs that read models, and that write them: make test-formats.
package formats_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/formats"
	"digitlab/nn32/formats/formatstest"
)

// python is the one of the system, which has the packages that were installed with it.
const python = "/usr/bin/python3"

// output runs a program and returns what it prints.
func output(t testing.TB, stdin []byte, program string, arguments ...string) []byte {
	t.Helper()
	c := exec.Command(program, arguments...)
	c.Stdin = bytes.NewReader(stdin)
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", program, arguments[0], err, out, stderr.String())
	}
	return out
}

// packages is the folder with what server/formats/package.json names.
func packages(t testing.TB) string {
	t.Helper()
	folder, err := filepath.Abs("../../build/formats")
	if err == nil {
		_, err = os.Stat(folder + "/node_modules")
	}
	if err != nil {
		t.Fatal("the programs that read models are not here; make test-formats gets them: ", err)
	}
	return folder
}

// save writes files into a folder of the test, and returns their paths.
func save(t testing.TB, files ...formats.File) (paths []string) {
	t.Helper()
	folder := t.TempDir()
	for _, f := range files {
		path := filepath.Join(folder, f.Name)
		if err := os.WriteFile(path, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
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

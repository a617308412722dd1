//go:build readers

package formats_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"digitlab/nn32/formats"
	"digitlab/nn32/formats/formatstest"
)

func littleEndian(values []float32) []byte {
	b, _ := binary.Append(nil, binary.LittleEndian, values)
	return b
}

type h5File struct {
	Attributes map[string]any
	Arrays     map[string]struct {
		Shape []int
		Data  []byte
	}
}

// sameTensors fails the test unless a file has the tensors of a model and no others, to the bit. paths are theirs, in the model's order.
func (f h5File) sameTensors(t testing.TB, what string, m *formats.Model, paths []string) {
	t.Helper()
	i := 0
	for _, l := range m.Layers {
		for _, tensor := range l.Tensors {
			got, ok := f.Arrays[paths[i]]
			if !ok || !slices.Equal(got.Shape, tensor.Shape) || !bytes.Equal(got.Data, littleEndian(tensor.Data)) {
				t.Fatalf("%s: %s is %v (there: %v), want %v of %s", what, paths[i], got, ok, tensor, l.Name)
			}
			i++
		}
	}
	if len(f.Arrays) != i {
		t.Errorf("%s: it has %d arrays, want %d", what, len(f.Arrays), i)
	}
}

// pathsOf returns where the arrays of a model are in a file of Keras 3.
func pathsOf(m *formats.Model, legacy bool) (paths []string) {
	number := map[formats.Class]int{}
	for _, l := range m.Layers {
		for i, tensor := range l.Tensors {
			name := map[formats.Class]string{formats.Conv2D: "conv2d", formats.Dense: "dense", formats.BatchNormalization: "batch_normalization"}[l.Class]
			if n := number[l.Class]; n > 0 {
				name += "_" + strconv.Itoa(n)
			}
			if legacy {
				paths = append(paths, "model_weights/"+name+"/"+name+"/"+tensor.Name+":0")
			} else {
				paths = append(paths, "layers/"+name+"/vars/"+strconv.Itoa(i))
			}
		}
		number[l.Class]++
	}
	return paths
}

func TestReadersHDF5(t *testing.T) {
	var files []formats.File
	var models []*formats.Model
	for seed := range uint64(formatstest.Networks) {
		m := formatstest.Model(t, seed)
		models = append(models, m)
		legacy, err := formats.KerasH5.Write("a", m)
		if err != nil {
			t.Fatal(err)
		}
		keras, err := formats.Keras.Write("a", m)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range unzip(t, keras.Data) {
			if f.Name == "model.weights.h5" {
				files = append(files, formats.File{Name: strconv.Itoa(int(seed)) + ".h5", Data: legacy.Data}, formats.File{Name: strconv.Itoa(int(seed)) + ".weights.h5", Data: f.Data})
			}
		}
	}
	saved := save(t, files...)
	lines := bytes.Split(bytes.TrimSpace(output(t, nil, python, append([]string{"testdata/read_h5.py"}, saved...)...)), []byte("\n"))
	if len(lines) != 2*len(models) {
		t.Fatalf("h5py read %d files, want %d", len(lines), 2*len(models))
	}
	for i, m := range models {
		var legacy, keras h5File
		if err := json.Unmarshal(lines[2*i], &legacy); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(lines[2*i+1], &keras); err != nil {
			t.Fatal(err)
		}
		legacy.sameTensors(t, "h5py, .h5", m, pathsOf(m, true))
		keras.sameTensors(t, "h5py, .keras", m, pathsOf(m, false))

		// As Keras looks for them: layer_names, weight_names of each, and the arrays by these names; and the layers of model_config with them.
		var config struct {
			Config struct {
				Layers []struct{ Config struct{ Name string } }
			}
		}
		if err := json.Unmarshal([]byte(legacy.Attributes["@model_config"].(string)), &config); err != nil {
			t.Fatal(err)
		}
		var weights []string
		names := legacy.Attributes["model_weights@layer_names"].([]any)
		for j, name := range names {
			if want := config.Config.Layers[j+1].Config.Name; name != want {
				t.Errorf("layer %d is called %s in layer_names and %s in model_config", j, name, want)
			}
			list, _ := legacy.Attributes["model_weights/"+name.(string)+"@weight_names"].([]any)
			for _, w := range list {
				weights = append(weights, "model_weights/"+name.(string)+"/"+w.(string))
			}
		}
		if want := pathsOf(m, true); !slices.Equal(weights, want) || len(names)+1 != len(config.Config.Layers) {
			t.Errorf("weight_names lead to %v, want %v", weights, want)
		}
	}

	// The other readers, for the first networks: h5dump opens every object, jsfive reads the numbers.
	for i, m := range models[:4] {
		for j, paths := range [][]string{pathsOf(m, true), pathsOf(m, false)} {
			output(t, nil, "h5dump", saved[2*i+j])
			raw := filepath.Join(t.TempDir(), "raw")
			output(t, nil, "h5dump", "-d", "/"+paths[0], "-b", "LE", "-o", raw, saved[2*i+j])
			for _, l := range m.Layers {
				if len(l.Tensors) > 0 {
					if got, err := os.ReadFile(raw); err != nil || !bytes.Equal(got, littleEndian(l.Tensors[0].Data)) {
						t.Errorf("h5dump: %s is %v (error %v), want %v", paths[0], got, err, l.Tensors[0].Data)
					}
					break
				}
			}
			var arrays map[string][]float64
			if err := json.Unmarshal(output(t, nil, "node", "testdata/jsfive.mjs", packages(t), saved[2*i+j]), &arrays); err != nil {
				t.Fatal(err)
			}
			k := 0
			for _, l := range m.Layers {
				for _, tensor := range l.Tensors {
					for n, v := range arrays[paths[k]] {
						if float32(v) != tensor.Data[n] {
							t.Fatalf("jsfive: %s has %v at %d, want %v", paths[k], v, n, tensor.Data[n])
						}
					}
					if len(arrays[paths[k]]) != len(tensor.Data) {
						t.Fatalf("jsfive: %s has %d numbers, want %d", paths[k], len(arrays[paths[k]]), len(tensor.Data))
					}
					k++
				}
			}
		}
	}
}

// What h5py writes with other options and versions is read, or refused in words.
func TestReadersH5OfH5py(t *testing.T) {
	folder := t.TempDir()
	m := formatstest.Model(t, 0)
	for i := range uint64(formatstest.Networks) { // a network with a conv2d and a dense whose groups have few names, which new formats keep in the header
		if c := formatstest.Model(t, i); len(c.Layers) <= 7 && c.Layers[0].Class == formats.Conv2D {
			m = c
		}
	}
	file, err := formats.KerasH5.Write("a", m)
	if err != nil {
		t.Fatal(err)
	}
	output(t, nil, python, "testdata/write_h5.py", save(t, file)[0], folder)
	x := formatstest.Images(4)
	want := formatstest.Predict(t, m, x)
	refused := map[string]string{
		"chunked": "lies in chunks", "gzip": "is compressed or filtered", "soft": "is a link to another place or file", "external": "is a link to another place or file",
		"external-storage": "has its numbers in another file", "bigendian": "is not of little-endian float32", "float16": "is not of little-endian float32",
		"integers": "is not of little-endian float32", "userblock": "this is no file of", "heap": "names that they lie in a heap of their own",
	}
	for _, name := range []string{"same", "variable", "order", "latest", "latest-variable", "float64"} {
		got := readOne(t, formats.File{Name: name, Data: readFile(t, folder+"/"+name+".h5")})
		formatstest.Close(t, name, formatstest.Predict(t, got, x), want)
	}
	for name, words := range refused {
		_, err := formats.Read([]formats.File{{Name: name, Data: readFile(t, folder+"/refused-"+name+".h5")}})
		if err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: the error is %v, want one with %q", name, err, words)
		}
	}
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// quantised returns a model of TensorFlow.js with its weights in another type, as tensorflowjs_converter writes them.
func quantised(t testing.TB, files []formats.File, stored string) []formats.File {
	t.Helper()
	var top map[string]any
	if err := json.Unmarshal(files[0].Data, &top); err != nil {
		t.Fatal(err)
	}
	var data []byte
	rest := files[1].Data
	for _, w := range top["weightsManifest"].([]any)[0].(map[string]any)["weights"].([]any) {
		entry := w.(map[string]any)
		n := 1
		for _, side := range entry["shape"].([]any) {
			n *= int(side.(float64))
		}
		values := make([]float32, n)
		binary.Decode(rest, binary.LittleEndian, values)
		rest = rest[4*n:]
		quantization := map[string]any{"dtype": stored, "original_dtype": "float32"}
		if stored == "float16" {
			for _, v := range values {
				data = binary.LittleEndian.AppendUint16(data, toHalf(v))
			}
		} else {
			most := map[string]float64{"uint8": 255, "uint16": 65535}[stored]
			low, scale := float64(slices.Min(values)), float64(slices.Max(values)-slices.Min(values))/most
			quantization["min"], quantization["scale"] = low, scale
			for _, v := range values {
				q := 0.
				if scale > 0 {
					q = math.Round((float64(v) - low) / scale)
				}
				if stored == "uint8" {
					data = append(data, byte(q))
				} else {
					data = binary.LittleEndian.AppendUint16(data, uint16(q))
				}
			}
		}
		entry["quantization"] = quantization
	}
	text, err := json.Marshal(top)
	if err != nil {
		t.Fatal(err)
	}
	return []formats.File{{Name: files[0].Name, Data: text}, {Name: files[1].Name, Data: data}}
}

// toHalf returns a float16 near a float32 of less than 2.
func toHalf(v float32) uint16 {
	bits := math.Float32bits(v)
	sign, exponent := uint16(bits>>31)<<15, int(bits>>23&255)-112
	if exponent <= 0 {
		return sign | uint16(math.Abs(float64(v))*(1<<24))
	}
	return sign | uint16(exponent)<<10 | uint16(bits>>13&1023)
}

func TestReadersTensorFlowJS(t *testing.T) {
	x := formatstest.Images(4)
	var models [][]formats.File
	for seed := range uint64(formatstest.Networks) {
		file, err := formats.TensorFlowJS.Write("a", withoutAlpha(t, formatstest.Model(t, seed)))
		if err != nil {
			t.Fatal(err)
		}
		models = append(models, unzip(t, file.Data))
	}
	for _, stored := range []string{"uint8", "uint16", "float16"} {
		for _, m := range models[:3] {
			models = append(models, quantised(t, m, stored))
		}
	}
	rescaled := withoutAlpha(t, formatstest.Model(t, 0))
	rescaled.Layers = append([]formats.Layer{{Class: formats.Rescaling, Scale: .25, Offset: -.5}}, rescaled.Layers...)
	file, err := formats.TensorFlowJS.Write("a", rescaled)
	if err != nil {
		t.Fatal(err)
	}
	models = append(models, unzip(t, file.Data))

	stdin, err := json.Marshal(map[string]any{"models": models, "input": littleEndian(x.Data), "dims": x.Shape})
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Answers []struct {
			Error  string
			Output []float32
		}
		Made []struct {
			Files  []formats.File
			Output []float32
		}
	}
	out := output(t, stdin, "node", "testdata/tfjs.mjs", packages(t))
	if err := json.Unmarshal(out[bytes.IndexByte(out, '{'):], &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for i, a := range got.Answers {
		if a.Error != "" {
			t.Errorf("model %d: TensorFlow.js: %s", i, a.Error)
			continue
		}
		want := readOne(t, models[i]...)
		formatstest.Close(t, "TensorFlow.js, model "+strconv.Itoa(i), a.Output, formatstest.Predict(t, want, x))
		if i < formatstest.Networks {
			formatstest.Close(t, "TensorFlow.js, drawn "+strconv.Itoa(i), a.Output, formatstest.Predict(t, withoutAlpha(t, formatstest.Model(t, uint64(i))), x))
		}
	}
	if len(got.Answers) != len(models) || len(got.Made) != 4 {
		t.Errorf("%d answers and %d models, want %d and 4", len(got.Answers), len(got.Made), len(models))
	}
	for i, made := range got.Made {
		formatstest.Close(t, "made by TensorFlow.js, "+strconv.Itoa(i), formatstest.Predict(t, readOne(t, made.Files...), x), made.Output)
	}
}

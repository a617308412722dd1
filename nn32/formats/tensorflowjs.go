package formats

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"strconv"
	"strings"

	"digitlab/nn32/formats/internal/json"
	"digitlab/nn32/internal/errfmt"
)

// TensorFlowJS is the layers model of TensorFlow.js: model.json, and its weights in a file beside it. Both are in a zip, to be unzipped for
// tf.loadLayersModel. Kernels have the axes of Keras.
var TensorFlowJS = Format{Name: "TensorFlow.js", Ending: ".zip", Media: "application/zip", write: writeTensorFlowJS,
	is: func(in *input) bool { return isJSON(in.data) }, read: readTensorFlowJS}

const tfjsWeights = "weights.bin"

func writeTensorFlowJS(members []*Model) ([]byte, error) {
	for i, l := range members[0].Layers {
		if l.Class == Activation && l.Activation == "elu" && l.Alpha != 1 {
			return nil, errfmt.Errorf("%s: TensorFlow.js has elu with the alpha 1 alone, not %v", l.At(i), l.Alpha)
		}
	}
	layers := keras2.layers(members[0])
	var weights []string
	var data []byte
	for _, l := range layers {
		for _, t := range l.tensors {
			shape := make([]string, len(t.Shape))
			for i, n := range t.Shape {
				shape[i] = strconv.Itoa(n)
			}
			weights = append(weights, object("name", quoted(l.name+"/"+t.Name), "shape", "["+strings.Join(shape, ",")+"]", "dtype", `"float32"`))
			for _, v := range t.Data {
				data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
			}
		}
	}
	manifest := object("paths", "["+quoted(tfjsWeights)+"]", "weights", "["+strings.Join(weights, ",")+"]")
	text := object("format", `"layers-model"`, "generatedBy", `"Digit Lab"`, "convertedBy", "null",
		"modelTopology", keras2.config(members[0], layers), "weightsManifest", "["+manifest+"]")
	return writeZip([]File{{"model.json", []byte(text)}, {tfjsWeights, data}}), nil
}

// readTensorFlowJS reads a model of TensorFlow.js, and one that tensorflowjs_converter made of a model of Keras 2 or 3. TensorFlow.js itself refuses
// the latter (tfjs#8494): its options are those of Keras 3, and the names of its weights begin with the model's.
func readTensorFlowJS(in *input) ([]*Model, error) {
	v, err := json.Parse(in.data)
	if err != nil {
		return nil, err
	}
	top := newOptions(v)
	if top.err != nil {
		return nil, top.err
	}
	if format := top.text("format", ""); format == "graph-model" {
		return nil, errors.New("it is a graph model, which has no layers; convert the model as a layers model")
	}
	topology := top.value("modelTopology")
	if inner, ok := top.keysOf("modelTopology")["model_config"]; ok {
		topology = inner
	}
	if topology == nil {
		return nil, errors.New("the JSON has no modelTopology; it is not the model.json of a layers model")
	}
	m, err := kerasConfig(topology)
	if err != nil {
		return nil, err
	}
	weights, err := tfjsManifest(top.value("weightsManifest"), in.beside)
	if err != nil {
		return nil, err
	}
	return finish(m, func(l *Layer, room int) (tensors []Tensor, err error) {
		for _, want := range l.Tensors {
			w, ok := weights[l.Name+"/"+want.Name]
			if !ok {
				return nil, errfmt.Errorf("the file has no weights %s", quote(l.Name+"/"+want.Name))
			}
			t := Tensor{Name: want.Name, Shape: w.shape}
			if t.Data, err = w.decode(room); err != nil {
				return nil, errfmt.Errorf("the weights %s: %w", quote(l.Name+"/"+want.Name), err)
			}
			room -= len(t.Data)
			tensors = append(tensors, t)
		}
		return tensors, nil
	})
}

// tfjsWeight is an entry of the manifest, with its bytes.
type tfjsWeight struct {
	shape  []int
	count  int
	stored string // uint8, uint16, float16 or float32
	scale  float64
	min    float64
	data   []byte
}

var storedSizes = map[string]int{"uint8": 1, "bool": 1, "uint16": 2, "float16": 2, "float32": 4, "int32": 4}

// tfjsManifest returns the weights by the last two parts of their names, such as conv2d/kernel. Each group's files follow each other, and
// so do its weights in them.
func tfjsManifest(v any, files []File) (map[string]tfjsWeight, error) {
	groups, ok := v.([]any)
	if !ok {
		return nil, errors.New("the JSON has no weightsManifest")
	}
	weights := map[string]tfjsWeight{}
	room := maxUnpacked
	if len(groups) > maxEntries {
		return nil, errfmt.Errorf("its weights are in %d groups, at most %d are taken", len(groups), maxEntries)
	}
	for _, g := range groups {
		group := newOptions(g)
		paths, _ := group.value("paths").([]any)
		if len(paths) > maxEntries {
			return nil, errfmt.Errorf("its weights are in %d files, at most %d are taken", len(paths), maxEntries)
		}
		var parts [][]byte
		for _, p := range paths {
			path, _ := p.(string)
			part, err := tfjsFile(path, files, len(groups) == 1 && len(paths) == 1)
			if err != nil {
				return nil, err
			}
			if room -= len(part); room < 0 {
				return nil, errfmt.Errorf("its files of weights have more than %d MB", maxUnpacked>>20)
			}
			parts = append(parts, part)
		}
		data := bytes.Join(parts, nil)
		list, _ := group.value("weights").([]any)
		for _, e := range list {
			name, w, err := tfjsEntry(newOptions(e))
			if err != nil {
				return nil, err
			}
			size := w.count * storedSizes[w.stored]
			if size > len(data) {
				return nil, errfmt.Errorf("the files of weights end before the weights %s; perhaps one was not downloaded whole", quote(name))
			}
			w.data, data = data[:size], data[size:]
			if _, twice := weights[name]; twice {
				return nil, errfmt.Errorf("there are two weights %s", quote(name))
			}
			weights[name] = w
		}
		if len(data) > 0 {
			return nil, errfmt.Errorf("the files of weights have %d bytes more than the manifest says", len(data))
		}
	}
	return weights, nil
}

// tfjsFile returns the file that a path of the manifest names. A browser may have given another name to a single one.
func tfjsFile(path string, files []File, single bool) ([]byte, error) {
	name := path[strings.LastIndexByte(path, '/')+1:]
	var others []File
	for _, f := range files {
		if f.Name == name || strings.HasSuffix(f.Name, "/"+name) {
			return f.Data, nil
		}
		if !isJSON(f.Data) {
			others = append(others, f)
		}
	}
	if single && len(others) == 1 {
		return others[0].Data, nil
	}
	return nil, errfmt.Errorf("its weights are in the file %s, which is not here; choose it together with the JSON", quote(name))
}

func tfjsEntry(o *options) (name string, w tfjsWeight, err error) {
	if o.err != nil {
		return "", w, o.err
	}
	name = o.text("name", "")
	parts := strings.Split(name, "/")
	parts[len(parts)-1] = lastPart(name)
	name = strings.Join(parts[max(0, len(parts)-2):], "/")
	w.count, w.stored = 1, o.text("dtype", "float32")
	list, _ := o.value("shape").([]any)
	for _, v := range list {
		n, ok := whole(v)
		if !ok || n > maxParams || w.count*n > maxParams {
			return "", w, errfmt.Errorf("the shape of the weights %s is not understood, or too large", quote(name))
		}
		w.shape, w.count = append(w.shape, n), w.count*n
	}
	if q, ok := o.value("quantization").(map[string]any); ok {
		quantization := newOptions(q)
		w.stored = quantization.text("dtype", "")
		var okScale, okMin bool
		if w.scale, okScale = number(q["scale"]); !okScale && w.stored != "float16" {
			quantization.fail("scale", "a number")
		}
		if w.min, okMin = number(q["min"]); !okMin && w.stored != "float16" {
			quantization.fail("min", "a number")
		}
		if err := quantization.err; err != nil {
			return "", w, errfmt.Errorf("the weights %s: %w", quote(name), err)
		}
	}
	if storedSizes[w.stored] == 0 {
		return "", w, errfmt.Errorf("the weights %s are of the type %s; float32 is read, also quantised to uint8, uint16 or float16", quote(name), quote(w.stored))
	}
	return name, w, o.err
}

// decode returns the numbers, at most room.
func (w *tfjsWeight) decode(room int) ([]float32, error) {
	if w.count > room {
		return nil, errors.New("the network has too many weights")
	}
	values := make([]float32, w.count)
	for i := range values {
		switch w.stored {
		case "uint8":
			values[i] = float32(float64(float64(w.data[i])*w.scale) + w.min)
		case "uint16":
			values[i] = float32(float64(float64(binary.LittleEndian.Uint16(w.data[2*i:]))*w.scale) + w.min)
		case "float16":
			values[i] = half(binary.LittleEndian.Uint16(w.data[2*i:]))
		case "float32":
			values[i] = math.Float32frombits(binary.LittleEndian.Uint32(w.data[4*i:]))
		default:
			return nil, errfmt.Errorf("they are of the type %s, not float32", w.stored)
		}
	}
	return values, nil
}

// half returns the value of a float16, IEEE 754.
func half(bits uint16) float32 {
	sign, exponent, fraction := uint32(bits>>15)<<31, uint32(bits>>10&31), uint32(bits&1023)
	switch exponent {
	case 0:
		v := float32(fraction) / (1 << 24)
		return math.Float32frombits(math.Float32bits(v) | sign)
	case 31:
		return math.Float32frombits(sign | 0xff<<23 | fraction<<13)
	}
	return math.Float32frombits(sign | (exponent+112)<<23 | fraction<<13)
}

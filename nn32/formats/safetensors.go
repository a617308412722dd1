package formats

import (
	"encoding/binary"
	"errors"
	"slices"
	"strconv"
	"strings"

	"digitlab/nn32/formats/internal/json"
	"digitlab/nn32/internal/errfmt"
)

// Safetensors is the file of Hugging Face: a header in JSON, and numbers. https://huggingface.co/docs/safetensors
var Safetensors = Format{Name: "safetensors", Ending: ".safetensors", Media: "application/octet-stream", write: writeSafetensors, is: isSafetensors, read: readSafetensors}

// maxHeader is the number of bytes of a header.
const maxHeader = 1 << 20

// kerasAxes tells in files what the axes of the tensors are.
const kerasAxes = "images: height, width, channel; conv2d kernel: height, width, input, filter; dense kernel: input, unit; " +
	"flatten: height, width, channel"

// writeSafetensors writes the tensors with Keras's names and layouts.
func writeSafetensors(members []*Model) ([]byte, error) {
	m := members[0]
	header := append([]byte(nil), `{"__metadata__":{"format":"keras","axes":`...)
	header = json.AppendString(header, kerasAxes)
	if m.Ink > 0 {
		header = append(header, `,"ink":`...)
		header = json.AppendString(header, numberText(m.Ink))
	}
	header = json.AppendString(append(header, `,"model_config":`...), m.structure())
	header = append(header, '}')
	var data []byte
	for _, t := range m.tensors() {
		header = json.AppendString(append(header, ','), t.Name)
		header = append(header, `:{"dtype":"F32","shape":[`...)
		for i, n := range t.Shape {
			if i > 0 {
				header = append(header, ',')
			}
			header = strconv.AppendInt(header, int64(n), 10)
		}
		header = append(header, `],"data_offsets":[`...)
		header = strconv.AppendInt(header, int64(len(data)), 10)
		data = append(data, floatBytes(t.Data)...)
		header = strconv.AppendInt(append(header, ','), int64(len(data)), 10)
		header = append(header, `]}`...)
	}
	header = append(header, '}')
	for len(header)%8 != 0 {
		header = append(header, ' ')
	}
	return slices.Concat(binary.LittleEndian.AppendUint64(nil, uint64(len(header))), header, data), nil
}

// tensors returns all tensors, each with its layer's name before its own: conv2d/kernel.
func (m *Model) tensors() (all []Tensor) {
	for _, l := range m.Layers {
		for _, t := range l.Tensors {
			t.Name = l.Name + "/" + t.Name
			all = append(all, t)
		}
	}
	return all
}

func isSafetensors(in *input) bool {
	return len(in.data) > 8 && in.data[8] == '{' && binary.LittleEndian.Uint64(in.data) < 1<<32
}

// readSafetensors takes tensors in Keras's layouts, and in PyTorch's where the metadata or the names tell.
func readSafetensors(in *input) ([]*Model, error) {
	size := binary.LittleEndian.Uint64(in.data)
	if size > maxHeader || size > uint64(len(in.data)-8) {
		return nil, errfmt.Errorf("its header has %d bytes; the file has %d after it, and at most %d are read", size, len(in.data)-8, maxHeader)
	}
	v, err := json.Parse(in.data[8 : 8+size])
	if err != nil {
		return nil, errfmt.Errorf("its header: %w", err)
	}
	header, ok := v.(map[string]any)
	if !ok {
		return nil, errors.New("its header is no object of JSON")
	}
	data := in.data[8+size:]
	type placed struct {
		Tensor
		at int
	}
	var tensors []placed
	total := 0
	for name, v := range header {
		if name == "__metadata__" {
			continue
		}
		entry, _ := v.(map[string]any)
		kind, _ := entry["dtype"].(string)
		shape, ok1 := wholeNumbers(entry["shape"])
		offsets, ok2 := wholeNumbers(entry["data_offsets"])
		width := map[string]int{"F32": 4, "F64": 8, "F16": 2, "BF16": 2}[kind]
		if strings.HasSuffix(name, "num_batches_tracked") {
			continue
		}
		elements := 1
		for _, n := range shape {
			if elements *= n; elements > maxParams || n > maxParams {
				return nil, errfmt.Errorf("the tensor %s has the shape %v, which is too large", quote(name), shape)
			}
		}
		switch {
		case width == 0:
			return nil, errfmt.Errorf("the tensor %s has the type %s; F32, F64, F16 and BF16 are read", quote(name), quote(kind))
		case !ok1 || !ok2 || len(shape) > maxRank || len(offsets) != 2 || offsets[0] > offsets[1] || offsets[1] > len(data) || offsets[1]-offsets[0] != elements*width:
			return nil, errfmt.Errorf("the tensor %s of the shape %v is said to be at %v of %d bytes", quote(name), shape, offsets, len(data))
		}
		if total += elements; total > maxParams {
			return nil, errfmt.Errorf("its tensors have more than %d numbers", maxParams)
		}
		t := placed{Tensor{Name: name, Shape: shape}, offsets[0]}
		storage := map[string]string{"F32": "FloatStorage", "F64": "DoubleStorage", "F16": "HalfStorage", "BF16": "BFloat16Storage"}[kind]
		t.Data = make([]float32, 0, elements)
		for at := offsets[0]; at < offsets[1]; at += width {
			t.Data = append(t.Data, storedNumber(data[at:], storage))
		}
		tensors = append(tensors, t)
	}
	slices.SortFunc(tensors, func(a, b placed) int {
		if a.at != b.at {
			return a.at - b.at
		}
		return strings.Compare(a.Name, b.Name)
	})
	var all []Tensor
	torch := false
	for _, t := range tensors {
		all = append(all, t.Tensor)
		torch = torch || strings.HasSuffix(t.Name, ".weight")
	}
	metadata, _ := header["__metadata__"].(map[string]any)
	switch metadata["format"] {
	case "pt":
		torch = true
	case "keras":
		torch = false
	}
	structure, _ := metadata["model_config"].(string)
	models, err := in.fit(all, torch, structure)
	if ink, _ := metadata["ink"].(string); err == nil {
		models[0].Ink = inkOf(ink)
	}
	return models, err
}

// wholeNumbers returns a list of JSON whose values are whole numbers from 0 to what a file may have.
func wholeNumbers(v any) ([]int, bool) {
	list, ok := v.([]any)
	if !ok {
		return nil, false
	}
	var ints []int
	for _, v := range list {
		f, ok := v.(float64)
		if !ok || f < 0 || f > maxFile || f != float64(int(f)) {
			return nil, false
		}
		ints = append(ints, int(f))
	}
	return ints, true
}

package formats

import (
	"encoding/binary"
	"strconv"
	"strings"

	"digitlab/nn32/internal/errfmt"
)

// NumPy is the file of numpy.savez: a zip with a .npy for each tensor, with Keras's names and layouts.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
var NumPy = Format{Name: "NumPy", Ending: ".npz", Media: "application/zip", write: writeNumPy, is: isNumPy, read: readNumPy}

const npyMagic = "\x93NUMPY"

func writeNumPy(members []*Model) ([]byte, error) {
	var files []File
	for _, t := range members[0].tensors() {
		header := "{'descr': '<f4', 'fortran_order': False, 'shape': " + shapeText(t.Shape) + ", }"
		for (len(npyMagic)+4+len(header)+1)%64 != 0 {
			header += " "
		}
		header += "\n"
		b := append([]byte(npyMagic), 1, 0) // version 1.0
		b = binary.LittleEndian.AppendUint16(b, uint16(len(header)))
		files = append(files, File{Name: t.Name + ".npy", Data: append(append(b, header...), floatBytes(t.Data)...)})
	}
	return writeZip(files), nil
}

// shapeText is a tuple of Python: (10,) for one number.
func shapeText(shape []int) string {
	text := tuple(shape...)
	if len(shape) == 1 {
		text = "(" + strconv.Itoa(shape[0]) + ",)"
	}
	return text
}

func isNumPy(in *input) bool {
	for _, f := range in.entries {
		if !strings.HasPrefix(string(f.Data[:min(len(f.Data), len(npyMagic))]), npyMagic) {
			return false
		}
	}
	return len(in.entries) > 0
}

func readNumPy(in *input) ([]*Model, error) {
	var tensors []Tensor
	total := 0
	for _, f := range in.entries {
		name := strings.TrimSuffix(f.Name, ".npy")
		t, err := parseNpy(f.Data)
		if err != nil {
			return nil, errfmt.Errorf("the array %s: %w", quote(name), err)
		}
		if total += len(t.Data); total > maxParams {
			return nil, errfmt.Errorf("its arrays have more than %d numbers", maxParams)
		}
		t.Name = name
		tensors = append(tensors, t)
	}
	return in.fit(tensors, false, "")
}

// parseNpy reads an array. Its header is a dictionary of Python, which numpy writes in one way.
func parseNpy(data []byte) (t Tensor, err error) {
	fail := errfmt.Errorf("its header is not that of a .npy")
	if len(data) < len(npyMagic)+6 {
		return t, fail
	}
	version, rest := data[len(npyMagic)], data[len(npyMagic)+2:]
	size, skip := int(binary.LittleEndian.Uint16(rest)), 2
	if version > 1 {
		size, skip = int(binary.LittleEndian.Uint32(rest)), 4
	}
	if version < 1 || version > 3 || size > 1<<12 || skip+size > len(rest) {
		return t, fail
	}
	header, raw := string(rest[skip:skip+size]), rest[skip+size:]
	value := func(key, before, after string) string {
		_, s, _ := strings.Cut(header, "'"+key+"':")
		_, s, _ = strings.Cut(s, before)
		s, _, _ = strings.Cut(s, after)
		return strings.TrimSpace(s)
	}
	descr, shape, order := value("descr", "'", "'"), value("shape", "(", ")"), value("fortran_order", "", ",")
	storage, width := "", 0
	switch descr {
	case "<f4":
		storage, width = "FloatStorage", 4
	case "<f8":
		storage, width = "DoubleStorage", 8
	case "<f2":
		storage, width = "HalfStorage", 2
	default:
		return t, errfmt.Errorf("its numbers are of numpy's type %s; little-endian float32, float64 and float16 are read", quote(descr))
	}
	if order != "False" {
		return t, errfmt.Errorf("its order is Fortran's; save numpy.ascontiguousarray of it")
	}
	elements := 1
	for part := range strings.SplitSeq(shape, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 || n > maxParams || elements*n > maxParams || len(t.Shape) == maxRank {
			return t, errfmt.Errorf("the shape (%s) is not read", cut(shape))
		}
		elements *= n
		t.Shape = append(t.Shape, n)
	}
	if elements*width != len(raw) {
		return t, errfmt.Errorf("its shape %v needs %d bytes, it has %d", t.Shape, elements*width, len(raw))
	}
	t.Data = make([]float32, 0, elements)
	for ; len(raw) > 0; raw = raw[width:] {
		t.Data = append(t.Data, storedNumber(raw, storage))
	}
	return t, nil
}

package formats

import (
	"encoding/binary"
	"errors"
	"math"

	"digitlab/nn32/internal/errfmt"
)

// Types of ONNX's TensorProto besides onnxFloat and onnxInt64.
const (
	onnxInt32  = 6
	onnxHalf   = 10
	onnxDouble = 11
)

// These bound a graph. PyTorch's exporter makes some three nodes a layer, tf2onnx five. Parts are inputs, outputs, options, axes and whole
// numbers.
const (
	maxONNXNodes = 2048
	maxONNXRank  = 8
	maxONNXParts = 1 << 18
)

// onnxFile is what a file has of interest.
type onnxFile struct {
	ir, opset  int
	nodes      []*onnxNode
	constants  map[string]*constant
	inputs     []onnxPort // that are no constants
	outputs    []onnxPort
	properties map[string]string

	parts int // number of parts so far
}

// count adds to the number of parts, which take more memory than in the file.
func (f *onnxFile) count(parts int) error {
	if f.parts += parts; f.parts > maxONNXParts {
		return errfmt.Errorf("it has more than %d parts", maxONNXParts)
	}
	return nil
}

// ints appends the whole numbers of a field.
func (f *onnxFile) ints(at field, to []int) ([]int, error) {
	if err := f.count(1 + len(at.bytes)); err != nil { // a number takes a byte at least
		return nil, err
	}
	return at.ints(to)
}

// onnxNode is a node of the graph.
type onnxNode struct {
	place           int // from 0
	name, op        string
	domain          string
	inputs, outputs []string
	attributes      map[string]*onnxAttribute
}

// onnxAttribute is an option of a node. It has what its kind has.
type onnxAttribute struct {
	f      float32
	i      int
	s      string
	ints   []int
	floats []float32
	tensor *constant
}

// onnxPort is an input or output of the graph: for each axis its length, or 0 if it is not fixed.
type onnxPort struct {
	name string
	dims []int
}

// constant is a tensor of the file, or what was computed of such: of floats or of whole numbers.
type constant struct {
	dims   []int
	floats []float32
	ints   []int // nil for floats
	whole  bool
}

func (c *constant) size() int {
	if c.whole {
		return len(c.ints)
	}
	return len(c.floats)
}

// at names a node in messages, as other programs show it.
func (n *onnxNode) at() string {
	name := n.name
	if name == "" && len(n.outputs) > 0 {
		name = n.outputs[0]
	}
	return "node " + quote(name) + " (" + quote(n.op) + ")"
}

func (n *onnxNode) fail(format string, args ...any) error {
	return errors.New(n.at() + ": " + errfmt.Sprintf(format, args...))
}

// The values of attributes, or what ONNX takes where there is none.

func (n *onnxNode) int(name string, otherwise int) int {
	if a := n.attributes[name]; a != nil {
		return a.i
	}
	return otherwise
}

func (n *onnxNode) float(name string, otherwise float32) float32 {
	if a := n.attributes[name]; a != nil {
		return a.f
	}
	return otherwise
}

func (n *onnxNode) text(name, otherwise string) string {
	if a := n.attributes[name]; a != nil {
		return a.s
	}
	return otherwise
}

func (n *onnxNode) ints(name string) []int {
	if a := n.attributes[name]; a != nil {
		return a.ints
	}
	return nil
}

// input returns the name of input i, or "" if there is none.
func (n *onnxNode) input(i int) string {
	if i < len(n.inputs) {
		return n.inputs[i]
	}
	return ""
}

// parseONNX reads a ModelProto.
func parseONNX(data []byte) (*onnxFile, error) {
	f := &onnxFile{constants: map[string]*constant{}, properties: map[string]string{}}
	var graph []byte
	graphs := 0
	err := fields(data, func(at field) error {
		switch at.number {
		case 1:
			f.ir = int(at.varint)
		case 7:
			graph = at.bytes
			graphs++
		case 8:
			domain, version := "", 0
			err := fields(at.bytes, func(at field) error {
				switch at.number {
				case 1:
					domain = string(at.bytes)
				case 2:
					version = int(at.varint)
				}
				return nil
			})
			if domain == "" || domain == "ai.onnx" {
				f.opset = version
			}
			return err
		case 14:
			var entry [2]string
			err := fields(at.bytes, func(at field) error {
				if at.number == 1 || at.number == 2 {
					entry[at.number-1] = string(at.bytes)
				}
				return nil
			})
			f.properties[entry[0]] = entry[1]
			return err
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, errfmt.Errorf("the file is no ONNX, or it is damaged: %w", err)
	case graphs != 1 || f.ir < 1:
		return nil, errors.New("the file is no ONNX: it has no graph")
	case f.opset < 7:
		return nil, errfmt.Errorf("the file is of ONNX's opset %d; those from 7 (2018) on are read", f.opset)
	}
	return f, f.graph(graph)
}

// graph reads a GraphProto.
func (f *onnxFile) graph(data []byte) error {
	names := map[string]bool{}
	return wrapONNX("the graph", fields(data, func(at field) (err error) {
		switch at.number {
		case 1:
			if len(f.nodes) == maxONNXNodes {
				return errfmt.Errorf("it has more than %d nodes", maxONNXNodes)
			}
			n := &onnxNode{place: len(f.nodes), attributes: map[string]*onnxAttribute{}}
			f.nodes = append(f.nodes, n)
			if err := n.parse(f, at.bytes); err != nil {
				return errors.New(n.at() + ": " + err.Error())
			}
			for _, out := range n.outputs {
				if out != "" && names[out] {
					return errors.New(n.at() + ": its output " + quote(out) + " is another node's, too")
				}
				names[out] = true
			}
		case 5:
			name, t, err := f.tensor(at.bytes)
			if err != nil {
				return errfmt.Errorf("tensor %s: %w", quote(name), err)
			}
			f.constants[name] = t
			if err := f.count(16); err != nil {
				return err
			}
		case 11, 12:
			p, err := parseONNXPort(at.bytes)
			if err != nil {
				return err
			}
			if err := f.count(1); err != nil {
				return err
			}
			if at.number == 12 {
				f.outputs = append(f.outputs, p)
			} else {
				f.inputs = append(f.inputs, p)
			}
		case 15:
			return errors.New("it has sparse tensors, which are not read")
		}
		return nil
	}))
}

func wrapONNX(what string, err error) error {
	if err == nil {
		return nil
	}
	return errfmt.Errorf("%s of the ONNX file: %w", what, err)
}

// parse reads a NodeProto.
func (n *onnxNode) parse(f *onnxFile, data []byte) error {
	return fields(data, func(at field) error {
		if err := f.count(1); err != nil {
			return err
		}
		switch at.number {
		case 1:
			n.inputs = append(n.inputs, string(at.bytes))
		case 2:
			n.outputs = append(n.outputs, string(at.bytes))
		case 3:
			n.name = string(at.bytes)
		case 4:
			n.op = string(at.bytes)
		case 5:
			name, a, err := f.attribute(at.bytes)
			n.attributes[name] = a
			return err
		case 7:
			n.domain = string(at.bytes)
		}
		return nil
	})
}

// attribute reads an AttributeProto.
func (f *onnxFile) attribute(data []byte) (name string, a *onnxAttribute, err error) {
	a = &onnxAttribute{}
	err = fields(data, func(at field) (err error) {
		switch at.number {
		case 1:
			name = string(at.bytes)
		case 2:
			a.f = math.Float32frombits(uint32(at.varint))
		case 3:
			a.i = int(at.varint)
		case 4:
			a.s = string(at.bytes)
		case 5:
			_, a.tensor, err = f.tensor(at.bytes)
		case 7:
			a.floats, err = at.floats(a.floats)
		case 8:
			a.ints, err = f.ints(at, a.ints)
		}
		return err
	})
	return name, a, err
}

// parseONNXPort reads a ValueInfoProto.
func parseONNXPort(data []byte) (p onnxPort, err error) {
	// The shape is at type/tensor_type/shape/dim/dim_value, which have these numbers.
	path := []int{2, 1, 2, 1, 1}
	var walk func(b []byte, depth int) error
	walk = func(b []byte, depth int) error {
		return fields(b, func(at field) error {
			switch {
			case depth == 0 && at.number == 1:
				p.name = string(at.bytes)
			case at.number != path[depth]:
			case depth == 4:
				p.dims[len(p.dims)-1] = int(at.varint)
			default:
				if depth == 3 {
					p.dims = append(p.dims, 0)
					if len(p.dims) > maxONNXRank {
						return errfmt.Errorf("%s has more than %d axes", quote(p.name), maxONNXRank)
					}
				}
				return walk(at.bytes, depth+1)
			}
			return nil
		})
	}
	return p, walk(data, 0)
}

// tensor reads a TensorProto.
func (f *onnxFile) tensor(data []byte) (name string, t *constant, err error) {
	t = &constant{}
	var raw []byte
	var kind int
	external := false
	var doubles []byte
	err = fields(data, func(at field) (err error) {
		switch at.number {
		case 1:
			t.dims, err = f.ints(at, t.dims)
		case 2:
			kind = int(at.varint)
		case 4:
			t.floats, err = at.floats(t.floats)
		case 5, 7:
			t.ints, err = f.ints(at, t.ints)
		case 8:
			name = string(at.bytes)
		case 9:
			raw = at.bytes
		case 10:
			doubles = at.bytes
		case 13:
			external = true
		case 14:
			external = external || at.varint == 1
		}
		return err
	})
	if err != nil {
		return name, nil, err
	}
	if external {
		return name, nil, errors.New("its numbers are in another file (external data), as those beside .onnx.data; save the model as one file")
	}
	if len(t.dims) > maxONNXRank {
		return name, nil, errfmt.Errorf("it has more than %d axes", maxONNXRank)
	}
	want := 1
	for _, d := range t.dims {
		if d < 0 || d > len(data) || want*d > len(data) { // an element takes a byte at least
			return name, nil, errfmt.Errorf("the shape %v is larger than the file", t.dims)
		}
		want *= d
	}
	le := binary.LittleEndian
	switch kind {
	case onnxFloat:
		t.floats = appendFloats(t.floats, raw)
	case onnxDouble:
		for b := append(raw, doubles...); len(b) >= 8; b = b[8:] {
			t.floats = append(t.floats, float32(math.Float64frombits(le.Uint64(b))))
		}
	case onnxHalf: // in raw data, or each in a number of its own
		for ; len(raw) >= 2; raw = raw[2:] {
			t.floats = append(t.floats, half(le.Uint16(raw)))
		}
		for _, v := range t.ints {
			t.floats = append(t.floats, half(uint16(v)))
		}
		t.ints = nil
	case onnxInt32:
		t.whole = true
		for i, v := range t.ints {
			t.ints[i] = int(int32(v))
		}
		if err := f.count(len(raw) / 4); err != nil {
			return name, nil, err
		}
		for ; len(raw) >= 4; raw = raw[4:] {
			t.ints = append(t.ints, int(int32(le.Uint32(raw))))
		}
	case onnxInt64:
		t.whole = true
		if err := f.count(len(raw) / 8); err != nil {
			return name, nil, err
		}
		for ; len(raw) >= 8; raw = raw[8:] {
			t.ints = append(t.ints, int(le.Uint64(raw)))
		}
	default:
		return name, nil, errfmt.Errorf("its numbers are of ONNX's type %d; float, half, double, int32 and int64 are read", kind)
	}
	if t.size() != want {
		return name, nil, errfmt.Errorf("its shape %v needs %d numbers, it has %d", t.dims, want, t.size())
	}
	return name, t, nil
}

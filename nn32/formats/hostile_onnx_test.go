package formats_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"digitlab/nn32/formats"
	"digitlab/nn32/formats/formatstest"
)

// message is a message of protocol buffers.
type message []byte

func (m message) with(field int, value any) message {
	switch v := value.(type) {
	case int:
		return binary.AppendUvarint(binary.AppendUvarint(m, uint64(field<<3)), uint64(v))
	case string:
		return m.with(field, message(v))
	case message:
		return append(binary.AppendUvarint(binary.AppendUvarint(m, uint64(field<<3|2)), uint64(len(v))), v...)
	}
	panic("no value of a message")
}

// onnxFile returns a file of nodes and constants, with an input of dims.
func onnxFile(dims []int, output string, nodes []message, constants ...message) []byte {
	port := func(name string, dims []int) message {
		var shape message
		for _, d := range dims {
			shape = shape.with(1, message(nil).with(1, d))
		}
		return message(nil).with(1, name).with(2, message(nil).with(1, message(nil).with(1, 1).with(2, shape)))
	}
	graph := message(nil).with(11, port("x", dims)).with(12, port(output, []int{1}))
	for _, n := range nodes {
		graph = graph.with(1, n)
	}
	for _, c := range constants {
		graph = graph.with(5, c)
	}
	return message(nil).with(1, 8).with(7, graph).with(8, message(nil).with(2, 17))
}

// onnxNode returns a node whose output has its name. Options are a name and a whole number, or several.
func onnxNode(op, name, inputs string, options ...any) message {
	var n message
	for in := range strings.FieldsSeq(inputs) {
		n = n.with(1, in)
	}
	n = n.with(2, name).with(3, name).with(4, op)
	for i := 0; i+1 < len(options); i += 2 {
		a := message(nil).with(1, options[i].(string))
		switch v := options[i+1].(type) {
		case int:
			a = a.with(3, v).with(20, 2)
		case []int:
			for _, v := range v {
				a = a.with(8, v)
			}
			a = a.with(20, 7)
		}
		n = n.with(5, a)
	}
	return n
}

// floats returns a constant whose numbers are as many as its shape says.
func floats(name string, dims ...int) message {
	t := message(nil)
	size := 1
	for _, d := range dims {
		t, size = t.with(1, d), size*d
	}
	raw := bytes.Repeat(binary.LittleEndian.AppendUint32(nil, math.Float32bits(.5)), size)
	return t.with(2, 1).with(8, name).with(9, message(raw))
}

// chain returns nodes that follow each other, count times the operators of ops, with constants as further inputs.
func chain(count int, further string, options []any, ops ...string) (nodes []message, last string) {
	last = "x"
	for i := range count {
		name := "v" + strconv.Itoa(i)
		nodes = append(nodes, onnxNode(ops[i%len(ops)], name, last+" "+further, options...))
		last = name
	}
	return nodes, last
}

// TestHostileONNX reads graphs that ask for much: each is refused in words, with little memory.
func TestHostileONNX(t *testing.T) {
	transposes, transposed := chain(2000, "", []any{"perm", []int{0, 2, 1, 3}}, "Transpose")
	turns, turned := chain(2000, "", nil, "Softplus")
	var doubles []message
	value := "x"
	for i := range 2000 { // each is computed from the one before twice
		name := "d" + strconv.Itoa(i)
		doubles = append(doubles, onnxNode("Mul", name, value+" "+value))
		value = name
	}
	same, all := chain(2000, "w", []any{"pads", []int{0, 0, 0, 0}}, "Conv")
	identities, identity := chain(2000, "", nil, "Identity")
	flatten := onnxNode("Flatten", "f", "x")
	external := message(nil).with(1, 64).with(1, 10).with(2, 1).with(8, "w").with(13, message(nil).with(1, "location").with(2, "/etc/passwd")).with(14, 1)
	many := message(nil)
	for range 1 << 20 {
		many = many.with(8, 1)
	}
	image := []int{1, 1, 8, 8}
	for words, data := range map[string][]byte{
		"in another file (external data)":                       onnxFile(image, "y", []message{flatten, onnxNode("MatMul", "y", "f w")}, external),
		"is larger than the file":                               onnxFile(image, "y", []message{flatten, onnxNode("MatMul", "y", "f w")}, message(nil).with(1, 1<<31).with(1, 1<<31).with(1, 1<<31).with(2, 1).with(8, "w").with(9, "1234")),
		"needs 100 numbers, it has 1":                           onnxFile(image, "y", []message{flatten, onnxNode("MatMul", "y", "f w")}, message(nil).with(1, 100).with(2, 1).with(8, "w").with(9, "1234").with(3, strings.Repeat(" ", 100))),
		"the input \"x\" of [1 4096 4096] is too large":         onnxFile([]int{1, 1, 4096, 4096}, "x", nil),
		"each must have a fixed length":                         onnxFile([]int{1, 1, 0, 8}, "x", nil),
		"up to here the graph moves more than":                  onnxFile([]int{1, 1, 512, 512}, transposed, transposes),
		"this is no activation":                                 onnxFile(image, turned, turns),
		"(\"Mul\"): this is no activation":                      onnxFile(image, value, doubles),
		"the input \"x\" of [512 8 8] is no image":              onnxFile([]int{1, 512, 8, 8}, all, same, floats("w", 512, 512, 1, 1)),
		"more than 2048 nodes":                                  onnxFile(image, "y", manyNodes(3000)),
		"more than 262144 parts":                                onnxFile(image, "y", []message{onnxNode("Relu", "y", "x").with(5, many)}),
		"its output \"y\" is another node's":                    onnxFile(image, "y", []message{onnxNode("Relu", "y", "x"), onnxNode("Relu", "y", "x")}),
		"is neither the network's input nor a constant nor the": onnxFile(image, "y", []message{onnxNode("Relu", "y", "z"), onnxNode("Relu", "z", "y")}),
		"the output \"q\" does not depend on the input":         onnxFile(image, "q", []message{onnxNode("Relu", "y", "x")}),
		"operators of \"com.microsoft\"":                        onnxFile(image, "y", []message{onnxNode("Gelu", "y", "x").with(7, "com.microsoft")}),
		"pads [9223372036854775807":                             onnxFile(image, "y", []message{onnxNode("MaxPool", "y", "x", "kernel_shape", []int{2, 2}, "pads", []int{math.MaxInt64, 0, 0, 0})}),
		"its window of [0 2]":                                   onnxFile(image, "y", []message{onnxNode("MaxPool", "y", "x", "kernel_shape", []int{0, 2})}),
		"the graph has 0 inputs and 0 outputs":                  message(nil).with(1, 8).with(7, message(nil)).with(8, message(nil).with(2, 17)),
		"it is the mean of 3000 networks":                       onnxFile(image, "y", []message{onnxNode("Relu", "a", "x"), onnxNode("Mean", "y", strings.Repeat("a ", 3000))}),
		"moves more than 4194304 numbers":                       onnxFile(image, "y", append(identities, onnxNode("Mean", "y", strings.Repeat(identity+" ", 64)))),
		"is of ONNX's opset 6":                                  message(nil).with(1, 8).with(7, message(nil)).with(8, message(nil).with(2, 6)),
		"it has no graph":                                       message(nil).with(1, 8).with(8, message(nil).with(2, 17)),
	} {
		frugal(t, words, formats.File{Data: data})
	}
	// The same weights for many layers.
	convolutions := []message{onnxNode("Conv", "c", "x first")}
	last := "c"
	for i := range 40 {
		name := "c" + strconv.Itoa(i)
		convolutions = append(convolutions, onnxNode("Conv", name, last+" w"))
		last = name
	}
	frugal(t, "more than 4194304 weights", formats.File{Data: onnxFile(image, last, convolutions, floats("first", 512, 1, 8, 8), floats("w", 512, 512, 1, 1))})
}

func manyNodes(n int) (nodes []message) {
	for i := range n {
		nodes = append(nodes, onnxNode("Relu", "n"+strconv.Itoa(i), "x"))
	}
	return nodes
}

// frugal reads a file, which must be refused with words and take at most 64 MB.
func frugal(t *testing.T, words string, file formats.File) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := formats.ReadInto([]formats.File{file}, formatstest.Model(t, 1))
	runtime.ReadMemStats(&after)
	if err == nil || !strings.Contains(err.Error(), words) {
		t.Errorf("the error is %v, want one with %q", err, words)
	}
	if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 64 {
		t.Errorf("%s: %d MB were used", words, mb)
	}
}

// TestHostileWeights reads files of weights that ask for much.
func TestHostileWeights(t *testing.T) {
	header := func(text string, size int) formats.File {
		return formats.File{Data: append(binary.LittleEndian.AppendUint64(nil, uint64(len(text))), append([]byte(text), make([]byte, size)...)...)}
	}
	npy := func(dict string) formats.File {
		data := append([]byte("\x93NUMPY\x01\x00"), byte(len(dict)), 0)
		return formats.File{Data: deflated(t, formats.File{Name: "a/kernel.npy", Data: append(append(data, dict...), 1, 2, 3, 4)})}
	}
	var memo strings.Builder
	memo.WriteString("ccollections\nOrderedDict\n)R")
	for memo.Len() < 1<<18-10 {
		memo.WriteString("\x94")
	}
	var tensors strings.Builder // all of the same storage
	tensors.WriteString("ccollections\nOrderedDict\n)R(")
	for i := range 2000 {
		tensors.WriteString("X\x04\x00\x00\x00" + strconv.Itoa(1000+i) + "ctorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\nX\x01\x00\x00\x000X\x03\x00\x00\x00cpuK\x08tQK\x00J\x00\x00\x10\x00\x85K\x00\x85\x89NtR")
	}
	tensors.WriteString("u.")
	for words, file := range map[string]formats.File{
		"which is too large":               {Data: header(`{"a/kernel":{"dtype":"F32","shape":[4000000,4000000],"data_offsets":[0,4]}}`, 4).Data},
		"is said to be at [0 4]":           header(`{"a/kernel":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}`, 8),
		"is said to be at []":              header(`{"a/kernel":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}`, 8),
		"its tensors have more than":       header(`{`+strings.TrimPrefix(manyTensors(10, 1<<20), ",")+`}`, 4<<20),
		"its header: ":                     header(`{"a":`+strings.Repeat("[", 100), 8),
		"its pickle is damaged":            {Data: pickled(t, memo.String())},
		"its pickle has 300000 bytes":      {Data: pickled(t, strings.Repeat("N", 300000-2))},
		"with it there are more than":      {Data: pickled(t, tensors.String())},
		"the shape (99999, 99999)":         npy(`{'descr': '<f4', 'fortran_order': False, 'shape': (99999, 99999), }`),
		"needs 40 bytes, it has 4":         npy(`{'descr': '<f4', 'fortran_order': False, 'shape': (10,), }`),
		"numpy's type \"|O\"":              npy(`{'descr': '|O', 'fortran_order': False, 'shape': (1,), }`),
		"its order is Fortran's":           npy(`{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }`),
		"its header is not that of a .npy": {Data: deflated(t, formats.File{Name: "a.npy", Data: []byte("\x93NUMPY\x09\x00\xff\xff      ")})},
		"the structure of the network in it": {Data: deflated(t, formats.File{Name: "m/data.pkl", Data: []byte("\x80\x02ccollections\nOrderedDict\n)R(X\x01\x00\x00\x00actorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\nX\x01\x00\x00\x000X\x03\x00\x00\x00cpuK\x08tQK\x00K\x08\x85K\x01\x85\x89NtRu.")},
			formats.File{Name: "m/data/0", Data: make([]byte, 32)}, formats.File{Name: "m/model_config.json", Data: []byte(`{"class_name":"Sequential"`)})},
	} {
		frugal(t, words, file)
	}
}

// manyTensors are entries of a header that are all at the same place.
func manyTensors(count, elements int) string {
	var b strings.Builder
	for i := range count {
		b.WriteString(`,"` + strconv.Itoa(i) + `/kernel":{"dtype":"F32","shape":[` + strconv.Itoa(elements) + `],"data_offsets":[0,` + strconv.Itoa(4*elements) + `]}`)
	}
	return b.String()
}

package formats

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"digitlab/nn32/internal/errfmt"
)

// PyTorch is the file of torch.save(model.state_dict()): the weights of an nn.Sequential of the TorchModules.
var PyTorch = Format{Name: "PyTorch", Ending: ".pt", Media: "application/octet-stream", write: writeTorch, is: isTorch, read: readTorch}

// writeTorch writes a zip with a pickle that names the tensors, and a file for the numbers of each. It needs three globals of Python's only, which
// torch.load(weights_only=True) takes.
func writeTorch(members []*Model) ([]byte, error) {
	tensors, err := torchTensors(members[0])
	if err != nil {
		return nil, err
	}
	var p pickle
	p = append(p, 0x80, 2) // protocol 2
	p.global("collections", "OrderedDict")
	p = append(p, ')', 'R', '(')
	var files []File
	for i, t := range tensors {
		key := strconv.Itoa(i)
		p.string(t.Name)
		p.global("torch._utils", "_rebuild_tensor_v2")
		p = append(p, '(', '(')
		p.string("storage")
		p.global("torch", "FloatStorage")
		p.string(key)
		p.string("cpu")
		p.int(len(t.Data))
		p = append(p, 't', 'Q') // a tuple, which names a storage
		p.int(0)                // offset
		p.ints(t.Shape)
		p.ints(strides(t.Shape))
		p = append(p, 0x89) // needs no gradient
		p.global("collections", "OrderedDict")
		p = append(p, ')', 'R', 't', 'R')
		files = append(files, File{Name: "model/data/" + key, Data: floatBytes(t.Data)})
	}
	p = append(p, 'u', '.')
	files = append([]File{{"model/data.pkl", p}, {"model/byteorder", []byte("little")}}, files...)
	return writeZip(append(files, File{"model/" + torchStructure, []byte(members[0].structure())}, File{"model/version", []byte("3\n")})), nil
}

// torchStructure is a file in the zip that PyTorch does not look at.
const torchStructure = "model_config.json"

// strides returns how far the next element along each axis is.
func strides(shape []int) []int {
	s := make([]int, len(shape))
	size := 1
	for i := len(shape) - 1; i >= 0; i-- {
		s[i], size = size, size*shape[i]
	}
	return s
}

// pickle is a program for Python's unpickler that is being written. The operations are in pickletools.py of Python's library.
type pickle []byte

func (p *pickle) global(module, name string) { *p = append(*p, "c"+module+"\n"+name+"\n"...) }

func (p *pickle) string(s string) {
	*p = binary.LittleEndian.AppendUint32(append(*p, 'X'), uint32(len(s)))
	*p = append(*p, s...)
}

func (p *pickle) int(v int) { *p = binary.LittleEndian.AppendUint32(append(*p, 'J'), uint32(v)) }

func (p *pickle) ints(v []int) {
	*p = append(*p, '(')
	for _, i := range v {
		p.int(i)
	}
	*p = append(*p, 't')
}

// isTorch takes a zip of torch.save, and the file of PyTorch up to 1.5, which is a pickle. Its third byte is an operation; where a safetensors has
// the same two bytes before it, it is a small number.
func isTorch(in *input) bool {
	b := in.data
	return in.entry("data.pkl") != nil || len(b) > 2 && b[0] == 0x80 && b[1] >= 2 && b[1] <= 5 && b[2] >= '('
}

func readTorch(in *input) ([]*Model, error) {
	program := in.entry("data.pkl")
	if program == nil {
		return nil, errors.New("it was saved by PyTorch before 1.6 (2020) or is a pickle of something else; save it again with a newer torch.save")
	}
	if find(in.entries, "constants.pkl") != nil {
		return nil, errors.New("it is a TorchScript program; save model.state_dict() instead")
	}
	if order := in.entry("byteorder"); order != nil && string(order) != "little" {
		return nil, errfmt.Errorf("its numbers are in the byte order %s", quote(string(order)))
	}
	v, err := unpickle(program)
	if err != nil {
		return nil, err
	}
	dict := stateDict(v)
	if dict == nil {
		return nil, errors.New("it has no state dict; save model.state_dict()")
	}
	r := torchReader{in: in}
	var tensors []Tensor
	for i, key := range dict.keys {
		name, _ := key.(string)
		t, ok := dict.values[i].(*torchTensor)
		if !ok || name == "" || strings.HasSuffix(name, "num_batches_tracked") {
			continue
		}
		data, err := r.floats(t)
		if err != nil {
			return nil, errfmt.Errorf("the tensor %s: %w", quote(name), err)
		}
		tensors = append(tensors, Tensor{Name: name, Shape: t.size, Data: data})
	}
	return in.fit(tensors, true, string(in.entry(torchStructure)))
}

// stateDict returns the dictionary of tensors, which may be inside of a checkpoint's, or nil.
func stateDict(v any) *pickleDict {
	d, ok := v.(*pickleDict)
	if !ok {
		return nil
	}
	for _, v := range d.values {
		if _, ok := v.(*torchTensor); ok {
			return d
		}
	}
	for i, key := range d.keys {
		if inner, ok := d.values[i].(*pickleDict); ok && (key == "state_dict" || key == "model_state_dict" || key == "model") {
			return inner
		}
	}
	return nil
}

// torchReader counts the elements that tensors have together, which may share their storages.
type torchReader struct {
	in    *input
	total int
}

// floats returns a tensor's elements in their order.
func (r *torchReader) floats(t *torchTensor) ([]float32, error) {
	size := 1
	for i, n := range t.size {
		if n < 0 || n > maxParams || size*n > maxParams || t.stride[i] < 0 || t.stride[i] > maxParams {
			return nil, errfmt.Errorf("the shape %v is too large", t.size)
		}
		size *= n
	}
	if r.total += size; r.total > maxParams {
		return nil, errfmt.Errorf("with it there are more than %d numbers", maxParams)
	}
	raw, last := r.in.entry("data/"+t.key), t.offset
	for i, n := range t.size {
		last += max(n-1, 0) * t.stride[i]
	}
	width := map[string]int{"FloatStorage": 4, "DoubleStorage": 8, "HalfStorage": 2, "BFloat16Storage": 2}[t.storage]
	switch {
	case width == 0:
		return nil, errfmt.Errorf("its numbers are of a %s; float, double, half and bfloat16 are read", t.storage)
	case size > 0 && (t.offset < 0 || last >= len(raw)/width):
		return nil, errfmt.Errorf("its storage %s has %d bytes, too few for the shape %v", quote(t.key), len(raw), t.size)
	}
	data := make([]float32, 0, size)
	at := make([]int, len(t.size)) // of the element
	for from := t.offset; len(data) < size; {
		data = append(data, storedNumber(raw[from*width:], t.storage))
		for i := len(at) - 1; i >= 0; i-- { // the next one
			at[i]++
			from += t.stride[i]
			if at[i] < t.size[i] {
				break
			}
			from -= at[i] * t.stride[i]
			at[i] = 0
		}
	}
	return data, nil
}

// storedNumber returns the first number of a storage.
func storedNumber(raw []byte, storage string) float32 {
	le := binary.LittleEndian
	switch storage {
	case "DoubleStorage":
		return float32(math.Float64frombits(le.Uint64(raw)))
	case "HalfStorage":
		return half(le.Uint16(raw))
	case "BFloat16Storage":
		return math.Float32frombits(uint32(le.Uint16(raw)) << 16)
	}
	return math.Float32frombits(le.Uint32(raw))
}

// torchTensor is what a state dict says of a tensor.
type torchTensor struct {
	storage, key string // kind and name of the storage
	offset       int
	size, stride []int
}

// newTorchTensor takes the arguments of torch._utils._rebuild_tensor_v2.
func newTorchTensor(arguments []any) (*torchTensor, error) {
	fail := errors.New("a tensor is not described as PyTorch does")
	if len(arguments) < 4 {
		return nil, fail
	}
	storage, ok := arguments[0].(pickleStorage)
	t := &torchTensor{storage: storage.kind, key: storage.key}
	var ok1, ok2, ok3 bool
	t.offset, ok1 = arguments[1].(int)
	t.size, ok2 = intsOf(arguments[2])
	t.stride, ok3 = intsOf(arguments[3])
	if !ok || !ok1 || !ok2 || !ok3 || len(t.size) != len(t.stride) || len(t.size) > maxRank || t.offset < 0 || t.offset > maxFile {
		return nil, fail
	}
	return t, nil
}

// maxRank is the number of axes that a tensor may have.
const maxRank = 8

func intsOf(v any) ([]int, bool) {
	tuple, ok := v.([]any)
	if !ok {
		return nil, false
	}
	ints := make([]int, len(tuple))
	for i, v := range tuple {
		if ints[i], ok = v.(int); !ok {
			return nil, false
		}
	}
	return ints, true
}

// Values of a pickle: nil, bool, int, float64, string, []any for tuples, *pickleList, *pickleDict, pickleGlobal, pickleStorage, *torchTensor.
type (
	pickleList   struct{ values []any }
	pickleDict   struct{ keys, values []any }
	pickleGlobal string
	// pickleStorage is a storage that a tensor names.
	pickleStorage struct{ kind, key string }
	pickleMark    struct{}
)

// torchGlobals are the only names of Python's that a file may use. They call nothing here.
var torchGlobals = []string{"collections.OrderedDict", "torch._utils._rebuild_tensor_v2", "torch.FloatStorage", "torch.DoubleStorage",
	"torch.HalfStorage", "torch.BFloat16Storage", "torch.LongStorage", "torch.IntStorage"}

// maxPickle is the number of bytes of a program. A network of a thousand tensors has some 200 KB.
const maxPickle = 1 << 18

// unpickle runs a pickle's program, with only those names of Python's that a state dict needs.
func unpickle(program []byte) (any, error) {
	if len(program) > maxPickle {
		return nil, errfmt.Errorf("its pickle has %d bytes, at most %d are read", len(program), maxPickle)
	}
	m := unpickler{rest: program, memo: map[int]any{}}
	for {
		done, err := m.step()
		if err != nil {
			return nil, err
		}
		if done {
			return m.pop()
		}
	}
}

type unpickler struct {
	rest  []byte
	stack []any
	memo  map[int]any
}

var errPickle = errors.New("its pickle is damaged")

// take returns the next n bytes.
func (m *unpickler) take(n int) ([]byte, error) {
	if n < 0 || n > len(m.rest) {
		return nil, errPickle
	}
	b := m.rest[:n]
	m.rest = m.rest[n:]
	return b, nil
}

// number returns a little-endian number of n bytes.
func (m *unpickler) number(n int) (v int, err error) {
	b, err := m.take(n)
	for i := len(b) - 1; i >= 0; i-- {
		v = v<<8 | int(b[i])
	}
	return v, err
}

// text returns a text after its length, of n bytes.
func (m *unpickler) text(n int) (string, error) {
	length, err := m.number(n)
	if err != nil {
		return "", err
	}
	b, err := m.take(length)
	return string(b), err
}

func (m *unpickler) line() (string, error) {
	i := slices.Index(m.rest, '\n')
	b, err := m.take(i + 1)
	return strings.TrimSuffix(string(b), "\n"), err
}

func (m *unpickler) push(v any) { m.stack = append(m.stack, v) }

func (m *unpickler) pop() (any, error) {
	if len(m.stack) == 0 {
		return nil, errPickle
	}
	v := m.stack[len(m.stack)-1]
	m.stack = m.stack[:len(m.stack)-1]
	return v, nil
}

// top returns the last n values, which stay.
func (m *unpickler) top(n int) ([]any, error) {
	if len(m.stack) < n {
		return nil, errPickle
	}
	return m.stack[len(m.stack)-n:], nil
}

// marked removes and returns the values after the last mark, and the mark.
func (m *unpickler) marked() ([]any, error) {
	for i := len(m.stack) - 1; i >= 0; i-- {
		if _, ok := m.stack[i].(pickleMark); ok {
			values := slices.Clone(m.stack[i+1:])
			m.stack = m.stack[:i]
			return values, nil
		}
	}
	return nil, errPickle
}

// step runs one operation.
func (m *unpickler) step() (done bool, err error) {
	op, err := m.take(1)
	if err != nil {
		return false, err
	}
	var v any
	switch op[0] {
	case 0x80: // PROTO
		_, err := m.take(1)
		return false, err
	case 0x95: // FRAME
		_, err := m.take(8)
		return false, err
	case '.': // STOP
		return true, nil
	case '(': // MARK
		v = pickleMark{}
	case 'N':
	case 0x88: // NEWTRUE
		v = true
	case 0x89: // NEWFALSE
		v = false
	case 'K': // BININT1
		v, err = m.number(1)
	case 'M': // BININT2
		v, err = m.number(2)
	case 'J': // BININT
		var n int
		n, err = m.number(4)
		v = int(int32(n))
	case 0x8a: // LONG1
		var n int
		if n, err = m.number(1); err == nil && n > 8 {
			err = errPickle
		}
		if err == nil {
			var u int
			u, err = m.number(n)
			if n > 0 && n < 8 && u>>(8*n-1) == 1 {
				u -= 1 << (8 * n)
			}
			v = u
		}
	case 'G': // BINFLOAT, big-endian
		var b []byte
		if b, err = m.take(8); err == nil {
			v = math.Float64frombits(binary.BigEndian.Uint64(b))
		}
	case 0x8c, 'U': // SHORT_BINUNICODE, SHORT_BINSTRING
		v, err = m.text(1)
	case 'X', 'T': // BINUNICODE, BINSTRING
		v, err = m.text(4)
	case 'c': // GLOBAL
		var module, name string
		module, err = m.line()
		if err == nil {
			name, err = m.line()
		}
		if err == nil {
			v, err = knownGlobal(module, name)
		}
	case 0x93: // STACK_GLOBAL
		var names []any
		if names, err = m.top(2); err == nil {
			module, _ := names[0].(string)
			name, _ := names[1].(string)
			m.stack = m.stack[:len(m.stack)-2]
			v, err = knownGlobal(module, name)
		}
	case ')': // EMPTY_TUPLE
		v = []any{}
	case 0x85, 0x86, 0x87: // TUPLE1 to TUPLE3
		n := int(op[0]) - 0x84
		var values []any
		if values, err = m.top(n); err == nil {
			v = slices.Clone(values)
			m.stack = m.stack[:len(m.stack)-n]
		}
	case 't': // TUPLE
		v, err = m.marked()
	case '}': // EMPTY_DICT
		v = &pickleDict{}
	case ']': // EMPTY_LIST
		v = &pickleList{}
	case 'a', 'e': // APPEND, APPENDS
		return false, m.append(op[0] == 'e')
	case 's', 'u': // SETITEM, SETITEMS
		return false, m.set(op[0] == 'u')
	case 'R': // REDUCE
		v, err = m.reduce()
	case 'b': // BUILD: of a dictionary, attributes that are not of interest
		if _, err = m.pop(); err != nil {
			return false, err
		}
		if values, err := m.top(1); err != nil {
			return false, err
		} else if _, ok := values[0].(*pickleDict); !ok {
			return false, errPickle
		}
		return false, nil
	case 'Q': // BINPERSID
		v, err = m.storage()
	case 'q', 'r', 0x94: // BINPUT, LONG_BINPUT, MEMOIZE
		key := len(m.memo)
		if op[0] != 0x94 {
			if key, err = m.number(map[byte]int{'q': 1, 'r': 4}[op[0]]); err != nil {
				return false, err
			}
		}
		values, err := m.top(1)
		if err == nil {
			m.memo[key] = values[0]
		}
		return false, err
	case 'h', 'j': // BINGET, LONG_BINGET
		var key int
		if key, err = m.number(map[byte]int{'h': 1, 'j': 4}[op[0]]); err == nil {
			var ok bool
			if v, ok = m.memo[key]; !ok {
				err = errPickle
			}
		}
	default:
		return false, errfmt.Errorf("its pickle has the operation %d, which a state dict does not need", op[0])
	}
	if err == nil {
		m.push(v)
	}
	return false, err
}

// knownGlobal returns a name of Python's, if it is one of those that a state dict needs.
func knownGlobal(module, name string) (any, error) {
	full := module + "." + name
	if !slices.Contains(torchGlobals, full) {
		return nil, errfmt.Errorf("its pickle calls %s of Python's, which is never run here; save model.state_dict(), not the model", quote(full))
	}
	return pickleGlobal(full), nil
}

func (m *unpickler) append(many bool) error {
	values, err := m.values(many, 1)
	if err != nil {
		return err
	}
	to, err := m.top(1)
	if err != nil {
		return err
	}
	list, ok := to[0].(*pickleList)
	if !ok {
		return errPickle
	}
	list.values = append(list.values, values...)
	return nil
}

func (m *unpickler) set(many bool) error {
	values, err := m.values(many, 2)
	if err != nil {
		return err
	}
	to, err := m.top(1)
	if err != nil {
		return err
	}
	dict, ok := to[0].(*pickleDict)
	if !ok || len(values)%2 != 0 {
		return errPickle
	}
	for i := 0; i < len(values); i += 2 {
		switch values[i].(type) {
		case string, int, bool, float64:
		default:
			return errPickle
		}
		dict.keys, dict.values = append(dict.keys, values[i]), append(dict.values, values[i+1])
	}
	return nil
}

// values removes and returns those after the mark, or the last n.
func (m *unpickler) values(many bool, n int) ([]any, error) {
	if many {
		return m.marked()
	}
	values, err := m.top(n)
	if err == nil {
		values = slices.Clone(values)
		m.stack = m.stack[:len(m.stack)-n]
	}
	return values, err
}

// reduce is a call: of an empty OrderedDict, or of what makes a tensor.
func (m *unpickler) reduce() (any, error) {
	call, err := m.values(false, 2)
	if err != nil {
		return nil, err
	}
	arguments, ok := call[1].([]any)
	switch {
	case ok && call[0] == any(pickleGlobal("collections.OrderedDict")) && len(arguments) == 0:
		return &pickleDict{}, nil
	case ok && call[0] == any(pickleGlobal("torch._utils._rebuild_tensor_v2")):
		return newTorchTensor(arguments)
	}
	return nil, errors.New("its pickle has a call that a state dict does not need")
}

// storage takes ("storage", kind, key, place, number of elements).
func (m *unpickler) storage() (any, error) {
	v, err := m.pop()
	if err != nil {
		return nil, err
	}
	id, ok := v.([]any)
	if !ok || len(id) < 5 || id[0] != any("storage") {
		return nil, errPickle
	}
	kind, ok1 := id[1].(pickleGlobal)
	key, ok2 := id[2].(string)
	if !ok1 || !ok2 || !strings.HasSuffix(string(kind), "Storage") {
		return nil, errPickle
	}
	return pickleStorage{strings.TrimPrefix(string(kind), "torch."), key}, nil
}

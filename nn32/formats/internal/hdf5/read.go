// Package hdf5 reads and writes the part of HDF5 that Keras uses: groups, attributes that are strings, and arrays of floats that lie in one
// piece. The format is "HDF5 File Format Specification Version 3.0"; section numbers are its.
package hdf5

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"strconv"

	"digitlab/nn32/internal/errfmt"
)

// Signature is how a file begins.
const Signature = "\x89HDF\r\n\x1a\n"

// What a file may cost, because its parts may point at each other in circles.
const (
	maxWork  = 1 << 19 // parts that are looked at
	maxText  = 8 << 20 // bytes of strings in attributes
	maxName  = 1 << 10
	maxLinks = 1 << 12 // names in a group
)

// Kinds of messages in object headers (IV.A.2).
const (
	msgDataspace    = 0x01
	msgLinkInfo     = 0x02
	msgDatatype     = 0x03
	msgLink         = 0x06
	msgExternal     = 0x07
	msgLayout       = 0x08
	msgFilters      = 0x0b
	msgAttribute    = 0x0c
	msgContinuation = 0x10
	msgSymbolTable  = 0x11
	msgAttrInfo     = 0x15
)

var le = binary.LittleEndian

// undefined is the address of nothing.
const undefined = math.MaxUint64

// File is a file that is read.
type File struct {
	data []byte
	work int // that may still be done
	text int // bytes that attributes may still have
}

// Object is a group or an array.
type Object struct {
	file     *File
	path     string
	messages []message
	links    []Link // once they were read
}

type message struct {
	kind uint16
	data []byte
}

// Open reads the superblock (II.A).
func Open(data []byte) (*Object, error) {
	f := &File{data: data, work: maxWork, text: maxText}
	if len(data) < 48 || string(data[:8]) != Signature {
		return nil, errors.New("HDF5: it does not begin as such a file")
	}
	version, sizes, at := data[8], data[13:15], 24
	switch version {
	case 0:
	case 1:
		at += 4
	case 2, 3:
		sizes, at = data[9:11], 12
	default:
		return nil, errfmt.Errorf("HDF5: its superblock has version %d; 0 to 3 are read", version)
	}
	if sizes[0] != 8 || sizes[1] != 8 {
		return nil, errfmt.Errorf("HDF5: its addresses have %d bytes and its lengths %d; 8 are read", sizes[0], sizes[1])
	}
	block, err := f.bytes(uint64(at), 48)
	if err != nil {
		return nil, err
	}
	if le.Uint64(block) != 0 {
		return nil, errors.New("HDF5: another file lies before it")
	}
	root := le.Uint64(block[24:]) // of version 2 and 3
	if version < 2 {
		root = le.Uint64(block[40:])
	}
	return f.object("", root)
}

// bytes returns n bytes at an address.
func (f *File) bytes(at, n uint64) ([]byte, error) {
	if at > uint64(len(f.data)) || n > uint64(len(f.data))-at {
		return nil, errors.New("HDF5: a part lies beyond the end of the file; perhaps it was not downloaded whole")
	}
	return f.data[at : at+n], nil
}

// part returns n bytes at an address, which begin with a signature.
func (f *File) part(signature string, at, n uint64) ([]byte, error) {
	b, err := f.bytes(at, n)
	if err != nil {
		return nil, err
	}
	if string(b[:len(signature)]) != signature {
		return nil, errfmt.Errorf("HDF5: at byte %d a %s is expected, found %s", at, signature, strconv.QuoteToASCII(string(b[:len(signature)])))
	}
	return b, f.charge(1)
}

// charge counts what is looked at.
func (f *File) charge(parts int) error {
	if f.work -= parts; f.work < 0 {
		return errors.New("HDF5: it has too many parts, or they go in a circle")
	}
	return nil
}

// object reads an object's header (IV.A.1).
func (f *File) object(path string, at uint64) (*Object, error) {
	o := &Object{file: f, path: path}
	head, err := f.bytes(at, 4)
	if err != nil {
		return nil, err
	}
	type block struct{ at, size uint64 }
	var blocks []block
	prefix, order := 0, 0
	if string(head) == "OHDR" {
		head, err = f.part("OHDR", at, 6)
		if err != nil {
			return nil, err
		}
		flags := head[5]
		if head[4] != 2 {
			return nil, errfmt.Errorf("HDF5: %s has a header of version %d; 1 and 2 are read", o.name(), head[4])
		}
		at += 6
		if flags&0x20 != 0 {
			at += 16
		}
		if flags&0x10 != 0 {
			at += 4
		}
		if flags&4 != 0 {
			order = 2
		}
		width := uint64(1) << (flags & 3)
		size, err := f.bytes(at, width)
		if err != nil {
			return nil, err
		}
		blocks = []block{{at + width, le.Uint64(append(bytes.Clone(size), make([]byte, 8)...))}}
		prefix = 4 + order
	} else {
		if head, err = f.bytes(at, 16); err != nil {
			return nil, err
		}
		if head[0] != 1 {
			return nil, errfmt.Errorf("HDF5: %s has a header of version %d; 1 and 2 are read", o.name(), head[0])
		}
		blocks = []block{{at + 16, uint64(le.Uint32(head[8:]))}}
		prefix = 8
	}
	for len(blocks) > 0 {
		b, err := f.bytes(blocks[0].at, blocks[0].size)
		blocks = blocks[1:]
		if err != nil {
			return nil, err
		}
		for len(b) >= prefix {
			if err := f.charge(1); err != nil {
				return nil, err
			}
			var m message
			var size int
			var flags byte
			if prefix < 8 {
				m.kind, size, flags = uint16(b[0]), int(le.Uint16(b[1:])), b[3]
			} else {
				m.kind, size, flags = le.Uint16(b), int(le.Uint16(b[2:])), b[4]
			}
			if size > len(b)-prefix {
				return nil, errfmt.Errorf("HDF5: the header of %s is damaged", o.name())
			}
			m.data = b[prefix : prefix+size]
			b = b[prefix+size:]
			switch {
			case flags&2 != 0 && (m.kind == msgDataspace || m.kind == msgDatatype || m.kind == msgAttribute):
				return nil, errfmt.Errorf("HDF5: %s shares a part of its header with others, which is not read", o.name())
			case m.kind == msgContinuation && len(m.data) >= 16:
				next := block{le.Uint64(m.data), le.Uint64(m.data[8:])}
				if prefix < 8 { // with a signature and a checksum
					if _, err := f.part("OCHK", next.at, 4); err != nil {
						return nil, err
					}
					if next.size < 8 {
						return nil, errfmt.Errorf("HDF5: the header of %s is damaged", o.name())
					}
					next = block{next.at + 4, next.size - 8}
				}
				blocks = append(blocks, next)
			default:
				o.messages = append(o.messages, m)
			}
		}
	}
	return o, nil
}

func (o *Object) name() string {
	if o.path == "" {
		return "the root"
	}
	return o.path[1:]
}

// message returns the data of the first message of a kind, of at least n bytes, or nil.
func (o *Object) message(kind uint16, n int) []byte {
	for _, m := range o.messages {
		if m.kind == kind && len(m.data) >= n {
			return m.data
		}
	}
	return nil
}

// Link is the name of an object in a group.
type Link struct {
	Name string
	to   uint64
}

// Links returns the names in a group, or none for an array.
func (o *Object) Links() (links []Link, err error) {
	if o.links == nil {
		if o.links, err = o.readLinks(); len(o.links) > maxLinks {
			err = errfmt.Errorf("HDF5: %s has %d names, at most %d are read", o.name(), len(o.links), maxLinks)
		}
	}
	return o.links, err
}

func (o *Object) readLinks() (links []Link, err error) {
	if table := o.message(msgSymbolTable, 16); table != nil {
		heap, err := o.file.part("HEAP", le.Uint64(table[8:]), 32)
		if err != nil {
			return nil, err
		}
		names, err := o.file.bytes(le.Uint64(heap[24:]), le.Uint64(heap[8:]))
		if err != nil {
			return nil, err
		}
		return o.walk(nil, le.Uint64(table), names, 256)
	}
	if info := o.message(msgLinkInfo, 2); info != nil {
		at := 2
		if info[1]&1 != 0 {
			at += 8
		}
		if len(info) >= at+8 && le.Uint64(info[at:]) != undefined {
			return nil, errfmt.Errorf("HDF5: %s has so many names that they lie in a heap of their own, which is not read; write the file without track_order or libver", o.name())
		}
	}
	for _, m := range o.messages {
		if m.kind != msgLink {
			continue
		}
		l, err := o.link(m.data)
		if err != nil {
			return nil, err
		}
		links = append(links, l)
	}
	return links, nil
}

// link reads a link message (IV.A.2.g).
func (o *Object) link(b []byte) (Link, error) {
	damaged := errfmt.Errorf("HDF5: a name in %s is damaged", o.name())
	if len(b) < 2 || b[0] != 1 {
		return Link{}, damaged
	}
	flags, kind := b[1], byte(0)
	at := 2
	if flags&8 != 0 {
		if len(b) < 3 {
			return Link{}, damaged
		}
		kind, at = b[2], 3
	}
	if flags&4 != 0 {
		at += 8
	}
	if flags&16 != 0 {
		at++
	}
	width := 1 << (flags & 3)
	if len(b) < at+width {
		return Link{}, damaged
	}
	n := le.Uint64(append(bytes.Clone(b[at:at+width]), make([]byte, 8)...))
	at += width
	if n > maxName || len(b) < at+int(n) {
		return Link{}, damaged
	}
	l := Link{Name: string(b[at : at+int(n)])}
	if kind != 0 {
		return Link{}, o.noLink(l.Name)
	}
	if b = b[at+int(n):]; len(b) < 8 {
		return Link{}, damaged
	}
	l.to = le.Uint64(b)
	return l, nil
}

func (o *Object) noLink(name string) error {
	return errfmt.Errorf("HDF5: %s in %s is a link to another place or file, which is not followed", strconv.Quote(name), o.name())
}

// walk adds the names of a node of a B-tree below a level (III.A.1), and of the nodes of symbols under it (III.B).
func (o *Object) walk(links []Link, at uint64, names []byte, below int) ([]Link, error) {
	node, err := o.file.part("TREE", at, 24)
	if err != nil {
		return nil, err
	}
	level, n := int(node[5]), uint64(le.Uint16(node[6:]))
	if node[4] != 0 || level >= below {
		return nil, errfmt.Errorf("HDF5: the tree of names of %s is damaged", o.name())
	}
	children, err := o.file.bytes(at+24, 16*n)
	if err != nil {
		return nil, err
	}
	for ; len(children) > 0 && err == nil; children = children[16:] {
		child := le.Uint64(children[8:])
		if level > 0 {
			links, err = o.walk(links, child, names, level)
		} else {
			links, err = o.symbols(links, child, names)
		}
	}
	return links, err
}

func (o *Object) symbols(links []Link, at uint64, names []byte) ([]Link, error) {
	node, err := o.file.part("SNOD", at, 8)
	if err != nil {
		return nil, err
	}
	entries, err := o.file.bytes(at+8, 40*uint64(le.Uint16(node[6:])))
	if err != nil {
		return nil, err
	}
	for ; len(entries) > 0; entries = entries[40:] {
		start := le.Uint64(entries)
		if start >= uint64(len(names)) {
			return nil, errfmt.Errorf("HDF5: a name in %s is damaged", o.name())
		}
		name := names[start:min(start+maxName, uint64(len(names)))]
		end := bytes.IndexByte(name, 0)
		if end < 0 {
			return nil, errfmt.Errorf("HDF5: a name in %s is damaged", o.name())
		}
		if err := o.file.charge(1 + end/16); err != nil {
			return nil, err
		}
		if le.Uint32(entries[16:]) == 2 {
			return nil, o.noLink(string(name[:end]))
		}
		links = append(links, Link{Name: string(name[:end]), to: le.Uint64(entries[8:])})
	}
	return links, nil
}

// Open returns the object at a path of names in the group, or nil if there is none.
func (o *Object) Open(path ...string) (*Object, error) {
	for _, name := range path {
		links, err := o.Links()
		if err != nil {
			return nil, err
		}
		var found *Object
		for _, l := range links {
			if l.Name == name {
				if found, err = o.file.object(o.path+"/"+name, l.to); err != nil {
					return nil, err
				}
			}
		}
		if found == nil {
			return nil, nil
		}
		o = found
	}
	return o, nil
}

// IsArray reports whether the object is an array.
func (o *Object) IsArray() bool { return o.message(msgLayout, 2) != nil }

// Floats returns an array of float32 or float64, of at most most elements, in row-major order.
func (o *Object) Floats(most int) (shape []int, values []float32, err error) {
	fail := func(message string) ([]int, []float32, error) {
		return nil, nil, errfmt.Errorf("HDF5: %s %s", o.name(), message)
	}
	layout := o.message(msgLayout, 2)
	switch {
	case layout == nil:
		return fail("is no array")
	case o.message(msgFilters, 0) != nil:
		return fail("is compressed or filtered, which is not read")
	case o.message(msgExternal, 0) != nil:
		return fail("has its numbers in another file, which is not read")
	case layout[0] != 3 && layout[0] != 4:
		return fail("has a layout of version " + strconv.Itoa(int(layout[0])) + "; 3 and 4 are read")
	}
	shape, n, ok := space(o.message(msgDataspace, 4))
	if !ok {
		return fail("has a shape that is not understood")
	}
	if n > most {
		return fail("has more than " + strconv.Itoa(most) + " numbers")
	}
	size := floatSize(o.message(msgDatatype, 20))
	if size == 0 {
		return fail("is not of little-endian float32 or float64")
	}
	var raw []byte
	switch {
	case layout[1] == 0 && len(layout) >= 4: // in the header
		raw = layout[4:]
	case layout[1] == 1 && len(layout) >= 18:
		at := le.Uint64(layout[2:])
		if n == 0 {
			break
		}
		if at == undefined {
			return fail("has no numbers")
		}
		if raw, err = o.file.bytes(at, uint64(n*size)); err != nil {
			return nil, nil, err
		}
	case layout[1] == 2:
		return fail("lies in chunks, which are not read; write the file without compression")
	default:
		return fail("has a layout that is not read")
	}
	if len(raw) < n*size {
		return fail("has fewer numbers than its shape")
	}
	values = make([]float32, n)
	for i := range values {
		if size == 4 {
			values[i] = math.Float32frombits(le.Uint32(raw[4*i:]))
		} else {
			values[i] = float32(math.Float64frombits(le.Uint64(raw[8*i:])))
		}
	}
	return shape, values, nil
}

// space reads a dataspace (IV.A.2.b): the shape, () for one value, and the number of elements.
func space(b []byte) (shape []int, n int, ok bool) {
	if len(b) < 4 {
		return nil, 0, false
	}
	rank, dims := int(b[1]), b[4:]
	switch {
	case b[0] == 1 && len(b) >= 8:
		dims = b[8:]
	case b[0] == 2 && b[3] == 2: // null
		return []int{0}, 0, true
	case b[0] != 2:
		return nil, 0, false
	}
	if rank > 8 || len(dims) < 8*rank {
		return nil, 0, false
	}
	n = 1
	for i := range rank {
		d := le.Uint64(dims[8*i:])
		if d > 1<<31 {
			return nil, 0, false
		}
		shape = append(shape, int(d))
		if d > 0 && n > 1<<31/int(d) {
			return nil, 0, false
		}
		n *= int(d)
	}
	return shape, n, true
}

// floatTypes are the datatypes (IV.A.2.d) of IEEE's little-endian floats, from the byte after the class.
var floatTypes = map[int]string{
	4: "\x20\x1f\x00\x04\x00\x00\x00\x00\x00\x20\x00\x17\x08\x00\x17\x7f\x00\x00\x00",
	8: "\x20\x3f\x00\x08\x00\x00\x00\x00\x00\x40\x00\x34\x0b\x00\x34\xff\x03\x00\x00",
}

// floatSize returns the number of bytes of a datatype that is such a float, or 0.
func floatSize(b []byte) int {
	for size, t := range floatTypes {
		if len(b) > len(t) && b[0]&15 == 1 && string(b[1:len(t)+1]) == t {
			return size
		}
	}
	return 0
}

// Strings returns the strings of an attribute: one, or those of a list. It returns nil if the object has no such attribute.
func (o *Object) Strings(name string) ([]string, error) {
	if info := o.message(msgAttrInfo, 2); info != nil {
		at := 2
		if info[1]&1 != 0 {
			at += 2
		}
		if len(info) >= at+8 && le.Uint64(info[at:]) != undefined {
			return nil, errfmt.Errorf("HDF5: the attributes of %s lie in a heap of their own, which is not read", o.name())
		}
	}
	for _, m := range o.messages {
		if m.kind != msgAttribute {
			continue
		}
		if err := o.file.charge(1); err != nil {
			return nil, err
		}
		found, kind, dataspace, data, ok := attribute(m.data)
		if !ok {
			return nil, errfmt.Errorf("HDF5: an attribute of %s is damaged", o.name())
		}
		if string(found) != name {
			continue
		}
		texts, err := o.file.strings(kind, dataspace, data)
		if err != nil {
			return nil, errfmt.Errorf("%w (attribute %s of %s)", err, name, o.name())
		}
		return texts, nil
	}
	return nil, nil
}

// attribute takes an attribute message (IV.A.2.m) apart.
func attribute(b []byte) (name, kind, space, data []byte, ok bool) {
	if len(b) < 9 {
		return nil, nil, nil, nil, false
	}
	version, at := b[0], 8
	if version == 3 {
		at = 9
	}
	if version < 1 || version > 3 || version > 1 && b[1] != 0 {
		return nil, nil, nil, nil, false
	}
	rest := b[at:]
	var parts [3][]byte
	for i := range parts {
		size := int(le.Uint16(b[2+2*i:]))
		step := size
		if version == 1 {
			step = (size + 7) &^ 7
		}
		if step > len(rest) {
			return nil, nil, nil, nil, false
		}
		parts[i], rest = rest[:size], rest[step:]
	}
	return bytes.TrimRight(parts[0], "\x00"), parts[1], parts[2], rest, true
}

// strings reads strings of fixed or of variable length.
func (f *File) strings(kind, dataspace, data []byte) ([]string, error) {
	_, n, ok := space(dataspace)
	if !ok || len(kind) < 8 {
		return nil, errors.New("HDF5: its type is damaged")
	}
	texts := []string{}
	if n == 0 {
		return texts, nil // an empty list of h5py's is of float64
	}
	class, size := kind[0]&15, int(le.Uint32(kind[4:]))
	variable := class == 9 && kind[1]&15 == 1 && size == 16
	if class != 3 && !variable {
		return nil, errors.New("HDF5: it is no text")
	}
	if size == 0 || n > len(data)/size {
		return nil, errors.New("HDF5: it has fewer texts than its shape")
	}
	for i := range n {
		text := data[i*size : (i+1)*size]
		if variable {
			length, at, index := le.Uint32(text), le.Uint64(text[4:]), le.Uint32(text[12:])
			var err error
			if text, err = f.global(at, index); err != nil {
				return nil, err
			}
			if int(length) > len(text) {
				return nil, errors.New("HDF5: a text is longer than its place")
			}
			text = text[:length]
		}
		if end := bytes.IndexByte(text, 0); end >= 0 {
			text = text[:end]
		}
		if f.text -= len(text); f.text < 0 {
			return nil, errfmt.Errorf("HDF5: its texts have more than %d MB", maxText>>20)
		}
		texts = append(texts, string(text))
	}
	return texts, nil
}

// global returns an object of a global heap (III.E).
func (f *File) global(at uint64, index uint32) ([]byte, error) {
	if at == 0 || at == undefined {
		return nil, nil // an empty string
	}
	head, err := f.part("GCOL", at, 16)
	if err != nil {
		return nil, err
	}
	heap, err := f.bytes(at, le.Uint64(head[8:]))
	if err != nil {
		return nil, err
	}
	if len(heap) < 16 {
		return nil, errors.New("HDF5: a heap of texts is damaged")
	}
	for heap = heap[16:]; len(heap) >= 16; {
		if err := f.charge(1); err != nil {
			return nil, err
		}
		found, size := le.Uint16(heap), le.Uint64(heap[8:])
		if found == 0 || size > uint64(len(heap)-16) {
			break
		}
		if uint32(found) == index {
			return heap[16 : 16+size], nil
		}
		heap = heap[min(uint64(len(heap)), 16+(size+7)&^7):]
	}
	return nil, errfmt.Errorf("HDF5: a text that is not in its heap (number %d)", int(index))
}

package hdf5

import (
	"math"
	"slices"
	"strings"

	"digitlab/nn32/internal/errfmt"
)

// Node is a group or an array that is written.
type Node struct {
	Name       string
	Attributes []Attribute
	Children   []*Node // of a group

	Shape []int // of an array
	Data  []float32
}

// Attribute is a string or, with List, a list of strings. They are written with a fixed length: those of variable length old versions of
// Keras do not decode.
type Attribute struct {
	Name string
	Text string
	List []string // not nil for a list
}

// Group adds an empty group and returns it.
func (n *Node) Group(name string, attributes ...Attribute) *Node {
	child := &Node{Name: name, Attributes: attributes}
	n.Children = append(n.Children, child)
	return child
}

// Array adds an array.
func (n *Node) Array(name string, shape []int, data []float32) {
	n.Children = append(n.Children, &Node{Name: name, Shape: shape, Data: data})
}

const (
	superblockSize = 96
	internalK      = 16            // half of the children of a node of a B-tree
	fullNode       = 2 * internalK // children
	maxMessage     = 1<<16 - 8
)

type writer struct {
	b     []byte
	leafK int // half of the names in a node of symbols
	err   error
}

// Write returns a file as libhdf5 1.0 to 1.6 wrote it, which all read: superblock 0, headers of version 1, tables of symbols.
func Write(root *Node) ([]byte, error) {
	// A tree of one level holds all names of a group. libhdf5's own leafK is 4.
	w := &writer{b: make([]byte, superblockSize), leafK: max(4, (largest(root)+2*fullNode-1)/(2*fullNode))}
	entry := w.node(root)
	if w.err != nil {
		return nil, w.err
	}
	head := append([]byte(Signature), 0, 0, 0, 0, 0, 8, 8, 0)
	head = le.AppendUint16(head, uint16(w.leafK))
	head = le.AppendUint16(head, internalK)
	head = le.AppendUint32(head, 0)
	head = appendAddresses(head, 0, undefined, uint64(len(w.b)), undefined)
	copy(w.b, append(head, entry...))
	return w.b, nil
}

// largest returns the number of names in the largest group.
func largest(n *Node) int {
	most := len(n.Children)
	for _, c := range n.Children {
		most = max(most, largest(c))
	}
	return most
}

func appendAddresses(b []byte, addresses ...uint64) []byte {
	for _, a := range addresses {
		b = le.AppendUint64(b, a)
	}
	return b
}

// pad appends zeros up to a multiple of eight.
func pad(b []byte) []byte { return append(b, make([]byte, -len(b)&7)...) }

// add appends a part of the file and returns its address.
func (w *writer) add(part []byte) uint64 {
	at := len(w.b)
	w.b = pad(append(w.b, part...))
	return uint64(at)
}

// node writes a group or an array and returns its entry in a table of symbols, where the place of its name is 0.
func (w *writer) node(n *Node) []byte {
	var messages []byte
	add := func(kind uint16, data []byte) {
		data = pad(data)
		if len(data) > maxMessage {
			w.err = errfmt.Errorf("HDF5: a text in %s has %d bytes, at most %d fit; the network has too many layers", (&Object{path: strings.TrimSuffix("/"+n.Name, "/")}).name(), len(data), maxMessage)
			return
		}
		messages = le.AppendUint16(messages, kind)
		messages = le.AppendUint16(messages, uint16(len(data)))
		messages = append(messages, 0, 0, 0, 0)
		messages = append(messages, data...)
	}
	entry := appendAddresses(nil, 0, 0)
	if n.Shape == nil {
		tree, heap := w.names(n)
		add(msgSymbolTable, appendAddresses(nil, tree, heap))
		entry = append(entry, 1, 0, 0, 0, 0, 0, 0, 0)
		entry = appendAddresses(entry, tree, heap)
	} else {
		raw := make([]byte, 0, 4*len(n.Data))
		for _, v := range n.Data {
			raw = le.AppendUint32(raw, math.Float32bits(v))
		}
		at := w.add(raw)
		add(msgDataspace, appendSpace(nil, n.Shape))
		add(msgDatatype, appendFloat(nil, 4))
		add(5, []byte{2, 2, 2, 0}) // no value to fill with
		add(msgLayout, appendAddresses([]byte{3, 1}, at, uint64(len(raw))))
		entry = append(entry, make([]byte, 24)...)
	}
	for _, a := range n.Attributes {
		add(msgAttribute, a.message())
	}
	header := []byte{1, 0}
	header = le.AppendUint16(header, w.count(messages))
	header = le.AppendUint32(header, 1)
	header = le.AppendUint32(header, uint32(len(messages)))
	header = append(header, 0, 0, 0, 0)
	le.PutUint64(entry[8:], w.add(append(header, messages...)))
	return entry
}

// count returns the number of messages.
func (w *writer) count(messages []byte) (n uint16) {
	for len(messages) > 0 {
		messages = messages[8+le.Uint16(messages[2:]):]
		n++
	}
	return n
}

// names writes the children of a group, and then their names, in nodes of symbols under one node of a B-tree.
func (w *writer) names(n *Node) (tree, heap uint64) {
	children := slices.Clone(n.Children)
	slices.SortFunc(children, func(a, b *Node) int { return strings.Compare(a.Name, b.Name) })
	names := make([]byte, 8) // the empty name
	node := append([]byte("TREE"), 0, 0)
	node = le.AppendUint16(node, uint16((len(children)+2*w.leafK-1)/(2*w.leafK)))
	node = appendAddresses(node, undefined, undefined, 0)
	for group := range slices.Chunk(children, 2*w.leafK) {
		symbols := append([]byte("SNOD"), 1, 0)
		symbols = le.AppendUint16(symbols, uint16(len(group)))
		last := uint64(0)
		for _, c := range group {
			entry := w.node(c)
			last = uint64(len(names))
			le.PutUint64(entry, last)
			names = pad(append(names, c.Name+"\x00"...))
			symbols = append(symbols, entry...)
		}
		symbols = append(symbols, make([]byte, 40*(2*w.leafK-len(group)))...)
		node = appendAddresses(node, w.add(symbols), last)
	}
	node = append(node, make([]byte, 24+16*fullNode+8-len(node))...)
	tree = w.add(node)
	at := w.add(names)
	head := append([]byte("HEAP"), 0, 0, 0, 0)
	return tree, w.add(appendAddresses(head, uint64(len(names)), 1, at))
}

func appendSpace(b []byte, shape []int) []byte {
	b = append(b, 1, byte(len(shape)), 0, 0, 0, 0, 0, 0)
	for _, n := range shape {
		b = le.AppendUint64(b, uint64(n))
	}
	return b
}

func appendFloat(b []byte, size int) []byte { return append(append(b, 0x11), floatTypes[size]...) }

// message returns an attribute message of version 1.
func (a *Attribute) message() []byte {
	texts, shape := []string{a.Text}, []int(nil)
	if a.List != nil {
		texts, shape = a.List, []int{len(a.List)}
	}
	size := 1
	for _, t := range texts {
		size = max(size, len(t))
	}
	kind := le.AppendUint32([]byte{0x13, 1, 0, 0}, uint32(size)) // padded with zeros, ASCII
	if len(texts) == 0 {
		kind = appendFloat(nil, 8) // as h5py does
	}
	space := appendSpace(nil, shape)
	name := append([]byte(a.Name), 0)
	b := []byte{1, 0}
	for _, part := range [][]byte{name, kind, space} {
		b = le.AppendUint16(b, uint16(len(part)))
	}
	for _, part := range [][]byte{name, kind, space} {
		b = pad(append(b, part...))
	}
	for _, t := range texts {
		b = append(append(b, t...), make([]byte, size-len(t))...)
	}
	return b
}

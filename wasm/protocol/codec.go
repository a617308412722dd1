package protocol

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strconv"
)

// ErrFormat is wrapped by every error about bytes that are not a message of this build.
var ErrFormat = errors.New("protocol: not a message of this version")

// codec reads or writes the fields of a message. One list of fields serves both directions, so that they cannot disagree. Writing
// changes no field, so that several goroutines may write the same message. Numbers are little-endian; slices and strings are
// preceded by their length as a uint32.
type codec struct {
	buf     []byte
	reading bool
	record  byte  // version of the record that is read; 0 for messages and for writing
	err     error // the first error in reading
}

// fielder is a message or a record: fields is the list of its fields.
type fielder interface{ fields(c *codec) }

// marshal writes the version, the kind and the fields of m.
func marshal(version, kind byte, m fielder) []byte {
	c := &codec{buf: []byte{version, kind}}
	m.fields(c)
	return c.buf
}

// unmarshal reads b into the message that blank returns for its kind; blank returns nil for an unknown one.
func unmarshal[M interface {
	comparable
	fielder
}](b []byte, blank func(kind byte) M) (none M, err error) {
	if len(b) < 2 {
		return none, formatError("it has " + strconv.Itoa(len(b)) + " bytes")
	}
	if b[0] != Version {
		return none, formatError("version " + strconv.Itoa(int(b[0])) + ", want " + strconv.Itoa(Version) + "; reload the page")
	}
	m := blank(b[1])
	if m == none {
		return none, formatError("unknown kind " + strconv.Itoa(int(b[1])))
	}
	if err := read(b[2:], 0, m); err != nil {
		return none, err
	}
	return m, nil
}

// read reads the fields of m from b, which must contain nothing else. record is the version of a record, or 0 for a message.
func read(b []byte, record byte, m fielder) error {
	c := &codec{buf: b, reading: true, record: record}
	m.fields(c)
	if c.err == nil && len(c.buf) > 0 {
		c.err = formatError(strconv.Itoa(len(c.buf)) + " bytes too many")
	}
	return c.err
}

// formatError wraps ErrFormat. Package fmt would make the trainer a tenth larger.
func formatError(detail string) error { return &formatProblem{detail} }

type formatProblem struct{ detail string }

func (p *formatProblem) Error() string { return ErrFormat.Error() + ": " + p.detail }
func (p *formatProblem) Unwrap() error { return ErrFormat }

// take removes the next n bytes in reading. It returns nil if there are fewer; then the field stays zero.
func (c *codec) take(n int) []byte {
	if c.err == nil && (n < 0 || n > len(c.buf)) {
		c.err = formatError("it ends early")
	}
	if c.err != nil {
		return nil
	}
	b := c.buf[:n:n]
	c.buf = c.buf[n:]
	return b
}

func (c *codec) uint8(v *uint8) {
	if !c.reading {
		c.buf = append(c.buf, *v)
	} else if b := c.take(1); b != nil {
		*v = b[0]
	}
}

func (c *codec) uint16(v *uint16) {
	if !c.reading {
		c.buf = binary.LittleEndian.AppendUint16(c.buf, *v)
	} else if b := c.take(2); b != nil {
		*v = binary.LittleEndian.Uint16(b)
	}
}

func (c *codec) int16(v *int16) {
	u := uint16(*v)
	c.uint16(&u)
	if c.reading {
		*v = int16(u)
	}
}

func (c *codec) uint32(v *uint32) {
	if !c.reading {
		c.buf = binary.LittleEndian.AppendUint32(c.buf, *v)
	} else if b := c.take(4); b != nil {
		*v = binary.LittleEndian.Uint32(b)
	}
}

func (c *codec) uint64(v *uint64) {
	if !c.reading {
		c.buf = binary.LittleEndian.AppendUint64(c.buf, *v)
	} else if b := c.take(8); b != nil {
		*v = binary.LittleEndian.Uint64(b)
	}
}

func (c *codec) bool(v *bool) {
	var b uint8
	if *v {
		b = 1
	}
	c.uint8(&b)
	if c.reading {
		*v = b != 0
	}
}

func (c *codec) int64(v *int64) {
	u := uint64(*v)
	c.uint64(&u)
	if c.reading {
		*v = int64(u)
	}
}

// int carries every int of a 64-bit machine; wasm's int has 64 bits too.
func (c *codec) int(v *int) {
	u := uint64(*v)
	c.uint64(&u)
	if c.reading {
		*v = int(u)
	}
}

func (c *codec) float32(v *float32) {
	u := math.Float32bits(*v)
	c.uint32(&u)
	if c.reading {
		*v = math.Float32frombits(u)
	}
}

func (c *codec) float64(v *float64) {
	u := math.Float64bits(*v)
	c.uint64(&u)
	if c.reading {
		*v = math.Float64frombits(u)
	}
}

// bytes reads into a new slice, so that the message stays valid when its buffer is reused.
func (c *codec) bytes(v *[]byte) {
	n := c.length(len(*v), 1)
	if !c.reading {
		c.buf = append(c.buf, *v...)
	} else if b := c.take(n); len(b) > 0 {
		*v = append([]byte(nil), b...)
	}
}

func (c *codec) string(v *string) {
	n := c.length(len(*v), 1)
	if !c.reading {
		c.buf = append(c.buf, *v...)
	} else {
		*v = string(c.take(n))
	}
}

// float32s is list for float32, without a call per element: a checkpoint has up to 1.5 million of them, and training waits while it
// is made.
func (c *codec) float32s(v *[]float32) {
	n := c.length(len(*v), 4)
	if !c.reading {
		c.buf = slices.Grow(c.buf, 4*n)
		for _, x := range *v {
			c.buf = binary.LittleEndian.AppendUint32(c.buf, math.Float32bits(x))
		}
	} else if b := c.take(4 * n); len(b) > 0 {
		*v = make([]float32, n)
		for i := range *v {
			(*v)[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
		}
	}
}

func (c *codec) ints(v *[]int) { list(c, v, 8, c.int) }

// length carries the length of a slice whose elements take at least size bytes each. It refuses a length that is larger than the
// rest of the message, before memory is allocated for it.
func (c *codec) length(n, size int) int {
	u := uint32(n)
	c.uint32(&u)
	if c.reading && c.err == nil && int64(u)*int64(size) > int64(len(c.buf)) {
		c.err = formatError("a list is longer than the message")
	}
	if c.err != nil {
		return 0
	}
	return int(u)
}

// list carries a slice, element by element; size is the minimum number of bytes of an element.
func list[T any](c *codec, v *[]T, size int, element func(*T)) {
	n := c.length(len(*v), size)
	if c.reading && n > 0 {
		*v = make([]T, n)
	}
	for i := range *v {
		element(&(*v)[i])
	}
}

// ErrorText returns the text of an error for an event's Failure or Detail: empty for nil.
func ErrorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

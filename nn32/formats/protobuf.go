package formats

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// A message in protocol buffers is a row of fields: a varint of number·8 + wire type, and then a varint (0), 8 bytes (1), 4 bytes (5),
// or a length and bytes (2). https://protobuf.dev/programming-guides/encoding

// message is one that is written.
type message []byte

func (m *message) tag(field, wire int) { *m = binary.AppendUvarint(*m, uint64(field<<3|wire)) }

func (m *message) int(field, v int) {
	m.tag(field, 0)
	*m = binary.AppendUvarint(*m, uint64(v))
}

func (m *message) float(field int, v float32) {
	m.tag(field, 5)
	*m = binary.LittleEndian.AppendUint32(*m, math.Float32bits(v))
}

func (m *message) bytes(field int, b []byte) {
	m.tag(field, 2)
	*m = append(binary.AppendUvarint(*m, uint64(len(b))), b...)
}

func (m *message) string(field int, s string) { m.bytes(field, []byte(s)) }

// field is one that was read.
type field struct {
	number int
	wire   int
	varint uint64 // of wire types 0, 1 and 5
	bytes  []byte // of wire type 2
}

// errProtobuf is wrapped by nothing: readers say what they read.
var errProtobuf = errors.New("a field is cut off or of an unknown kind")

// fields calls f with each field of a message, and stops at its error.
func fields(b []byte, f func(field) error) error {
	for len(b) > 0 {
		tag, n := binary.Uvarint(b)
		if n <= 0 || tag>>3 == 0 || tag>>3 > 1<<29-1 {
			return errProtobuf
		}
		b = b[n:]
		at := field{number: int(tag >> 3), wire: int(tag & 7)}
		switch at.wire {
		case 0:
			if at.varint, n = binary.Uvarint(b); n <= 0 {
				return errProtobuf
			}
			b = b[n:]
		case 1:
			if len(b) < 8 {
				return errProtobuf
			}
			at.varint, b = binary.LittleEndian.Uint64(b), b[8:]
		case 2:
			length, n := binary.Uvarint(b)
			if n <= 0 || length > uint64(len(b)-n) {
				return errProtobuf
			}
			at.bytes, b = b[n:n+int(length)], b[n+int(length):]
		case 5:
			if len(b) < 4 {
				return errProtobuf
			}
			at.varint, b = uint64(binary.LittleEndian.Uint32(b)), b[4:]
		default:
			return errProtobuf
		}
		if err := f(at); err != nil {
			return err
		}
	}
	return nil
}

// ints appends the value, or the values that are packed, of a repeated field of varints.
func (f field) ints(to []int) ([]int, error) {
	if f.wire == 0 {
		return append(to, int(f.varint)), nil
	}
	for b := f.bytes; len(b) > 0; {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return nil, errProtobuf
		}
		to, b = append(to, int(v)), b[n:]
	}
	return to, nil
}

// floats appends the value, or the values that are packed, of a repeated field of floats.
func (f field) floats(to []float32) ([]float32, error) {
	if f.wire == 5 {
		return append(to, math.Float32frombits(uint32(f.varint))), nil
	}
	if len(f.bytes)%4 != 0 {
		return nil, errProtobuf
	}
	return appendFloats(to, f.bytes), nil
}

// appendFloats appends the float32 that bytes have in little-endian order.
func appendFloats(to []float32, b []byte) []float32 {
	to = slices.Grow(to, len(b)/4)
	for ; len(b) >= 4; b = b[4:] {
		to = append(to, math.Float32frombits(binary.LittleEndian.Uint32(b)))
	}
	return to
}

// floatBytes returns float32 in little-endian order.
func floatBytes(v []float32) []byte {
	b := make([]byte, 0, 4*len(v))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	return b
}

package reader

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"

	"digitlab/nn32"
	"digitlab/nn32/internal/say"
)

// The file of a reader has no header of shapes, because there is one architecture. All numbers are little-endian.
//
//	magic          8 bytes
//	checksum       uint32, CRC-32 (IEEE) of what follows
//	temperature    float32
//	for each layer with weights, from the first:
//	  scale        float32 for each unit
//	  bias         float32 for each unit
//	  kernel       int8 for each weight, in the order of nn32; times the scale of its unit it is the weight
const magic = "reader1\n"

// ErrFile is wrapped by errors about bytes that are not a reader's file.
var ErrFile = errors.New("this is not the file of the reader")

// most is the largest weight of each unit in the file.
const most = 127

// Decode returns the reader of a file.
func Decode(file []byte) (*Reader, error) {
	r, err := New()
	if err != nil {
		return nil, err
	}
	if want := r.fileSize(); len(file) != want {
		return nil, say.Errorf("%w: it has %d bytes, want %d", ErrFile, len(file), want)
	}
	body := file[len(magic)+4:]
	if string(file[:len(magic)]) != magic || binary.LittleEndian.Uint32(file[len(magic):]) != crc32.ChecksumIEEE(body) {
		return nil, say.Errorf("%w: it was altered", ErrFile)
	}
	if !r.fill(body) {
		return nil, say.Errorf("%w: it has numbers that are none", ErrFile)
	}
	return r, nil
}

// fileSize returns how long the file is.
func (r *Reader) fileSize() int {
	n := len(magic) + 4 + 4
	for _, p := range r.network.Params() {
		n += 4 * len(p.Value.Data) // a bias
		if kernel := len(p.Value.Shape) > 1; kernel {
			n += 4*units(p) - 3*len(p.Value.Data)
		}
	}
	return n
}

// units returns how many units a parameter has weights of; they are its last axis.
func units(p *nn32.Param) int { return p.Value.Shape[len(p.Value.Shape)-1] }

// fill takes the numbers after the checksum. It returns false when one is beyond all reason, or the temperature not above 0.
func (r *Reader) fill(body []byte) (ok bool) {
	ok = true
	next := func() float32 {
		v := math.Float32frombits(binary.LittleEndian.Uint32(body))
		body = body[4:]
		ok = ok && v > -1e6 && v < 1e6 // not NaN either
		return v
	}
	r.temperature = nn32.Temperature(next())
	params := r.network.Params() // kernel, bias, kernel, bias …
	for i := 0; i < len(params); i += 2 {
		kernel, bias := params[i], params[i+1]
		scales := make([]float32, units(kernel))
		for unit := range scales {
			scales[unit] = next()
		}
		for unit := range bias.Value.Data {
			bias.Value.Data[unit] = next()
		}
		for j := range kernel.Value.Data {
			kernel.Value.Data[j] = float32(float32(int8(body[j])) * scales[j%len(scales)])
		}
		body = body[len(kernel.Value.Data):]
	}
	return ok && r.temperature > 0
}

// Encode returns the file of a reader with the weights of params, which are those of New's network in their order. They are
// rounded to whole parts of the largest of their unit.
func Encode(params []*nn32.Param, t nn32.Temperature) []byte {
	put := func(b []byte, v float32) []byte { return binary.LittleEndian.AppendUint32(b, math.Float32bits(v)) }
	body := put(nil, float32(t))
	for i := 0; i < len(params); i += 2 {
		kernel, bias := params[i], params[i+1]
		scales := make([]float32, units(kernel))
		for j, v := range kernel.Value.Data {
			scales[j%len(scales)] = max(scales[j%len(scales)], v/most, -v/most)
		}
		for _, v := range append(scales[:len(scales):len(scales)], bias.Value.Data...) {
			body = put(body, v)
		}
		for j, v := range kernel.Value.Data {
			whole := 0.
			if scale := scales[j%len(scales)]; scale > 0 {
				whole = math.Round(float64(v / scale))
			}
			body = append(body, byte(int8(max(-most, min(most, whole)))))
		}
	}
	return append(binary.LittleEndian.AppendUint32([]byte(magic), crc32.ChecksumIEEE(body)), body...)
}

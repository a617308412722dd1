package reader

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"

	"digitlab/nn32"
)

// The file of a reader has no header of shapes, because there is one architecture, and so it has one length. All numbers are
// little-endian.
//
//	checksum       uint32, CRC-32 (IEEE) of what follows
//	temperature    float32
//	for each layer with weights, from the first:
//	  scale        float32 for each unit
//	  bias         float32 for each unit
//	  kernel       int8 for each weight, in the order of nn32; times the scale of its unit it is the weight

// ErrFile is the error about bytes that are not a reader's file.
var ErrFile = errors.New("this is not the file of the reader, or it was altered")

// Decode returns the reader of a file.
func Decode(file []byte) (*Reader, error) {
	r, err := New()
	if err != nil {
		return nil, err
	}
	if len(file) != r.fileSize() || binary.LittleEndian.Uint32(file) != crc32.ChecksumIEEE(file[4:]) {
		return nil, ErrFile
	}
	var temperature [1]float32
	rest := numbers(temperature[:], file[4:])
	r.temperature = nn32.Temperature(temperature[0])
	params := r.network.Params() // kernel, bias, kernel, bias …
	for i := 0; i < len(params); i += 2 {
		kernel, bias := params[i].Value.Data, params[i+1].Value.Data
		scales := make([]float32, len(bias))
		rest = numbers(bias, numbers(scales, rest))
		for j := range kernel {
			kernel[j] = float32(float32(int8(rest[j])) * scales[j%len(scales)])
		}
		rest = rest[len(kernel):]
	}
	return r, nil
}

// numbers reads numbers and returns what comes after them.
func numbers(to []float32, from []byte) (rest []byte) {
	for i := range to {
		to[i] = math.Float32frombits(binary.LittleEndian.Uint32(from[4*i:]))
	}
	return from[4*len(to):]
}

// fileSize returns how long the file is.
func (r *Reader) fileSize() int {
	n := 4 + 4
	for i, p := range r.network.Params() {
		if bias := i%2 == 1; bias {
			n += 2 * 4 * len(p.Value.Data) // with the scales
		} else {
			n += len(p.Value.Data)
		}
	}
	return n
}

// Encode returns the file of a reader with the weights of params, which are those of New's network in their order. They are
// rounded to 127ths of the largest of their unit.
func Encode(params []*nn32.Param, t nn32.Temperature) []byte {
	const most = 127
	put := func(b []byte, v float32) []byte { return binary.LittleEndian.AppendUint32(b, math.Float32bits(v)) }
	body := put(nil, float32(t))
	for i := 0; i < len(params); i += 2 {
		kernel, bias := params[i].Value.Data, params[i+1].Value.Data
		scales := make([]float32, len(bias))
		for j, v := range kernel {
			scales[j%len(scales)] = max(scales[j%len(scales)], v/most, -v/most)
		}
		for _, v := range append(scales[:len(scales):len(scales)], bias...) {
			body = put(body, v)
		}
		for j, v := range kernel {
			whole := 0.
			if scale := scales[j%len(scales)]; scale > 0 {
				whole = math.Round(float64(v / scale))
			}
			body = append(body, byte(int8(max(-most, min(most, whole)))))
		}
	}
	return append(binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(body)), body...)
}

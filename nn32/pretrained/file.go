package pretrained

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"

	"digitlab/nn32"
	"digitlab/nn32/calibrate"
)

// There is one architecture, so the file has no header of shapes and its length is fixed. All numbers are little-endian.
//
//	checksum       uint32, CRC-32 (IEEE) of the rest of the file
//	temperature    float32
//	for each layer with weights, from the first:
//	  scale        float32 for each unit
//	  bias         float32 for each unit
//	  kernel       int8 for each weight, in the order of nn32; a weight is its int8 times the scale of its unit

// ErrFile is the error that Decode returns for bytes that are not the file of this network.
var ErrFile = errors.New("this is not the file of the pretrained network, or it was altered")

// Decode returns the network of a file, or ErrFile.
func Decode(file []byte) (*Network, error) {
	n, err := New()
	if err != nil {
		return nil, err
	}
	if len(file) != n.fileSize() || binary.LittleEndian.Uint32(file) != crc32.ChecksumIEEE(file[4:]) {
		return nil, ErrFile
	}
	var temperature [1]float32
	rest := decodeFloats(temperature[:], file[4:])
	n.temperature = calibrate.Temperature(temperature[0])
	params := n.sequential.Params() // kernel, bias, kernel, bias …
	for i := 0; i < len(params); i += 2 {
		kernel, bias := params[i].Value.Data, params[i+1].Value.Data
		scales := make([]float32, len(bias))
		rest = decodeFloats(bias, decodeFloats(scales, rest))
		for j := range kernel {
			kernel[j] = float32(float32(int8(rest[j])) * scales[j%len(scales)])
		}
		rest = rest[len(kernel):]
	}
	return n, nil
}

// decodeFloats fills to from the start of from and returns the bytes after that.
func decodeFloats(to []float32, from []byte) (rest []byte) {
	for i := range to {
		to[i] = math.Float32frombits(binary.LittleEndian.Uint32(from[4*i:]))
	}
	return from[4*len(to):]
}

// fileSize returns the length of the file in bytes.
func (n *Network) fileSize() int {
	size := 4 + 4
	for i, p := range n.sequential.Params() {
		if bias := i%2 == 1; bias {
			size += 2 * 4 * len(p.Value.Data) // with the scales
		} else {
			size += len(p.Value.Data)
		}
	}
	return size
}

// Encode returns the file for the given weights, which have the order and shapes of New's parameters. Each weight is rounded
// to one of 255 values: -127 to 127, times 1/127 of the largest absolute weight of its unit.
func Encode(params []*nn32.Param, t calibrate.Temperature) []byte {
	const most = 127
	appendFloat := func(b []byte, v float32) []byte { return binary.LittleEndian.AppendUint32(b, math.Float32bits(v)) }
	body := appendFloat(nil, float32(t))
	for i := 0; i < len(params); i += 2 {
		kernel, bias := params[i].Value.Data, params[i+1].Value.Data
		scales := make([]float32, len(bias))
		for j, v := range kernel {
			scales[j%len(scales)] = max(scales[j%len(scales)], v/most, -v/most)
		}
		for _, v := range append(scales[:len(scales):len(scales)], bias...) {
			body = appendFloat(body, v)
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

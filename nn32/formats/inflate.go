package formats

import "errors"

var (
	errDeflate = errors.New("its compressed data are damaged")
	errBlocks  = errors.New("its compressed data are in too many blocks")
)

// blockSize is a number of bytes of which a compressor makes no block of its own. Blocks without content would only cost time.
const blockSize = 256

// fastBits is the length of the codes that one look into a table decodes; longer ones are rare.
const fastBits = 9

// code is a canonical Huffman code.
type code struct {
	count   [16]uint16            // number of codes of each length
	symbols []uint16              // in the order of their codes
	fast    [1 << fastBits]uint16 // for the next bits: 16 · symbol + length, or 0 if the code is longer
}

// newCode returns the code whose lengths are those of its symbols, 0 for one that is not used.
func newCode(lengths []uint8) (*code, error) {
	c := &code{symbols: make([]uint16, len(lengths))}
	for _, l := range lengths {
		c.count[l]++
	}
	c.count[0] = 0
	var next, place [17]int // the next code and the place of its symbol, by length
	for l := 1; l <= 15; l++ {
		next[l+1] = (next[l] + int(c.count[l])) << 1
		place[l+1] = place[l] + int(c.count[l])
		if next[l]+int(c.count[l]) > 1<<l {
			return nil, errDeflate
		}
	}
	for s, l := range lengths {
		if l == 0 {
			continue
		}
		c.symbols[place[l]] = uint16(s)
		place[l]++
		if l <= fastBits {
			reversed := 0 // the first bit of a code is the lowest
			for i := range int(l) {
				reversed |= next[l] >> i & 1 << (int(l) - 1 - i)
			}
			for i := reversed; i < len(c.fast); i += 1 << l {
				c.fast[i] = uint16(s<<4 | int(l))
			}
		}
		next[l]++
	}
	return c, nil
}

// bitReader reads bits, the lowest of a byte first. After the end of its data it reads zeros, and counts them.
type bitReader struct {
	data []byte
	at   int
	hold uint64
	n    uint // number of bits in hold
	past int  // number of bytes of zeros after the end
}

// need fills hold to at least 48 bits.
func (r *bitReader) need() {
	for r.n <= 48 {
		if r.at < len(r.data) {
			r.hold |= uint64(r.data[r.at]) << r.n
			r.at++
		} else {
			r.past++
		}
		r.n += 8
	}
}

// overrun reports whether bits after the end were taken.
func (r *bitReader) overrun() bool { return r.past > int(r.n)/8 }

func (r *bitReader) take(n uint) int {
	r.need()
	v := int(r.hold & (1<<n - 1))
	r.hold >>= n
	r.n -= n
	return v
}

// symbol decodes one symbol, or returns -1 for bits that are no code.
func (r *bitReader) symbol(c *code) int {
	r.need()
	if f := c.fast[r.hold&(1<<fastBits-1)]; f != 0 {
		r.hold >>= f & 15
		r.n -= uint(f & 15)
		return int(f >> 4)
	}
	bits, first, place := 0, 0, 0
	for l := 1; l <= 15; l++ {
		bits |= int(r.hold >> (l - 1) & 1)
		count := int(c.count[l])
		if bits-first < count {
			r.hold >>= l
			r.n -= uint(l)
			return int(c.symbols[place+bits-first])
		}
		place += count
		first = (first + count) << 1
		bits <<= 1
	}
	return -1
}

// The lengths and distances of a copy: the smallest of each symbol, and the number of bits that are added.
var (
	lengthBase = [29]uint16{3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258}
	lengthBits = [29]uint8{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}
	distBase   = [30]uint16{1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193,
		12289, 16385, 24577}
	distBits = [30]uint8{0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13}
)

// inflate decompresses DEFLATE, RFC 1951, to size bytes; it is an error if they are more or fewer. compress/flate brings package fmt: 62 KB
// of Brotli in a WebAssembly program without it, measured.
func inflate(data []byte, size int) ([]byte, error) {
	if size/1032 > len(data) { // DEFLATE's largest ratio
		return nil, errDeflate
	}
	out := make([]byte, 0, size)
	r := &bitReader{data: data}
	last := false
	for blocks := 0; !last; blocks++ {
		if blocks > 16+size/blockSize {
			return nil, errBlocks
		}
		last = r.take(1) == 1
		var err error
		switch r.take(2) {
		case 0:
			out, err = r.stored(out)
		case 1:
			lengths := make([]uint8, 288+30)
			for i := range lengths {
				switch {
				case i < 144:
					lengths[i] = 8
				case i < 256:
					lengths[i] = 9
				case i < 280:
					lengths[i] = 7
				case i < 288:
					lengths[i] = 8
				default:
					lengths[i] = 5
				}
			}
			out, err = r.compressed(out, lengths, 288)
		case 2:
			lengths, literals, headErr := r.lengths()
			if err = headErr; err == nil {
				out, err = r.compressed(out, lengths, literals)
			}
		default:
			err = errDeflate
		}
		if err != nil {
			return nil, err
		}
		if r.overrun() {
			return nil, errDeflate
		}
	}
	if len(out) != size {
		return nil, errDeflate
	}
	return out, nil
}

// stored reads a block that is not compressed. out's capacity is the bound.
func (r *bitReader) stored(out []byte) ([]byte, error) {
	r.take(r.n % 8)
	n, complement := r.take(16), r.take(16)
	start := r.at - int(r.n)/8 + r.past // bytes in hold are read again
	if n != ^complement&0xffff || start+n > len(r.data) || n > cap(out)-len(out) {
		return nil, errDeflate
	}
	out = append(out, r.data[start:start+n]...)
	*r = bitReader{data: r.data, at: start + n}
	return out, nil
}

// lengths reads the lengths of a block's two codes, and the number of those of the first.
func (r *bitReader) lengths() (lengths []uint8, literals int, err error) {
	literals = r.take(5) + 257
	dists, n := r.take(5)+1, r.take(4)+4
	if literals > 286 || dists > 30 {
		return nil, 0, errDeflate
	}
	var meta [19]uint8
	for _, place := range []int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}[:n] {
		meta[place] = uint8(r.take(3))
	}
	c, err := newCode(meta[:])
	if err != nil {
		return nil, 0, err
	}
	for len(lengths) < literals+dists {
		s, value, times := r.symbol(c), uint8(0), 1
		switch {
		case s < 0 || s == 16 && len(lengths) == 0:
			return nil, 0, errDeflate
		case s < 16:
			value = uint8(s)
		case s == 16:
			value, times = lengths[len(lengths)-1], 3+r.take(2)
		case s == 17:
			times = 3 + r.take(3)
		default:
			times = 11 + r.take(7)
		}
		for range times {
			lengths = append(lengths, value)
		}
	}
	if len(lengths) != literals+dists {
		return nil, 0, errDeflate
	}
	return lengths, literals, nil
}

// compressed reads a block of literals and copies.
func (r *bitReader) compressed(out []byte, lengths []uint8, literals int) ([]byte, error) {
	literal, err := newCode(lengths[:literals])
	if err != nil {
		return nil, err
	}
	dist, err := newCode(lengths[literals:])
	if err != nil {
		return nil, err
	}
	for {
		s := r.symbol(literal)
		switch {
		case s < 0 || s > 285 || r.overrun():
			return nil, errDeflate
		case s == 256:
			return out, nil
		case s < 256:
			if len(out) == cap(out) {
				return nil, errDeflate
			}
			out = append(out, byte(s))
			continue
		}
		n := int(lengthBase[s-257]) + r.take(uint(lengthBits[s-257]))
		d := r.symbol(dist)
		if d < 0 || d > 29 {
			return nil, errDeflate
		}
		back := int(distBase[d]) + r.take(uint(distBits[d]))
		if back > len(out) || n > cap(out)-len(out) {
			return nil, errDeflate
		}
		for range n { // one by one: it may copy what it has just written
			out = append(out, out[len(out)-back])
		}
	}
}

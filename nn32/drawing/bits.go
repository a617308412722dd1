package drawing

import "math/bits"

// size is the side of the bitmap between a drawing and its picture.
const size = 32

// form is that bitmap, a word a row: bit x is set where column x is ink.
type form [size]uint32

func (f *form) count() (n int) {
	for _, row := range f {
		n += bits.OnesCount32(row)
	}
	return n
}

// picture counts the ink in blocks of 4×4.
func (f *form) picture() (p Picture) {
	for y, row := range f {
		for x := range side {
			p[y/4*side+x] += uint8(bits.OnesCount32(row >> (4 * x) & 15))
		}
	}
	return p
}

// rows returns the first and the last row with ink.
func (f *form) rows() (top, bottom int) {
	top = -1
	for y, row := range f {
		if row != 0 {
			if top < 0 {
				top = y
			}
			bottom = y
		}
	}
	return top, bottom
}

func (f *form) leftmost(y int) (x int, ok bool) { return bits.TrailingZeros32(f[y]), f[y] != 0 }

// erode keeps the pixels whose four neighbours are ink too. Beyond the edge counts as ink, so that strokes become thinner
// and the digit does not become shorter.
func (f form) erode() (out form) {
	for y, row := range f {
		out[y] = row & f.at(y-1, ^uint32(0)) & f.at(y+1, ^uint32(0)) & (row<<1 | 1) & (row>>1 | 1<<(size-1))
	}
	return out
}

// dilate adds the pixels that have ink among their four neighbours.
func (f form) dilate() (out form) {
	for y, row := range f {
		out[y] = row | f.at(y-1, 0) | f.at(y+1, 0) | row<<1 | row>>1
	}
	return out
}

// at returns a row, or what is beyond the edge.
func (f *form) at(y int, beyond uint32) uint32 {
	if y < 0 || y >= size {
		return beyond
	}
	return f[y]
}

// bitmap returns the form as a drawing.
func (f *form) bitmap() Bitmap {
	b := Bitmap{size, size, make([]uint8, size*size)}
	for i := range b.Ink {
		b.Ink[i] = uint8(f[i/size]>>(i%size)&1) * 255
	}
	return b
}

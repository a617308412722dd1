package drawing

import "math/bits"

// side32 is the side of the bitmap between a drawing and its picture.
const side32 = 32

// bitmap32 is a bitmap of 32×32, one word for each row: bit x is set if column x is ink.
type bitmap32 [side32]uint32

// count returns the number of pixels with ink.
func (f *bitmap32) count() (n int) {
	for _, row := range f {
		n += bits.OnesCount32(row)
	}
	return n
}

// picture counts the ink in blocks of 4×4.
func (f *bitmap32) picture() (p Picture) {
	for y, row := range f {
		for x := range pictureSide {
			p[y/4*pictureSide+x] += uint8(bits.OnesCount32(row >> (4 * x) & 15))
		}
	}
	return p
}

// rows returns the first and the last row with ink.
func (f *bitmap32) rows() (top, bottom int) {
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

// leftmost returns the first column of row y with ink.
func (f *bitmap32) leftmost(y int) (x int, ok bool) { return bits.TrailingZeros32(f[y]), f[y] != 0 }

// erode keeps the pixels whose four neighbours are ink too. Outside of the bitmap counts as ink, so that strokes become
// thinner but the digit does not become shorter.
func (f bitmap32) erode() (out bitmap32) {
	for y, row := range f {
		out[y] = row & f.at(y-1, ^uint32(0)) & f.at(y+1, ^uint32(0)) & (row<<1 | 1) & (row>>1 | 1<<(side32-1))
	}
	return out
}

// dilate adds the pixels with ink in one of their four neighbours.
func (f bitmap32) dilate() (out bitmap32) {
	for y, row := range f {
		out[y] = row | f.at(y-1, 0) | f.at(y+1, 0) | row<<1 | row>>1
	}
	return out
}

// at returns row y, or outside for a row that does not exist.
func (f *bitmap32) at(y int, outside uint32) uint32 {
	if y < 0 || y >= side32 {
		return outside
	}
	return f[y]
}

// bitmap returns the same pixels as a drawing, with ink 255.
func (f *bitmap32) bitmap() Bitmap {
	b := Bitmap{side32, side32, make([]uint8, side32*side32)}
	for i := range b.Ink {
		b.Ink[i] = uint8(f[i/side32]>>(i%side32)&1) * 255
	}
	return b
}

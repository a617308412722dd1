package drawing

// pictureSide is the side of a Picture, as of the data set of digits.
const pictureSide = 8

// Picture is a digit as the network sees it: 8×8 values, row by row. Each is the number of ink pixels in a block of 4×4, 0 to 16.
type Picture [pictureSide * pictureSide]uint8

// bitmap returns the picture as a drawing of 8×8, with 255 for a full block.
func (p *Picture) bitmap() Bitmap {
	b := Bitmap{pictureSide, pictureSide, make([]uint8, pictureSide*pictureSide)}
	for i, count := range p {
		b.Ink[i] = uint8(int(count) * 255 / 16)
	}
	return b
}

// The data's aspect ratios: digits were stretched to 20 columns and the full height of 32 rows, except narrow and flat ones.
const (
	stretchedWidth = 20
	narrowRatio    = .35 // below this ratio of width to height, a digit becomes narrower than 20 columns
	flatRatio      = 1.6 // above this ratio, a digit becomes lower than 32 rows
)

// stretchedSize returns the size in the bitmap of a box of w×h in a drawing.
func stretchedSize(w, h int) (int, int) {
	width, height := float64(stretchedWidth), float64(side32)
	switch ratio := float64(w) / float64(h); {
	case ratio < narrowRatio:
		width *= ratio / narrowRatio
	case ratio > flatRatio:
		height *= flatRatio / ratio
	}
	return max(1, int(width+.5)), max(1, int(height+.5))
}

// stretch scales a box of a drawing to w×h, in the middle of the bitmap. A pixel becomes ink if about half of its area is ink.
func stretch(b Bitmap, from box, w, h int) (out bitmap32) {
	var sums [side32 * side32]int
	var line [side32]int
	least := b.addStrokes(sums[:w*h], from, w, h, line[:])
	left, top := (side32-w)/2, (side32-h)/2
	for i, sum := range sums[:w*h] {
		if sum >= least {
			out[top+i/w] |= 1 << (left + i%w)
		}
	}
	return out
}

// evenStrokes erodes digits with much ink and dilates those with little. The limits, in pixels, are those of NIST's reader.
func evenStrokes(f bitmap32) bitmap32 {
	switch n := f.count(); {
	case n > 560:
		return f.erode().erode()
	case n > 412:
		return f.erode()
	case n < 108:
		return f.dilate().dilate()
	case n < 256:
		return f.dilate()
	}
	return f
}

// shear shifts rows sideways until the left ends of the ink two rows below its top and two rows above its bottom are in one column.
func shear(f bitmap32) bitmap32 {
	top, bottom := f.rows()
	if bottom-top < 5 {
		return f
	}
	high, ok := f.leftmost(top + 2)
	low, ok2 := f.leftmost(bottom - 2)
	if !ok || !ok2 {
		return f
	}
	var out bitmap32
	for y, row := range f {
		shift := floorDiv(2*(y-side32/2)*(high-low)+(bottom-top), 2*(bottom-top)) // ⌊… + ½⌋
		if shift < 0 {
			out[y] = row >> -shift
		} else {
			out[y] = row << shift
		}
	}
	return out
}

// floorDiv returns ⌊a/b⌋ for positive b.
func floorDiv(a, b int) int {
	if q := a / b; a%b < 0 {
		return q - 1
	} else {
		return q
	}
}

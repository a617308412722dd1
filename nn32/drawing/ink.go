package drawing

// side is the side of a Picture, and of the pictures of the digits' data set.
const side = 8

// Picture is a digit as the network sees it: 8×8, row by row, in each place how many of 4×4 pixels are ink, 0 to 16.
type Picture [side * side]uint8

// bitmap returns the picture as a drawing.
func (p *Picture) bitmap() Bitmap {
	b := Bitmap{side, side, make([]uint8, side*side)}
	for i, count := range p {
		b.Ink[i] = uint8(int(count) * 255 / 16)
	}
	return b
}

// The proportions that the data has: digits are stretched to 20 columns of the full height, except that narrow ones stay
// narrow, down from narrow times the height, and that flat ones, up from flat times the height, stay flat.
const (
	columns = 20
	narrow  = .35
	flat    = 1.6
)

// proportions returns the size in the bitmap of what is w×h in a drawing.
func proportions(w, h int) (int, int) {
	width, height := float64(columns), float64(size)
	switch ratio := float64(w) / float64(h); {
	case ratio < narrow:
		width *= ratio / narrow
	case ratio > flat:
		height *= flat / ratio
	}
	return max(1, int(width+.5)), max(1, int(height+.5))
}

// stretch brings a box of a drawing to w×h in the middle. A pixel is ink when half of it is; of ink too fine for that,
// the densest half stays.
func stretch(b Bitmap, from box, w, h int) (out form) {
	var sums [size * size]int
	var line [size]int
	b.shrink(sums[:], from, w, h, line[:])
	most := 0
	for _, sum := range sums[:w*h] {
		most = max(most, sum)
	}
	least := max(1, min(255*from.width()*from.height(), most))
	left, top := (size-w)/2, (size-h)/2
	for i, sum := range sums[:w*h] {
		if 2*sum >= least {
			out[top+i/w] |= 1 << (left + i%w)
		}
	}
	return out
}

// even erodes thick strokes and dilates thin ones, by the limits of NIST's reader, in pixels set.
func even(f form) form {
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

// shear moves each row so that the left ends of the ink near its top and its bottom come to stand above one another.
func shear(f form) form {
	top, bottom := f.rows()
	if bottom-top < 5 {
		return f
	}
	high, ok := f.leftmost(top + 2)
	low, ok2 := f.leftmost(bottom - 2)
	if !ok || !ok2 {
		return f
	}
	var out form
	for y, row := range f {
		shift := floorDiv(2*(y-size/2)*(high-low)+(bottom-top), 2*(bottom-top)) // ⌊… + ½⌋
		if shift < 0 {
			out[y] = row >> -shift
		} else {
			out[y] = row << shift
		}
	}
	return out
}

func floorDiv(a, b int) int {
	if q := a / b; a%b < 0 {
		return q - 1
	} else {
		return q
	}
}

package datasets

// Picture is a digit as the network sees it: 8×8, row by row, in each place how many of 4×4 pixels are ink, 0 to 16.
type Picture [side * side]uint8

// FromDrawing takes a drawing the way that the data was made (NIST's form reader, Garris et al. 1997): stood upright, cut
// out, stretched into a bitmap of 32×32, its strokes evened, sheared, and its ink counted in blocks of
// 4×4. It returns false when there is no ink, or when the size and the pixels do not agree; with any ink the picture
// is never empty.
func FromDrawing(b Bitmap) (Picture, bool) {
	if !b.valid() {
		return Picture{}, false
	}
	if _, ok := b.tight(); !ok {
		return Picture{}, false
	}
	b = b.upright()
	around, _ := b.tight()
	ink := stretch(b, around)
	for _, step := range []func(bits) bits{evenThickness, shear} {
		if next := step(ink); next.count() > 0 {
			ink = next
		}
	}
	return ink.picture(), true
}

// size is the side of the bitmap between a drawing and its picture.
const size = 32

// bits is that bitmap: true is ink.
type bits [size][size]bool

// The proportions that the data has: digits are stretched to 20 columns of the full height, except that narrow ones stay
// narrow, down from narrow times the height, and that flat ones, up from flat times the height, stay flat.
const (
	columns = 20
	narrow  = .35
	flat    = 1.6
)

// stretch brings the ink of a box to the proportions of the data, in the middle. A pixel is ink when half of it is;
// of ink too fine for that, the densest half stays.
func stretch(b Bitmap, from box) bits {
	w, h := float64(columns), float64(size)
	switch ratio := float64(from.width()) / float64(from.height()); {
	case ratio < narrow:
		w *= ratio / narrow
	case ratio > flat:
		h *= flat / ratio
	}
	width, height := max(1, int(w+.5)), max(1, int(h+.5))
	cover := b.shrink(from, width, height)
	var most float64
	for _, c := range cover {
		most = max(most, c)
	}
	left, top := (size-width)/2, (size-height)/2
	var out bits
	for i, c := range cover {
		out[top+i/width][left+i%width] = c >= min(.5, most/2)
	}
	return out
}

// evenThickness erodes thick strokes and dilates thin ones, by the limits of NIST's reader, in pixels set.
func evenThickness(b bits) bits {
	switch n := b.count(); {
	case n > 560:
		return b.erode().erode()
	case n > 412:
		return b.erode()
	case n < 108:
		return b.dilate().dilate()
	case n < 256:
		return b.dilate()
	}
	return b
}

// shear moves each row so that the left ends of the ink near its top and its bottom come to stand above one another.
func shear(b bits) bits {
	top, bottom := b.rows()
	if bottom-top < 5 {
		return b
	}
	high, ok := b.leftmost(top + 2)
	low, ok2 := b.leftmost(bottom - 2)
	if !ok || !ok2 {
		return b
	}
	var out bits
	for y := range size {
		shift := floorDiv(2*(y-size/2)*(high-low)+(bottom-top), 2*(bottom-top)) // ⌊… + ½⌋
		for x := range size {
			if to := x + shift; b[y][x] && to >= 0 && to < size {
				out[y][to] = true
			}
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

func (b *bits) picture() (p Picture) {
	for y := range size {
		for x := range size {
			if b[y][x] {
				p[y/4*side+x/4]++
			}
		}
	}
	return p
}

func (b *bits) count() (n int) {
	for y := range size {
		for x := range size {
			if b[y][x] {
				n++
			}
		}
	}
	return n
}

// rows returns the first and the last row with ink.
func (b *bits) rows() (top, bottom int) {
	top = -1
	for y := range size {
		if _, ok := b.leftmost(y); ok {
			if top < 0 {
				top = y
			}
			bottom = y
		}
	}
	return top, bottom
}

func (b *bits) leftmost(y int) (x int, ok bool) {
	for x := range size {
		if b[y][x] {
			return x, true
		}
	}
	return 0, false
}

// erode keeps the pixels whose four neighbours are ink too. Beyond the edge counts as ink, so that strokes become thinner
// and the digit does not become shorter.
func (b bits) erode() (out bits) {
	return b.eachNeighbourhood(func(here, up, down, left, right bool) bool { return here && up && down && left && right }, true)
}

// dilate adds the pixels that have ink among their four neighbours.
func (b bits) dilate() (out bits) {
	return b.eachNeighbourhood(func(here, up, down, left, right bool) bool { return here || up || down || left || right }, false)
}

func (b *bits) eachNeighbourhood(keep func(here, up, down, left, right bool) bool, beyond bool) (out bits) {
	at := func(y, x int) bool {
		if y < 0 || y >= size || x < 0 || x >= size {
			return beyond
		}
		return b[y][x]
	}
	for y := range size {
		for x := range size {
			out[y][x] = keep(b[y][x], at(y-1, x), at(y+1, x), at(y, x-1), at(y, x+1))
		}
	}
	return out
}

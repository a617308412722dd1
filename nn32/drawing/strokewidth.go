package drawing

// Stroke widths change on a sheet whose resolution is four times that of MNIST's pictures.
const (
	sheetScale  = 4                           // pixels of the sheet for each of MNIST's, along an axis
	sheetDigit  = sheetScale * mnistDigitSide // the longer side of a digit on the sheet
	sheetMargin = 8                           // around the digit; a stroke may grow by this to each side
	sheetSide   = sheetDigit + 2*sheetMargin
)

// Stroke widths of MNIST's test images, in hundredths of a pixel of the sheet: median, 10th and 90th percentile.
const typicalWidth, thinWidth, thickWidth = 880, 643, 1234

// strokeSheet is a drawing on that sheet: 1 is ink, 0 is paper.
type strokeSheet [sheetSide][sheetSide]uint8

// normaliseStrokes returns a drawing whose stroke width, relative to its size, is MNIST's median or as close to that as possible.
// With crop it is cropped to its ink again. A drawing between MNIST's 10th and 90th percentile is returned unchanged.
func (b Bitmap) normaliseStrokes(crop bool) Bitmap {
	w, h := fitWithin(b.Width, b.Height, sheetDigit)
	around := box{(sheetSide - w) / 2, (sheetSide - h) / 2, (sheetSide-w)/2 + w, (sheetSide-h)/2 + h}
	f := b.strokeSheet(around)
	width := f.strokeWidth()
	if width >= thinWidth && width <= thickWidth {
		return b
	}
	// If strokes of width w grow by r to each side, the digit grows from D = sheetDigit to D+2r. For the median width T the ratios
	// must be equal, (w+2r)/(D+2r) = T/D, so r = (T-w)·D / (2(D-T)).
	r := (typicalWidth - width) * 100 * sheetDigit / (2 * (100*sheetDigit - typicalWidth))
	if next := f.grown(r); !next.empty() {
		f = next
	}
	out := f.bitmap()
	if crop {
		around = out.bounds(1)
	}
	return out.crop(around)
}

// strokeSheet scales a drawing to a box of a sheet. Pixels become ink as in stretch.
func (b Bitmap) strokeSheet(to box) *strokeSheet {
	sums := make([]int, to.width()*to.height())
	least := b.addStrokes(sums, box{0, 0, b.Width, b.Height}, to.width(), to.height(), make([]int, to.width()))
	f := new(strokeSheet)
	for i, sum := range sums {
		if sum >= least {
			f[to.top+i/to.width()][to.left+i%to.width()] = 1
		}
	}
	return f
}

// strokeWidth returns the mean width of the strokes in hundredths of a pixel: twice their area divided by the length of their
// edge. The length follows from the number of crossings with lines in four directions (Crofton's formula).
func (f *strokeSheet) strokeWidth() int {
	var area, straight, diagonal int
	for y := range sheetSide - 1 { // the margin is empty
		row, next := &f[y], &f[y+1]
		for x := 1; x < sheetSide-1; x++ {
			here := row[x]
			area += int(here)
			straight += int(here^row[x+1]) + int(here^next[x])
			diagonal += int(here^next[x+1]) + int(here^next[x-1])
		}
	}
	edge := 393*straight + 278*diagonal // thousandths: π/8 and π/8/√2
	return 2 * 100 * 1000 * area / max(1, edge)
}

// grown returns the sheet with ink wherever there is ink within r hundredths of a pixel. For negative r, paper grows instead.
func (f *strokeSheet) grown(r int) *strokeSheet {
	value := uint8(1) // the value that grows
	if r < 0 {
		value, r = 0, -r
	}
	r = min(r, 100*sheetMargin) + 50 // distances are between pixels' middles; a pixel's edge is half a pixel nearer
	// reach[dy] is how many columns to the side a pixel that is dy rows above or below can grow; -1 if not even to its own column.
	var reach [sheetMargin + 2]int
	for dy := range reach {
		reach[dy] = -1
		for dx := 0; (dx*dx+dy*dy)*100*100 <= r*r; dx++ {
			reach[dy] = dx
		}
	}
	near, out := f.distances(value), new(strokeSheet)
	for y := range sheetSide {
		row, to := &near[y], &out[y]
		for x := range to {
			to[x] = 1 - value
		}
		for x, reached := 0, -1; x < sheetSide; x++ {
			if reached = max(reached-1, reach[row[x]]); reached >= 0 {
				to[x] = value
			}
		}
		for x, reached := sheetSide-1, -1; x >= 0; x-- {
			if reached = max(reached-1, reach[row[x]]); reached >= 0 {
				to[x] = value
			}
		}
	}
	return out
}

// distances returns for each pixel the number of rows to the nearest pixel of that value in its column, above or below, and at
// most sheetMargin+1.
func (f *strokeSheet) distances(value uint8) *strokeSheet {
	out := new(strokeSheet)
	above := &out[0]
	for x := range above {
		above[x] = sheetMargin + 1
	}
	for y := range sheetSide {
		row, to := &f[y], &out[y]
		for x, v := range row {
			to[x] = min(above[x]+1, sheetMargin+1)
			if v == value {
				to[x] = 0
			}
		}
		above = to
	}
	for y := sheetSide - 2; y >= 0; y-- {
		below, to := &out[y+1], &out[y]
		for x := range to {
			to[x] = min(to[x], below[x]+1)
		}
	}
	return out
}

// empty reports whether the sheet has no ink.
func (f *strokeSheet) empty() bool { return *f == strokeSheet{} }

// bitmap returns the same pixels as a drawing, with ink 255.
func (f *strokeSheet) bitmap() Bitmap {
	b := Bitmap{sheetSide, sheetSide, make([]uint8, sheetSide*sheetSide)}
	for y := range f {
		row := b.row(y)
		for x, ink := range f[y] {
			row[x] = 255 * ink
		}
	}
	return b
}

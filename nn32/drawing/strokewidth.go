package drawing

import "slices"

// Strokes become thicker or thinner on a sheet on which a digit is several times as broad as in MNIST's pictures.
const (
	finer  = 4               // pixels of the sheet along one of MNIST's
	broad  = finer * longest // the longer side of a digit on the sheet
	margin = 8               // around the digit, as much as its strokes may grow to each side
	sheet  = broad + 2*margin
)

// How thick strokes are in MNIST's test images, in hundredths of a pixel of the sheet: the median, and between which four in
// five are.
const typical, thin, thick = 880, 643, 1234

// fine is such a sheet, 1 where there is ink and 0 where there is none.
type fine [sheet][sheet]uint8

// even returns a drawing in a size at which its strokes are as thick as MNIST's typically are, or as near to that as they can
// be. With crop, it is cut to its ink again. A drawing whose strokes are neither thin nor thick stays as it is, with its shades.
func (b Bitmap) even(crop bool) Bitmap {
	w, h := fit(b.Width, b.Height, broad)
	around := box{(sheet - w) / 2, (sheet - h) / 2, (sheet-w)/2 + w, (sheet-h)/2 + h}
	f := b.fine(around)
	width := f.thickness()
	if width >= thin && width <= thick {
		return b
	}
	// A digit whose strokes of width w grow by r to each side becomes broad+2r: that these are w+2r of it as typical is of
	// broad, r must be:
	r := (typical - width) * 100 * broad / (2 * (100*broad - typical))
	if next := f.grown(r); !next.empty() {
		f = next
	}
	out := f.bitmap()
	if crop {
		around = out.tight(1)
	}
	return out.cut(around)
}

// fine brings a drawing to a place on a sheet. A pixel is ink when half of it is; of ink too fine for that, the densest half
// stays.
func (b Bitmap) fine(to box) *fine {
	sums := b.sums(to.width(), to.height())
	least := max(1, min(255*b.Width*b.Height, slices.Max(sums)))
	f := new(fine)
	for i, sum := range sums {
		if 2*sum >= least {
			f[to.top+i/to.width()][to.left+i%to.width()] = 1
		}
	}
	return f
}

// thickness returns how thick strokes are, in hundredths of a pixel: twice their area by the length of their edge, which is
// known from how often lines in four directions cross it (Crofton).
func (f *fine) thickness() int {
	var area, straight, diagonal int
	for y := range sheet - 1 { // the margin is empty
		row, next := &f[y], &f[y+1]
		for x := 1; x < sheet-1; x++ {
			here := row[x]
			area += int(here)
			straight += int(here^row[x+1]) + int(here^next[x])
			diagonal += int(here^next[x+1]) + int(here^next[x-1])
		}
	}
	edge := 393*straight + 278*diagonal // thousandths: π/8 and π/8/√2
	return 2 * 100 * 1000 * area / max(1, edge)
}

// grown returns what has ink within r hundredths of a pixel or, for negative r, no paper within that.
func (f *fine) grown(r int) *fine {
	what := uint8(1) // that grows
	if r < 0 {
		what, r = 0, -r
	}
	r = min(r, 100*margin) + 50 // a pixel's edge is half a pixel nearer than its middle
	// To how many pixels aside what is so far above or below reaches; -1 not even there.
	var reach [margin + 2]int
	for dy := range reach {
		reach[dy] = -1
		for dx := 0; (dx*dx+dy*dy)*100*100 <= r*r; dx++ {
			reach[dy] = dx
		}
	}
	near, out := f.near(what), new(fine)
	for y := range sheet {
		row, to := &near[y], &out[y]
		for x := range to {
			to[x] = 1 - what
		}
		for x, reached := 0, -1; x < sheet; x++ {
			if reached = max(reached-1, reach[row[x]]); reached >= 0 {
				to[x] = what
			}
		}
		for x, reached := sheet-1, -1; x >= 0; x-- {
			if reached = max(reached-1, reach[row[x]]); reached >= 0 {
				to[x] = what
			}
		}
	}
	return out
}

// near returns for each pixel how far above or below it ink is, or paper; at most one more than margin.
func (f *fine) near(what uint8) *fine {
	out := new(fine)
	above := &out[0]
	for x := range above {
		above[x] = margin + 1
	}
	for y := range sheet {
		row, to := &f[y], &out[y]
		for x, v := range row {
			to[x] = min(above[x]+1, margin+1)
			if v == what {
				to[x] = 0
			}
		}
		above = to
	}
	for y := sheet - 2; y >= 0; y-- {
		below, to := &out[y+1], &out[y]
		for x := range to {
			to[x] = min(to[x], below[x]+1)
		}
	}
	return out
}

func (f *fine) empty() bool { return *f == fine{} }

// bitmap returns the sheet as a drawing.
func (f *fine) bitmap() Bitmap {
	b := Bitmap{sheet, sheet, make([]uint8, sheet*sheet)}
	for y := range f {
		row := b.row(y)
		for x, ink := range f[y] {
			row[x] = 255 * ink
		}
	}
	return b
}

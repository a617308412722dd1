package drawing

import "math/bits"

// Point is a position of the pen, in units of which the paper's side has PaperUnits, from its upper left corner. It may lie outside.
type Point struct{ X, Y int16 }

// Stroke is the path of the pen from where it went down to where it went up.
type Stroke []Point

const (
	PaperUnits = 9600
	// paperSide is the side in pixels of the bitmap of strokes: large enough for the 32×32 that it is reduced to, even when the
	// digit fills a third of the paper.
	paperSide = 200

	samplesAcross = 4 // of a pixel: its ink is the share of its 4×4 samples that the pen covers
	rasterSide    = samplesAcross * paperSide
	rasterWords   = (rasterSide + 63) / 64
)

// raster has one bit for each sample, row by row.
type raster [rasterSide][rasterWords]uint64

// Rasterise returns the ink of strokes of a round pen, whose diameter is pen/PaperUnits of the paper's side. A browser's canvas would draw
// them too, but each draws its own pixels, and some give noise to a program that reads them. Here all numbers are whole, so that every
// machine makes the same bitmap.
//
// The path goes through the midpoints between the pen's positions in quadratic curves, which rounds its corners; so does the page.
func Rasterise(strokes []Stroke, pen uint16) Bitmap {
	var r raster
	tip := newTip(pen)
	for _, s := range strokes {
		r.draw(s, tip)
	}
	return r.bitmap()
}

// RasteriseDigits returns the ink of each digit if the strokes are several digits side by side, from left to right, or else nil. Several
// digits leave little room, and a pen for a single one fills their gaps and holes: the pen is at most in proportion to their height. They
// are searched for as they stand, too: together they may seem to lean when each stands upright.
func RasteriseDigits(strokes []Stroke, pen uint16) []Bitmap {
	if len(strokes) < 2 {
		return nil
	}
	top, bottom := PaperUnits, 0
	for _, s := range strokes {
		for _, p := range s {
			top, bottom = min(top, int(p.Y)), max(bottom, int(p.Y))
		}
	}
	const pensHigh = 10 // a digit that fills two thirds of the paper is as high as ten of the page's pens
	b := Rasterise(strokes, min(pen, uint16(max(0, min(bottom, PaperUnits)-max(0, top))/pensHigh)))
	threshold, ok := b.threshold()
	if !ok {
		return nil
	}
	standing, upright := b.pieces(threshold, corners), b.deskew().pieces(threshold, corners)
	digits := standing.segment()
	if more := upright.segment(); len(more) > len(digits) {
		return more
	}
	return digits
}

// place is twice a Point, so that the middle of two points is whole too.
type place struct{ x, y int }

// placesPerSample is the distance of two samples.
const placesPerSample = 2 * PaperUnits / rasterSide

func (r *raster) draw(s Stroke, t tip) {
	if len(s) == 0 {
		return
	}
	at := func(i int) place { return place{2 * int(s[i].X), 2 * int(s[i].Y)} }
	from, last := at(0), at(len(s)-1)
	for i := 1; i < len(s)-1; i++ {
		middle := place{int(s[i].X) + int(s[i+1].X), int(s[i].Y) + int(s[i+1].Y)}
		r.curve(from, at(i), middle, t)
		from = middle
	}
	r.curve(from, last, last, t) // a line, or the dot of a single point
}

// curve puts the pen down all along the quadratic curve from a to c with the control point b, at distances of at most 3 samples: what
// it leaves out between them is less than a hundredth of a pixel.
func (r *raster) curve(a, b, c place, t tip) {
	// The derivative is at most twice the longer leg.
	longest := max(abs(b.x-a.x), abs(b.y-a.y), abs(c.x-b.x), abs(c.y-b.y))
	n := max(1, (2*longest+3*placesPerSample-1)/(3*placesPerSample))
	sample := func(a, b, c, i int) int { // along one axis, rounded
		sum := (n-i)*(n-i)*a + 2*i*(n-i)*b + i*i*c
		return floorDiv(sum+placesPerSample/2*n*n, placesPerSample*n*n)
	}
	for i := range n + 1 {
		r.stamp(sample(a.x, b.x, c.x, i), sample(a.y, b.y, c.y, i), t)
	}
}

// tip is the pen's round tip: how many samples of a row it covers to each side of its middle, for the rows below the middle. The middle
// lies between samples, so that the rows above are the same.
type tip []int

func newTip(pen uint16) (t tip) {
	const perSample = PaperUnits / rasterSide
	most := int(pen) * int(pen)
	within := func(dx, dy int) bool { return perSample*perSample*(dx*dx+dy*dy) <= most } // in half samples
	for dy := 1; within(1, dy); dy += 2 {
		width := 1
		for within(2*width+1, dy) {
			width++
		}
		t = append(t, width)
	}
	return t
}

// stamp covers the samples below the pen with its middle left of and above sample (x, y).
func (r *raster) stamp(x, y int, t tip) {
	for row := max(0, y-len(t)); row < min(rasterSide, y+len(t)); row++ {
		width := t[max(row-y, y-1-row)]
		left, right := max(0, x-width), min(rasterSide, x+width)
		if left >= right {
			continue
		}
		words := &r[row]
		first, last := left/64, (right-1)/64
		from, to := ^uint64(0)<<(left%64), ^uint64(0)>>(63-(right-1)%64)
		if first == last {
			words[first] |= from & to
			continue
		}
		words[first] |= from
		for i := first + 1; i < last; i++ {
			words[i] = ^uint64(0)
		}
		words[last] |= to
	}
}

// bitmap counts the covered samples of each pixel.
func (r *raster) bitmap() Bitmap {
	const pixelsPerWord, samples = 64 / samplesAcross, samplesAcross * samplesAcross
	b := Bitmap{paperSide, paperSide, make([]uint8, paperSide*paperSide)}
	for y := range paperSide {
		row := b.row(y)
		for word := range rasterWords {
			var lines [samplesAcross]uint64
			var any uint64
			for i := range lines {
				lines[i] = r[samplesAcross*y+i][word]
				any |= lines[i]
			}
			for any != 0 {
				pixel := bits.TrailingZeros64(any) / samplesAcross
				mask := uint64(1<<samplesAcross-1) << (pixel * samplesAcross)
				covered := 0
				for _, line := range lines {
					covered += bits.OnesCount64(line & mask)
				}
				row[word*pixelsPerWord+pixel] = uint8((255*covered + samples/2) / samples)
				any &^= mask
			}
		}
	}
	return b
}

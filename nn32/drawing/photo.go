package drawing

// photoSide is the longer side of a photo, in pixels, in which ink is searched for. Larger photos are scaled down.
const photoSide = 600

// FromPhoto returns the drawing on a photo, whose Ink holds lightness instead: 0 is black, 255 is white. A photo shows more than a
// digit: the edge of the sheet, a table, shadows, ruled lines. So ink is what is darker than the paper around it (contrast), lines are
// removed (eraseLines), and of the pieces that remain, those that may be a digit are kept (findInk). Light ink on dark paper is found
// in the negative. The drawing has no ink if nothing on the photo may be a digit. It is at most photoSide long.
func FromPhoto(b Bitmap) Bitmap {
	if !b.valid() {
		return b
	}
	b = b.Thumbnail(photoSide)
	dark, light := b.findInk(), b.negative().findInk()
	if light.outline > dark.outline {
		return light.ink
	}
	return dark.ink
}

// negative returns a photo with light for dark.
func (b Bitmap) negative() Bitmap {
	out := Bitmap{b.Width, b.Height, make([]uint8, len(b.Ink))}
	for i, v := range b.Ink {
		out.Ink[i] = 255 - v
	}
	return out
}

const (
	strokeShare = 3  // strokes of a digit are narrower than the photo's shorter side divided by this
	sizeShare   = 25 // a digit is longer than the photo's shorter side divided by this
	levels      = 12 // thresholds that are tried
)

// foundInk is what findInk finds.
type foundInk struct {
	ink     Bitmap
	outline int // the contrast along the edge of the digit; 0 if there is none
}

// findInk searches for a digit that is darker than its paper. No single threshold separates ink from everything else: a low one joins
// a digit with a shadow beside it, a high one loses pencil. So pieces are searched for at several thresholds, as in the tree of
// Matas et al. 2002 (maximally stable extremal regions). What touches the photo's edge is the table or another sheet. Of the other
// pieces that look like strokes, the one with the largest sum of contrast is the digit. Then its threshold becomes half of its own
// contrast, and pieces near it and of like size join it.
func (b Bitmap) findInk() foundInk {
	smooth := b.binomial()
	paper := smooth.paper()
	sharp, faint := b.contrast(paper), smooth.contrast(paper)
	noise := faint.noise()
	faint.eraseLines(noise)
	short := min(b.Width, b.Height)
	isInk := func(l *pieces, p piece) bool {
		return b.isFree(p) && 2*p.mass >= 3*noise*p.area && p.isStrokes() && l.areOnPaper(p, smooth, paper)
	}
	var digit piece
	level := 0
	for t, i := noise, 0; i < levels && t <= 255; t, i = t+1+t/3, i+1 {
		pieces := faint.pieces(uint8(t), corners)
		for _, p := range pieces.list {
			if p.weight() > digit.weight() && p.longer()*sizeShare >= short && isInk(&pieces, p) {
				digit, level = p, t
			}
		}
	}
	out := Bitmap{b.Width, b.Height, make([]uint8, len(b.Ink))}
	if digit.mass == 0 {
		return foundInk{ink: out}
	}
	// Half of the contrast of full ink: there a blurred stroke has its true width.
	pieces := faint.pieces(uint8(level), corners)
	var shades histogram
	for i := range pieces.pixels(digit) {
		shades[sharp.Ink[i]]++
	}
	threshold := max(level, shades.quantile(4, 5)/2)
	pieces = faint.pieces(uint8(max(level, threshold/2)), corners)
	for _, p := range pieces.list {
		if !b.isFree(p) || !p.isPartOf(digit) && !(p.isLike(digit) && isInk(&pieces, p)) {
			continue
		}
		for i := range pieces.pixels(p) { // no ink up to half of the threshold, half ink at the threshold
			out.Ink[i] = uint8(max(0, min(255, (2*int(sharp.Ink[i])-threshold)*128/threshold)))
		}
	}
	return foundInk{out, digit.outline()}
}

// isFree reports whether a piece does not belong to what is cut off by the photo's edge, as a table is. A large digit may touch the edge
// with the ends of its strokes. If the photo was cut off at the digit, strokes may lie along the edge: along two opposite sides, or all,
// but on less than half of the edge, since a table around the corner of a sheet covers two whole sides.
func (b Bitmap) isFree(p piece) bool {
	ends := 2*p.longer() >= min(b.Width, b.Height) && 1000*p.border <= 2*p.strokeWidth()*p.longer()
	down := p.top == 0 && p.bottom == b.Height && p.left > 0 && p.right < b.Width
	across := p.left == 0 && p.right == b.Width && p.top > 0 && p.bottom < b.Height
	fills := 10*p.width() >= 9*b.Width && 10*p.height() >= 9*b.Height && p.border < b.Width+b.Height
	return p.border == 0 || ends || down || across || fills
}

// noise returns the least contrast that is not noise. At least a quarter of a photo is plain paper, so the noise is estimated from the
// spread of the lowest contrasts: of a normal distribution, quantile 1/4 is 7/8 of a standard deviation above quantile 1/16.
func (b Bitmap) noise() int {
	var shades histogram
	for _, v := range b.Ink {
		shades[v]++
	}
	low := shades.quantile(1, 4)
	return max(14, low+8+8*(low-shades.quantile(1, 16)))
}

// paper returns the lightness of the paper at each pixel: the closing of the photo by a square (Serra 1982). It removes everything
// dark that is narrower than the square, and keeps edges and slow changes of light where they are. What is around the photo counts as
// white at first: so only squares that lie within the photo matter. A part of a square is too small for a stroke along the photo's edge.
func (b Bitmap) paper() Bitmap {
	side := max(3, min(b.Width, b.Height)/strokeShare|1)
	return b.dilated(side, 255).negative().dilated(side, 0).negative()
}

// contrast returns how much darker than its paper each pixel is. The difference is divided by the paper's lightness, because ink
// takes away a share of the light; a constant added to it keeps the noise of dark places low.
func (b Bitmap) contrast(paper Bitmap) Bitmap {
	out := Bitmap{b.Width, b.Height, make([]uint8, len(b.Ink))}
	const dark = 64
	var share [256]int // of each lightness, in 1/65536: a table is faster than a division for each pixel
	for p := range share {
		share[p] = (255 + dark) << 16 / (p + dark)
	}
	for i, p := range paper.Ink {
		out.Ink[i] = uint8(max(0, int(p)-int(b.Ink[i])) * share[p] >> 16)
	}
	return out
}

// areOnPaper reports whether a photo is as light as paper around a piece of its contrasts. The corner of a sheet, or a bay between
// strokes, also differs from the paper that is estimated there, but along one of its sides the photo has no edge.
func (l *pieces) areOnPaper(p piece, photo, paper Bitmap) bool {
	const near = 3 // pixels; a blurred edge is about as wide
	edge, light := 0, 0
	for i := range l.pixels(p) {
		x, y := i%l.Width, i/l.Width
		for _, d := range [4][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
			outX, outY := x+near*d[0], y+near*d[1]
			if outX < 0 || outX >= l.Width || outY < 0 || outY >= l.Height {
				continue
			}
			step := d[0] + d[1]*l.Width
			if l.Ink[i+step] >= l.threshold {
				continue
			}
			edge++
			ink := photo.Ink[i]
			for k := i; k >= 0 && k < len(l.Ink) && l.Ink[k] >= l.threshold && k != i-near*step; k -= step {
				ink = min(ink, photo.Ink[k])
			}
			if 2*int(photo.Ink[i+near*step]) >= int(paper.Ink[i])+int(ink) {
				light++
			}
		}
	}
	return 10*light >= 8*edge
}

// binomial returns the bitmap smoothed by the kernel (1 2 1) along both axes.
func (b Bitmap) binomial() Bitmap {
	out := Bitmap{b.Width, b.Height, make([]uint8, len(b.Ink))}
	line := make([]int, b.Width)
	for y := range b.Height {
		above, row, below := b.row(max(y-1, 0)), b.row(y), b.row(min(y+1, b.Height-1))
		for x := range line {
			line[x] = int(above[x]) + 2*int(row[x]) + int(below[x])
		}
		to := out.row(y)
		for x, v := range line {
			to[x] = uint8((line[max(x-1, 0)] + 2*v + line[min(x+1, len(line)-1)] + 8) / 16)
		}
	}
	return out
}

// dilated returns the maximum in a square of an odd side around each pixel. around is the ink around the bitmap.
func (b Bitmap) dilated(side int, around uint8) Bitmap {
	out := Bitmap{b.Width, b.Height, make([]uint8, len(b.Ink))}
	line := newMaxLine(max(b.Width, b.Height), side, around)
	for y := range b.Height {
		copy(line.values(b.Width), b.row(y))
		copy(out.row(y), line.maxima(b.Width))
	}
	for x := range b.Width {
		values := line.values(b.Height)
		for y := range values {
			values[y] = out.Ink[y*b.Width+x]
		}
		for y, v := range line.maxima(b.Height) {
			out.Ink[y*b.Width+x] = v
		}
	}
	return out
}

// maxLine computes maxima in windows of a line, with three comparisons for each value whatever the window's size (van Herk 1992;
// Gil and Werman 1993).
type maxLine struct {
	side           int
	around         uint8   // the value before and after a line
	padded, begins []uint8 // padded: half a window at each end, and up to a whole number of parts of side values
}

func newMaxLine(most, side int, around uint8) *maxLine {
	length := (most + 2*side) / side * side
	return &maxLine{side, around, make([]uint8, length), make([]uint8, length)}
}

// values returns the place for a line of n values.
func (l *maxLine) values(n int) []uint8 {
	for i := range l.padded {
		l.padded[i] = l.around
	}
	return l.padded[l.side/2:][:n]
}

// maxima returns the maxima of the windows around each of the n values, and overwrites them. A window covers the end of one part of
// the line and the beginning of the next: its maximum is the larger one of both.
func (l *maxLine) maxima(n int) []uint8 {
	for from := 0; from < len(l.padded); from += l.side {
		part, begin := l.padded[from:][:l.side], l.begins[from:][:l.side]
		largest := uint8(0)
		for i, v := range part {
			largest = max(largest, v)
			begin[i] = largest
		}
		largest = 0
		for i := len(part) - 1; i >= 0; i-- {
			largest = max(largest, part[i])
			part[i] = largest
		}
	}
	ends, begins := l.padded[:n], l.begins[l.side-1:][:n]
	for i, v := range begins {
		ends[i] = max(ends[i], v)
	}
	return ends
}

// histogram has the number of pixels of each shade.
type histogram [256]int

// quantile returns the shade below which the share part/whole of the pixels lies.
func (h *histogram) quantile(part, whole int) (shade int) {
	n := 0
	for _, count := range h {
		n += count
	}
	for n = n * part / whole; shade < 255 && h[shade] <= n; shade++ {
		n -= h[shade]
	}
	return shade
}

// abs returns |x|.
func abs(x int) int { return max(x, -x) }

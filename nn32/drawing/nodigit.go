package drawing

import "math/bits"

// What no digit is: a blot, which leaves almost nothing of its place empty, though it is not as narrow as a 1; and a scribble,
// which has more holes than an 8 with loops.
const (
	full      = .7 // of the place; a dot of a round pen fills π/4
	mostHoles = 3
	leastHole = 2 // pixels; fewer are an unsteady hand
)

// noDigit reports whether the ink of a drawing that stands upright cannot be a digit.
func (b Bitmap) noDigit(least uint8) bool {
	around := b.tight(least)
	w, h := proportions(around.width(), around.height())
	f := stretch(b, around, w, h)
	blot := 2*around.width() >= around.height() && float64(f.count()) >= full*float64(w*h)
	return blot || f.holes() > mostHoles
}

// holes counts the pieces of paper that ink shuts in, of pixels that touch along an edge.
func (f form) holes() (n int) {
	var paper, outside form
	for y, row := range f {
		paper[y], outside[y] = ^row, 1|1<<(size-1)
	}
	outside[0], outside[size-1] = ^uint32(0), ^uint32(0)
	outside = outside.spread(paper)
	for y := range paper {
		paper[y] &^= outside[y]
	}
	for y := 0; y < size; {
		if paper[y] == 0 {
			y++
			continue
		}
		var hole form
		hole[y] = 1 << bits.TrailingZeros32(paper[y])
		hole = hole.spread(paper)
		for i := range paper {
			paper[i] &^= hole[i]
		}
		if hole.count() >= leastHole {
			n++
		}
	}
	return n
}

// spread returns what of the ground can be reached from the pixels that are set, step by step.
func (f form) spread(ground form) form {
	for y := range f {
		f[y] &= ground[y]
	}
	for {
		next := f.dilate()
		for y := range next {
			next[y] &= ground[y]
		}
		if next == f {
			return f
		}
		f = next
	}
}

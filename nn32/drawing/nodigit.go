package drawing

import "math/bits"

// Ink that is no digit is a blot, which fills almost all of its box and is not as narrow as a 1, or a scribble, which has more
// holes than an 8 with loops.
const (
	blotShare     = .7 // of the stretched box; a dot of a round pen fills π/4
	maxHoles      = 3
	minHolePixels = 2 // a smaller hole comes from an unsteady hand
)

// isNoDigit reports whether the ink of a deskewed drawing is a blot or a scribble.
func (b Bitmap) isNoDigit(threshold uint8) bool {
	ink := b.bounds(threshold)
	w, h := stretchedSize(ink.width(), ink.height())
	f := stretch(b, ink, w, h)
	blot := 2*ink.width() >= ink.height() && float64(f.count()) >= blotShare*float64(w*h)
	return blot || f.holes() > maxHoles
}

// holes returns the number of areas of paper that are enclosed by ink. Pixels of one area touch along an edge.
func (f bitmap32) holes() (n int) {
	var paper, outside bitmap32
	for y, row := range f {
		paper[y], outside[y] = ^row, 1|1<<(side32-1)
	}
	outside[0], outside[side32-1] = ^uint32(0), ^uint32(0)
	outside = outside.flood(paper)
	for y := range paper {
		paper[y] &^= outside[y]
	}
	for y := 0; y < side32; {
		if paper[y] == 0 {
			y++
			continue
		}
		var hole bitmap32
		hole[y] = 1 << bits.TrailingZeros32(paper[y])
		hole = hole.flood(paper)
		for i := range paper {
			paper[i] &^= hole[i]
		}
		if hole.count() >= minHolePixels {
			n++
		}
	}
	return n
}

// flood returns the pixels of area that can be reached from those of f, from neighbour to neighbour inside of area.
func (f bitmap32) flood(area bitmap32) bitmap32 {
	for y := range f {
		f[y] &= area[y]
	}
	for {
		next := f.dilate()
		for y := range next {
			next[y] &= area[y]
		}
		if next == f {
			return f
		}
		f = next
	}
}

package drawing

// Ink that is no digit is a blot, which fills almost all of its box and is not as narrow as a 1, or a scribble, which has more
// holes than an 8 with loops, or it is in more pieces than the strokes of a digit, as lines of writing are.
const (
	blotShare     = .7 // of the stretched box; a dot of a round pen fills π/4
	maxHoles      = 3
	holeShare     = 800 // a hole is at least this part of the box; a smaller one comes from an unsteady hand
	maxPieces     = 3   // that are at least half as long as the longest one
	minHolePixels = 2   // a smaller hole comes from the pixels of a small picture
)

// isNoDigit reports whether the ink of a deskewed drawing is a blot, a scribble or many pieces.
func (b Bitmap) isNoDigit(threshold uint8) bool {
	ink := b.bounds(threshold)
	w, h := stretchedSize(ink.width(), ink.height())
	f := stretch(b, ink, w, h)
	blot := 2*ink.width() >= ink.height() && float64(f.count()) >= blotShare*float64(w*h)
	return blot || b.holes(threshold) > maxHoles || b.longPieces(threshold) > maxPieces
}

// longPieces returns the number of pieces that are at least half as long as the longest one.
func (b Bitmap) longPieces(threshold uint8) (n int) {
	pieces, longest := b.pieces(threshold, corners).list, 0
	for _, p := range pieces {
		longest = max(longest, p.longer())
	}
	for _, p := range pieces {
		if 2*p.longer() >= longest {
			n++
		}
	}
	return n
}

// holes returns the number of areas of paper that are enclosed by ink. Pixels of one area touch along an edge.
func (b Bitmap) holes(threshold uint8) (n int) {
	ink := b.crop(b.bounds(threshold))
	for _, p := range ink.negative().pieces(255-threshold+1, edges).list {
		if p.border == 0 && p.area >= minHolePixels && p.area*holeShare >= len(ink.Ink) {
			n++
		}
	}
	return n
}

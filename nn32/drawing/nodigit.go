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

// isNoDigit reports whether the ink of a deskewed drawing is a blot, a scribble or many pieces. It runs at each point of the pen, so it
// searches for the areas of the holes only if there are many of any size.
func (l *pieces) isNoDigit() bool {
	longest, long := 0, 0
	for _, p := range l.list {
		longest = max(longest, p.longer())
	}
	for _, p := range l.list {
		if 2*p.longer() >= longest {
			long++
		}
	}
	around := l.bounds()
	return long > maxPieces || l.holes() > maxHoles && l.crop(around).holes(l.threshold) > maxHoles || l.isBlot(around)
}

// isBlot reports whether the ink in a box fills almost all of it.
func (b Bitmap) isBlot(ink box) bool {
	if 2*ink.width() < ink.height() {
		return false
	}
	w, h := stretchedSize(ink.width(), ink.height())
	f := stretch(b, ink, w, h)
	return float64(f.count()) >= blotShare*float64(w*h)
}

// holes returns the number of areas of paper that are enclosed by the ink of a cropped drawing. Pixels of one area touch along an edge.
func (b Bitmap) holes(threshold uint8) (n int) {
	for _, p := range b.negative().pieces(255-threshold+1, edges).list {
		if p.border == 0 && p.area >= minHolePixels && p.area*holeShare >= len(b.Ink) {
			n++
		}
	}
	return n
}

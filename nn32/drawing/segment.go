package drawing

import "slices"

// Digits are side by side if empty columns separate pieces of ink that are each about as tall as all ink together.
const (
	minGap         = .15 // of the height of all ink; the parts of one 4 or 5 that do not touch are closer
	minDigitHeight = .5  // of the height of all ink
	minInkHeight   = .1  // of the drawing's height; less ink than that is not searched for digits
)

// segment cuts a deskewed drawing into the digits that are side by side, from left to right. Dots and dashes belong to the
// digit before them. It returns nil unless there are two digits.
func (l *pieces) segment() (digits []Bitmap) {
	height := float64(l.bounds().height())
	if height < minInkHeight*float64(l.Height) {
		return nil
	}
	var pieces []box
	for _, piece := range l.columnRuns() {
		last := len(pieces) - 1
		switch {
		case last < 0:
			pieces = append(pieces, piece)
		case float64(piece.left-pieces[last].right) < minGap*height, !isTall(piece, height), !isTall(pieces[last], height):
			pieces[last] = pieces[last].union(piece)
		default:
			pieces = append(pieces, piece)
		}
	}
	if len(pieces) < 2 {
		return nil
	}
	for _, piece := range pieces {
		digits = append(digits, l.crop(piece))
	}
	return digits
}

// isTall reports whether a piece is tall enough for a digit, where all ink has the given height.
func isTall(piece box, height float64) bool { return float64(piece.height()) >= minDigitHeight*height }

// columnRuns returns the boxes of the ink between empty columns, from left to right. A piece has ink in each column of its box.
func (l *pieces) columnRuns() (runs []box) {
	boxes := make([]box, len(l.list))
	for i, p := range l.list {
		boxes[i] = p.box
	}
	slices.SortFunc(boxes, func(a, b box) int { return a.left - b.left })
	for _, next := range boxes {
		if last := len(runs) - 1; last >= 0 && next.left <= runs[last].right {
			runs[last] = runs[last].union(next)
		} else {
			runs = append(runs, next)
		}
	}
	return runs
}

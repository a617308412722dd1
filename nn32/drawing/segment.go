package drawing

// Digits are side by side if empty columns separate pieces of ink that are each about as tall as all ink together.
const (
	minGap         = .15 // of the height of all ink; the parts of one 4 or 5 that do not touch are closer
	minDigitHeight = .5  // of the height of all ink
	minInkHeight   = .1  // of the drawing's height; less ink than that is not searched for digits
)

// segment cuts a deskewed drawing into the digits that are side by side, from left to right. Dots and dashes belong to the
// digit before them. It returns nil unless there are at threshold two digits.
func (b Bitmap) segment(threshold uint8) (digits []Bitmap) {
	ink := b.bounds(threshold)
	height := float64(ink.height())
	if height < minInkHeight*float64(b.Height) {
		return nil
	}
	var pieces []box
	for _, piece := range b.columnRuns(ink, threshold) {
		last := len(pieces) - 1
		switch {
		case last < 0:
			pieces = append(pieces, piece)
		case float64(piece.left-pieces[last].right) < minGap*height, !isTall(piece, height), !isTall(pieces[last], height):
			pieces[last].right = piece.right
			pieces[last].top, pieces[last].bottom = min(pieces[last].top, piece.top), max(pieces[last].bottom, piece.bottom)
		default:
			pieces = append(pieces, piece)
		}
	}
	if len(pieces) < 2 {
		return nil
	}
	for _, piece := range pieces {
		digits = append(digits, b.crop(piece))
	}
	return digits
}

// isTall reports whether a piece is tall enough for a digit, where all ink has the given height.
func isTall(piece box, height float64) bool { return float64(piece.height()) >= minDigitHeight*height }

// columnRuns returns the boxes of the ink between empty columns, from left to right. from contains all ink.
func (b Bitmap) columnRuns(from box, threshold uint8) (pieces []box) {
	type column struct{ top, bottom int }
	columns := make([]column, b.Width)
	for y := from.top; y < from.bottom; y++ {
		row := b.row(y)
		for x := nextInk(row, 0); x < len(row); x = nextInk(row, x+1) {
			if row[x] < threshold {
				continue
			}
			if c := &columns[x]; c.bottom == 0 {
				*c = column{y, y + 1}
			} else {
				c.bottom = y + 1
			}
		}
	}
	open := false
	for x, c := range columns {
		switch {
		case c.bottom == 0:
			open = false
		case !open:
			pieces, open = append(pieces, box{x, c.top, x + 1, c.bottom}), true
		default:
			p := &pieces[len(pieces)-1]
			p.right, p.top, p.bottom = x+1, min(p.top, c.top), max(p.bottom, c.bottom)
		}
	}
	return pieces
}

package drawing

// Digits stand side by side when there are gaps of empty columns between pieces that are each about as tall as all.
const (
	gap   = .15 // of the height of all ink; the parts of a 4 or a 5 that do not touch are closer
	large = .5  // of the same: as tall is a digit
	speck = .1  // of the drawing's height: what is altogether less tall is no digits
)

// apart cuts a drawing that stands upright into the digits that stand side by side. Dots and dashes go with the digit
// that they follow. Without several digits it returns none.
func (b Bitmap) apart(least uint8) (digits []Bitmap) {
	around := b.tight(least)
	height := float64(around.height())
	if height < speck*float64(b.Height) {
		return nil
	}
	var pieces []box
	for _, piece := range b.pieces(around, least) {
		last := len(pieces) - 1
		switch {
		case last < 0:
			pieces = append(pieces, piece)
		case float64(piece.left-pieces[last].right) < gap*height, !tall(piece, height), !tall(pieces[last], height):
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
		digits = append(digits, b.cut(piece))
	}
	return digits
}

func tall(piece box, height float64) bool { return float64(piece.height()) >= large*height }

// pieces returns the boxes of the ink between empty columns, from left to right.
func (b Bitmap) pieces(around box, least uint8) (pieces []box) {
	type column struct{ top, bottom int }
	columns := make([]column, b.Width)
	for y := around.top; y < around.bottom; y++ {
		row := b.row(y)
		for x := inked(row, 0); x < len(row); x = inked(row, x+1) {
			if row[x] < least {
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

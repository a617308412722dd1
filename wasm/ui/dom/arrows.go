package dom

// MovedByKey returns the cell of a table (side × side cells) that an arrow key, Home, End, Page Up or Page Down moves the focus to.
// ok is false for any other key.
func MovedByKey(row, column, side int, key string) (toRow, toColumn int, ok bool) {
	switch key {
	case "ArrowLeft":
		column--
	case "ArrowRight":
		column++
	case "ArrowUp":
		row--
	case "ArrowDown":
		row++
	case "Home":
		column = 0
	case "End":
		column = side - 1
	case "PageUp":
		row = 0
	case "PageDown":
		row = side - 1
	default:
		return row, column, false
	}
	return min(max(row, 0), side-1), min(max(column, 0), side-1), true
}

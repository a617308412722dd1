package digits

import "math"

// All lengths are pixels of the screen, of which the layout of a page knows nothing.

// spot is where a digit is, with its side.
type spot struct{ x, y, side int }

// box is where a group is.
type box struct{ x, y, w, h int }

// frame is a group on the wall.
type frame struct {
	group
	box
	from    int // of its digits in the layout's order
	side    int // of its digits
	columns int
}

// layout is where each digit is.
type layout struct {
	w, h   int
	matrix bool
	head   int // height of the headings of columns, and width of those of rows
	frames []frame
	order  []int  // places
	spots  []spot // of order
	index  []int  // of places in order; -1: not shown
}

// room is the place that there is, and the limits of a digit's side.
type room struct {
	w, h        int
	least, most int
	head, gap   int
}

// roomOf returns the room for digits in an area of CSS pixels.
func roomOf(w, h, ratio float64) room {
	px := func(css float64) int { return int(math.Round(css * ratio)) }
	return room{px(w), px(h), px(5), px(40), px(22), px(4)}
}

// arrange puts groups into a room, which grows downwards where digits would be too small. The digits of all groups have one size, so that
// groups can be compared; those of a confusion matrix have sizes of their own, because a few mistakes are to be seen beside many that are
// right.
func arrange(groups []group, rows, columns, digits int, r room) *layout {
	l := &layout{w: r.w, h: r.h, matrix: rows > 1, head: r.head, index: make([]int, digits)}
	for i := range l.index {
		l.index[i] = -1
	}
	left, least := 0, r.least
	if l.matrix {
		left, least = r.head, max(2, r.least/2)
	}
	width := max(1, (r.w-left-(columns-1)*r.gap)/columns)
	height := max(1, (r.h-rows*r.gap-r.head)/rows)
	many := 0
	for _, g := range groups {
		many = max(many, len(g.places))
	}
	if side := fit(many, width, height, r.most); side < least {
		across := max(1, width/least)
		height = (many + across - 1) / across * least
		l.h = r.head + rows*(height+r.gap)
	}
	common := fit(many, width, height, r.most)
	for _, g := range groups {
		f := frame{group: g, box: box{left + g.column*(width+r.gap), r.head + g.row*(height+r.gap), width, height}, from: len(l.order), side: common}
		if l.matrix {
			f.side = fit(len(g.places), width, height, r.most)
		}
		f.columns = max(1, width/f.side)
		for i, place := range g.places {
			l.index[place] = len(l.order)
			l.order = append(l.order, place)
			l.spots = append(l.spots, spot{f.x + i%f.columns*f.side, f.y + i/f.columns*f.side, f.side})
		}
		l.frames = append(l.frames, f)
	}
	return l
}

// fit returns the largest side, up to most, with which so many squares are in a box; at least 1.
func fit(many, w, h, most int) int {
	for side := most; side > 1; side-- {
		if (w/side)*(h/side) >= many && w >= side {
			return side
		}
	}
	return 1
}

// at returns the place of the digit at a point; -1 if there is none.
func (l *layout) at(x, y int) int {
	for i := range l.frames {
		f := &l.frames[i]
		if x < f.x || y < f.y || x >= f.x+f.columns*f.side {
			continue
		}
		n := (y-f.y)/f.side*f.columns + (x-f.x)/f.side
		if n < len(f.places) {
			return f.places[n]
		}
	}
	return -1
}

// spot returns where a digit is; false if it is not shown.
func (l *layout) spot(place int) (spot, bool) {
	if place < 0 || place >= len(l.index) || l.index[place] < 0 {
		return spot{}, false
	}
	return l.spots[l.index[place]], true
}

// moves reports whether a digit is not where it was: from has the spots of all places, with a side of 0 for those that were not shown.
func (l *layout) moves(from []spot) bool {
	for i, place := range l.order {
		if place < len(from) && from[place].side > 0 && (from[place].x != l.spots[i].x || from[place].y != l.spots[i].y) {
			return true
		}
	}
	return false
}

// frameOf returns the group of a digit in the order.
func (l *layout) frameOf(index int) (at int) {
	for i := range l.frames {
		if f := &l.frames[i]; index >= f.from && index < f.from+len(f.places) {
			return i
		}
	}
	return -1
}

// moved returns the place of the digit that a key leads to from another: to a neighbour, and past the end of its group to the next group
// of that direction. Home and End lead to the ends of the group, with all to those of the wall. ok is false for other keys.
func (l *layout) moved(place int, key string, all bool) (to int, ok bool) {
	var step int
	switch key {
	case "ArrowLeft", "ArrowUp":
		step = -1
	case "ArrowRight", "ArrowDown":
		step = 1
	case "Home", "End":
	default:
		return place, false
	}
	index := -1
	if place >= 0 && place < len(l.index) {
		index = l.index[place]
	}
	if len(l.order) == 0 {
		return -1, true
	}
	if index < 0 { // it is not shown any more
		return l.order[0], true
	}
	at := l.frameOf(index)
	f := &l.frames[at]
	n := index - f.from
	switch {
	case key == "Home" && all:
		return l.order[0], true
	case key == "End" && all:
		return l.order[len(l.order)-1], true
	case key == "Home":
		return f.places[0], true
	case key == "End":
		return f.places[len(f.places)-1], true
	case key == "ArrowLeft" || key == "ArrowRight":
		if next := index + step; next >= 0 && next < len(l.order) {
			return l.order[next], true
		}
		return place, true
	}
	if next := n + step*f.columns; next >= 0 && next < len(f.places) {
		return f.places[next], true
	}
	if step > 0 && n/f.columns < (len(f.places)-1)/f.columns {
		return f.places[len(f.places)-1], true // the last row is shorter
	}
	for i := at + step; i >= 0 && i < len(l.frames); i += step {
		if g := &l.frames[i]; g.column == f.column && len(g.places) > 0 {
			if step > 0 {
				return g.places[min(n%f.columns, len(g.places)-1, g.columns-1)], true
			}
			return g.places[len(g.places)-1], true
		}
	}
	return place, true
}

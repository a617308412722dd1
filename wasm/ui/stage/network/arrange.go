package network

import (
	"math"

	"digitlab/wasm/protocol"
)

// shape is what is to be drawn of a layer, or, as the first of them, of the picture.
type shape struct {
	kind   protocol.LayerKind
	output []int
	units  int  // that are shown
	window int  // side of the kernels that are shown beside the maps; 0: none
	same   bool // each unit is made of the same unit of the layer before, as a pool does
	strip  bool // its elements stand in one row, as Flatten leaves them
	shares bool // it is the last layer: ten bars
	input  bool // it is the picture
}

// shapesOf returns the shapes of a network: first its input, then each layer.
func shapesOf(infos []protocol.LayerInfo, s protocol.Settings) []shape {
	side := s.Data.Side()
	before := shape{output: []int{side, side, 1}, units: 1, input: true}
	shapes := []shape{before}
	units := protocol.Inspected(infos)
	for i, info := range infos {
		l := protocol.Layer{Kind: protocol.Dense}
		if i < len(s.Layers) {
			l = s.Layers[i]
		}
		present := shape{kind: l.Kind, output: info.Output, units: units[i], shares: i == len(infos)-1}
		switch l.Kind {
		case protocol.Conv2D:
			if len(before.output) == 3 && before.output[2] == 1 {
				present.window = l.Size
			}
		case protocol.Flatten:
			present.strip = true
		case protocol.Dense:
		default:
			present.same = units[i] == before.units && i > 0
			present.strip = before.strip
		}
		shapes = append(shapes, present)
		before = present
	}
	return shapes
}

// isImage reports whether the units are maps.
func (s shape) isImage() bool { return len(s.output) == 3 }

// all returns how many units there are.
func (s shape) all() int { return s.output[len(s.output)-1] }

// size returns the height and the width of a map.
func (s shape) size() (h, w int) { return s.output[0], s.output[1] }

// fits reports whether an inspection is of a network with these shapes.
func fits(work *protocol.Inspection, shapes []shape) bool {
	if len(shapes) == 0 || len(work.Layers) != len(shapes)-1 || len(work.Probabilities) != classes {
		return false
	}
	h, w := shapes[0].size()
	if len(work.Picture) != h*w {
		return false
	}
	for i, l := range work.Layers {
		s, size := shapes[i+1], 1
		if s.isImage() {
			h, w := s.size()
			size = h * w
		}
		if len(l.Units) != s.units || len(l.Values) != s.units*size || l.Window != s.window || len(l.Kernels) != s.units*s.window*s.window {
			return false
		}
	}
	return true
}

// classes is the number of digits.
const classes = 10

// box is a rectangle in pixels of the screen, or of the sheet that holds all values.
type box struct{ x, y, w, h int }

func (b box) right() int  { return b.x + b.w }
func (b box) bottom() int { return b.y + b.h }

// has reports whether a place is in the box.
func (b box) has(x, y int) bool { return x >= b.x && x < b.right() && y >= b.y && y < b.bottom() }

// part is what a tile shows.
type part uint8

const (
	mapPart part = iota
	kernelPart
	vectorPart // all elements of a layer
)

// tile is a rectangle of cells: a map, a kernel, or the elements of a vector.
type tile struct {
	shape  int // its place in the shapes; 0 is the picture
	part   part
	slot   int // of the unit among those shown; 0 of a vector
	at     box // on the canvas
	from   box // on the sheet, a pixel for each value
	values int // how many of them there are: the last row of a vector may be short
}

// link is a line, or with a width at its ends a band, from a layer to the next.
type link struct {
	from, to         [2]int
	fromSide, toSide int // of a band: how far it reaches along the layer
}

// plan is where everything is drawn.
type plan struct {
	tiles          []tile
	links          []link
	shares         box // of the ten bars
	down           bool
	sheetW, sheetH int
}

// The sizes of the drawing, in CSS pixels.
const (
	gapBetween = 2  // units at least
	gapWithin  = 4  // a kernel and its map
	mostTile   = 72 // side of a map
	mostCell   = 12 // side of an element
	stripWidth = 14
)

// arranger arranges a network.
type arranger struct {
	plan
	ratio float64 // pixels of the screen in a CSS pixel
	lines int     // of the maps that were arranged last
	ends  [][]box // of each shape, the place of each unit; of a vector one place
}

// arrange puts the shapes into their boxes, side by side or, if down, one below the other. A cell has a whole number of pixels wherever
// there is room for that.
func arrange(shapes []shape, boxes []box, ratio float64, down bool) plan {
	a := arranger{plan: plan{down: down}, ratio: ratio}
	for i, s := range shapes {
		b := boxes[i]
		switch {
		case s.shares:
			a.shares = b
			a.ends = append(a.ends, []box{b})
		case s.isImage():
			a.ends = append(a.ends, a.maps(i, s, b))
		default:
			a.ends = append(a.ends, []box{a.vector(i, s, b)})
		}
		if i > 0 {
			a.connect(shapes[i], a.ends[i-1], a.ends[i])
		}
	}
	return a.plan
}

func (a *arranger) pixels(css float64) int { return int(math.Round(css * a.ratio)) }

// reserve takes a place for w × h values on the sheet, in a row of their own for each layer.
func (a *arranger) reserve(w, h, count int) (row box) {
	row = box{0, a.sheetH, w, h}
	a.sheetW = max(a.sheetW, w*count)
	a.sheetH += h
	return row
}

// maps arranges a layer's maps, each with its kernel if it has one. It returns the place of each unit.
func (a *arranger) maps(at int, s shape, b box) []box {
	h, w := s.size()
	within, between := a.pixels(gapWithin), a.pixels(gapBetween)
	best, across, beside := 0, 1, true
	for lines := 1; lines <= s.units; lines++ { // columns or, if down, rows: as few as possible
		length := (s.units + lines - 1) / lines
		if s.same && lines != a.lines || 2*(lines*length-s.units) >= length && length > 1 {
			continue // not as the layer before stands, or the last line would be half empty
		}
		columns, rows := lines, length
		if a.down {
			columns, rows = length, lines
		}
		roomW, roomH := b.w/columns-between, b.h/rows-between
		try := func(roomW, roomH int, isBeside bool) {
			room := min(roomW, roomH, a.pixels(mostTile))
			if whole := room / max(h, w) * max(h, w); whole > 0 {
				room = whole
			}
			if room > best {
				best, across, beside = room, columns, isBeside
			}
		}
		switch {
		case s.window == 0:
			try(roomW, roomH, true)
		default:
			try((roomW-within)/2, roomH, true)
			try(roomW, (roomH-within)/2, false)
		}
	}
	best = max(best, 1)
	tileW, tileH := best*w/max(h, w), best*h/max(h, w)
	unitW, unitH := tileW, tileH
	kernel := 0 // side of a kernel
	if s.window > 0 {
		if kernel = best / s.window * s.window; kernel == 0 {
			kernel = best
		}
		if beside {
			unitW += within + best
		} else {
			unitH += within + best
		}
	}
	rows := (s.units + across - 1) / across
	if a.lines = across; a.down {
		a.lines = rows
	}
	maps := a.reserve(w, h, s.units)
	kernels := a.reserve(s.window, s.window, s.units)
	ends := make([]box, s.units)
	for k := range ends {
		column, row := k/rows, k%rows
		if a.down {
			column, row = k%across, k/across
		}
		x := b.x + (2*column+1)*b.w/(2*across) - unitW/2
		y := b.y + (2*row+1)*b.h/(2*rows) - unitH/2
		ends[k] = box{x, y, unitW, unitH}
		if s.window > 0 {
			inset := (best - kernel) / 2
			a.tiles = append(a.tiles, tile{at, kernelPart, k, box{x + inset, y + inset, kernel, kernel},
				box{k * s.window, kernels.y, s.window, s.window}, s.window * s.window})
			if beside {
				x += best + within
			} else {
				y += best + within
			}
		}
		a.tiles = append(a.tiles, tile{at, mapPart, k, box{x, y, tileW, tileH}, box{k * w, maps.y, w, h}, w * h})
	}
	return ends
}

// vector arranges a layer's elements as a strip or as squares, and returns their place.
func (a *arranger) vector(at int, s shape, b box) box {
	// along is how many elements stand along the layer's longer side.
	along, across := s.units, 1
	long, short := b.h, b.w
	if a.down {
		long, short = b.w, b.h
	}
	cellLong, cellShort := max(1, long/along), min(short, a.pixels(stripWidth))
	if !s.strip {
		best := 0
		for lines := 1; lines <= s.units; lines++ {
			if cell := min(long/((s.units+lines-1)/lines), short/lines, a.pixels(mostCell)); cell > best {
				best, across = cell, lines
			}
		}
		along = (s.units + across - 1) / across
		cellLong, cellShort = max(1, best), max(1, best)
	}
	columns, rows, cellW, cellH := across, along, cellShort, cellLong
	if a.down {
		columns, rows, cellW, cellH = along, across, cellLong, cellShort
	}
	w, h := columns*cellW, rows*cellH
	place := box{b.x + (b.w-w)/2, b.y + (b.h-h)/2, w, h}
	from := a.reserve(columns, rows, 1)
	a.tiles = append(a.tiles, tile{at, vectorPart, 0, place, from, s.units})
	return place
}

// connect draws from a layer to the next: a line from each unit to the one that is made of it, or a band from all to all.
func (a *arranger) connect(s shape, from, to []box) {
	single := func(ends []box) bool { // they stand in one row
		for _, e := range ends[1:] {
			if !a.down && e.x != ends[0].x || a.down && e.y != ends[0].y {
				return false
			}
		}
		return true
	}
	switch {
	case s.same && len(from) == len(to) && single(from) && single(to) && len(to) > 1:
		for k := range to {
			a.line(from[k], to[k])
		}
	case len(from) == 1 && s.isImage() && single(to):
		for k := range to {
			a.line(from[0], to[k])
		}
	default:
		a.line(around(from), around(to))
		l := &a.links[len(a.links)-1]
		l.fromSide, l.toSide = around(from).h, around(to).h
		if a.down {
			l.fromSide, l.toSide = around(from).w, around(to).w
		}
	}
}

// line connects the middle of the sides of two boxes that face each other.
func (a *arranger) line(from, to box) {
	if a.down {
		a.links = append(a.links, link{from: [2]int{from.x + from.w/2, from.bottom()}, to: [2]int{to.x + to.w/2, to.y}})
	} else {
		a.links = append(a.links, link{from: [2]int{from.right(), from.y + from.h/2}, to: [2]int{to.x, to.y + to.h/2}})
	}
}

// around returns the box around some boxes.
func around(boxes []box) box {
	all := boxes[0]
	for _, b := range boxes[1:] {
		right, bottom := max(all.right(), b.right()), max(all.bottom(), b.bottom())
		all.x, all.y = min(all.x, b.x), min(all.y, b.y)
		all.w, all.h = right-all.x, bottom-all.y
	}
	return all
}

// find returns the tile at a place on the canvas, and the number of its value there; nil if there is none.
func (p *plan) find(x, y int) (*tile, int) {
	for i := range p.tiles {
		t := &p.tiles[i]
		if !t.at.has(x, y) {
			continue
		}
		value := (y-t.at.y)*t.from.h/t.at.h*t.from.w + (x-t.at.x)*t.from.w/t.at.w
		if value < t.values {
			return t, value
		}
	}
	return nil, 0
}

// share returns the place of a digit's bar with its label.
func (p *plan) share(digit int) box {
	b := p.shares
	if p.down {
		left, right := digit*b.w/classes, (digit+1)*b.w/classes
		return box{b.x + left, b.y, right - left, b.h}
	}
	top, bottom := digit*b.h/classes, (digit+1)*b.h/classes
	return box{b.x, b.y + top, b.w, bottom - top}
}

// findShare returns the digit whose bar is at a place; -1 if there is none.
func (p *plan) findShare(x, y int) int {
	for digit := range classes {
		if p.share(digit).has(x, y) {
			return digit
		}
	}
	return -1
}

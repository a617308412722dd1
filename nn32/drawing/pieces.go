package drawing

import "iter"

// piece is ink that touches.
type piece struct {
	box
	number int // in the list of pieces
	area   int // pixels
	mass   int // the sum of their ink
	edge   int // the pixels' sides between ink and paper
	border int // the pixels at the drawing's border
}

// longer returns the length of the longer side of a piece's box.
func (p piece) longer() int { return max(p.width(), p.height()) }

// pieces has the pieces of a drawing whose ink reaches a threshold.
type pieces struct {
	Bitmap
	threshold uint8
	runs      []run
	touches   int // pairs of runs that touch
	list      []piece
}

// run is ink side by side in a row.
type run struct{ y, from, to, piece int }

// touch is how pixels of a piece must touch.
type touch int

const (
	edges   touch = iota // along an edge
	corners              // along an edge or at a corner
)

// pieces returns the pieces in the order of their first pixels. Runs that touch are joined by union and find (Rosenfeld and Pfaltz
// 1966): meanwhile, run.piece is another run of the same piece, and itself for the first.
func (b Bitmap) pieces(threshold uint8, by touch) pieces {
	l := pieces{Bitmap: b, threshold: threshold}
	var shared []int // sides of each run's pixels that touch the runs above
	above := 0       // the first run of the row above that may touch
	for y := range b.Height {
		first := len(l.runs)
		row := b.row(y)
		for from, to := nextRun(row, 0, threshold); from < to; from, to = nextRun(row, to, threshold) {
			at, sides := len(l.runs), 0
			l.runs = append(l.runs, run{y, from, to, at})
			for above < first && l.runs[above].to <= from-int(by) {
				above++
			}
			for i := above; i < first && l.runs[i].from < to+int(by); i++ {
				l.touches++
				one, other := l.first(i), l.first(at)
				l.runs[max(one, other)].piece = min(one, other)
				sides += max(0, min(l.runs[i].to, to)-max(l.runs[i].from, from))
			}
			shared = append(shared, sides)
		}
		above = first
	}
	for i, r := range l.runs {
		number := len(l.list)
		if r.piece == i {
			l.list = append(l.list, piece{box: box{r.from, r.y, r.to, r.y + 1}, number: number})
		} else {
			number = l.runs[r.piece].piece // all runs before have the number of their piece
		}
		l.runs[i].piece = number
		p, length := &l.list[number], r.to-r.from
		p.left, p.right, p.bottom = min(p.left, r.from), max(p.right, r.to), r.y+1
		p.area += length
		p.edge += 2 + 2*(length-shared[i])
		for _, ink := range b.row(r.y)[r.from:r.to] {
			p.mass += int(ink)
		}
		if r.y == 0 || r.y == b.Height-1 {
			p.border += length
		} else {
			if r.from == 0 {
				p.border++
			}
			if r.to == b.Width {
				p.border++
			}
		}
	}
	return l
}

// first returns the first run of the piece of a run.
func (l *pieces) first(i int) int {
	for l.runs[i].piece != i {
		l.runs[i].piece = l.runs[l.runs[i].piece].piece // shortens the way for the next search
		i = l.runs[i].piece
	}
	return i
}

// nextRun returns the first run of pixels of a row, from column x on, that reach a threshold above 0; from is len(row) if there is none.
func nextRun(row []uint8, x int, threshold uint8) (from, to int) {
	from = nextInk(row, x)
	for from < len(row) && row[from] < threshold {
		from = nextInk(row, from+1)
	}
	to = from
	for to < len(row) && row[to] >= threshold {
		to++
	}
	return from, to
}

// bounds returns the smallest box around all pieces. There must be at least one.
func (l *pieces) bounds() box {
	around := l.list[0].box
	for _, p := range l.list {
		around = around.union(p.box)
	}
	return around
}

// holes returns the number of areas of paper of any size that are enclosed by ink that touches at corners too: the pieces minus the
// Euler number.
func (l *pieces) holes() int { return len(l.list) - (len(l.runs) - l.touches) }

// pixels iterates over the indexes of the pixels of a piece.
func (l *pieces) pixels(p piece) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, r := range l.runs {
			if r.piece != p.number {
				continue
			}
			for x := r.from; x < r.to; x++ {
				if !yield(r.y*l.Width + x) {
					return
				}
			}
		}
	}
}

// mostStroke is the greatest width of strokes, in thousandths of a digit's longer side.
const mostStroke = 300

// strokeWidth returns the mean width of a piece's strokes in thousandths of its longer side: twice the area divided by the length of the
// edge, which is π/4 of the sides between pixels (Crofton's formula).
func (p piece) strokeWidth() int { return 8 * 318 * p.area / max(1, p.edge*p.longer()) }

// isStrokes reports whether a piece may be the strokes of a digit: not a blot and not a flat dash.
func (p piece) isStrokes() bool { return p.strokeWidth() < mostStroke && 2*p.width() <= 5*p.height() }

// weight is the mass of a piece, and less for one that is almost a blot.
func (p piece) weight() int { return p.mass * min(100, mostStroke-p.strokeWidth()) }

// outline is the contrast along the edge of a piece, and less for one that is almost a blot. The paper in a loop of a digit has less than
// the digit, because the digit's edge is around it.
func (p piece) outline() int {
	return p.mass / max(1, p.area) * p.edge * (mostStroke - p.strokeWidth())
}

// isPartOf reports whether a piece is near enough to a digit to be a part of it.
func (p piece) isPartOf(digit piece) bool {
	distance := max(p.left-digit.right, digit.left-p.right, p.top-digit.bottom, digit.top-p.bottom)
	return 4*distance <= digit.longer() && 50*p.mass >= digit.mass
}

// isLike reports whether a piece has about the size of a digit.
func (p piece) isLike(digit piece) bool {
	return 2*p.longer() >= digit.longer() && 5*p.mass >= digit.mass
}

package sketch

import (
	"slices"
	"strconv"
)

// Point is a place on the canvas, 0..1 in both directions, so that a drawing survives a rotation of the phone.
type Point struct{ X, Y float64 }

func PointAt(x, y float64) Point { return Point{x, y} }

// Stroke is the way of the pen from where it went down to where it went up.
type Stroke []Point

// Nib is the width of the pen as a share of the canvas's side.
const Nib = 20. / 300

// Content is what is on the canvas: strokes, or a picture that was opened, or what the network sees, set cell by cell.
type Content struct {
	Strokes []Stroke
	Opened  *Opened
	Cells   []byte // side × side values, row by row, 0 to the most of the run's data set
}

func (c Content) Empty() bool {
	return len(c.Strokes) == 0 && c.Opened == nil && !slices.ContainsFunc(c.Cells, func(v byte) bool { return v > 0 })
}

// Drawing is what is on the canvas and the way back from it. It is never changed in place.
type Drawing struct {
	Content
	Before []Content // each change, the last one last
}

// Change returns the drawing with another content, from which undo comes back.
func (d Drawing) Change(c Content) Drawing {
	return Drawing{c, append(slices.Clip(d.Before), d.Content)}
}

// Begin puts the pen down: a new stroke, as yet a dot. What is no strokes makes room for it.
func (d Drawing) Begin(p Point) Drawing {
	return d.Change(Content{Strokes: append(slices.Clip(d.Strokes), Stroke{p})})
}

// Open shows a picture.
func (d Drawing) Open(o *Opened) Drawing { return d.Change(Content{Opened: o}) }

// Edit sets the cells; while a pointer paints, more goes on from where undo comes back to.
func (d Drawing) Edit(cells []byte, more bool) Drawing {
	if more && d.Cells != nil {
		return Drawing{Content{Cells: cells}, d.Before}
	}
	return d.Change(Content{Cells: cells})
}

// Extend moves the pen of the last stroke.
func (d Drawing) Extend(points ...Point) Drawing {
	last := len(d.Strokes) - 1
	if last < 0 {
		return d
	}
	strokes := slices.Clone(d.Strokes)
	strokes[last] = append(slices.Clip(strokes[last]), points...)
	return Drawing{Content{Strokes: strokes}, d.Before}
}

// Clear wipes the canvas; undo brings back what was there.
func (d Drawing) Clear() Drawing {
	if d.Empty() {
		return d
	}
	return d.Change(Content{})
}

// Undo takes back the last stroke, clear, cell or opened picture.
func (d Drawing) Undo() Drawing {
	last := len(d.Before) - 1
	if last < 0 {
		return d
	}
	return Drawing{d.Before[last], d.Before[:last]}
}

// Path is a stroke on a canvas with the given side, as an SVG path: quadratic curves through the midpoints between where
// the pen was seen, which rounds the corners off.
func (s Stroke) Path(side float64) string {
	at := func(b []byte, p Point) []byte {
		b = strconv.AppendFloat(b, p.X*side, 'f', 2, 64)
		b = append(b, ' ')
		return strconv.AppendFloat(b, p.Y*side, 'f', 2, 64)
	}
	b := at([]byte("M"), s[0])
	for i := 1; i < len(s)-1; i++ {
		b = at(append(b, 'Q'), s[i])
		b = at(append(b, ' '), PointAt((s[i].X+s[i+1].X)/2, (s[i].Y+s[i+1].Y)/2))
	}
	if len(s) == 1 {
		return string(append(b, "l.01 0"...)) // canvases leave lines of no length out, and a dot is ink
	}
	return string(at(append(b, 'L'), s[len(s)-1]))
}

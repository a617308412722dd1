package ui

import (
	"slices"
	"strconv"
)

// point is a place on the canvas, 0..1 in both directions, so that a drawing survives a rotation of the phone.
type point struct{ X, Y float64 }

func pointAt(x, y float64) point { return point{x, y} }

// stroke is the way of the pen from where it went down to where it went up.
type stroke []point

// nib is the width of the pen as a share of the canvas's side.
const nib = 20. / 300

// content is what is on the canvas: strokes, or a picture that was opened, or what the network sees, set cell by cell.
type content struct {
	Strokes []stroke
	Opened  *opened
	Cells   []byte // side × side values, row by row, 0 to the most of the run's data set
}

func (c content) empty() bool {
	return len(c.Strokes) == 0 && c.Opened == nil && !slices.ContainsFunc(c.Cells, func(v byte) bool { return v > 0 })
}

// drawing is what is on the canvas and the way back from it. It is never changed in place.
type drawing struct {
	content
	before []content // each change, the last one last
}

// change returns the drawing with another content, from which undo comes back.
func (d drawing) change(c content) drawing {
	return drawing{c, append(slices.Clip(d.before), d.content)}
}

// begin puts the pen down: a new stroke, as yet a dot. What is no strokes makes room for it.
func (d drawing) begin(p point) drawing {
	return d.change(content{Strokes: append(slices.Clip(d.Strokes), stroke{p})})
}

// open shows a picture.
func (d drawing) open(o *opened) drawing { return d.change(content{Opened: o}) }

// edit sets the cells; while a pointer paints, more goes on from where undo comes back to.
func (d drawing) edit(cells []byte, more bool) drawing {
	if more && d.Cells != nil {
		return drawing{content{Cells: cells}, d.before}
	}
	return d.change(content{Cells: cells})
}

// extend moves the pen of the last stroke.
func (d drawing) extend(points ...point) drawing {
	last := len(d.Strokes) - 1
	if last < 0 {
		return d
	}
	strokes := slices.Clone(d.Strokes)
	strokes[last] = append(slices.Clip(strokes[last]), points...)
	return drawing{content{Strokes: strokes}, d.before}
}

// clear wipes the canvas; undo brings back what was there.
func (d drawing) clear() drawing {
	if d.empty() {
		return d
	}
	return d.change(content{})
}

// undo takes back the last stroke, clear, cell or opened picture.
func (d drawing) undo() drawing {
	last := len(d.before) - 1
	if last < 0 {
		return d
	}
	return drawing{d.before[last], d.before[:last]}
}

// path is a stroke on a canvas with the given side, as an SVG path: quadratic curves through the midpoints between where
// the pen was seen, which rounds the corners off.
func (s stroke) path(side float64) string {
	at := func(b []byte, p point) []byte {
		b = strconv.AppendFloat(b, p.X*side, 'f', 2, 64)
		b = append(b, ' ')
		return strconv.AppendFloat(b, p.Y*side, 'f', 2, 64)
	}
	b := at([]byte("M"), s[0])
	for i := 1; i < len(s)-1; i++ {
		b = at(append(b, 'Q'), s[i])
		b = at(append(b, ' '), pointAt((s[i].X+s[i+1].X)/2, (s[i].Y+s[i+1].Y)/2))
	}
	if len(s) == 1 {
		return string(append(b, "l.01 0"...)) // canvases leave lines of no length out, and a dot is ink
	}
	return string(at(append(b, 'L'), s[len(s)-1]))
}

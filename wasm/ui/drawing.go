package ui

import (
	"slices"
	"strconv"
)

// point is a place on the canvas, 0..1 in both directions, so that a drawing survives a rotation of the phone.
type point struct{ X, Y float64 }

// stroke is the way of the pen from where it went down to where it went up.
type stroke []point

// nib is the width of the pen as a share of the canvas's side.
const nib = 20. / 300

// drawing is the strokes on the canvas and the way back from them. It is never changed in place.
type drawing struct {
	Strokes []stroke
	before  [][]stroke // the strokes before each change, the last one last
}

func (d drawing) empty() bool { return len(d.Strokes) == 0 }

// change returns the drawing with other strokes, from which undo comes back.
func (d drawing) change(strokes []stroke) drawing {
	return drawing{Strokes: strokes, before: append(slices.Clip(d.before), d.Strokes)}
}

// begin puts the pen down: a new stroke, as yet a dot.
func (d drawing) begin(p point) drawing {
	return d.change(append(slices.Clip(d.Strokes), stroke{p}))
}

// extend moves the pen of the last stroke.
func (d drawing) extend(points ...point) drawing {
	last := len(d.Strokes) - 1
	if last < 0 {
		return d
	}
	strokes := slices.Clone(d.Strokes)
	strokes[last] = append(slices.Clip(strokes[last]), points...)
	return drawing{Strokes: strokes, before: d.before}
}

// clear wipes the canvas; undo brings the strokes back.
func (d drawing) clear() drawing {
	if d.empty() {
		return d
	}
	return d.change(nil)
}

// undo takes back the last stroke or the last clear.
func (d drawing) undo() drawing {
	last := len(d.before) - 1
	if last < 0 {
		return d
	}
	return drawing{Strokes: d.before[last], before: d.before[:last]}
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
		b = at(append(b, ' '), point{(s[i].X + s[i+1].X) / 2, (s[i].Y + s[i+1].Y) / 2})
	}
	if len(s) == 1 {
		return string(append(b, "l.01 0"...)) // canvases leave lines of no length out, and a dot is ink
	}
	return string(at(append(b, 'L'), s[len(s)-1]))
}

// Package sketch is drawing by hand: strokes, pens, canvases, and pictures that a person opens. A drawing is a value with its own
// undo. The package predicts nothing and knows no trainer: others turn its ink into commands.
package sketch

import (
	"math"
	"slices"
	"strconv"

	"digitlab/wasm/protocol"
)

// Point is a place on the canvas, 0..1 in both directions: a drawing survives a rotation of the phone.
type Point struct{ X, Y float64 }

func PointAt(x, y float64) Point { return Point{x, y} }

// Stroke is the path of the pen from where it went down to where it went up.
type Stroke []Point

// Nib is the width of the pen as a share of the canvas's side.
const Nib = 20. / 300

// OnPaper returns strokes as the trainer takes them, which makes ink of them. The page does not: what a program reads from a canvas
// differs between browsers, and in some it is noise.
func OnPaper(strokes []Stroke) protocol.Drawing {
	d := protocol.Drawing{Pen: uint16(math.Round(Nib * protocol.PaperUnits))}
	units := func(v float64) int16 {
		return int16(math.Round(min(max(v*protocol.PaperUnits, math.MinInt16), math.MaxInt16)))
	}
	for _, s := range strokes {
		points := make(protocol.Stroke, len(s))
		for i, p := range s {
			points[i] = protocol.Point{X: units(p.X), Y: units(p.Y)}
		}
		d.Strokes = append(d.Strokes, points)
	}
	return d
}

// Content is the content of the canvas: strokes, or an opened picture, or the network's input set cell by cell.
type Content struct {
	Strokes []Stroke
	Opened  *Opened
	Cells   []byte // Data.Side × Data.Side values, row by row, 0..Data.Most
	Data    protocol.DataSet
}

func (c Content) Empty() bool {
	return len(c.Strokes) == 0 && c.Opened == nil && !slices.ContainsFunc(c.Cells, func(v byte) bool { return v > 0 })
}

// Drawing is the content of the canvas and its history. It is never changed in place.
type Drawing struct {
	Content
	Before []Content // the contents before each change, the last one last
}

// Change returns the drawing with another content. Undo restores the present one.
func (d Drawing) Change(c Content) Drawing {
	return Drawing{c, append(slices.Clip(d.Before), d.Content)}
}

// Begin puts the pen down: it starts a stroke, which is a dot at first. Content other than strokes is replaced.
func (d Drawing) Begin(p Point) Drawing {
	return d.Change(Content{Strokes: append(slices.Clip(d.Strokes), Stroke{p})})
}

// Open shows an opened picture.
func (d Drawing) Open(o *Opened) Drawing { return d.Change(Content{Opened: o}) }

// Edit sets the cells, a picture of a data set. If more is true, a pointer goes on painting: the change is part of the last one, and Undo takes both back.
func (d Drawing) Edit(cells []byte, of protocol.DataSet, more bool) Drawing {
	c := Content{Cells: cells, Data: of}
	if more && d.Cells != nil {
		return Drawing{c, d.Before}
	}
	return d.Change(c)
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

// Clear empties the canvas; Undo restores its content.
func (d Drawing) Clear() Drawing {
	if d.Empty() {
		return d
	}
	return d.Change(Content{})
}

// Undo takes back the last stroke, Clear, change of cells or opened picture.
func (d Drawing) Undo() Drawing {
	last := len(d.Before) - 1
	if last < 0 {
		return d
	}
	return Drawing{d.Before[last], d.Before[:last]}
}

// Path returns a stroke as an SVG path on a canvas with the given side: quadratic curves through the midpoints between the pen's
// places, which rounds the corners. The trainer's ink goes the same way.
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
		return string(append(b, "l.01 0"...)) // canvases do not draw lines without length, but a dot is ink
	}
	return string(at(append(b, 'L'), s[len(s)-1]))
}

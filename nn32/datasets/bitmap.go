package datasets

import "math"

// Bitmap is a drawing: how much of each pixel is ink, 0 paper to 255, row by row.
type Bitmap struct {
	Width, Height int
	Ink           []uint8
}

func (b Bitmap) valid() bool {
	return b.Width > 0 && b.Height > 0 && b.Width <= 1<<15 && b.Height <= 1<<15 && len(b.Ink) == b.Width*b.Height
}

// box is the pixels from (left, top) up to, not including, (right, bottom).
type box struct{ left, top, right, bottom int }

func (b box) width() int  { return b.right - b.left }
func (b box) height() int { return b.bottom - b.top }

// tight returns the smallest box around the pixels of at least half ink or, when there is none, around any ink; ok is
// false without ink.
func (b Bitmap) tight() (around box, ok bool) {
	for _, least := range []uint8{128, 1} {
		around = box{b.Width, b.Height, 0, 0}
		for y := range b.Height {
			for x, ink := range b.Ink[y*b.Width:][:b.Width] {
				if ink >= least {
					around.left, around.right = min(around.left, x), max(around.right, x+1)
					around.top, around.bottom = min(around.top, y), y+1
				}
			}
		}
		if around.left < around.right {
			return around, true
		}
	}
	return box{}, false
}

// upright shears a drawing at its own resolution until its second moments say that it stands: each row moves by
// (μ11/μ02)·(y - ȳ). Writing leans by at most steepest columns a row; what leans more, a flat dash, is no writing.
func (b Bitmap) upright() Bitmap {
	const steepest = 1
	var ink, sumX, sumY float64
	b.each(func(x, y, v float64) { ink, sumX, sumY = ink+v, sumX+v*x, sumY+v*y })
	meanX, meanY := sumX/ink, sumY/ink
	var mixed, vertical float64
	b.each(func(x, y, v float64) {
		mixed += v * (x - meanX) * (y - meanY)
		vertical += v * (y - meanY) * (y - meanY)
	})
	if vertical == 0 {
		return b
	}
	lean := max(-steepest, min(steepest, mixed/vertical))
	reach := int(math.Ceil(math.Abs(lean) * float64(b.Height)))
	out := Bitmap{Width: b.Width + 2*reach, Height: b.Height}
	out.Ink = make([]uint8, out.Width*out.Height)
	for y := range b.Height {
		shift := reach - int(math.Round(lean*(float64(y)-meanY)))
		copy(out.Ink[y*out.Width+shift:], b.Ink[y*b.Width:][:b.Width])
	}
	return out
}

// each visits the pixels that hold ink.
func (b Bitmap) each(visit func(x, y, ink float64)) {
	for y := range b.Height {
		for x, ink := range b.Ink[y*b.Width:][:b.Width] {
			if ink > 0 {
				visit(float64(x), float64(y), float64(ink))
			}
		}
	}
}

// shrink returns how much of each of w×h equal parts of a box is ink, 0 to 1. Parts may be smaller than a pixel.
func (b Bitmap) shrink(from box, w, h int) []float64 {
	columns, rows := parts(from.left, from.right, w), parts(from.top, from.bottom, h)
	out := make([]float64, w*h)
	for i, row := range rows {
		for j, column := range columns {
			var sum, area float64
			for y := row.first; y < row.end; y++ {
				height := row.share(y)
				for x := column.first; x < column.end; x++ {
					part := height * column.share(x)
					sum += part * float64(b.Ink[y*b.Width+x])
					area += part
				}
			}
			out[i*w+j] = sum / area / 255
		}
	}
	return out
}

// part is an interval on the axis of pixels, from pixel first to before pixel end.
type part struct {
	from, to   float64
	first, end int
}

// parts cuts the pixels from..to into n equal parts.
func parts(from, to, n int) []part {
	out := make([]part, n)
	length := float64(to-from) / float64(n)
	for i := range out {
		p := part{from: float64(from) + float64(i)*length}
		p.to = p.from + length
		p.first, p.end = int(p.from), min(int(math.Ceil(p.to)), to)
		if p.first >= p.end {
			p.first = p.end - 1
		}
		out[i] = p
	}
	return out
}

// share returns how much of a pixel lies in the part; a trace for one that rounding left outside.
func (p part) share(pixel int) float64 {
	return max(1e-9, min(p.to, float64(pixel+1))-max(p.from, float64(pixel)))
}

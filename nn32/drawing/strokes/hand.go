package strokes

import (
	"math"
	"math/rand/v2"

	"digitlab/nn32/internal/elementary"
)

// hand is one person with one pen, at one time. Its random numbers are sums of uniform ones: rand.NormFloat64 uses functions whose
// last bit differs between machines.
type hand struct {
	rng  *rand.Rand
	care float64 // how far points are off the form: 1 is usual
}

// in returns a uniform random number from a to b.
func (h *hand) in(a, b float64) float64 { return a + float64((b-a)*h.rng.Float64()) }

// odds is true with probability p.
func (h *hand) odds(p float64) bool { return h.rng.Float64() < p }

// bell returns a random number with mean 0 and standard deviation 1.
func (h *hand) bell() float64 { return 2 * (h.rng.Float64() + h.rng.Float64() + h.rng.Float64() - 1.5) }

// at returns a point of a form, off by as much as the hand's care allows.
func (h *hand) at(x, y float64) Point {
	return Point{x + float64(.03*h.care*h.bell()), y + float64(.03*h.care*h.bell())}
}

// ring returns an arc of an ellipse, as arc does, that begins at an angle and turns by another one. Its radius grows by a share.
func (h *hand) ring(x, y, rx, ry, from, turn, grow float64) Stroke {
	rx, ry = rx+float64(.03*h.care*h.bell()), ry+float64(.03*h.care*h.bell())
	s := arc(x, y, rx, ry, from, from+turn)
	for i, p := range s {
		far := 1 + float64(grow*float64(i))/float64(len(s)-1)
		s[i] = Point{x + float64((p.X-x)*far), y + float64((p.Y-y)*far)}
	}
	return s
}

// curve returns a smooth stroke through points (a Catmull-Rom spline).
func curve(points ...Point) Stroke {
	const pieces = 8
	s := Stroke{points[0]}
	for i := range len(points) - 1 {
		a, b, c, d := points[max(i-1, 0)], points[i], points[i+1], points[min(i+2, len(points)-1)]
		for piece := range pieces {
			t := float64(piece+1) / pieces
			s = append(s, Point{spline(a.X, b.X, c.X, d.X, t), spline(a.Y, b.Y, c.Y, d.Y, t)})
		}
	}
	return s
}

// spline interpolates between b, for t = 0, and c, for t = 1.
func spline(a, b, c, d, t float64) float64 {
	return b + float64(t/2*(c-a+float64(t*(2*a-float64(5*b)+4*c-d+float64(t*(float64(3*b)-a-float64(3*c)+d))))))
}

// place returns a form of 1×1 as the hand writes it on a sheet, and the pen's diameter.
func (h *hand) place(form []Stroke) (drawn []Stroke, pen float64) {
	size := h.in(.3, .85) // of the digit's longer side
	pen = h.in(.03, .1)
	if h.odds(.5) {
		pen = 20. / 300 // the page's
	}
	pen = min(pen, size*.2)
	m := h.manner()
	for _, s := range form {
		s = m.distort(s, Point{.02 * h.care * h.bell(), .02 * h.care * h.bell()})
		if m.overshoots && len(s) > 1 {
			s = append(s, h.overshoot(s[len(s)-2], s[len(s)-1]))
		}
		if m.fast {
			s = rounded(every(s, m.spacing))
		} else {
			s = every(s, .03)
		}
		if m.tremor > 0 {
			for i := range s {
				s[i].X += float64(m.tremor * h.bell())
				s[i].Y += float64(m.tremor * h.bell())
			}
		}
		drawn = append(drawn, s)
	}
	return onSheet(drawn, size, pen, h.rng.Float64(), h.rng.Float64()), pen
}

// manner is what all strokes of a digit have in common.
type manner struct {
	wide, slant float64 // the width, and how far the top is to the right of the bottom, as shares of the height
	sin, cos    float64 // of the rotation
	egg         float64 // how much wider the bottom is than the top, as a share
	bend        [2]wave // of columns and rows
	fast        bool    // the pen's positions are few, at this spacing
	spacing     float64
	tremor      float64 // how far each position is off
	overshoots  bool    // strokes end with a tick
}

func (h *hand) manner() (m manner) {
	m.wide, m.slant = h.in(.32, 1), h.in(-.25, .45)
	if h.odds(.15) {
		m.slant = h.in(-.45, .75)
	}
	m.sin, m.cos = elementary.Sincos(h.in(-.17, .17))
	m.egg, m.bend = h.in(-.2, .2), h.waves()
	m.fast, m.spacing = h.odds(.35), h.in(.06, .2)
	if h.odds(.3) {
		m.tremor = h.in(.003, .012)
	}
	m.overshoots = h.odds(.12)
	return m
}

// distort returns a stroke of a form, moved by off, as it lies on the sheet.
func (m *manner) distort(s Stroke, off Point) Stroke {
	out := make(Stroke, 0, len(s)+1)
	for _, p := range s {
		x, y := p.X-.5+off.X, p.Y-.5+off.Y
		x, y = x+float64(x*y*m.egg)+m.bend[0].at(y), y+m.bend[1].at(x)
		x = float64(m.wide*x) - float64(m.slant*y)
		out = append(out, Point{float64(m.cos*x) - float64(m.sin*y), float64(m.sin*x) + float64(m.cos*y)})
	}
	return out
}

// overshoot returns a point behind the end b of a stroke, whose last piece comes from a.
func (h *hand) overshoot(a, b Point) Point {
	dx, dy := b.X-a.X, b.Y-a.Y
	far := h.in(.04, .1) / max(.01, math.Sqrt(float64(dx*dx)+float64(dy*dy)))
	return Point{b.X + float64(far*dx) + h.in(-.04, .04), b.Y + float64(far*dy) + h.in(-.04, .04)}
}

// wave is a displacement that changes slowly along an axis.
type wave struct{ far, phase, often float64 }

// waves returns a wave for the columns and one for the rows.
func (h *hand) waves() (w [2]wave) {
	for i := range w {
		w[i] = wave{.03 * h.care * h.bell(), h.in(0, 2*math.Pi), h.in(3, 9)}
	}
	return w
}

func (w wave) at(v float64) float64 {
	sin, _ := elementary.Sincos(float64(w.often*v) + w.phase)
	return float64(w.far * sin)
}

// every returns the points of a stroke at equal distances, as a screen reports a pen's positions; few if the pen is fast.
func every(s Stroke, distance float64) Stroke {
	out, left := Stroke{s[0]}, distance
	for i := 1; i < len(s); i++ {
		a, b := s[i-1], s[i]
		length := math.Sqrt(float64((b.X-a.X)*(b.X-a.X)) + float64((b.Y-a.Y)*(b.Y-a.Y)))
		at := left
		for ; at < length; at += distance {
			t := at / length
			out = append(out, Point{a.X + float64(t*(b.X-a.X)), a.Y + float64(t*(b.Y-a.Y))})
		}
		left = at - length
	}
	return append(out, s[len(s)-1])
}

// rounded returns a stroke as the page draws it: quadratic curves through the midpoints between the pen's positions.
func rounded(s Stroke) Stroke {
	if len(s) < 3 {
		return s
	}
	const pieces = 4
	out := Stroke{s[0]}
	for i := 1; i < len(s)-1; i++ {
		from, by, to := out[len(out)-1], s[i], Point{(s[i].X + s[i+1].X) / 2, (s[i].Y + s[i+1].Y) / 2}
		for piece := range pieces {
			t := float64(piece+1) / pieces
			a, b, c := float64((1-t)*(1-t)), float64(2*t*(1-t)), float64(t*t)
			out = append(out, Point{float64(a*from.X) + float64(b*by.X) + float64(c*to.X), float64(a*from.Y) + float64(b*by.Y) + float64(c*to.Y)})
		}
	}
	return append(out, s[len(s)-1])
}

// onSheet returns strokes scaled until the longer side of their box is size, somewhere on the sheet: x and y are shares of the
// room that they leave. Positions are multiples of 1/4096, so that machines which round otherwise agree.
func onSheet(strokes []Stroke, size, pen, x, y float64) []Stroke {
	const steps = 4096
	least, most := strokes[0][0], strokes[0][0]
	for _, s := range strokes {
		for _, p := range s {
			least = Point{min(least.X, p.X), min(least.Y, p.Y)}
			most = Point{max(most.X, p.X), max(most.Y, p.Y)}
		}
	}
	scale := size / max(most.X-least.X, most.Y-least.Y)
	left := pen/2 + .01 + float64(x*(1-pen-.02-float64(scale*(most.X-least.X))))
	top := pen/2 + .01 + float64(y*(1-pen-.02-float64(scale*(most.Y-least.Y))))
	for _, s := range strokes {
		for i, p := range s {
			s[i] = Point{
				math.Round(steps*(left+float64(scale*(p.X-least.X)))) / steps,
				math.Round(steps*(top+float64(scale*(p.Y-least.Y)))) / steps,
			}
		}
	}
	return strokes
}

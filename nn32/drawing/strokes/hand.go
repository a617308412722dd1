package strokes

import (
	"math"
	"math/rand/v2"
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
	return b + float64(t/2*(c-a+float64(t*(2*a-5*b+4*c-d+float64(t*(3*b-a-3*c+d))))))
}

// place returns a form of 1×1 as the hand writes it on a sheet, and the pen's diameter.
func (h *hand) place(form []Stroke) (drawn []Stroke, pen float64) {
	size := h.in(.3, .85) // of the digit's height
	pen = h.in(.03, .1)
	if h.odds(.5) {
		pen = 20. / 300 // the page's
	}
	pen = min(pen, size*.2)
	wide := h.in(.32, 1)
	slant := h.in(-.25, .45)
	if h.odds(.15) {
		slant = h.in(-.45, .75)
	}
	sin, cos := math.Sincos(h.in(-.17, .17))
	egg := h.in(-.2, .2)
	bend := h.waves()
	few := h.odds(.35)
	spacing := h.in(.06, .2)
	tremor := 0.
	if h.odds(.3) {
		tremor = h.in(.003, .012)
	}
	tick := h.odds(.12)
	for _, s := range form {
		dx, dy := .02*h.care*h.bell(), .02*h.care*h.bell()
		out := make(Stroke, 0, len(s))
		for _, p := range s {
			x, y := p.X-.5+dx, p.Y-.5+dy
			x, y = x+float64(x*y*egg)+bend[0].at(y), y+bend[1].at(x)
			x = float64(wide*x) - float64(slant*y)
			out = append(out, Point{float64(cos*x) - float64(sin*y), float64(sin*x) + float64(cos*y)})
		}
		if tick && len(out) > 1 {
			a, b := out[len(out)-2], out[len(out)-1]
			far := h.in(.04, .1) / max(.01, math.Sqrt(float64((b.X-a.X)*(b.X-a.X))+float64((b.Y-a.Y)*(b.Y-a.Y))))
			out = append(out, Point{b.X + float64(far*(b.X-a.X)) + h.in(-.04, .04), b.Y + float64(far*(b.Y-a.Y)) + h.in(-.04, .04)})
		}
		if few {
			out = rounded(every(out, spacing))
		} else {
			out = every(out, .03)
		}
		if tremor > 0 {
			for i := range out {
				out[i].X += float64(tremor * h.bell())
				out[i].Y += float64(tremor * h.bell())
			}
		}
		drawn = append(drawn, out)
	}
	return onSheet(drawn, size, pen, h.rng.Float64(), h.rng.Float64()), pen
}

// wave is a displacement that changes slowly along an axis.
type wave struct{ far, phase, often float64 }

func (h *hand) waves() (w [2]wave) {
	for i := range w {
		w[i] = wave{.03 * h.care * h.bell(), h.in(0, 2*math.Pi), h.in(3, 9)}
	}
	return w
}

func (w wave) at(v float64) float64 { return float64(w.far * math.Sin(float64(w.often*v)+w.phase)) }

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

package digits

import "math"

// Where each digit lies on the map, and what that says in numbers. Nothing here knows a browser.

// point is a place on the map: 0, 0 is the middle, and the farthest digit is at a distance of 1 from it along an axis.
type point struct{ x, y float64 }

func (a point) to(b point) float64 { return math.Hypot(b.x-a.x, b.y-a.y) }

// square is how the trainer's coordinates become points.
type square struct {
	middle point
	half   float64
}

// framed returns the points of a map, and the square that puts others among them.
func framed(positions []float32) ([]point, square) {
	if len(positions) == 0 {
		return nil, square{half: 1}
	}
	left, right, top, bottom := positions[0], positions[0], positions[1], positions[1]
	for i := 0; i+1 < len(positions); i += 2 {
		left, right = min(left, positions[i]), max(right, positions[i])
		top, bottom = min(top, positions[i+1]), max(bottom, positions[i+1])
	}
	f := square{point{(float64(left) + float64(right)) / 2, (float64(top) + float64(bottom)) / 2},
		max(float64(right)-float64(left), float64(bottom)-float64(top)) / 2}
	if f.half == 0 { // all digits are at one place
		f.half = 1
	}
	points := make([]point, 0, len(positions)/2)
	for i := 0; i+1 < len(positions); i += 2 {
		points = append(points, f.at(positions[i], positions[i+1]))
	}
	return points, f
}

func (f square) at(x, y float32) point {
	return point{(float64(x) - f.middle.x) / f.half, (float64(y) - f.middle.y) / f.half}
}

// lens is the part of the map that is seen: zoom 1 is all of it, around the middle.
type lens struct {
	zoom   float64
	centre point
}

const maxZoom = 40

// plot is a canvas with a lens: sizes are in its own pixels.
type plot struct {
	lens
	w, h, side float64 // side: of a digit at zoom 1
}

// scale returns how many pixels a distance of 1 has.
func (p plot) scale() float64 { return p.zoom * (min(p.w, p.h)/2 - p.side) }

// put returns where a point is on the canvas.
func (p plot) put(a point) (x, y float64) {
	return p.w/2 + (a.x-p.centre.x)*p.scale(), p.h/2 + (a.y-p.centre.y)*p.scale()
}

// under returns the point at a pixel.
func (p plot) under(x, y float64) point {
	return point{p.centre.x + (x-p.w/2)/p.scale(), p.centre.y + (y-p.h/2)/p.scale()}
}

// zoomed returns the lens by a factor nearer, so that the point at a pixel stays there.
func (p plot) zoomed(factor, x, y float64) lens {
	fixed := p.under(x, y)
	p.zoom = min(max(p.zoom*factor, 1), maxZoom)
	now := p.under(x, y)
	return p.moved(fixed.x-now.x, fixed.y-now.y)
}

// moved returns the lens elsewhere; the map's middle part stays in sight.
func (p plot) moved(dx, dy float64) lens {
	edge := 1 - 1/p.zoom
	p.centre = point{min(max(p.centre.x+dx, -edge), edge), min(max(p.centre.y+dy, -edge), edge)}
	return p.lens
}

// mark returns the side of a digit in pixels: it grows more slowly than the map.
func (p plot) mark() int { return int(p.side * math.Pow(p.zoom, .6)) }

// at returns the digit at a pixel, the nearest to it; -1 if none is near.
func (p plot) at(points []point, x, y float64) int {
	found, least := -1, max(float64(p.mark())*.75, p.side)
	for i, a := range points {
		px, py := p.put(a)
		if d := math.Hypot(px-x, py-y); d < least {
			found, least = i, d
		}
	}
	return found
}

// towards returns the nearest digit in a direction, which is 1 along one axis or −1; the same digit if there is none. Sideways it lies at
// most as far as forwards.
func towards(points []point, from int, dx, dy float64) int {
	found, least := from, math.Inf(1)
	for i, a := range points {
		x, y := a.x-points[from].x, a.y-points[from].y
		forwards, sideways := x*dx+y*dy, math.Abs(x*dy)+math.Abs(y*dx)
		if forwards <= 0 || sideways > forwards {
			continue
		}
		if d := math.Hypot(x, y); d < least {
			found, least = i, d
		}
	}
	return found
}

// spread says in numbers how the labels lie: distances are shares of the map's width.
type spread struct {
	count   [10]int
	centre  [10]point
	within  [10]float64 // mean distance of the digits from the centre of their label
	nearest [10]int     // the label whose centre is nearest; -1 without another
	between [10]float64 // its distance
	mean    float64     // of within, over all digits
	apart   float64     // mean distance between the centres
}

func spreadOf(points []point, labels []byte) (g spread) {
	for i, a := range points {
		if d := labels[i]; d < 10 {
			g.count[d]++
			g.centre[d].x += a.x
			g.centre[d].y += a.y
		}
	}
	for d, n := range g.count {
		if n > 0 {
			g.centre[d] = point{g.centre[d].x / float64(n), g.centre[d].y / float64(n)}
		}
	}
	all := 0
	for i, a := range points {
		if d := labels[i]; d < 10 {
			distance := a.to(g.centre[d]) / 2
			g.within[d] += distance / float64(g.count[d])
			g.mean += distance
			all++
		}
	}
	g.mean /= float64(max(all, 1))
	pairs := 0
	for d := range 10 {
		g.nearest[d] = -1
		for e := range 10 {
			if d == e || g.count[d] == 0 || g.count[e] == 0 {
				continue
			}
			distance := g.centre[d].to(g.centre[e]) / 2
			g.apart += distance
			pairs++
			if g.nearest[d] < 0 || distance < g.between[d] {
				g.nearest[d], g.between[d] = e, distance
			}
		}
	}
	g.apart /= float64(max(pairs, 1))
	return g
}

// pairs returns up to three pairs of labels whose centres are nearest, the nearest first, each with the smaller label first.
func (g *spread) pairs() (found [][2]int) {
	for len(found) < 3 {
		best, least := [2]int{-1, -1}, math.Inf(1)
		for d := range 10 {
			for e := d + 1; e < 10; e++ {
				if g.count[d] == 0 || g.count[e] == 0 || has(found, [2]int{d, e}) {
					continue
				}
				if distance := g.centre[d].to(g.centre[e]); distance < least {
					best, least = [2]int{d, e}, distance
				}
			}
		}
		if best[0] < 0 {
			break
		}
		found = append(found, best)
	}
	return found
}

func has(pairs [][2]int, pair [2]int) bool {
	for _, p := range pairs {
		if p == pair {
			return true
		}
	}
	return false
}

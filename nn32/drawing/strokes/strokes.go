// Package strokes draws digits as simulated hands write them. Write is for training, Vary and Unseen are for tests and measurements,
// which need drawings that no network was trained on.
package strokes

import (
	"math"

	"digitlab/nn32/internal/elementary"
)

// Point is a position on a sheet of 1×1, with y downwards.
type Point struct{ X, Y float64 }

// Stroke is the path of the pen while it touches the sheet.
type Stroke []Point

// Plain returns the plain form of a digit from 0 to 9. The 9 has a hook, as the data's 9s have; networks that were trained on those
// predict a 9 with a straight tail as 7 or 4.
func Plain(digit int) []Stroke {
	switch digit {
	case 0:
		return []Stroke{arc(.5, .5, .2, .32, -90, -450)}
	case 1:
		return []Stroke{{{.5, .15}, {.5, .85}}}
	case 2:
		return []Stroke{join(arc(.5, .34, .2, .18, -170, 30), Stroke{{.3, .84}, {.72, .84}})}
	case 3:
		return []Stroke{join(arc(.47, .33, .2, .17, -160, 90), arc(.47, .67, .22, .18, -90, 160))}
	case 4:
		return []Stroke{{{.42, .16}, {.28, .56}, {.74, .56}}, {{.6, .34}, {.6, .86}}}
	case 5:
		return []Stroke{join(Stroke{{.7, .16}, {.34, .16}, {.32, .46}}, arc(.48, .63, .22, .21, -130, 150))}
	case 6:
		return []Stroke{join(Stroke{{.6, .14}, {.42, .36}, {.32, .6}}, arc(.5, .66, .18, .19, -180, -540))}
	case 7:
		return []Stroke{{{.28, .17}, {.72, .17}, {.45, .86}}}
	case 8:
		return []Stroke{join(arc(.5, .33, .17, .17, 90, -270), arc(.5, .67, .18, .17, -90, 270))}
	case 9:
		return []Stroke{join(arc(.48, .34, .18, .19, 0, -360), Stroke{{.66, .6}}, arc(.48, .64, .18, .2, 0, 140))}
	}
	return nil
}

// arc returns an arc of the ellipse with centre (x, y) and radii (rx, ry), between two angles in degrees, clockwise from the right.
func arc(x, y, rx, ry, from, to float64) Stroke {
	const pieces = 32
	s := make(Stroke, pieces+1)
	for i := range s {
		sin, cos := elementary.Sincos((from + float64((to-from)*float64(i))/pieces) * math.Pi / 180)
		s[i] = Point{x + float64(rx*cos), y + float64(ry*sin)}
	}
	return s
}

// join returns one stroke along all parts.
func join(parts ...Stroke) Stroke {
	var s Stroke
	for _, p := range parts {
		s = append(s, p...)
	}
	return s
}

// Draw returns the ink of strokes on a sheet of side×side pixels, 0 or 255. The pen is round, with the diameter pen·side pixels.
func Draw(strokes []Stroke, side int, pen float64) []uint8 {
	ink := make([]uint8, side*side)
	radius := pen / 2
	for _, s := range strokes {
		for i := range s {
			a, b := s[max(i-1, 0)], s[i]
			left, right := reach(a.X, b.X, radius, side)
			top, bottom := reach(a.Y, b.Y, radius, side)
			for y := top; y < bottom; y++ {
				row := ink[y*side:][:side]
				for x := left; x < right; x++ {
					if row[x] == 0 && near(Point{(float64(x) + .5) / float64(side), (float64(y) + .5) / float64(side)}, a, b, radius) {
						row[x] = 255
					}
				}
			}
		}
	}
	return ink
}

// reach returns the range of pixels along one axis that a pen going from a to b can touch.
func reach(a, b, radius float64, side int) (from, to int) {
	n := float64(side)
	return max(0, int((min(a, b)-radius)*n)-1), min(side, int((max(a, b)+radius)*n)+2)
}

// near reports whether p is within radius of the line segment from a to b. Products are rounded before they are added, so that
// every machine agrees.
func near(p, a, b Point, radius float64) bool {
	dx, dy := b.X-a.X, b.Y-a.Y
	x, y := p.X-a.X, p.Y-a.Y
	t := 0.
	if length := float64(dx*dx) + float64(dy*dy); length > 0 {
		t = max(0, min(1, (float64(x*dx)+float64(y*dy))/length))
	}
	x, y = x-float64(t*dx), y-float64(t*dy)
	return float64(x*x)+float64(y*y) <= radius*radius
}

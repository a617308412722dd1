package strokes

import (
	"math"
	"math/rand/v2"
)

// Ways returns several common forms of a digit, the plain one first.
func Ways(digit int) [][]Stroke {
	ways := [][]Stroke{Plain(digit)}
	switch digit {
	case 0:
		ways = append(ways, []Stroke{arc(.5, .5, .28, .32, -60, -430)}, []Stroke{arc(.5, .5, .15, .34, -100, -440)})
	case 1:
		ways = append(ways, []Stroke{{{.38, .3}, {.52, .15}, {.52, .85}}}, []Stroke{{{.38, .3}, {.52, .15}, {.52, .85}}, {{.36, .85}, {.68, .85}}})
	case 2:
		ways = append(ways, []Stroke{join(arc(.5, .34, .2, .18, -170, 40), arc(.38, .78, .09, .08, -40, -330), Stroke{{.72, .86}})},
			[]Stroke{{{.3, .2}, {.68, .2}, {.68, .5}, {.32, .52}, {.32, .84}, {.72, .84}}})
	case 3:
		ways = append(ways, []Stroke{join(Stroke{{.3, .16}, {.68, .16}, {.46, .43}}, arc(.46, .64, .22, .21, -90, 150))})
	case 4:
		ways = append(ways, []Stroke{{{.62, .86}, {.62, .14}, {.28, .62}, {.76, .62}}}, []Stroke{{{.3, .16}, {.3, .52}, {.68, .52}}, {{.68, .16}, {.68, .86}}})
	case 5:
		ways = append(ways, []Stroke{join(Stroke{{.36, .16}, {.34, .45}}, arc(.48, .64, .2, .2, -120, 150)), {{.36, .16}, {.7, .16}}})
	case 6:
		ways = append(ways, []Stroke{join(arc(.62, .5, .3, .36, -100, -180), arc(.5, .66, .18, .19, -180, 180))})
	case 7:
		ways = append(ways, []Stroke{{{.28, .17}, {.72, .17}, {.45, .86}}, {{.38, .5}, {.68, .5}}}, []Stroke{{{.28, .3}, {.28, .17}, {.72, .17}, {.5, .5}, {.46, .86}}})
	case 8:
		ways = append(ways, []Stroke{join(arc(.5, .33, .17, .17, -30, -260), arc(.5, .67, .19, .18, -100, 260), Stroke{{.64, .24}})})
	case 9:
		ways = append(ways, []Stroke{join(arc(.48, .34, .18, .19, 0, -360), Stroke{{.64, .86}})},
			[]Stroke{join(arc(.48, .34, .18, .19, 0, -360), Stroke{{.66, .55}, {.5, .86}})})
	}
	return ways
}

// Varied returns one of the forms of a digit, varied, and the diameter of the pen.
func Varied(digit int, rng *rand.Rand) (drawn []Stroke, pen float64) {
	ways := Ways(digit)
	drawn = Vary(ways[rng.IntN(len(ways))], rng)
	return drawn, .03 + .07*rng.Float64()
}

// Vary returns strokes as another hand might write them: with a random aspect ratio, slant and rotation, and small waves.
func Vary(strokes []Stroke, rng *rand.Rand) []Stroke {
	uniform := func(most float64) float64 { return (2*rng.Float64() - 1) * most }
	wide, high, slant, turn := .85*math.Exp(uniform(.35)), .85*math.Exp(uniform(.2)), uniform(.35), uniform(.15)
	var wave [4]float64 // two waves across the sheet along each axis
	for i := range wave {
		wave[i] = rng.NormFloat64() * .02
	}
	phase := rng.Float64() * 2 * math.Pi
	sin, cos := math.Sincos(turn)
	out := make([]Stroke, len(strokes))
	for i, s := range strokes {
		for k := range s {
			a, b := s[max(k-1, 0)], s[k]
			for piece := range 4 {
				t := float64(piece+1) / 4
				x, y := a.X+(b.X-a.X)*t-.5, a.Y+(b.Y-a.Y)*t-.5
				x, y = x+wave[0]*math.Sin(7*y+phase)+wave[1]*math.Sin(11*x), y+wave[2]*math.Sin(7*x+phase)+wave[3]*math.Sin(11*y)
				x, y = wide*x-slant*y, high*y
				out[i] = append(out[i], Point{.5 + cos*x - sin*y, .5 + sin*x + cos*y})
			}
		}
	}
	return out
}

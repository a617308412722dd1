package strokes

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Every form of every digit, by several hands, has ink and stays within the sheet.
func TestWays(t *testing.T) {
	const side = 60
	rng := rand.New(rand.NewPCG(1, 2))
	for digit := range 10 {
		for i, way := range Ways(digit) {
			for range 10 {
				ink := Draw(Vary(way, rng), side, .05)
				if !slices.Contains(ink, 255) {
					t.Errorf("way %d of a %d is empty", i, digit)
				}
				for k := range side {
					if ink[k] > 0 || ink[(side-1)*side+k] > 0 || ink[k*side] > 0 || ink[k*side+side-1] > 0 {
						t.Fatalf("way %d of a %d runs over the edge", i, digit)
					}
				}
			}
		}
	}
}

// Digits by many hands stay within the sheet, no two are the same, and they are the same points natively and as WebAssembly.
func TestHands(t *testing.T) {
	for name, test := range map[string]struct {
		write func(digit int, rng *rand.Rand) ([]Stroke, float64)
		want  string
	}{"Write": {Write, "776e0fefb49bebac"}, "Unseen": {Unseen, "ce86d1246a09329e"}} {
		all, seen := fnv.New64a(), map[uint64]bool{}
		for i := range 500 {
			drawn, pen := test.write(i%10, rand.New(rand.NewPCG(uint64(i), 1)))
			h := fnv.New64a()
			for _, s := range drawn {
				for _, p := range s {
					if !(min(p.X, p.Y) >= pen/2 && max(p.X, p.Y) <= 1-pen/2) {
						t.Fatalf("%s: a pen of %v at %v leaves the sheet", name, pen, p)
					}
					binary.Write(h, binary.LittleEndian, p)
					binary.Write(all, binary.LittleEndian, p)
				}
			}
			if seen[h.Sum64()] {
				t.Errorf("%s: drawing %d is one of those before it", name, i)
			}
			seen[h.Sum64()] = true
		}
		if got := fmt.Sprintf("%016x", all.Sum64()); got != test.want {
			t.Errorf("%s: the points have the hash %s, want %s", name, got, test.want)
		}
	}
}

func TestCurve(t *testing.T) {
	s := curve(Point{0, 0}, Point{1, 0}, Point{1, 1})
	if s[0] != (Point{0, 0}) || s[8] != (Point{1, 0}) || s[16] != (Point{1, 1}) || len(s) != 17 {
		t.Errorf("the curve misses its points: %v", s)
	}
	if p := s[4]; !(p.Y < 0 && p.X > .4 && p.X < .7) { // it swings out before the turn
		t.Errorf("halfway to the turn it is at %v", p)
	}
}

func TestEvery(t *testing.T) {
	for i, p := range every(Stroke{{0, 0}, {.25, 0}, {1, 0}}, .1) {
		if want := min(1, float64(i)*.1); math.Abs(p.X-want) > 1e-9 || p.Y != 0 {
			t.Errorf("point %d is %v, want %v", i, p, want)
		}
	}
	if dot := every(Stroke{{.5, .5}}, .1); len(dot) != 2 || dot[0] != dot[1] {
		t.Errorf("a dot is %v", dot)
	}
}

// A corner becomes a curve that touches the midpoints of its sides.
func TestRounded(t *testing.T) {
	s := rounded(Stroke{{0, 0}, {0, 1}, {1, 1}, {1, 2}})
	if s[4] != (Point{.5, 1}) || s[8] != (Point{1, 1.5}) || s[len(s)-1] != (Point{1, 2}) || s[0] != (Point{0, 0}) {
		t.Errorf("the curve is %v", s)
	}
	if p := s[2]; p != (Point{.125, .75}) {
		t.Errorf("it goes through %v, want (.125, .75)", p)
	}
}

func BenchmarkWrite(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	for i := 0; b.Loop(); i++ {
		drawn, pen := Write(i%10, rng)
		Draw(drawn, 100, pen)
	}
}

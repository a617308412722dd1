package strokes

import (
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

package drawing

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"testing"
)

// A digit is the same in ink on paper, in chalk on a board, faint, and in uneven light.
func TestFromLightness(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for name, light := range map[string]func(x, y, ink int) int{
		"black on white": func(_, _, ink int) int { return 255 - ink },
		"white on black": func(_, _, ink int) int { return ink },
		"pencil":         func(_, _, ink int) int { return 200 - ink/4 },
		"noise":          func(_, _, ink int) int { return 220 - ink*3/4 + rng.IntN(12) },
		"a shadow":       func(x, y, ink int) int { return 240 - x/5 - y/8 - ink*3/5 },
	} {
		for digit := range 10 {
			b := drawn(digit, 200)
			want, _ := ToPicture(b)
			photo := Bitmap{200, 200, make([]uint8, len(b.Ink))}
			for i, ink := range b.Ink {
				photo.Ink[i] = uint8(light(i%200, i/200, int(ink)))
			}
			if got, ok := ToPicture(FromPhoto(photo)); !ok || difference(got, want) > 50 {
				t.Errorf("%s: a %d is %v, want %v", name, digit, got, want)
			}
		}
	}
	for name, b := range map[string]Bitmap{
		"white": {3, 1, []uint8{255, 255, 255}}, "grey, with noise": {3, 2, []uint8{120, 125, 130, 121, 119, 128}}, "no size": {},
		"short": {10, 10, make([]uint8, 99)},
	} {
		if p, ok := ToPicture(FromPhoto(b)); ok {
			t.Errorf("%s gives %v", name, p)
		}
	}
}

// The same drawing of a photo to the bit, natively and as WebAssembly: here on ruled paper in a shadow, on a dark table.
func TestPhotosAreTheSameEverywhere(t *testing.T) {
	h := fnv.New64a()
	rng := rand.New(rand.NewPCG(1, 2))
	for digit := range 10 {
		b := drawn(digit, 400)
		for i, ink := range b.Ink {
			x, y := i%400, i/400
			light := 230 - int(ink)/2 - x/6 + rng.IntN(9)
			switch {
			case x+y/8 > 390:
				light = 50
			case (y+x/20)%40 < 2:
				light -= 40
			}
			b.Ink[i] = uint8(light)
		}
		h.Write(FromPhoto(b).Ink)
	}
	if got, want := fmt.Sprintf("%016x", h.Sum64()), "29f01fb42fad5e5f"; got != want {
		t.Errorf("the drawings have the hash %s, want %s", got, want)
	}
}

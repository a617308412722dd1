package drawing

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/drawing/strokes"
)

// The same seed gives the same pictures, natively and as WebAssembly, whatever drawings were made before. A sample stays as it is, or
// becomes a drawing of the same digit, or is warped; it always has ink.
func TestMNISTAugmentationIsTheSameEverywhere(t *testing.T) {
	from := make([]float32, MNISTSide*MNISTSide)
	picture, _ := ToMNISTPicture(Bitmap{100, 100, strokes.Draw(strokes.Plain(3), 100, .07)})
	augment := func(a *MNISTAugmentation, seed uint64, full float32) (hash string, clean, drawn int) {
		if err := a.Prepare(nn32.Shape{28, 28, 1}); err != nil {
			t.Fatal(err)
		}
		for i, ink := range picture {
			from[i] = float32(float32(ink)*full) / 255
		}
		h, rng, to := fnv.New64a(), rand.New(rand.NewPCG(seed, 2)), make([]float32, len(from))
		for range 200 {
			a.Augment(to, from, 3, rng)
			same, ink := true, float32(0)
			for i, v := range to {
				if !(v >= 0 && v <= full) {
					t.Fatalf("a pixel has %v", v)
				}
				h.Write([]byte{byte(v*255/full + .5)})
				same, ink = same && v == from[i], ink+v
			}
			if same {
				clean++
			}
			if ink == 0 {
				t.Error("a picture has no ink")
			}
		}
		for _, p := range a.drawings[3] {
			if p != nil {
				drawn++
			}
		}
		for digit, all := range a.drawings {
			for _, p := range all {
				if p != nil && digit != 3 {
					t.Fatalf("a sample of a 3 made a drawing of a %d", digit)
				}
			}
		}
		return fmt.Sprintf("%016x", h.Sum64()), clean, drawn
	}
	a := &MNISTAugmentation{}
	got, clean, drawn := augment(a, 1, 255)
	if want := "3c8b34e0132ef8f0"; got != want {
		t.Errorf("the pictures have the hash %s, want %s", got, want)
	}
	if clean < 15 || clean > 45 || drawn < 40 || drawn > 80 {
		t.Errorf("of 200 samples %d are unchanged and %d drawings were made, want about 30 and 60", clean, drawn)
	}
	if other, _, _ := augment(a, 2, 255); other == got {
		t.Error("another seed gives the same")
	}
	if again, _, _ := augment(a, 1, 255); again != got {
		t.Error("the cached drawings differ from those that were made")
	}
	if scaled, _, _ := augment(&MNISTAugmentation{Full: 1}, 1, 1); scaled != got {
		t.Error("pictures with values 0 to 1 give others")
	}
}

func TestWrongMNISTAugmentations(t *testing.T) {
	for want, prepare := range map[string]func() error{
		"samples 8×8×1 are not 28×28×1":       func() error { return (&MNISTAugmentation{}).Prepare(nn32.Shape{8, 8, 1}) },
		"Drawings -1 must be from 0 to 65536": func() error { return (&MNISTAugmentation{Drawings: -1}).Prepare(nn32.Shape{28, 28, 1}) },
		"Full -1 at least 0":                  func() error { return (&MNISTAugmentation{Full: -1}).Prepare(nn32.Shape{28, 28, 1}) },
	} {
		if err := prepare(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want …%s…", err, want)
		}
	}
}

func BenchmarkMNISTAugmentation(b *testing.B) {
	a, rng := &MNISTAugmentation{Drawings: 10}, rand.New(rand.NewPCG(1, 2))
	if err := a.Prepare(nn32.Shape{28, 28, 1}); err != nil {
		b.Fatal(err)
	}
	from, to := make([]float32, MNISTSide*MNISTSide), make([]float32, MNISTSide*MNISTSide)
	for i, ink := range a.drawing(3, 0) {
		from[i] = float32(ink)
	}
	b.Run("cached", func(b *testing.B) {
		for b.Loop() {
			a.Augment(to, from, 3, rng)
		}
	})
	b.Run("drawing", func(b *testing.B) {
		for b.Loop() {
			a.drawings[3][0] = nil
			a.drawing(3, 0)
		}
	})
}

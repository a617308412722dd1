package drawing

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"testing"

	"digitlab/nn32/drawing/strokes"
)

// A drawing becomes 20 pixels long in its proportions, and its mass is in the middle, which is pixel 14; between two places it
// takes the later one.
func TestMNISTPicture(t *testing.T) {
	for _, test := range []struct {
		name string
		b    Bitmap
		want box
	}{
		{"a tall bar", rect(300, 300, box{40, 20, 60, 220}), box{14, 5, 16, 25}},
		{"a flat bar", rect(300, 300, box{20, 100, 220, 120}), box{5, 14, 25, 16}},
		{"a square", rect(300, 300, box{0, 0, 90, 90}), box{5, 5, 25, 25}},
		{"a sheet full of ink", rect(90, 90, box{0, 0, 90, 90}), box{5, 5, 25, 25}},
		{"mass to the left", rect(100, 100, box{0, 0, 20, 100}, box{20, 80, 100, 100}), box{8, 1, 28, 21}},
		{"one pixel", rect(50, 50, box{30, 30, 31, 31}), box{5, 5, 25, 25}},
		{"beyond the edge", rect(400, 400, box{0, 0, 2, 400}, box{0, 0, 400, 2}), box{8, 8, 28, 28}},
	} {
		picture, ok := DefaultPipeline().Without(Even).MNIST(test.b)
		if got := (Bitmap{MNISTSide, MNISTSide, picture[:]}).tight(1); !ok || got != test.want {
			t.Errorf("%s is in %v, want %v", test.name, got, test.want)
		}
	}
	for name, b := range map[string]Bitmap{"an empty sheet": rect(30, 30), "a size that does not agree": {10, 10, make([]uint8, 99)}, "nothing": {}} {
		if picture, ok := FromDrawingMNIST(b); ok || picture != (MNISTPicture{}) {
			t.Errorf("%s has ink", name)
		}
		if _, r := DefaultPipeline().ReadMNIST(b); r.Finding != NoInk || r.Stages != nil {
			t.Errorf("%s: found %v", name, r.Finding)
		}
	}
}

// A picture of MNIST is its own picture but for the thickness of its strokes.
func TestMNISTPictureStays(t *testing.T) {
	crisp := DefaultPipeline().Without(Even)
	for digit := range 10 {
		picture, _ := crisp.MNIST(drawn(digit, 150))
		again, _ := crisp.MNIST(Bitmap{MNISTSide, MNISTSide, picture[:]})
		// A first or last row of little ink may be outside of the box, of which half a pixel is the measure.
		far := 0
		for i := range picture {
			far += abs(int(picture[i]) - int(again[i]))
		}
		if b := (Bitmap{MNISTSide, MNISTSide, picture[:]}); b.tight(1) == b.tight(128) && far > 0 {
			t.Errorf("the picture of a %d is another", digit)
		}
	}
}

// Whatever the pen, strokes come out about as thick as MNIST's; what is neither thin nor thick stays as it is.
func TestEvenStrokes(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for _, pen := range []float64{.015, .03, .05, .07, .1} {
		for digit := range 10 {
			way := strokes.Vary(strokes.Plain(digit), rng)
			b := Bitmap{300, 300, strokes.Draw(way, 300, pen)}
			b = b.cut(b.tight(128))
			even := b.even(true)
			w, h := fit(even.Width, even.Height, broad)
			got := even.fine(box{margin, margin, margin + w, margin + h}).thickness()
			if same := slices.Equal(b.Ink, even.Ink); same && (got < thin || got > thick) || !same && (got < typical*85/100 || got > typical*115/100) {
				t.Errorf("a %d by a pen of %v becomes %d thick, want about %d", digit, pen, got, typical)
			}
		}
	}
}

// Each step shows what it made.
func TestMNISTStages(t *testing.T) {
	bar := rect(100, 100, box{40, 10, 44, 90})
	all := DefaultPipeline()
	for _, test := range []struct {
		name string
		p    Pipeline
		want string
	}{
		{"all", all, "crop 4×80 even 10×86 stretch 2×20 count 28×28"},
		{"without crop", all.Without(Crop), "even 80×80 stretch 20×20 count 28×28"},
		{"without even", all.Without(Even), "crop 4×80 stretch 1×20 count 28×28"},
		{"what is not taken", all.Without(Upright).Without(Shear).Without(Stretch), "crop 4×80 even 10×86 stretch 2×20 count 28×28"},
		{"none", Pipeline{}, "stretch 20×20 count 28×28"},
	} {
		picture, r := test.p.ReadMNIST(bar)
		got := ""
		for _, s := range r.Stages {
			got += fmt.Sprintf(" %v %d×%d", s.Step, s.Width, s.Height)
		}
		if got != " "+test.want || r.Finding != OneDigit {
			t.Errorf("%s:%s, found %v; want %s", test.name, got, r.Finding, test.want)
		}
		if last := r.Stages[len(r.Stages)-1]; MNISTPicture(last.Ink) != picture {
			t.Errorf("%s: the last stage is not the picture", test.name)
		}
		if p, ok := test.p.MNIST(bar); !ok || p != picture {
			t.Errorf("%s: MNIST gives another picture than ReadMNIST", test.name)
		}
	}
	if _, r := all.ReadMNIST(beside(40, drawn(1, 200), drawn(2, 200))); r.Finding != SeveralDigits || len(r.Digits) != 2 {
		t.Errorf("of two digits, %d are found", len(r.Digits))
	}
}

// The same pictures to the bit, natively and as WebAssembly.
func TestMNISTPicturesAreTheSameEverywhere(t *testing.T) {
	h := fnv.New64a()
	for digit := range 10 {
		for _, pen := range []float64{.03, .07, .12} {
			_, r := DefaultPipeline().ReadMNIST(Bitmap{150, 150, strokes.Draw(strokes.Plain(digit), 150, pen)})
			for _, s := range r.Stages {
				h.Write(s.Ink)
			}
		}
	}
	if got, want := fmt.Sprintf("%016x", h.Sum64()), "8f930f2eca343b2b"; got != want {
		t.Errorf("the stages have the hash %s, want %s", got, want)
	}
}

func BenchmarkReadMNIST(b *testing.B) {
	drawing := drawn(7, 300)
	b.ReportAllocs()
	for b.Loop() {
		DefaultPipeline().ReadMNIST(drawing)
	}
}

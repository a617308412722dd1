package drawing

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"testing"

	"digitlab/nn32/drawing/strokes"
)

// A drawing becomes 20 pixels long and keeps its aspect ratio. Its centre of mass is at pixel 14; between two pixels the later one
// is taken.
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
		picture, ok := DefaultPipeline().Without(StrokeWidth).MNISTPicture(test.b)
		if got := (Bitmap{MNISTSide, MNISTSide, picture[:]}).bounds(1); !ok || got != test.want {
			t.Errorf("%s is in %v, want %v", test.name, got, test.want)
		}
	}
	for name, b := range map[string]Bitmap{"an empty sheet": rect(30, 30), "a size that does not agree": {10, 10, make([]uint8, 99)}, "nothing": {}} {
		if picture, ok := ToMNISTPicture(b); ok || picture != (MNISTPicture{}) {
			t.Errorf("%s has ink", name)
		}
		if _, r := DefaultPipeline().AnalyseMNIST(b); r.Finding != NoInk || r.Stages != nil {
			t.Errorf("%s: found %v", name, r.Finding)
		}
	}
}

// A picture of MNIST gives itself again, without the stage StrokeWidth.
func TestMNISTPictureStays(t *testing.T) {
	crisp := DefaultPipeline().Without(StrokeWidth)
	for digit := range 10 {
		picture, _ := crisp.MNISTPicture(drawn(digit, 150))
		again, _ := crisp.MNISTPicture(Bitmap{MNISTSide, MNISTSide, picture[:]})
		// Rows and columns at the edge with ink below the threshold are cropped, and so change the scale.
		far := 0
		for i := range picture {
			far += abs(int(picture[i]) - int(again[i]))
		}
		if b := (Bitmap{MNISTSide, MNISTSide, picture[:]}); b.bounds(1) == b.bounds(128) && far > 0 {
			t.Errorf("the picture of a %d is another", digit)
		}
	}
}

// Strokes of every pen get about MNIST's median width, or stay as they are within its range.
func TestNormaliseStrokes(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for _, pen := range []float64{.015, .03, .05, .07, .1} {
		for digit := range 10 {
			way := strokes.Vary(strokes.Plain(digit), rng)
			b := Bitmap{300, 300, strokes.Draw(way, 300, pen)}
			b = b.crop(b.bounds(128))
			got := b.normaliseStrokes(true)
			w, h := fitWithin(got.Width, got.Height, sheetDigit)
			width := got.strokeSheet(box{sheetMargin, sheetMargin, sheetMargin + w, sheetMargin + h}).strokeWidth()
			if same := slices.Equal(b.Ink, got.Ink); same && (width < thinWidth || width > thickWidth) ||
				!same && (width < typicalWidth*85/100 || width > typicalWidth*115/100) {
				t.Errorf("a %d by a pen of %v gets the stroke width %d, want about %d", digit, pen, width, typicalWidth)
			}
		}
	}
}

// Each stage that runs is recorded.
func TestMNISTStages(t *testing.T) {
	bar := rect(100, 100, box{40, 10, 44, 90})
	all := DefaultPipeline()
	for _, test := range []struct {
		name string
		p    Pipeline
		want string
	}{
		{"all", all, "crop 4×80 stroke width 10×86 stretch 2×20 count 28×28"},
		{"without crop", all.Without(Crop), "stroke width 80×80 stretch 20×20 count 28×28"},
		{"without stroke width", all.Without(StrokeWidth), "crop 4×80 stretch 1×20 count 28×28"},
		{"without stages that MNIST lacks", all.Without(Deskew).Without(Shear).Without(Stretch), "crop 4×80 stroke width 10×86 stretch 2×20 count 28×28"},
		{"none", Pipeline{}, "stretch 20×20 count 28×28"},
	} {
		picture, r := test.p.AnalyseMNIST(bar)
		got := ""
		for _, s := range r.Stages {
			got += fmt.Sprintf(" %v %d×%d", s.Stage, s.Width, s.Height)
		}
		if got != " "+test.want || r.Finding != OneDigit {
			t.Errorf("%s:%s, found %v; want %s", test.name, got, r.Finding, test.want)
		}
		if last := r.Stages[len(r.Stages)-1]; MNISTPicture(last.Ink) != picture {
			t.Errorf("%s: the last stage is not the picture", test.name)
		}
		if p, ok := test.p.MNISTPicture(bar); !ok || p != picture {
			t.Errorf("%s: MNISTPicture gives another picture than AnalyseMNIST", test.name)
		}
	}
	if _, r := all.AnalyseMNIST(beside(40, drawn(1, 200), drawn(2, 200))); r.Finding != SeveralDigits || len(r.Digits) != 2 {
		t.Errorf("of two digits, %d are found", len(r.Digits))
	}
}

// The same pictures to the bit, natively and as WebAssembly.
func TestMNISTPicturesAreTheSameEverywhere(t *testing.T) {
	h := fnv.New64a()
	for digit := range 10 {
		for _, pen := range []float64{.03, .07, .12} {
			_, r := DefaultPipeline().AnalyseMNIST(Bitmap{150, 150, strokes.Draw(strokes.Plain(digit), 150, pen)})
			for _, s := range r.Stages {
				h.Write(s.Ink)
			}
		}
	}
	if got, want := fmt.Sprintf("%016x", h.Sum64()), "8f930f2eca343b2b"; got != want {
		t.Errorf("the stages have the hash %s, want %s", got, want)
	}
}

func BenchmarkAnalyseMNIST(b *testing.B) {
	drawing := drawn(7, 300)
	b.ReportAllocs()
	for b.Loop() {
		DefaultPipeline().AnalyseMNIST(drawing)
	}
}

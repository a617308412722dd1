package drawing

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"testing"

	"digitlab/nn32/drawing/strokes"
)

func drawn(digit, side int) Bitmap {
	return Bitmap{side, side, strokes.Draw(strokes.Plain(digit), side, .07)}
}

// Each stage that runs is recorded, and all but Count can be left out.
func TestStages(t *testing.T) {
	slanted := rect(100, 100)
	for y := 10; y < 90; y++ {
		for x := range 10 {
			slanted.Ink[y*100+60-y/2+x] = 255
		}
	}
	all := DefaultPipeline()
	for _, test := range []struct {
		name string
		p    Pipeline
		want string // stages and the sizes of their results
	}{
		{"all", all, "deskew 140×100 crop 11×80 stretch 32×32 stroke width 32×32 shear 32×32 count 8×8"},
		{"without deskew", all.Without(Deskew), "crop 49×80 stretch 32×32 stroke width 32×32 shear 32×32 count 8×8"},
		{"without crop", all.Without(Crop), "deskew 140×100 stretch 32×32 stroke width 32×32 shear 32×32 count 8×8"},
		{"without stretch", all.Without(Stretch), "deskew 140×100 crop 11×80 stretch 32×32 stroke width 32×32 shear 32×32 count 8×8"},
		{"without stroke width", all.Without(StrokeWidth), "deskew 140×100 crop 11×80 stretch 32×32 shear 32×32 count 8×8"},
		{"without shear", all.Without(Shear), "deskew 140×100 crop 11×80 stretch 32×32 stroke width 32×32 count 8×8"},
		{"none", Pipeline{}, "stretch 32×32 count 8×8"},
	} {
		r := test.p.Analyse(slanted)
		got := ""
		for _, s := range r.Stages {
			got += fmt.Sprintf(" %v %d×%d", s.Stage, s.Width, s.Height)
		}
		if got != " "+test.want {
			t.Errorf("%s:%s, want %s", test.name, got, test.want)
		}
		if p, ok := test.p.Picture(slanted); !ok || p != r.Picture {
			t.Errorf("%s: Picture gives %v, Analyse %v", test.name, p, r.Picture)
		}
	}
	if p, _ := ToPicture(slanted); p != all.Analyse(slanted).Picture {
		t.Error("ToPicture does not run all stages")
	}
	sheet, _ := Pipeline{}.Picture(rect(64, 64, box{0, 0, 8, 8}, box{8, 8, 16, 12}))
	if want := (Picture{0: 16, 9: 8}); sheet != want {
		t.Errorf("the sheet shrunk is %v, want %v", sheet, want)
	}
}

// beside returns drawings side by side, each followed by gap empty columns.
func beside(gap int, drawings ...Bitmap) Bitmap {
	out := Bitmap{Height: drawings[0].Height}
	for _, d := range drawings {
		out.Width += d.Width + gap
	}
	out.Ink = make([]uint8, out.Width*out.Height)
	left := 0
	for _, d := range drawings {
		for y := range d.Height {
			copy(out.row(y)[left:], d.row(y))
		}
		left += d.Width + gap
	}
	return out
}

func TestFindings(t *testing.T) {
	cut := func(digit int) Bitmap {
		b := drawn(digit, 200)
		around := b.bounds(128)
		around.top, around.bottom = 0, 200
		return b.crop(around)
	}
	dots := rect(200, 200, box{10, 10, 20, 20}, box{100, 10, 110, 20})
	var scribble strokes.Stroke
	for i := range 200 {
		at := float64(i) / 200 * 2 * math.Pi
		scribble = append(scribble, strokes.Point{X: .5 + .4*math.Sin(5*at+.5), Y: .5 + .4*math.Cos(4*at)})
	}
	for _, test := range []struct {
		name   string
		b      Bitmap
		want   Finding
		digits []int
	}{
		{"an empty sheet", rect(30, 30), NoInk, nil},
		{"a size that does not agree", Bitmap{10, 10, make([]uint8, 99)}, NoInk, nil},
		{"one digit", drawn(5, 200), OneDigit, nil},
		{"two digits", beside(40, cut(1), cut(2)), SeveralDigits, []int{1, 2}},
		{"three", beside(30, cut(4), cut(1), cut(0)), SeveralDigits, []int{4, 1, 0}},
		{"close together", beside(10, cut(3), cut(8)), OneDigit, nil},
		{"a digit and a dot", beside(40, cut(3), dots.crop(box{0, 0, 30, 200})), OneDigit, nil},
		{"a dot and a digit", beside(40, dots.crop(box{0, 0, 30, 200}), cut(3)), OneDigit, nil},
		{"a 5 and its separate bar", rect(200, 200, box{50, 20, 80, 180}, box{120, 20, 150, 40}), OneDigit, nil},
		{"one above the other", rect(200, 200, box{50, 20, 60, 90}, box{50, 120, 60, 190}), OneDigit, nil},
		{"two dots", dots, OneDigit, nil},
		{"all black", rect(300, 300, box{0, 0, 300, 300}), NoDigit, nil},
		{"a dot", Bitmap{200, 200, strokes.Draw([]strokes.Stroke{{{X: .3, Y: .4}}}, 200, .07)}, NoDigit, nil},
		{"a dash", rect(200, 200, box{50, 100, 150, 112}), NoDigit, nil},
		{"a thick 1", rect(200, 200, box{90, 50, 120, 140}), OneDigit, nil},
		{"a scribble", Bitmap{200, 200, strokes.Draw([]strokes.Stroke{scribble}, 200, .05)}, NoDigit, nil},
	} {
		r := DefaultPipeline().Analyse(test.b)
		if r.Finding != test.want || len(r.Digits) != len(test.digits) {
			t.Errorf("%s: found %v and %d digits, want %v and %d", test.name, r.Finding, len(r.Digits), test.want, len(test.digits))
			continue
		}
		for i, digit := range test.digits {
			got, _ := ToPicture(r.Digits[i])
			if want, _ := ToPicture(cut(digit)); difference(got, want) > 40 {
				t.Errorf("%s: digit %d is %v, alone it is %v", test.name, i, got, want)
			}
		}
	}
}

func TestHoles(t *testing.T) {
	grid := func(holes, across int) Bitmap {
		b := rect(side32, side32, box{0, 0, side32, side32})
		for i := range holes {
			for j := range 4 {
				b.Ink[(4*(i/across)+1+j/2)*side32+4*(i%across)+1+j%2] = 0
			}
		}
		return b
	}
	for _, test := range []struct {
		name string
		b    Bitmap
		want int
	}{
		{"a full place", grid(0, 1), 0},
		{"one hole", grid(1, 1), 1},
		{"as many as there is room for", grid(64, 8), 64},
		{"a bay", rect(side32, side32, box{0, 0, 20, 32}, box{25, 10, 32, 20}), 0},
		{"a 0", drawn(0, side32), 1},
		{"an 8", drawn(8, side32), 2},
		{"strokes that touch at corners", rect(3, 3, box{1, 0, 2, 1}, box{0, 1, 1, 2}, box{2, 1, 3, 2}, box{1, 2, 2, 3}), 1},
	} {
		pieces := test.b.pieces(128, corners)
		if got := pieces.holes(); got != test.want {
			t.Errorf("%s: %d holes, want %d", test.name, got, test.want)
		}
		if got := test.b.holes(128); got != test.want && len(test.b.Ink) > 9 {
			t.Errorf("%s: %d holes that are large, want %d", test.name, got, test.want)
		}
	}
}

// difference returns the sum of the differences between two pictures' counts.
func difference(a, b Picture) (n int) {
	for i := range a {
		n += abs(int(a[i]) - int(b[i]))
	}
	return n
}

// The same stages to the bit, natively and as WebAssembly.
func TestStagesAreTheSameEverywhere(t *testing.T) {
	h := fnv.New64a()
	for digit := range 10 {
		b := drawn(digit, 150)
		for y := range 150 { // with a slant
			row := slices.Clone(b.row(y))
			clear(b.row(y))
			copy(b.row(y)[y/10:], row)
		}
		for _, s := range DefaultPipeline().Analyse(b).Stages {
			h.Write(s.Ink)
		}
	}
	if got, want := fmt.Sprintf("%016x", h.Sum64()), "3e2600ff6233b60e"; got != want {
		t.Errorf("the stages have the hash %s, want %s", got, want)
	}
}

func TestThumbnail(t *testing.T) {
	for _, test := range []struct {
		b          Bitmap
		side, w, h int
		first      uint8
	}{
		{rect(100, 50, box{0, 0, 100, 50}), 20, 20, 10, 255},
		{rect(50, 100, box{0, 0, 25, 100}), 10, 5, 10, 255},
		{rect(64, 64, box{0, 0, 1, 8}), 8, 8, 8, 31}, // an eighth of 255
		{rect(8, 8, box{0, 0, 1, 1}), 20, 8, 8, 255},
		{rect(3000, 2, box{0, 0, 3000, 2}), 30, 30, 1, 255},
	} {
		got := test.b.Thumbnail(test.side)
		if got.Width != test.w || got.Height != test.h || got.Ink[0] != test.first {
			t.Errorf("%d×%d at most %d: %d×%d, first %d; want %d×%d, %d", test.b.Width, test.b.Height, test.side, got.Width, got.Height, got.Ink[0],
				test.w, test.h, test.first)
		}
	}
}

func BenchmarkAnalyse(b *testing.B) {
	drawing := drawn(7, 300)
	b.ReportAllocs()
	for b.Loop() {
		DefaultPipeline().Analyse(drawing)
	}
}

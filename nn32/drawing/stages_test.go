package drawing

import (
	"math"
	"slices"
	"strings"
	"testing"

	"digitlab/nn32/drawing/strokes"
)

// rect returns a drawing of w×h with full ink in the boxes.
func rect(w, h int, boxes ...box) Bitmap {
	b := Bitmap{w, h, make([]uint8, w*h)}
	for _, r := range boxes {
		for y := r.top; y < r.bottom; y++ {
			for x := r.left; x < r.right; x++ {
				b.Ink[y*w+x] = 255
			}
		}
	}
	return b
}

func (f bitmap32) String() string {
	var s strings.Builder
	for y := range side32 {
		for x := range side32 {
			s.WriteByte(".#"[f[y]>>x&1])
		}
		s.WriteByte('\n')
	}
	return s.String()
}

func TestNoInk(t *testing.T) {
	for name, b := range map[string]Bitmap{
		"empty": rect(30, 30), "no size": {}, "short": {10, 10, make([]uint8, 99)}, "negative": {-1, -1, []uint8{255}},
		"overflow": {1 << 32, 1 << 32, nil},
	} {
		if p, ok := ToPicture(b); ok || p != (Picture{}) {
			t.Errorf("%s gives %v", name, p)
		}
	}
}

func TestStretch(t *testing.T) {
	for _, test := range []struct {
		name                     string
		ink                      box
		left, right, top, bottom int // of the result, inclusive
	}{
		{"a square fills 20 columns of the full height", box{10, 10, 60, 60}, 6, 25, 0, 31},
		{"a narrow bar stays narrow", box{50, 5, 57, 95}, 14, 17, 0, 31}, // 20·(7/90)/.35 = 4.4 columns
		{"a flat bar stays flat", box{5, 50, 95, 60}, 6, 25, 13, 18},     // 32·1.6/9 = 5.7 rows
		{"a dot is a dot of full size", box{40, 40, 41, 41}, 6, 25, 0, 31},
	} {
		drawing := rect(100, 100, test.ink)
		around := drawing.bounds(128)
		if around != test.ink {
			t.Errorf("%s: the box is %v, want %v", test.name, around, test.ink)
		}
		w, h := stretchedSize(around.width(), around.height())
		got := stretch(drawing, around, w, h)
		for y := range side32 {
			for x := range side32 {
				if want := x >= test.left && x <= test.right && y >= test.top && y <= test.bottom; (got[y]>>x&1 == 1) != want {
					t.Fatalf("%s: pixel %d,%d should be %v\n%v", test.name, x, y, want, got)
				}
			}
		}
	}
}

func TestEvenStrokes(t *testing.T) {
	bar := func(width int) (f bitmap32) {
		for y := range side32 {
			f[y] = (1<<width - 1) << 2
		}
		return f
	}
	for before, after := range map[int]int{18: 14, 13: 11, 12: 12, 8: 8, 7: 9, 3: 7} { // columns of 32 pixels
		if got := evenStrokes(bar(before)); got.count() != after*side32 {
			t.Errorf("a bar of %d columns has %d pixels, want %d columns\n%v", before, got.count(), after, got)
		}
	}
}

func TestShear(t *testing.T) {
	var slanted bitmap32
	for y := range side32 {
		slanted[y] = 31 << (20 - y/4)
	}
	got := shear(slanted)
	if got.count() != slanted.count() {
		t.Errorf("%d pixels became %d", slanted.count(), got.count())
	}
	for y := range side32 {
		if x, _ := got.leftmost(y); x < 15 || x > 17 {
			t.Errorf("row %d begins at %d, want an upright bar\n%v", y, x, got)
			break
		}
	}
}

func TestDeskew(t *testing.T) {
	b := Bitmap{100, 100, make([]uint8, 100*100)}
	for y := 10; y < 90; y++ {
		for x := range 10 {
			b.Ink[y*100+20+y/2+x] = 255
		}
	}
	around := b.deskew().bounds(128)
	if around.width() > 12 || around.height() != 80 {
		t.Errorf("a bar of width 10 and slant ½ is %d×%d after deskew", around.width(), around.height())
	}
}

// A digit's position on the sheet does not change its picture; its size changes it little.
func TestPlaceAndSizeDoNotMatter(t *testing.T) {
	for digit := range 10 {
		ink := strokes.Draw(strokes.Plain(digit), 200, .07)
		want, ok := ToPicture(Bitmap{200, 200, ink})
		if !ok {
			t.Fatalf("%d is empty", digit)
		}
		moved := Bitmap{300, 250, make([]uint8, 300*250)}
		for y := range 200 {
			copy(moved.Ink[(y+37)*300+71:], ink[y*200:][:200])
		}
		if got, _ := ToPicture(moved); got != want {
			t.Errorf("%d, moved, gives %v, want %v", digit, got, want)
		}
		large, _ := ToPicture(Bitmap{400, 400, strokes.Draw(strokes.Plain(digit), 400, .07)})
		difference := 0
		for i := range large {
			difference += abs(int(large[i]) - int(want[i]))
		}
		if difference > 40 {
			t.Errorf("%d, twice as large, differs by %d of some 313 pixels", digit, difference)
		}
	}
}

func TestOddDrawings(t *testing.T) {
	faint := rect(50, 50, box{10, 10, 40, 40})
	for i := range faint.Ink {
		faint.Ink[i] /= 10
	}
	scribble := rect(300, 300)
	for i := range 6000 {
		scribble.Ink[(150+int(140*math.Sin(float64(i)*.017)))*300+150+int(140*math.Cos(float64(i)*.0113))] = 255
	}
	for name, b := range map[string]Bitmap{
		"one pixel": rect(1, 1, box{0, 0, 1, 1}), "black": rect(300, 300, box{0, 0, 300, 300}),
		"hairline": rect(300, 300, box{150, 10, 151, 290}), "flat hairline": rect(300, 300, box{10, 150, 290, 151}),
		"faint": faint, "specks": rect(300, 300, box{0, 0, 1, 1}, box{299, 299, 300, 300}),
		"wide": rect(3000, 2, box{0, 0, 3000, 2}), "scribble": scribble,
	} {
		for stage := Deskew; stage <= Count; stage++ {
			p, ok := DefaultPipeline().Without(stage).Picture(b)
			if !ok || slices.Max(p[:]) == 0 || slices.Max(p[:]) > 16 {
				t.Errorf("%s without %v gives %v, %v", name, stage, p, ok)
			}
		}
	}
}

func FuzzToPicture(f *testing.F) {
	f.Add(3, 4, []byte{0, 0, 255, 0, 255, 0, 0, 1, 0, 0, 0, 0})
	f.Add(1, 1, []byte{1})
	f.Fuzz(func(t *testing.T, w, h int, ink []byte) {
		p, ok := ToPicture(Bitmap{w, h, ink})
		DefaultPipeline().Analyse(Bitmap{w, h, ink})
		inked := w > 0 && h > 0 && w <= 1<<15 && h <= 1<<15 && w*h == len(ink) && slices.ContainsFunc(ink, func(v byte) bool { return v > 0 })
		if ok != inked || ok != (slices.Max(p[:]) > 0) || slices.Max(p[:]) > 16 {
			t.Errorf("%d×%d of %v gives %v, %v", w, h, ink, p, ok)
		}
	})
}

func BenchmarkToPicture(b *testing.B) {
	drawing := Bitmap{300, 300, strokes.Draw(strokes.Plain(8), 300, .07)}
	for b.Loop() {
		ToPicture(drawing)
	}
}

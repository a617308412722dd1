package drawing

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"math/rand/v2"
	"testing"

	"digitlab/nn32/drawing/strokes"
)

// pen is the page's pen.
const pen = PaperUnits / 15

// onPaper returns strokes with the pen's positions as they come from the page.
func onPaper(drawn []strokes.Stroke) (out []Stroke) {
	for _, s := range drawn {
		var stroke Stroke
		for _, p := range s {
			stroke = append(stroke, Point{int16(math.Round(p.X * PaperUnits)), int16(math.Round(p.Y * PaperUnits))})
		}
		out = append(out, stroke)
	}
	return out
}

// The ink is that of a round pen along the path, as a plain program finds it from distances, with more samples in each pixel.
func TestRasterise(t *testing.T) {
	dense := func(s strokes.Stroke) (out strokes.Stroke) { // points so close to the corners that rounding does not show
		for i := 1; i < len(s); i++ {
			for _, part := range []float64{0, .002, .998} {
				out = append(out, strokes.Point{X: s[i-1].X + part*(s[i].X-s[i-1].X), Y: s[i-1].Y + part*(s[i].Y-s[i-1].Y)})
			}
		}
		return append(out, s[len(s)-1])
	}
	dots := []strokes.Stroke{{{X: .3, Y: .4}}, {{X: .999, Y: 0}}, {{X: 1.02, Y: .5}}, {{X: -.2, Y: 1.3}}}
	drawings := [][]strokes.Stroke{dots, {{{X: .1, Y: .1}, {X: .9, Y: .12}}}, {{{X: -.2, Y: .5}, {X: 1.4, Y: .9}}}}
	for digit := range 10 {
		var drawn []strokes.Stroke
		for _, s := range strokes.Plain(digit) {
			drawn = append(drawn, dense(s))
		}
		drawings = append(drawings, drawn)
	}
	for i, drawn := range drawings {
		const fine = 8
		want := Bitmap{fine * paperSide, fine * paperSide, strokes.Draw(drawn, fine*paperSide, pen/float64(PaperUnits))}.Thumbnail(paperSide)
		got := Rasterise(onPaper(drawn), pen)
		if got.Width != paperSide || got.Height != paperSide || len(got.Ink) != paperSide*paperSide {
			t.Fatalf("%d×%d with %d values", got.Width, got.Height, len(got.Ink))
		}
		sum, worst := 0, 0
		for i, ink := range got.Ink {
			off := abs(int(ink) - int(want.Ink[i]))
			sum, worst = sum+off, max(worst, off)
		}
		if ink, _ := total(want); worst > 72 || sum > ink/50 {
			t.Errorf("drawing %d: a pixel is %d of 255 off, all together %d of %d", i, worst, sum, ink)
		}
	}
	if ink, _ := total(Rasterise(onPaper(dots), 0)); ink != 0 {
		t.Errorf("a pen without width leaves ink of %d", ink)
	}
	for _, nothing := range [][]Stroke{nil, {{}}, {{{-30000, 30000}}}, {{{math.MinInt16, math.MinInt16}, {math.MaxInt16, math.MinInt16}}}} {
		if ink, _ := total(Rasterise(nothing, pen)); ink != 0 {
			t.Errorf("%v leave ink of %d", nothing, ink)
		}
	}
}

// total returns the ink of all pixels together, and of the fullest.
func total(b Bitmap) (sum, most int) {
	for _, ink := range b.Ink {
		sum, most = sum+int(ink), max(most, int(ink))
	}
	return sum, most
}

// goldenStrokes are strokes in whole numbers, which no machine rounds in its own way: walks with curves, corners, dots and long ways
// off the paper.
func goldenStrokes() (out []Stroke) {
	state := uint32(1)
	random := func(n int) int {
		state = state*1664525 + 1013904223
		return int(state>>8) % n
	}
	for range 12 {
		s := Stroke{{int16(random(PaperUnits)), int16(random(PaperUnits))}}
		for range random(40) {
			step := 1 + random(1200)
			last := s[len(s)-1]
			s = append(s, Point{last.X + int16(random(2*step)-step), last.Y + int16(random(2*step)-step)})
		}
		out = append(out, s)
	}
	return append(out, Stroke{{-32768, 32767}, {4800, 4800}, {32767, -32768}})
}

// The same strokes give the same bitmap everywhere, to the bit: this test runs natively and as WebAssembly.
func TestRasteriseIsTheSameEverywhere(t *testing.T) {
	sum := sha256.Sum256(Rasterise(goldenStrokes(), pen).Ink)
	const want = "0a7cde4ab958428cdca1669b05b060ce197858f9fad86b33a8a7f2eb353aa3cd"
	if got := hex.EncodeToString(sum[:]); got != want {
		t.Errorf("the bitmap has the checksum %s, want %s", got, want)
	}
}

// The numbers of a benchmark in Node are in the commit that made the file; a page draws this after each movement of the pen.
func BenchmarkRasterise(b *testing.B) {
	drawn := onPaper(strokes.Plain(8))
	b.ReportAllocs()
	for b.Loop() {
		Rasterise(drawn, pen)
	}
}

// Digits of more than one stroke stay whole, large or small, and several digits fall apart although the page's pen leaves little between
// them.
func TestRasteriseDigits(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	single, split := 0, 0
	for digit := range 10 {
		for _, way := range strokes.Ways(digit) {
			if len(way) < 2 {
				continue
			}
			for range 200 {
				scale := .3 + .7*rng.Float64()
				single++
				if len(RasteriseDigits(onPaper(placed(strokes.Vary(way, rng), .5, .5, scale, scale)), pen)) > 0 {
					split++
				}
			}
		}
	}
	if split > single/500 {
		t.Errorf("of %d digits of several strokes %d fall apart", single, split)
	}
	several, apart := 0, 0
	for range 200 {
		n := 2 + rng.IntN(3)
		var drawn []strokes.Stroke
		for i := range n {
			way := strokes.Plain(rng.IntN(10))
			drawn = append(drawn, placed(way, (float64(i)+.5)/float64(n), .5+.06*(rng.Float64()-.5), 1/float64(n), 1.3/float64(n))...)
		}
		several++
		if len(RasteriseDigits(onPaper(drawn), pen)) == n {
			apart++
		}
	}
	if apart < several*95/100 {
		t.Errorf("of %d drawings of several digits %d are found", several, apart)
	}
	t.Logf("%d of %d digits fall apart; %d of %d drawings of several digits are found", split, single, apart, several)
}

// placed returns strokes around another middle, scaled.
func placed(drawn []strokes.Stroke, x, y, wide, high float64) (out []strokes.Stroke) {
	for _, s := range drawn {
		var moved strokes.Stroke
		for _, p := range s {
			moved = append(moved, strokes.Point{X: x + wide*(p.X-.5), Y: y + high*(p.Y-.5)})
		}
		out = append(out, moved)
	}
	return out
}

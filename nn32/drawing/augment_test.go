package drawing

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
)

// pictures returns those of the data set.
func pictures(t testing.TB) []Picture {
	t.Helper()
	f, err := os.Open("../../static/data/digits.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d, err := datasets.ReadDigits(f)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]Picture, d.Len())
	for i := range out {
		for j := range out[i] {
			out[i][j] = uint8(d.X.Data[i*pictureSide*pictureSide+j])
		}
	}
	return out
}

// Each upscaled picture of the data, counted, is the picture again.
func TestUpscaledPicturesKeepTheirCounts(t *testing.T) {
	for i, p := range pictures(t) {
		if f := upscale(&p); f.picture() != p {
			t.Fatalf("picture %d is %v, counted again %v\n%v", i, p, f.picture(), f)
		}
	}
	// A smooth bitmap comes back nearly unchanged.
	var bar bitmap32
	for y := range side32 {
		bar[y] = 0xff << (6 + y/4)
	}
	p := bar.picture()
	again := upscale(&p)
	for y := range again {
		again[y] ^= bar[y]
	}
	if wrong := again.count(); wrong > 20 {
		t.Errorf("%d of 1024 pixels of a slanted bar differ\n%v", wrong, upscale(&p))
	}
}

func TestDistortions(t *testing.T) {
	var square bitmap32
	for y := 8; y < 24; y++ {
		square[y] = 0xffff << 8
	}
	rng := rand.New(rand.NewPCG(1, 2))
	ink := make([]uint8, maxSheet*maxSheet)
	for _, sheet := range []int{32, 48} {
		(&distortion{side: sheet}).apply(ink, &square, rng)
		margin := (sheet - side32) / 2
		for i, v := range ink[:sheet*sheet] {
			y, x := i/sheet-margin, i%sheet-margin
			want := uint8(0)
			if y >= 8 && y < 24 && x >= 8 && x < 24 {
				want = 255
			}
			if v != want {
				t.Fatalf("unmoved on %d, pixel %d,%d is %d, want %d", sheet, y, x, v, want)
			}
		}
	}
	for name, d := range map[string]distortion{
		"rotate": {rotate: .3}, "scale": {scale: .2}, "shear": {shear: .3}, "shift": {shift: 2}, "elastic": {elastic: 1},
	} {
		d.side = 48
		least, most := 1<<30, 0
		for range 100 {
			d.apply(ink, &square, rng)
			sum := 0
			for _, v := range ink {
				sum += int(v)
			}
			least, most = min(least, sum/255), max(most, sum/255)
		}
		switch {
		case name == "scale" || name == "elastic":
			if least == most {
				t.Errorf("%s changes nothing", name)
			}
		case least < 250 || most > 262:
			t.Errorf("%s makes %d to %d of 256 pixels", name, least, most)
		}
	}
	for least, side := range map[int]int{3: 18, 5: 16, 7: 14} {
		thick := square.rankFilter(least)
		if got := thick.count(); got < side*side-12 || got > side*side {
			t.Errorf("at least %d of nine: %d pixels of 256, want about %d", least, got, side*side)
		}
	}
}

// The same seed gives the same pictures, natively and as WebAssembly, whatever copies were made before.
func TestCopiesAreTheSameEverywhere(t *testing.T) {
	all := pictures(t)[:100]
	augment := func(a *StrokeAugmentation, seed uint64, full float32) (string, int) {
		if err := a.Prepare(nn32.Shape{8, 8, 1}); err != nil {
			t.Fatal(err)
		}
		h, rng, from, to, clean := fnv.New64a(), rand.New(rand.NewPCG(seed, 2)), make([]float32, 64), make([]float32, 64), 0
		for _, p := range all {
			for i, count := range p {
				from[i] = float32(count) * full / 16
			}
			a.Augment(to, from, 0, rng)
			same := true
			for i, v := range to {
				if !(v >= 0 && v <= full) {
					t.Fatalf("a block has %v", v)
				}
				h.Write([]byte{byte(v * 16 / full)})
				same = same && v == from[i]
			}
			if same {
				clean++
			}
		}
		return fmt.Sprintf("%016x", h.Sum64()), clean
	}
	a := &StrokeAugmentation{}
	got, clean := augment(a, 1, 16)
	if want := "8aa1310d5bd55cb3"; got != want {
		t.Errorf("the pictures have the hash %s, want %s", got, want)
	}
	if clean < 10 || clean > 30 {
		t.Errorf("%d of 100 are unchanged, want about 20", clean)
	}
	if other, _ := augment(a, 2, 16); other == got {
		t.Error("another seed gives the same")
	}
	if again, _ := augment(a, 1, 16); again != got {
		t.Error("the cached copies differ from those that were made")
	}
	if scaled, _ := augment(&StrokeAugmentation{Full: 1}, 1, 1); scaled != got {
		t.Error("pictures with values 0 to 1 give other copies")
	}
}

func TestWrongStrokeAugmentations(t *testing.T) {
	for want, prepare := range map[string]func() error{
		"samples 28×28×1 are not 8×8×1": func() error { return (&StrokeAugmentation{}).Prepare(nn32.Shape{28, 28, 1}) },
		"Copies -1 must be":             func() error { return (&StrokeAugmentation{Copies: -1}).Prepare(nn32.Shape{8, 8, 1}) },
		"the share Clean 2 from 0 to 1": func() error { return (&StrokeAugmentation{Clean: 2}).Prepare(nn32.Shape{8, 8, 1}) },
	} {
		if err := prepare(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want …%s…", err, want)
		}
	}
}

// Augment allocates nothing for a picture that it has met.
func TestAugmentAllocatesOnce(t *testing.T) {
	a, rng, from, to := &StrokeAugmentation{}, rand.New(rand.NewPCG(1, 2)), make([]float32, 64), make([]float32, 64)
	if err := a.Prepare(nn32.Shape{8, 8, 1}); err != nil {
		t.Fatal(err)
	}
	for i, count := range pictures(t)[0] {
		from[i] = float32(count)
	}
	a.Augment(to, from, 0, rng)
	for range 20 { // at least one of them is not clean
		a.Augment(to, from, 0, rng)
	}
	if n := testing.AllocsPerRun(300, func() { a.Augment(to, from, 0, rng) }); n > 0 {
		t.Errorf("%v allocations a sample", n)
	}
}

func BenchmarkStrokeAugmentation(b *testing.B) {
	all := pictures(b)
	a := &StrokeAugmentation{}
	if err := a.Prepare(nn32.Shape{8, 8, 1}); err != nil {
		b.Fatal(err)
	}
	c := &pictureCopies{bitmap: upscale(&all[0])}
	b.Run("slight", func(b *testing.B) {
		for k := 0; b.Loop(); k += 2 {
			a.makeCopy(c, k)
		}
	})
	b.Run("strong", func(b *testing.B) {
		for k := 1; b.Loop(); k += 2 {
			a.makeCopy(c, k)
		}
	})
	b.Run("upscale", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			upscale(&all[i%len(all)])
		}
	})
	b.Run("cached", func(b *testing.B) {
		from, to, rng := make([]float32, 64), make([]float32, 64), rand.New(rand.NewPCG(1, 2))
		for b.Loop() {
			a.Augment(to, from, 0, rng)
		}
	})
}

package augment

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
)

// digits returns the first hundred digits.
func digits(t *testing.T) []float32 {
	t.Helper()
	f, err := os.Open("../../static/data/digits.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := datasets.ReadDigits(f)
	if err != nil {
		t.Fatal(err)
	}
	return all.X.Data[:100*64]
}

// Maps with known results, of an image of 3×3.
func TestWarps(t *testing.T) {
	image := []float32{1, 2, 3, 4, 5, 6, 7, 8, 9}
	identity := [2][2]float32{{1, 0}, {0, 1}}
	a := &Warp{}
	if err := a.Prepare(nn32.Shape{3, 3, 1}); err != nil {
		t.Fatal(err)
	}
	bent := mapping{linear: identity}
	for i := range bent.bend {
		for j := range bent.bend[i] {
			bent.bend[i][j] = [2]float32{-1, 0}
		}
	}
	for name, test := range map[string]struct {
		w    mapping
		want []float32
	}{
		"nothing":         {mapping{linear: identity}, image},
		"a row down":      {mapping{linear: identity, shift: [2]float32{-1, 0}}, []float32{0, 0, 0, 1, 2, 3, 4, 5, 6}},
		"half a column":   {mapping{linear: identity, shift: [2]float32{0, .5}}, []float32{1.5, 2.5, 1.5, 4.5, 5.5, 3, 7.5, 8.5, 4.5}},
		"a quarter turn":  {mapping{linear: [2][2]float32{{0, 1}, {-1, 0}}}, []float32{3, 6, 9, 2, 5, 8, 1, 4, 7}},
		"twice as large":  {mapping{linear: [2][2]float32{{.5, 0}, {0, .5}}}, []float32{3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7}},
		"sheared":         {mapping{linear: [2][2]float32{{1, 0}, {1, 1}}}, []float32{0, 1, 2, 4, 5, 6, 8, 9, 0}},
		"all points bent": {bent, []float32{0, 0, 0, 1, 2, 3, 4, 5, 6}},
		"far away":        {mapping{linear: identity, shift: [2]float32{1e9, -1e30}}, make([]float32, 9)},
	} {
		got := make([]float32, 9)
		a.warp(got, image, test.w)
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
	got := make([]float32, 9)
	a.changeStrokeWidth(got, []float32{0, 0, 0, 0, 8, 0, 0, 0, 0}, .5)
	if want := []float32{4, 4, 4, 4, 8, 4, 4, 4, 4}; !slices.Equal(got, want) {
		t.Errorf("half wider: %v, want %v", got, want)
	}
	a.changeStrokeWidth(got, []float32{8, 8, 8, 8, 8, 8, 8, 8, 8}, -.25)
	if want := []float32{6, 6, 6, 6, 8, 6, 6, 6, 6}; !slices.Equal(got, want) {
		t.Errorf("a quarter narrower: %v, want %v", got, want)
	}
}

var everyChange = Warp{Shift: 1, Rotate: .2, Scale: .1, Shear: .2, Elastic: .6, StrokeWidth: .5, Clean: .2}

// The same seed gives the same images, natively and as WebAssembly. Values stay within the range of the image's.
func TestWarpsAreTheSameEverywhere(t *testing.T) {
	images := digits(t)
	a := everyChange
	if err := a.Prepare(nn32.Shape{8, 8, 1}); err != nil {
		t.Fatal(err)
	}
	h, rng, got, clean := fnv.New64a(), rand.New(rand.NewPCG(1, 2)), make([]float32, 64), 0
	for i := range 100 {
		from := images[i*64:][:64]
		a.Augment(got, from, 0, rng)
		for _, v := range got {
			if !(v >= 0 && v <= 16) {
				t.Fatalf("image %d has %v, outside of 0 to 16", i, v)
			}
			b := math.Float32bits(v)
			h.Write([]byte{byte(b), byte(b >> 8), byte(b >> 16), byte(b >> 24)})
		}
		if slices.Equal(got, from) {
			clean++
		}
	}
	if got, want := fmt.Sprintf("%016x", h.Sum64()), "13964534ba8e67f1"; got != want {
		t.Errorf("the images have the hash %s, want %s", got, want)
	}
	if clean < 10 || clean > 30 {
		t.Errorf("%d of 100 images are as they were, want about 20", clean)
	}
}

func TestWarpOfNothing(t *testing.T) {
	from := digits(t)[:64]
	for _, a := range []Warp{{}, {Shift: 3, Rotate: 1, Clean: 1}} {
		if err := a.Prepare(nn32.Shape{8, 8, 1}); err != nil {
			t.Fatal(err)
		}
		got := make([]float32, 64)
		a.Augment(got, from, 0, rand.New(rand.NewPCG(1, 2)))
		if !slices.Equal(got, from) {
			t.Errorf("%+v changes an image", a)
		}
	}
}

func TestWrongWarps(t *testing.T) {
	nan := float32(math.NaN())
	for want, a := range map[string]Warp{
		"Shift -1 must be": {Shift: -1}, "Rotate NaN must be": {Rotate: nan}, "Scale 9 must be": {Scale: 9},
		"Shear +Inf must be": {Shear: float32(math.Inf(1))}, "Elastic NaN must be": {Elastic: nan},
		"StrokeWidth 2 and Clean 0 must be": {StrokeWidth: 2}, "StrokeWidth 0 and Clean NaN": {Clean: nan},
	} {
		if err := a.Prepare(nn32.Shape{8, 8, 1}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want …%s…", err, want)
		}
	}
	if err := new(Warp).Prepare(nn32.Shape{64}); err == nil || err.Error() != "samples 64 are not height×width×channels" {
		t.Errorf("got %v", err)
	}
}

func BenchmarkAugment(b *testing.B) {
	for _, side := range []int{8, 28} {
		b.Run(fmt.Sprintf("%d×%d", side, side), func(b *testing.B) {
			a, rng := everyChange, rand.New(rand.NewPCG(1, 2))
			if err := a.Prepare(nn32.Shape{side, side, 1}); err != nil {
				b.Fatal(err)
			}
			from, to := make([]float32, side*side), make([]float32, side*side)
			for b.Loop() {
				a.Augment(to, from, 0, rng)
			}
		})
	}
}

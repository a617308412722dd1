package nn32

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Maps with known results, of an image of 3×3.
func TestWarps(t *testing.T) {
	image := []float32{1, 2, 3, 4, 5, 6, 7, 8, 9}
	identity := [2][2]float32{{1, 0}, {0, 1}}
	a := &Augmentation{}
	if err := a.Prepare(Shape{3, 3, 1}); err != nil {
		t.Fatal(err)
	}
	bent := warp{linear: identity}
	for i := range bent.bend {
		for j := range bent.bend[i] {
			bent.bend[i][j] = [2]float32{-1, 0}
		}
	}
	for name, test := range map[string]struct {
		w    warp
		want []float32
	}{
		"nothing":         {warp{linear: identity}, image},
		"a row down":      {warp{linear: identity, shift: [2]float32{-1, 0}}, []float32{0, 0, 0, 1, 2, 3, 4, 5, 6}},
		"half a column":   {warp{linear: identity, shift: [2]float32{0, .5}}, []float32{1.5, 2.5, 1.5, 4.5, 5.5, 3, 7.5, 8.5, 4.5}},
		"a quarter turn":  {warp{linear: [2][2]float32{{0, 1}, {-1, 0}}}, []float32{3, 6, 9, 2, 5, 8, 1, 4, 7}},
		"twice as large":  {warp{linear: [2][2]float32{{.5, 0}, {0, .5}}}, []float32{3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7}},
		"sheared":         {warp{linear: [2][2]float32{{1, 0}, {1, 1}}}, []float32{0, 1, 2, 4, 5, 6, 8, 9, 0}},
		"all points bent": {bent, []float32{0, 0, 0, 1, 2, 3, 4, 5, 6}},
		"far away":        {warp{linear: identity, shift: [2]float32{1e9, -1e30}}, make([]float32, 9)},
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

var everyAugmentation = Augmentation{Shift: 1, Rotate: .2, Scale: .1, Shear: .2, Elastic: .6, StrokeWidth: .5, Clean: .2}

// The same seed gives the same images, natively and as WebAssembly. Values stay within the range of the image's.
func TestAugmentationsAreTheSameEverywhere(t *testing.T) {
	data := goldenBatches(t).Slice(0, 100)
	a := everyAugmentation
	if err := a.Prepare(Shape{8, 8, 1}); err != nil {
		t.Fatal(err)
	}
	h, rng, got, clean := fnv.New64a(), rand.New(rand.NewPCG(1, 2)), make([]float32, 64), 0
	for i := range 100 {
		from := data.X.Data[i*64:][:64]
		a.Augment(got, from, rng)
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

func TestAugmentationOfNothing(t *testing.T) {
	from := goldenBatches(t).X.Data[:64]
	for _, a := range []Augmentation{{}, {Shift: 3, Rotate: 1, Clean: 1}} {
		if err := a.Prepare(Shape{8, 8, 1}); err != nil {
			t.Fatal(err)
		}
		got := make([]float32, 64)
		a.Augment(got, from, rand.New(rand.NewPCG(1, 2)))
		if !slices.Equal(got, from) {
			t.Errorf("%+v changes an image", a)
		}
	}
}

func TestWrongAugmentations(t *testing.T) {
	nan := float32(math.NaN())
	for want, a := range map[string]Augmentation{
		"Shift -1 must be": {Shift: -1}, "Rotate NaN must be": {Rotate: nan}, "Scale 9 must be": {Scale: 9},
		"Shear +Inf must be": {Shear: float32(math.Inf(1))}, "Elastic NaN must be": {Elastic: nan},
		"StrokeWidth 2 and Clean 0 must be": {StrokeWidth: 2}, "StrokeWidth 0 and Clean NaN": {Clean: nan},
	} {
		if err := a.Prepare(Shape{8, 8, 1}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want …%s…", err, want)
		}
	}
	s, err := NewSequential(Shape{64}, 1, &Dense{Units: 10, Activation: Softmax})
	if err == nil {
		err = s.Compile(&SGD{}, &CategoricalCrossentropy{})
	}
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Fit(Data{X: NewTensor(1, 64), Labels: []int{0}}, FitOptions{Epochs: 1, Augment: &Augmentation{}})
	if err == nil || err.Error() != "nn32: Augment: samples 64 are not height×width×channels" {
		t.Errorf("got %v", err)
	}
}

// A run with augmentation allocates nothing, and a resumed one gives the same bits.
func TestFitWithAugmentation(t *testing.T) {
	data := goldenBatches(t).Slice(0, 120)
	whole, parts, a := tutorialNetwork(t, 1), tutorialNetwork(t, 1), everyAugmentation
	fit := func(s *Sequential, from, to int) {
		if _, err := s.Fit(data, FitOptions{InitialEpoch: from, Epochs: to, BatchSize: 50, Augment: &a}); err != nil {
			t.Fatal(err)
		}
	}
	fit(whole, 0, 4)
	fit(parts, 0, 1)
	fit(parts, 1, 4)
	if x, y := weightsHash(whole), weightsHash(parts); x != y {
		t.Errorf("in one go %s, in two %s", x, y)
	}
	steps := func(epochs int) float64 {
		return testing.AllocsPerRun(1, func() {
			for range whole.Steps(data, FitOptions{Epochs: epochs, BatchSize: 50, Augment: &a}) {
			}
		})
	}
	if one, many := steps(1), steps(10); many > one {
		t.Errorf("%v allocations in an epoch, %v in ten", one, many)
	}
}

func BenchmarkAugment(b *testing.B) {
	for _, side := range []int{8, 28} {
		b.Run(fmt.Sprintf("%d×%d", side, side), func(b *testing.B) {
			a, rng := everyAugmentation, rand.New(rand.NewPCG(1, 2))
			if err := a.Prepare(Shape{side, side, 1}); err != nil {
				b.Fatal(err)
			}
			from, to := make([]float32, side*side), make([]float32, side*side)
			for b.Loop() {
				a.Augment(to, from, rng)
			}
		})
	}
}

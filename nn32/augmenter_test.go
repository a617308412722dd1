package nn32

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// shade is an Augmenter that multiplies the values of a sample, each by a random number.
type shade struct {
	t    testing.TB
	size int
}

func (s *shade) Prepare(sample Shape) error {
	if s.size = sample.Size(); s.size == 1 {
		return errors.New("samples of one value")
	}
	return nil
}

func (s *shade) Augment(to, from []float32, label int, rng *rand.Rand) {
	if len(to) != s.size || len(from) != s.size {
		s.t.Errorf("%d values from %d, want %d", len(to), len(from), s.size)
	}
	for i, v := range from {
		to[i] = float32(v * rng.Float32())
	}
}

// Each sample comes with its class: its label, or the index of its largest target.
func TestAugmenterGetsClasses(t *testing.T) {
	labels := []int{2, 0, 1, 1}
	targets := NewTensor(4, 3)
	x := NewTensor(4, 3)
	for i, label := range labels {
		targets.Data[i*3+label], x.Data[i*3] = 1, float32(label)
	}
	for _, data := range []Data{{X: x, Labels: labels}, {X: x, Targets: targets}} {
		s, err := NewSequential(Shape{3}, 1, &Dense{Units: 3, Activation: Softmax})
		if err == nil {
			err = s.Compile(&SGD{}, &CategoricalCrossentropy{})
		}
		seen := &classes{}
		if err == nil {
			_, err = s.Fit(data, FitOptions{Epochs: 2, BatchSize: 3, Augment: seen})
		}
		if err != nil || seen.right != 8 || seen.wrong != 0 {
			t.Errorf("%d samples came with their class, %d with another, want 8 and 0: %v", seen.right, seen.wrong, err)
		}
	}
}

// classes counts samples whose first value is the class and others. It changes none.
type classes struct{ right, wrong int }

func (c *classes) Prepare(Shape) error { return nil }

func (c *classes) Augment(to, from []float32, label int, _ *rand.Rand) {
	copy(to, from)
	if from[0] == float32(label) {
		c.right++
	} else {
		c.wrong++
	}
}

func TestAugmenterThatCannotChangeSamples(t *testing.T) {
	s, err := NewSequential(Shape{1}, 1, &Dense{Units: 2, Activation: Softmax})
	if err == nil {
		err = s.Compile(&SGD{}, &CategoricalCrossentropy{})
	}
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Fit(Data{X: NewTensor(1, 1), Labels: []int{0}}, FitOptions{Epochs: 1, Augment: &shade{t: t}})
	if err == nil || err.Error() != "nn32: Augment: samples of one value" {
		t.Errorf("got %v", err)
	}
}

// A run with augmentation allocates nothing, and a resumed one gives the same bits.
func TestFitWithAugmentation(t *testing.T) {
	data, a := goldenBatches(t).Slice(0, 120), &shade{t: t}
	whole, parts := tutorialNetwork(t, 1), tutorialNetwork(t, 1)
	fit := func(s *Sequential, from, to int) {
		if _, err := s.Fit(data, FitOptions{InitialEpoch: from, Epochs: to, BatchSize: 50, Augment: a}); err != nil {
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
		least := math.Inf(1) // the runtime allocates too, now and then
		for range 5 {
			least = min(least, testing.AllocsPerRun(1, func() {
				for range whole.Steps(data, FitOptions{Epochs: epochs, BatchSize: 50, Augment: a}) {
				}
			}))
		}
		return least
	}
	if one, many := steps(1), steps(10); many > one {
		t.Errorf("%v allocations in an epoch, %v in ten", one, many)
	}
}

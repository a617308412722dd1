package protocol

import (
	"fmt"
	"math"
)

// Settings is what a run is made from: the same settings give the same weights, to the bit, on every machine.
type Settings struct {
	Epochs       int
	BatchSize    int
	LearningRate float32
	Seed         uint64
}

// DefaultSettings are the tutorial's: 100 epochs, batches of 50, Adam at 0.001. The tutorial names no seed; 777 is the
// one it splits the data with.
func DefaultSettings() Settings {
	return Settings{Epochs: 100, BatchSize: 50, LearningRate: .001, Seed: 777}
}

// The limits of Settings, for whoever checks what a person typed.
const (
	MaxEpochs       = 1000
	MaxBatchSize    = 1005 // all the digits that are fitted on
	MaxLearningRate = 10
	MaxSeed         = 1<<53 - 1 // what JavaScript's numbers hold exactly
)

// Check says which setting is out of its limits.
func (s Settings) Check() error {
	switch {
	case s.Epochs < 1 || s.Epochs > MaxEpochs:
		return fmt.Errorf("epochs must be 1 to %d, not %d", MaxEpochs, s.Epochs)
	case s.BatchSize < 1 || s.BatchSize > MaxBatchSize:
		return fmt.Errorf("the batch size must be 1 to %d, not %d", MaxBatchSize, s.BatchSize)
	case s.Seed > MaxSeed:
		return fmt.Errorf("the seed must be 0 to %d, not %d", uint64(MaxSeed), s.Seed)
	}
	return CheckLearningRate(s.LearningRate)
}

// CheckLearningRate says if a learning rate is not a number above 0 and up to MaxLearningRate.
func CheckLearningRate(rate float32) error {
	if !(rate > 0 && rate <= MaxLearningRate) || math.IsNaN(float64(rate)) {
		return fmt.Errorf("the learning rate must be above 0 and at most %d, not %v", MaxLearningRate, rate)
	}
	return nil
}

func (s *Settings) fields(c *codec) {
	c.int(&s.Epochs)
	c.int(&s.BatchSize)
	c.float32(&s.LearningRate)
	c.uint64(&s.Seed)
}

// Pace is how fast a run may go.
type Pace uint8

const (
	Fastest Pace = iota // as fast as the machine can
	Watch               // the whole run in about four seconds
	Slow                // one epoch a second
)

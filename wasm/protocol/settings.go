package protocol

import (
	"errors"
	"slices"
	"strconv"
)

// Settings is what a run is made from: the same settings give the same weights, to the bit, on every machine.
type Settings struct {
	Epochs       int
	BatchSize    int
	LearningRate float32
	Seed         uint64

	Optimizer      Optimizer
	Initializer    Initializer
	Augmentation   Augmentation
	L2             float32 // times the sum of the squares of all kernels is added to the loss
	LabelSmoothing float32

	Schedule Schedule
	Members  int // networks of an ensemble, with this seed and those after it, which answer with the mean of their probabilities

	Data              DataSet
	TestPercent       int // of all digits; MNIST has test digits of its own
	ValidationPercent int // of the others

	Layers []Layer // up to the last, Dense 10 with softmax, which every network has
}

// DefaultSettings are the tutorial's, which are the standards of the table, with its layers.
func DefaultSettings() Settings {
	s := Settings{Layers: TutorialLayers()}
	for i, row := range settingTable {
		if row.at != nil {
			Setting(i).Set(&s, row.standard)
		}
	}
	return s
}

// The limits of a batch, forward: between two steps a trainer must be able to answer, and its memory never shrinks. Each network of an
// ensemble has its own numbers.
const (
	MaxBatchNumbers  = 1 << 25
	MaxBatchProducts = 1 << 31
)

// Check says which setting is out of its limits, or that the layers do not fit together.
func (s Settings) Check() error {
	for i, row := range settingTable {
		if row.at == nil {
			continue // Describe judges the layers
		}
		if err := Setting(i).Check(row.at(&s).get()); err != nil {
			return err
		}
	}
	infos, problem := Describe(s.Data.Side(), s.Layers)
	if problem != nil {
		return problem
	}
	numbers := s.Data.Side() * s.Data.Side()
	for _, l := range infos {
		numbers += size(l.Output)
	}
	if numbers*s.BatchSize*s.Members > MaxBatchNumbers || products(infos)*s.BatchSize > MaxBatchProducts {
		return errors.New("batches of " + strconv.Itoa(s.BatchSize) + " are too large for this network; make the batch size or the number of networks smaller")
	}
	return nil
}

// Products returns the number of multiplications for one digit, forward.
func (s Settings) Products() int {
	infos, _ := Describe(s.Data.Side(), s.Layers)
	return products(infos)
}

func products(infos []LayerInfo) (count int) {
	for _, l := range infos {
		count += l.Params * size(l.Output[:len(l.Output)-1]) // a kernel works at each place
	}
	return count
}

// maxMicroBatches is also the maximum number of workers that share a run. Each worker has the data in its own memory.
const maxMicroBatches = 4

// MicroBatches returns the number of micro-batches per batch: each large enough to be fast, and at most one per worker.
func (s Settings) MicroBatches() int { return min(max(s.BatchSize/32, 1), maxMicroBatches) }

// SplitSeed is scikit-learn's random_state of the split into training and test digits: the tutorial's, for every run, so that all runs are tested
// on the same digits.
const SplitSeed = 777

func size(shape []int) int {
	size := 1
	for _, n := range shape {
		size *= n
	}
	return size
}

// Equal reports whether both make the same run.
func (s Settings) Equal(other Settings) bool {
	for _, row := range settingTable {
		if row.at != nil && row.at(&s).get() != row.at(&other).get() {
			return false
		}
	}
	return slices.Equal(s.Layers, other.Layers)
}

// fields has an order of its own, which stored runs are in.
func (s *Settings) fields(c *codec) {
	c.int(&s.Epochs)
	c.int(&s.BatchSize)
	c.float32(&s.LearningRate)
	c.uint64(&s.Seed)
	c.uint8((*uint8)(&s.Optimizer))
	c.uint8((*uint8)(&s.Initializer))
	c.uint8((*uint8)(&s.Augmentation))
	c.float32(&s.L2)
	c.float32(&s.LabelSmoothing)
	if c.record == 1 { // from before there was more than one of each
		s.Members = 1
	} else {
		c.uint8((*uint8)(&s.Schedule))
		c.int(&s.Members)
		c.uint8((*uint8)(&s.Data))
	}
	c.int(&s.TestPercent)
	c.int(&s.ValidationPercent)
	list(c, &s.Layers, 31, func(l *Layer) { l.fields(c) })
}

// Pace is how fast a run may go.
type Pace uint8

const (
	Fastest Pace = iota // as fast as the machine can
	Watch               // the whole run in about four seconds
	Slow                // one epoch a second

	Paces // number of paces
)

// Optimizer is how the weights move against their gradients.
type Optimizer uint8

const (
	Adam Optimizer = iota
	SGD
	Momentum // SGD with momentum 0.9
	Nesterov // the same, looking ahead
	RMSprop
	Adagrad
	AdamW
	Nadam

	Optimizers // how many there are
)

// Initializer is how the kernels begin.
type Initializer uint8

const (
	GlorotUniform Initializer = iota
	GlorotNormal
	HeUniform
	HeNormal
	LeCunUniform
	LeCunNormal
	Normal1 // normal with standard deviation 1, whatever the layer: what went wrong before there were better ones
	Zeros

	Initializers // how many there are
)

// Schedule is how the learning rate changes during a run.
type Schedule uint8

const (
	ConstantRate Schedule = iota
	CosineRate            // along half a cosine to nothing at the end

	Schedules // how many there are
)

// Augmentation is how far each training digit is changed anew in each epoch.
type Augmentation uint8

const (
	NoAugmentation Augmentation = iota
	Gentle                      // small turns, shifts and warps
	Strong                      // larger ones, and the thickness of strokes
	Strokes                     // of the strokes at their own resolution, made 8×8 again as the data was; on MNIST also drawings

	Augmentations // how many there are
)

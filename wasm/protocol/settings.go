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
	TestPercent       int // of all digits
	ValidationPercent int // of the others

	Layers []Layer // up to the last, Dense 10 with softmax, which every network has
}

// DefaultSettings are the tutorial's: 100 epochs, batches of 50, Adam at 0.001. The tutorial names no seed; 777 is the
// one it splits the data with.
func DefaultSettings() Settings {
	return Settings{Epochs: 100, BatchSize: 50, LearningRate: .001, Seed: 777, Members: 1, TestPercent: 30, ValidationPercent: 20,
		Layers: TutorialLayers()}
}

// The limits of Settings, for whoever checks what a person typed.
const (
	MaxEpochs         = 1000
	MaxBatchSize      = 1500
	MaxLearningRate   = 10
	MaxSeed           = 1<<53 - 1 // what JavaScript's numbers hold exactly
	MaxL2             = 1
	MaxLabelSmoothing = .5
	MaxEnsemble       = 10
	MinShare          = 5 // percent
	MaxShare          = 60

	// Of a batch, forward: between two steps a trainer must be able to answer, and its memory never shrinks. Each network of an
	// ensemble has its own numbers.
	MaxBatchNumbers  = 1 << 25
	MaxBatchProducts = 1 << 31
)

// Check says which setting is out of its limits, or that the layers do not fit together.
func (s Settings) Check() error {
	switch {
	case s.Epochs < 1 || s.Epochs > MaxEpochs:
		return beyond("the number of epochs", 1, MaxEpochs, float64(s.Epochs))
	case s.BatchSize < 1 || s.BatchSize > MaxBatchSize:
		return beyond("the batch size", 1, MaxBatchSize, float64(s.BatchSize))
	case s.Seed > MaxSeed:
		return errors.New("the seed must be 0 to " + strconv.Itoa(MaxSeed) + ", not " + strconv.FormatUint(s.Seed, 10))
	case s.Optimizer >= Optimizers:
		return beyond("the optimizer", 0, float64(Optimizers-1), float64(s.Optimizer))
	case s.Initializer >= Initializers:
		return beyond("the initializer", 0, float64(Initializers-1), float64(s.Initializer))
	case s.Augmentation >= Augmentations:
		return beyond("the augmentation", 0, float64(Augmentations-1), float64(s.Augmentation))
	case !(s.L2 >= 0 && s.L2 <= MaxL2):
		return beyond("L2", 0, MaxL2, float64(s.L2))
	case !(s.LabelSmoothing >= 0 && s.LabelSmoothing <= MaxLabelSmoothing):
		return beyond("label smoothing", 0, MaxLabelSmoothing, float64(s.LabelSmoothing))
	case s.Schedule >= Schedules:
		return beyond("the schedule", 0, float64(Schedules-1), float64(s.Schedule))
	case s.Members < 1 || s.Members > MaxEnsemble:
		return beyond("the number of networks", 1, MaxEnsemble, float64(s.Members))
	case s.Data >= DataSets:
		return beyond("the data set", 0, float64(DataSets-1), float64(s.Data))
	case s.TestPercent < MinShare || s.TestPercent > MaxShare:
		return beyond("the percentage for the test", MinShare, MaxShare, float64(s.TestPercent))
	case s.ValidationPercent < MinShare || s.ValidationPercent > MaxShare:
		return beyond("the percentage for validation", MinShare, MaxShare, float64(s.ValidationPercent))
	}
	infos, problem := Describe(s.Layers)
	if problem != nil {
		return problem
	}
	numbers, products := 0, 0
	for _, l := range infos {
		numbers += size(l.Output)
		products += l.Params * size(l.Output[:len(l.Output)-1]) // a kernel works at each place
	}
	if numbers*s.BatchSize*s.Members > MaxBatchNumbers || products*s.BatchSize > MaxBatchProducts {
		return errors.New("batches of " + strconv.Itoa(s.BatchSize) + " are too large for this network; make the batch size or the number of networks smaller")
	}
	return CheckLearningRate(s.LearningRate)
}

func size(shape []int) int {
	size := 1
	for _, n := range shape {
		size *= n
	}
	return size
}

// CheckLearningRate says if a learning rate is not a number above 0 and up to MaxLearningRate.
func CheckLearningRate(rate float32) error {
	if !(rate > 0 && rate <= MaxLearningRate) {
		return errors.New("the learning rate must be above 0 and at most " + number(MaxLearningRate) + ", not " + number(float64(rate)))
	}
	return nil
}

// beyond says that a setting is out of its limits.
func beyond(what string, least, most, have float64) error {
	return errors.New(what + " must be " + number(least) + " to " + number(most) + ", not " + number(have))
}

// number is v as it is typed. Package fmt would make the trainer a tenth larger.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 32) }

// Equal reports whether both make the same run.
func (s Settings) Equal(other Settings) bool {
	return s.scalars() == other.scalars() && slices.Equal(s.Layers, other.Layers)
}

// scalars are the settings but for the layers, in a form that compares.
func (s Settings) scalars() [14]float64 {
	return [14]float64{float64(s.Epochs), float64(s.BatchSize), float64(s.LearningRate), float64(s.Seed), float64(s.Optimizer),
		float64(s.Initializer), float64(s.Augmentation), float64(s.L2), float64(s.LabelSmoothing), float64(s.Schedule),
		float64(s.Members), float64(s.Data), float64(s.TestPercent), float64(s.ValidationPercent)}
}

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
	Strokes                     // of the strokes at their own resolution, made 8×8 again as the data was

	Augmentations // how many there are
)

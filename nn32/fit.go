package nn32

import (
	"errors"
	"iter"
	"math"
	"math/rand/v2"

	"digitlab/nn32/internal/errfmt"
	"digitlab/nn32/internal/kernel"
	"digitlab/nn32/internal/limits"
)

// Augmenter makes changed copies of samples (data augmentation). FitOptions.Augment takes one; package augment has one for images.
type Augmenter interface {
	// Prepare allocates memory for samples of a shape, or returns an error if it cannot change those.
	Prepare(sample Shape) error
	// Augment writes a changed copy of the sample from into to. label is its class or, for data without labels, the
	// index of its largest target. All randomness comes from rng.
	Augment(to, from []float32, label int, rng *rand.Rand)
}

// FitOptions are the options of Fit and Steps.
type FitOptions struct {
	Epochs       int  // number of the last epoch, counted from 1
	InitialEpoch int  // number of epochs already trained, to resume a run
	BatchSize    int  // zero: 32
	NoShuffle    bool // every epoch has the order of the data; otherwise each is shuffled
	Validation   Data // evaluated by Fit after each epoch; optional

	// MicroBatches is the number of micro-batches per batch (0 means 1). They run in turn, each with its own random numbers and batch
	// statistics; their gradients are summed. Replicas can compute some of them, which changes no bit of the result. The moving
	// averages of BatchNormalization use the first micro-batch's statistics.
	MicroBatches int
	Replicas     Replicas // optional

	Schedule       Schedule       // of the learning rate; optional
	GlobalClipNorm float32        // largest norm of all gradients together, which are scaled down to it; 0: no clipping. Pascanu et al. 2012
	Augment        Augmenter      // changes each sample in each epoch; optional
	EarlyStopping  *EarlyStopping // ends Fit when the validation does not improve; optional

	// ClassWeights multiplies each training sample's loss, and so its gradients, by the weight of its class; a class that is missing has
	// 1. The sum is divided by the number of samples, not by that of the weights, as with Keras's class_weight. Validation has no weights.
	ClassWeights map[int]float32

	// OnEpoch is called by Fit after each epoch, with the results. If it returns true, the run ends. Optional.
	OnEpoch func(e Epoch) (stop bool)
}

// Epoch is the report of one epoch.
type Epoch struct {
	Number     int        // from 1
	Training   Evaluation // mean over the epoch's steps, as in Step
	Validation Evaluation // after the epoch; zero without validation data
}

// Step is the report of one training step, on one batch.
type Step struct {
	Epoch, Step    int     // both from 1
	Steps          int     // number of steps per epoch
	Loss, Accuracy float32 // means over the epoch so far, each batch before its own update, as Keras prints them
	Last           bool    // it is the last step of its epoch
}

// Steps trains and yields one value for each batch, so that the loop's body can stop, wait, or change the learning rate between two
// steps. It ends after the last epoch, when the loop is left, or with an error. After the first batch it allocates nothing.
//
// The order of the samples in an epoch depends only on the seed and the number of the epoch.
func (s *Sequential) Steps(data Data, o FitOptions) iter.Seq2[Step, error] {
	return func(yield func(Step, error) bool) {
		if err := s.checkFit(data, &o); err != nil {
			yield(Step{}, err)
			return
		}
		state := newTrainingState(s, data, o)
		n := data.Len()
		for epoch := o.InitialEpoch + 1; epoch <= o.Epochs; epoch++ {
			step := Step{Epoch: epoch, Steps: (n + o.BatchSize - 1) / o.BatchSize}
			var sum float64
			right := 0
			for step.Step < step.Steps {
				step.Step++
				loss, r, err := state.step(epoch, step.Step, (epoch-1)*step.Steps+step.Step-1)
				sum += loss
				right += r
				done := min(step.Step*o.BatchSize, n)
				step.Loss, step.Accuracy, step.Last = float32(sum/float64(done)), float32(right)/float32(done), done == n
				if err == nil && (math.IsNaN(loss) || math.IsInf(loss, 0)) {
					err = errfmt.Errorf("nn32: the loss is %v at step %d of epoch %d; try a lower learning rate, or inputs scaled to 0..1", loss,
						step.Step, epoch)
				}
				if err == nil && step.Last {
					err = s.checkWeights(epoch)
				}
				if !yield(step, err) || err != nil {
					return
				}
			}
		}
	}
}

// checkWeights returns an error for weights that are not finite. ReLU turns NaN into 0 and so can hide them from the loss.
func (s *Sequential) checkWeights(epoch int) error {
	for _, p := range s.params {
		if err := p.Check(); err != nil {
			return errfmt.Errorf("nn32: after epoch %d %w; try a lower learning rate, or inputs scaled to 0..1", epoch, err)
		}
	}
	return nil
}

// checkFit sets defaults, prepares for training, and returns an error for wrong data or options.
func (s *Sequential) checkFit(data Data, o *FitOptions) error {
	if err := s.checkData(data); err != nil {
		return err
	}
	if o.BatchSize == 0 {
		o.BatchSize = 32
	}
	o.BatchSize = min(o.BatchSize, data.Len())
	switch {
	case o.BatchSize < 1:
		return errfmt.Errorf("nn32: BatchSize %d must be at least 1", o.BatchSize)
	case o.MicroBatches < 0:
		return errfmt.Errorf("nn32: MicroBatches %d must be at least 0", o.MicroBatches)
	case o.InitialEpoch < 0 || o.Epochs < o.InitialEpoch:
		return errfmt.Errorf("nn32: Epochs %d must be at least InitialEpoch %d, which must be at least 0", o.Epochs, o.InitialEpoch)
	case o.Epochs >= 1<<31:
		return errfmt.Errorf("nn32: Epochs %d is too many", o.Epochs)
	case !limits.Fits(limits.BatchSize, kernel.RoundUp(o.BatchSize), s.size):
		return errfmt.Errorf("nn32: a batch of %d samples, of %d elements each in the network, is too large; make BatchSize smaller",
			o.BatchSize, s.size)
	case !(o.GlobalClipNorm >= 0):
		return errfmt.Errorf("nn32: GlobalClipNorm %v must be 0 or more", o.GlobalClipNorm)
	}
	err := errors.Join(checkSchedule(o.Schedule), checkOption("Augment", o.Augment), checkOption("Replicas", o.Replicas))
	if err != nil {
		return errfmt.Errorf("nn32: %w", err)
	}
	if o.Validation.Len() > 0 {
		if err := s.checkData(o.Validation); err != nil {
			return errfmt.Errorf("validation: %w", err)
		}
	}
	for class, weight := range o.ClassWeights {
		if class < 0 || class >= s.out[0] {
			return errfmt.Errorf("nn32: ClassWeights has the class %d; the network has the classes 0 to %d", class, s.out[0]-1)
		}
		if err := within("the weight of a class", weight, 0, 1<<16); err != nil {
			return errfmt.Errorf("nn32: ClassWeights: %w", err)
		}
	}
	if o.Augment != nil {
		if err := o.Augment.Prepare(s.in); err != nil {
			return errfmt.Errorf("nn32: Augment: %w", err)
		}
		if s.augmented == nil {
			s.augmented = make([]float32, 2*s.in.Size())
		}
	}
	return o.EarlyStopping.check(o.Validation)
}

// History is the result of Fit, with one value per epoch.
type History struct {
	Training   []Evaluation // mean over the epoch's steps, as in Step
	Validation []Evaluation // after the epoch; empty without validation data
	Best       int          // the best epoch by EarlyStopping, counted from 1; 0 without EarlyStopping
}

// Fit trains to the last epoch, or until EarlyStopping or OnEpoch ends it: a loop over Steps.
func (s *Sequential) Fit(data Data, o FitOptions) (*History, error) {
	h := &History{}
	for step, err := range s.Steps(data, o) {
		if err != nil {
			return h, err
		}
		if !step.Last {
			continue
		}
		e := Epoch{Number: step.Epoch, Training: Evaluation{Loss: step.Loss, Accuracy: step.Accuracy}}
		h.Training = append(h.Training, e.Training)
		stop := false
		if o.Validation.Len() > 0 {
			if e.Validation, err = s.Evaluate(o.Validation); err != nil {
				return h, errfmt.Errorf("validation: %w", err)
			}
			h.Validation = append(h.Validation, e.Validation)
			stop = o.EarlyStopping != nil && o.EarlyStopping.Observe(s, e.Number, e.Validation)
		}
		if o.OnEpoch != nil {
			stop = o.OnEpoch(e) || stop
		}
		if stop {
			break
		}
	}
	if o.EarlyStopping != nil {
		h.Best = o.EarlyStopping.Restore(s)
	}
	return h, nil
}

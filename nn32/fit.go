package nn32

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
)

// FitOptions says how long and how to train.
type FitOptions struct {
	Epochs       int  // the last epoch, counted from 1
	InitialEpoch int  // epochs already trained, for a run that goes on
	BatchSize    int  // zero: 32
	NoShuffle    bool // keeps the order of the samples; else each epoch has its own
	Validation   Data // evaluated by Fit after each epoch; may be empty
}

// Step is what one batch of training gives.
type Step struct {
	Epoch, Step    int     // both from 1
	Steps          int     // in an epoch
	Loss, Accuracy float32 // means over the epoch so far, as Keras prints them: each batch before its own update
	Last           bool    // of its epoch
}

// Steps trains and yields one value for each batch, so that whoever loops may stop, wait, or change the learning rate
// between two. It ends after the last epoch, when the loop is left, or with an error. After the first batch
// it allocates nothing.
//
// The order of the samples in an epoch depends on the seed and the number of the epoch alone.
func (s *Sequential) Steps(data Data, o FitOptions) iter.Seq2[Step, error] {
	return func(yield func(Step, error) bool) {
		if err := s.checkFit(data, &o); err != nil {
			yield(Step{}, err)
			return
		}
		n := data.Len()
		order := make([]int, n)
		source := rand.NewPCG(0, 0)
		shuffle := rand.New(source)
		swap := func(i, j int) { order[i], order[j] = order[j], order[i] }
		if cap(s.labels) < o.BatchSize {
			s.labels = make([]int, o.BatchSize)
		}
		for epoch := o.InitialEpoch + 1; epoch <= o.Epochs; epoch++ {
			for i := range order {
				order[i] = i
			}
			if !o.NoShuffle {
				source.Seed(s.seed, uint64(epoch))
				shuffle.Shuffle(n, swap)
			}
			step := Step{Epoch: epoch, Steps: (n + o.BatchSize - 1) / o.BatchSize}
			var sum float64
			right := 0
			for from := 0; from < n; from += o.BatchSize {
				rows := order[from:min(from+o.BatchSize, n)]
				loss, r := s.trainBatch(data, rows)
				sum += loss
				right += r
				done := from + len(rows)
				step.Step++
				step.Loss, step.Accuracy, step.Last = float32(sum/float64(done)), float32(right)/float32(done), done == n
				if math.IsNaN(loss) || math.IsInf(loss, 0) {
					yield(step, fmt.Errorf("nn32: the loss is %v at step %d of epoch %d; try a lower learning rate, or inputs scaled to 0..1", loss,
						step.Step, epoch))
					return
				}
				if !yield(step, nil) {
					return
				}
			}
		}
	}
}

// trainBatch takes one step on the given rows, and returns the sum of their losses and how many were right before it.
func (s *Sequential) trainBatch(data Data, rows []int) (sum float64, right int) {
	labels := s.labels[:len(rows)]
	for i, row := range rows {
		labels[i] = data.Labels[row]
	}
	s.gather(data.X, len(rows), func(i int) int { return rows[i] })
	last := s.forward(Mode{Training: true, Samples: len(rows)}, s.logits())
	sum, right = s.loss.forward(last, labels, s.dy)
	s.backward()
	s.optimizer.Step()
	return sum, right
}

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
		return fmt.Errorf("nn32: BatchSize %d must be at least 1", o.BatchSize)
	case o.InitialEpoch < 0 || o.Epochs < o.InitialEpoch:
		return fmt.Errorf("nn32: Epochs %d must be at least InitialEpoch %d, which must be at least 0", o.Epochs, o.InitialEpoch)
	}
	return nil
}

// History is what Fit saw, one value an epoch.
type History struct {
	Training   []Evaluation // running over the epoch, as Steps gives it
	Validation []Evaluation // after the epoch; empty without validation data
}

// Fit trains to the last epoch: a loop over Steps.
func (s *Sequential) Fit(data Data, o FitOptions) (*History, error) {
	h := &History{}
	for step, err := range s.Steps(data, o) {
		if err != nil {
			return h, err
		}
		if !step.Last {
			continue
		}
		h.Training = append(h.Training, Evaluation{step.Loss, step.Accuracy})
		if o.Validation.Len() > 0 {
			v, err := s.Evaluate(o.Validation)
			if err != nil {
				return h, fmt.Errorf("validation: %w", err)
			}
			h.Validation = append(h.Validation, v)
		}
	}
	return h, nil
}

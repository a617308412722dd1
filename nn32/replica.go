package nn32

import (
	"errors"

	"digitlab/nn32/internal/errfmt"
)

// Replicas are networks with the same layers in other workers or processes. They compute the last micro-batches of each step while
// the network computes the first. They do not update weights; each step sends them the present ones. The number of replicas changes
// no bit of the result.
//
// For each Begin, Gradients is called once for each micro-batch that the network does not compute itself, also for those without samples,
// which a short batch has at its end. So all results of a step are taken before the next one begins. If Steps ends with an error in
// between, or a result was given up (ok is false), drop the results that are still to come, or end the replicas: a result of another
// step ends Steps with an error.
type Replicas interface {
	// Begin starts a step with the present values of the trainable parameters. Epochs and steps count from 1. It returns the number of
	// micro-batches that the network must compute itself: at least the first, and all of them if there is no replica.
	Begin(epoch, step int, weights []*Param) (own int)
	// Gradients waits for the result of a micro-batch of the present step. Calls come in the order of the micro-batches, and a result
	// is used before the next call. If ok is false, the network computes that micro-batch itself.
	Gradients(microBatch int) (g Gradients, ok bool)
}

// Gradients is the result of a micro-batch. Epoch, Step and MicroBatch are the arguments of the Compute that made it.
type Gradients struct {
	Epoch, Step, MicroBatch int

	Loss   float64   // the sum of its samples' losses
	Right  int       // number of right predictions
	Values []float32 // gradients of the trainable parameters, one after the other
}

// check returns an error for a result that is not that of a micro-batch with size trainable values.
func (g *Gradients) check(epoch, step, microBatch, size int) error {
	switch {
	case g.Epoch != epoch || g.Step != step || g.MicroBatch != microBatch:
		return errfmt.Errorf("nn32: the replicas gave micro-batch %d of step %d of epoch %d instead of micro-batch %d of step %d of epoch %d; "+
			"all results of a step must be taken or dropped before the next", g.MicroBatch, g.Step, g.Epoch, microBatch, step, epoch)
	case len(g.Values) != size:
		return errfmt.Errorf("nn32: the replicas gave %d gradients, want %d; their networks must have the same layers, with the same Frozen",
			len(g.Values), size)
	}
	return nil
}

// Replica computes micro-batches of another network's training.
type Replica struct{ trainingState }

// Replica turns the network into a replica of a network that trains with these data and options. Both must have the same layers, seed
// and loss.
func (s *Sequential) Replica(data Data, o FitOptions) (*Replica, error) {
	if o.MicroBatches < 2 {
		return nil, errors.New("nn32: a replica computes micro-batches; MicroBatches must be at least 2")
	}
	if err := s.checkFit(data, &o); err != nil {
		return nil, err
	}
	return &Replica{*newTrainingState(s, data, o)}, nil
}

// Weights returns the trainable parameters. Set their values before Compute in each step.
func (r *Replica) Weights() []*Param { return r.trainable }

// Compute returns the gradients of a micro-batch of a step with the present weights. The next call overwrites the values.
func (r *Replica) Compute(epoch, step, microBatch int) (g Gradients) {
	g.Epoch, g.Step, g.MicroBatch, g.Values = epoch, step, microBatch, r.sum
	batch := r.batch(epoch, step)
	if len(r.microBatchRows(batch, microBatch)) == 0 {
		clear(r.sum)
		return g
	}
	g.Loss, g.Right = r.microBatch(batch, epoch, step, microBatch)
	r.eachSum(func(p *Param, values []float32) { copy(values, p.Grad.Data) })
	return g
}

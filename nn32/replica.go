package nn32

import "errors"

// Replicas are networks of the same layers elsewhere, in another worker or process, that compute the last micro-batches of each
// step while the network computes the first. They learn nothing themselves: each step brings them the weights. Whether they
// are there, and how many, changes no bit of the training.
type Replicas interface {
	// Begin has them begin a step, both counted from 1, with the present values of the trained parameters. It returns how many
	// micro-batches are the network's own: all of them while there is nobody, and always the first.
	Begin(epoch, step int, weights []*Param) (own int)
	// Gradients waits for what a micro-batch of the step that began last gave. They are asked for in order, and each is read before the
	// next is asked for. Where there will be none the network computes it itself.
	Gradients(microBatch int) (g Gradients, ok bool)
}

// Gradients are what a micro-batch gives.
type Gradients struct {
	Loss   float64   // the sum of its samples' losses
	Right  int       // how many of them were right
	Values []float32 // of the trained parameters, one after the other
}

// Replica computes micro-batches of another network's training.
type Replica struct{ course }

// Replica makes the network one of another that trains with these data and options: of the same layers, seed and loss.
func (s *Sequential) Replica(data Data, o FitOptions) (*Replica, error) {
	if o.MicroBatches < 2 {
		return nil, errors.New("nn32: a replica computes micro-batches; MicroBatches must be at least 2")
	}
	if err := s.checkFit(data, &o); err != nil {
		return nil, err
	}
	return &Replica{*newCourse(s, data, o)}, nil
}

// Weights returns the parameters that are trained; each step gives them new values.
func (r *Replica) Weights() []*Param { return r.trained }

// Compute computes a micro-batch of a step with the present weights. The values are its own until the next call.
func (r *Replica) Compute(epoch, step, microBatch int) (g Gradients) {
	batch := r.batch(epoch, step)
	if len(r.cut(batch, microBatch)) == 0 {
		return Gradients{Values: r.sum}
	}
	g.Loss, g.Right = r.microBatch(batch, epoch, step, microBatch)
	r.each(func(p *Param, values []float32) { copy(values, p.Grad.Data) })
	g.Values = r.sum
	return g
}

package nn32

import (
	"math"
	"math/rand/v2"

	"digitlab/nn32/internal/kernel"
)

// course is how samples come through a network in training: a run of it, or of another whose replica it is.
type course struct {
	*Sequential
	data   Data
	o      FitOptions
	order  []int // of the samples in an epoch
	epoch  int   // whose order it is
	source *rand.PCG
	random *rand.Rand // all that is random in an epoch's order, and in a micro-batch
	sum    []float32  // of the gradients of micro-batches, one parameter after the other
}

func newCourse(s *Sequential, data Data, o FitOptions) *course {
	source := rand.NewPCG(0, 0)
	c := &course{Sequential: s, data: data, o: o, order: make([]int, data.Len()), source: source, random: rand.New(source)}
	if o.MicroBatches > 1 {
		c.sum = make([]float32, trainedSize(s))
	}
	return c
}

// trainedSize is how many numbers are trained.
func trainedSize(s *Sequential) (size int) {
	for _, p := range s.trained {
		size += len(p.Grad.Data)
	}
	return size
}

// shuffle makes the order of an epoch.
func (c *course) shuffle(epoch int) {
	if c.epoch == epoch {
		return
	}
	c.epoch = epoch
	for i := range c.order {
		c.order[i] = i
	}
	if !c.o.NoShuffle {
		c.source.Seed(c.seed, uint64(epoch))
		c.random.Shuffle(len(c.order), func(i, j int) { c.order[i], c.order[j] = c.order[j], c.order[i] })
	}
}

// batch returns the samples of a step, counted from 1.
func (c *course) batch(epoch, step int) (rows []int) {
	c.shuffle(epoch)
	from := (step - 1) * c.o.BatchSize
	return c.order[from:min(from+c.o.BatchSize, len(c.order))]
}

// train takes one step, and returns the sum of the losses of its batch and how many were right before it. count is the step's
// number over the whole run, from 0.
func (c *course) train(epoch, step, count int) (sum float64, right int) {
	batch := c.batch(epoch, step)
	sum, right = c.gradients(batch, epoch, step)
	sum += c.penalty() * float64(len(batch))
	for _, p := range c.trained {
		if p.L2 > 0 {
			kernel.AddScaled(p.Grad.Data, p.Value.Data, 2*p.L2)
		}
	}
	c.clip(c.o.GlobalClipNorm)
	factor := float32(1)
	if c.o.Schedule != nil {
		factor = c.o.Schedule.Factor(count)
	}
	c.optimizer.Step(factor)
	return sum, right
}

// gradients sets the gradients of all parameters to those of a batch's mean loss.
func (c *course) gradients(batch []int, epoch, step int) (sum float64, right int) {
	if c.o.MicroBatches <= 1 {
		return c.microBatch(batch, epoch, step, 0)
	}
	own := c.o.MicroBatches
	if c.o.Replicas != nil {
		own = max(c.o.Replicas.Begin(epoch, step, c.trained), 1)
	}
	clear(c.sum)
	for i := range c.o.MicroBatches {
		if len(c.cut(batch, i)) == 0 {
			continue
		}
		if i >= own {
			if g, ok := c.o.Replicas.Gradients(i); ok {
				sum += g.Loss
				right += g.Right
				kernel.AddScaled(c.sum, g.Values, 1)
				continue
			}
		}
		loss, r := c.microBatch(batch, epoch, step, i)
		sum += loss
		right += r
		c.each(func(p *Param, sum []float32) { kernel.AddScaled(sum, p.Grad.Data, 1) })
	}
	c.each(func(p *Param, sum []float32) { copy(p.Grad.Data, sum) })
	return sum, right
}

// each calls f with each trained parameter and its place in the sum.
func (c *course) each(f func(p *Param, sum []float32)) {
	at := 0
	for _, p := range c.trained {
		f(p, c.sum[at:][:len(p.Grad.Data)])
		at += len(p.Grad.Data)
	}
}

// cut returns the samples of a micro-batch. All but the last of a batch are whole vectors of the processor.
func (c *course) cut(batch []int, i int) []int {
	edge := func(i int) int { return min(kernel.Pad(len(batch)*i/c.o.MicroBatches), len(batch)) }
	return batch[edge(i):edge(i+1)]
}

// microBatch sets the gradients of all parameters to what a micro-batch adds to those of the batch, and returns the sum of its
// losses and how many were right.
func (c *course) microBatch(batch []int, epoch, step, i int) (sum float64, right int) {
	rows := batch
	if c.o.MicroBatches > 1 {
		rows = c.cut(batch, i)
	}
	c.source.Seed(c.seed+uint64(i)*0x9e3779b97f4a7c15, uint64(epoch)<<32|uint64(step))
	count := len(rows)
	mode := Mode{Training: true, Samples: count, Random: c.random.Uint64(), Later: i > 0}
	c.gather(c.data.X, rows)
	c.augment(c.o.Augment, count, c.random)
	c.gatherTargets(c.data, rows)
	last := c.forward(mode, c.lossEnd)
	sum = c.loss.forward(last, c.targets, count, len(batch), c.dy)
	right = c.right(last, count)
	c.backward()
	return sum, right
}

// augment changes the samples of the batch.
func (s *Sequential) augment(a Augmenter, count int, rng *rand.Rand) {
	if a == nil {
		return
	}
	size, n := s.in.Size(), s.x.lanes()
	sample, changed := s.changed[:size], s.changed[size:]
	for i := range count {
		for j := range sample {
			sample[j] = s.x.Data[j*n+i]
		}
		a.Augment(changed, sample, rng)
		for j, v := range changed {
			s.x.Data[j*n+i] = v
		}
	}
}

// clip scales all gradients so that their common norm is at most most, if that is not zero.
func (s *Sequential) clip(most float32) {
	if most == 0 {
		return
	}
	var squares float64
	for _, p := range s.trained {
		squares += float64(kernel.SumOfSquares(p.Grad.Data))
	}
	if norm := math.Sqrt(squares); norm > float64(most) {
		for _, p := range s.trained {
			kernel.Scale(p.Grad.Data, float32(float64(most)/norm))
		}
	}
}

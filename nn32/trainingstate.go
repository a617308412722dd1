package nn32

import (
	"math"
	"math/rand/v2"
	"slices"

	"digitlab/nn32/internal/kernel"
)

// trainingState is the state of one call of Steps: of a network that trains, or of a replica of one.
type trainingState struct {
	*Sequential
	data    Data
	options FitOptions
	order   []int // of the samples in the epoch
	epoch   int   // the epoch of order
	pcg     *rand.PCG
	random  *rand.Rand // reads pcg, which is seeded for each epoch's order and each micro-batch
	sum     []float32  // of the micro-batches' gradients, one parameter after the other
	weights []float32  // by class; nil: all 1
}

func newTrainingState(s *Sequential, data Data, o FitOptions) *trainingState {
	source := rand.NewPCG(0, 0)
	t := &trainingState{Sequential: s, data: data, options: o, order: make([]int, data.Len()), pcg: source, random: rand.New(source)}
	if len(o.ClassWeights) > 0 {
		t.weights = slices.Repeat([]float32{1}, s.out[0])
		for class, weight := range o.ClassWeights {
			t.weights[class] = weight
		}
	}
	if o.MicroBatches > 1 {
		t.sum = make([]float32, trainableSize(s))
	}
	return t
}

// trainableSize returns the number of trainable values.
func trainableSize(s *Sequential) (size int) {
	for _, p := range s.trainable {
		size += len(p.Grad.Data)
	}
	return size
}

// shuffle sets order to that of an epoch.
func (t *trainingState) shuffle(epoch int) {
	if t.epoch == epoch {
		return
	}
	t.epoch = epoch
	for i := range t.order {
		t.order[i] = i
	}
	if !t.options.NoShuffle {
		t.pcg.Seed(t.seed, uint64(epoch))
		for i := len(t.order) - 1; i > 0; i-- { // as rand.Shuffle, which would call a function each time
			j := t.random.Uint64N(uint64(i + 1))
			t.order[i], t.order[j] = t.order[j], t.order[i]
		}
	}
}

// batch returns the row numbers of a step's samples. Epochs and steps count from 1.
func (t *trainingState) batch(epoch, step int) (rows []int) {
	t.shuffle(epoch)
	from := (step - 1) * t.options.BatchSize
	return t.order[from:min(from+t.options.BatchSize, len(t.order))]
}

// step runs one training step. It returns the sum of the batch's losses and the number of right predictions, both before the update.
// count is the number of earlier steps in the whole run.
func (t *trainingState) step(epoch, step, count int) (sum float64, right int, err error) {
	batch := t.batch(epoch, step)
	if sum, right, err = t.gradients(batch, epoch, step); err != nil {
		return sum, right, err
	}
	sum += float64(t.penalty() * float64(len(batch)))
	for _, p := range t.trainable {
		if p.L2 > 0 {
			kernel.AddScaled(p.Grad.Data, p.Value.Data, 2*p.L2)
		}
	}
	t.clip(t.options.GlobalClipNorm)
	factor := float32(1)
	if t.options.Schedule != nil {
		factor = t.options.Schedule.Factor(count)
	}
	t.optimizer.Step(factor)
	return sum, right, nil
}

// gradients sets the gradients of all parameters to those of the batch's mean loss, and returns as step does.
func (t *trainingState) gradients(batch []int, epoch, step int) (sum float64, right int, err error) {
	if t.options.MicroBatches <= 1 {
		sum, right = t.microBatch(batch, epoch, step, 0)
		return sum, right, nil
	}
	own := t.options.MicroBatches
	if t.options.Replicas != nil {
		own = max(t.options.Replicas.Begin(epoch, step, t.trainable), 1)
	}
	clear(t.sum)
	for i := range t.options.MicroBatches {
		empty := len(t.microBatchRows(batch, i)) == 0
		if i >= own {
			if g, ok := t.options.Replicas.Gradients(i); ok {
				if err := g.check(epoch, step, i, len(t.sum)); err != nil {
					return sum, right, err
				}
				if !empty {
					sum += g.Loss
					right += g.Right
					kernel.AddScaled(t.sum, g.Values, 1)
				}
				continue
			}
		}
		if empty {
			continue
		}
		loss, r := t.microBatch(batch, epoch, step, i)
		sum += loss
		right += r
		t.eachSum(func(p *Param, sum []float32) { kernel.AddScaled(sum, p.Grad.Data, 1) })
	}
	t.eachSum(func(p *Param, sum []float32) { copy(p.Grad.Data, sum) })
	return sum, right, nil
}

// eachSum calls f with each trainable parameter and its part of sum.
func (t *trainingState) eachSum(f func(p *Param, sum []float32)) {
	at := 0
	for _, p := range t.trainable {
		f(p, t.sum[at:][:len(p.Grad.Data)])
		at += len(p.Grad.Data)
	}
}

// microBatchRows returns the rows of micro-batch i. The size of all but a batch's last one is a multiple of kernel.Width, and the first
// is never empty: what is done once a batch is done there.
func (t *trainingState) microBatchRows(batch []int, i int) []int {
	edge := func(i int) int {
		return min(kernel.RoundUp(max(min(i, 1), len(batch)*i/t.options.MicroBatches)), len(batch))
	}
	return batch[edge(i):edge(i+1)]
}

// microBatch sets the gradients of all parameters to micro-batch i's summands of the batch's gradients. It returns the sum of its
// losses and its number of right predictions.
func (t *trainingState) microBatch(batch []int, epoch, step, i int) (sum float64, right int) {
	rows := batch
	if t.options.MicroBatches > 1 {
		rows = t.microBatchRows(batch, i)
	}
	t.pcg.Seed(t.seed+uint64(i)*0x9e3779b97f4a7c15, uint64(epoch)<<32|uint64(step))
	mode := Mode{Training: true, Samples: len(rows), Random: t.random.Uint64(), LaterMicroBatch: i > 0}
	t.gather(t.data.X, rows)
	t.gatherTargets(t.data, rows, t.weights)
	t.augment(t.options.Augment, t.random)
	last := t.forward(mode, t.lossEnd)
	sum = t.lossOf(last, len(batch))
	right = t.right(last, len(rows))
	t.backward()
	return sum, right
}

// augment replaces the samples of the batch by changed copies.
func (s *Sequential) augment(a Augmenter, rng *rand.Rand) {
	if a == nil {
		return
	}
	size, n := s.in.Size(), s.x.lanes()
	sample, changed := s.augmented[:size], s.augmented[size:]
	for i, label := range s.classes {
		for j := range sample {
			sample[j] = s.x.Data[j*n+i]
		}
		a.Augment(changed, sample, label, rng)
		for j, v := range changed {
			s.x.Data[j*n+i] = v
		}
	}
}

// clip scales all gradients so that their norm together is at most limit. 0 is no limit.
func (s *Sequential) clip(limit float32) {
	if limit == 0 {
		return
	}
	var squares float64
	for _, p := range s.trainable {
		squares += float64(kernel.SumOfSquares(p.Grad.Data))
	}
	if norm := math.Sqrt(squares); norm > float64(limit) {
		for _, p := range s.trainable {
			kernel.Scale(p.Grad.Data, float32(float64(limit)/norm))
		}
	}
}

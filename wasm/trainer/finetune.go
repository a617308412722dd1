package trainer

import (
	"errors"
	"math/rand/v2"
	"strconv"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
)

// Fine-tuning is a number of steps of Adam, on batches of digits that the network knows and of the person's own. One of each digit is
// enough to gain most of what can be gained, and what was known stays known.
const (
	tuningSteps = 40
	tuningRate  = .001
	tuningKnown = 40 // of a batch
	tuningOwn   = 20
)

// fineTune makes a run of its own of what the present one becomes when it is fine-tuned on the samples, and reports what that changed.
func (t *Trainer) fineTune(number int) {
	told := &protocol.FineTuned{Run: number}
	var tuned *run
	err := errNotDone
	if t.job.state == idle && t.run != nil && t.run.phase == protocol.Done {
		err = t.during(fineTuning, noProgress, func() (err error) {
			tuned, err = t.fineTuned(told)
			return err
		})
	}
	if err == errInterrupted {
		return
	}
	if err == nil {
		t.leave()
		t.begin(tuned)
		t.save()
	}
	told.Failure = text(err)
	t.host.Send(told)
}

var (
	errNotDone   = errors.New("a network is fine-tuned when its run is done")
	errNoSamples = errors.New("there is nothing to fine-tune on yet; draw some digits first")
)

// fineTuned returns the run that the present one becomes, and fills in what that changes.
func (t *Trainer) fineTuned(told *protocol.FineTuned) (*run, error) {
	from := t.run
	own := t.samples.pictures(from.settings.Data)
	if own.Len() == 0 {
		return nil, errNoSamples
	}
	before, err := from.original()
	if err != nil {
		return nil, err
	}
	begin := time.Now()
	after, err := t.tune(from, own)
	if err != nil {
		return nil, err
	}
	took := time.Since(begin)
	told.Samples = own.Len()
	if told.Before, err = t.accuracy(before, own); err != nil {
		return nil, err
	}
	if told.TestBefore, err = t.accuracy(before, from.data.test); err != nil {
		return nil, err
	}
	if told.After, err = t.twofold(from, own); err != nil {
		return nil, err
	}
	r, err := t.newRun(told.Run, from.settings)
	if err != nil {
		return nil, err
	}
	setWeights(r.network, weights(after))
	r.epochs, r.learningRate = from.epochs, from.learningRate
	r.watch.before = from.watch.elapsed() + took
	r.untuned, r.checkpoint.Info.FineTunedOn = weights(before), own.Len()
	r.snapshot()
	test, err := r.network.evaluate(r.data.test, t.yield)
	if err != nil {
		return nil, err
	}
	r.done(test)
	told.TestAfter = r.tested.Accuracy
	return r, nil
}

// original returns the network of a run as it was before any fine-tuning, ready for it. So what a run was fine-tuned on before
// neither counts twice nor is taken for what it was not trained on.
func (r *run) original() (*network, error) {
	s := r.settings
	s.Optimizer, s.LearningRate, s.Schedule = protocol.Adam, tuningRate, protocol.ConstantRate
	n, err := newNetwork(s)
	if err != nil {
		return nil, err
	}
	if r.untuned != nil {
		setWeights(n, r.untuned)
	} else {
		setWeights(n, weights(r.network))
	}
	return n, nil
}

// tune returns a run's network after it was fine-tuned on samples.
func (t *Trainer) tune(r *run, own nn32.Data) (*network, error) {
	tuned, err := r.original()
	if err != nil {
		return nil, err
	}
	for member, n := range tuned.members {
		rng := rand.New(rand.NewPCG(r.settings.Seed, uint64(member)<<32|tuningSteps))
		options := nn32.FitOptions{Epochs: 1, BatchSize: tuningKnown + tuningOwn, NoShuffle: true}
		for _, err := range n.Steps(tuningData(r.data.fit, own, rng), options) {
			if err != nil {
				return nil, err
			}
			if err := t.yield(); err != nil {
				return nil, err
			}
		}
	}
	return tuned, nil
}

// tuningData is all that a network is fine-tuned on, batch after batch. Each of the known digits, and each of the person's own, comes
// as often as the others.
func tuningData(known, own nn32.Data, rng *rand.Rand) nn32.Data {
	known = known.Take(drawn(known.Len(), tuningSteps*tuningKnown, rng))
	own = own.Take(drawn(own.Len(), tuningSteps*tuningOwn, rng))
	shape := append(nn32.Shape{tuningSteps * (tuningKnown + tuningOwn)}, known.X.Shape[1:]...)
	out := nn32.Data{X: &nn32.Tensor{Shape: shape}}
	for step := range tuningSteps {
		for _, part := range []nn32.Data{
			known.Slice(step*tuningKnown, (step+1)*tuningKnown),
			own.Slice(step*tuningOwn, (step+1)*tuningOwn),
		} {
			out.X.Data = append(out.X.Data, part.X.Values()...)
			out.Labels = append(out.Labels, part.Labels...)
		}
	}
	return out
}

// drawn returns many of the numbers below n, in one random order after another.
func drawn(n, many int, rng *rand.Rand) (rows []int) {
	for len(rows) < many {
		rows = append(rows, rng.Perm(n)...)
	}
	return rows[:many]
}

// unknown stands for an accuracy that cannot be measured.
const unknown = -1

// twofold returns the accuracy on samples that the network was not fine-tuned on: two-fold cross-validation, fine-tuned on one half and
// tested on the other, and the other way round. It takes two of each digit.
func (t *Trainer) twofold(r *run, own nn32.Data) (float32, error) {
	halves, enough := halve(own.Labels)
	if !enough {
		return unknown, nil
	}
	var right float32
	for i, half := range halves {
		n, err := t.tune(r, own.Take(half))
		if err != nil {
			return 0, err
		}
		share, err := t.accuracy(n, own.Take(halves[1-i]))
		if err != nil {
			return 0, err
		}
		right += share * float32(len(halves[1-i]))
	}
	return right / float32(own.Len()), nil
}

// halve deals the samples of each digit out to two halves, turn by turn, and reports whether both have all ten digits.
func halve(labels []int) (halves [2][]int, enough bool) {
	var count [classes]int
	for i, label := range labels {
		half := count[label] % 2
		halves[half] = append(halves[half], i)
		count[label]++
	}
	for _, n := range count {
		if n < 2 {
			return halves, false
		}
	}
	return halves, true
}

// accuracy is the share of digits that a network predicts right, 0..1.
func (t *Trainer) accuracy(n *network, data nn32.Data) (float32, error) {
	e, err := n.evaluate(data, t.yield)
	return e.Accuracy, err
}

// weights returns a copy of a network's weights.
func weights(n *network) (all []protocol.Array) {
	for _, p := range n.Params() {
		all = append(all, protocol.Array{Name: p.Name, Data: append([]float32(nil), p.Value.Data...)})
	}
	return all
}

// setWeights gives a network the weights of another of the same settings.
func setWeights(n *network, all []protocol.Array) {
	for i, p := range n.Params() {
		copy(p.Value.Data, all[i].Data)
	}
}

// splitTensors takes from a checkpoint the weights before the fine-tuning, which are stored after those of now. nil: it was not
// fine-tuned.
func splitTensors(k *protocol.Checkpoint) (untuned []protocol.Array, err error) {
	if k.Info.FineTunedOn == 0 {
		return nil, nil
	}
	half := len(k.Tensors) / 2
	tuned, untuned := k.Tensors[:half:half], k.Tensors[half:]
	for i, a := range untuned {
		if i == half || a.Name != tuned[i].Name || len(a.Data) != len(tuned[i].Data) {
			return nil, errors.New("the stored run was fine-tuned, and of its " + strconv.Itoa(len(k.Tensors)) +
				" tensors the halves do not agree")
		}
	}
	k.Tensors = tuned
	return untuned, nil
}

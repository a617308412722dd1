package trainer

import (
	"errors"
	"math/rand/v2"
	"strconv"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
)

// What teaches a network a person's hand: so many steps of Adam, on batches of digits that it knows and of the person's own.
// One of each digit is enough to gain most of what can be gained, and what was known stays known.
const (
	lessonSteps = 40
	lessonRate  = .001
	lessonKnown = 40 // of a batch
	lessonOwn   = 20
)

// teach makes a run of its own of what the present one becomes when it is taught the samples, and reports what that changed.
// It returns the command that ended it, if one did; then there is nothing new.
func (t *Trainer) teach(c *protocol.FineTune) (next protocol.Command) {
	taught := &protocol.FineTuned{Run: c.Run}
	r, next, err := t.taughtRun(taught)
	if next != nil || t.stopped {
		return next
	}
	if err == nil {
		t.leave()
		t.begin(r)
		t.save()
	}
	taught.Failure = text(err)
	t.host.Send(taught)
	return nil
}

var (
	errNotDone   = errors.New("a network is taught when its run is done")
	errNoSamples = errors.New("there is nothing to teach yet; draw some digits first")
)

// taughtRun returns the run that teaching makes of the present one, and fills in what it changes.
func (t *Trainer) taughtRun(told *protocol.FineTuned) (*run, protocol.Command, error) {
	from := t.run
	if from == nil || from.phase != protocol.Done {
		return nil, nil, errNotDone
	}
	own := t.samples.pictures(from.settings.Data)
	if own.Len() == 0 {
		return nil, nil, errNoSamples
	}
	before, err := from.pupil()
	if err != nil {
		return nil, nil, err
	}
	begin := time.Now()
	after, next, err := t.instruct(from, own)
	if next != nil || t.stopped || err != nil {
		return nil, next, err
	}
	took := time.Since(begin)
	told.Samples = own.Len()
	if told.Before, err = accuracy(before, own); err != nil {
		return nil, nil, err
	}
	if told.TestBefore, err = accuracy(before, from.data.test); err != nil {
		return nil, nil, err
	}
	if told.After, next, err = t.twofold(from, own); next != nil || t.stopped || err != nil {
		return nil, next, err
	}
	r, err := t.newRun(told.Run, from.settings)
	if err != nil {
		return nil, nil, err
	}
	setWeights(r.network, weights(after))
	r.epochs, r.learningRate = from.epochs, from.learningRate
	r.watch.before = from.watch.elapsed() + took
	r.untaught, r.checkpoint.Info.FineTunedOn = weights(before), own.Len()
	r.snapshot()
	test, _, err := r.evaluate(r.data.test, func() bool { return true })
	if err != nil {
		return nil, nil, err
	}
	r.done(test)
	told.TestAfter = r.tested.Accuracy
	return r, nil, nil
}

// pupil is the network of a run as it was before it was taught anything, ready to be taught. So what a run was taught before
// neither counts twice nor is taken for reading what was never seen.
func (r *run) pupil() (*network, error) {
	s := r.settings
	s.Optimizer, s.LearningRate, s.Schedule = protocol.Adam, lessonRate, protocol.ConstantRate
	n, err := newNetwork(s)
	if err != nil {
		return nil, err
	}
	if r.untaught != nil {
		setWeights(n, r.untaught)
	} else {
		setWeights(n, weights(r.network))
	}
	return n, nil
}

// instruct returns a run's network after it was taught samples, or the command that ended that.
func (t *Trainer) instruct(r *run, own nn32.Data) (*network, protocol.Command, error) {
	pupil, err := r.pupil()
	if err != nil {
		return nil, nil, err
	}
	lastYield := time.Now()
	for member, n := range pupil.members {
		rng := rand.New(rand.NewPCG(r.settings.Seed, uint64(member)<<32|lessonSteps))
		options := nn32.FitOptions{Epochs: 1, BatchSize: lessonKnown + lessonOwn, NoShuffle: true}
		for _, err := range n.Steps(lesson(r.data.fit, own, rng), options) {
			if err != nil {
				return nil, nil, err
			}
			if time.Since(lastYield) < stretch {
				continue
			}
			t.host.Yield()
			if next := t.duringTrial(); next != nil || t.stopped {
				return nil, next, nil
			}
			lastYield = time.Now()
		}
	}
	return pupil, nil, nil
}

// lesson is all that a network is taught, batch after batch. Each of the known digits, and each of the person's own, comes as
// often as the others.
func lesson(known, own nn32.Data, rng *rand.Rand) nn32.Data {
	known = known.Take(drawn(known.Len(), lessonSteps*lessonKnown, rng))
	own = own.Take(drawn(own.Len(), lessonSteps*lessonOwn, rng))
	shape := append(nn32.Shape{lessonSteps * (lessonKnown + lessonOwn)}, known.X.Shape[1:]...)
	out := nn32.Data{X: &nn32.Tensor{Shape: shape}}
	for step := range lessonSteps {
		for _, part := range []nn32.Data{
			known.Slice(step*lessonKnown, (step+1)*lessonKnown),
			own.Slice(step*lessonOwn, (step+1)*lessonOwn),
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

// untold stands for an accuracy of which nothing can be said.
const untold = -1

// twofold returns how well a run's network reads samples that it was not taught: taught one half it reads the other, and the
// other way round. It takes two of each digit.
func (t *Trainer) twofold(r *run, own nn32.Data) (float32, protocol.Command, error) {
	halves, enough := halve(own.Labels)
	if !enough {
		return untold, nil, nil
	}
	var right float32
	for i, half := range halves {
		n, next, err := t.instruct(r, own.Take(half))
		if next != nil || t.stopped || err != nil {
			return 0, next, err
		}
		share, err := accuracy(n, own.Take(halves[1-i]))
		if err != nil {
			return 0, nil, err
		}
		right += share * float32(len(halves[1-i]))
	}
	return right / float32(own.Len()), nil, nil
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

// accuracy is how many digits a network reads right, 0..1.
func accuracy(n *network, data nn32.Data) (float32, error) {
	probabilities, err := n.Predict(data.X)
	if err != nil {
		return 0, err
	}
	confusion, err := nn32.Confusion(probabilities, data.Labels)
	if err != nil {
		return 0, err
	}
	return float32(confusion.Accuracy()), nil
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

// parted takes from a checkpoint what the weights of a taught run were before, which are stored after them.
func parted(k *protocol.Checkpoint) (untaught []protocol.Array, err error) {
	if k.Info.FineTunedOn == 0 {
		return nil, nil
	}
	half := len(k.Tensors) / 2
	taught, untaught := k.Tensors[:half:half], k.Tensors[half:]
	for i, a := range untaught {
		if i == half || a.Name != taught[i].Name || len(a.Data) != len(taught[i].Data) {
			return nil, errors.New("the stored run was taught, and of its " + strconv.Itoa(len(k.Tensors)) +
				" tensors the halves do not agree")
		}
	}
	k.Tensors = taught
	return untaught, nil
}

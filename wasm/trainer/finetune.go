package trainer

import (
	"errors"
	"math/rand/v2"
	"slices"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
)

// Fine-tuning is a number of steps of Adam on batches of known digits and of the person's own. One sample of each digit gives most
// of the improvement, and the accuracy on known digits stays.
const (
	tuningSteps = 40
	tuningRate  = .001
	tuningKnown = 40 // per batch
	tuningOwn   = 20
)

// fineTune makes a new run from the present one, fine-tuned on the samples, and reports the change.
func (t *Trainer) fineTune(number int) {
	report := &protocol.FineTuned{Run: number}
	var tuned *run
	err := errNotDone
	if t.job.state == idle && t.run != nil && t.run.phase == protocol.Done {
		err = t.during(fineTuning, noProgress, func() (err error) {
			tuned, err = t.fineTuned(report)
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
	switch {
	case err == errNotDone:
		report.Problem = protocol.RunNotDone
	case err == errNoSamples:
		report.Problem = protocol.NoSamples
	case err != nil:
		report.Problem = protocol.TuningBroke
	}
	report.Failure = protocol.ErrorText(err)
	t.page.Send(report)
}

var (
	errNotDone   = errors.New("a network is fine-tuned when its run is done")
	errNoSamples = errors.New("there is nothing to fine-tune on yet; draw some digits first")
)

// fineTuned returns the fine-tuned run, and fills in the report of the change.
func (t *Trainer) fineTuned(report *protocol.FineTuned) (*run, error) {
	from := t.run
	own := t.samples.pictures(from.settings.Data)
	if own.Len() == 0 {
		return nil, errNoSamples
	}
	before, err := from.originalNetwork()
	if err != nil {
		return nil, err
	}
	begin := time.Now()
	after, err := t.tune(from, own)
	if err != nil {
		return nil, err
	}
	took := time.Since(begin)
	report.Samples = own.Len()
	if report.Before, err = t.accuracy(before, own); err != nil {
		return nil, err
	}
	if report.TestBefore, err = t.accuracy(before, from.data.Test); err != nil {
		return nil, err
	}
	if report.After, err = t.twofold(from, own); err != nil {
		return nil, err
	}
	r, err := t.newRun(report.Run, from.settings)
	if err != nil {
		return nil, err
	}
	r.network.SetWeights(after.Weights())
	r.epochs, r.learningRate = from.epochs, from.learningRate
	r.checkpoint.Rates = slices.Clone(from.checkpoint.Rates)
	r.settleRates()
	r.stopwatch.before = from.stopwatch.elapsed() + took
	r.original, r.checkpoint.Info.FineTunedOn = before.Weights(), own.Len()
	r.snapshot()
	test, err := r.network.Evaluate(r.data.Test, t.yield)
	if err != nil {
		return nil, err
	}
	r.done(test)
	report.TestAfter = r.tested.Accuracy
	return r, nil
}

// originalNetwork returns the network of a run as it was before any fine-tuning. So earlier samples neither count twice nor are
// considered unknown to the network.
func (r *run) originalNetwork() (*model.Network, error) {
	s := r.settings
	s.Optimizer, s.LearningRate, s.Schedule = protocol.Adam, tuningRate, protocol.ConstantRate
	n, err := model.New(s)
	if err != nil {
		return nil, err
	}
	if r.original != nil {
		n.SetWeights(r.original)
	} else {
		n.SetWeights(r.network.Weights())
	}
	return n, nil
}

// tune returns the network of a run after fine-tuning on samples.
func (t *Trainer) tune(r *run, own nn32.Data) (*model.Network, error) {
	tuned, err := r.originalNetwork()
	if err != nil {
		return nil, err
	}
	for member, n := range tuned.Members {
		rng := rand.New(rand.NewPCG(r.settings.Seed, uint64(member)<<32|tuningSteps))
		options := nn32.FitOptions{Epochs: 1, BatchSize: tuningKnown + tuningOwn, NoShuffle: true}
		for _, err := range n.Steps(tuningData(r.data.Fit, own, rng), options) {
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

// tuningData returns the data of all batches. Each known digit, and each of the person's own, occurs as often as the others, or
// once more.
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

// drawn returns many numbers below n: a random permutation, then another one, and so on.
func drawn(n, many int, rng *rand.Rand) (rows []int) {
	for len(rows) < many {
		rows = append(rows, rng.Perm(n)...)
	}
	return rows[:many]
}

// unknown stands for an accuracy that cannot be measured.
const unknown = -1

// twofold returns the accuracy on samples that the network was not fine-tuned on, by two-fold cross-validation: fine-tuned on one
// half and tested on the other, and vice versa. It needs two samples of each digit.
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
		right += float32(share * float32(len(halves[1-i])))
	}
	return right / float32(own.Len()), nil
}

// halve divides the samples of each digit into two halves, in turn, and reports whether both halves have all ten digits.
func halve(labels []int) (halves [2][]int, enough bool) {
	var count [model.Classes]int
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

// accuracy returns the share of digits that a network predicts correctly, 0..1.
func (t *Trainer) accuracy(n *model.Network, data nn32.Data) (float32, error) {
	e, err := n.Evaluate(data, t.yield)
	return e.Accuracy, err
}

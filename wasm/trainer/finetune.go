package trainer

import (
	"errors"
	"math/rand/v2"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
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
	report.Failure = protocol.ErrorText(err)
	t.host.Send(report)
}

var (
	errNotDone   = errors.New("a network is fine-tuned when its run is done")
	errNoSamples = errors.New("there is nothing to fine-tune on yet; draw some digits first")
)

// fineTuned returns the run that the present one becomes, and fills in what that changes.
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
	r.watch.before = from.watch.elapsed() + took
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

// originalNetwork returns the network of a run as it was before any fine-tuning, ready for it. So what a run was fine-tuned on before
// neither counts twice nor is taken for what it was not trained on.
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

// tune returns a run's network after it was fine-tuned on samples.
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

// accuracy is the share of digits that a network predicts right, 0..1.
func (t *Trainer) accuracy(n *model.Network, data nn32.Data) (float32, error) {
	e, err := n.Evaluate(data, t.yield)
	return e.Accuracy, err
}

package trainer

import (
	"errors"
	"math"
	"strconv"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
)

// betweenTells is the least time between two TrialProgress events.
const betweenTells = 200 * time.Millisecond

// trial trains networks from scratch, as the members of one, and reports how they do together. It returns the command that
// ended it, if one did.
func (t *Trainer) trial(c *protocol.Trial) (next protocol.Command) {
	if c.Members == 0 {
		return nil
	}
	begin := time.Now()
	done := &protocol.TrialDone{ID: c.ID}
	var err error
	switch {
	case t.run != nil:
		err = errors.New("there is a run to train here; a trial needs a worker of its own")
	case c.Members < 0 || c.Members > protocol.MaxMembers:
		err = errors.New("a trial has 1 to " + strconv.Itoa(protocol.MaxMembers) + " networks, not " + strconv.Itoa(c.Members))
	default:
		done.Loss, done.Accuracy, next, err = t.compete(c)
	}
	if next != nil || t.stopped {
		return next
	}
	done.Elapsed, done.Failure = time.Since(begin).Seconds(), text(err)
	t.host.Send(done)
	return nil
}

// compete trains the networks of a trial and returns the result on the test digits.
func (t *Trainer) compete(c *protocol.Trial) (loss, accuracy float32, next protocol.Command, err error) {
	if err := c.Settings.Check(); err != nil {
		return 0, 0, nil, err
	}
	data, err := t.data.take(c.Settings)
	if err != nil {
		return 0, 0, nil, err
	}
	s := c.Settings
	s.Members = c.Members
	network, err := newNetwork(s)
	if err != nil {
		return 0, 0, nil, err
	}
	told, lastYield := time.Time{}, time.Now()
	for step, err := range network.Steps(data.fit, s, 0) {
		if err != nil {
			return 0, 0, nil, err
		}
		now := time.Now()
		if now.Sub(lastYield) < stretch {
			continue
		}
		if now.Sub(told) >= betweenTells {
			epochs := float64(step.Epoch-1) + float64(step.Step)/float64(step.Steps)
			t.host.Send(&protocol.TrialProgress{ID: c.ID, Done: epochs / float64(s.Epochs)})
			told = now
		}
		t.host.Yield()
		if next := t.duringTrial(); next != nil || t.stopped {
			return 0, 0, next, nil
		}
		lastYield = time.Now()
	}
	result, err := network.together(data.test)
	return result.Loss, result.Accuracy, nil, err
}

// duringTrial obeys the commands that have come, and returns one that ends the trial.
func (t *Trainer) duringTrial() protocol.Command {
	for {
		c, some, open := t.queue.pop()
		switch {
		case !open:
			t.stopped = true
			return nil
		case !some:
			return nil
		}
		if !t.attend(c) {
			return c
		}
	}
}

// score returns the cross-entropy of probabilities, without what smoothing and L2 add in training, and the accuracy.
func score(probabilities *nn32.Tensor, labels []int) (loss, accuracy float32, err error) {
	var sum float64
	for i, label := range labels {
		p := probabilities.Data[i*classes+label]
		sum -= math.Log(max(float64(p), 1e-7)) // as far as Keras goes
	}
	confusion, err := nn32.Confusion(probabilities, labels)
	if err != nil {
		return 0, 0, err
	}
	if math.IsNaN(sum) {
		return 0, 0, errors.New("the loss is not a number any more; try a lower learning rate")
	}
	return float32(sum / float64(len(labels))), float32(confusion.Accuracy()), nil
}

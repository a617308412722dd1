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

// trial trains networks from scratch, as the members of one, and reports how they do together.
func (t *Trainer) trial(c *protocol.Trial) {
	if c.Members == 0 {
		return
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
		err = t.compete(c, done)
	}
	if err == errInterrupted {
		return
	}
	done.Elapsed, done.Failure = time.Since(begin).Seconds(), text(err)
	t.host.Send(done)
}

// compete trains the networks of a trial and takes the result on the test digits.
func (t *Trainer) compete(c *protocol.Trial, done *protocol.TrialDone) error {
	if err := c.Settings.Check(); err != nil {
		return err
	}
	data, err := t.library.take(c.Settings)
	if err != nil {
		return err
	}
	s := c.Settings
	s.Members = c.Members
	network, err := newNetwork(s)
	if err != nil {
		return err
	}
	var at nn32.Step
	var told time.Time
	progress := func() {
		if now := time.Now(); now.Sub(told) >= betweenTells {
			epochs := float64(at.Epoch-1) + float64(at.Step)/float64(at.Steps)
			t.host.Send(&protocol.TrialProgress{ID: c.ID, Done: epochs / float64(s.Epochs)})
			told = now
		}
	}
	err = t.during(comparing, progress, func() error {
		for step, err := range network.Steps(data.fit, s, 0) {
			if err != nil {
				return err
			}
			at = step
			if err := t.yield(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	result, err := network.together(data.test)
	done.Loss, done.Accuracy = result.Loss, result.Accuracy
	return err
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

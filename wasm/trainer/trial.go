package trainer

import (
	"errors"
	"strconv"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/model"
)

// betweenTrialReports is the minimum time between two TrialProgress events.
const betweenTrialReports = 200 * time.Millisecond

// trial trains new networks, as the members of an ensemble, and reports their common result.
func (t *Trainer) trial(c *protocol.Trial) {
	if c.Members == 0 {
		return
	}
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
	switch {
	case data.IsMissing(err):
		done.Problem = protocol.TrialLacksData
	case errors.Is(err, errDiverged):
		done.Problem = protocol.TrialDiverged
	case err != nil:
		done.Problem = protocol.TrialBroke
	}
	done.Failure = protocol.ErrorText(err)
	t.page.Send(done)
}

// compete trains the networks of a trial and fills in the result on the test digits.
func (t *Trainer) compete(c *protocol.Trial, done *protocol.TrialDone) error {
	if err := c.Settings.Check(); err != nil {
		return err
	}
	split, err := t.data.Split(c.Settings)
	if err != nil {
		return err
	}
	if err := t.warmUpForTrial(c.Settings, split); err != nil {
		return err
	}
	begin := time.Now()
	defer func() { done.Elapsed = time.Since(begin).Seconds() }()
	s := c.Settings
	s.Members = c.Members
	network, err := model.New(s)
	if err != nil {
		return err
	}
	var at nn32.Step
	var reported time.Time
	progress := func() {
		if now := time.Now(); now.Sub(reported) >= betweenTrialReports {
			epochs := float64(at.Epoch-1) + float64(at.Step)/float64(at.Steps)
			t.page.Send(&protocol.TrialProgress{ID: c.ID, Done: epochs / float64(s.Epochs)})
			reported = now
		}
	}
	err = t.during(comparing, progress, func() error {
		for step, err := range network.Steps(split.Fit, s, 0) {
			if err != nil {
				return errors.Join(errDiverged, err)
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
	result, err := network.EvaluateMean(split.Test)
	if err != nil {
		return errors.Join(errDiverged, err)
	}
	done.Loss, done.Accuracy = result.Loss, result.Accuracy
	return nil
}

// errDiverged is wrapped by errors of training: what else may be wrong is found before it begins.
var errDiverged = errors.New("the training diverged")

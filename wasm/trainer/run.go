package trainer

import (
	"errors"
	"math"
	"strconv"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
)

// run is the training of a network, or of an ensemble, from its initial weights to the last epoch.
type run struct {
	number       int
	settings     protocol.Settings
	network      *network
	data         split
	learningRate float32 // in force
	phase        protocol.Phase

	epochs      []protocol.Epoch // those trained
	step, steps int              // of the epoch in progress
	tested      *protocol.Tested // when Done
	untaught    []protocol.Array // the weights before it was taught the person's writing; nil: it was not

	recruited time.Time // other workers were asked to help, since it began or went on
	workers   int       // as the page was told last
	alone     float64   // epochs a second without them; 0: they are as good as they should be, or not here

	watch    stopwatch
	estimate estimate
	reported struct { // what the last Progress told, and when
		epochs int
		at     time.Time
	}

	checkpoint protocol.Checkpoint // of the end of the last epoch, or of the beginning
	unsaved    bool                // it has more than what was stored last
	savedAt    time.Time
}

// newRun builds the network of settings, untrained.
func (t *Trainer) newRun(number int, s protocol.Settings) (*run, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	split, err := t.library.take(s)
	if err != nil {
		return nil, err
	}
	network, err := newNetwork(s)
	if err != nil {
		return nil, err
	}
	r := &run{number: number, settings: s, network: network, data: split, learningRate: s.LearningRate}
	now := time.Now()
	r.checkpoint.Info = protocol.RunInfo{ID: t.keeper.newID(now), Created: now.UnixMilli(), Settings: s}
	r.snapshot()
	return r, nil
}

// build begins a new run. The page checks settings before it sends them, so that an error here is the page's mistake.
func (t *Trainer) build(number int, s protocol.Settings) {
	r, err := t.newRun(number, s)
	if t.lacks(err) {
		present := t.run
		t.leave()
		t.goOn(nil, present, number)
		return
	}
	if err != nil {
		t.host.Send(&protocol.Failed{Run: number, Reason: protocol.WorkerStopped, Detail: err.Error()})
		return
	}
	t.leave()
	t.begin(r)
}

// begin makes r the present run and tells the page all about it.
func (t *Trainer) begin(r *run) {
	t.run = r
	id, restored := r.id(), len(r.epochs) > 0
	t.keeper.do(func() { t.keeper.open(id) })
	built := &protocol.Built{Run: r.number, ID: id, Settings: r.settings, Restored: restored, FineTunedOn: r.checkpoint.Info.FineTunedOn,
		Fit: r.data.fit.Len(), Validation: r.data.validation.Len(), Test: r.data.test.Len(), Sample: r.data.sample()}
	for _, l := range r.network.LayerInfos() {
		built.Layers = append(built.Layers, protocol.LayerInfo{Name: l.Name, Output: l.Output, Params: l.Params})
	}
	t.host.Send(built)
	t.report()
	if restored {
		t.progress()
		if r.tested != nil {
			t.host.Send(r.tested)
		}
	}
	t.read()
	t.readSamples()
	if r.tested != nil {
		t.tellResults()
	}
}

// id is what the run is stored by.
func (r *run) id() string { return r.checkpoint.Info.ID }

// again gives the run another number, at the end of its last epoch.
func (r *run) again(number int) error {
	r.number, r.step = number, 0
	r.reported.epochs = 0
	if r.tested != nil {
		tested := *r.tested
		tested.Run = number
		r.tested = &tested
	}
	return r.rewind()
}

// train takes steps until the run is done, is paused for good, or diverges; with limit above 0 it pauses after that many
// epoch ends. It returns the command that ended the run, if one did.
func (t *Trainer) train(limit int) (next protocol.Command) {
	r := t.run
	t.resume()
	defer r.network.crew.dismiss()
	t.yielded = time.Now()
	rest := func() bool { // between two steps, and between two parts of an evaluation
		t.recruit()
		if t.isDue() {
			t.tell()
			t.yield()
		}
		limit, next = t.between(limit)
		return next == nil && !t.stopped
	}
	for step, err := range r.network.Steps(r.data.fit, r.settings, len(r.epochs)) {
		if err != nil {
			t.diverged(err)
			return nil
		}
		if step.Last {
			if ended, err := t.endEpoch(step, rest); err != nil {
				t.diverged(err)
				return nil
			} else if !ended {
				return next
			}
		}
		r.step, r.steps = step.Step, step.Steps
		if step.Last && limit > 0 {
			if limit--; limit == 0 && len(r.epochs) < r.settings.Epochs {
				t.pause()
			}
		}
		if !rest() {
			return next
		}
	}
	r.network.crew.dismiss()
	t.finish(rest)
	return next
}

// recruit has other workers help with a run that takes long, sends those away that do not make it faster, as when the machine does
// other things, and tells the page how many work on it.
func (t *Trainer) recruit() {
	r := t.run
	c := &r.network.crew
	if len(c.assistants) == 0 && time.Since(r.recruited) >= recruitEvery && t.long() {
		r.recruited = time.Now()
		c.hire(t.host, r.settings, trainedSize(r.network.members[0].Params()))
	}
	c.arrive()
	if r.alone > 0 && time.Since(r.estimate.since) >= 6*t.lookAhead { // they are slow at first
		if r.estimate.speed(r.position()) < t.worthwhile*r.alone {
			c.dismiss()
		}
		r.alone = 0
	}
	if workers := c.workers(); workers != r.workers {
		if workers > r.workers {
			r.alone = r.estimate.speed(r.position())
		}
		r.estimate.restart(r.position())
		t.report()
	}
}

// recruitEvery is how soon others are asked again when those who came were of no use.
const recruitEvery = 20 * time.Second

// long reports whether what is left of the run is worth hiring workers for, which takes them a second or two.
func (t *Trainer) long() bool {
	r := t.run
	if microBatches(r.settings) == 1 || r.settings.Data == protocol.Opened || r.phase != protocol.Running || t.epochTime() > 0 ||
		time.Since(r.estimate.since) < t.lookAhead {
		return false
	}
	return r.estimate.remaining(r.position(), r.settings.Epochs, 0) > 10*t.lookAhead.Seconds()
}

// between obeys the commands that have come between two steps, and waits as long as the pace or a pause asks. It
// returns how many more epochs to train before a pause (0: all) and the command that ends the run, if one does.
func (t *Trainer) between(limit int) (int, protocol.Command) {
	r := t.run
	for {
		var c protocol.Command
		open := true
		switch delay := t.early(); {
		case r.phase == protocol.Paused:
			c, open = t.queue.wait()
		case delay > 0:
			t.tell()
			c, open = t.queue.waitFor(delay)
		default:
			c, _, open = t.queue.pop()
		}
		if !open {
			t.stopped = true
			return 0, nil
		}
		switch c := c.(type) {
		case nil:
			if r.phase != protocol.Paused && t.early() <= 0 {
				return limit, nil
			}
		case *protocol.Trial:
			t.trial(c) // which is refused
		case *protocol.Pause:
			if t.is(c.Run) && r.phase == protocol.Running {
				t.pause()
			}
		case *protocol.Train:
			if t.is(c.Run) {
				limit = 0
				t.resume()
			}
		case *protocol.StepEpoch:
			if t.is(c.Run) {
				limit = 1
				t.resume()
			}
		default:
			if !t.attend(c) {
				return 0, c
			}
		}
	}
}

// early returns how long to wait until the pace allows the next step. The steps of an epoch are spread evenly, so that
// a slow run moves all the time.
func (t *Trainer) early() time.Duration {
	perEpoch := t.epochTime()
	if perEpoch == 0 || t.run.phase != protocol.Running {
		return 0
	}
	due := time.Duration(t.run.estimate.trained(t.run.position()) * float64(perEpoch))
	return due - time.Since(t.run.estimate.since)
}

// watchTime is how long a whole run takes at the pace Watch.
const watchTime = 4 * time.Second

// epochTime returns how long the pace makes an epoch last, 0 for as short as it can.
func (t *Trainer) epochTime() time.Duration {
	switch t.pace {
	case protocol.Slow:
		return time.Second
	case protocol.Watch:
		return watchTime / time.Duration(t.run.settings.Epochs)
	}
	return 0
}

func (t *Trainer) resume() {
	r := t.run
	if r.phase != protocol.Running {
		r.phase, r.recruited, r.alone = protocol.Running, time.Time{}, 0
		r.watch.start()
		r.estimate.restart(r.position())
		t.report()
	}
}

func (t *Trainer) pause() {
	r := t.run
	r.phase = protocol.Paused
	r.watch.stop()
	r.network.crew.dismiss()
	t.progress()
	t.report()
	t.read()
	t.readSamples()
	t.save()
}

// evaluate is the network's Evaluate with rests; ended is false when one of them put an end to it.
func (r *run) evaluate(data nn32.Data, rest func() bool) (e nn32.Evaluation, ended bool, err error) {
	for e, err = range r.network.Evaluations(data) {
		if err != nil || !rest() {
			return e, false, err
		}
	}
	return e, true, nil
}

// endEpoch evaluates the network on the validation digits and records the epoch, unless a rest puts an end to it.
func (t *Trainer) endEpoch(step nn32.Step, rest func() bool) (ended bool, err error) {
	r := t.run
	validation, ended, err := r.evaluate(r.data.validation, rest)
	if err != nil || !ended {
		return false, err
	}
	if loss := float64(validation.Loss); math.IsNaN(loss) || math.IsInf(loss, 0) {
		return false, errors.New("the validation loss of epoch " + strconv.Itoa(step.Epoch) + " is not a number; try a lower learning rate")
	}
	r.epochs = append(r.epochs, protocol.Epoch{Number: step.Epoch, Loss: step.Loss, Accuracy: step.Accuracy,
		ValidationLoss: validation.Loss, ValidationAccuracy: validation.Accuracy,
		LearningRate: r.learningRate * rateAfter(r.settings, r.data.fit.Len(), step.Epoch), Elapsed: r.watch.elapsed().Seconds()})
	r.snapshot()
	r.unsaved = true
	if time.Since(r.savedAt) >= saveEvery && len(r.epochs) < r.settings.Epochs {
		t.save()
	}
	return true, nil
}

// finish tests the network and stores the run, unless a rest puts an end to that.
func (t *Trainer) finish(rest func() bool) {
	r := t.run
	r.watch.stop()
	test, ended, err := r.evaluate(r.data.test, rest)
	if err != nil {
		t.diverged(err)
	}
	if !ended {
		return
	}
	r.watch.stop() // after a pause
	r.done(test)
	t.progress()
	t.host.Send(r.tested)
	t.report()
	t.read()
	t.readSamples()
	t.save()
	t.tellResults()
}

// done ends the run with its result on the test digits.
func (r *run) done(test nn32.Evaluation) {
	r.phase = protocol.Done
	r.tested = &protocol.Tested{Run: r.number, Loss: test.Loss, Accuracy: test.Accuracy, Elapsed: r.watch.elapsed().Seconds()}
	info := &r.checkpoint.Info
	info.Tested, info.Loss, info.Accuracy, info.Elapsed = true, test.Loss, test.Accuracy, r.tested.Elapsed
}

// diverged goes back to the end of the last epoch, whose weights are still numbers, and pauses there, so that a lower
// learning rate may save the run.
func (t *Trainer) diverged(cause error) {
	r := t.run
	if err := r.rewind(); err != nil {
		cause = err
	}
	r.phase, r.step = protocol.Paused, 0
	r.watch.stop()
	t.progress()
	t.host.Send(&protocol.Failed{Run: r.number, Reason: protocol.Diverged, Detail: cause.Error()})
	t.report()
}

// tell reports progress, and reads the drawing again when an epoch ended since, at most once a frame.
func (t *Trainer) tell() {
	r := t.run
	if time.Since(r.reported.at) < frame {
		return
	}
	ended := len(r.epochs) > r.reported.epochs
	t.progress()
	if ended {
		t.read()
		t.readSeldom()
	}
}

// progress reports where the run is.
func (t *Trainer) progress() {
	r := t.run
	p := &protocol.Progress{Run: r.number, Epoch: len(r.epochs), Step: r.steps, Steps: r.steps,
		Elapsed: r.watch.elapsed().Seconds(), Remaining: r.estimate.remaining(r.position(), r.settings.Epochs, t.epochTime()),
		Ended: r.epochs[r.reported.epochs:]}
	if r.step < r.steps {
		p.Epoch, p.Step = len(r.epochs)+1, r.step
	}
	t.host.Send(p)
	r.reported.epochs, r.reported.at = len(r.epochs), time.Now()
}

// position is where the run is, in epochs: 2.5 is the middle of the third.
func (r *run) position() float64 {
	if r.step >= r.steps {
		return float64(len(r.epochs))
	}
	return float64(len(r.epochs)) + float64(r.step)/float64(r.steps)
}

// setLearningRate takes effect from the next step on.
func (r *run) setLearningRate(rate float32) {
	r.learningRate = rate
	r.network.SetLearningRate(rate)
}

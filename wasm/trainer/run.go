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
	limit       int              // epoch ends until it pauses; 0: none
	tested      *protocol.Tested // when Done
	untuned     []protocol.Array // the weights before it was fine-tuned; nil: it was not

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

// train trains the run until it is done, is paused for good, or diverges; with limit above 0 it pauses after that many epoch ends.
func (t *Trainer) train(run, limit int) {
	if !t.is(run) || t.run.phase == protocol.Done {
		return
	}
	t.run.limit = limit
	t.resume()
	if t.job.state != idle {
		return // the steps are being taken
	}
	if err := t.during(running, t.tell, t.takeSteps); err != nil && err != errInterrupted {
		t.diverged(err)
	}
}

// takeSteps trains from the present epoch to the test.
func (t *Trainer) takeSteps() error {
	r := t.run
	defer r.network.crew.dismiss()
	for step, err := range r.network.Steps(r.data.fit, r.settings, len(r.epochs)) {
		if err == nil && step.Last {
			err = t.endEpoch(step)
		}
		if err != nil {
			return err
		}
		r.step, r.steps = step.Step, step.Steps
		if step.Last && r.limit > 0 {
			if r.limit--; r.limit == 0 && len(r.epochs) < r.settings.Epochs {
				t.rest()
			}
		}
		if err := t.yieldInRun(); err != nil {
			return err
		}
	}
	r.network.crew.dismiss()
	return t.finish()
}

// yieldInRun is yield between two steps of a run, or two parts of an evaluation in it.
func (t *Trainer) yieldInRun() error {
	t.recruit()
	return t.yield()
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

// early returns how long to wait until the pace allows the next step. The steps of an epoch are spread evenly, so that
// a slow run moves all the time.
func (t *Trainer) early() time.Duration {
	if t.state() != running {
		return 0
	}
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

// pause stops the run between two steps.
func (t *Trainer) pause(run int) {
	if t.is(run) {
		t.rest()
	}
}

// rest pauses the run.
func (t *Trainer) rest() {
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

// evaluate is the network's Evaluate with a yield after each part.
func (n *network) evaluate(data nn32.Data, yield func() error) (e nn32.Evaluation, err error) {
	for e, err = range n.Evaluations(data) {
		if err == nil {
			err = yield()
		}
		if err != nil {
			return e, err
		}
	}
	return e, nil
}

// endEpoch evaluates the network on the validation digits and records the epoch.
func (t *Trainer) endEpoch(step nn32.Step) error {
	r := t.run
	validation, err := r.network.evaluate(r.data.validation, t.yieldInRun)
	if err != nil {
		return err
	}
	if loss := float64(validation.Loss); math.IsNaN(loss) || math.IsInf(loss, 0) {
		return errors.New("the validation loss of epoch " + strconv.Itoa(step.Epoch) + " is not a number; try a lower learning rate")
	}
	r.epochs = append(r.epochs, protocol.Epoch{Number: step.Epoch, Loss: step.Loss, Accuracy: step.Accuracy,
		ValidationLoss: validation.Loss, ValidationAccuracy: validation.Accuracy,
		LearningRate: r.learningRate * rateAfter(r.settings, r.data.fit.Len(), step.Epoch), Elapsed: r.watch.elapsed().Seconds()})
	r.snapshot()
	r.unsaved = true
	if time.Since(r.savedAt) >= saveEvery && len(r.epochs) < r.settings.Epochs {
		t.save()
	}
	return nil
}

// finish tests the network and stores the run.
func (t *Trainer) finish() error {
	r := t.run
	r.watch.stop()
	test, err := r.network.evaluate(r.data.test, t.yieldInRun)
	if err != nil {
		return err
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
	return nil
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

// setLearningRate sets the run's learning rate from the next step on, if it may be.
func (t *Trainer) setLearningRate(run int, rate float32) {
	if t.is(run) && protocol.CheckLearningRate(rate) == nil {
		t.run.setLearningRate(rate)
		t.report()
	}
}

// setPace takes effect at once.
func (t *Trainer) setPace(pace protocol.Pace) {
	t.pace = pace
	if t.run != nil {
		t.run.estimate.restart(t.run.position())
		t.report()
	}
}

// setLearningRate takes effect from the next step on.
func (r *run) setLearningRate(rate float32) {
	r.learningRate = rate
	r.network.SetLearningRate(rate)
}

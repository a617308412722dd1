package trainer

import (
	"errors"
	"math"
	"strconv"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/helpers"
	"digitlab/wasm/trainer/history"
	"digitlab/wasm/trainer/model"
)

// run is the training of a network or an ensemble, from its initial weights to the last epoch.
type run struct {
	number       int
	settings     protocol.Settings
	network      *model.Network
	data         data.Split
	learningRate float32 // in force
	phase        protocol.Phase

	epochs      []protocol.Epoch       // trained epochs
	step, steps int                    // of the present epoch
	trained     protocol.Moment        // behind the last step, also while the epoch that it ended is evaluated
	repeated    int                    // steps of the first epoch that another run has had; they are repeated without a pace
	pauseAfter  int                    // number of epoch ends until it pauses; 0: none
	tested      *protocol.Tested       // nil before Done
	means       [model.Classes]subject // the mean pictures that were asked for
	original    []protocol.Array       // the weights before fine-tuning; nil: not fine-tuned

	pool    helpers.Pool
	begun   time.Time // the present step, if helpers may share it
	helped  time.Time // when helpers were last spawned, or were of no use, since the run began or was resumed
	workers int       // in the last report
	tempo   tempo     // with helpers and without, since then

	stopwatch stopwatch
	estimate  estimate
	reported  struct { // in the last Progress
		epochs int
		at     time.Time
	}

	history    *history.History
	checkpoint protocol.Checkpoint // at the end of the last epoch, or at the beginning
	unsaved    bool                // it has more than what was stored last
	savedAt    time.Time
}

// newRun builds the network of settings, untrained.
func (t *Trainer) newRun(number int, s protocol.Settings) (*run, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	split, err := t.data.Split(s)
	if err != nil {
		return nil, err
	}
	return t.runOn(number, s, split)
}

// runOn is newRun with the data of its settings.
func (t *Trainer) runOn(number int, s protocol.Settings, split data.Split) (*run, error) {
	network, err := model.New(s)
	if err != nil {
		return nil, err
	}
	r := &run{number: number, settings: s, network: network, data: split, learningRate: s.LearningRate,
		history: history.New(t.mostKept)}
	network.Replicas = r.pool.Replicas
	now := time.Now()
	r.checkpoint.Info = protocol.RunInfo{ID: t.store.NewID(now), Created: now.UnixMilli(), Settings: s}
	r.snapshot()
	return r, nil
}

// build begins a new run. The page checks settings before it sends them, so that an error here is a bug of the page.
func (t *Trainer) build(number int, s protocol.Settings) {
	r, err := t.newRun(number, s)
	if t.data.ReportMissing(err) {
		present := t.run
		t.leave()
		t.beginOr(nil, present, number)
		return
	}
	if err != nil {
		t.page.Send(&protocol.Failed{Run: number, Reason: protocol.WorkerStopped, Detail: err.Error()})
		return
	}
	t.leave()
	t.begin(r)
}

// begin makes r the present run and reports its whole state.
func (t *Trainer) begin(r *run) {
	t.run, t.view = r, view{}
	restored := r.phase != protocol.Idle || len(r.epochs) > 0
	t.store.SetPresent(r.id())
	built := &protocol.Built{Run: r.number, ID: r.id(), Settings: r.settings, Restored: restored, FineTunedOn: r.checkpoint.Info.FineTunedOn,
		Layers: r.layerInfos(),
		Fit:    r.data.Fit.Len(), Validation: r.data.Validation.Len(), Test: r.data.Test.Len(), Sample: r.data.Sample(),
		SampleLabels: r.data.SampleLabels()}
	t.page.Send(built)
	t.reportStatus()
	if restored {
		t.reportProgress()
		if r.tested != nil {
			t.page.Send(r.tested)
		}
	}
	t.predictDrawing()
	t.inspect()
	t.predictSamples()
	if r.tested != nil {
		t.reportResults()
	}
}

// id returns the key of the stored run.
func (r *run) id() string { return r.checkpoint.Info.ID }

// train trains the run until it is done, interrupted, or diverged. With pauseAfter above 0 it pauses after that many epoch ends.
func (t *Trainer) train(number, pauseAfter int) {
	if !t.is(number) || t.run.phase == protocol.Done {
		return
	}
	t.takeBack()
	t.run.pauseAfter = pauseAfter
	t.resume()
	if t.job.state != idle {
		return // takeSteps goes on
	}
	if err := t.during(running, t.reportDue, t.takeSteps); err != nil && err != errInterrupted {
		t.diverged(err)
	}
}

// takeSteps trains from the last epoch's end to the test.
func (t *Trainer) takeSteps() error {
	r := t.run
	defer r.pool.Terminate()
	if len(r.epochs) == 0 {
		r.history.ForgetSteps()
	}
	r.beginStep()
	for step, err := range r.network.Steps(r.data.Fit, r.settings, len(r.epochs)) {
		took := r.stepTime()
		if err == nil {
			err = t.endStep(step)
		}
		if err != nil {
			return err
		}
		r.step, r.steps = step.Step, step.Steps
		if r.repeated > 0 && r.trained.Compare(protocol.Moment{Step: r.repeated}) >= 0 {
			r.repeated = 0
			r.estimate.restart(r.position())
		}
		if step.Last && r.pauseAfter > 0 {
			if r.pauseAfter--; r.pauseAfter == 0 && len(r.epochs) < r.settings.Epochs {
				t.pause()
			}
		}
		t.manageHelpers(took)
		if err := t.yield(); err != nil {
			return err
		}
		r.beginStep()
	}
	r.pool.Terminate()
	return t.finish()
}

// endStep keeps what the step has made of the run.
func (t *Trainer) endStep(step nn32.Step) error {
	r := t.run
	r.trained = momentAfter(step)
	if rate, changed := r.changeAt(r.trained); changed { // of the run that is repeated
		r.applyRate(rate)
	}
	if step.Last {
		return t.endEpoch(step)
	}
	if step.Epoch == 1 {
		r.history.KeepStep(step.Step, step.Steps, r.network.Params())
	}
	return nil
}

// early returns the time until the pace allows the next step. The steps of an epoch are distributed evenly, so that a slow run is
// never still.
func (t *Trainer) early() time.Duration {
	if t.state() != running {
		return 0
	}
	perEpoch := t.epochTime()
	if perEpoch == 0 || t.run.phase != protocol.Running || t.run.repeated > 0 {
		return 0
	}
	due := time.Duration(t.run.estimate.trained(t.run.position()) * float64(perEpoch))
	return due - time.Since(t.run.estimate.since)
}

// watchTime is the duration of a whole run at the pace Watch.
const watchTime = 4 * time.Second

// epochTime returns the duration of an epoch at the present pace; 0: as short as possible.
func (t *Trainer) epochTime() time.Duration {
	switch t.pace {
	case protocol.Slow:
		return time.Second
	case protocol.Watch:
		return watchTime / time.Duration(t.run.settings.Epochs)
	}
	return 0
}

// setPace takes effect at once.
func (t *Trainer) setPace(pace protocol.Pace) {
	t.pace = pace
	if t.run != nil {
		t.run.estimate.restart(t.run.position())
	}
}

func (t *Trainer) resume() {
	r := t.run
	if r.phase != protocol.Running {
		r.phase, r.helped, r.tempo = protocol.Running, time.Time{}, tempo{}
		r.stopwatch.start()
		r.estimate.restart(r.position())
		t.reportStatus()
	}
}

// pause stops the run between two steps; yield waits then.
func (t *Trainer) pause() {
	r := t.run
	r.phase = protocol.Paused
	r.stopwatch.stop()
	r.pool.Terminate()
	t.reportProgress()
	t.reportStatus()
	t.predictDrawing()
	t.inspect()
	t.predictSamples()
	t.save()
}

// endEpoch evaluates the network on the validation digits and records the epoch.
func (t *Trainer) endEpoch(step nn32.Step) error {
	r := t.run
	validation, err := r.network.Evaluate(r.data.Validation, t.yield)
	if err != nil {
		return err
	}
	if loss := float64(validation.Loss); math.IsNaN(loss) || math.IsInf(loss, 0) {
		return errors.New("the validation loss of epoch " + strconv.Itoa(step.Epoch) + " is not a number; try a lower learning rate")
	}
	r.epochs = append(r.epochs, protocol.Epoch{Number: step.Epoch, Loss: step.Loss, Accuracy: step.Accuracy,
		ValidationLoss: validation.Loss, ValidationAccuracy: validation.Accuracy,
		LearningRate: r.learningRate * model.RateAfter(r.settings, r.data.Fit.Len(), step.Epoch), Elapsed: r.stopwatch.elapsed().Seconds()})
	r.snapshot()
	r.unsaved = true
	if time.Since(r.savedAt) >= betweenSaves && len(r.epochs) < r.settings.Epochs {
		t.save()
	}
	return nil
}

// finish tests the network and stores the run.
func (t *Trainer) finish() error {
	r := t.run
	r.stopwatch.stop()
	test, err := r.network.Evaluate(r.data.Test, t.yield)
	if err != nil {
		return err
	}
	r.stopwatch.stop() // after a pause
	r.done(test)
	t.reportProgress()
	t.page.Send(r.tested)
	t.reportStatus()
	t.predictDrawing()
	t.inspect()
	t.predictSamples()
	t.save()
	t.reportResults()
	return nil
}

// done ends the run with its result on the test digits.
func (r *run) done(test nn32.Evaluation) {
	r.phase = protocol.Done
	r.tested = &protocol.Tested{Run: r.number, Loss: test.Loss, Accuracy: test.Accuracy, Elapsed: r.stopwatch.elapsed().Seconds(),
		Weights: r.weightsHash()}
	info := &r.checkpoint.Info
	info.Tested, info.Loss, info.Accuracy, info.Elapsed = true, test.Loss, test.Accuracy, r.tested.Elapsed
}

// diverged restores the end of the last epoch, whose weights are finite, and pauses there: a lower learning rate may save the run.
func (t *Trainer) diverged(cause error) {
	r := t.run
	t.reportProgress() // up to where its steps can be looked at
	if err := r.rewind(); err != nil {
		cause = err
	}
	r.phase, r.step = protocol.Paused, 0
	r.settleRates()
	r.stopwatch.stop()
	t.reportProgress()
	t.page.Send(&protocol.Failed{Run: r.number, Reason: protocol.Diverged, Detail: cause.Error()})
	t.reportStatus()
	t.inspect()
}

// reportDue reports progress, at most once per frame. If an epoch has ended since the last report, it predicts the drawing again.
func (t *Trainer) reportDue() {
	r := t.run
	if time.Since(r.reported.at) < frame {
		return
	}
	ended := len(r.epochs) > r.reported.epochs
	t.reportProgress()
	if ended {
		if !t.view.past {
			t.predictDrawing()
		}
		t.predictDueSamples()
	}
	t.inspectDue()
	t.predictDigitsDue()
	t.mapDigitsDue()
}

// reportProgress reports the position in the run.
func (t *Trainer) reportProgress() {
	r := t.run
	p := &protocol.Progress{Run: r.number, Epoch: len(r.epochs), Step: r.steps, Steps: r.steps,
		Elapsed: r.stopwatch.elapsed().Seconds(), Remaining: r.estimate.remaining(r.position(), r.settings.Epochs, t.epochTime()),
		Ended: r.epochs[r.reported.epochs:]}
	if r.step < r.steps {
		p.Epoch, p.Step = len(r.epochs)+1, r.step
	}
	t.page.Send(p)
	r.reported.epochs, r.reported.at = len(r.epochs), time.Now()
}

// position returns the position in the run, in epochs: 2.5 is the middle of the third.
func (r *run) position() float64 {
	if r.step >= r.steps {
		return float64(len(r.epochs))
	}
	return float64(len(r.epochs)) + float64(r.step)/float64(r.steps)
}

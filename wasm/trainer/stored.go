package trainer

import (
	"errors"
	"strconv"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/runstore"
)

// leave ends the present run, if there is one, and stores it.
func (t *Trainer) leave() {
	r := t.run
	if r == nil {
		return
	}
	running := r.phase == protocol.Running
	if running {
		r.phase = protocol.Paused
		r.stopwatch.stop()
	}
	switch {
	case r.unsaved:
		t.save()
	case running: // its last save did not report the list
		t.store.List(nil)
	}
	t.run = nil
}

// restore continues the newest stored run, paused or done. Without one it builds a new network.
func (t *Trainer) restore(number int, s protocol.Settings) {
	t.leave()
	var r *run
	problem := t.store.OpenNewest(func(k *protocol.Checkpoint) (err error) {
		r, err = t.restoredRun(number, k)
		return err
	})
	if r == nil {
		t.build(number, s)
	} else {
		t.begin(r)
	}
	t.reportOpenFailure(number, problem)
}

// openRun continues a stored run. If another tab has it open, the run is a copy. If it cannot be opened, the present run goes on
// under the new number.
func (t *Trainer) openRun(number int, id string) {
	present := t.run
	t.leave()
	var r *run
	var problem error
	if present == nil || present.id() != id {
		problem = t.store.Open(id, func(k *protocol.Checkpoint, ours bool) error {
			opened, err := t.restoredRun(number, k)
			if err != nil {
				return err
			}
			if r = opened; !ours {
				t.makeCopy(r)
			}
			return nil
		})
	}
	t.reportOpenFailure(number, errors.Join(problem, t.beginOr(r, present, number)))
}

// reportOpenFailure reports why a stored run could not be opened; nil: nothing to report.
func (t *Trainer) reportOpenFailure(number int, problem error) {
	if problem == nil || t.data.ReportMissing(problem) {
		return
	}
	if kind := runstore.ProblemOf(problem); kind != protocol.StorageFailed {
		t.page.Send(&protocol.Unopened{Run: number, Problem: kind})
		return
	}
	t.page.Send(runstore.Saved(number, problem)) // the storage cannot store anything either
}

// openFile continues the run in a file, as a run of its own. If it cannot be opened, the present run goes on under the new number.
func (t *Trainer) openFile(number int, file []byte) {
	present := t.run
	t.leave()
	k, problem := protocol.UnmarshalRunFile(file)
	var r *run
	if problem == nil {
		r, problem = t.restoredRun(number, k)
	}
	if r != nil {
		t.makeCopy(r)
	}
	problem = errors.Join(problem, t.beginOr(r, present, number))
	if r != nil {
		t.save()
	}
	if problem != nil {
		kind := runstore.ProblemOf(problem)
		if t.data.ReportMissing(problem) {
			kind = protocol.RunLacksData
		}
		t.page.Send(&protocol.RunFile{Failure: problem.Error(), Problem: kind})
	}
}

// beginOr begins r, or if it is nil the run before, under a new number and from the end of its last epoch.
func (t *Trainer) beginOr(r, before *run, number int) (problem error) {
	if r == nil && before != nil {
		r, problem = before, before.renumber(number)
	}
	if r != nil {
		t.begin(r)
	} else {
		t.build(number, protocol.DefaultSettings())
	}
	return problem
}

// renumber gives the run another number, at the end of its last epoch.
func (r *run) renumber(number int) error {
	r.number, r.step = number, 0
	r.reported.epochs = 0
	r.settleRates()
	if r.tested != nil {
		tested := *r.tested
		tested.Run = number
		r.tested = &tested
	}
	return r.rewind()
}

// makeCopy gives the run a new ID, so that it is independent of the one that it was restored from.
func (t *Trainer) makeCopy(r *run) {
	now := time.Now()
	info := &r.checkpoint.Info
	info.ID, info.Created, info.Pinned, info.Deleted = t.store.NewID(now), now.UnixMilli(), false, false
	r.unsaved = true
}

// restoredRun returns the run of a checkpoint. A checkpoint that is not a valid run is damaged, unless only its data set is
// missing.
func (t *Trainer) restoredRun(number int, k *protocol.Checkpoint) (*run, error) {
	r, err := t.runOf(number, k)
	if err != nil && !data.IsMissing(err) {
		err = errors.Join(runstore.ErrDamaged, err)
	}
	return r, err
}

func (t *Trainer) runOf(number int, k *protocol.Checkpoint) (*run, error) {
	if err := protocol.RateSetting.Check(float64(k.LearningRate)); err != nil {
		return nil, err
	}
	for _, c := range k.Rates {
		if err := protocol.RateSetting.Check(float64(c.Rate)); err != nil {
			return nil, err
		}
	}
	trained, epochs := len(k.Epochs), k.Info.Settings.Epochs
	if trained > epochs || k.Info.Tested && trained > 0 && trained < epochs {
		return nil, errors.New("the stored run has " + strconv.Itoa(trained) + " epochs of " + strconv.Itoa(epochs))
	}
	r, err := t.newRun(number, k.Info.Settings)
	if err != nil {
		return nil, err
	}
	if r.original, err = splitTensors(k); err != nil {
		return nil, err
	}
	r.checkpoint = *k
	if err := r.rewind(); err != nil {
		return nil, err
	}
	r.applyRate(k.LearningRate)
	r.epochs, r.stopwatch.before = k.Epochs, time.Duration(k.Info.Elapsed*float64(time.Second))
	if r.settleRates(); r.rateAt(r.trained) != k.LearningRate { // a version of the page that did not store the changes
		r.checkpoint.Rates = append(r.checkpoint.Rates, protocol.RateChange{Moment: r.trained, Rate: k.LearningRate})
	}
	r.phase = protocol.Paused
	if !k.Info.Tested {
		r.history.KeepEpoch(len(r.epochs), r.params())
	} else {
		r.phase = protocol.Done
		r.tested = &protocol.Tested{Run: number, Loss: k.Info.Loss, Accuracy: k.Info.Accuracy, Elapsed: k.Info.Elapsed,
			Weights: r.weightsHash()}
	}
	return r, nil
}

func (t *Trainer) readRun(id string) {
	if t.run != nil && t.run.id() == id { // it may not be stored yet
		t.page.Send(&protocol.RunCurves{Info: t.run.checkpoint.Info, Epochs: t.run.epochs})
		return
	}
	t.store.Curves(id)
}

func (t *Trainer) readRunFile(id string) {
	if t.run != nil && t.run.id() == id {
		t.save() // otherwise the stored state may be older than what the page shows
	}
	t.store.File(id)
}

func (t *Trainer) nameRun(id, name string) {
	if len(name) > protocol.MaxName {
		t.store.List(errors.New("a name may have " + strconv.Itoa(protocol.MaxName) + " bytes; make it shorter"))
		return
	}
	t.changeInfo(id, func(r *protocol.RunInfo) { r.Name = name })
}

func (t *Trainer) pinRun(id string, pinned bool) {
	t.changeInfo(id, func(r *protocol.RunInfo) { r.Pinned = pinned })
}

func (t *Trainer) deleteRun(id string, deleted bool) {
	t.store.Protect(id, deleted)
	t.changeInfo(id, func(r *protocol.RunInfo) { r.Deleted = deleted })
}

// changeInfo changes the info of a run, here and in the store. If the present run is not stored yet, its next save contains the
// change.
func (t *Trainer) changeInfo(id string, change func(*protocol.RunInfo)) {
	if t.run != nil && t.run.id() == id {
		change(&t.run.checkpoint.Info)
	}
	t.store.Change(id, change)
}

package trainer

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
)

// newID returns an ID that no other run has, in this tab or another, and that sorts after those of the stored runs, even where the
// clock was set back: 11 hexadecimal digits of milliseconds and 8 of chance.
func (k *keeper) newID(now time.Time) string {
	ms := max(now.UnixMilli(), k.newestMilli.Load()+1)
	return hex(uint64(ms), milliDigits) + hex(uint64(rand.Uint32()), 8)
}

const milliDigits = 11

const hexDigits = "0123456789abcdef"

// milliOf returns when the run of an ID began, as the ID has it, or 0 for another's. The errors of package strconv would make the
// program larger.
func milliOf(id string) (ms int64) {
	for _, c := range []byte(id[:min(len(id), milliDigits)]) {
		digit := strings.IndexByte(hexDigits, c)
		if digit < 0 {
			return 0
		}
		ms = ms<<4 | int64(digit)
	}
	return ms
}

// hex writes the last digits of a number.
func hex(v uint64, digits int) (s string) {
	for range digits {
		s = string(hexDigits[v&15]) + s
		v >>= 4
	}
	return s
}

// params returns the weights and the optimiser's state of the run, which together with the number of epochs decide
// all that follows.
func (r *run) params() []*nn32.Param {
	return slices.Concat(r.network.Params(), r.network.OptimizerState())
}

// snapshot takes the checkpoint of the present moment, which must be between two epochs. It reuses the last one's memory.
func (r *run) snapshot() {
	k := &r.checkpoint
	k.LearningRate, k.Epochs = r.learningRate, r.epochs
	k.Info.Trained, k.Info.Elapsed = len(r.epochs), r.watch.elapsed().Seconds()
	for i, p := range r.params() {
		if i == len(k.Tensors) {
			k.Tensors = append(k.Tensors, protocol.Array{Name: p.Name, Data: make([]float32, len(p.Value.Data))})
		}
		copy(k.Tensors[i].Data, p.Value.Data)
	}
}

// rewind puts the weights and the optimiser back to the checkpoint. That of a run that is done has the weights alone.
func (r *run) rewind() error {
	params := r.params()
	if r.checkpoint.Info.Tested && len(r.checkpoint.Tensors) == len(r.network.Params()) {
		params = r.network.Params()
	}
	if len(params) != len(r.checkpoint.Tensors) {
		return errors.New("the stored run has " + strconv.Itoa(len(r.checkpoint.Tensors)) + " tensors, its network " +
			strconv.Itoa(len(params)))
	}
	for i, a := range r.checkpoint.Tensors {
		if p := params[i]; a.Name != p.Name || len(a.Data) != len(p.Value.Data) {
			return errors.New("the stored run has " + a.Name + " of " + strconv.Itoa(len(a.Data)) + " numbers where its network has " +
				p.Name + " of " + strconv.Itoa(len(p.Value.Data)))
		}
	}
	for i, a := range r.checkpoint.Tensors {
		copy(params[i].Value.Data, a.Data)
	}
	return nil
}

// save has the run stored as it was at the end of its last epoch.
func (t *Trainer) save() {
	r := t.run
	if len(r.epochs) == 0 {
		return // an untrained network is not worth keeping
	}
	r.unsaved, r.savedAt = false, time.Now()
	k := r.checkpoint
	k.LearningRate = r.learningRate
	if r.phase == protocol.Done {
		n := len(r.network.Params())
		k.Tensors = append(k.Tensors[:n:n], r.untaught...)
	}
	t.keeper.save(&save{run: r.number, info: k.Info, checkpoint: protocol.MarshalCheckpoint(&k), announce: r.phase != protocol.Running})
}

// leave ends the present run, if there is one. What it has learnt is stored.
func (t *Trainer) leave() {
	r := t.run
	if r == nil {
		return
	}
	running := r.phase == protocol.Running
	if running {
		r.phase = protocol.Paused
		r.watch.stop()
	}
	switch {
	case r.unsaved:
		t.save()
	case running: // its last save did not announce the list
		t.keeper.do(func() { t.keeper.list(nil) })
	}
	t.run = nil
}

// restore begins where the newest stored run ended, paused or done. Without one it builds a new network.
func (t *Trainer) restore(number int, s protocol.Settings) {
	t.leave()
	var r *run
	var problem error
	t.keeper.await(func() {
		problem = t.keeper.newest(func(k *protocol.Checkpoint) (err error) {
			r, err = t.restoredRun(number, k)
			return err
		})
	})
	if r == nil {
		t.build(number, s)
	} else {
		t.begin(r)
	}
	t.tellUnopened(number, problem)
}

// tellUnopened tells the page why a stored run was not opened, if something went wrong.
func (t *Trainer) tellUnopened(number int, problem error) {
	if problem == nil || t.lacks(problem) {
		return
	}
	if kind := problemOf(problem); kind != protocol.StorageFailed {
		t.host.Send(&protocol.Unopened{Run: number, Problem: kind})
		return
	}
	t.host.Send(&protocol.Saved{Run: number, Failure: problem.Error()}) // the storage takes nothing either
}

// openRun begins where a stored run ended. One that another tab has open is left to it: what begins is a copy. When the run
// cannot be read, the present one goes on under the new number.
func (t *Trainer) openRun(number int, id string) {
	present := t.run
	t.leave()
	var r *run
	var problem error
	if present == nil || present.id() != id {
		t.keeper.await(func() {
			r, problem = t.openStored(number, id)
		})
	}
	t.tellUnopened(number, errors.Join(problem, t.goOn(r, present, number)))
}

// goOn begins r, or if that is nil goes on with the run before it under a new number.
func (t *Trainer) goOn(r, before *run, number int) (problem error) {
	if r == nil && before != nil {
		r, problem = before, before.again(number)
	}
	if r != nil {
		t.begin(r)
	} else {
		t.build(number, protocol.DefaultSettings())
	}
	return problem
}

// openFile begins where the run in a file ended, as a run of its own. When it cannot be read, the present one goes on under the new
// number.
func (t *Trainer) openFile(number int, file []byte) {
	present := t.run
	t.leave()
	k, problem := protocol.UnmarshalRunFile(file)
	var r *run
	if problem == nil {
		r, problem = t.restoredRun(number, k)
	}
	if r != nil {
		r.copied(t.keeper)
	}
	problem = errors.Join(problem, t.goOn(r, present, number))
	if r != nil {
		t.save()
	}
	if problem != nil {
		t.lacks(problem)
		t.host.Send(&protocol.RunFile{Failure: problem.Error(), Problem: problemOf(problem)})
	}
}

// copied makes the run another than the one that it was restored from.
func (r *run) copied(k *keeper) {
	now := time.Now()
	info := &r.checkpoint.Info
	info.ID, info.Created, info.Pinned, info.Deleted = k.newID(now), now.UnixMilli(), false, false
	r.unsaved = true
}

// openStored reads a stored run, by a job of the keeper's.
func (t *Trainer) openStored(number int, id string) (*run, error) {
	k, err := t.keeper.read(id)
	if err != nil {
		return nil, err
	}
	ours := t.keeper.claim(id)
	r, err := t.restoredRun(number, k)
	switch {
	case err != nil:
		t.keeper.release(id)
	case !ours:
		r.copied(t.keeper)
	}
	return r, err
}

// restoredRun is the run of a checkpoint. But for want of its data, a checkpoint that is no run is a damaged one.
func (t *Trainer) restoredRun(number int, k *protocol.Checkpoint) (*run, error) {
	r, err := t.runOf(number, k)
	if _, lacking := errors.AsType[*dataError](err); err != nil && !lacking {
		err = errors.Join(errDamaged, err)
	}
	return r, err
}

func (t *Trainer) runOf(number int, k *protocol.Checkpoint) (*run, error) {
	if err := protocol.CheckLearningRate(k.LearningRate); err != nil {
		return nil, err
	}
	trained, epochs := len(k.Epochs), k.Info.Settings.Epochs
	if trained == 0 || trained > epochs || k.Info.Tested && trained < epochs {
		return nil, errors.New("the stored run has " + strconv.Itoa(trained) + " epochs of " + strconv.Itoa(epochs))
	}
	r, err := t.newRun(number, k.Info.Settings)
	if err != nil {
		return nil, err
	}
	if r.untaught, err = parted(k); err != nil {
		return nil, err
	}
	r.checkpoint = *k
	if err := r.rewind(); err != nil {
		return nil, err
	}
	r.setLearningRate(k.LearningRate)
	r.epochs, r.watch.before = k.Epochs, time.Duration(k.Info.Elapsed*float64(time.Second))
	r.phase = protocol.Paused
	if k.Info.Tested {
		r.phase = protocol.Done
		r.tested = &protocol.Tested{Run: number, Loss: k.Info.Loss, Accuracy: k.Info.Accuracy, Elapsed: k.Info.Elapsed}
	}
	return r, nil
}

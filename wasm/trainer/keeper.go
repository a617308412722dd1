package trainer

import (
	"errors"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"digitlab/wasm/protocol"
)

// keeper looks after the stored runs. Storing waits for a disk, so the keeper has a goroutine of its own, which does one
// job after the other while training goes on.
type keeper struct {
	store Store
	send  func(protocol.Event)
	jobs  *queue[func()]

	newestMilli atomic.Int64 // of the IDs of the stored runs

	mu      sync.Mutex
	pending map[string]*save // those that are not begun, by the run's ID

	// What follows belongs to the jobs.

	present string          // the run that is open here
	claimed map[string]bool // by us
	deleted map[string]bool // here; nobody forgets them while this may be taken back
	tidied  bool
	stored  map[string]bool // since the program began
}

// save is a state of a run to be stored.
type save struct {
	run        int
	info       protocol.RunInfo
	checkpoint []byte
	announce   bool // the list, of which more has changed than how far the run is
}

func newKeeper(store Store, send func(protocol.Event)) *keeper {
	return &keeper{store: store, send: send, jobs: newQueue[func()](), pending: map[string]*save{}, claimed: map[string]bool{},
		deleted: map[string]bool{}, stored: map[string]bool{}}
}

// loop does the jobs until stop, those before it included.
func (k *keeper) loop() {
	for {
		job, ok := k.jobs.wait()
		if !ok {
			return
		}
		job()
	}
}

func (k *keeper) stop() { k.jobs.close() }

// do has a job done, after those before it.
func (k *keeper) do(job func()) { k.jobs.push(job) }

// await does a job and waits for it.
func (k *keeper) await(job func()) {
	done := make(chan struct{})
	k.do(func() {
		defer close(done)
		job()
	})
	<-done
}

// save stores a run and reports how that went. Where storing is slower than training, only the newest state of a run
// waits.
func (k *keeper) save(s *save) {
	id := s.info.ID
	k.mu.Lock()
	waiting := k.pending[id]
	if waiting != nil {
		s.announce = s.announce || waiting.announce
	}
	k.pending[id] = s
	k.mu.Unlock()
	if waiting != nil {
		return
	}
	k.do(func() {
		k.mu.Lock()
		s := k.pending[id]
		delete(k.pending, id)
		k.mu.Unlock()
		k.put(s)
	})
}

func (k *keeper) put(s *save) {
	err := k.store.Update(s.info.ID, func(b []byte) []byte {
		info := s.info
		if old, err := protocol.UnmarshalInfo(b); err == nil { // another tab may have named it
			info.Name, info.Pinned, info.Deleted = old.Name, old.Pinned, old.Deleted
		}
		return protocol.MarshalInfo(&info)
	}, s.checkpoint)
	k.send(&protocol.Saved{Run: s.run, Failure: text(err)})
	if err == nil && (s.announce || !k.stored[s.info.ID]) {
		k.stored[s.info.ID] = true
		k.list(nil)
	}
}

// text is what an error says, or nothing.
func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// errDamaged is wrapped by errors about a stored run that says what cannot be.
var errDamaged = errors.New("the stored run is damaged")

// problemOf is what the page is told of an error about a stored run.
func problemOf(err error) protocol.RunProblem {
	switch {
	case errors.Is(err, errDamaged) || errors.Is(err, protocol.ErrFormat):
		return protocol.RunDamaged
	case errors.Is(err, protocol.ErrRecordVersion):
		return protocol.RunOfOtherVersion
	case errors.Is(err, errNotStored):
		return protocol.RunGone
	}
	return protocol.StorageFailed
}

// list reports the stored runs, and what went wrong before that, if something did.
func (k *keeper) list(problem error) {
	runs, err := k.infos()
	if problem == nil {
		problem = err
	}
	slices.Reverse(runs)
	k.send(&protocol.Runs{Runs: runs, Failure: text(problem), Problem: problemOf(problem)})
}

// infos reads the list, the oldest first. A damaged record hides no other; one of which nothing can be read is forgotten
// when that has been told.
func (k *keeper) infos() (runs []protocol.RunInfo, problem error) {
	records, err := k.store.Infos()
	if err != nil {
		return nil, err
	}
	var damaged []string
	for _, r := range records {
		k.newestMilli.Store(max(k.newestMilli.Load(), milliOf(r.ID)))
		info, err := k.decode(r)
		switch {
		case err == nil:
			runs = append(runs, *info)
		case errors.Is(err, protocol.ErrFormat):
			damaged = append(damaged, r.ID)
		case !errors.Is(err, protocol.ErrRecordVersion):
			problem = err
		}
	}
	if len(damaged) > 0 {
		problem = errors.Join(errDamaged, errors.New("runs that had to be forgotten: "+strconv.Itoa(len(damaged))))
		k.store.Delete(damaged)
	}
	return k.tidy(runs), problem
}

// decode reads a run's info. One that is damaged is made anew from the checkpoint, which has it too.
func (k *keeper) decode(r Record) (*protocol.RunInfo, error) {
	info, err := protocol.UnmarshalInfo(r.Info)
	if errors.Is(err, protocol.ErrFormat) {
		_, b, err := k.store.Read(r.ID)
		if err != nil {
			return nil, err
		}
		checkpoint, err := protocol.UnmarshalCheckpoint(b)
		if err != nil {
			return nil, err
		}
		info = &checkpoint.Info
		k.store.Update(r.ID, func([]byte) []byte { return protocol.MarshalInfo(info) }, nil)
	} else if err != nil {
		return nil, err
	}
	info.ID = r.ID
	return info, nil
}

// maxRuns is how many runs are kept.
const maxRuns = 200

// tidy forgets, of all runs, those that were deleted before this start and the oldest beyond maxRuns that are not pinned. What
// is open in some tab stays. It returns the others.
func (k *keeper) tidy(runs []protocol.RunInfo) []protocol.RunInfo {
	var forgotten []string
	for _, r := range runs {
		old := len(runs)-len(forgotten) > maxRuns && !r.Pinned
		if !(old || r.Deleted && !k.tidied) || k.claimed[r.ID] || !k.store.Claim(r.ID) {
			continue
		}
		forgotten = append(forgotten, r.ID)
	}
	k.tidied = true
	if len(forgotten) == 0 {
		return runs
	}
	err := k.store.Delete(forgotten)
	for _, id := range forgotten {
		k.store.Release(id)
	}
	if err != nil {
		return runs // they stay until the next time
	}
	return slices.DeleteFunc(runs, func(r protocol.RunInfo) bool { return slices.Contains(forgotten, r.ID) })
}

var errNotStored = errors.New("that run is not stored in this browser any more")

// change changes a stored run's info and reports the list. The present run may not be stored yet, which is no failure.
func (k *keeper) change(id string, change func(*protocol.RunInfo)) {
	found := false
	err := k.store.Update(id, func(b []byte) []byte {
		info, err := protocol.UnmarshalInfo(b)
		if err != nil {
			return nil // there is none, or the list that follows tells
		}
		found = true
		change(info)
		return protocol.MarshalInfo(info)
	}, nil)
	if err == nil && !found && id != k.present {
		err = errNotStored
	}
	k.list(err)
}

// hold claims a run that is deleted here, so that another tab that starts does not forget it while that may be taken back.
func (k *keeper) hold(id string, deleted bool) {
	if deleted {
		k.deleted[id] = true
		k.claim(id)
	} else {
		delete(k.deleted, id)
		k.release(id)
	}
}

// claim makes sure that no other tab has a run open.
func (k *keeper) claim(id string) bool {
	k.claimed[id] = k.claimed[id] || k.store.Claim(id)
	return k.claimed[id]
}

// release ends the claim on a run that is neither open nor deleted here.
func (k *keeper) release(id string) {
	if k.claimed[id] && id != k.present && !k.deleted[id] {
		delete(k.claimed, id)
		k.store.Release(id)
	}
}

// open makes a run the present one, which it has claimed, and releases the one before.
func (k *keeper) open(id string) {
	before := k.present
	k.present = id
	k.claim(id)
	k.release(before)
}

// read returns a stored run.
func (k *keeper) read(id string) (*protocol.Checkpoint, error) {
	b, checkpoint, err := k.store.Read(id)
	if err != nil {
		return nil, err
	}
	if checkpoint == nil {
		return nil, errNotStored
	}
	c, err := protocol.UnmarshalCheckpoint(checkpoint)
	if err != nil {
		return nil, err
	}
	if info, err := protocol.UnmarshalInfo(b); err == nil {
		c.Info = *info // its name may be newer
	}
	c.Info.ID = id
	return c, nil
}

// curves reports how a stored run went.
func (k *keeper) curves(id string) {
	c, err := k.read(id)
	if err != nil {
		k.send(&protocol.RunCurves{Info: protocol.RunInfo{ID: id}, Failure: err.Error(), Problem: problemOf(err)})
		return
	}
	k.send(&protocol.RunCurves{Info: c.Info, Epochs: c.Epochs})
}

// file reports a stored run as a file.
func (k *keeper) file(id string) {
	c, err := k.read(id)
	if err != nil {
		k.send(&protocol.RunFile{Info: protocol.RunInfo{ID: id}, Failure: err.Error(), Problem: problemOf(err)})
		return
	}
	k.send(&protocol.RunFile{Info: c.Info, File: protocol.MarshalRunFile(c)})
}

// A page that is loaded again may meet its own worker of before, which takes a moment to end.
const (
	patience = 10
	aLittle  = 50 * time.Millisecond
)

// newest gives use the newest stored run that no other tab has open, and that use and the checksum find nothing wrong with, and
// claims it. It returns what was wrong with others.
func (k *keeper) newest(use func(*protocol.Checkpoint) error) (problem error) {
	runs, problem := k.infos()
	for i := range runs {
		r := runs[len(runs)-1-i]
		if r.Deleted {
			continue
		}
		free := k.claim(r.ID)
		for try := 0; !free && i == 0 && try < patience; try++ {
			time.Sleep(aLittle)
			free = k.claim(r.ID)
		}
		if !free {
			continue
		}
		c, err := k.read(r.ID)
		if err == nil {
			err = use(c)
		}
		if err == nil {
			return problem
		}
		k.release(r.ID)
		if problem == nil {
			problem = err
		}
	}
	return problem
}

// keep passes a command about stored runs to the keeper. What it changes of the present run, which may not be stored yet,
// goes with its next save.
func (t *Trainer) keep(c protocol.Command) {
	k, present := t.keeper, &protocol.RunInfo{}
	if t.run != nil {
		present = &t.run.checkpoint.Info
	}
	switch c := c.(type) {
	case *protocol.ListRuns:
		k.do(func() { k.list(nil) })
	case *protocol.ReadRun:
		if c.ID == present.ID {
			t.host.Send(&protocol.RunCurves{Info: *present, Epochs: t.run.epochs})
			return
		}
		k.do(func() { k.curves(c.ID) })
	case *protocol.ReadRunFile:
		if c.ID == present.ID {
			t.save() // or else what is stored may be older than what the page shows
		}
		k.do(func() { k.file(c.ID) })
	case *protocol.NameRun:
		if len(c.Name) > protocol.MaxName {
			k.do(func() {
				k.list(errors.New("a name may have " + strconv.Itoa(protocol.MaxName) + " bytes; make it shorter"))
			})
			return
		}
		t.change(c.ID, func(r *protocol.RunInfo) { r.Name = c.Name })
	case *protocol.PinRun:
		t.change(c.ID, func(r *protocol.RunInfo) { r.Pinned = c.Pinned })
	case *protocol.DeleteRun:
		k.do(func() { k.hold(c.ID, c.Deleted) })
		t.change(c.ID, func(r *protocol.RunInfo) { r.Deleted = c.Deleted })
	}
}

// change changes what is known of a run, here and where it is stored.
func (t *Trainer) change(id string, change func(*protocol.RunInfo)) {
	if t.run != nil && t.run.id() == id {
		change(&t.run.checkpoint.Info)
	}
	t.keeper.do(func() { t.keeper.change(id, change) })
}

// Package runstore stores runs, lists them and opens them again. Storing waits for a disk, and the trainer must not wait, so that a
// Store has its own goroutine. It knows bytes, infos and checkpoints, but neither networks nor IndexedDB.
package runstore

import (
	"errors"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/internal/queue"
)

// Store is the stored runs. Each method but Loop adds a job and returns at once, unless its comment says that it waits. Loop runs
// the jobs in order. Events report the results of the jobs.
type Store struct {
	storage Storage
	send    func(protocol.Event)
	jobs    *queue.Queue[func()]

	newestMilli atomic.Int64 // of the IDs of the stored runs

	mu      sync.Mutex
	pending map[string]*Save // saves that are not begun, by the run's ID

	// The fields below are used by the jobs only.

	present string          // the run that is open here
	claimed map[string]bool // by this tab
	deleted map[string]bool // deleted here: the claim keeps other tabs from removing them while the deletion can be undone
	tidied  bool
	stored  map[string]bool // since the program began
}

// Save is a state of a run to be stored.
type Save struct {
	Run        int
	Info       protocol.RunInfo
	Checkpoint []byte
	List       bool // report the list too, because more than the run's progress has changed
}

// New returns a store that reports events by send.
func New(storage Storage, send func(protocol.Event)) *Store {
	return &Store{storage: storage, send: send, jobs: queue.New[func()](), pending: map[string]*Save{}, claimed: map[string]bool{},
		deleted: map[string]bool{}, stored: map[string]bool{}}
}

// Loop runs the jobs until Close, including those before it.
func (s *Store) Loop() {
	for job, ok := s.jobs.Wait(); ok; job, ok = s.jobs.Wait() {
		job()
	}
}

// Close ends Loop.
func (s *Store) Close() { s.jobs.Close() }

// Wait waits until the jobs before it are done.
func (s *Store) Wait() { s.await(func() {}) }

// await runs a job and waits for it.
func (s *Store) await(job func()) {
	done := make(chan struct{})
	s.jobs.Push(func() {
		defer close(done)
		job()
	})
	<-done
}

// Save stores a run and reports the result. If storing is slower than training, only the newest state of a run waits.
func (s *Store) Save(save *Save) {
	id := save.Info.ID
	s.mu.Lock()
	waiting := s.pending[id]
	if waiting != nil {
		save.List = save.List || waiting.List
	}
	s.pending[id] = save
	s.mu.Unlock()
	if waiting != nil {
		return
	}
	s.jobs.Push(func() {
		s.mu.Lock()
		save := s.pending[id]
		delete(s.pending, id)
		s.mu.Unlock()
		s.save(save)
	})
}

func (s *Store) save(save *Save) {
	err := s.storage.UpdateRun(save.Info.ID, func(b []byte) []byte {
		info := save.Info
		if old, err := protocol.UnmarshalInfo(b); err == nil { // another tab may have named it
			info.Name, info.Pinned, info.Deleted = old.Name, old.Pinned, old.Deleted
		}
		return protocol.MarshalInfo(&info)
	}, save.Checkpoint)
	s.send(Saved(save.Run, err))
	if err == nil && (save.List || !s.stored[save.Info.ID]) {
		s.stored[save.Info.ID] = true
		s.list(nil)
	}
}

// List reports the stored runs, and a problem, if it is not nil.
func (s *Store) List(problem error) { s.jobs.Push(func() { s.list(problem) }) }

func (s *Store) list(problem error) {
	runs, err := s.infos()
	if problem == nil {
		problem = err
	}
	slices.Reverse(runs)
	s.send(&protocol.Runs{Runs: runs, Failure: protocol.ErrorText(problem), Problem: ProblemOf(problem)})
}

// infos loads the list, the oldest run first. A damaged record does not hide the others. A record of which nothing can be loaded is
// deleted after it was reported.
func (s *Store) infos() (runs []protocol.RunInfo, problem error) {
	records, err := s.storage.RunInfos()
	if err != nil {
		return nil, err
	}
	var damaged []string
	for _, r := range records {
		s.newestMilli.Store(max(s.newestMilli.Load(), milliOf(r.ID)))
		info, err := s.decode(r)
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
		problem = errors.Join(ErrDamaged, errors.New("runs that had to be deleted: "+strconv.Itoa(len(damaged))))
		s.storage.DeleteRuns(damaged)
	}
	return s.tidy(runs), problem
}

// decode loads a run's info. A damaged info is restored from the checkpoint, which contains it too.
func (s *Store) decode(r Record) (*protocol.RunInfo, error) {
	info, err := protocol.UnmarshalInfo(r.Info)
	if errors.Is(err, protocol.ErrFormat) {
		_, b, err := s.storage.ReadRun(r.ID)
		if err != nil {
			return nil, err
		}
		checkpoint, err := protocol.UnmarshalCheckpoint(b)
		if err != nil {
			return nil, err
		}
		info = &checkpoint.Info
		s.storage.UpdateRun(r.ID, func([]byte) []byte { return protocol.MarshalInfo(info) }, nil)
	} else if err != nil {
		return nil, err
	}
	info.ID = r.ID
	return info, nil
}

// maxRuns is the maximum number of stored runs.
const maxRuns = 200

// tidy removes the runs that were marked as deleted before this start, and the oldest beyond maxRuns that are not pinned. Runs that
// are open in some tab stay. It returns the remaining ones.
func (s *Store) tidy(runs []protocol.RunInfo) []protocol.RunInfo {
	var doomed []string
	for _, r := range runs {
		old := len(runs)-len(doomed) > maxRuns && !r.Pinned
		if !(old || r.Deleted && !s.tidied) || s.claimed[r.ID] || !s.storage.ClaimRun(r.ID) {
			continue
		}
		doomed = append(doomed, r.ID)
	}
	s.tidied = true
	if len(doomed) == 0 {
		return runs
	}
	err := s.storage.DeleteRuns(doomed)
	for _, id := range doomed {
		s.storage.ReleaseRun(id)
	}
	if err != nil {
		return runs // they stay until the next time
	}
	return slices.DeleteFunc(runs, func(r protocol.RunInfo) bool { return slices.Contains(doomed, r.ID) })
}

// ErrDamaged is wrapped by errors about a stored run whose content is impossible.
var ErrDamaged = errors.New("the stored run is damaged")

var errNotStored = errors.New("that run is not stored in this browser any more")

// ProblemOf returns the problem to report for an error about a stored run.
func ProblemOf(err error) protocol.RunProblem {
	switch {
	case errors.Is(err, protocol.ErrNotARun):
		return protocol.NotARun
	case errors.Is(err, ErrDamaged) || errors.Is(err, protocol.ErrFormat):
		return protocol.RunDamaged
	case errors.Is(err, protocol.ErrRecordVersion):
		return protocol.RunOfOtherVersion
	case errors.Is(err, errNotStored):
		return protocol.RunGone
	}
	return protocol.StorageFailed
}

// Change changes a stored run's info and reports the list. It is no failure if the present run is not stored yet.
func (s *Store) Change(id string, change func(*protocol.RunInfo)) {
	s.jobs.Push(func() {
		found := false
		err := s.storage.UpdateRun(id, func(b []byte) []byte {
			info, err := protocol.UnmarshalInfo(b)
			if err != nil {
				return nil // there is none, or its damage is reported with the list
			}
			found = true
			change(info)
			return protocol.MarshalInfo(info)
		}, nil)
		if err == nil && !found && id != s.present {
			err = errNotStored
		}
		s.list(err)
	})
}

// Protect claims a run that is deleted here, so that another tab that starts does not remove it while the deletion can be undone.
// If deleted is false, it releases the claim.
func (s *Store) Protect(id string, deleted bool) {
	s.jobs.Push(func() {
		if deleted {
			s.deleted[id] = true
			s.claim(id)
		} else {
			delete(s.deleted, id)
			s.release(id)
		}
	})
}

// claim prevents other tabs from opening a run. It returns false if another tab has claimed it.
func (s *Store) claim(id string) bool {
	s.claimed[id] = s.claimed[id] || s.storage.ClaimRun(id)
	return s.claimed[id]
}

// release ends the claim on a run that is neither open nor deleted here.
func (s *Store) release(id string) {
	if s.claimed[id] && id != s.present && !s.deleted[id] {
		delete(s.claimed, id)
		s.storage.ReleaseRun(id)
	}
}

// SetPresent makes a run the present one, claims it, and releases the one before.
func (s *Store) SetPresent(id string) {
	s.jobs.Push(func() {
		before := s.present
		s.present = id
		s.claim(id)
		s.release(before)
	})
}

// load returns a stored run.
func (s *Store) load(id string) (*protocol.Checkpoint, error) {
	b, checkpoint, err := s.storage.ReadRun(id)
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

// Curves reports the curves of a stored run.
func (s *Store) Curves(id string) {
	s.jobs.Push(func() {
		c, err := s.load(id)
		if err != nil {
			s.send(&protocol.RunCurves{Info: protocol.RunInfo{ID: id}, Failure: err.Error(), Problem: ProblemOf(err)})
			return
		}
		s.send(&protocol.RunCurves{Info: c.Info, Epochs: c.Epochs})
	})
}

// Read calls use with a stored run, or with the reason why it cannot be loaded.
func (s *Store) Read(id string, use func(*protocol.Checkpoint, error)) {
	s.jobs.Push(func() { use(s.load(id)) })
}

// File reports a stored run as a file.
func (s *Store) File(id string) {
	s.jobs.Push(func() {
		c, err := s.load(id)
		if err != nil {
			s.send(&protocol.RunFile{Info: protocol.RunInfo{ID: id}, Failure: err.Error(), Problem: ProblemOf(err)})
			return
		}
		s.send(&protocol.RunFile{Info: c.Info, File: protocol.MarshalRunFile(c)})
	})
}

// Open calls use with a stored run, which it has claimed; ours is false if another tab has claimed it. It waits for the result, and
// returns the error.
func (s *Store) Open(id string, use func(c *protocol.Checkpoint, ours bool) error) (err error) {
	s.await(func() {
		var c *protocol.Checkpoint
		if c, err = s.load(id); err != nil {
			return
		}
		if err = use(c, s.claim(id)); err != nil {
			s.release(id)
		}
	})
	return err
}

// A reloaded page may find its own previous worker, which takes a moment to end.
const (
	claimTries    = 10
	betweenClaims = 50 * time.Millisecond
)

// OpenNewest claims the newest stored run that no other tab has open and that is not damaged, and calls use with it; if use returns
// an error, it tries the next run. It waits for the result, and returns the problem of the runs that could not be opened.
func (s *Store) OpenNewest(use func(*protocol.Checkpoint) error) (problem error) {
	s.await(func() { problem = s.openNewest(use) })
	return problem
}

func (s *Store) openNewest(use func(*protocol.Checkpoint) error) (problem error) {
	runs, problem := s.infos()
	for i := range runs {
		r := runs[len(runs)-1-i]
		if r.Deleted {
			continue
		}
		free := s.claim(r.ID)
		for try := 0; !free && i == 0 && try < claimTries; try++ {
			time.Sleep(betweenClaims)
			free = s.claim(r.ID)
		}
		if !free {
			continue
		}
		c, err := s.load(r.ID)
		if err == nil {
			err = use(c)
		}
		if err == nil {
			return problem
		}
		s.release(r.ID)
		if problem == nil {
			problem = err
		}
	}
	return problem
}

package runstore

import (
	"errors"

	"digitlab/wasm/protocol"
)

// Storage stores runs beyond the life of the program: for each ID the bytes of an info and of a checkpoint. Its methods block until
// they are done, and are called by one goroutine at a time. Where the page has a text for an error, it wraps one of those below.
type Storage interface {
	// RunInfos returns the infos of all runs, in the order of their IDs.
	RunInfos() ([]Record, error)
	// ReadRun returns the stored bytes of a run; nil for what is missing.
	ReadRun(id string) (info, checkpoint []byte, err error)
	// UpdateRun replaces a run's info by the result of change, which gets nil if there is none, and stores the checkpoint, unless
	// that is nil. It stores both or neither, and they are on the disk when it returns. If change returns nil, nothing is stored.
	UpdateRun(id string, change func(info []byte) []byte, checkpoint []byte) error
	// DeleteRuns deletes runs. Missing runs are no error.
	DeleteRuns(ids []string) error
	// ClaimRun prevents other tabs from opening this run. It returns false if another tab has claimed it.
	ClaimRun(id string) bool
	// ReleaseRun ends a claim.
	ReleaseRun(id string)
}

// Record is the stored info of a run.
type Record struct {
	ID   string
	Info []byte
}

// Errors of a storage.
var (
	ErrNoStorage = errors.New("this browser has no IndexedDB; nothing is stored")
	ErrBlocked   = errors.New("an older version of this page is open in another tab and holds the storage; close it")
	ErrSilent    = errors.New("the browser's storage does not answer; nothing is stored until it does")
	ErrFull      = errors.New("the browser's storage is full (QuotaExceededError); delete stored runs to make room")
)

// Saved returns the event about a run that was stored, or that was not because of an error.
func Saved(run int, err error) *protocol.Saved {
	saved := &protocol.Saved{Run: run}
	switch {
	case errors.Is(err, ErrNoStorage):
		saved.Problem = protocol.NoStorage
	case errors.Is(err, ErrBlocked):
		saved.Problem = protocol.StorageBlocked
	case errors.Is(err, ErrSilent):
		saved.Problem = protocol.StorageSilent
	case errors.Is(err, ErrFull):
		saved.Problem = protocol.StorageFull
	case err != nil:
		saved.Problem = protocol.StorageBroken
	}
	return saved
}

package runstore

// Storage has runs beyond the life of the program: for each ID the bytes of an info and of a checkpoint. Its methods wait until it
// is done, and are called by one goroutine at a time.
type Storage interface {
	// RunInfos returns the infos of all runs, in the order of their IDs.
	RunInfos() ([]Record, error)
	// ReadRun returns what there is of a run; nil for what there is not.
	ReadRun(id string) (info, checkpoint []byte, err error)
	// UpdateRun stores what change makes of a run's info, nil if there is none, and with it the checkpoint, unless that is nil:
	// both or neither, and on the disk when it returns. A nil from change leaves all as it is.
	UpdateRun(id string, change func(info []byte) []byte, checkpoint []byte) error
	// DeleteRuns deletes runs; one that is not there is no error.
	DeleteRuns(ids []string) error
	// ClaimRun makes sure that nobody else has this run open, in another tab above all; it returns false if somebody has.
	ClaimRun(id string) bool
	// ReleaseRun ends a claim.
	ReleaseRun(id string)
}

// Record is the info of a run as it is stored.
type Record struct {
	ID   string
	Info []byte
}

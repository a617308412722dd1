package trainer

// Store keeps runs beyond the life of the program: for each ID the bytes of an info and of a checkpoint. Its methods wait until it
// is done, and are called by one goroutine at a time.
type Store interface {
	// Infos returns the infos of all runs, in the order of their IDs.
	Infos() ([]Record, error)
	// Read returns what there is of a run; nil for what there is not.
	Read(id string) (info, checkpoint []byte, err error)
	// Update stores what change makes of a run's info, nil if there is none, and with it the checkpoint, unless that is nil:
	// both or neither, and on the disk when it returns. A nil from change leaves all as it is.
	Update(id string, change func(info []byte) []byte, checkpoint []byte) error
	// Delete forgets runs; one that is not there is no error.
	Delete(ids []string) error
	// Claim makes sure that nobody else has this run open, in another tab above all; it returns false if somebody has.
	Claim(id string) bool
	// Release ends a claim.
	Release(id string)
}

// Record is the info of a run as it is stored.
type Record struct {
	ID   string
	Info []byte
}

package protocol

// OpenRun is Restore with a stored run. A run that another tab is training is opened as a copy.
type OpenRun struct {
	Run int
	ID  string
}

func (*OpenRun) command() byte { return 10 }

func (m *OpenRun) fields(c *codec) { c.int(&m.Run); c.string(&m.ID) }

// OpenRunFile is OpenRun with a file that ReadRunFile made; the new run is a copy. If the file cannot be loaded, RunFile reports
// why, and the present run goes on.
type OpenRunFile struct {
	Run  int
	File []byte
}

func (*OpenRunFile) command() byte { return 23 }

func (m *OpenRunFile) fields(c *codec) { c.int(&m.Run); c.bytes(&m.File) }

// ReadRunFile requests a stored run as a file. RunFile answers it.
type ReadRunFile struct{ ID string }

func (*ReadRunFile) command() byte { return 24 }

func (m *ReadRunFile) fields(c *codec) { c.string(&m.ID) }

// ListRuns requests the list of the runs that are stored in this browser. Runs answers it, and every change of the list.
type ListRuns struct{}

func (*ListRuns) command() byte { return 11 }

func (m *ListRuns) fields(*codec) {}

// ReadRun requests the curves of a stored run, for comparison.
type ReadRun struct{ ID string }

func (*ReadRun) command() byte { return 12 }

func (m *ReadRun) fields(c *codec) { c.string(&m.ID) }

// NameRun gives a stored run a name of at most MaxName bytes; "" removes the name.
type NameRun struct{ ID, Name string }

func (*NameRun) command() byte { return 13 }

func (m *NameRun) fields(c *codec) { c.string(&m.ID); c.string(&m.Name) }

// PinRun protects a stored run from being deleted for its age.
type PinRun struct {
	ID     string
	Pinned bool
}

func (*PinRun) command() byte { return 14 }

func (m *PinRun) fields(c *codec) { c.string(&m.ID); c.bool(&m.Pinned) }

// DeleteRun marks a stored run as deleted, or undoes that. Marked runs are removed at the next start.
type DeleteRun struct {
	ID      string
	Deleted bool
}

func (*DeleteRun) command() byte { return 15 }

func (m *DeleteRun) fields(c *codec) { c.string(&m.ID); c.bool(&m.Deleted) }

// Saved reports that the run's state is stored in the browser, or why it is not.
type Saved struct {
	Run     int
	Problem StorageProblem
}

func (*Saved) event() byte { return 7 }

func (m *Saved) fields(c *codec) { c.int(&m.Run); c.uint8((*uint8)(&m.Problem)) }

// StorageProblem is the reason why a run is not stored. The page has a text for each.
type StorageProblem uint8

const (
	NoStorageProblem StorageProblem = iota
	NoStorage                       // the browser has none
	StorageBlocked                  // another tab has an older version of the page, which holds the storage
	StorageSilent                   // it does not answer
	StorageFull
	StorageBroken // it failed for another reason, or the browser denies it

	StorageProblems // number of problems
)

// Unopened reports that a stored run could not be opened, and that the run goes on, or begins, in its place.
type Unopened struct {
	Run     int
	Problem RunProblem
}

func (*Unopened) event() byte { return 19 }

func (m *Unopened) fields(c *codec) { c.int(&m.Run); c.uint8((*uint8)(&m.Problem)) }

// RunProblem is a kind of failure with a stored run. The page has a text for each.
type RunProblem uint8

const (
	StorageFailed     RunProblem = iota // the browser's storage failed
	RunDamaged                          // the stored bytes are damaged, or not a run
	RunOfOtherVersion                   // another version of the page has stored it
	RunGone                             // it is no longer stored
	NotARun                             // a file that is not a run's at all
	RunLacksData                        // its data set is not here

	RunProblems // number of problems
)

// Runs is the list of the stored runs, the newest first. It includes those marked as deleted.
type Runs struct {
	Runs    []RunInfo
	Failure string     // why the list or the requested change failed; in English
	Problem RunProblem // the kind of failure
}

func (*Runs) event() byte { return 11 }

func (m *Runs) fields(c *codec) {
	list(c, &m.Runs, 60, func(r *RunInfo) { r.fields(c) })
	c.string(&m.Failure)
	c.uint8((*uint8)(&m.Problem))
}

// RunCurves answers ReadRun.
type RunCurves struct {
	Info    RunInfo
	Epochs  []Epoch
	Failure string // why it cannot be loaded; in English
	Problem RunProblem
}

func (*RunCurves) event() byte { return 12 }

func (m *RunCurves) fields(c *codec) {
	m.Info.fields(c)
	list(c, &m.Epochs, 36, func(e *Epoch) { e.fields(c) })
	c.string(&m.Failure)
	c.uint8((*uint8)(&m.Problem))
}

// RunFile answers ReadRunFile, and OpenRunFile when that fails.
type RunFile struct {
	Info    RunInfo
	File    []byte
	Failure string // why it cannot be loaded; in English
	Problem RunProblem
}

func (*RunFile) event() byte { return 18 }

func (m *RunFile) fields(c *codec) {
	m.Info.fields(c)
	c.bytes(&m.File)
	c.string(&m.Failure)
	c.uint8((*uint8)(&m.Problem))
}

package protocol

// Command is what the page asks of the trainer.
type Command interface {
	message
	command()
}

// Build makes a new, untrained network from settings and ends any run before it. Run is the number of the new run.
type Build struct {
	Run      int
	Settings Settings
}

// Restore is Build with the state of the last saved run, if there is one; else it does what Build does.
type Restore struct {
	Run      int
	Settings Settings
}

// OpenRun is Restore with the stored run of that ID. One that another tab is training is opened as a copy.
type OpenRun struct {
	Run int
	ID  string
}

// OpenRunFile is OpenRun with a run from a file that ReadRunFile made; what begins is a copy. When the file cannot be read,
// RunFile says why and the present run goes on.
type OpenRunFile struct {
	Run  int
	File []byte
}

// ReadRunFile asks for a stored run as a file. RunFile answers it.
type ReadRunFile struct{ ID string }

// ListRuns asks for the runs that are stored in this browser. Runs answers it, and every change of the list.
type ListRuns struct{}

// ReadRun asks for the curves of a stored run, to be compared with.
type ReadRun struct{ ID string }

// NameRun gives a stored run a name of at most MaxName bytes, or takes it away.
type NameRun struct{ ID, Name string }

// PinRun keeps a stored run when old ones are forgotten.
type PinRun struct {
	ID     string
	Pinned bool
}

// DeleteRun hides a stored run, which is forgotten at the next start, or takes that back.
type DeleteRun struct {
	ID      string
	Deleted bool
}

// Trial trains Members networks from the settings, with their seed and those after it, and reports how the mean of their
// probabilities does on the test digits. It has nothing to do with the present run and stores nothing. A worker without
// a run does one at a time: the next Trial ends it, without a word, and with Members 0 begins none.
type Trial struct {
	ID       int
	Settings Settings
	Members  int
}

// MaxMembers is how many networks a trial may have.
const MaxMembers = 20

// Train starts the run, or resumes it after a pause.
type Train struct{ Run int }

// Pause stops the run between two steps; Train goes on from there.
type Pause struct{ Run int }

// StepEpoch trains to the end of the current epoch and pauses.
type StepEpoch struct{ Run int }

// SetLearningRate takes effect from the next step on; a Status event reports the rate in force.
type SetLearningRate struct {
	Run  int
	Rate float32
}

// SetPace takes effect at once.
type SetPace struct{ Pace Pace }

// Ping is answered by Pong. A worker that was terminated sends no event at all: silence is the only sign.
type Ping struct{ ID int }

func (*Build) command()   {}
func (*Restore) command() {}
func (*Train) command()   {}
func (*Pause) command()   {}

// Help comes to a worker from another: it computes micro-batches of the other's run, Count of them from First on, counted from 0.
type Help struct {
	Settings     Settings
	First, Count int
}

func (*StepEpoch) command()       {}
func (*SetLearningRate) command() {}
func (*SetPace) command()         {}
func (*Predict) command()         {}
func (*Ping) command()            {}
func (*OpenRun) command()         {}
func (*ListRuns) command()        {}
func (*ReadRun) command()         {}
func (*NameRun) command()         {}
func (*PinRun) command()          {}
func (*DeleteRun) command()       {}
func (*Trial) command()           {}
func (*OpenRunFile) command()     {}
func (*ReadRunFile) command()     {}
func (*FetchData) command()       {}
func (*RemoveData) command()      {}
func (*OpenData) command()        {}
func (*SetSample) command()       {}
func (*DropSample) command()      {}
func (*FineTune) command()        {}
func (*Help) command()            {}

func (*Build) kind() byte           { return 1 }
func (*Restore) kind() byte         { return 2 }
func (*Train) kind() byte           { return 3 }
func (*Pause) kind() byte           { return 4 }
func (*StepEpoch) kind() byte       { return 5 }
func (*SetLearningRate) kind() byte { return 6 }
func (*SetPace) kind() byte         { return 7 }
func (*Predict) kind() byte         { return 8 }
func (*Ping) kind() byte            { return 9 }
func (*OpenRun) kind() byte         { return 10 }
func (*ListRuns) kind() byte        { return 11 }
func (*ReadRun) kind() byte         { return 12 }
func (*NameRun) kind() byte         { return 13 }
func (*PinRun) kind() byte          { return 14 }
func (*DeleteRun) kind() byte       { return 15 }
func (*Trial) kind() byte           { return 16 }
func (*FetchData) kind() byte       { return 17 }
func (*RemoveData) kind() byte      { return 18 }
func (*OpenData) kind() byte        { return 19 }
func (*SetSample) kind() byte       { return 20 }
func (*DropSample) kind() byte      { return 21 }
func (*FineTune) kind() byte        { return 22 }
func (*OpenRunFile) kind() byte     { return 23 }
func (*ReadRunFile) kind() byte     { return 24 }
func (*Help) kind() byte            { return 25 }

// MarshalCommand returns the bytes of a command.
func MarshalCommand(m Command) []byte { return marshal(Version, m) }

// UnmarshalCommand reads the bytes of a command; its errors wrap ErrFormat.
func UnmarshalCommand(b []byte) (Command, error) {
	m, err := unmarshal(b, blankCommand)
	if err != nil {
		return nil, err
	}
	return m.(Command), nil
}

// Commands returns a blank one of each command.
func Commands() []Command {
	return []Command{&Build{}, &Restore{}, &Train{}, &Pause{}, &StepEpoch{}, &SetLearningRate{}, &SetPace{},
		&Predict{}, &Ping{}, &OpenRun{}, &ListRuns{}, &ReadRun{}, &NameRun{}, &PinRun{}, &DeleteRun{}, &Trial{},
		&FetchData{}, &RemoveData{}, &OpenData{}, &SetSample{}, &DropSample{}, &FineTune{}, &OpenRunFile{}, &ReadRunFile{}, &Help{}}
}

func blankCommand(kind byte) message {
	for _, m := range Commands() {
		if m.kind() == kind {
			return m
		}
	}
	return nil
}

func (m *Build) fields(c *codec) { c.int(&m.Run); m.Settings.fields(c) }

func (m *Restore) fields(c *codec) { c.int(&m.Run); m.Settings.fields(c) }

func (m *Train) fields(c *codec) { c.int(&m.Run) }

func (m *Pause) fields(c *codec) { c.int(&m.Run) }

func (m *StepEpoch) fields(c *codec) { c.int(&m.Run) }

func (m *SetLearningRate) fields(c *codec) { c.int(&m.Run); c.float32(&m.Rate) }

func (m *SetPace) fields(c *codec) { c.uint8((*uint8)(&m.Pace)) }

func (m *Ping) fields(c *codec) { c.int(&m.ID) }

func (m *OpenRun) fields(c *codec) { c.int(&m.Run); c.string(&m.ID) }

func (m *OpenRunFile) fields(c *codec) { c.int(&m.Run); c.bytes(&m.File) }

func (m *ReadRunFile) fields(c *codec) { c.string(&m.ID) }

func (m *ListRuns) fields(*codec) {}

func (m *ReadRun) fields(c *codec) { c.string(&m.ID) }

func (m *NameRun) fields(c *codec) { c.string(&m.ID); c.string(&m.Name) }

func (m *PinRun) fields(c *codec) { c.string(&m.ID); c.bool(&m.Pinned) }

func (m *DeleteRun) fields(c *codec) { c.string(&m.ID); c.bool(&m.Deleted) }

func (m *Help) fields(c *codec) { m.Settings.fields(c); c.int(&m.First); c.int(&m.Count) }

func (m *Trial) fields(c *codec) { c.int(&m.ID); m.Settings.fields(c); c.int(&m.Members) }

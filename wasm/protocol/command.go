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

// Predict asks for the reading of a drawing. The trainer keeps the drawing and reads it again as training goes on,
// until the next Predict; one without ink ends that.
type Predict struct {
	ID            int // returned by the answer
	Width, Height int
	Ink           []byte // Width × Height coverages, row by row, 0 paper to 255 ink
}

// Ping is answered by Pong. A worker that was terminated sends no event at all: silence is the only sign.
type Ping struct{ ID int }

func (*Build) command()           {}
func (*Restore) command()         {}
func (*Train) command()           {}
func (*Pause) command()           {}
func (*StepEpoch) command()       {}
func (*SetLearningRate) command() {}
func (*SetPace) command()         {}
func (*Predict) command()         {}
func (*Ping) command()            {}

func (*Build) kind() byte           { return 1 }
func (*Restore) kind() byte         { return 2 }
func (*Train) kind() byte           { return 3 }
func (*Pause) kind() byte           { return 4 }
func (*StepEpoch) kind() byte       { return 5 }
func (*SetLearningRate) kind() byte { return 6 }
func (*SetPace) kind() byte         { return 7 }
func (*Predict) kind() byte         { return 8 }
func (*Ping) kind() byte            { return 9 }

// MarshalCommand returns the bytes of a command.
func MarshalCommand(m Command) []byte { return marshal(m) }

// UnmarshalCommand reads the bytes of a command; its errors wrap ErrFormat.
func UnmarshalCommand(b []byte) (Command, error) {
	m, err := unmarshal(b, blankCommand)
	if err != nil {
		return nil, err
	}
	return m.(Command), nil
}

func blankCommand(kind byte) message {
	for _, m := range []message{&Build{}, &Restore{}, &Train{}, &Pause{}, &StepEpoch{}, &SetLearningRate{}, &SetPace{},
		&Predict{}, &Ping{}} {
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

func (m *Predict) fields(c *codec) {
	c.int(&m.ID)
	c.int(&m.Width)
	c.int(&m.Height)
	c.bytes(&m.Ink)
}

func (m *Ping) fields(c *codec) { c.int(&m.ID) }

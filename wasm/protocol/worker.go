package protocol

// Ping is answered by Pong. A worker that was terminated sends no event at all: silence is the only sign.
type Ping struct{ ID int }

func (*Ping) command() byte { return 9 }

func (m *Ping) fields(c *codec) { c.int(&m.ID) }

// Pong answers Ping.
type Pong struct{ ID int }

func (*Pong) event() byte { return 9 }

func (m *Pong) fields(c *codec) { c.int(&m.ID) }

// Ready is the first event: the digits are loaded and the trainer takes commands. Where they cannot be, Failed comes instead.
type Ready struct {
	Images       int    // number of digits
	Sample       []byte // the first test digits, 64 bytes each (8×8, row by row), 0..16
	SampleLabels []byte // and which digit each is
}

func (*Ready) event() byte { return 1 }

func (m *Ready) fields(c *codec) {
	c.int(&m.Images)
	c.bytes(&m.Sample)
	c.bytes(&m.SampleLabels)
}

// Failed reports that the trainer cannot go on until it is restarted or, for Diverged, reset.
type Failed struct {
	Run    int
	Reason Reason
	Detail string // for the person who looks closer; in English
}

func (*Failed) event() byte { return 2 }

func (m *Failed) fields(c *codec) {
	c.int(&m.Run)
	c.uint8((*uint8)(&m.Reason))
	c.string(&m.Detail)
}

// Reason is why the trainer failed; the page has a text for each.
type Reason uint8

const (
	WorkerStopped  Reason = iota // the worker ended, trapped, or fell silent
	DataMissing                  // the data could not be fetched
	DataAltered                  // the data is not the file it should be
	Diverged                     // the loss is no longer a number
	Unsupported                  // no WebAssembly, or none with what the trainer needs
	ProgramAltered               // the trainer's program is not the one that the page was made with, and was not run

	Reasons // how many there are
)

// Help comes to a helper from the worker that spawned it: it computes Count micro-batches of that one's run, from First on, counted
// from 0.
type Help struct {
	Settings     Settings
	First, Count int
}

func (*Help) command() byte { return 25 }

func (m *Help) fields(c *codec) { m.Settings.fields(c); c.int(&m.First); c.int(&m.Count) }

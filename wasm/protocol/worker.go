package protocol

// Ping is answered by Pong. A worker that was terminated sends no event at all: its silence is the only sign.
type Ping struct{ ID int }

func (*Ping) command() byte { return 9 }

func (m *Ping) fields(c *codec) { c.int(&m.ID) }

// Pong answers Ping.
type Pong struct{ ID int }

func (*Pong) event() byte { return 9 }

func (m *Pong) fields(c *codec) { c.int(&m.ID) }

// WarmUp asks the trainer to train a small network with the present one's layers for a moment and to forget it: a browser compiles a program's
// functions well only after they have run for some time. Any command about a run ends it, and so does AllowWarmUp. It is not answered, and
// does nothing where AllowWarmUp has not allowed it.
type WarmUp struct{ Run int }

func (*WarmUp) command() byte { return 37 }

func (m *WarmUp) fields(c *codec) { c.int(&m.Run) }

// AllowWarmUp tells the trainer whether it may warm up, also before a trial, and whether helpers may: while the page is seen, by a person
// who does not ask to save data. Before the first one it may not.
type AllowWarmUp struct{ Allowed bool }

func (*AllowWarmUp) command() byte { return 52 }

func (m *AllowWarmUp) fields(c *codec) { c.bool(&m.Allowed) }

// Ready is the first event: the digits are loaded, and the trainer accepts commands. If they cannot be loaded, Failed is sent
// instead.
type Ready struct {
	Images       int    // number of digits
	Sample       []byte // the first test digits, 64 bytes each (8×8, row by row), 0..16
	SampleLabels []byte // the digit of each
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
	Detail string // details for experts; in English
}

func (*Failed) event() byte { return 2 }

func (m *Failed) fields(c *codec) {
	c.int(&m.Run)
	c.uint8((*uint8)(&m.Reason))
	c.string(&m.Detail)
}

// Reason is the reason why the trainer failed. The page has a text for each.
type Reason uint8

const (
	WorkerStopped  Reason = iota // the worker ended, trapped, or stopped answering
	DataMissing                  // the data could not be fetched
	DataAltered                  // the data file has a wrong checksum
	Diverged                     // the loss is NaN or infinite
	Unsupported                  // no WebAssembly, or without what the trainer needs
	ProgramAltered               // the trainer's program has a wrong checksum and was not run

	Reasons // number of reasons
)

// Help is the first message to a helper, from the worker that spawned it: the helper computes Count micro-batches of that worker's
// run, beginning with number First, counted from 0.
type Help struct {
	Settings     Settings
	First, Count int
	WarmUp       bool // before it reports that it is ready
}

func (*Help) command() byte { return 25 }

func (m *Help) fields(c *codec) {
	m.Settings.fields(c)
	c.int(&m.First)
	c.int(&m.Count)
	c.bool(&m.WarmUp)
}

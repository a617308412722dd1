package protocol

// Event is what the trainer reports to the page.
type Event interface {
	message
	event()
}

// Ready says that the data is decoded and the trainer takes commands. Before it come only Loading events.
type Ready struct {
	Images       int    // number of digits
	Sample       []byte // the first test digits, 64 bytes each (8×8, row by row), 0..16
	SampleLabels []byte // and which digit each is
}

// Failed says what went wrong and that the trainer cannot go on until it is restarted or, for Diverged, reset.
type Failed struct {
	Run    int
	Reason Reason
	Detail string // for the person who looks closer; in English
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

// Built describes the network of a run, untrained or restored.
type Built struct {
	Run      int
	ID       string // by which it is stored
	Settings Settings
	Layers   []LayerInfo

	Fit, Validation, Test int // numbers of digits, as the settings split them

	Sample []byte // the first test digits, Side × Side bytes each, row by row, 0..Most of the data set

	Restored bool // its weights came from the last saved run; Progress and Status follow
	Taught   int  // samples of the person's own writing that it was taught
}

// Phase is what a run is doing.
type Phase uint8

const (
	Idle    Phase = iota // built, no step taken
	Running              // training
	Paused               // between two steps, may go on
	Done                 // all epochs trained
)

// Status reports the state in force, after each command that changes it and whenever it changes by itself.
type Status struct {
	Run          int
	Phase        Phase
	Pace         Pace
	LearningRate float32
	Workers      int // that compute the run's steps: 1, or more while it is long
}

// Progress reports where a run is, at most once in a frame of the screen.
type Progress struct {
	Run         int
	Epoch       int     // the one in progress, from 1; after the last, the number of epochs
	Step, Steps int     // of that epoch
	Elapsed     float64 // seconds spent training, pauses left out
	Remaining   float64 // seconds, an estimate at the present pace; below 0 when there is none yet
	Ended       []Epoch // those that ended since the last Progress
}

// Epoch is one point of the curves.
type Epoch struct {
	Number                             int     // from 1
	Loss, Accuracy                     float32 // running over the epoch, as Keras prints them; accuracy 0..1
	ValidationLoss, ValidationAccuracy float32
	LearningRate                       float32
	Elapsed                            float64 // seconds spent training until its end
}

// Tested is the result of a finished run on the test digits.
type Tested struct {
	Run            int
	Loss, Accuracy float32 // accuracy 0..1
	Elapsed        float64 // seconds spent training
}

// Saved says that the run's state is stored in the browser, and Failure, if not empty, why it is not.
type Saved struct {
	Run     int
	Failure string
}

// Unopened says that a stored run could not be opened, and that the run goes on, or begins, in its place.
type Unopened struct {
	Run     int
	Problem RunProblem
}

// Pong answers Ping.
type Pong struct{ ID int }

// Results follows Tested: how each test digit was read.
type Results struct {
	Run        int
	Labels     []byte    // which digit each is
	Predicted  []byte    // and which it was read as
	Confidence []float32 // the share of that reading, 0..1

	Pictured []int  // the digits whose picture is sent, rising: MaxPictured of each label that is read as another, and of each that is read right
	Pictures []byte // Side × Side bytes each, row by row, 0..Most of the data set
}

// MaxPictured is of how many digits that are read alike the page gets the picture. All 10,000 of MNIST would be 8 MB.
const MaxPictured = 100

// Runs is the list of the stored runs, the newest first, those marked as deleted among them.
type Runs struct {
	Runs    []RunInfo
	Failure string     // why the list, or the change that was asked for, could not be had; in English
	Problem RunProblem // what kind of failure that is
}

// RunCurves answers ReadRun.
type RunCurves struct {
	Info    RunInfo
	Epochs  []Epoch
	Failure string // why it cannot be read; in English
	Problem RunProblem
}

// RunFile answers ReadRunFile, and OpenRunFile when that fails.
type RunFile struct {
	Info    RunInfo
	File    []byte
	Failure string // why it cannot be read; in English
	Problem RunProblem
}

// TrialProgress says how far a trial is, 0..1, at most a few times a second.
type TrialProgress struct {
	ID   int
	Done float64
}

// TrialDone is the result of a trial on the test digits.
type TrialDone struct {
	ID             int
	Loss, Accuracy float32 // the loss without what L2 and label smoothing add to it
	Elapsed        float64 // seconds
	Failure        string  // why there is none
}

func (*Ready) event()          {}
func (*Failed) event()         {}
func (*Built) event()          {}
func (*Status) event()         {}
func (*Progress) event()       {}
func (*Tested) event()         {}
func (*Saved) event()          {}
func (*Prediction) event()     {}
func (*Pong) event()           {}
func (*Results) event()        {}
func (*Runs) event()           {}
func (*RunCurves) event()      {}
func (*TrialProgress) event()  {}
func (*TrialDone) event()      {}
func (*DataState) event()      {}
func (*SampleReadings) event() {}
func (*Taught) event()         {}
func (*RunFile) event()        {}
func (*Unopened) event()       {}

func (*Ready) kind() byte          { return 1 }
func (*Failed) kind() byte         { return 2 }
func (*Built) kind() byte          { return 3 }
func (*Status) kind() byte         { return 4 }
func (*Progress) kind() byte       { return 5 }
func (*Tested) kind() byte         { return 6 }
func (*Saved) kind() byte          { return 7 }
func (*Prediction) kind() byte     { return 8 }
func (*Pong) kind() byte           { return 9 }
func (*Results) kind() byte        { return 10 }
func (*Runs) kind() byte           { return 11 }
func (*RunCurves) kind() byte      { return 12 }
func (*TrialProgress) kind() byte  { return 13 }
func (*TrialDone) kind() byte      { return 14 }
func (*DataState) kind() byte      { return 15 }
func (*SampleReadings) kind() byte { return 16 }
func (*Taught) kind() byte         { return 17 }
func (*RunFile) kind() byte        { return 18 }
func (*Unopened) kind() byte       { return 19 }

// MarshalEvent returns the bytes of an event.
func MarshalEvent(m Event) []byte { return marshal(Version, m) }

// UnmarshalEvent reads the bytes of an event; its errors wrap ErrFormat.
func UnmarshalEvent(b []byte) (Event, error) {
	m, err := unmarshal(b, blankEvent)
	if err != nil {
		return nil, err
	}
	return m.(Event), nil
}

func blankEvent(kind byte) message {
	switch kind { // what comes many times a second, without making all the others
	case (*Progress)(nil).kind():
		return &Progress{}
	case (*Prediction)(nil).kind():
		return &Prediction{}
	}
	for _, m := range []message{&Ready{}, &Failed{}, &Built{}, &Status{}, &Progress{}, &Tested{}, &Saved{}, &Prediction{},
		&Pong{}, &Results{}, &Runs{}, &RunCurves{}, &TrialProgress{}, &TrialDone{}, &DataState{}, &SampleReadings{}, &Taught{}, &RunFile{}, &Unopened{}} {
		if m.kind() == kind {
			return m
		}
	}
	return nil
}

func (m *Ready) fields(c *codec) {
	c.int(&m.Images)
	c.bytes(&m.Sample)
	c.bytes(&m.SampleLabels)
}

func (m *Failed) fields(c *codec) {
	c.int(&m.Run)
	c.uint8((*uint8)(&m.Reason))
	c.string(&m.Detail)
}

func (m *Built) fields(c *codec) {
	c.int(&m.Run)
	c.string(&m.ID)
	m.Settings.fields(c)
	c.int(&m.Fit)
	c.int(&m.Validation)
	c.int(&m.Test)
	c.bytes(&m.Sample)
	list(c, &m.Layers, 16, func(l *LayerInfo) {
		c.string(&l.Name)
		c.ints(&l.Output)
		c.int(&l.Params)
	})
	c.bool(&m.Restored)
	c.int(&m.Taught)
}

func (m *Status) fields(c *codec) {
	c.int(&m.Run)
	c.uint8((*uint8)(&m.Phase))
	c.uint8((*uint8)(&m.Pace))
	c.float32(&m.LearningRate)
	c.int(&m.Workers)
}

func (m *Progress) fields(c *codec) {
	c.int(&m.Run)
	c.int(&m.Epoch)
	c.int(&m.Step)
	c.int(&m.Steps)
	c.float64(&m.Elapsed)
	c.float64(&m.Remaining)
	list(c, &m.Ended, 36, func(e *Epoch) { e.fields(c) })
}

func (m *Tested) fields(c *codec) {
	c.int(&m.Run)
	c.float32(&m.Loss)
	c.float32(&m.Accuracy)
	c.float64(&m.Elapsed)
}

func (m *Saved) fields(c *codec) { c.int(&m.Run); c.string(&m.Failure) }

func (m *Unopened) fields(c *codec) { c.int(&m.Run); c.uint8((*uint8)(&m.Problem)) }

func (m *Pong) fields(c *codec) { c.int(&m.ID) }

func (e *Epoch) fields(c *codec) {
	c.int(&e.Number)
	c.float32(&e.Loss)
	c.float32(&e.Accuracy)
	c.float32(&e.ValidationLoss)
	c.float32(&e.ValidationAccuracy)
	c.float32(&e.LearningRate)
	c.float64(&e.Elapsed)
}

func (m *Results) fields(c *codec) {
	c.int(&m.Run)
	c.bytes(&m.Labels)
	c.bytes(&m.Predicted)
	c.float32s(&m.Confidence)
	c.ints(&m.Pictured)
	c.bytes(&m.Pictures)
}

func (m *Runs) fields(c *codec) {
	list(c, &m.Runs, 60, func(r *RunInfo) { r.fields(c) })
	c.string(&m.Failure)
	c.uint8((*uint8)(&m.Problem))
}

func (m *RunCurves) fields(c *codec) {
	m.Info.fields(c)
	list(c, &m.Epochs, 36, func(e *Epoch) { e.fields(c) })
	c.string(&m.Failure)
	c.uint8((*uint8)(&m.Problem))
}

func (m *RunFile) fields(c *codec) {
	m.Info.fields(c)
	c.bytes(&m.File)
	c.string(&m.Failure)
	c.uint8((*uint8)(&m.Problem))
}

func (m *TrialProgress) fields(c *codec) { c.int(&m.ID); c.float64(&m.Done) }

func (m *TrialDone) fields(c *codec) {
	c.int(&m.ID)
	c.float32(&m.Loss)
	c.float32(&m.Accuracy)
	c.float64(&m.Elapsed)
	c.string(&m.Failure)
}

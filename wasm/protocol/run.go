package protocol

// Build makes a new, untrained network from settings and ends any run before it. Run is the number of the new run.
type Build struct {
	Run      int
	Settings Settings
}

func (*Build) command() byte { return 1 }

func (m *Build) fields(c *codec) { c.int(&m.Run); m.Settings.fields(c) }

// Restore is Build with the state of the last saved run, if there is one; else it does what Build does.
type Restore struct {
	Run      int
	Settings Settings
}

func (*Restore) command() byte { return 2 }

func (m *Restore) fields(c *codec) { c.int(&m.Run); m.Settings.fields(c) }

// Train starts the run, or resumes it after a pause.
type Train struct{ Run int }

func (*Train) command() byte { return 3 }

func (m *Train) fields(c *codec) { c.int(&m.Run) }

// Pause stops the run between two steps; Train goes on from there.
type Pause struct{ Run int }

func (*Pause) command() byte { return 4 }

func (m *Pause) fields(c *codec) { c.int(&m.Run) }

// StepEpoch trains to the end of the current epoch and pauses.
type StepEpoch struct{ Run int }

func (*StepEpoch) command() byte { return 5 }

func (m *StepEpoch) fields(c *codec) { c.int(&m.Run) }

// SetLearningRate takes effect from the next step on; a Status event reports the rate in force.
type SetLearningRate struct {
	Run  int
	Rate float32
}

func (*SetLearningRate) command() byte { return 6 }

func (m *SetLearningRate) fields(c *codec) { c.int(&m.Run); c.float32(&m.Rate) }

// SetPace takes effect at once.
type SetPace struct{ Pace Pace }

func (*SetPace) command() byte { return 7 }

func (m *SetPace) fields(c *codec) { c.uint8((*uint8)(&m.Pace)) }

// Built describes the network of a run, untrained or restored.
type Built struct {
	Run      int
	ID       string // by which it is stored
	Settings Settings
	Layers   []LayerInfo

	Fit, Validation, Test int // numbers of digits, as the settings split them

	Sample []byte // the first test digits, Side × Side bytes each, row by row, 0..Most of the data set

	Restored    bool // its weights came from the last saved run; Progress and Status follow
	FineTunedOn int  // samples of the person's handwriting that it was fine-tuned on
}

func (*Built) event() byte { return 3 }

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
	c.int(&m.FineTunedOn)
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

func (*Status) event() byte { return 4 }

func (m *Status) fields(c *codec) {
	c.int(&m.Run)
	c.uint8((*uint8)(&m.Phase))
	c.uint8((*uint8)(&m.Pace))
	c.float32(&m.LearningRate)
	c.int(&m.Workers)
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

func (*Progress) event() byte { return 5 }

func (m *Progress) fields(c *codec) {
	c.int(&m.Run)
	c.int(&m.Epoch)
	c.int(&m.Step)
	c.int(&m.Steps)
	c.float64(&m.Elapsed)
	c.float64(&m.Remaining)
	list(c, &m.Ended, 36, func(e *Epoch) { e.fields(c) })
}

// Epoch is one point of the curves.
type Epoch struct {
	Number                             int     // from 1
	Loss, Accuracy                     float32 // running over the epoch, as Keras prints them; accuracy 0..1
	ValidationLoss, ValidationAccuracy float32
	LearningRate                       float32
	Elapsed                            float64 // seconds spent training until its end
}

func (e *Epoch) fields(c *codec) {
	c.int(&e.Number)
	c.float32(&e.Loss)
	c.float32(&e.Accuracy)
	c.float32(&e.ValidationLoss)
	c.float32(&e.ValidationAccuracy)
	c.float32(&e.LearningRate)
	c.float64(&e.Elapsed)
}

// Tested is the result of a finished run on the test digits.
type Tested struct {
	Run            int
	Loss, Accuracy float32 // accuracy 0..1
	Elapsed        float64 // seconds spent training
}

func (*Tested) event() byte { return 6 }

func (m *Tested) fields(c *codec) {
	c.int(&m.Run)
	c.float32(&m.Loss)
	c.float32(&m.Accuracy)
	c.float64(&m.Elapsed)
}

// Results follows Tested: the prediction of each test digit.
type Results struct {
	Run        int
	Labels     []byte    // the digit that each is
	Predicted  []byte    // and the digit that is predicted
	Confidence []float32 // the probability of that, 0..1

	Pictured []int  // the digits whose picture is sent, rising: at most MaxPictured of each pair of a label and a prediction
	Pictures []byte // Side × Side bytes each, row by row, 0..Most of the data set
}

func (*Results) event() byte { return 10 }

func (m *Results) fields(c *codec) {
	c.int(&m.Run)
	c.bytes(&m.Labels)
	c.bytes(&m.Predicted)
	c.float32s(&m.Confidence)
	c.ints(&m.Pictured)
	c.bytes(&m.Pictures)
}

// MaxPictured is the most digits of a label and a prediction whose pictures the page gets. All 10,000 of MNIST would be 8 MB.
const MaxPictured = 100

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

// StepEpoch trains to the end of the present epoch and pauses.
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

	Sample       []byte // the first test digits, Side × Side bytes each, row by row, 0..Most of the data set
	SampleLabels []byte

	Restored    bool // its weights are those of the last saved run; Progress and Status follow
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
	c.bytes(&m.SampleLabels)
	list(c, &m.Layers, 16, func(l *LayerInfo) {
		c.string(&l.Name)
		c.ints(&l.Output)
		c.int(&l.Params)
	})
	c.bool(&m.Restored)
	c.int(&m.FineTunedOn)
}

// Phase is the state of a run's training.
type Phase uint8

const (
	Idle    Phase = iota // built, no step taken
	Running              // training
	Paused               // between two steps; it may go on
	Done                 // all epochs trained
)

// Status reports the state in force, after each command that changes it and after every other change.
type Status struct {
	Run          int
	Phase        Phase
	LearningRate float32
	Workers      int // number of workers that compute the run's steps: more than 1 only for long runs
}

func (*Status) event() byte { return 4 }

func (m *Status) fields(c *codec) {
	c.int(&m.Run)
	c.uint8((*uint8)(&m.Phase))
	c.float32(&m.LearningRate)
	c.int(&m.Workers)
}

// Progress reports the position in a run, at most once per frame of the screen.
type Progress struct {
	Run         int
	Epoch       int     // the present one, from 1; after the last, the number of epochs
	Step, Steps int     // of the present epoch
	Elapsed     float64 // seconds of computing: without pauses and waits for the pace
	Remaining   float64 // estimated seconds at the present pace; below 0 before there is an estimate
	Ended       []Epoch // epochs that ended since the last Progress
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
	Elapsed                            float64 // seconds of computing until its end
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
	Elapsed        float64 // seconds of computing
	Weights        uint64  // a hash of the weights; 0 if the run's settings alone do not lead to them, as after fine-tuning
}

func (*Tested) event() byte { return 6 }

func (m *Tested) fields(c *codec) {
	c.int(&m.Run)
	c.float32(&m.Loss)
	c.float32(&m.Accuracy)
	c.float64(&m.Elapsed)
	c.uint64(&m.Weights)
}

// Results follows Tested, and Shown if it was asked for: the prediction of each test digit.
type Results struct {
	Run        int
	Past       bool      // of an earlier moment, which LookAt has chosen
	Moment     Moment    // if Past
	Labels     []byte    // the true digits
	Predicted  []byte    // the predicted digits; NoPrediction where the probabilities are not numbers
	Confidence []float32 // probabilities of the predicted digits, 0..1

	Pictured []int  // indexes of the digits whose pictures are sent, ascending: at most MaxPictured for each pair of label and prediction
	Pictures []byte // Side × Side bytes each, row by row, 0..Most of the data set
}

func (*Results) event() byte { return 10 }

func (m *Results) fields(c *codec) {
	c.int(&m.Run)
	c.bool(&m.Past)
	m.Moment.fields(c)
	c.bytes(&m.Labels)
	c.bytes(&m.Predicted)
	c.float32s(&m.Confidence)
	c.ints(&m.Pictured)
	c.bytes(&m.Pictures)
}

// MaxPictured is the maximum number of pictures that the page gets for each pair of label and prediction. All 10,000 of MNIST would
// be 8 MB.
const MaxPictured = 100

package protocol

// MaxSamples is the maximum number of samples of a person's handwriting.
const MaxSamples = 500

// SetSample gives the trainer a digit that the person has drawn, or changes the label of one. SamplePredictions follows.
type SetSample struct {
	ID      int // chosen by the page
	Label   uint8
	Drawing Drawing // without strokes only the label changes
}

func (*SetSample) command() byte { return 20 }

func (m *SetSample) fields(c *codec) {
	c.int(&m.ID)
	c.uint8(&m.Label)
	m.Drawing.fields(c)
}

// DropSample removes a sample. SamplePredictions follows.
type DropSample struct{ ID int }

func (*DropSample) command() byte { return 21 }

func (m *DropSample) fields(c *codec) { c.int(&m.ID) }

// FineTune makes a new run from the weights of the present one, which must be done, and fine-tunes it on the samples. If the
// present run was fine-tuned itself, the new one begins from the weights before that. Built of the new run follows, then FineTuned;
// after a failure only FineTuned.
type FineTune struct {
	Run int // the number of the new run
}

func (*FineTune) command() byte { return 22 }

func (m *FineTune) fields(c *codec) { c.int(&m.Run) }

// SamplePredictions are the present network's predictions of the samples, in the order of their IDs.
type SamplePredictions struct {
	Run         int
	Epoch       int // epochs trained; 0 is a guess
	Predictions []SamplePrediction
}

func (*SamplePredictions) event() byte { return 16 }

func (m *SamplePredictions) fields(c *codec) {
	c.int(&m.Run)
	c.int(&m.Epoch)
	list(c, &m.Predictions, 13, func(r *SamplePrediction) {
		c.int(&r.ID)
		c.uint8(&r.Digit)
		c.float32(&r.Confidence)
	})
}

// SamplePrediction is the prediction of one sample.
type SamplePrediction struct {
	ID         int
	Digit      uint8
	Confidence float32 // the probability of that digit, 0..1
}

// FineTuned is the result of fine-tuning. Its effect on handwriting that the network was not fine-tuned on is measured by two-fold
// cross-validation: fine-tuned on one half of the samples and tested on the other, and vice versa.
type FineTuned struct {
	Run           int
	Samples       int
	Before, After float32 // accuracy on the samples, 0..1; After by cross-validation, below 0 if there are too few samples
	TestBefore    float32 // accuracy on the test digits
	TestAfter     float32
	Problem       TuningProblem
	Failure       string // details of the problem, for developers; in English
}

func (*FineTuned) event() byte { return 17 }

func (m *FineTuned) fields(c *codec) {
	c.int(&m.Run)
	c.int(&m.Samples)
	c.float32(&m.Before)
	c.float32(&m.After)
	c.float32(&m.TestBefore)
	c.float32(&m.TestAfter)
	c.uint8((*uint8)(&m.Problem))
	c.string(&m.Failure)
}

// TuningProblem is the reason why fine-tuning failed. The page has a text for each.
type TuningProblem uint8

const (
	NoTuningProblem TuningProblem = iota
	RunNotDone                    // only a run that is done is fine-tuned
	NoSamples                     // there is nothing to fine-tune on
	TuningBroke                   // for another reason

	TuningProblems // number of problems
)

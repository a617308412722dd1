package protocol

// MaxSamples is the most samples of a person's handwriting.
const MaxSamples = 500

// SetSample gives the trainer a digit that the person wrote, or another label to one that it has. SamplePredictions follows.
type SetSample struct {
	ID            int // chosen by the page
	Label         uint8
	Width, Height int
	Ink           []byte // Width × Height coverages, row by row, 0 paper to 255 ink; none: only the label is new
}

func (*SetSample) command() byte { return 20 }

func (m *SetSample) fields(c *codec) {
	c.int(&m.ID)
	c.uint8(&m.Label)
	c.int(&m.Width)
	c.int(&m.Height)
	c.bytes(&m.Ink)
}

// DropSample takes one away. SamplePredictions follows.
type DropSample struct{ ID int }

func (*DropSample) command() byte { return 21 }

func (m *DropSample) fields(c *codec) { c.int(&m.ID) }

// FineTune makes a run of its own from the weights of the present one, which must be done, and fine-tunes it on the samples. Where the
// present run was fine-tuned itself, the new one begins from the weights before that. Built of the new run follows, then FineTuned;
// after a failure FineTuned alone.
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

// FineTuned is what the fine-tuning changed. Its effect on handwriting that the network was not fine-tuned on is measured by two-fold
// cross-validation: fine-tuned on one half of the samples and tested on the other, and the other way round.
type FineTuned struct {
	Run           int
	Samples       int
	Before, After float32 // accuracy on the samples, 0..1; After is of those left out, below 0 when there are too few
	TestBefore    float32 // accuracy on the test digits
	TestAfter     float32
	Failure       string // why it could not be done
}

func (*FineTuned) event() byte { return 17 }

func (m *FineTuned) fields(c *codec) {
	c.int(&m.Run)
	c.int(&m.Samples)
	c.float32(&m.Before)
	c.float32(&m.After)
	c.float32(&m.TestBefore)
	c.float32(&m.TestAfter)
	c.string(&m.Failure)
}

package protocol

// MaxSamples is how many digits of a person's own the trainer keeps.
const MaxSamples = 500

// SetSample gives the trainer a digit that the person wrote, or another label to one that it has. SampleReadings follows.
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

// DropSample takes one away. SampleReadings follows.
type DropSample struct{ ID int }

func (*DropSample) command() byte { return 21 }

func (m *DropSample) fields(c *codec) { c.int(&m.ID) }

// FineTune makes a run of its own from the weights of the present one, which must be done, and teaches it the samples: if that was
// taught before, from the weights that it had before that. Built of the new run follows, then Taught; of a failure Taught alone.
type FineTune struct {
	Run int // the number of the new run
}

func (*FineTune) command() byte { return 22 }

func (m *FineTune) fields(c *codec) { c.int(&m.Run) }

// SamplePredictions says how the present network reads each sample, in the order in which they came.
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

// SamplePrediction is how one sample is read.
type SamplePrediction struct {
	ID         int
	Digit      uint8
	Confidence float32 // the share of that reading, 0..1
}

// FineTuned is what teaching changed. What the network does with writing that it was not taught is measured by teaching it one half
// of the samples and reading the other, and the other way round.
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

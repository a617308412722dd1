package protocol

// ReadModel asks for the weights of a network, to be written as a file of another program. ModelWeights answers it.
type ReadModel struct {
	ID      string // of a stored run; empty: the present one, at the moment that is shown
	Initial bool   // the weights before the first step
}

func (*ReadModel) command() byte { return 50 }

func (m *ReadModel) fields(c *codec) { c.string(&m.ID); c.bool(&m.Initial) }

// ModelWeights answers ReadModel.
type ModelWeights struct {
	Info    RunInfo
	Moment  Moment // whose weights these are; of a stored run the end of its last epoch
	Initial bool
	Weights []Array // of each member of an ensemble, one after the other, in the order of its layers
	Failure string  // why there are none; in English
	Problem RunProblem
}

func (*ModelWeights) event() byte { return 50 }

func (m *ModelWeights) fields(c *codec) {
	m.Info.fields(c)
	m.Moment.fields(c)
	c.bool(&m.Initial)
	arrays(c, &m.Weights)
	c.string(&m.Failure)
	c.uint8((*uint8)(&m.Problem))
}

// OpenModel makes a run of a network that was trained elsewhere. It has no epochs and is done. ModelOpened answers it; if it cannot be
// made, the present run goes on under the new number.
type OpenModel struct {
	Run      int
	Name     string // of the run, at most MaxName bytes
	Settings Settings
	// Candidates are the weights for each of the scales that the network's pictures may have had. The one that predicts most validation digits
	// is taken, the first of equal ones.
	Candidates []Candidate
}

// Candidate is the weights of a network, or of all members of an ensemble one after the other, in the order of the layers.
type Candidate struct{ Weights []Array }

func (*OpenModel) command() byte { return 51 }

func (m *OpenModel) fields(c *codec) {
	c.int(&m.Run)
	c.string(&m.Name)
	m.Settings.fields(c)
	list(c, &m.Candidates, 4, func(k *Candidate) { arrays(c, &k.Weights) })
}

// ModelOpened answers OpenModel.
type ModelOpened struct {
	Run        int
	Candidate  int       // that was taken
	Accuracies []float32 // of each candidate, on validation digits, 0..1
	Failure    string    // why there is no run; in English
}

func (*ModelOpened) event() byte { return 51 }

func (m *ModelOpened) fields(c *codec) {
	c.int(&m.Run)
	c.int(&m.Candidate)
	c.float32s(&m.Accuracies)
	c.string(&m.Failure)
}

func arrays(c *codec, all *[]Array) {
	list(c, all, 8, func(a *Array) {
		c.string(&a.Name)
		c.float32s(&a.Data)
	})
}

package protocol

// Learn asks for what one step of training on one digit would do, with the optimiser of the present run: a Learned answers it. With Apply the
// step is taken, as an experiment: it is taken back by Back, and before the run itself goes on. While a run is going on no step is taken.
type Learn struct {
	Run     int
	Subject Subject
	Digit   int // as in Inspect
	Label   int // of DrawingSubject: what the person says that it is
	Member  int // of an ensemble, from 0
	Unit    Unit
	Apply   bool
	Back    bool
}

func (*Learn) command() byte { return 29 }

func (m *Learn) fields(c *codec) {
	c.int(&m.Run)
	c.uint8((*uint8)(&m.Subject))
	c.int(&m.Digit)
	c.int(&m.Label)
	c.int(&m.Member)
	m.Unit.fields(c)
	c.bool(&m.Apply)
	c.bool(&m.Back)
}

// Learned is one step of training on one digit, backward from the loss to the weights of one unit. All of it is what training computes.
type Learned struct {
	Run           int
	Subject       Subject
	Digit, Label  int
	Member        int
	Problem       LearnProblem
	Taken         int       // steps that are in force as an experiment
	Loss, After   float32   // of the digit, before and after the step
	Probabilities []float32 // of the ten digits, before the step
	Errors        []float32 // the loss's gradient with respect to the ten sums before the softmax: probabilities - targets

	Unit      Unit
	Gradients []float32      // with respect to the unit's output: a map, row by row, or one number
	Sums      []float32      // the same with respect to what the activation is given; empty for layers without weights
	State     []string       // names of the optimiser's state of a weight, such as m and v
	Weights   []WeightStep   // of the unit, those with the largest gradients first
	Others    int            // how many weights are not here
	Places    []WeightPlace  // the summands of the gradient of the first of Weights, the largest first
	Rest      WeightSummands // those that are not here
}

func (*Learned) event() byte { return 22 }

func (m *Learned) fields(c *codec) {
	c.int(&m.Run)
	c.uint8((*uint8)(&m.Subject))
	c.int(&m.Digit)
	c.int(&m.Label)
	c.int(&m.Member)
	c.uint8((*uint8)(&m.Problem))
	c.int(&m.Taken)
	c.float32(&m.Loss)
	c.float32(&m.After)
	c.float32s(&m.Probabilities)
	c.float32s(&m.Errors)
	m.Unit.fields(c)
	c.float32s(&m.Gradients)
	c.float32s(&m.Sums)
	list(c, &m.State, 4, c.string)
	list(c, &m.Weights, 24, func(w *WeightStep) {
		c.string(&w.Name)
		c.int(&w.Row)
		c.float32(&w.Before)
		c.float32(&w.Gradient)
		c.float32s(&w.State)
		c.float32(&w.After)
	})
	c.int(&m.Others)
	list(c, &m.Places, 24, func(p *WeightPlace) {
		c.int(&p.Output)
		c.int(&p.Input)
		c.float32(&p.Value)
		c.float32(&p.Gradient)
	})
	c.int(&m.Rest.Count)
	c.float32(&m.Rest.Sum)
}

// LearnProblem is the reason why there is no step.
type LearnProblem uint8

const (
	NoLearnProblem   LearnProblem = iota
	LearnDiverged                 // its loss or a weight is not a number any more
	LearnStateIsLost              // of moments within the first epoch the optimiser's state is not kept
)

// WeightStep is what a step does to a weight.
type WeightStep struct {
	Name     string // kernel, bias, gamma or beta
	Row      int    // of a kernel: the place in its window, row by row, with the channels last
	Before   float32
	Gradient float32   // that the optimiser is given
	State    []float32 // after the step
	After    float32
}

// WeightPlace is a summand of a weight's gradient: what the weight met, times the gradient of the sum to which that went.
type WeightPlace struct {
	Output, Input   int // elements of what the layer gives and is given
	Value, Gradient float32
}

// WeightSummands are summands that are not listed.
type WeightSummands struct {
	Count int
	Sum   float32
}

// At most so many weights and places are in a Learned.
const (
	MaxWeights = 12
	MaxPlaces  = 12
)

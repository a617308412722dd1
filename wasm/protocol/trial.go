package protocol

// Trial trains Members networks with the settings, with their seed and those after it, and reports the result of the mean of their
// probabilities on the test digits. It does not touch the present run and stores nothing. A worker without a run does one trial at
// a time: the next Trial ends it without an event, and one with Members 0 begins none.
type Trial struct {
	ID       int
	Settings Settings
	Members  int
}

func (*Trial) command() byte { return 16 }

func (m *Trial) fields(c *codec) { c.int(&m.ID); m.Settings.fields(c); c.int(&m.Members) }

// MaxMembers is the maximum number of networks of a trial.
const MaxMembers = 20

// TrialProgress reports the trained part of a trial, 0..1, at most a few times per second.
type TrialProgress struct {
	ID   int
	Done float64
}

func (*TrialProgress) event() byte { return 13 }

func (m *TrialProgress) fields(c *codec) { c.int(&m.ID); c.float64(&m.Done) }

// TrialDone is the result of a trial on the test digits.
type TrialDone struct {
	ID             int
	Loss, Accuracy float32 // without the terms that L2 and label smoothing add to the loss
	Elapsed        float64 // seconds
	Problem        TrialProblem
	Failure        string // details of the problem, for developers; in English
}

func (*TrialDone) event() byte { return 14 }

func (m *TrialDone) fields(c *codec) {
	c.int(&m.ID)
	c.float32(&m.Loss)
	c.float32(&m.Accuracy)
	c.float64(&m.Elapsed)
	c.uint8((*uint8)(&m.Problem))
	c.string(&m.Failure)
}

// TrialProblem is the reason why a trial has no result. The page has a text for each.
type TrialProblem uint8

const (
	NoTrialProblem TrialProblem = iota
	TrialDiverged               // the loss is NaN or infinite
	TrialLacksData              // its data set is not here
	TrialBroke                  // for another reason

	TrialProblems // number of problems
)

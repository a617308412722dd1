package protocol

import "cmp"

// Moment is a moment of a run, between two steps. What a run was at the end of its epochs can be seen again, and what it was between the
// steps of the first one, in which most happens.
type Moment struct {
	Epoch int // trained epochs
	Step  int // trained steps of the epoch after them
}

func (m *Moment) fields(c *codec) { c.int(&m.Epoch); c.int(&m.Step) }

// Compare returns a number below 0 if m is before other, above 0 if it is after it, and 0 if they are the same.
func (m Moment) Compare(other Moment) int {
	return cmp.Or(cmp.Compare(m.Epoch, other.Epoch), cmp.Compare(m.Step, other.Step))
}

// LookAt chooses the moment of the run whose network predicts the drawing and is inspected. Shown answers it, before the prediction and
// the inspection. The run itself goes on.
type LookAt struct {
	Run     int
	ID      int  // comes back in Shown
	Now     bool // the present network, whatever Moment is
	Moment  Moment
	Near    bool // a kept moment near it will do: a slider is being moved
	Results bool // the test digits are predicted too, unless the run is going on
}

func (*LookAt) command() byte { return 30 }

func (m *LookAt) fields(c *codec) {
	c.int(&m.Run)
	c.int(&m.ID)
	c.bool(&m.Now)
	m.Moment.fields(c)
	c.bool(&m.Near)
	c.bool(&m.Results)
}

// TrainOn is Build with a moment of the present run: the new run has its settings and is what it was then. Train goes on from there.
type TrainOn struct {
	Run    int // the number of the new run
	Moment Moment
}

func (*TrainOn) command() byte { return 31 }

func (m *TrainOn) fields(c *codec) { c.int(&m.Run); m.Moment.fields(c) }

// Shown reports which moment predictions and inspections are of from now on.
type Shown struct {
	Run    int
	ID     int     // of the last LookAt; 0: none yet
	Past   bool    // it is Moment; otherwise the present network
	Moment Moment  // in force, which may be near the one that was asked for
	Share  float64 // how much of the moment that was asked for is computed, 0..1; below 1 the one in force is still another
	Lost   bool    // the moment that was asked for cannot be computed again: other data, or another version of the page
}

func (*Shown) event() byte { return 23 }

func (m *Shown) fields(c *codec) {
	c.int(&m.Run)
	c.int(&m.ID)
	c.bool(&m.Past)
	m.Moment.fields(c)
	c.float64(&m.Share)
	c.bool(&m.Lost)
}

// RateChange is a change of the learning rate during a run.
type RateChange struct {
	Moment Moment
	Rate   float32
}

func (r *RateChange) fields(c *codec) { r.Moment.fields(c); c.float32(&r.Rate) }

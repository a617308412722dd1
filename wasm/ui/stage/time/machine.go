// Package time is the row of the stage that goes back in a run: to any of its epochs, and to the steps of the first. It tells the trainer
// which moment to show; what is shown is drawn by the rooms that draw it anyway, from what the trainer then reports.
package time

import (
	"math"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/session"
)

// machine is the moment that the person has chosen.
type machine struct {
	lab *lab.Lab

	past    bool
	wanted  int  // number of the chosen moment, if past
	near    bool // the slider is moving: a moment near it will do
	unsent  bool // the trainer has not been told
	asked   int  // ID of what the trainer was told last
	awaited bool // the trainer has not answered it

	playing bool
	played  float64 // how far the repetition is, in moments
	ticked  time.Time
}

// wantedTopic is what the person has chosen.
var wantedTopic = scheduler.NewTopic()

func newMachine(l *lab.Lab) *machine {
	m := &machine{lab: l}
	l.On(m.take)
	l.OnFrame(m.frame)
	return m
}

// take takes an event of the trainer.
func (m *machine) take(_ session.Session, e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Ready: // a new trainer shows the present
		*m = machine{lab: m.lab}
	case *protocol.Built:
		if e.Run == m.lab.Session().Run {
			*m = machine{lab: m.lab}
		}
	case *protocol.Shown:
		if e.Run != m.lab.Session().Run || e.ID != m.asked {
			return // what was asked for before has just been computed
		}
		m.awaited = false
		if e.Lost {
			m.playing = false
		}
		if !m.unsent && !m.near && e.Share == 1 { // it may be another than was asked for
			m.past, m.wanted = e.Past, m.scale().number(e.Moment)
		}
	}
}

func (m *machine) scale() scale { return scaleOf(m.lab.Session()) }

// last returns the number of the last moment of the run.
func (m *machine) last() int { return m.scale().number(m.lab.Session().Reached) }

// present returns the number of the moment of the present network. It is before the last one when a run has diverged in its first epoch.
func (m *machine) present() int {
	s := m.lab.Session()
	if p := s.Progress; len(s.Epochs) == 0 && p.Step < p.Steps {
		return p.Step
	}
	return m.last()
}

// shownAt returns the number of the moment that the slider points at.
func (m *machine) shownAt() int {
	if m.past {
		return min(m.wanted, m.last())
	}
	return m.present()
}

// turn chooses a moment by its number; that of the present network is the present, which goes on.
func (m *machine) turn(number int, near bool) {
	m.wanted, m.near = min(max(number, 0), m.last()), near
	m.past, m.unsent = m.wanted != m.present(), true
	m.lab.Invalidate(wantedTopic)
}

// now follows the run again.
func (m *machine) now() {
	m.playing, m.past, m.near, m.unsent = false, false, false, true
	m.lab.Invalidate(wantedTopic)
}

// stay stops where it is, at that moment and no other near it.
func (m *machine) stay() {
	if m.near {
		m.near, m.unsent = false, true
		m.lab.Invalidate(wantedTopic)
	}
}

// frame tells the trainer what was chosen, at most once a frame and not before it has answered the last time. So what was chosen
// meanwhile is left out. Until another run is built, what is chosen is of the one before.
func (m *machine) frame() {
	if m.playing {
		m.tick(time.Now())
	}
	s := m.lab.Session()
	if !m.unsent || m.awaited || !s.Usable() || s.Built.Run != s.Run {
		return
	}
	m.unsent, m.awaited, m.asked = false, true, m.asked+1
	ask := &protocol.LookAt{Run: s.Run, ID: m.asked, Now: !m.past, Near: m.near, Results: m.lab.Panel() == resultsPanel}
	if m.past {
		ask.Moment = m.scale().moment(m.wanted)
	}
	m.lab.Post(ask)
}

// resultsPanel is the ID of the panel that shows what is predicted of the test digits.
const resultsPanel = "results"

// opened asks for the results too, when somebody opens them.
func (m *machine) opened() {
	if m.past && m.lab.Panel() == resultsPanel {
		m.unsent = true
		m.lab.Invalidate(wantedTopic)
	}
}

const (
	// playTime is how long a run is repeated, as long as the pace Watch takes for it.
	playTime = 4 * time.Second
	// stops is how often it changes for a person who wants no motion.
	stops = 8
)

// play repeats the run from its beginning, or from the moment that is shown, or stops that.
func (m *machine) play() {
	if m.playing {
		m.playing = false
		m.stay()
		m.lab.Invalidate(wantedTopic)
		return
	}
	m.playing, m.played, m.ticked = true, 0, time.Now()
	if m.past {
		m.played = float64(m.wanted)
	}
	m.turn(int(m.played), true)
}

// tick moves the repetition on. While a moment is awaited it waits too: what must be computed again takes its time.
func (m *machine) tick(now time.Time) {
	passed := min(now.Sub(m.ticked), 100*time.Millisecond)
	m.ticked = now
	m.lab.Invalidate(wantedTopic) // the next frame
	if m.awaited || m.lab.Session().Shown.Share < 1 {
		return
	}
	last := float64(m.last())
	m.played += last * passed.Seconds() / playTime.Seconds()
	if m.played >= last {
		m.now()
		return
	}
	at := int(m.played)
	if dom.CalmPreferred() {
		at = int(math.Floor(m.played*stops/last) * last / stops)
	}
	if at != m.wanted {
		m.turn(at, true)
	}
}

// mayTrainOn reports whether a run can begin at the moment that is shown.
func (m *machine) mayTrainOn() bool {
	s := m.lab.Session()
	return s.Usable() && s.Shown.Past && s.Shown.Share == 1 && m.past && s.Shown.Moment.Epoch < s.Planned()
}

// trainOn begins a run at the moment that is shown.
func (m *machine) trainOn() {
	if !m.mayTrainOn() {
		return
	}
	moment := m.lab.Session().Shown.Moment
	m.lab.BeginStored(func(run int) protocol.Command { return &protocol.TrainOn{Run: run, Moment: moment} })
}

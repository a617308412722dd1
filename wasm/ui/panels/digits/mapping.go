package digits

import (
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/session"
)

// mapping is the state of the map.
type mapping struct {
	digits *digits

	wanted protocol.WatchMap // what the person has chosen; On while the map is shown
	asked  protocol.WatchMap // the trainer was told
	plain  bool              // without pictures
	last   *protocol.DigitMap
	shows  []float32 // the trainer's coordinates of points: those of last, or of an earlier map
	points []point
	frame  square
	place  *protocol.MapPlace // of the drawing; nil without
	lens   lens
	at     int // place of the digit that the keyboard has reached

	from  []point   // where the digits were when the last change began; nil: they do not move
	begun time.Time // of that change
	calm  bool      // the person wants no motion
}

// methodNames are the same in all languages.
var methodNames = [protocol.MapMethods]string{protocol.PCA: "PCA", protocol.TSNE: "t-SNE"}

// perplexities are those that can be chosen.
var perplexities = [...]float32{5, 10, 20, protocol.DefaultPerplexity, 50, 100}

var (
	mapTopic      = scheduler.NewTopic() // where the digits lie
	mapStateTopic = scheduler.NewTopic() // the choices, and how far t-SNE is
)

func newMapping(d *digits) *mapping {
	m := &mapping{digits: d, wanted: protocol.WatchMap{Perplexity: protocol.DefaultPerplexity, Iterating: true}, lens: lens{zoom: 1}}
	d.lab.On(m.take)
	return m
}

// take takes an event of the trainer.
func (m *mapping) take(_ session.Session, e protocol.Event) {
	l := m.digits.lab
	switch e := e.(type) {
	case *protocol.Ready:
		m.asked = protocol.WatchMap{}
	case *protocol.Built:
		if e.Run == l.Session().Run {
			m.last, m.place = nil, nil
			m.wanted.Iterating = true // t-SNE of another run was stopped
			m.ask()
			l.Invalidate(mapTopic | mapStateTopic)
		}
	case *protocol.Status:
		l.Invalidate(mapStateTopic)
	case *protocol.DigitMap:
		if e.Run == l.Session().Run && e.Method == m.wanted.Method {
			m.takeMap(e)
			l.Invalidate(mapTopic | mapStateTopic)
		}
	case *protocol.MapPlace:
		if e.Run == l.Session().Run {
			m.place = nil
			if e.Known {
				m.place = e
			}
			l.Invalidate(mapTopic | mapStateTopic)
		}
	}
}

// takeMap shows another map. Between two moments the digits move; t-SNE moves them itself.
func (m *mapping) takeMap(e *protocol.DigitMap) {
	before := m.last
	m.last = e
	if len(e.Positions) == 0 && !e.Preparing {
		m.put(nil) // the network's numbers are none
		return
	}
	if len(e.Positions) == 0 || m.calm && m.working() {
		return // nothing is shown yet, or only the end
	}
	from := m.present()
	m.put(e.Positions)
	jumps := before == nil || before.Method != e.Method || before.Moment != e.Moment
	if jumps && !m.calm && len(from) == len(m.points) {
		m.from, m.begun = from, time.Now()
	}
}

// put shows the digits at the trainer's coordinates.
func (m *mapping) put(positions []float32) {
	m.shows, m.from = positions, nil
	m.points, m.frame = framed(positions)
	m.at = max(0, min(m.at, len(m.points)-1))
}

// working reports whether t-SNE has more to do, and is to do it.
func (m *mapping) working() bool {
	e := m.last
	return m.wanted.Method == protocol.TSNE && m.wanted.Iterating && (e == nil || e.Method != protocol.TSNE || e.Preparing || e.Iteration < e.Iterations)
}

// present returns where the digits are now, also in the middle of a movement.
func (m *mapping) present() []point {
	moved := m.progress()
	if moved >= 1 {
		return m.points
	}
	now := make([]point, len(m.points))
	for i, to := range m.points {
		now[i] = point{m.from[i].x + (to.x-m.from[i].x)*moved, m.from[i].y + (to.y-m.from[i].y)*moved}
	}
	return now
}

// progress returns how far the movement is, eased out.
func (m *mapping) progress() float64 {
	if m.from == nil || len(m.from) != len(m.points) {
		return 1
	}
	left := 1 - min(float64(time.Since(m.begun))/float64(moveTime), 1)
	return 1 - left*left*left
}

// shown reports whether the map is of the digits on the sheet.
func (m *mapping) shown(f *facts) bool { return len(m.points) > 0 && len(m.points) == len(f.labels) }

// wrong reports whether a digit is marked as read wrongly. What an untrained network says is a guess.
func (m *mapping) wrong(f *facts, place int) bool {
	return f.wrong(place) && !f.guesses()
}

// ask tells the trainer what the map needs, if that has changed.
func (m *mapping) ask() {
	if m.digits.lab.Session().Usable() && m.wanted != m.asked && (m.wanted.On || m.asked.On) {
		m.asked = m.wanted
		w := m.wanted
		m.digits.lab.Post(&w)
	}
}

// show tells whether the map is shown.
func (m *mapping) show(on bool) {
	m.wanted.On, m.calm = on, dom.CalmPreferred()
	if !on {
		m.place = nil
	}
	m.ask()
}

// change changes what the person has chosen.
func (m *mapping) change(to func(w *protocol.WatchMap)) {
	to(&m.wanted)
	if e := m.last; e != nil && m.calm && !m.wanted.Iterating && e.Method == m.wanted.Method && len(e.Positions) > 0 {
		m.put(e.Positions)
	}
	m.ask()
	m.digits.lab.Invalidate(mapTopic | mapStateTopic)
}

// choose lays the digits out in another way.
func (m *mapping) choose(method protocol.MapMethod) {
	m.change(func(w *protocol.WatchMap) { w.Method, w.Iterating = method, true })
}

// run lets t-SNE go on or rest; at its end it begins anew.
func (m *mapping) run() {
	m.change(func(w *protocol.WatchMap) {
		switch e := m.last; {
		case m.working():
			w.Iterating = false
		case e != nil && e.Method == protocol.TSNE && e.Iteration > 0 && e.Iteration == e.Iterations:
			w.Anew++
			m.last = nil
			fallthrough
		default:
			w.Iterating = true
		}
	})
}

// state says what is shown, and how far it is.
func (m *mapping) state(t words) string {
	e, f := m.last, m.digits.facts()
	training := m.digits.lab.Session().Phase() == protocol.Running
	switch {
	case m.wanted.Method == protocol.TSNE && training:
		return t.MapTrains()
	case e == nil || e.Method != m.wanted.Method || len(f.labels) == 0:
		return t.MapComes()
	case e.Preparing && !m.wanted.Iterating:
		return t.MapStopped()
	case e.Preparing:
		return t.MapPrepares()
	case len(e.Positions) == 0:
		return t.MapBroken()
	}
	said := t.MapMoment(e.Moment, f.imported) + " "
	if e.Method == protocol.PCA {
		said += t.MapOfComponents(e.Units, i18n.Percent(e.Variances[0]), i18n.Percent(e.Variances[1]))
	} else {
		said += t.MapOfNeighbours(e.Units, e.Iteration, e.Iterations, m.wanted.Iterating)
	}
	if training && e.Waits {
		said += " " + t.MapWaits()
	}
	if e.Units > protocol.MaxMapUnits {
		said += " " + t.MapTaken(protocol.MaxMapUnits)
	}
	if built := m.digits.lab.Session().Built; built != nil && built.Settings.Members > 1 {
		said += " " + t.MapFirst(built.Settings.Members)
	}
	return said
}

// drawing says where the drawing lies; "" without one.
func (m *mapping) drawing(t words) string {
	f := m.digits.facts()
	if m.place == nil || !m.shown(f) {
		return ""
	}
	var labels []int
	for _, place := range m.place.Nearest {
		if place >= 0 && place < len(f.labels) {
			labels = append(labels, int(f.labels[place]))
		}
	}
	return t.MapDrawing(m.wanted.Method, labels)
}

package ui

import (
	"math"
	"slices"

	"digitlab/wasm/protocol"
)

// sample is a digit of the person's own writing.
type sample struct {
	ID      int // from 1; a newer one has a larger
	Label   int
	Strokes []stroke // as canonical makes them
}

// mine is the person's handwriting and what is being done with it.
type mine struct {
	samples []sample // in the order of their IDs, never changed in place
	last    int      // the ID that was given last
	unsent  []int    // the IDs of those that the trainer does not have yet
	deleted []sample // at once and last; they may be taken back
	chosen  int      // the ID of the one that is looked at; 0: none
	more    [10]int  // how many of a digit are shown beyond the first
	round   round
	said    string      // of the last change
	problem fileProblem // of the file that was opened last
	trouble storeTrouble
}

// round is one way through the ten digits.
type round struct {
	on      bool
	digit   int // that is asked for
	drawing drawing
	kept    [10]int // the ID of the sample of each digit; 0: none
	missed  bool    // it was to be kept before it was drawn
}

// Bounds of a sample, so that no file and no scribble fills the browser's storage.
const (
	mostStrokes = 100
	mostPoints  = 2000 // of all strokes together
	// outside is how far beyond the canvas a stroke may go, in canvases: the pen goes on there.
	outside = .5
	// finest is the least step of the pen that is kept, in canvases: a pixel of the bitmap that is read.
	finest = 1. / inkSide
	// decimals of a place.
	places = 1000
)

// canonical returns strokes as they are kept: places to three decimals and not closer than they can be told apart, so that
// what is kept, exported and imported again is the same.
func canonical(strokes []stroke) (out []stroke) {
	points := 0
	for _, s := range strokes[:min(len(strokes), mostStrokes)] {
		var way stroke
		for i, p := range s {
			p = point{settledPlace(p.X), settledPlace(p.Y)}
			if last := len(way) - 1; last < 0 || i == len(s)-1 && p != way[last] || apart(p, way[last]) {
				if points++; points > mostPoints {
					break
				}
				way = append(way, p)
			}
		}
		if len(way) > 0 {
			out = append(out, way)
		}
	}
	return out
}

func settledPlace(v float64) float64 {
	return math.Round(min(max(v, -outside), 1+outside)*places) / places
}

func apart(a, b point) bool { return math.Hypot(a.X-b.X, a.Y-b.Y) >= finest }

// sameStrokes compares what canonical made.
func sameStrokes(a, b []stroke) bool {
	return slices.EqualFunc(a, b, func(a, b stroke) bool { return slices.Equal(a, b) })
}

// find returns the sample with these strokes, as canonical makes them.
func (m *mine) find(strokes []stroke) (sample, bool) {
	for _, s := range m.samples {
		if sameStrokes(s.Strokes, strokes) {
			return s, true
		}
	}
	return sample{}, false
}

// sample returns the one with an ID.
func (m *mine) sample(id int) (sample, bool) {
	for _, s := range m.samples {
		if s.ID == id {
			return s, true
		}
	}
	return sample{}, false
}

// full reports whether there are as many samples as may be.
func (m *mine) full() bool { return len(m.samples) >= protocol.MaxSamples }

// of returns the samples of a digit.
func (m *mine) of(digit int) (of []sample) {
	for _, s := range m.samples {
		if s.Label == digit {
			of = append(of, s)
		}
	}
	return of
}

// missing is how many samples each digit lacks to have two.
func (m *mine) missing() (missing [10]int, some bool) {
	for digit := range missing {
		missing[digit] = max(2-len(m.of(digit)), 0)
		some = some || missing[digit] > 0
	}
	return missing, some
}

// addSample adds a digit and returns its ID, or 0 when there is no place or nothing drawn.
func (l *lab) addSample(label int, strokes []stroke) int {
	m := &l.mine
	kept := canonical(strokes)
	if m.full() || len(kept) == 0 {
		return 0
	}
	m.last++
	m.samples = append(slices.Clip(m.samples), sample{m.last, label, kept})
	m.unsent = append(m.unsent, m.last)
	l.samplesChanged()
	return m.last
}

// relabelSample says which digit a sample is.
func (l *lab) relabelSample(id, label int) {
	m := &l.mine
	m.samples = slices.Clone(m.samples)
	for i := range m.samples {
		if m.samples[i].ID == id {
			m.samples[i].Label = label
		}
	}
	if l.takesSamples() && !slices.Contains(m.unsent, id) {
		l.post(&protocol.SetSample{ID: id, Label: uint8(label)})
	}
	l.samplesChanged()
}

// deleteSamples takes samples away; undeleteSamples brings the last ones back.
func (l *lab) deleteSamples(which func(sample) bool) {
	m := &l.mine
	var left, gone []sample
	for _, s := range m.samples {
		if !which(s) {
			left = append(left, s)
			continue
		}
		gone = append(gone, s)
		if l.takesSamples() && !slices.Contains(m.unsent, s.ID) {
			l.post(&protocol.DropSample{ID: s.ID})
		}
	}
	m.samples, m.deleted, m.chosen = left, gone, 0
	m.said = l.text.MineDeleted(len(gone))
	m.unsent = slices.DeleteFunc(slices.Clone(m.unsent), func(id int) bool { _, has := m.sample(id); return !has })
	l.samplesChanged()
}

func (l *lab) deleteSample(id int) {
	l.deleteSamples(func(s sample) bool { return s.ID == id })
}

// undeleteSamples brings back what was deleted last, each in its place.
func (l *lab) undeleteSamples() {
	m := &l.mine
	back := m.deleted[:min(len(m.deleted), protocol.MaxSamples-len(m.samples))]
	for _, s := range back {
		at := 0
		for at < len(m.samples) && m.samples[at].ID < s.ID {
			at++
		}
		m.samples = slices.Concat(m.samples[:at], []sample{s}, m.samples[at:])
		m.unsent = append(m.unsent, s.ID)
	}
	m.deleted, m.said = nil, ""
	l.samplesChanged()
}

// samplesChanged keeps the samples in the browser and shows them.
func (l *lab) samplesChanged() {
	l.mine.trouble = l.storeSamples()
	l.touch(minePart)
}

// takesSamples reports whether the trainer is there to be told of them.
func (l *lab) takesSamples() bool { return l.session.Ready != nil && !l.session.stopped() }

// sentAFrame is how many samples are sent in a frame: the bitmap of each takes a millisecond to be made.
const sentAFrame = 4

// sendSamples sends the trainer some of the samples that it does not have.
func (l *lab) sendSamples() {
	m := &l.mine
	if !l.takesSamples() {
		return
	}
	for range min(len(m.unsent), sentAFrame) {
		if s, ok := m.sample(m.unsent[0]); ok {
			l.post(&protocol.SetSample{ID: s.ID, Label: uint8(s.Label), Width: inkSide, Height: inkSide, Ink: l.ink(s.Strokes)})
		}
		m.unsent = m.unsent[1:]
	}
	l.touch(minePart) // and the rest in the next frame
}

// applyMine takes an event of the trainer, after the session has.
func (l *lab) applyMine(e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Ready: // another trainer knows none
		l.mine.unsent = nil
		for _, s := range l.mine.samples {
			l.mine.unsent = append(l.mine.unsent, s.ID)
		}
	case *protocol.SamplePredictions:
		l.touch(minePart)
	case *protocol.FineTuned:
		if e == l.session.Taught {
			l.announcement = taughtText(l.session, &l.mine, l.text)
			l.touch(minePart | announcementPart)
		}
	}
}

// mayTeach reports whether the present network can be taught the samples.
func (l *lab) mayTeach() bool {
	s, m := l.session, &l.mine
	return s.built() && s.phase() == protocol.Done && s.Teaching == 0 && len(m.samples) > 0 && len(m.unsent) == 0
}

// teach asks for a run that goes on from the present one with the samples.
func (l *lab) teach() {
	if !l.mayTeach() {
		return
	}
	l.session.Teaching, l.session.Taught = l.session.next(), nil
	l.post(&protocol.FineTune{Run: l.session.Teaching})
	l.touch(minePart)
}

// taught returns the session with what teaching changed, or why it could not be done.
func (s session) taught(e *protocol.FineTuned) session {
	if e.Run == s.Run || s.Teaching != 0 && e.Run == s.Teaching {
		s.Taught, s.Teaching = e, 0
	}
	return s
}

// handedOver returns the session of the run that teaching has made of the present one, whose curves it has.
func (s session) handedOver(run int) session {
	next := s.begin(run)
	next.Previous = s.Previous
	return next
}

// reading returns how the present network reads a sample, if it is known.
func (s session) reading(id int) (protocol.SamplePrediction, bool) {
	if s.Handwriting != nil && s.Handwriting.Run == s.Run {
		for _, r := range s.Handwriting.Predictions {
			if r.ID == id {
				return r, true
			}
		}
	}
	return protocol.SamplePrediction{}, false
}

// tally counts the samples that are read right, of those that have been read.
func tally(samples []sample, s session) (right, of int) {
	for _, one := range samples {
		if r, ok := s.reading(one.ID); ok {
			of++
			if int(r.Digit) == one.Label {
				right++
			}
		}
	}
	return right, of
}

package handwriting

import (
	"math"
	"slices"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/session"
	"digitlab/wasm/ui/sketch"
)

// sample is a digit of the person's own writing.
type sample struct {
	ID      int // from 1; a newer one has a larger
	Label   int
	Strokes []sketch.Stroke // as canonical makes them
}

// Handwriting is the person's own digits and what is being done with them.
type Handwriting struct {
	lab     *lab.Lab
	drawn   func() []sketch.Stroke // the strokes on the canvas
	samples []sample               // in the order of their IDs, never changed in place
	last    int                    // the ID that was given last
	unsent  []int                  // the IDs of those that the trainer does not have yet
	deleted []sample               // at once and last; they may be taken back
	chosen  int                    // the ID of the one that is looked at; 0: none
	more    [10]int                // the number of a digit's samples shown beyond the first page
	round   round
	said    string      // of the last change
	problem fileProblem // of the file that was opened last
	trouble storeTrouble
}

var (
	// handwritingTopic is the person's handwriting, and what the network predicts of it.
	handwritingTopic = scheduler.NewTopic()
	// sheetTopic is what is drawn for it.
	sheetTopic = scheduler.NewTopic()
)

func New(l *lab.Lab, drawn func() []sketch.Stroke) *Handwriting {
	h := &Handwriting{lab: l, drawn: drawn}
	l.On(h.take)
	l.OnFrame(h.send)
	return h
}

func (h *Handwriting) text() words { return Texts.In(h.lab.Language()) }

// round is one way through the ten digits.
type round struct {
	on      bool
	digit   int // that is asked for
	drawing sketch.Drawing
	kept    [10]int // the ID of the sample of each digit; 0: none
	missed  bool    // it was to be stored before it was drawn
}

// Bounds of a sample, so that no file and no scribble fills the browser's storage.
const (
	mostStrokes = 100
	mostPoints  = 2000 // of all strokes together
	// outside is how far beyond the canvas a stroke may go, in canvases: the pen goes on there.
	outside = .5
	// finest is the least step of the pen that is stored, in canvases: a pixel of the bitmap that is sent.
	finest = 1. / sketch.InkSide
	// decimals of a place.
	places = 1000
)

// canonical returns strokes as they are stored: places to three decimals and not closer than they can be told apart, so that
// what is stored, exported and imported again is the same.
func canonical(strokes []sketch.Stroke) (out []sketch.Stroke) {
	points := 0
	for _, s := range strokes[:min(len(strokes), mostStrokes)] {
		var way sketch.Stroke
		for i, p := range s {
			p = sketch.PointAt(settledPlace(p.X), settledPlace(p.Y))
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

func apart(a, b sketch.Point) bool { return math.Hypot(a.X-b.X, a.Y-b.Y) >= finest }

// sameStrokes compares what canonical made.
func sameStrokes(a, b []sketch.Stroke) bool {
	return slices.EqualFunc(a, b, func(a, b sketch.Stroke) bool { return slices.Equal(a, b) })
}

// find returns the sample with these strokes, as canonical makes them.
func (h *Handwriting) find(strokes []sketch.Stroke) (sample, bool) {
	for _, s := range h.samples {
		if sameStrokes(s.Strokes, strokes) {
			return s, true
		}
	}
	return sample{}, false
}

// sample returns the one with an ID.
func (h *Handwriting) sample(id int) (sample, bool) {
	for _, s := range h.samples {
		if s.ID == id {
			return s, true
		}
	}
	return sample{}, false
}

// full reports whether there are as many samples as may be.
func (h *Handwriting) full() bool { return len(h.samples) >= protocol.MaxSamples }

// of returns the samples of a digit.
func (h *Handwriting) of(digit int) (of []sample) {
	for _, s := range h.samples {
		if s.Label == digit {
			of = append(of, s)
		}
	}
	return of
}

// missing is the number of samples that each digit lacks to have two.
func (h *Handwriting) missing() (missing [10]int, some bool) {
	for digit := range missing {
		missing[digit] = max(2-len(h.of(digit)), 0)
		some = some || missing[digit] > 0
	}
	return missing, some
}

// add adds a digit and returns its ID, or 0 when there is no place or nothing drawn.
func (h *Handwriting) add(label int, strokes []sketch.Stroke) int {
	kept := canonical(strokes)
	if h.full() || len(kept) == 0 {
		return 0
	}
	h.last++
	h.samples = append(slices.Clip(h.samples), sample{h.last, label, kept})
	h.unsent = append(h.unsent, h.last)
	h.changed()
	return h.last
}

// relabel sets which digit a sample is.
func (h *Handwriting) relabel(id, label int) {
	h.samples = slices.Clone(h.samples)
	for i := range h.samples {
		if h.samples[i].ID == id {
			h.samples[i].Label = label
		}
	}
	if h.takesSamples() && !slices.Contains(h.unsent, id) {
		h.lab.Post(&protocol.SetSample{ID: id, Label: uint8(label)})
	}
	h.changed()
}

// delete takes samples away; undelete brings the last ones back.
func (h *Handwriting) delete(which func(sample) bool) {
	var left, gone []sample
	for _, s := range h.samples {
		if !which(s) {
			left = append(left, s)
			continue
		}
		gone = append(gone, s)
		if h.takesSamples() && !slices.Contains(h.unsent, s.ID) {
			h.lab.Post(&protocol.DropSample{ID: s.ID})
		}
	}
	h.samples, h.deleted, h.chosen = left, gone, 0
	h.said = h.text().Deleted(len(gone))
	h.unsent = slices.DeleteFunc(slices.Clone(h.unsent), func(id int) bool { _, has := h.sample(id); return !has })
	h.changed()
}

func (h *Handwriting) deleteOne(id int) {
	h.delete(func(s sample) bool { return s.ID == id })
}

// undelete brings back what was deleted last, each in its place.
func (h *Handwriting) undelete() {
	back := h.deleted[:min(len(h.deleted), protocol.MaxSamples-len(h.samples))]
	for _, s := range back {
		at := 0
		for at < len(h.samples) && h.samples[at].ID < s.ID {
			at++
		}
		h.samples = slices.Concat(h.samples[:at], []sample{s}, h.samples[at:])
		h.unsent = append(h.unsent, s.ID)
	}
	h.deleted, h.said = nil, ""
	h.changed()
}

// changed stores the samples in the browser and shows them.
func (h *Handwriting) changed() {
	h.trouble = h.store()
	h.lab.Invalidate(handwritingTopic)
}

// takesSamples reports whether the trainer is there to be told of them.
func (h *Handwriting) takesSamples() bool {
	return h.lab.Session().Ready != nil && !h.lab.Session().Stopped()
}

// sentAFrame is the number of samples sent in a frame: the bitmap of each takes a millisecond to be made.
const sentAFrame = 4

// send sends the trainer some of the samples that it does not have.
func (h *Handwriting) send() {
	if len(h.unsent) == 0 || !h.takesSamples() {
		return
	}
	for range min(len(h.unsent), sentAFrame) {
		if s, ok := h.sample(h.unsent[0]); ok {
			h.lab.Post(&protocol.SetSample{ID: s.ID, Label: uint8(s.Label), Width: sketch.InkSide, Height: sketch.InkSide, Ink: h.lab.Ink(s.Strokes)})
		}
		h.unsent = h.unsent[1:]
	}
	h.lab.Invalidate(handwritingTopic) // and the rest in the next frame
}

// take takes an event of the trainer.
func (h *Handwriting) take(_ session.Session, e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Ready: // another trainer knows none
		h.unsent = nil
		for _, s := range h.samples {
			h.unsent = append(h.unsent, s.ID)
		}
	case *protocol.Built, *protocol.SamplePredictions:
		h.lab.Invalidate(handwritingTopic)
	case *protocol.FineTuned:
		if e == h.lab.Session().FineTuned {
			h.lab.Announce(strings.Join(h.fineTunedLines(h.text()), " "))
			h.lab.Invalidate(handwritingTopic)
		}
	}
}

// mayFineTune reports whether the present network can be fine-tuned with the samples.
func (h *Handwriting) mayFineTune() bool {
	s := h.lab.Session()
	return s.Usable() && s.Phase() == protocol.Done && s.FineTuning == 0 && len(h.samples) > 0 && len(h.unsent) == 0
}

// fineTune asks for a run that goes on from the present one with the samples.
func (h *Handwriting) fineTune() {
	if !h.mayFineTune() {
		return
	}
	h.lab.SetSession(session.Session.FineTune)
	h.lab.Post(&protocol.FineTune{Run: h.lab.Session().FineTuning})
	h.lab.Invalidate(handwritingTopic)
}

// tally counts the samples that are predicted right, of those with a prediction.
func tally(samples []sample, s session.Session) (right, of int) {
	for _, one := range samples {
		if r, ok := s.SamplePrediction(one.ID); ok {
			of++
			if int(r.Digit) == one.Label {
				right++
			}
		}
	}
	return right, of
}

// Package handwriting is the panel of the person's own digits: drawing them, the list of them, their files and storage in the
// browser, and fine-tuning the present network with them. The trainer predicts and fine-tunes; this package sends it the samples
// and shows what it answers.
package handwriting

import (
	"math"
	"slices"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/session"
	"digitlab/wasm/ui/sketch"
)

// sample is a digit that the person has drawn.
type sample struct {
	ID      int // from 1; newer samples have larger IDs
	Label   int
	Strokes []sketch.Stroke // as canonical returns them
}

// handwriting is the person's own digits and the panel's state.
type handwriting struct {
	lab     *lab.Lab
	drawn   func() []sketch.Stroke // returns the strokes on the canvas of the stage
	samples []sample               // in the order of their IDs; never changed in place
	last    int                    // the last ID that was used
	unsent  []int                  // IDs of the samples that the trainer does not have yet
	deleted []sample               // deleted by the last deletion, for undo
	chosen  int                    // ID of the selected sample; 0: none
	more    [10]int                // number of a digit's samples shown beyond the first page
	round   round
	said    i18n.Words[string] // text about the last change
	problem fileProblem        // problem of the file that was opened last, until something else is done
	trouble storeTrouble
}

var (
	// handwritingTopic is the person's handwriting, and the network's predictions for it.
	handwritingTopic = scheduler.NewTopic()
	// sheetTopic is the drawing on the panel's canvas.
	sheetTopic = scheduler.NewTopic()
)

func newHandwriting(l *lab.Lab, drawn func() []sketch.Stroke) *handwriting {
	h := &handwriting{lab: l, drawn: drawn}
	l.On(h.take)
	l.OnFrame(h.send)
	return h
}

func (h *handwriting) text() words { return texts.In(h.lab.Language()) }

// round is one pass through the ten digits.
type round struct {
	on      bool
	digit   int // the digit to draw now
	drawing sketch.Drawing
	kept    [10]int // ID of the sample of each digit; 0: none
	missed  bool    // the person wanted to add a digit before drawing it
}

// Limits of a sample, so that no file and no scribble fills the browser's storage.
const (
	mostStrokes = 100
	mostPoints  = 2000 // of all strokes together
	// outside is how far beyond the canvas a stroke may go, as a share of the canvas's side.
	outside = .5
	// finest is the minimum distance of two stored points of a stroke, as a share of the canvas's side: a pixel of the trainer's ink.
	finest = 1. / 200
	// places is 10 to the number of stored decimals of a coordinate.
	places = 1000
)

// canonical returns strokes as they are stored: coordinates with three decimals, and no points closer than finest. Strokes that are
// stored, exported and imported again stay equal.
func canonical(strokes []sketch.Stroke) (out []sketch.Stroke) {
	points := 0
	for _, s := range strokes[:min(len(strokes), mostStrokes)] {
		var stroke sketch.Stroke
		for i, p := range s {
			p = sketch.PointAt(settledPlace(p.X), settledPlace(p.Y))
			if last := len(stroke) - 1; last < 0 || i == len(s)-1 && p != stroke[last] || apart(p, stroke[last]) {
				if points++; points > mostPoints {
					break
				}
				stroke = append(stroke, p)
			}
		}
		if len(stroke) > 0 {
			out = append(out, stroke)
		}
	}
	return out
}

func settledPlace(v float64) float64 {
	return math.Round(min(max(v, -outside), 1+outside)*places) / places
}

func apart(a, b sketch.Point) bool { return math.Hypot(a.X-b.X, a.Y-b.Y) >= finest }

// sameStrokes compares strokes that canonical returned.
func sameStrokes(a, b []sketch.Stroke) bool {
	return slices.EqualFunc(a, b, func(a, b sketch.Stroke) bool { return slices.Equal(a, b) })
}

// find returns the sample with these strokes, which canonical returned.
func (h *handwriting) find(strokes []sketch.Stroke) (sample, bool) {
	for _, s := range h.samples {
		if sameStrokes(s.Strokes, strokes) {
			return s, true
		}
	}
	return sample{}, false
}

// sample returns the sample with an ID.
func (h *handwriting) sample(id int) (sample, bool) {
	for _, s := range h.samples {
		if s.ID == id {
			return s, true
		}
	}
	return sample{}, false
}

// full reports whether there is the maximum number of samples.
func (h *handwriting) full() bool { return len(h.samples) >= protocol.MaxSamples }

// of returns the samples of a digit.
func (h *handwriting) of(digit int) (of []sample) {
	for _, s := range h.samples {
		if s.Label == digit {
			of = append(of, s)
		}
	}
	return of
}

// missing returns how many samples each digit needs to have two, and whether any needs one.
func (h *handwriting) missing() (missing [10]int, some bool) {
	for digit := range missing {
		missing[digit] = max(2-len(h.of(digit)), 0)
		some = some || missing[digit] > 0
	}
	return missing, some
}

// add adds a sample of a digit and returns its ID, or 0 if there is no room or nothing is drawn.
func (h *handwriting) add(label int, strokes []sketch.Stroke) int {
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

// relabel changes the digit of a sample.
func (h *handwriting) relabel(id, label int) {
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

// delete deletes samples. undelete restores those of the last deletion.
func (h *handwriting) delete(which func(sample) bool) {
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
	h.said = texts.Say(func(t words) string { return t.Deleted(len(gone)) })
	h.unsent = slices.DeleteFunc(slices.Clone(h.unsent), func(id int) bool { _, has := h.sample(id); return !has })
	h.changed()
}

func (h *handwriting) deleteOne(id int) {
	h.delete(func(s sample) bool { return s.ID == id })
}

// undelete restores the samples of the last deletion in their places.
func (h *handwriting) undelete() {
	back := h.deleted[:min(len(h.deleted), protocol.MaxSamples-len(h.samples))]
	for _, s := range back {
		at := 0
		for at < len(h.samples) && h.samples[at].ID < s.ID {
			at++
		}
		h.samples = slices.Concat(h.samples[:at], []sample{s}, h.samples[at:])
		h.unsent = append(h.unsent, s.ID)
	}
	h.deleted, h.said = nil, i18n.Words[string]{}
	h.changed()
}

// changed stores the samples in the browser and shows them.
func (h *handwriting) changed() {
	h.problem = fileProblem{}
	h.trouble = h.store()
	h.lab.Invalidate(handwritingTopic | lab.NoticeTopic)
}

// takesSamples reports whether the trainer accepts samples.
func (h *handwriting) takesSamples() bool {
	return h.lab.Session().Ready != nil && !h.lab.Session().Stopped()
}

// sentAFrame is the maximum number of samples sent per frame: the trainer takes a millisecond for each.
const sentAFrame = 4

// send sends the trainer some of the samples that it does not have.
func (h *handwriting) send() {
	if len(h.unsent) == 0 || !h.takesSamples() {
		return
	}
	for range min(len(h.unsent), sentAFrame) {
		if s, ok := h.sample(h.unsent[0]); ok {
			h.lab.Post(&protocol.SetSample{ID: s.ID, Label: uint8(s.Label), Drawing: sketch.OnPaper(s.Strokes)})
		}
		h.unsent = h.unsent[1:]
	}
	h.lab.Invalidate(handwritingTopic) // the rest follows in the next frame
}

// take takes an event of the trainer.
func (h *handwriting) take(_ session.Session, e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Ready: // a new trainer has no samples
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
func (h *handwriting) mayFineTune() bool {
	s := h.lab.Session()
	return s.Usable() && s.Phase() == protocol.Done && s.FineTuning == 0 && len(h.samples) > 0 && len(h.unsent) == 0
}

// fineTune asks for a run that continues the present one with the samples.
func (h *handwriting) fineTune() {
	if !h.mayFineTune() {
		return
	}
	h.lab.SetSession(session.Session.FineTune)
	h.lab.Post(&protocol.FineTune{Run: h.lab.Session().FineTuning})
	h.lab.Invalidate(handwritingTopic)
}

// tally returns the number of samples with a correct prediction, and the number with a prediction.
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

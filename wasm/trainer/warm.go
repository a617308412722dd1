package trainer

import (
	"slices"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
)

const (
	// warmTime is how long one warm-up works. A browser compiles beside it, so that several short ones with rests between them
	// give more than a long one.
	warmTime = 400 * time.Millisecond
	// A command waits for a step of a warm-up at most. So a step has at most warmBatch digits, and at most warmProducts multiplications
	// forward: a few milliseconds, also before the code is fast.
	warmBatch    = 8
	warmProducts = 2 << 20
	// It trains runs of warmEpochs epochs of warmSteps steps, one after the other.
	warmEpochs = 5
	warmSteps  = 20
	// warmKept is the bytes that are kept of such a run.
	warmKept = 1 << 20
)

// warmUp warms up for the present run.
func (t *Trainer) warmUp(number int) {
	if t.is(number) && t.mayWarmUp {
		t.prepare(t.run.settings)
	}
}

// warmUpForTrial warms up for a trial, unless the last one had the same layers. The time of a trial that begins with slow code would say
// little about the next one's.
func (t *Trainer) warmUpForTrial(s protocol.Settings) error {
	last := t.tried
	t.tried = s
	if !t.mayWarmUp || last.Data == s.Data && slices.Equal(last.Layers, s.Layers) {
		return nil
	}
	return t.prepare(s)
}

// prepare runs what training with these settings will need, on a small network of its own, for warmTime or until a command ends it; then it
// returns errInterrupted. No bit of a run depends on it: another trainer trains, which has its own weights and random numbers.
func (t *Trainer) prepare(s protocol.Settings) error {
	s, short := small(s)
	if !short {
		return nil // it has so many layers that the browser compiles for it in its first epoch
	}
	return t.during(warming, noProgress, func() (err error) {
		begin := time.Now()
		other := New(t.host)
		other.data, other.inspector.asked = t.data, t.inspector.asked
		other.inspector.asked.Member, other.stretch, other.mostKept = 0, stretchWhileDrawn, warmKept
		yield := func() {
			if err == nil {
				err = t.yield()
			}
			if err != nil || time.Since(begin) >= warmTime {
				other.Stop()
			}
		}
		other.page = rehearsal{yield}
		for yield(); err == nil && time.Since(begin) < warmTime; {
			r, problem := other.newRun(0, s)
			if problem != nil {
				return nil // what it is for has nearly the same settings
			}
			r.data = data.Split{Fit: first(r.data.Fit, warmSteps*s.BatchSize), Validation: first(r.data.Validation, s.BatchSize), Test: first(r.data.Test, s.BatchSize)}
			other.begin(r)
			other.setDrawing(doodle)
			other.train(0, 0)
		}
		return err
	})
}

// doodle is a drawing as a person may make it. To read it takes 12 ms at first, once for a page, and then one; no other part of a warm-up keeps
// a command waiting as long.
var doodle = &protocol.Predict{Source: protocol.Drawn, Drawing: protocol.Drawing{Pen: protocol.PaperUnits / 8,
	Strokes: []protocol.Stroke{{{X: 2500, Y: 2000}, {X: 7000, Y: 2200}, {X: 4500, Y: 8000}}}}}

// rehearsal is the page of a trainer that trains for nobody.
type rehearsal struct{ yield func() }

func (r rehearsal) Yield() { r.yield() }

// Send only does what every event needs.
func (rehearsal) Send(e protocol.Event) { protocol.MarshalEvent(e) }

func first(digits nn32.Data, most int) nn32.Data { return digits.Slice(0, min(most, digits.Len())) }

// small returns settings of a network with the same layers, and so the same code, whose layers have half as many units, or a quarter, and so
// on, so that a step of a few digits is short. short reports whether it is.
func small(s protocol.Settings) (_ protocol.Settings, short bool) {
	s.BatchSize, s.Epochs, s.Members = min(s.BatchSize, warmBatch), warmEpochs, 1
	s.Layers = slices.Clone(s.Layers)
	for units := protocol.MaxUnits; warmBatch*s.Products() > warmProducts; units /= 2 {
		if units == 1 {
			return s, false
		}
		for i := range s.Layers {
			l := &s.Layers[i]
			l.Units = min(l.Units, max(l.Units/2, 1))
		}
	}
	return s, true
}

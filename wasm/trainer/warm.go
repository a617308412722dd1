package trainer

import (
	"slices"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
)

const (
	// warmTime is how long one warm-up works. A browser compiles beside it, so that several short ones with rests between them
	// give more than a long one.
	warmTime = 400 * time.Millisecond
	// A step of a warm-up has at most warmBatch digits, and at most warmProducts multiplications forward, and the network at most warmWeights
	// numbers: each takes a few milliseconds at most, also before the code is fast, and so a command waits no longer.
	warmBatch    = 8
	warmProducts = 2 << 20
	warmWeights  = 1 << 14
	// Its run has warmEpochs epochs of warmSteps steps, and is trained again and again.
	warmEpochs = 5
	warmSteps  = 20
)

// warmUp warms up for the present run.
func (t *Trainer) warmUp(number int) {
	if t.is(number) && t.mayWarmUp {
		t.prepare(t.run.settings, t.run.data)
	}
}

// warmUpForTrial warms up for a trial, unless the last one had the same layers. The time of a trial that begins with slow code would say
// little about the next one's.
func (t *Trainer) warmUpForTrial(s protocol.Settings, split data.Split) error {
	last := t.tried
	t.tried = s
	if !t.mayWarmUp || last.Data == s.Data && slices.Equal(last.Layers, s.Layers) {
		return nil
	}
	return t.prepare(s, split)
}

// prepare runs what training with these settings will need, on a small network of its own, for warmTime or until a command ends it; then it
// returns errInterrupted. No bit of a run depends on it: another trainer trains, which has its own weights and random numbers.
func (t *Trainer) prepare(s protocol.Settings, split data.Split) error {
	s, short := small(s)
	if !short {
		return nil // it has so many layers that the browser compiles for it in its first epoch
	}
	split = data.Split{Fit: split.Fit.First(warmSteps * s.BatchSize), Validation: split.Validation.First(s.BatchSize),
		Test: split.Test.First(s.BatchSize)}
	return t.during(warming, noProgress, func() (err error) {
		begin := time.Now()
		other := New(t.host) // which it never asks for anything; nor does its store, since nobody runs that
		yield := func() {
			if err == nil {
				err = t.yield()
			}
			if err != nil || time.Since(begin) >= warmTime {
				other.Stop()
			}
		}
		other.page, other.betweenYields, other.mostKept = rehearsal{yield}, stretchWhileDrawn, 0
		other.inspector.asked = t.inspector.asked
		other.inspector.asked.Member = 0
		if yield(); err != nil {
			return err
		}
		r, problem := other.runOn(0, s, split)
		if problem != nil {
			return nil // what it is for has nearly the same settings
		}
		for yield(); err == nil && time.Since(begin) < warmTime; yield() {
			r.again()
			other.calibration = calibration{}
			other.begin(r)
			other.setDrawing(doodle)
			other.train(0, 0)
			if r.phase == protocol.Paused {
				break // it has diverged
			}
		}
		return err
	})
}

// again makes a run that was trained one that is about to begin, with the weights that it has.
func (r *run) again() {
	r.phase, r.epochs, r.step, r.steps, r.trained, r.tested = protocol.Idle, nil, 0, 0, protocol.Moment{}, nil
	r.reported.epochs = 0
}

// doodle is a drawing as a person may make it. To read it takes 12 ms at first, once for a page, and then one; nothing else in a warm-up keeps a
// command waiting as long.
var doodle = &protocol.Predict{Source: protocol.Drawn, Drawing: protocol.Drawing{Pen: protocol.PaperUnits / 8,
	Strokes: []protocol.Stroke{{{X: 2500, Y: 2000}, {X: 7000, Y: 2200}, {X: 4500, Y: 8000}}}}}

// rehearsal is the page of a trainer that trains for nobody.
type rehearsal struct{ yield func() }

func (r rehearsal) Yield() { r.yield() }

// Send does what every event needs. What comes between two steps of a run sends several, so that a command waits for a part of it only.
func (r rehearsal) Send(e protocol.Event) {
	protocol.MarshalEvent(e)
	r.yield()
}

// small returns settings of a network with the same layers, and so the same code, whose layers have half as many units, or a quarter, and so
// on, so that a step of a few digits is short. short reports whether it is.
func small(s protocol.Settings) (_ protocol.Settings, short bool) {
	s.BatchSize, s.Epochs, s.Members = min(s.BatchSize, warmBatch), warmEpochs, 1
	s.Layers = slices.Clone(s.Layers)
	for units := protocol.MaxUnits; warmBatch*s.Products() > warmProducts || weights(s) > warmWeights; units /= 2 {
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

// weights returns the number of a network's parameters.
func weights(s protocol.Settings) int {
	infos, _ := protocol.Describe(s.Data.Side(), s.Layers)
	return protocol.TotalParams(infos)
}

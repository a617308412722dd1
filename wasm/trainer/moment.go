package trainer

import (
	"errors"
	"slices"
	"time"

	"digitlab/nn32"
	"digitlab/nn32/calibrate"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
)

// view is the moment of the run that the page sees. A moment that is not kept is computed again from the last kept one before it, by a
// network of its own, which is not the run's: the same settings and seed give the same weights, to the bit.
type view struct {
	id      int // of the last LookAt
	past    bool
	moment  protocol.Moment // if past
	near    bool            // it was asked for while a slider is being moved
	network *model.Network  // with its weights, and for an epoch its optimiser's state; nil before the first look back
	again   *model.Network  // computes moments again; nil before the first one

	wanted       *protocol.Moment // is to be computed again; nil: none
	results      bool             // are wanted too
	due          bool             // the results of the moment are not predicted yet
	reported     time.Time
	temperatures map[protocol.Moment]calibrate.Temperature // of the moments that were seen
}

// betweenShares is the minimum time between two reports of how much is computed.
const betweenShares = 50 * time.Millisecond

// viewed returns the network that the page sees.
func (t *Trainer) viewed() *model.Network {
	if t.view.past {
		return t.view.network
	}
	return t.run.network
}

// viewedMoment returns the moment of the viewed network.
func (t *Trainer) viewedMoment() protocol.Moment {
	if t.view.past {
		return t.view.moment
	}
	return t.run.trained // also while the epoch is evaluated that its last step has ended
}

// lookAt turns to a moment of the run. One that is not kept is computed as soon as nothing else is to be done.
func (t *Trainer) lookAt(c *protocol.LookAt) {
	if !t.is(c.Run) {
		return
	}
	r, v := t.run, &t.view
	v.id, v.wanted, v.due = c.ID, nil, false
	m := c.Moment
	if m.Epoch > 0 {
		m.Step = 0
	}
	if last := r.last(); m.Compare(last) > 0 {
		m = last
	}
	if c.Now || r.phase == protocol.Done && m.Epoch == len(r.epochs) {
		v.past = false
		t.reportShown(1)
		t.showView()
		return
	}
	v.near, v.results = c.Near, c.Results
	values := r.history.At(m)
	if near, enough, ok := r.history.Nearest(m); values == nil && ok && (c.Near && enough || r.phase == protocol.Running) {
		m, values = near, r.history.At(near)
	}
	switch {
	case values != nil:
		t.show(m, values)
	case r.phase == protocol.Running:
		t.reportShown(1) // nothing is kept, and the run does not wait
	default:
		v.wanted = &m
		t.reportShown(0)
	}
}

// last returns the last moment of the run that can be looked at.
func (r *run) last() protocol.Moment {
	if len(r.epochs) > 0 {
		return protocol.Moment{Epoch: len(r.epochs)}
	}
	return protocol.Moment{Step: r.history.LastStep()}
}

// show turns to a moment with these numbers.
func (t *Trainer) show(m protocol.Moment, values []float32) {
	v := &t.view
	if v.network == nil {
		network, err := model.New(t.run.settings)
		if err != nil {
			return // the run has one of the same settings
		}
		v.network = network
	}
	nn32.SetValues(paramsOf(v.network), values)
	t.turnTo(m)
}

// turnTo makes a moment, whose numbers the view's network has, the one that the page sees.
func (t *Trainer) turnTo(m protocol.Moment) {
	v := &t.view
	v.past, v.moment, v.due = true, m, v.results
	t.reportShown(1)
	t.showView()
}

// showView predicts and inspects with the viewed network.
func (t *Trainer) showView() {
	t.predictDrawing()
	t.inspect()
}

// reportShown reports the moment in force, and which part of the one that was asked for is computed.
func (t *Trainer) reportShown(share float64) {
	t.view.reported = time.Now()
	t.page.Send(t.shown(share))
}

func (t *Trainer) shown(share float64) *protocol.Shown {
	v := &t.view
	return &protocol.Shown{Run: t.run.number, ID: v.id, Past: v.past, Moment: v.moment, Share: share}
}

// pursue does what the page waits for, one after the other, if there is nothing else to do: it computes a moment, predicts the test
// digits, finds out what a unit looks for, reads the digits on the wall, and makes the map. Commands about anything but the view are executed between two steps of that.
func (t *Trainer) pursue() {
	if t.run == nil || t.state() != idle && t.state() != paused {
		return
	}
	for state, work := t.due(); work != nil; state, work = t.due() {
		if t.during(state, noProgress, work) == errInterrupted {
			return
		}
	}
}

// due returns what the page waits for first, and the state for it; nil: nothing. What fails is not due again.
func (t *Trainer) due() (state, func() error) {
	v := &t.view
	switch {
	case v.wanted != nil:
		return viewing, t.computeWanted
	case v.past && v.due:
		return viewing, func() error {
			v.due = false
			return t.predictTest(v.network, &protocol.Results{Run: t.run.number, Past: true, Moment: v.moment})
		}
	}
	if work := t.seekDue(); work != nil {
		return seeking, work
	}
	if work := t.wallDue(); work != nil {
		return walling, work
	}
	return walling, t.mapDue()
}

// computeWanted computes the moment that was asked for and turns to it.
func (t *Trainer) computeWanted() error {
	v := &t.view
	m := *v.wanted
	v.wanted = nil
	switch err := t.recall(m); {
	case err == errInterrupted:
		t.reportShown(1)
		return err
	case err != nil:
		t.reportLost()
		return err
	}
	t.turnTo(m)
	return nil
}

// reportLost reports that the moment that was asked for cannot be computed again.
func (t *Trainer) reportLost() {
	e := t.shown(1)
	e.Lost = true
	t.page.Send(e)
}

// errOther is the reason why moments of a run cannot be computed again. Its curves tell: they would be others.
var errOther = errors.New("the run was trained on other data, or by another version of this page")

// recall computes the run again up to a moment, and makes the result the view's network.
func (t *Trainer) recall(m protocol.Moment) error {
	v := &t.view
	err := t.compute(m, func(share float64) {
		if time.Since(v.reported) >= betweenShares {
			t.reportShown(share)
		}
	})
	if err == nil {
		v.network, v.again = v.again, v.network
	}
	return err
}

// compute computes the run again up to a moment, in v.again. What it passes is kept. report is told how much is done.
func (t *Trainer) compute(m protocol.Moment, report func(share float64)) (err error) {
	r, v := t.run, &t.view
	from, kept := r.history.Before(m.Epoch)
	if v.again == nil || !kept {
		if v.again, err = model.New(r.settings); err != nil {
			return err
		}
	}
	params := paramsOf(v.again)
	if kept {
		nn32.SetValues(params, r.history.At(protocol.Moment{Epoch: from}))
	}
	if m == (protocol.Moment{Epoch: from}) {
		return nil
	}
	v.again.SetLearningRate(r.rateAt(protocol.Moment{Epoch: from}))
	for step, err := range v.again.Steps(r.data.Fit, r.settings, from) {
		if err != nil {
			return errors.Join(errOther, err)
		}
		at, epoch := momentAfter(step), step.Epoch-1
		switch {
		case at.Compare(m) > 0:
			return errOther // there is no such step
		case step.Last && (r.epochs[epoch].Loss != step.Loss || r.epochs[epoch].Accuracy != step.Accuracy):
			return errOther
		case step.Last:
			r.history.KeepEpoch(step.Epoch, params)
		case epoch == 0:
			r.history.KeepStep(step.Step, step.Steps, v.again.Params())
		}
		if at == m {
			return nil
		}
		if rate, changed := r.changeAt(at); changed {
			v.again.SetLearningRate(rate)
		}
		done := float64(epoch-from) + float64(step.Step)/float64(step.Steps)
		report(done / (float64(m.Epoch-from) + float64(m.Step)/float64(step.Steps)))
		if err := t.yield(); err != nil {
			return err
		}
	}
	return errOther
}

// momentAfter returns the moment after a step.
func momentAfter(step nn32.Step) protocol.Moment {
	if step.Last {
		return protocol.Moment{Epoch: step.Epoch}
	}
	return protocol.Moment{Epoch: step.Epoch - 1, Step: step.Step}
}

// trainOn begins a run that is what the present one was at a moment, and trains it. If that cannot be, the present run goes on under the
// new number.
func (t *Trainer) trainOn(number int, m protocol.Moment) {
	present := t.run
	if present == nil {
		return
	}
	t.takeBack()
	r, err := t.branch(number, m)
	t.leave()
	switch problem := t.beginOr(r, present, number); {
	case err == nil && problem == nil:
		t.train(number, 0)
	case err != errInterrupted:
		t.reportLost()
	}
}

// branch returns a run that is what the present one was at a moment. Between the steps of the first epoch that is one that takes the
// same steps again, at once.
func (t *Trainer) branch(number int, m protocol.Moment) (*run, error) {
	from := t.run
	if last := from.last(); m.Compare(last) > 0 {
		m = last
	}
	r, err := t.newRun(number, from.settings)
	if err != nil {
		return nil, err
	}
	for _, c := range from.checkpoint.Rates {
		if c.Moment.Compare(m) <= 0 {
			r.checkpoint.Rates = append(r.checkpoint.Rates, c)
		}
	}
	if m.Epoch == 0 {
		r.repeated = m.Step
		r.applyRate(r.rateAt(protocol.Moment{}))
		return r, nil
	}
	values := from.history.At(m)
	if values == nil {
		if !t.view.past || t.view.moment != m {
			if err := t.during(viewing, noProgress, func() error { return t.recall(m) }); err != nil {
				return nil, err
			}
		}
		values = nn32.AppendValues(nil, paramsOf(t.view.network))
	}
	nn32.SetValues(r.params(), values)
	r.applyRate(r.rateAt(m))
	r.epochs, r.history = slices.Clone(from.epochs[:m.Epoch]), from.history.Until(m.Epoch)
	r.stopwatch.before = time.Duration(r.epochs[m.Epoch-1].Elapsed * float64(time.Second))
	r.trained, r.phase, r.unsaved = m, protocol.Paused, true
	r.snapshot()
	return r, nil
}

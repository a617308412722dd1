package trainer

import (
	"slices"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
)

// firstRight is for each digit on the wall the first epoch after which it was predicted rightly. That of the untrained network is chance.
type firstRight struct {
	of     *run
	epochs []int // -1: never
	seen   map[int]bool
	told   bool // everything that is known was reported
}

// take takes what was predicted at a moment of a run.
func (f *firstRight) take(r *run, m protocol.Moment, predicted []byte) {
	if f.of != r {
		*f = firstRight{of: r, epochs: slices.Repeat([]int{-1}, len(predicted)), seen: map[int]bool{}}
	}
	if m.Step > 0 || m.Epoch == 0 || f.seen[m.Epoch] {
		return
	}
	f.seen[m.Epoch], f.told = true, false
	for place := 0; place < len(predicted); {
		for _, label := range r.data.From(place, len(predicted)-place).Labels {
			if first := &f.epochs[place]; int(predicted[place]) == label && (*first < 0 || m.Epoch < *first) {
				*first = m.Epoch
			}
			place++
		}
	}
}

// unseen returns the kept epochs whose digits were not predicted yet.
func (f *firstRight) unseen(r *run) []int {
	return slices.DeleteFunc(r.history.Epochs(), func(epoch int) bool { return epoch == 0 || f.of == r && f.seen[epoch] })
}

// firstRightDue reports whether the page has not been told everything.
func (t *Trainer) firstRightDue() bool {
	f := &t.wall.first
	return f.of == t.run && (!f.told || len(f.unseen(t.run)) > 0)
}

// findFirstRight predicts all digits at each kept epoch.
func (t *Trainer) findFirstRight() error {
	w, r := &t.wall, t.run
	begun := time.Now()
	for _, epoch := range w.first.unseen(r) {
		network := w.predictor.with(r, r.history.At(protocol.Moment{Epoch: epoch}))
		var predicted []byte
		for n := r.data.Walled(); len(predicted) < n; {
			some := r.data.From(len(predicted), min(model.ChunkSize, n-len(predicted)))
			probabilities, err := network.Predict(some.X)
			if err != nil {
				w.first.seen[epoch] = true
				return err
			}
			for p := range slices.Chunk(probabilities.Data, model.Classes) {
				digit, _, _ := predictionOf(p)
				predicted = append(predicted, digit)
			}
			if err := t.yield(); err != nil {
				return err
			}
		}
		w.first.take(r, protocol.Moment{Epoch: epoch}, predicted)
		if time.Since(begun) > betweenShares {
			begun = time.Now()
			t.reportFirstRight()
		}
	}
	t.reportFirstRight()
	w.first.told = true
	return nil
}

// reportFirstRight reports what is known.
func (t *Trainer) reportFirstRight() {
	f := &t.wall.first
	left := len(f.unseen(t.run))
	t.page.Send(&protocol.FirstRight{Run: t.run.number, Epochs: f.epochs, Every: t.run.history.Every(),
		Share: float64(len(f.seen)) / float64(max(1, len(f.seen)+left))})
}

// course is the way of one digit through the epochs. What was predicted once stays, also when the weights are not kept any more.
type course struct {
	of     *run // nil: no digit is followed
	report protocol.DigitCourse
}

// followDigit takes the digit whose way the page wants to see.
func (t *Trainer) followDigit(c *protocol.FollowDigit) {
	if t.is(c.Run) && c.Digit >= 0 && c.Digit < t.run.data.Walled() {
		t.wall.course = course{of: t.run, report: protocol.DigitCourse{Run: c.Run, Digit: c.Digit}}
		t.predictCourse()
	}
}

// predictCourse predicts the digit that is followed at the kept epochs at which it was not predicted yet, and reports all.
func (t *Trainer) predictCourse() {
	c, r := &t.wall.course, t.run
	if c.of != r {
		return
	}
	one, _ := r.data.At(c.report.Digit)
	for _, epoch := range r.history.Epochs() {
		c.predict(epoch, one, func() *model.Network { return t.wall.follower.with(r, r.history.At(protocol.Moment{Epoch: epoch})) })
	}
	if m := r.last(); m == (protocol.Moment{Epoch: len(r.epochs)}) && r.phase == protocol.Done && t.experiment.taken == 0 {
		c.predict(m.Epoch, one, func() *model.Network { return r.network })
	}
	c.report.Share = 1
	if t.gap() && r.phase != protocol.Running {
		c.report.Share = 0
	}
	c.report.Lost = t.wall.unfilled == r && r.lastGap()
	report := c.report
	t.page.Send(&report)
}

// predict predicts the digit by the network of an epoch, unless that is done.
func (c *course) predict(epoch int, one nn32.Data, network func() *model.Network) {
	out := &c.report
	at, found := slices.BinarySearch(out.Epochs, epoch)
	if found {
		return
	}
	p, err := network().Predict(one.X)
	if err != nil {
		return
	}
	digit, _, _ := predictionOf(p.Data)
	out.Epochs = slices.Insert(out.Epochs, at, epoch)
	out.Predicted = slices.Insert(out.Predicted, at, digit)
	out.Probability = slices.Insert(out.Probability, at, p.Data[one.Labels[0]])
}

// lastGap reports whether the history of a run has a gap.
func (r *run) lastGap() bool {
	_, ok := r.history.Gap(len(r.epochs))
	return ok
}

// gap reports whether epochs are missing that could be computed again and kept.
func (t *Trainer) gap() bool { return t.wall.unfilled != t.run && t.run.lastGap() }

// fill computes epochs again that are missing, such as those of a run that was stored.
func (t *Trainer) fill() error {
	w, r := &t.wall, t.run
	to, _ := r.history.Gap(len(r.epochs))
	reported := time.Now()
	err := t.compute(protocol.Moment{Epoch: to}, func(share float64) {
		if w.course.of == r && time.Since(reported) >= 4*betweenShares {
			reported = time.Now()
			t.predictCourse()
		}
	})
	if err == errInterrupted {
		return err
	}
	if again, ok := r.history.Gap(len(r.epochs)); err != nil || ok && again == to {
		w.unfilled = r // it will not be kept another time either
	}
	t.predictCourse()
	return err
}

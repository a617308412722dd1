package time

import (
	"testing"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/lab/labtest"
)

// Each moment has a place of its own, in their order, and is found there.
func TestScale(t *testing.T) {
	for _, c := range []scale{{21, 100}, {21, 1}, {1, 1000}, {446, 4}, {1, 1}} {
		last := c.number(protocol.Moment{Epoch: c.epochs})
		if last != c.steps+c.epochs-1 || c.place(0) != 0 || c.place(last) != length {
			t.Errorf("%v: the last is number %d at %d", c, last, c.place(last))
		}
		for number := range last + 1 {
			if c.number(c.moment(number)) != number || c.at(c.place(number)) != number || number > 0 && c.place(number) <= c.place(number-1) {
				t.Errorf("%v: number %d is %v, at %d, where %d is found", c, number, c.moment(number), c.place(number), c.at(c.place(number)))
			}
		}
	}
	if m := (scale{21, 100}).moment(21); m != (protocol.Moment{Epoch: 1}) {
		t.Errorf("number 21 is %v", m)
	}
}

// trained returns a machine of a run of four epochs of two steps each, three of which are trained.
func trained(t *testing.T) (*machine, *lab.Lab, func(...protocol.Command)) {
	l, expect := labtest.Trained(t)
	m := newMachine(l)
	s := protocol.DefaultSettings()
	s.Epochs = 4
	l.Apply(&protocol.Built{Run: 1, Settings: s, Fit: 100})
	l.Apply(&protocol.Progress{Run: 1, Epoch: 3, Step: 2, Steps: 2, Ended: []protocol.Epoch{{Number: 1}, {Number: 2, ValidationAccuracy: .93}, {Number: 3}}})
	labtest.Become(l, protocol.Paused)
	expect()
	return m, l, expect
}

// shown answers what the machine has asked for last.
func (m *machine) shown(moment protocol.Moment) *protocol.Shown {
	return &protocol.Shown{Run: 1, ID: m.asked, Past: true, Moment: moment, Share: 1}
}

// The trainer is told at most once a frame, and not before it has answered; what was chosen meanwhile but the last is left out.
func TestAsksOnceAFrame(t *testing.T) {
	m, l, expect := trained(t)
	now := time.Now()
	l.Frame(now)
	expect()
	m.turn(1, true)
	m.turn(2, true)
	expect()
	l.Frame(now)
	expect(&protocol.LookAt{Run: 1, ID: 1, Moment: protocol.Moment{Epoch: 1}, Near: true})
	m.turn(0, true)
	m.turn(3, true)
	l.Frame(now)
	expect()
	l.Apply(m.shown(protocol.Moment{Epoch: 1}))
	l.Frame(now)
	expect(&protocol.LookAt{Run: 1, ID: 2, Moment: protocol.Moment{Epoch: 2}, Near: true})
	m.stay()
	l.Apply(m.shown(protocol.Moment{Epoch: 2}))
	l.Frame(now)
	expect(&protocol.LookAt{Run: 1, ID: 3, Moment: protocol.Moment{Epoch: 2}})
	l.Apply(&protocol.Shown{Run: 1, ID: m.asked, Past: true, Moment: protocol.Moment{Epoch: 1}, Share: .5}) // it computes, and may be interrupted
	m.turn(4, false)
	l.Frame(now)
	expect(&protocol.LookAt{Run: 1, ID: 4, Now: true})
	l.Apply(&protocol.Shown{Run: 1, ID: m.asked, Share: 1})
	l.Reveal(resultsPanel, "")
	m.opened()
	l.Frame(now)
	expect() // the present has results anyway
	m.turn(1, false)
	l.Frame(now)
	expect(&protocol.LookAt{Run: 1, ID: 5, Moment: protocol.Moment{Step: 1}, Results: true})
	l.Apply(&protocol.Ready{})
	if m.past || m.awaited {
		t.Error("a new trainer does not show the present")
	}
}

// A new run shows the present, also where the results of an earlier moment of the last one were open.
func TestNewRunShowsThePresent(t *testing.T) {
	m, l, expect := trained(t)
	l.Reveal(resultsPanel, "")
	m.turn(0, false)
	l.Frame(time.Now())
	expect(&protocol.LookAt{Run: 1, ID: 1, Results: true})
	l.Apply(m.shown(protocol.Moment{}))
	build := &protocol.Build{Run: 2, Settings: protocol.DefaultSettings()}
	l.BeginStored(func(int) protocol.Command { return build })
	expect(build)
	m.opened() // whatever is shown anew tells so
	l.Frame(time.Now())
	expect()
	l.Apply(&protocol.Built{Run: 2, Settings: protocol.DefaultSettings(), Fit: 100})
	l.Frame(time.Now())
	expect()
	if m.past {
		t.Error("it shows the past")
	}
}

// A moment that is at hand in place of the one that was asked for is what the slider points at, unless it is being moved.
func TestFollowsTheTrainer(t *testing.T) {
	m, l, _ := trained(t)
	m.turn(2, false)
	l.Frame(time.Now())
	l.Apply(m.shown(protocol.Moment{Epoch: 2}))
	if m.shownAt() != 3 {
		t.Errorf("it points at %d", m.shownAt())
	}
	m.turn(1, true)
	l.Frame(time.Now())
	l.Apply(m.shown(protocol.Moment{Epoch: 2}))
	if m.shownAt() != 1 {
		t.Errorf("while it is moved it points at %d", m.shownAt())
	}
	m.now()
	l.Frame(time.Now())
	l.Apply(&protocol.Shown{Run: 1, ID: m.asked, Share: 1})
	l.Apply(&protocol.Progress{Run: 1, Epoch: 4, Step: 2, Steps: 2, Ended: []protocol.Epoch{{Number: 4}}})
	if m.shownAt() != 5 {
		t.Errorf("it does not follow the run: it points at %d", m.shownAt())
	}
}

// A moment that was asked for may be there just when the next one has been asked for.
func TestIgnoresEarlierAnswers(t *testing.T) {
	m, l, _ := trained(t)
	m.turn(2, false)
	l.Frame(time.Now())
	earlier := m.shown(protocol.Moment{Epoch: 1})
	l.Apply(&protocol.Shown{Run: 1, ID: m.asked}) // it will be computed
	m.turn(1, false)
	l.Frame(time.Now())
	l.Apply(earlier)
	if m.shownAt() != 1 || !m.awaited {
		t.Errorf("it points at %d, awaiting an answer: %v", m.shownAt(), m.awaited)
	}
	l.Apply(m.shown(protocol.Moment{Step: 1}))
	if m.shownAt() != 1 || m.awaited {
		t.Errorf("it points at %d, awaiting an answer: %v", m.shownAt(), m.awaited)
	}
}

func TestSentences(t *testing.T) {
	m, l, _ := trained(t)
	e := &english{}
	check := func(want, value string) {
		t.Helper()
		if said, spoken := sentence(m, e), valueText(m, e); said != want || spoken != value {
			t.Errorf("it says %q and %q, want %q and %q", said, spoken, want, value)
		}
	}
	check("Shown: now, epoch 3 of 4", "epoch 3 of 4, accuracy 0%")
	for _, c := range []struct {
		number      int
		want, value string
	}{
		{0, "Shown: untrained, epoch 0 of 4, now at 3", "epoch 0 of 4, untrained"},
		{1, "Shown: epoch 1, step 1 of 2, now at epoch 3", "epoch 1, step 1 of 2"},
		{3, "Shown: epoch 2 of 4, now at 3", "epoch 2 of 4, accuracy 93%"},
	} {
		m.turn(c.number, false)
		l.Frame(time.Now())
		l.Apply(m.shown(m.scale().moment(c.number)))
		check(c.want, c.value)
	}
	l.Apply(&protocol.Shown{Run: 1, ID: m.asked, Past: true, Moment: protocol.Moment{Epoch: 2}, Share: .25})
	check("Computing that moment again: 25%", "epoch 2 of 4, accuracy 93%")
	m.now()
	l.Apply(&protocol.Shown{Run: 1, ID: m.asked, Share: 1})
	labtest.Become(l, protocol.Running)
	check("Following the run: epoch 3 of 4", "epoch 3 of 4, accuracy 0%")
}

// A repetition goes through the run in four seconds and ends at the present; it waits for what is computed again.
func TestReplay(t *testing.T) {
	m, l, expect := trained(t)
	m.play()
	l.Frame(time.Now())
	expect(&protocol.LookAt{Run: 1, ID: 1, Near: true})
	begin := m.ticked
	m.tick(begin.Add(time.Second))
	if m.wanted != 0 {
		t.Error("it does not wait for an answer")
	}
	l.Apply(m.shown(protocol.Moment{}))
	at := begin.Add(time.Second)
	for passed := 70 * time.Millisecond; m.playing; passed += 70 * time.Millisecond {
		at = at.Add(70 * time.Millisecond)
		m.tick(at)
		if want := int(passed / time.Second); m.playing && m.wanted != want {
			t.Errorf("after %v it is at %d, want %d", passed, m.wanted, want)
		}
		if passed > playTime+70*time.Millisecond {
			t.Fatal("it does not end")
		}
	}
	if m.past || m.shownAt() != m.last() {
		t.Errorf("at last it points at %d", m.shownAt())
	}
	m.turn(2, false)
	l.Apply(m.shown(protocol.Moment{Epoch: 1}))
	m.play()
	if m.play(); m.playing || m.wanted != 2 || m.near {
		t.Errorf("stopped, it is at %d", m.wanted)
	}
}

func TestTrainsOn(t *testing.T) {
	m, l, expect := trained(t)
	m.trainOn()
	l.Frame(time.Now())
	expect()
	m.turn(3, false)
	if m.mayTrainOn() {
		t.Error("before the moment is there, a run can begin at it")
	}
	l.Frame(time.Now())
	l.Apply(m.shown(protocol.Moment{Epoch: 2}))
	expect(&protocol.LookAt{Run: 1, ID: 1, Moment: protocol.Moment{Epoch: 2}})
	m.trainOn()
	expect(&protocol.TrainOn{Run: 2, Moment: protocol.Moment{Epoch: 2}})
	l.Apply(&protocol.Built{Run: 2, Settings: l.Session().Built.Settings, Fit: 100})
	if m.past || m.last() != 0 {
		t.Error("the new run is seen at a moment of the other")
	}
}

// What a run was before it diverged in its first epoch can be seen.
func TestDivergedInTheFirstEpoch(t *testing.T) {
	l, _ := labtest.Trained(t)
	m := newMachine(l)
	l.Apply(&protocol.Progress{Run: 1, Epoch: 1, Step: 9, Steps: 21})
	l.Apply(&protocol.Built{Run: 1, Settings: protocol.DefaultSettings(), Fit: 1005})
	l.Apply(&protocol.Progress{Run: 1, Epoch: 1, Step: 9, Steps: 21})
	l.Apply(&protocol.Progress{Run: 1, Epoch: 1, Step: 0, Steps: 21})
	if m.last() != 9 || m.shownAt() != 0 {
		t.Errorf("it points at %d of %d", m.shownAt(), m.last())
	}
	if m.turn(9, false); !m.past {
		t.Error("the last step is not an earlier moment")
	}
}

func TestMovedByKeys(t *testing.T) {
	for _, c := range []struct {
		key  string
		want int
	}{{"ArrowLeft", 11}, {"ArrowDown", 11}, {"ArrowRight", 13}, {"ArrowUp", 13}, {"PageDown", 2}, {"PageUp", 20}, {"Home", 0}, {"End", 20}, {"a", -1}} {
		if to, ok := moved(c.key, 12, 20); ok != (c.want >= 0) || ok && to != c.want {
			t.Errorf("%s moves from 12 to %d, %v", c.key, to, ok)
		}
	}
	if to, _ := moved("ArrowLeft", 0, 20); to != 0 {
		t.Error("it moves beyond the beginning")
	}
}

package client

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"digitlab/wasm/protocol"
)

// bench is a pool with scripted workers. It records what happens.
type bench struct {
	*Pool
	log       []string
	workers   []*worker
	clock     time.Time
	later     []func()
	mayWarmUp bool // workers may warm up
}

type worker struct {
	tell      func(protocol.Event)
	ids       []int // of the trials that it was given
	mayWarmUp bool  // it may warm up
	closed    bool
}

func newBench(size int) *bench {
	b := &bench{clock: time.Unix(0, 0)}
	b.Pool = &Pool{Size: size, MayWarmUp: func() bool { return b.mayWarmUp }, Progressed: func() {}, Now: func() time.Time { return b.clock },
		After: func(_ time.Duration, f func()) { b.later = append(b.later, f) }}
	b.Pool.Start = func(receive func(protocol.Event)) PoolWorker {
		w := &worker{tell: receive}
		n := len(b.workers)
		b.workers = append(b.workers, w)
		b.log = append(b.log, fmt.Sprintf("start %d", n))
		return PoolWorker{
			Send: func(c protocol.Command) {
				switch c := c.(type) {
				case *protocol.AllowWarmUp:
					w.mayWarmUp = c.Allowed
				case *protocol.Trial:
					w.ids = append(w.ids, c.ID)
					b.log = append(b.log, fmt.Sprintf("%d does %d", n, c.Settings.Seed))
				}
			},
			Close: func() { w.closed = true; b.log = append(b.log, fmt.Sprintf("end %d", n)) },
		}
	}
	b.Pool.Done = func(t Trial, r *protocol.TrialDone) {
		b.log = append(b.log, strings.TrimSpace(fmt.Sprintf("done %d %s", t.Settings.Seed, r.Failure)))
	}
	return b
}

// trialOf returns a trial of ten epochs that is identified by its seed.
func trialOf(seed uint64) Trial {
	s := protocol.DefaultSettings()
	s.Seed, s.Epochs = seed, 10
	return NewTrial(s, 1)
}

func (w *worker) finish() { w.tell(&protocol.TrialDone{ID: w.ids[len(w.ids)-1], Accuracy: .9}) }

func (b *bench) expect(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(b.log, want) {
		t.Errorf("%q, want %q", b.log, want)
	}
	b.log = nil
}

func TestPoolSharesTheWork(t *testing.T) {
	b := newBench(2)
	b.Add(trialOf(1))
	b.expect(t, "start 0")
	b.Add(trialOf(2))
	b.Add(trialOf(3))
	b.Add(trialOf(3)) // it waits already
	b.expect(t, "start 1")
	b.workers[1].tell(&protocol.Ready{})
	b.workers[0].tell(&protocol.Ready{})
	b.expect(t, "1 does 1", "0 does 2")
	b.workers[0].tell(&protocol.TrialDone{ID: 99}) // a late event
	b.workers[1].finish()
	b.expect(t, "done 1", "1 does 3")
	b.workers[0].finish()
	b.workers[1].finish()
	b.expect(t, "done 2", "done 3")
	for _, f := range b.later {
		f()
	}
	b.expect(t, "end 0", "end 1")
	if b.Busy() || len(b.helpers) > 0 {
		t.Error("workers stay")
	}
}

func TestPoolKeepsAWorkerThatIsNeededAgain(t *testing.T) {
	b := newBench(1)
	b.Add(trialOf(1))
	b.workers[0].tell(&protocol.Ready{})
	b.workers[0].finish()
	b.Add(trialOf(2))
	for _, f := range b.later {
		f() // the idle time is over, but the worker has a task
	}
	b.workers[0].finish()
	b.expect(t, "start 0", "0 does 1", "done 1", "0 does 2", "done 2")
}

// A worker may warm up for a trial that is given to it while the page may spend that.
func TestPoolTellsWhetherWorkersMayWarmUp(t *testing.T) {
	b := newBench(1)
	for i, mayWarmUp := range []bool{true, false, true} {
		b.mayWarmUp = mayWarmUp
		b.Add(trialOf(uint64(i)))
		b.workers[0].tell(&protocol.Ready{})
		if got := b.workers[0].mayWarmUp; got != mayWarmUp {
			t.Errorf("for trial %d the worker may warm up: %v, want %v", i, got, mayWarmUp)
		}
		b.workers[0].finish()
	}
}

func TestPoolReplacesAWorkerThatDies(t *testing.T) {
	died := &protocol.Failed{Detail: "out of memory"}
	b := newBench(1)
	b.Add(trialOf(1))
	b.Add(trialOf(2))
	b.workers[0].tell(&protocol.Ready{})
	b.workers[0].tell(died)
	b.workers[0].tell(&protocol.Ready{}) // the worker is terminated
	b.workers[1].tell(&protocol.Ready{})
	b.expect(t, "start 0", "0 does 1", "end 0", "start 1", "1 does 1")
	b.workers[1].tell(died)
	b.workers[2].tell(&protocol.Ready{})
	b.workers[2].finish()
	b.expect(t, "end 1", "done 1 out of memory", "start 2", "2 does 2", "done 2")
}

func TestPoolGivesUpWhenNoWorkerStarts(t *testing.T) {
	b := newBench(1)
	b.Add(trialOf(1))
	b.Add(trialOf(2))
	b.workers[0].tell(&protocol.Failed{Detail: "offline"})
	b.workers[1].tell(&protocol.Failed{Detail: "offline"})
	b.expect(t, "start 0", "end 0", "start 1", "end 1", "done 1 offline", "done 2 offline")
	b.Add(trialOf(1))
	b.expect(t, "start 2") // a trial that is added again runs again
}

func TestPoolCancels(t *testing.T) {
	b := newBench(1)
	for seed := range uint64(3) {
		b.Add(trialOf(seed))
	}
	b.workers[0].tell(&protocol.Ready{})
	b.expect(t, "start 0", "0 does 0")
	b.Cancel([]string{trialOf(0).Key, trialOf(1).Key})
	b.expect(t, "0 does 0", "0 does 2") // an empty trial ends the one before
	if b.workers[0].ids[1] != 0 {
		t.Errorf("%v", b.workers[0].ids)
	}
	b.workers[0].tell(&protocol.TrialDone{ID: 1})
	b.expect(t)
	b.workers[0].finish()
	b.expect(t, "done 2")
}

func TestPoolProgress(t *testing.T) {
	b := newBench(1)
	all := []Trial{trialOf(1), trialOf(2)}
	expect := func(when string, of []Trial, wantDone, wantLeft float64) {
		t.Helper()
		if done, left := b.Progress(of); math.Abs(done-wantDone) > 1e-9 || math.Abs(left-wantLeft) > 1e-9 {
			t.Errorf("%s: %v and %v s left, want %v and %v", when, done, left, wantDone, wantLeft)
		}
	}
	expect("nothing asked", all, 1, 0)
	b.Add(all[0])
	b.Add(all[1])
	b.workers[0].tell(&protocol.Ready{})
	b.clock = b.clock.Add(2 * time.Second)
	expect("nothing measured", all, 0, -1)
	b.workers[0].tell(&protocol.TrialProgress{ID: 1, Done: .5})
	expect("a half", all, .25, 6)
	expect("the first alone", all[:1], .5, 2)
	b.clock = b.clock.Add(2 * time.Second)
	b.workers[0].finish()
	expect("the second is left", all, .5, 4)
	b.workers[0].finish()
	expect("done", all, 1, 0)
}

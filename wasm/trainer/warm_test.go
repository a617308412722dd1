package trainer

import (
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"digitlab/wasm/protocol"
)

// A run after a warm-up is the same to the bit, also if the warm-up was ended by it.
func TestWarmUpChangesNothing(t *testing.T) {
	ensemble := settings(2)
	ensemble.Members, ensemble.Augmentation = 2, 1
	for name, s := range map[string]protocol.Settings{"tutorial": settings(2), "ensemble": ensemble} {
		t.Run(name, func(t *testing.T) {
			want := trained(t, s)
			for _, rest := range []time.Duration{0, 2 * warmTime} {
				p := start(t, &fakeHost{})
				p.send(&protocol.AllowWarmUp{Allowed: true}, &protocol.Build{Run: 1, Settings: s}, &protocol.WarmUp{Run: 1})
				time.Sleep(rest)
				p.send(&protocol.Train{Run: 1})
				await(p, phase(protocol.Done))
				p.stop()
				if got := hash(p.host.disk.newest(t)); got != want {
					t.Errorf("%v after a warm-up began the run is another", rest)
				}
			}
		})
	}
}

// A warm-up whose network diverges ends, and nobody hears of it.
func TestWarmUpDiverges(t *testing.T) {
	s := settings(1)
	s.LearningRate, s.Optimizer, s.Initializer, s.L2 = 10, protocol.SGD, protocol.Normal1, 1
	p, yields := warmed(t, func(*page) {})
	p.send(&protocol.AllowWarmUp{Allowed: true}, &protocol.Build{Run: 1, Settings: s}, &protocol.WarmUp{Run: 1})
	time.Sleep(warmTime / 2)
	yields()
	time.Sleep(warmTime / 4)
	if n := yields(); n > 0 {
		t.Errorf("the warm-up went on, with %d yields", n)
	}
	p.settle()
	p.host.mu.Lock()
	defer p.host.mu.Unlock()
	for _, e := range p.host.events {
		if failed, ok := e.(*protocol.Failed); ok {
			t.Errorf("the page heard of %v", failed)
		}
	}
}

// No command waits until a warm-up has ended by itself.
func TestWarmUpGivesWay(t *testing.T) {
	trainer := New(&fakeHost{})
	for _, c := range protocol.Commands() {
		switch c.(type) {
		case *protocol.Help, *protocol.WarmUp, *protocol.Pause: // for a helper; a second one; there is no run to pause
			continue
		}
		if answers, _ := trainer.rule(c); answers[warming] != now && answers[warming] != next {
			t.Errorf("%T waits for a warm-up, or is lost in it", c)
		}
	}
}

// What is drawn is predicted in a warm-up, and one for another run or in a run does nothing.
func TestWarmUpAndTheRest(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.AllowWarmUp{Allowed: true}, &protocol.Build{Run: 1, Settings: settings(1)}, &protocol.WarmUp{Run: 1}, stroke(1))
	await[*protocol.Prediction](p, nil)
	p.send(&protocol.Train{Run: 1}, &protocol.WarmUp{Run: 1})
	await(p, phase(protocol.Done))
	p.send(&protocol.WarmUp{Run: 2})
	p.settle()
}

// warmed starts a trainer. It returns its page, and a function that returns in how many yields a warm-up was on since it was called last.
// first is called in the first of each.
func warmed(t *testing.T, first func(p *page)) (p *page, yields func() int64) {
	var count atomic.Int64
	host := &fakeHost{}
	host.onYield = func() {
		if p.trainer.job.state == warming && count.Add(1) == 1 {
			first(p)
		}
	}
	p = start(t, host)
	return p, func() int64 { return count.Swap(0) }
}

// A trainer that may not warm up does not, and ends a warm-up when it may not any more.
func TestWarmUpOnlyWithLeave(t *testing.T) {
	begun := make(chan struct{})
	p, yields := warmed(t, func(p *page) {
		p.send(&protocol.AllowWarmUp{})
		close(begun)
	})
	p.send(&protocol.Build{Run: 1, Settings: settings(1)}, &protocol.WarmUp{Run: 1})
	p.settle()
	if n := yields(); n > 0 {
		t.Errorf("%d yields in a warm-up without leave", n)
	}
	p.send(&protocol.AllowWarmUp{Allowed: true}, &protocol.WarmUp{Run: 1})
	<-begun
	p.settle()
	if n := yields(); n != 1 {
		t.Errorf("%d yields in a warm-up whose leave was taken back in the first", n)
	}
}

// The network of a warm-up has the layers of the run's, and a step of it is short, whatever the run's is; else there is no warm-up.
func TestWarmUpInShortSteps(t *testing.T) {
	dense := settings(1)
	dense.Data = protocol.MNIST
	dense.Layers = []protocol.Layer{{Kind: protocol.Flatten}, {Kind: protocol.Dense, Units: 512}, {Kind: protocol.Dense, Units: 175}}
	wide := settings(1)
	wide.Data, wide.BatchSize = protocol.MNIST, 5
	wide.Layers = []protocol.Layer{{Kind: protocol.Conv2D, Units: 64, Size: 5, Same: true}, {Kind: protocol.Conv2D, Units: 64, Size: 8, Same: true}, {Kind: protocol.GlobalAveragePooling2D}}
	deep := settings(1)
	deep.Data, deep.BatchSize = protocol.MNIST, 3
	deep.Layers = append(slices.Repeat([]protocol.Layer{{Kind: protocol.Conv2D, Units: 2, Size: 8, Same: true}}, protocol.MaxLayers-1), protocol.Layer{Kind: protocol.GlobalAveragePooling2D})
	for name, test := range map[string]struct {
		protocol.Settings
		batch int
		units []int // 0: the layer has none
	}{
		"tutorial":        {settings(1), 8, []int{10, 0, 0, 50}},
		"MNIST example":   {protocol.MNISTPreset.Settings(), 8, []int{4, 0, 8, 0, 0}},
		"better on MNIST": {protocol.MNISTBetterPreset.Settings(), 8, []int{4, 0, 0, 8, 0, 8, 0, 0, 0, 32, 0}},
		"dense":           {dense, 8, []int{0, 16, 5}},
		"wide":            {wide, 5, []int{2, 2, 0}},
		"deep":            {deep, 3, nil},
	} {
		if err := test.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		s, short := small(test.Settings)
		var units []int
		for _, l := range s.Layers {
			units = append(units, l.Units)
		}
		if short != (test.units != nil) || s.BatchSize != test.batch || short && !slices.Equal(units, test.units) {
			t.Errorf("%s, %d multiplications a digit: short: %v; %d digits, units %v, want %d and %v", name, s.Products(), short, s.BatchSize, units, test.batch, test.units)
		}
		if err := s.Check(); short && err != nil {
			t.Errorf("%s: the small network is none: %v", name, err)
		}
		if short && (s.Products()*s.BatchSize > warmProducts || weights(s) > warmWeights) {
			t.Errorf("%s: %d multiplications in a step of %d digits, %d weights", name, s.Products()*s.BatchSize, s.BatchSize, weights(s))
		}
	}
}

// A trial warms up, unless the one before had the same layers or there is no leave. Its result is the same, and it is ended as a trial is.
func TestTrialWarmsUp(t *testing.T) {
	others := settings(2)
	others.Layers = others.Layers[1:]
	result := func(p *page, id int, s protocol.Settings) (loss float32) {
		p.send(&protocol.Trial{ID: id, Settings: s, Members: 2})
		return await(p, func(d *protocol.TrialDone) bool { return d.ID == id }).Loss
	}
	cold, none := warmed(t, func(*page) {})
	p, yields := warmed(t, func(*page) {})
	p.send(&protocol.AllowWarmUp{Allowed: true})
	for i, test := range []struct {
		settings protocol.Settings
		warms    bool
	}{{settings(2), true}, {settings(2), false}, {others, true}, {others, false}} {
		got, want := result(p, i, test.settings), result(cold, i, test.settings)
		if n := yields(); got != want || (n > 0) != test.warms {
			t.Errorf("trial %d: %d yields in a warm-up, want some: %v; loss %v, want %v", i, n, test.warms, got, want)
		}
	}
	if n := none(); n > 0 {
		t.Errorf("%d yields in a warm-up without leave", n)
	}

	ended := make(chan struct{})
	interrupted, _ := warmed(t, func(p *page) {
		p.send(&protocol.Trial{})
		close(ended)
	})
	interrupted.send(&protocol.AllowWarmUp{Allowed: true}, &protocol.Trial{ID: 1, Settings: settings(2), Members: 1})
	<-ended // before that another trial would take the place of this one, and be ended
	if got := result(interrupted, 2, settings(2)); got != result(cold, 9, settings(2)) {
		t.Error("a trial after one that was ended in its warm-up has another result")
	}
	interrupted.host.mu.Lock()
	defer interrupted.host.mu.Unlock()
	for _, e := range interrupted.host.events {
		if done, ok := e.(*protocol.TrialDone); ok && done.ID == 1 {
			t.Error("a trial that was ended in its warm-up has a result")
		}
	}
}

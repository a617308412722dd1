package trainer

import (
	"math"
	"runtime"
	"testing"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/history"
)

// A trial of one network has the same result as a run with the same settings; a trial of three has the ensemble's.
func TestTrial(t *testing.T) {
	p := start(t, &fakeHost{})
	tested := p.train(1, settings(5))
	other := start(t, &fakeHost{})
	other.send(&protocol.Trial{ID: 1, Settings: settings(5), Members: 1})
	one := await[*protocol.TrialDone](other, nil)
	if one.ID != 1 || one.Failure != "" || one.Accuracy != tested.Accuracy || math.Abs(float64(one.Loss-tested.Loss)) > 1e-5 || one.Elapsed <= 0 {
		t.Errorf("trial %+v, run %+v", one, tested)
	}
	other.send(&protocol.Trial{ID: 2, Settings: settings(5), Members: 3})
	three := await[*protocol.TrialDone](other, nil)
	if three.ID != 2 || three.Failure != "" || three.Accuracy <= one.Accuracy {
		t.Errorf("three networks %+v, one %+v", three, one)
	}
	if len(other.host.infos) > 0 || other.trainer.run != nil {
		t.Error("a trial stores something")
	}
}

func TestTrialAnswersTellsAndEnds(t *testing.T) {
	var p *page
	yields := 0
	p = start(t, &fakeHost{onYield: func() {
		switch yields++; yields {
		case 3:
			p.send(&protocol.Ping{ID: 8})
		case 6:
			p.send(&protocol.Trial{ID: 2, Settings: settings(1), Members: 1}, &protocol.Trial{ID: 3, Settings: settings(1000), Members: 1})
		case 150:
			p.send(&protocol.Trial{}, &protocol.Ping{ID: 9})
		}
	}})
	begin := time.Now()
	p.send(&protocol.Trial{ID: 1, Settings: settings(1000), Members: 2})
	if e := await[*protocol.TrialProgress](p, nil); e.ID != 1 || !(e.Done > 0 && e.Done < .1) {
		t.Errorf("progress %+v", e)
	}
	if pong := await[*protocol.Pong](p, nil); pong.ID != 8 {
		t.Errorf("pong %+v", pong)
	}
	await(p, func(e *protocol.Pong) bool { return e.ID == 9 })
	took, reports := time.Since(begin), 0
	for _, e := range p.host.events {
		switch e := e.(type) {
		case *protocol.TrialDone:
			if e.ID == 1 || e.ID == 3 {
				t.Errorf("a trial that was ended says %+v", e)
			}
		case *protocol.TrialProgress:
			if e.ID == 3 {
				reports++
			}
		}
	}
	if most := 1 + int(took/betweenTrialReports); reports > most {
		t.Errorf("%d events of progress in %v, want at most %d", reports, took, most)
	}
}

func TestTrialsInVain(t *testing.T) {
	diverging, wrong := settings(5), settings(0)
	diverging.Optimizer, diverging.LearningRate = protocol.SGD, 10
	diverging.Layers = protocol.WithActivation(diverging.Layers, protocol.Linear)
	lacking := protocol.MNISTPreset.Settings()
	for _, c := range []struct {
		protocol.Trial
		why protocol.TrialProblem
	}{
		{protocol.Trial{ID: 1, Settings: diverging, Members: 2}, protocol.TrialDiverged},
		{protocol.Trial{ID: 2, Settings: wrong, Members: 1}, protocol.TrialBroke},
		{protocol.Trial{ID: 3, Settings: settings(1), Members: protocol.MaxMembers + 1}, protocol.TrialBroke},
		{protocol.Trial{ID: 4, Settings: settings(1), Members: -1}, protocol.TrialBroke},
		{protocol.Trial{ID: 5, Settings: lacking, Members: 1}, protocol.TrialLacksData},
	} {
		p := start(t, &fakeHost{})
		p.send(&c.Trial)
		if done := await[*protocol.TrialDone](p, nil); done.ID != c.ID || done.Problem != c.why || done.Failure == "" {
			t.Errorf("trial %d: %+v, want problem %d", c.ID, done, c.why)
		}
	}
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(1)}, &protocol.Trial{ID: 5, Settings: settings(1), Members: 1})
	if done := await[*protocol.TrialDone](p, nil); done.Failure == "" {
		t.Errorf("beside a run: %+v", done)
	}
}

// heap returns the number of bytes in use.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// Go's memory in a browser never shrinks: neither many epochs nor many runs in one worker may need more of it.
func TestMemoryStaysFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("takes twenty seconds")
	}
	p := start(t, &fakeHost{})
	forget := func() { // drops the events that the test itself holds
		p.host.mu.Lock()
		p.host.events, p.seen = nil, 0
		p.host.mu.Unlock()
		p.host.disk.mu.Lock()
		clear(p.host.infos)
		clear(p.host.checkpoints)
		p.host.disk.mu.Unlock()
	}
	after := func(run, epochs int) uint64 {
		p.train(run, settings(epochs))
		forget()
		return heap()
	}
	after(1, 2)
	few := after(2, 2)
	// The curves of a run are 56 kB, and there are three copies.
	if many := after(3, protocol.MaxEpochs); many > few+history.Limit+200<<10 {
		t.Errorf("%d kB after %d epochs, %d kB after two", many>>10, protocol.MaxEpochs, few>>10)
	}
	for run := 4; run < 104; run++ {
		after(run, 2)
	}
	if many := after(104, 2); many > few+50<<10 {
		t.Errorf("%d kB after 100 runs more, %d kB before", many>>10, few>>10)
	}
}

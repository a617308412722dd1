package trainer

import (
	"runtime"
	"slices"
	"sync/atomic"
	"testing"

	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/helpers"
)

// fakeSpawner spawns goroutines as helpers of a fakeHost.
type fakeSpawner struct {
	cores      int
	fails      int // number of the answer that a helper fails to give; 0: none
	spawned    atomic.Int64
	terminated atomic.Int64
	worked     atomic.Int64 // tasks
}

func (s *fakeSpawner) Cores() int { return s.cores }

// fakeHelper is a helper and its channels to the worker that spawned it.
type fakeHelper struct {
	*fakeSpawner
	tasks, answers chan []byte
	begun          chan struct{} // closed when the helper waits for its first task
	came           bool
	count          int // of answers
}

func (h *fakeHost) Spawn(help []byte, taskSize, answerSize int) helpers.Helper {
	c, err := protocol.UnmarshalCommand(help)
	if err != nil {
		panic(err)
	}
	spawned := &fakeHelper{fakeSpawner: &h.fakeSpawner, tasks: make(chan []byte, 1), answers: make(chan []byte, 1), begun: make(chan struct{})}
	h.spawned.Add(1)
	go func() {
		defer h.terminated.Add(1)
		library := data.New(&fakeHost{digits: h.digits, disk: h.disk}, nil)
		if h.mnist != [4]datasets.File{} {
			library.MNIST = h.mnist
		}
		if err := helpers.Help(library, (*fakeSpawned)(spawned), c.(*protocol.Help)); err != nil {
			panic(err)
		}
	}()
	<-spawned.begun // so that it takes part even in a short run
	return spawned
}

func (h *fakeHelper) Ready() bool { return true }

func (h *fakeHelper) Send(task []byte) { h.tasks <- slices.Clone(task) }

func (h *fakeHelper) Receive(answer []byte) bool {
	if h.count++; h.count == h.fails {
		return false
	}
	copy(answer, <-h.answers)
	return true
}

func (h *fakeHelper) Terminate() { close(h.tasks) }

// fakeSpawned is the helper's side.
type fakeSpawned fakeHelper

func (s *fakeSpawned) Receive(task []byte) bool {
	if !s.came {
		s.came = true
		close(s.begun)
	}
	given, ok := <-s.tasks
	copy(task, given)
	return ok
}

func (s *fakeSpawned) Send(answer []byte) {
	s.worked.Add(1)
	s.answers <- slices.Clone(answer)
}

func sharedSettings(of protocol.DataSet) protocol.Settings {
	s := settings(6)
	s.Data, s.BatchSize, s.Augmentation, s.Schedule, s.Members, s.L2 = of, 96, protocol.Strong, protocol.CosineRate, 2, 1e-4
	s.Layers = []protocol.Layer{{Kind: protocol.Conv2D, Units: 2, Size: 5, Stride: 2}, {Kind: protocol.BatchNormalization}, {Kind: protocol.Flatten},
		{Kind: protocol.Dropout, Rate: .2}}
	return s
}

// The weights of a run are the same for any number of workers, even if they fail in the middle of it or are of no use. The number
// of workers is reported.
func TestWorkersChangeNothing(t *testing.T) {
	for _, of := range []protocol.DataSet{protocol.Digits, protocol.MNIST} {
		train := func(cores, fails int, worthwhile float64) (weights uint64, worked int64, reported []int) {
			host := smallMNIST(t)
			host.cores, host.fails = cores, fails
			p := start(t, host)
			p.trainer.helpAfter, p.trainer.worthwhile = 0, worthwhile
			if of == protocol.MNIST {
				p.fetch()
			}
			p.train(1, sharedSettings(of))
			for _, e := range p.host.events {
				if e, ok := e.(*protocol.Status); ok {
					reported = append(reported, e.Workers)
				}
			}
			for host.terminated.Load() < host.spawned.Load() {
				runtime.Gosched()
			}
			return hash(host.newest(t)), host.worked.Load(), slices.Compact(reported)
		}
		alone, _, reported := train(1, 0, 0)
		if !slices.Equal(reported, []int{1}) {
			t.Errorf("%d workers on one core", reported)
		}
		steps := int64(0)
		for _, c := range []struct {
			cores, fails int
			worthwhile   float64
			workers      int
		}{{2, 0, 0, 2}, {3, 0, 0, 3}, {4, 0, 0, 3}, {2, 5, 0, 2}, {2, 0, 1e9, 2}} {
			weights, worked, reported := train(c.cores, c.fails, c.worthwhile)
			if weights != alone || !slices.Equal(reported, []int{1, c.workers, 1}) {
				t.Errorf("%+v: %d workers are reported; the weights are %x, alone %x", c, reported, weights, alone)
			}
			steps = max(steps, worked)
			switch early := c.fails > 0 || c.worthwhile > 0; {
			case worked == 0, early && worked >= steps, !early && worked%steps != 0:
				t.Errorf("%+v: the others did %d tasks of %d", c, worked, steps)
			}
		}
	}
}

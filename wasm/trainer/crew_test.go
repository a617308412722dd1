package trainer

import (
	"runtime"
	"slices"
	"sync/atomic"
	"testing"

	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
)

// An agency is where a fakeHost hires from: goroutines.
type agency struct {
	cores  int
	fails  int // after so many answers of an assistant there are no more; 0: there always are
	hired  atomic.Int64
	gone   atomic.Int64 // those that were dismissed
	worked atomic.Int64 // tasks
}

func (a *agency) Cores() int { return a.cores }

// fakeAssistant is an assistant, and what passes between it and its employer.
type fakeAssistant struct {
	*agency
	tasks, answers chan []byte
	begun          chan struct{} // is closed when it waits for its first task
	came           bool
	count          int // of answers
}

func (h *fakeHost) Hire(assist []byte, task, answer int) Assistant {
	c, err := protocol.UnmarshalCommand(assist)
	if err != nil {
		panic(err)
	}
	a := &fakeAssistant{agency: &h.agency, tasks: make(chan []byte, 1), answers: make(chan []byte, 1), begun: make(chan struct{})}
	h.hired.Add(1)
	go func() {
		defer h.gone.Add(1)
		t := New(&fakeHost{data: h.data, disk: h.disk})
		if h.mnist != [4]datasets.File{} {
			t.library.files = h.mnist
		}
		if _, err := t.loadDigits(); err != nil {
			panic(err)
		}
		if err := t.assist((*fakeEmployer)(a), c.(*protocol.Assist)); err != nil {
			panic(err)
		}
	}()
	<-a.begun // so that it takes part however short the run is
	return a
}

func (a *fakeAssistant) Ready() bool { return true }

func (a *fakeAssistant) Give(task []byte) { a.tasks <- slices.Clone(task) }

func (a *fakeAssistant) Answer(answer []byte) bool {
	if a.count++; a.count == a.fails {
		return false
	}
	copy(answer, <-a.answers)
	return true
}

func (a *fakeAssistant) Dismiss() { close(a.tasks) }

// fakeEmployer is its other end.
type fakeEmployer fakeAssistant

func (e *fakeEmployer) Task(task []byte) bool {
	if !e.came {
		e.came = true
		close(e.begun)
	}
	given, ok := <-e.tasks
	copy(task, given)
	return ok
}

func (e *fakeEmployer) Answer(answer []byte) {
	e.worked.Add(1)
	e.answers <- slices.Clone(answer)
}

func crewSettings(data protocol.DataSet) protocol.Settings {
	s := settings(6)
	s.Data, s.BatchSize, s.Augmentation, s.Schedule, s.Members, s.L2 = data, 96, protocol.Strong, protocol.CosineRate, 2, 1e-4
	s.Layers = []protocol.Layer{{Kind: protocol.Conv2D, Units: 2, Size: 5, Stride: 2}, {Kind: protocol.BatchNormalization}, {Kind: protocol.Flatten},
		{Kind: protocol.Dropout, Rate: .2}}
	return s
}

// However many work on a run, and even when they fail in the middle of it or are no help, its weights are the same, and the page is told
// how many do.
func TestWorkersChangeNothing(t *testing.T) {
	for _, data := range []protocol.DataSet{protocol.Digits, protocol.MNIST} {
		train := func(cores, fails int, worthwhile float64) (weights uint64, worked int64, told []int) {
			host := smallMNIST(t)
			host.agency.cores, host.agency.fails = cores, fails
			p := start(t, host)
			p.trainer.lookAhead, p.trainer.worthwhile = 0, worthwhile
			if data == protocol.MNIST {
				p.fetch()
			}
			p.train(1, crewSettings(data))
			for _, e := range p.host.events {
				if e, ok := e.(*protocol.Status); ok {
					told = append(told, e.Workers)
				}
			}
			for host.gone.Load() < host.hired.Load() {
				runtime.Gosched()
			}
			return hash(host.newest(t)), host.worked.Load(), slices.Compact(told)
		}
		alone, _, told := train(1, 0, 0)
		if !slices.Equal(told, []int{1}) {
			t.Errorf("%d workers on one core", told)
		}
		steps := int64(0)
		for _, c := range []struct {
			cores, fails int
			worthwhile   float64
			workers      int
		}{{2, 0, 0, 2}, {3, 0, 0, 3}, {4, 0, 0, 3}, {2, 5, 0, 2}, {2, 0, 1e9, 2}} {
			weights, worked, told := train(c.cores, c.fails, c.worthwhile)
			if weights != alone || !slices.Equal(told, []int{1, c.workers, 1}) {
				t.Errorf("%+v: the page is told of %d workers; the weights are %x, alone %x", c, told, weights, alone)
			}
			steps = max(steps, worked)
			switch early := c.fails > 0 || c.worthwhile > 0; {
			case worked == 0, early && worked >= steps, !early && worked%steps != 0:
				t.Errorf("%+v: the others did %d tasks of %d", c, worked, steps)
			}
		}
	}
}

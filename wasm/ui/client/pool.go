package client

import (
	"slices"
	"strconv"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Trial is the training of one network, or of several whose mean predicts, on a worker of the pool. It does not touch the present
// run.
type Trial struct {
	Settings protocol.Settings
	Members  int
	Key      string // equal for equal trials, which have the same result to the bit
}

// NewTrial returns a trial with its key: a hash (FNV-1a, 64 bits) of the settings and of members. The settings' own Members does
// not count.
func NewTrial(s protocol.Settings, members int) Trial {
	s.Members = 1
	h := uint64(14695981039346656037)
	for _, b := range protocol.MarshalCommand(&protocol.Trial{Settings: s, Members: members}) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return Trial{s, members, strconv.FormatUint(h, 36)}
}

// Work returns the length of a trial, in epochs of one network.
func (t Trial) Work() float64 { return float64(t.Members * t.Settings.Epochs) }

// Pool runs trials in the background, on workers of its own, while the page's worker goes on training and predicting. Use it on
// go-app's goroutine only.
type Pool struct {
	Size       int                                           // maximum number of workers
	Start      func(receive func(protocol.Event)) PoolWorker // starts a worker
	MayWarmUp  func() bool                                   // whether workers may warm up
	After      func(time.Duration, func())                   // calls a function later
	Done       func(t Trial, result *protocol.TrialDone)     // called with each result; a trial that could not be run has a Failure
	Progressed func()                                        // called when trials have begun, progressed or ended
	Now        func() time.Time

	helpers []*helper
	waiting []*task
	ids     int       // the last trial's ID
	failed  int       // consecutive workers that failed before they were ready
	since   time.Time // when the present work began; zero without work
	worked  float64   // epochs of the trials that ended since then
}

// NewPool returns a pool of the browser's, with a worker for each core, up to four. do calls a function on go-app's goroutine.
func NewPool(do func(func()), done func(Trial, *protocol.TrialDone), progressed func()) *Pool {
	size := 2
	if cores := app.Window().Get("navigator").Get("hardwareConcurrency"); cores.Truthy() {
		size = max(1, min(cores.Int(), 4))
	}
	return &Pool{
		Size: size,
		Start: func(receive func(protocol.Event)) PoolWorker {
			c := Start(do, receive, func(float64, float64) {})
			return PoolWorker{Send: c.Send, Close: c.Close}
		},
		MayWarmUp:  dom.MayWarmUp,
		After:      func(d time.Duration, f func()) { time.AfterFunc(d, func() { do(f) }) },
		Done:       done,
		Progressed: progressed,
		Now:        time.Now,
	}
}

// PoolWorker is a Web Worker with a trainer.
type PoolWorker struct {
	Send  func(protocol.Command)
	Close func()
}

// helper is a worker of the pool and its present task.
type helper struct {
	PoolWorker
	ready      bool
	task       *task // nil while it is idle
	id         int   // of the present Trial
	idle       int   // number of times that it became idle
	terminated bool
}

// task is a trial that waits or runs.
type task struct {
	Trial
	share    float64 // trained part, 0..1
	failures int     // workers that died while they ran it
}

// idleTime is the time after which an idle worker is terminated.
const idleTime = 5 * time.Second

// Add adds a trial, unless it waits or runs already.
func (p *Pool) Add(t Trial) {
	if p.find(t.Key) != nil {
		return
	}
	if !p.Busy() {
		p.since, p.worked = p.Now(), 0
	}
	p.waiting = append(p.waiting, &task{Trial: t})
	p.assign()
}

// All returns the tasks: first those that run, then those that wait.
func (p *Pool) All() (tasks []*task) {
	for _, h := range p.helpers {
		if h.task != nil {
			tasks = append(tasks, h.task)
		}
	}
	return append(tasks, p.waiting...)
}

func (p *Pool) find(key string) *task {
	for _, t := range p.All() {
		if t.Key == key {
			return t
		}
	}
	return nil
}

func (p *Pool) Busy() bool { return len(p.All()) > 0 }

// Cancel removes trials, also those that run.
func (p *Pool) Cancel(keys []string) {
	p.waiting = slices.DeleteFunc(p.waiting, func(t *task) bool { return slices.Contains(keys, t.Key) })
	for _, h := range p.helpers {
		if h.task != nil && slices.Contains(keys, h.task.Key) {
			h.Send(&protocol.Trial{}) // an empty trial ends the present one
			p.release(h)
		}
	}
	p.assign()
}

// assign gives the next trials to idle workers, and starts workers for the others.
func (p *Pool) assign() {
	for _, h := range p.helpers {
		if len(p.waiting) > 0 && h.ready && h.task == nil {
			h.task, p.waiting = p.waiting[0], p.waiting[1:]
			p.ids++
			h.id, h.task.share = p.ids, 0
			h.Send(&protocol.AllowWarmUp{Allowed: p.MayWarmUp()})
			h.Send(&protocol.Trial{ID: h.id, Settings: h.task.Settings, Members: h.task.Members})
		}
	}
	starting := 0
	for _, h := range p.helpers {
		if !h.ready {
			starting++
		}
	}
	for ; len(p.helpers) < p.Size && starting < len(p.waiting); starting++ {
		h := &helper{}
		p.helpers = append(p.helpers, h)
		h.PoolWorker = p.Start(func(e protocol.Event) { p.take(h, e) })
	}
	p.Progressed()
}

// release makes a worker idle. It is terminated if it gets no task for idleTime.
func (p *Pool) release(h *helper) {
	h.task, h.id = nil, 0
	h.idle++
	since := h.idle
	p.After(idleTime, func() {
		if !h.terminated && h.task == nil && h.idle == since {
			p.terminate(h)
		}
	})
}

func (p *Pool) terminate(h *helper) {
	h.terminated = true
	h.Close()
	p.helpers = slices.DeleteFunc(p.helpers, func(other *helper) bool { return other == h })
}

// take takes an event of a worker.
func (p *Pool) take(h *helper, e protocol.Event) {
	if h.terminated {
		return
	}
	switch e := e.(type) {
	case *protocol.Ready:
		h.ready, p.failed = true, 0
		p.release(h)
		p.assign()
	case *protocol.TrialProgress:
		if h.task != nil && e.ID == h.id {
			h.task.share = e.Done
			p.Progressed()
		}
	case *protocol.TrialDone:
		if h.task != nil && e.ID == h.id {
			t := h.task
			p.worked += t.Work()
			p.release(h)
			p.Done(t.Trial, e)
			p.assign()
		}
	case *protocol.Failed:
		p.replace(h, e)
	}
}

// replace replaces a worker that failed. Its trial is run once more; if that fails too, or if workers do not even start, the trials
// fail.
func (p *Pool) replace(h *helper, why *protocol.Failed) {
	t := h.task
	if !h.ready {
		p.failed++
	}
	h.task = nil
	p.terminate(h)
	if t != nil {
		if t.failures++; t.failures < 2 {
			p.waiting = append([]*task{t}, p.waiting...)
		} else {
			p.Done(t.Trial, &protocol.TrialDone{Problem: protocol.TrialBroke, Failure: why.Detail})
		}
	}
	if p.failed >= 2 && !slices.ContainsFunc(p.helpers, func(h *helper) bool { return h.ready }) {
		waiting := p.waiting
		p.waiting, p.failed = nil, 0
		for _, t := range waiting {
			p.Done(t.Trial, &protocol.TrialDone{Problem: protocol.TrialBroke, Failure: why.Detail})
		}
	}
	p.assign()
}

// Progress returns the trained part of some trials, 0..1, and the seconds until the last of them is done, or -1 while that is
// unknown. Trials that the pool does not have count as done. Trials run in the order in which they were added.
func (p *Pool) Progress(trials []Trial) (done, left float64) {
	all, asked := 0., map[string]bool{}
	for _, t := range trials {
		all += t.Work()
		asked[t.Key] = true
	}
	missing, until, pending, worked := 0., 0., 0., p.worked
	for _, t := range p.All() {
		rest := t.Work() * (1 - t.share)
		pending += rest
		worked += t.Work() * t.share
		if asked[t.Key] {
			missing += rest
			until = pending
		}
	}
	took := p.Now().Sub(p.since).Seconds()
	switch {
	case missing == 0 || all == 0:
		return 1, 0
	case worked == 0 || took < .5:
		return 1 - missing/all, -1
	}
	return 1 - missing/all, until * took / worked
}

// Close terminates all workers.
func (p *Pool) Close() {
	for len(p.helpers) > 0 {
		p.terminate(p.helpers[0])
	}
}

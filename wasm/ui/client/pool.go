package client

import (
	"slices"
	"strconv"
	"time"

	"digitlab/wasm/protocol"
)

// Trial is the training of one network, or of several whose mean predicts, far from the present run.
type Trial struct {
	Settings protocol.Settings
	Members  int
	Key      string // the same trial has the same, and the same result to the bit
}

// NewTrial makes the key of a trial: a hash of all that makes it (FNV-1a, 64 bits). How many networks a run of the settings
// would have is not a part of that.
func NewTrial(s protocol.Settings, members int) Trial {
	s.Members = 1
	h := uint64(14695981039346656037)
	for _, b := range protocol.MarshalCommand(&protocol.Trial{Settings: s, Members: members}) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return Trial{s, members, strconv.FormatUint(h, 36)}
}

// Work is how long a trial takes, in epochs.
func (t Trial) Work() float64 { return float64(t.Members * t.Settings.Epochs) }

// Pool does trials in the background, on workers of its own, so that the page's goes on training and reading. It is touched
// on go-app's goroutine alone.
type Pool struct {
	Size       int                                           // workers at the same time
	Start      func(receive func(protocol.Event)) PoolWorker // starts one
	After      func(time.Duration, func())                   // does something later
	Done       func(t Trial, result *protocol.TrialDone)     // is told each result, or its Failure
	Progressed func()                                        // is told that something has gone on
	Now        func() time.Time

	helpers []*helper
	waiting []*task
	ids     int       // of trials
	failed  int       // workers in a row that failed before they were ready
	since   time.Time // when work began; zero while there is none
	worked  float64   // epochs that trials have ended with since
}

// PoolWorker is a Web Worker with a trainer in it.
type PoolWorker struct {
	Send  func(protocol.Command)
	Close func()
}

// helper is a worker of the pool and what it does.
type helper struct {
	PoolWorker
	ready      bool
	task       *task // nil while it is idle
	id         int   // of the Trial that it was given
	idle       int   // times that it became idle
	terminated bool
}

// task is a trial that is waiting or being done.
type task struct {
	Trial
	share    float64 // done, 0..1
	failures int     // workers that died of it
}

// idleTime is the time after which a worker without work is terminated.
const idleTime = 5 * time.Second

// Add has a trial done, unless it is waiting already.
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

// All are the tasks that are being done, then those that wait.
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

// Cancel takes trials back, those that are being done too.
func (p *Pool) Cancel(keys []string) {
	p.waiting = slices.DeleteFunc(p.waiting, func(t *task) bool { return slices.Contains(keys, t.Key) })
	for _, h := range p.helpers {
		if h.task != nil && slices.Contains(keys, h.task.Key) {
			h.Send(&protocol.Trial{}) // ends the one that it does
			p.release(h)
		}
	}
	p.assign()
}

// assign gives each worker that is free the next trial, and starts workers as long as there are trials for them.
func (p *Pool) assign() {
	for _, h := range p.helpers {
		if len(p.waiting) > 0 && h.ready && h.task == nil {
			h.task, p.waiting = p.waiting[0], p.waiting[1:]
			p.ids++
			h.id, h.task.share = p.ids, 0
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

// release makes a worker idle, and ends it unless there is work soon.
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

// replace replaces a worker that failed. Its trial is done once more; after that, and when workers do not even start, trials
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
			p.Done(t.Trial, &protocol.TrialDone{Failure: why.Detail})
		}
	}
	if p.failed >= 2 && !slices.ContainsFunc(p.helpers, func(h *helper) bool { return h.ready }) {
		waiting := p.waiting
		p.waiting, p.failed = nil, 0
		for _, t := range waiting {
			p.Done(t.Trial, &protocol.TrialDone{Failure: why.Detail})
		}
	}
	p.assign()
}

// Progress returns how much of some trials is done, 0..1, where those that the pool does not have are, and the seconds until
// the last of them is, or -1 while that is not known. Trials are done in the order in which they were added.
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

// Close ends all workers.
func (p *Pool) Close() {
	for len(p.helpers) > 0 {
		p.terminate(p.helpers[0])
	}
}

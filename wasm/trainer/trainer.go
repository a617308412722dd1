// Package trainer is the training loop behind the protocol: it owns the present run, executes commands and reports events. It is
// plain Go and knows no browser; Host is everything that it needs from its environment.
//
// The table of the commands is in rule, and yield is the only place where long work lets them in. The packages below do not know
// commands: model has networks, data the data sets, runstore the stored runs, helpers the other workers.
package trainer

import (
	"errors"
	"time"

	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/helpers"
	"digitlab/wasm/trainer/history"
	"digitlab/wasm/trainer/internal/queue"
	"digitlab/wasm/trainer/runstore"
)

// Page is what a trainer works for: that of its host, or nobody's in a rehearsal.
type Page interface {
	// Send passes an event to the page.
	Send(protocol.Event)
	// Yield lets the environment deliver messages, commands above all. In a browser a busy goroutine blocks JavaScript.
	Yield()
}

// Host is the environment of a trainer.
type Host interface {
	Page
	// Pretrained returns the file of the pretrained network. It is called once, from a goroutine of its own.
	Pretrained() ([]byte, error)

	data.Host
	runstore.Storage
	helpers.Spawner
}

// frame is the minimum time between two Progress events: a frame of a screen at 60 Hz.
const frame = 16 * time.Millisecond

// Trainer trains one network at a time.
type Trainer struct {
	page    Page
	host    Host
	queue   *queue.Queue[protocol.Command]
	job     job // the present one
	yielded time.Time

	data      *data.Library
	store     *runstore.Store
	run       *run // nil before the first Build
	pace      protocol.Pace
	mayWarmUp bool // while the page allows it

	drawing     *lastDrawing      // nil without ink
	inspector   inspector         // of the network at work
	experiment  experiment        // steps on single digits
	seeker      seeker            // of what units look for
	samples     samples           // of the person's handwriting
	calibration calibration       // of the run
	view        view              // of the run
	wall        wall              // of all digits
	mapper      mapper            // of the same digits
	comparison  comparison        // with the pretrained network
	tried       protocol.Settings // of the last trial

	helpAfter  time.Duration // training time before helpers are considered, and of a stretch in which their use is measured
	worthwhile float64       // minimum ratio of the speed with helpers to the speed without
	mostKept   int           // bytes of the weights of earlier moments

	betweenYields time.Duration // the most, unless a person draws
}

// New returns a trainer that reports to host. It does nothing before Loop.
func New(host Host) *Trainer {
	t := &Trainer{page: host, host: host, queue: queue.New[protocol.Command](), job: job{idle, noProgress},
		store: runstore.New(host, host.Send), helpAfter: 500 * time.Millisecond, worthwhile: 1.05,
		mostKept: history.Limit, betweenYields: stretch}
	t.data = data.New(host, t.inLoop)
	return t
}

// Command gives the trainer a command and returns at once. Any goroutine may call it.
func (t *Trainer) Command(c protocol.Command) { t.queue.Push(c) }

// Loop loads the digits, reports Ready or Failed, and then executes commands until Stop. Without the digits it still answers pings,
// so that the page does not consider it dead.
func (t *Trainer) Loop() {
	ready, err := t.data.LoadDigits()
	if err == nil {
		t.page.Send(ready)
		t.data.ReportCached()
	} else {
		t.job.state = failed
		reason := protocol.DataMissing
		if errors.Is(err, datasets.ErrDigits) {
			reason = protocol.DataAltered
		}
		t.page.Send(&protocol.Failed{Reason: reason, Detail: err.Error()})
	}
	stored := make(chan struct{})
	go func() {
		defer close(stored)
		t.store.Loop()
	}()
	for c, ok := t.queue.Wait(); ok; c, ok = t.queue.Wait() {
		t.obey(c)
	}
	t.leave()
	t.store.Close()
	<-stored
}

// Stop ends Loop after the commands before it are executed and everything is stored. A run ends between two steps.
func (t *Trainer) Stop() { t.queue.Close() }

// is reports whether run is the present one. Commands about an earlier run are late.
func (t *Trainer) is(run int) bool { return t.run != nil && t.run.number == run }

// reportStatus reports the state in force.
func (t *Trainer) reportStatus() {
	r := t.run
	r.workers = 1
	if r.phase == protocol.Running {
		r.workers = r.pool.Workers()
	}
	t.page.Send(&protocol.Status{Run: r.number, Phase: r.phase, LearningRate: r.learningRate, Workers: r.workers})
}

// Package trainer is the training loop behind the protocol: it owns the data, the network, the optimiser and the
// randomness, obeys commands and reports events. It is plain Go and knows no browser; Host is all that it asks of the
// place it runs in.
package trainer

import (
	"errors"
	"time"

	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
)

// Host is the place that a trainer runs in.
type Host interface {
	// Send passes an event to the page. Any goroutine may call it.
	Send(protocol.Event)
	// Yield lets the place deliver what waits, commands above all. In a browser a busy goroutine starves JavaScript.
	Yield()
	// Data returns the bytes of digits.csv.gz.
	Data() ([]byte, error)
	// Gunzip returns what a gzip file has in it; more than most bytes are an error.
	Gunzip(file []byte, most int) ([]byte, error)
	// Shelf is where other data sets come from, and are kept.
	Shelf
	// Reader returns the bytes of reader.nn. It is called once, from a goroutine of its own.
	Reader() ([]byte, error)
	// Store is where runs are kept.
	Store
	// Office is where other workers come from.
	Office
}

// frame is the least time between two Progress events: a frame of a screen at 60 Hz.
const frame = 16 * time.Millisecond

// saveEvery is how often a running run is saved.
const saveEvery = 2 * time.Second

// Trainer trains one network at a time.
type Trainer struct {
	host    Host
	queue   *queue[protocol.Command]
	keeper  *keeper
	library library
	pace    protocol.Pace
	drawing *lastDrawing // nil without ink
	samples samples      // of the person's writing
	run     *run         // nil before the first Build
	job     job
	yielded time.Time

	lookAhead  time.Duration // how long a run must have gone on before it is foreseen how long it will
	worthwhile float64       // how many times as fast other workers must make it

	calibration calibration // of the run
	comparison  comparison  // of drawings, with the reader that comes with the page
}

// New returns a trainer that reports to host. It does nothing before Loop.
func New(host Host) *Trainer {
	return &Trainer{host: host, queue: newQueue[protocol.Command](), keeper: newKeeper(host, host.Send),
		library: library{host: host, files: datasets.MNIST()}, job: job{idle, noProgress}, lookAhead: 500 * time.Millisecond, worthwhile: 1.05}
}

// Command hands a command to the trainer and returns at once. Any goroutine may call it.
func (t *Trainer) Command(c protocol.Command) { t.queue.push(c) }

// Loop reads the data, reports Ready or Failed, and then obeys commands until Stop. Without the data it answers pings, so that the
// page does not take it for dead.
func (t *Trainer) Loop() {
	ready, err := t.loadDigits()
	if err == nil {
		t.host.Send(ready)
		t.tellKept()
	} else {
		t.job.state = failed
		reason := protocol.DataMissing
		if errors.Is(err, datasets.ErrDigits) {
			reason = protocol.DataAltered
		}
		t.host.Send(&protocol.Failed{Reason: reason, Detail: err.Error()})
	}
	kept := make(chan struct{})
	go func() {
		defer close(kept)
		t.keeper.loop()
	}()
	for c, ok := t.queue.wait(); ok; c, ok = t.queue.wait() {
		t.obey(c)
	}
	t.leave()
	t.keeper.stop()
	<-kept
}

// Stop ends Loop once the commands before it are obeyed and all is stored; a run ends between two steps.
func (t *Trainer) Stop() { t.queue.close() }

// is reports whether run is the present one; commands about an earlier one are late echoes.
func (t *Trainer) is(run int) bool { return t.run != nil && t.run.number == run }

// report sends the state in force.
func (t *Trainer) report() {
	r := t.run
	r.workers = 1
	if r.phase == protocol.Running {
		r.workers = r.network.crew.workers()
	}
	t.host.Send(&protocol.Status{Run: r.number, Phase: r.phase, Pace: t.pace, LearningRate: r.learningRate, Workers: r.workers})
}

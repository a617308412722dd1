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

const (
	// stretch is how long the trainer works between two yields, and so how long a drawing may wait to be seen: a yield costs
	// some 30 µs. Where a drawing has just come, so will the next.
	stretch         = 4 * time.Millisecond
	stretchOfStroke = time.Millisecond
	// calm is how long no drawing has come when none is to be expected.
	calm = 100 * time.Millisecond
)

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
	yielded time.Time
	stopped bool // nobody listens any more

	lookAhead  time.Duration // how long a run must have gone on before it is foreseen how long it will
	worthwhile float64       // how many times as fast other workers must make it

	calibration calibration // of the run
	comparison  comparison  // of drawings, with the reader that comes with the page
}

// New returns a trainer that reports to host. It does nothing before Loop.
func New(host Host) *Trainer {
	return &Trainer{host: host, queue: newQueue[protocol.Command](), keeper: newKeeper(host, host.Send),
		library: library{host: host, files: datasets.MNIST()}, lookAhead: 500 * time.Millisecond, worthwhile: 1.05}
}

// Command hands a command to the trainer and returns at once. Any goroutine may call it.
func (t *Trainer) Command(c protocol.Command) { t.queue.push(c) }

// Loop reads the data, reports Ready or Failed, and then obeys commands until Stop.
func (t *Trainer) Loop() {
	ready, err := t.loadDigits()
	if err != nil {
		reason := protocol.DataMissing
		if errors.Is(err, datasets.ErrDigits) {
			reason = protocol.DataAltered
		}
		t.host.Send(&protocol.Failed{Reason: reason, Detail: err.Error()})
		t.answerPings()
		return
	}
	t.host.Send(ready)
	t.tellKept()
	kept := make(chan struct{})
	go func() {
		defer close(kept)
		t.keeper.loop()
	}()
	for c, ok := t.queue.wait(); ok; c, ok = t.queue.wait() {
		for c != nil {
			c = t.obey(c)
		}
	}
	t.leave()
	t.keeper.stop()
	<-kept
}

// Stop ends Loop once the commands before it are obeyed and all is stored; a run ends between two steps.
func (t *Trainer) Stop() { t.queue.close() }

// answerPings keeps a trainer without data alive to the page, which has been told why it does nothing else.
func (t *Trainer) answerPings() {
	for c, ok := t.queue.wait(); ok; c, ok = t.queue.wait() {
		if ping, ok := c.(*protocol.Ping); ok {
			t.host.Send(&protocol.Pong{ID: ping.ID})
		}
	}
}

// obey does what a command asks while no step is being taken. A run that it starts may be ended by another command,
// which it returns.
func (t *Trainer) obey(c protocol.Command) (next protocol.Command) {
	switch c := c.(type) {
	case *protocol.Build:
		t.build(c.Run, c.Settings)
	case *protocol.Restore:
		t.restore(c.Run, c.Settings)
	case *protocol.OpenRun:
		t.openRun(c.Run, c.ID)
	case *protocol.OpenRunFile:
		t.openFile(c.Run, c.File)
	case *protocol.Trial:
		return t.trial(c)
	case *protocol.FineTune:
		return t.teach(c)
	case *protocol.Train:
		if t.mayTrain(c.Run) {
			return t.train(0)
		}
	case *protocol.StepEpoch:
		if t.mayTrain(c.Run) {
			return t.train(1)
		}
	default:
		t.attend(c)
	}
	return nil
}

// attend does what may be done between any two steps of a run; it returns false for what ends one.
func (t *Trainer) attend(c protocol.Command) bool {
	switch c := c.(type) {
	case *protocol.Ping:
		t.host.Send(&protocol.Pong{ID: c.ID})
	case *protocol.Predict:
		t.draw(c)
	case *protocol.SetSample:
		t.samples.set(c)
	case *protocol.DropSample:
		t.samples.drop(c.ID)
	case *protocol.FineTune: // during another, or while a run goes on
		t.host.Send(&protocol.FineTuned{Run: c.Run, Failure: errNotDone.Error()})
	case *protocol.SetPace:
		t.pace = c.Pace
		if t.run != nil {
			t.run.estimate.restart(t.run.position())
			t.report()
		}
	case *protocol.SetLearningRate:
		if t.is(c.Run) && protocol.CheckLearningRate(c.Rate) == nil {
			t.run.setLearningRate(c.Rate)
			t.report()
		}
	case *protocol.FetchData:
		t.fetchData(c.Data)
	case *protocol.RemoveData:
		t.removeData(c.Data)
	case *protocol.OpenData:
		t.openData(c)
	case *errand:
		c.do()
	case *protocol.Build, *protocol.Restore, *protocol.OpenRun, *protocol.OpenRunFile, *protocol.Trial:
		return false
	default:
		t.keep(c)
	}
	t.readChanged()
	return true
}

// breathe lets the place deliver in the middle of long work that is between two steps of a run or after its last, and does what
// may be done there. It returns false when the work is to end: what is asked for waits at the head of the queue.
func (t *Trainer) breathe() bool {
	if !t.isDue() {
		return true
	}
	t.yield()
	for {
		c, some, open := t.queue.pop()
		switch {
		case !open:
			t.stopped = true
			return false
		case !some:
			return true
		}
		if _, ok := c.(*protocol.FineTune); ok { // it comes after the work, and so does what comes after it
			t.queue.putBack(c)
			return true
		}
		if !t.attend(c) {
			t.queue.putBack(c)
			return false
		}
	}
}

// isDue reports whether it is time to yield.
func (t *Trainer) isDue() bool {
	worked := time.Since(t.yielded)
	return worked >= stretch || worked >= stretchOfStroke && t.isDrawn()
}

// yield lets the place deliver.
func (t *Trainer) yield() {
	t.host.Yield()
	t.yielded = time.Now()
}

// is reports whether run is the present one; commands about an earlier one are late echoes.
func (t *Trainer) is(run int) bool { return t.run != nil && t.run.number == run }

func (t *Trainer) mayTrain(run int) bool { return t.is(run) && t.run.phase != protocol.Done }

// report sends the state in force.
func (t *Trainer) report() {
	r := t.run
	r.workers = 1
	if r.phase == protocol.Running {
		r.workers = r.network.crew.workers()
	}
	t.host.Send(&protocol.Status{Run: r.number, Phase: r.phase, Pace: t.pace, LearningRate: r.learningRate, Workers: r.workers})
}

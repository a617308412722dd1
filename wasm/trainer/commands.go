package trainer

import (
	"errors"
	"time"

	"digitlab/wasm/protocol"
)

// state is what the trainer is doing. It decides what becomes of a command.
type state uint8

const (
	idle      state = iota // waiting for a command
	running                // training a run
	paused                 // in the middle of a run
	results                // predicting the test digits of a run that is done
	comparing              // in a trial
	fineTuning
	failed // without the tutorial's digits

	states // how many there are
)

// answer is what becomes of a command.
type answer uint8

const (
	ignored answer = iota
	now            // it is done at once, between two steps of the work
	next           // it ends the work and is done then
	later          // it waits until the work has ended
)

type answers [states]answer

var (
	anytime = answers{idle: now, running: now, paused: now, results: now, comparing: now, fineTuning: now}
	aNewRun = answers{idle: now, running: next, paused: next, results: next, comparing: next, fineTuning: next}
	aTrial  = answers{idle: now, running: now, paused: now, results: next, comparing: next, fineTuning: next} // a run refuses it
	aTuning = answers{idle: now, running: now, paused: now, results: later, comparing: now, fineTuning: now}  // only idle accepts it
	toTrain = answers{idle: now, running: now, paused: now}
	toPause = answers{running: now}
	aPing   = answers{idle: now, running: now, paused: now, results: now, comparing: now, fineTuning: now, failed: now}
)

// rule is the one table of the commands: what becomes of each in each state, and how it is done.
func (t *Trainer) rule(c protocol.Command) (answers, func()) {
	switch c := c.(type) {
	case *protocol.Ping:
		return aPing, func() { t.host.Send(&protocol.Pong{ID: c.ID}) }
	case *callback:
		return anytime, c.call

	case *protocol.Build:
		return aNewRun, func() { t.build(c.Run, c.Settings) }
	case *protocol.Restore:
		return aNewRun, func() { t.restore(c.Run, c.Settings) }
	case *protocol.OpenRun:
		return aNewRun, func() { t.openRun(c.Run, c.ID) }
	case *protocol.OpenRunFile:
		return aNewRun, func() { t.openFile(c.Run, c.File) }

	case *protocol.Train:
		return toTrain, func() { t.train(c.Run, 0) }
	case *protocol.StepEpoch:
		return toTrain, func() { t.train(c.Run, 1) }
	case *protocol.Pause:
		return toPause, func() {
			if t.is(c.Run) {
				t.pause()
			}
		}
	case *protocol.SetLearningRate:
		return anytime, func() { t.setLearningRate(c.Run, c.Rate) }
	case *protocol.SetPace:
		return anytime, func() { t.setPace(c.Pace) }

	case *protocol.Trial:
		return aTrial, func() { t.trial(c) }
	case *protocol.FineTune:
		return aTuning, func() { t.fineTune(c.Run) }

	case *protocol.Predict:
		return anytime, func() { t.setDrawing(c) }
	case *protocol.SetSample:
		return anytime, func() { t.samples.set(c) }
	case *protocol.DropSample:
		return anytime, func() { t.samples.drop(c.ID) }

	case *protocol.FetchData:
		return anytime, func() { t.data.Fetch(c.Data) }
	case *protocol.RemoveData:
		return anytime, func() { t.data.Remove(c.Data) }
	case *protocol.OpenData:
		return anytime, func() { t.data.Open(c) }

	case *protocol.ListRuns:
		return anytime, func() { t.store.List(nil) }
	case *protocol.ReadRun:
		return anytime, func() { t.readRun(c.ID) }
	case *protocol.ReadRunFile:
		return anytime, func() { t.readRunFile(c.ID) }
	case *protocol.NameRun:
		return anytime, func() { t.nameRun(c.ID, c.Name) }
	case *protocol.PinRun:
		return anytime, func() { t.pinRun(c.ID, c.Pinned) }
	case *protocol.DeleteRun:
		return anytime, func() { t.deleteRun(c.ID, c.Deleted) }
	}
	return answers{}, nil
}

// callback is a call that another goroutine wants made in Loop. It never crosses to the page.
type callback struct {
	protocol.Command // none
	call             func()
}

// inLoop has Loop make a call, in turn with the commands. Any goroutine may call it.
func (t *Trainer) inLoop(call func()) { t.queue.Push(&callback{call: call}) }

// obey does with a command what the table says. One that is not done yet is put back to the head of the queue.
func (t *Trainer) obey(c protocol.Command) answer {
	answers, do := t.rule(c)
	answer := answers[t.state()]
	switch answer {
	case now:
		do()
		t.predictChangedSamples()
	case next, later:
		t.queue.PutBack(c)
	}
	return answer
}

// job is the work in progress.
type job struct {
	state    state
	progress func() // reports how far it is; called before the host delivers
}

// state returns what the trainer is doing.
func (t *Trainer) state() state {
	if t.job.state == running && t.run.phase == protocol.Paused {
		return paused
	}
	return t.job.state
}

// during does long work, which must call yield between its steps.
func (t *Trainer) during(s state, progress func(), work func() error) error {
	outer := t.job
	t.job = job{s, progress}
	defer func() { t.job = outer }()
	t.yielded = time.Now()
	return work()
}

func noProgress() {}

// errInterrupted ends the work that a command, or Stop, puts an end to.
var errInterrupted = errors.New("interrupted")

const (
	// stretch is how long the trainer works between two yields, and so how long a drawing may wait for its prediction: a yield
	// costs some 30 µs. Where a drawing has just come, so will the next.
	stretch           = 4 * time.Millisecond
	stretchWhileDrawn = time.Millisecond
)

// yield is called between any two steps of long work. When it is time it lets the host deliver. It obeys the commands that have
// come, and waits while the run is paused or ahead of its pace. It returns errInterrupted when the work is to end.
func (t *Trainer) yield() error {
	worked := time.Since(t.yielded)
	if worked >= stretch || worked >= stretchWhileDrawn && t.isDrawn() {
		t.job.progress()
		t.host.Yield()
		t.yielded = time.Now()
	}
	for {
		var c protocol.Command
		open, early := true, t.early()
		switch {
		case t.state() == paused:
			c, open = t.queue.Wait()
		case early > 0:
			t.job.progress()
			c, open = t.queue.WaitFor(early)
		default:
			c, _, open = t.queue.Pop()
		}
		switch {
		case !open:
			return errInterrupted
		case c == nil && early <= 0:
			return nil
		case c == nil:
			continue
		}
		switch t.obey(c) {
		case next:
			return errInterrupted
		case later:
			return nil
		}
	}
}

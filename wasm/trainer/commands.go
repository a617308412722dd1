package trainer

import (
	"errors"
	"time"

	"digitlab/wasm/protocol"
)

// state is the present work of the trainer. It decides when a command is executed.
type state uint8

const (
	idle      state = iota // waiting for a command
	running                // training a run
	paused                 // in the middle of a run
	results                // predicting the test digits of a run that is done
	comparing              // in a trial
	fineTuning
	viewing // computing what an earlier moment of the run needs
	warming // running what a run will need
	seeking // finding out what a unit looks for
	walling // predicting the digits on the wall, which can be begun again at any time
	failed  // without the tutorial's digits

	states // number of states
)

// answer is the trainer's reaction to a command.
type answer uint8

const (
	ignored answer = iota
	now            // it is executed at once, between two steps of the work
	next           // it ends the work and is executed afterwards
	later          // it waits until the work has ended
)

type answers [states]answer

var (
	anytime       = answers{idle: now, running: now, paused: now, results: now, comparing: now, fineTuning: now, viewing: now, warming: now, seeking: now, walling: now}
	aNewRun       = answers{idle: now, running: next, paused: next, results: next, comparing: next, fineTuning: next, viewing: next, warming: next, seeking: next, walling: next}
	aTrial        = answers{idle: now, running: now, paused: now, results: next, comparing: next, fineTuning: next, viewing: next, warming: next, seeking: next, walling: next} // a run refuses it
	aTuning       = answers{idle: now, running: now, paused: now, results: later, comparing: now, fineTuning: now, viewing: next, warming: next, seeking: next, walling: next}  // only idle accepts it
	aView         = answers{idle: now, running: now, paused: now, results: now, fineTuning: now, viewing: next, warming: next, seeking: next, walling: next}
	toLearn       = answers{idle: now, running: now, paused: now, results: now, warming: next, seeking: next, walling: next}
	toTrain       = answers{idle: now, running: now, paused: now, viewing: next, warming: next, seeking: next, walling: next}
	toWarmUp      = answers{idle: now}
	toAllowWarmUp = answers{idle: now, running: now, paused: now, results: now, comparing: now, fineTuning: now, viewing: now, warming: next, seeking: now, walling: now}
	toPause       = answers{running: now}
	betweenRuns   = answers{idle: now, results: later, viewing: later, warming: next, seeking: next, walling: next}
	aPing         = answers{idle: now, running: now, paused: now, results: now, comparing: now, fineTuning: now, viewing: now, warming: now, seeking: now, walling: now, failed: now}
)

// rule is the table of the commands: the reaction to each in each state, and its execution.
func (t *Trainer) rule(c protocol.Command) (answers, func()) {
	switch c := c.(type) {
	case *protocol.Ping:
		return aPing, func() { t.page.Send(&protocol.Pong{ID: c.ID}) }
	case *protocol.WarmUp:
		return toWarmUp, func() { t.warmUp(c.Run) }
	case *protocol.AllowWarmUp:
		return toAllowWarmUp, func() { t.mayWarmUp = c.Allowed }
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
	case *protocol.TrainOn:
		return aNewRun, func() { t.trainOn(c.Run, c.Moment) }

	case *protocol.OpenModel:
		return aTuning, func() { t.openModel(c) }
	case *protocol.ReadModel:
		return anytime, func() { t.readModel(c) }

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
	case *protocol.Inspect:
		return anytime, func() { t.setInspected(*c) }
	case *protocol.Find:
		return anytime, func() { t.find(c) }
	case *protocol.WatchDigits:
		return anytime, func() { t.watchDigits(*c) }
	case *protocol.FollowDigit:
		return anytime, func() { t.followDigit(c) }
	case *protocol.WatchMap:
		return anytime, func() { t.watchMap(*c) }
	case *protocol.LookAt:
		return aView, func() { t.lookAt(c) }
	case *protocol.Learn:
		return toLearn, func() { t.learn(c) }
	case *protocol.Seek:
		return anytime, func() { t.setSought(c) }
	case *protocol.Ascend:
		return anytime, func() { t.seeker.ascent = c }
	case *protocol.SetSample:
		return anytime, func() { t.samples.set(c) }
	case *protocol.DropSample:
		return anytime, func() { t.samples.drop(c.ID) }

	case *protocol.FetchData:
		return anytime, func() { t.data.Fetch(c.Data) }
	case *protocol.RemoveData:
		return anytime, func() { t.data.Remove(c.Data) }
	case *protocol.OpenData:
		return anytime, func() { t.openData(c) }
	case *protocol.TurnData:
		return anytime, t.data.Turn
	case *protocol.PredictData:
		return betweenRuns, t.predictData

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

// callback is a function that another goroutine wants to run in Loop. It is never sent to the page.
type callback struct {
	protocol.Command // none
	call             func()
}

// inLoop runs a function in Loop, in order with the commands. Any goroutine may call it.
func (t *Trainer) inLoop(call func()) { t.queue.Push(&callback{call: call}) }

// obey executes a command as the table demands. A command that must wait is put back to the head of the queue.
func (t *Trainer) obey(c protocol.Command) answer {
	answers, do := t.rule(c)
	answer := answers[t.state()]
	switch answer {
	case now:
		do()
		t.predictChangedSamples()
		t.inspectChanged()
		t.pursue()
	case next, later:
		t.queue.PutBack(c)
	}
	return answer
}

// job is the present work.
type job struct {
	state    state
	progress func() // reports the progress; called before each yield to the host
}

// state returns the present work's state.
func (t *Trainer) state() state {
	if t.job.state == running && t.run.phase == protocol.Paused {
		return paused
	}
	return t.job.state
}

// during runs long work, which must call yield between its steps.
func (t *Trainer) during(s state, progress func(), work func() error) error {
	outer := t.job
	t.job = job{s, progress}
	defer func() { t.job = outer }()
	t.yielded = time.Now()
	return work()
}

func noProgress() {}

// errInterrupted is returned by work that a command or Stop has ended.
var errInterrupted = errors.New("interrupted")

const (
	// stretch is the time that the trainer works between two yields, and so the maximum time that a drawing waits: a yield takes
	// about 30 µs. stretchWhileDrawn applies while a person draws, and to what nobody waits for.
	stretch           = 4 * time.Millisecond
	stretchWhileDrawn = time.Millisecond
)

// yield is called between the steps of long work. When it is time, it lets the host deliver messages. It executes the commands that
// have arrived, and waits while the run is paused or ahead of its pace. It returns errInterrupted if the work must end.
func (t *Trainer) yield() error {
	worked := time.Since(t.yielded)
	if worked >= t.betweenYields || worked >= stretchWhileDrawn && (t.isDrawn() || t.job.state == warming) {
		t.job.progress()
		t.page.Yield()
		t.yielded = time.Now()
	}
	for {
		var c protocol.Command
		open, early := true, t.early()
		switch {
		case t.state() == paused:
			t.pursue()
			c, open = t.queue.Wait()
		case early > 0:
			t.job.progress()
			since := time.Now()
			c, open = t.queue.WaitFor(early)
			t.run.stopwatch.skip(time.Since(since))
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

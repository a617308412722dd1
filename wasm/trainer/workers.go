package trainer

import (
	"time"

	"digitlab/wasm/protocol"
)

// shares reports whether helpers may share the run's steps.
func (r *run) shares() bool { return r.settings.MicroBatches() > 1 && !r.settings.Data.FromFiles() }

// beginStep and stepTime measure a step that helpers may share, and only such a one: a browser takes a microsecond to tell the time.
func (r *run) beginStep() {
	if r.shares() {
		r.begun = time.Now()
	}
}

func (r *run) stepTime() time.Duration {
	if r.shares() {
		return time.Since(r.begun)
	}
	return 0
}

// manageHelpers is called after each step, with the time that it took. It spawns helpers for a long run, terminates them if they do not make
// it faster, for example because the machine is busy, and reports the number of workers.
func (t *Trainer) manageHelpers(step time.Duration) {
	r := t.run
	if !r.shares() {
		return
	}
	if r.tempo.add(step, t.helpAfter, r.workers == 1, t.worthwhile) {
		r.pool.Terminate()
	}
	r.pool.Start()
	if workers := r.pool.Workers(); workers != r.workers {
		r.tempo.restart()
		if workers < r.workers {
			r.tempo.alone, r.helped = 0, time.Now() // what was true when they came may not be any more
		}
		r.estimate.restart(r.position())
		t.reportStatus()
	}
	if r.pool.Empty() && time.Since(r.helped) >= betweenHelpers && t.needsHelp() {
		r.helped = time.Now()
		r.pool.Spawn(t.host, r.settings, r.network.Members[0].TrainedSize(), t.mayWarmUp)
	}
}

// betweenHelpers is the minimum time before helpers are spawned again after they were of no use.
const betweenHelpers = 20 * time.Second

// needsHelp reports whether the rest of the run is long enough to spawn helpers, which takes a second or two.
func (t *Trainer) needsHelp() bool {
	r := t.run
	if r.phase != protocol.Running || t.epochTime() > 0 || r.tempo.alone == 0 || time.Since(r.estimate.since) < t.helpAfter {
		return false
	}
	return r.estimate.remaining(r.position(), r.settings.Epochs, 0) > 10*t.helpAfter.Seconds()
}

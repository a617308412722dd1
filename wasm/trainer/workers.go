package trainer

import (
	"time"

	"digitlab/wasm/protocol"
)

// manageHelpers spawns helpers for a long run, terminates them if they do not make it faster, for example because the machine is
// busy, and reports the number of workers.
func (t *Trainer) manageHelpers() {
	r := t.run
	if r.pool.Empty() && time.Since(r.spawned) >= betweenSpawns && t.needsHelp() {
		r.spawned = time.Now()
		r.pool.Spawn(t.host, r.settings, r.network.Members[0].TrainedSize())
	}
	r.pool.Start()
	if r.speedAlone > 0 && time.Since(r.estimate.since) >= 6*t.helpAfter { // they are slow at first
		if r.estimate.speed(r.position()) < t.worthwhile*r.speedAlone {
			r.pool.Terminate()
		}
		r.speedAlone = 0
	}
	if workers := r.pool.Workers(); workers != r.workers {
		if workers > r.workers {
			r.speedAlone = r.estimate.speed(r.position())
		}
		r.estimate.restart(r.position())
		t.reportStatus()
	}
}

// betweenSpawns is the minimum time before helpers are spawned again after they were of no use.
const betweenSpawns = 20 * time.Second

// needsHelp reports whether the rest of the run is long enough to spawn helpers, which takes a second or two.
func (t *Trainer) needsHelp() bool {
	r := t.run
	if r.settings.MicroBatches() == 1 || r.settings.Data.FromFiles() || r.phase != protocol.Running || t.epochTime() > 0 ||
		time.Since(r.estimate.since) < t.helpAfter {
		return false
	}
	return r.estimate.remaining(r.position(), r.settings.Epochs, 0) > 10*t.helpAfter.Seconds()
}

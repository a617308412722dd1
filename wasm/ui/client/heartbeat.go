package client

import "time"

const (
	beatInterval = 2 * time.Second // between two checks of the worker
	missedBeats  = 5               // missed beats after which the worker is considered dead: ten seconds
	missedStart  = 30              // the same before its program runs: to fetch or compile that may take long without a sign
)

// heartbeat detects a dead worker: one that was terminated sends nothing, not even an error. It counts beats instead of time,
// because a machine that slept, or a background tab with throttled timers, received nothing either.
type heartbeat struct {
	beats   int  // since the last message
	started bool // the worker's program runs, and answers pings
}

// heard is called for every message of the worker.
func (h *heartbeat) heard() { h.beats = 0 }

// tick is called on every beat. It reports whether the worker is dead; if not, the caller pings it.
func (h *heartbeat) tick(visible bool) (dead bool) {
	if !visible {
		h.beats = 0
		return false
	}
	h.beats++
	if !h.started {
		return h.beats > missedStart
	}
	return h.beats > missedBeats
}

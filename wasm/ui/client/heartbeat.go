package client

import "time"

const (
	beatInterval = 2 * time.Second // between two looks at the worker
	missedBeats  = 5               // so many beats in a row without a sign, and it is held for dead: ten seconds
)

// heartbeat finds out that a worker is dead: one that was terminated says nothing at all. Silence is counted in beats and
// not in time, because a machine that slept, or a tab in the background whose timers are throttled, has heard nothing
// either.
type heartbeat struct {
	beats int // since the last sign of life
}

// heard is called for everything that the worker says.
func (h *heartbeat) heard() { h.beats = 0 }

// tick is called every beat. It returns whether the worker is dead; if not, it is to be asked for a sign.
func (h *heartbeat) tick(visible bool) (dead bool) {
	if !visible {
		h.beats = 0
		return false
	}
	h.beats++
	return h.beats > missedBeats
}

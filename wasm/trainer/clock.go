package trainer

import "time"

// stopwatch measures the time spent training; pauses, and waits for the pace, do not count. Go's monotonic clock is the browser's
// performance.now, so that setting the wall clock changes nothing.
type stopwatch struct {
	before  time.Duration
	since   time.Time
	running bool
}

func (w *stopwatch) start() { w.since, w.running = time.Now(), true }

func (w *stopwatch) stop() { w.before, w.running = w.elapsed(), false }

// skip takes time off that was not spent training.
func (w *stopwatch) skip(waited time.Duration) { w.before -= waited }

func (w *stopwatch) elapsed() time.Duration {
	if w.running {
		return w.before + time.Since(w.since)
	}
	return w.before
}

// estimate estimates the remaining time of a run from its speed since it was last started, resumed, or set to another pace.
type estimate struct {
	since    time.Time
	position float64 // in epochs, at that time
}

func (e *estimate) restart(position float64) { e.since, e.position = time.Now(), position }

// trained returns the number of epochs since the estimate's start.
func (e *estimate) trained(position float64) float64 { return position - e.position }

// speed returns the epochs per second since the estimate's start.
func (e *estimate) speed(position float64) float64 {
	return e.trained(position) / max(time.Since(e.since).Seconds(), 1e-6)
}

// remaining returns the seconds until all epochs are trained, if an epoch takes at least epochTime; -1 before anything has been
// measured.
func (e *estimate) remaining(position float64, epochs int, epochTime time.Duration) float64 {
	left := float64(epochs) - position
	if left <= 0 {
		return 0
	}
	trained := e.trained(position)
	if trained <= 0 {
		return -1
	}
	perEpoch := time.Since(e.since).Seconds() / trained
	return left * max(perEpoch, epochTime.Seconds())
}

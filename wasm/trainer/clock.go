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

// tempo compares the steps of a run that helpers share with those that it takes alone. It counts nothing but the time of steps, so that
// evaluations, waits and commands do not look like a slow helper.
type tempo struct {
	alone float64 // steps per second of the fastest stretch without helpers, since the last ones were terminated; 0: none yet

	steps int           // of the present stretch
	took  time.Duration // by them
	slow  int           // number of stretches with helpers, one after the other, that were too slow
}

// mostSlow is the number of slow stretches after which helpers are terminated. Stretches are half a second (helpAfter), so that a run is
// slower with helpers than without for two seconds at most. A single one may be slow because of something else.
const mostSlow = 3

// restart begins a new stretch: the number of workers has changed, or the run was resumed.
func (p *tempo) restart() { p.steps, p.took, p.slow = 0, 0, 0 }

// add takes the time of a step, alone or with helpers. It reports whether the helpers are of no use: mostSlow stretches, one after the other,
// in which the run was not at least worthwhile times as fast as alone.
func (p *tempo) add(step, stretch time.Duration, alone bool, worthwhile float64) (useless bool) {
	p.steps++
	if p.took += step; p.took < stretch {
		return false
	}
	speed := float64(p.steps) / max(p.took.Seconds(), 1e-6)
	p.steps, p.took = 0, 0
	switch {
	case alone:
		p.alone = max(p.alone, speed)
	case speed < worthwhile*p.alone:
		p.slow++
	default:
		p.slow = 0
	}
	return p.slow == mostSlow
}

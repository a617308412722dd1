package trainer

import (
	"testing"
	"time"
)

// Helpers that make a run slower are found within two seconds, whenever that begins and however long a step takes; those that make it faster
// are not, nor those that are slow for a moment.
func TestTempo(t *testing.T) {
	const stretch, worthwhile = 500 * time.Millisecond, 1.05
	for _, alone := range []time.Duration{time.Millisecond, 7 * time.Millisecond, 90 * time.Millisecond} {
		for name, test := range map[string]struct {
			helped  func(at time.Duration) float64 // the speed with helpers, in that of the run alone
			useless time.Duration                  // at the latest; 0: never
		}{
			"good":             {func(time.Duration) float64 { return 1.5 }, 0},
			"good for nothing": {func(time.Duration) float64 { return 1 }, 2 * time.Second},
			"bad":              {func(time.Duration) float64 { return .6 }, 2 * time.Second},
			"bad later": {func(at time.Duration) float64 {
				return map[bool]float64{true: 1.5, false: .6}[at < 3100*time.Millisecond]
			}, 5100 * time.Millisecond},
			"bad for a second": {func(at time.Duration) float64 { return map[bool]float64{true: .5, false: 1.5}[at < time.Second] }, 0},
			"bad now and then": {func(at time.Duration) float64 { return map[bool]float64{true: .6, false: 1.5}[at/time.Second%2 == 0] }, 0},
		} {
			var p tempo
			for range 2 * stretch / alone {
				if p.add(alone, stretch, true, worthwhile) {
					t.Fatalf("%s, steps of %v: helpers are of no use where there are none", name, alone)
				}
			}
			p.restart()
			var at, useless time.Duration
			for at < 20*time.Second && useless == 0 {
				step := time.Duration(float64(alone) / test.helped(at))
				if at += step; p.add(step, stretch, false, worthwhile) {
					useless = at
				}
			}
			if (useless > 0) != (test.useless > 0) || useless > test.useless+4*alone {
				t.Errorf("%s, steps of %v: of no use after %v, want %v", name, alone, useless, test.useless)
			}
		}
	}
}

// The run alone is as fast as in its fastest stretch: its first steps may be slow, and so may those beside a worker that starts.
func TestTempoAlone(t *testing.T) {
	var p tempo
	const stretch = 500 * time.Millisecond
	for _, step := range []time.Duration{30, 10, 20} { // ms
		for range stretch/(step*time.Millisecond) + 1 {
			p.add(step*time.Millisecond, stretch, true, 1.05)
		}
		p.restart()
	}
	if p.alone < 99.9 || p.alone > 100.1 {
		t.Errorf("alone it takes %v steps a second, want 100", p.alone)
	}
}

package trainer

import (
	"testing"
	"time"

	"digitlab/wasm/protocol"
)

// A run after a warm-up is the same to the bit, also if the warm-up was ended by it, and if the warm-up's network diverges.
func TestWarmUpChangesNothing(t *testing.T) {
	ensemble := settings(2)
	ensemble.Members, ensemble.Augmentation = 2, 1
	for name, s := range map[string]protocol.Settings{"tutorial": settings(2), "ensemble": ensemble} {
		t.Run(name, func(t *testing.T) {
			want := trained(t, s)
			for _, rest := range []time.Duration{0, 2 * warmTime} {
				p := start(t, &fakeHost{})
				p.send(&protocol.Build{Run: 1, Settings: s}, &protocol.WarmUp{Run: 1})
				time.Sleep(rest)
				p.send(&protocol.Train{Run: 1})
				await(p, phase(protocol.Done))
				p.stop()
				if got := hash(p.host.disk.newest(t)); got != want {
					t.Errorf("%v after a warm-up began the run is another", rest)
				}
			}
		})
	}
}

// No command waits until a warm-up has ended by itself.
func TestWarmUpGivesWay(t *testing.T) {
	trainer := New(&fakeHost{})
	for _, c := range protocol.Commands() {
		switch c.(type) {
		case *protocol.Help, *protocol.WarmUp, *protocol.Pause: // for a helper; a second one; there is no run to pause
			continue
		}
		if answers, _ := trainer.rule(c); answers[warming] != now && answers[warming] != next {
			t.Errorf("%T waits for a warm-up, or is lost in it", c)
		}
	}
}

// What is drawn is predicted in a warm-up, and one for another run or in a run does nothing.
func TestWarmUpAndTheRest(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(1)}, &protocol.WarmUp{Run: 1}, stroke(1))
	await[*protocol.Prediction](p, nil)
	p.send(&protocol.Train{Run: 1}, &protocol.WarmUp{Run: 1})
	await(p, phase(protocol.Done))
	p.send(&protocol.WarmUp{Run: 2})
	p.settle()
}

package controls

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab/labtest"
)

// Each network is warmed up a few times, with rests, while the page is seen and no run is on.
func TestWarmer(t *testing.T) {
	l, expect := labtest.Trained(t)
	w := newWarmer(l)
	var then func()
	seen := true
	w.tell() // the page is still being made
	expect()
	w.wait, w.able = func(f func()) { then = f }, func() bool { return seen }
	pass := func() { // the time until the next
		f := then
		then = nil
		if f != nil {
			f()
		}
	}
	built := func(s protocol.Settings) { l.Apply(&protocol.Built{Run: 1, Settings: s}) }
	warm := &protocol.WarmUp{Run: 1}
	s := protocol.DefaultSettings()

	built(s)
	expect()
	pass()
	expect(warm)
	seen = false
	w.tell()
	expect(&protocol.AllowWarmUp{})
	pass()
	expect()
	seen = true
	w.tell()
	expect(&protocol.AllowWarmUp{Allowed: true})
	pass()
	expect(warm)
	pass()
	expect()

	s.LearningRate *= 2
	built(s)
	pass()
	expect() // it runs the same code
	s.Layers = s.Layers[1:]
	built(s)
	pass()
	expect(warm)
	labtest.Become(l, protocol.Running)
	pass()
	expect()
	pass()
	expect()

	l.Apply(&protocol.Ready{}) // another worker
	expect(&protocol.Restore{Run: 2, Settings: protocol.DefaultSettings()}, &protocol.SetPace{Pace: protocol.Watch}, &protocol.AllowWarmUp{Allowed: true})
	l.Apply(&protocol.Built{Run: 2, Settings: s})
	pass()
	expect(&protocol.WarmUp{Run: 2})
}

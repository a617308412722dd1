package controls

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/session"
)

func TestAnnouncement(t *testing.T) {
	e := &English{}
	built := &protocol.Built{Settings: protocol.Settings{Epochs: 8}}
	run := func(phase protocol.Phase, trained int, elapsed, remaining float64) session.Session {
		return session.Session{Run: 1, Built: built, Status: protocol.Status{Phase: phase}, Epochs: make([]protocol.Epoch, trained),
			Progress: protocol.Progress{Epoch: trained, Elapsed: elapsed, Remaining: remaining}}
	}
	done := run(protocol.Done, 8, 30, 0)
	done.Tested = &protocol.Tested{Accuracy: .972}
	for _, c := range []struct {
		name          string
		before, after session.Session
		want          string
	}{
		{"start", run(protocol.Idle, 0, 0, 0), run(protocol.Running, 0, 0, 0), e.Started()},
		{"resume", run(protocol.Paused, 1, 9, 20), run(protocol.Running, 1, 9, 20), ""},
		{"quarter of a long run", run(protocol.Running, 1, 3, 27), run(protocol.Running, 2, 6, 24), e.RunningUntimed(2, 8)},
		{"between the quarters", run(protocol.Running, 2, 6, 24), run(protocol.Running, 3, 9, 21), ""},
		{"quarter of a short run", run(protocol.Running, 1, .1, .9), run(protocol.Running, 2, .2, .8), ""},
		{"end", run(protocol.Running, 8, 30, 0), done, e.Done("97.2")},
		{"another run", done, session.Session{Run: 2}, ""},
	} {
		if got := announcement(c.before, c.after, e); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

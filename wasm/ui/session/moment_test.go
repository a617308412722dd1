package session

import (
	"testing"

	"digitlab/wasm/protocol"
)

func TestSteps(t *testing.T) {
	for _, c := range []struct{ fit, batch, members, want int }{{1005, 50, 1, 21}, {1000, 50, 1, 20}, {1005, 50, 3, 63}, {30, 50, 1, 1}, {0, 50, 1, 1}} {
		s := Session{Built: &protocol.Built{Fit: c.fit, Settings: protocol.Settings{BatchSize: c.batch, Members: c.members}}}
		if got := s.Steps(); got != c.want {
			t.Errorf("%+v: %d steps", c, got)
		}
	}
	if (Session{}).Steps() != 1 {
		t.Error("without a run there are no steps")
	}
}

// While an earlier moment is shown, the results are of such a one, and never of the present.
func TestShownResults(t *testing.T) {
	last, past := &protocol.Results{Run: 2}, &protocol.Results{Run: 2, Past: true}
	s := Session{Run: 2}.Apply(last)
	if s.ShownResults() != last {
		t.Error("the present has other results")
	}
	s = s.Apply(&protocol.Shown{Run: 2, Past: true, Share: 1})
	if s.ShownResults() != nil {
		t.Error("an earlier moment has the results of the present")
	}
	if s = s.Apply(past); s.ShownResults() != past {
		t.Error("an earlier moment has other results")
	}
	if s = s.Apply(&protocol.Shown{Run: 2, Share: 1}); s.ShownResults() != last {
		t.Error("the present has lost its results")
	}
}

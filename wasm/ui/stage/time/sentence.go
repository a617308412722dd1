package time

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// sentence says what is shown, and where the run is.
func sentence(m *machine, t words) string {
	s := m.lab.Session()
	epochs, now := s.Planned(), len(s.Epochs)
	if s.Progress.Step > 0 { // else the epoch has not begun, or has diverged
		now = min(max(s.Progress.Epoch, now), epochs)
	}
	shown := s.Shown
	switch {
	case !s.Usable() || m.last() == 0:
		return t.Empty()
	case shown.Lost:
		return t.Lost()
	case shown.Share < 1 && shown.Run == s.Run:
		return t.Computing(i18n.WholePercent(float32(shown.Share)))
	case !shown.Past && s.Phase() == protocol.Running:
		return t.Following(now, epochs)
	case !shown.Past:
		return t.Present(now, epochs)
	case shown.Moment.Step > 0:
		return t.PastStep(shown.Moment.Step, s.Steps(), now)
	}
	return t.PastEpoch(shown.Moment.Epoch, epochs, now)
}

// valueText is what the slider points at, for screen readers.
func valueText(m *machine, t words) string {
	s := m.lab.Session()
	switch at := m.scale().moment(m.shownAt()); {
	case at.Step > 0:
		return t.ValueStep(at.Step, s.Steps())
	case at.Epoch == 0:
		return t.ValueUntrained(s.Planned())
	default:
		return t.ValueEpoch(at.Epoch, s.Planned(), i18n.WholePercent(s.Epochs[min(at.Epoch, len(s.Epochs))-1].ValidationAccuracy))
	}
}

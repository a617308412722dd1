package controls

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/session"
)

// longRun is the duration in seconds from which on a run's progress is announced too.
const longRun = 20

// announcement returns the text for screen readers after a change of the session: the run's start, its end, and each quarter of a
// long run; else "".
func announcement(before, after session.Session, t Words) string {
	switch {
	case before.Run != after.Run:
		return ""
	case before.Phase() == protocol.Idle && after.Phase() == protocol.Running:
		return t.Started()
	case before.Tested == nil && after.Tested != nil:
		return t.Done(i18n.Percent(after.Tested.Accuracy))
	case after.Phase() == protocol.Running && after.Progress.Elapsed+after.Progress.Remaining > longRun:
		if quarter(before) < quarter(after) {
			return t.RunningUntimed(after.Progress.Epoch, after.Planned())
		}
	}
	return ""
}

// announceRuns tells screen readers about the runs.
func announceRuns(l *lab.Lab) {
	l.On(func(before session.Session, _ protocol.Event) {
		if said := announcement(before, l.Session(), Texts.In(l.Language())); said != "" {
			l.Announce(said)
		}
	})
}

// quarter returns the number of trained quarters of the run.
func quarter(s session.Session) int { return 4 * len(s.Epochs) / s.Planned() }

package controls

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/session"
)

// longRun is how many seconds make a run long enough to be spoken of on its way.
const longRun = 20

// announcement is what a screen reader hears of the training when the session changes: its start, its end, and the
// quarters of a long run; else nothing.
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

// announceRuns tells screen readers of the runs.
func announceRuns(l *lab.Lab) {
	l.On(func(before session.Session, _ protocol.Event) {
		if said := announcement(before, l.Session(), Texts.In(l.Language())); said != "" {
			l.Announce(said)
		}
	})
}

// quarter is how many quarters of the run's epochs are trained.
func quarter(s session.Session) int { return 4 * len(s.Epochs) / s.Planned() }

package ui

import "digitlab/wasm/protocol"

// longRun is how many seconds make a run long enough to be spoken of on its way.
const longRun = 20

// announcement is what a screen reader hears of the training when the session changes: its start, its end, and the
// quarters of a long run; else nothing.
func announcement(before, after session, t controlsWords) string {
	switch {
	case before.Run != after.Run:
		return ""
	case before.phase() == protocol.Idle && after.phase() == protocol.Running:
		return t.Started()
	case before.Tested == nil && after.Tested != nil:
		return t.Done(percent(after.Tested.Accuracy))
	case after.phase() == protocol.Running && after.Progress.Elapsed+after.Progress.Remaining > longRun:
		if quarter(before) < quarter(after) {
			return t.RunningUntimed(after.Progress.Epoch, after.planned())
		}
	}
	return ""
}

// announceRuns tells screen readers of the runs.
func announceRuns(l *lab) {
	l.on(func(before session, _ protocol.Event) {
		if said := announcement(before, l.Session(), controlsTexts.in(l.Language())); said != "" {
			l.announce(said)
		}
	})
}

// quarter is how many quarters of the run's epochs are trained.
func quarter(s session) int { return 4 * len(s.Epochs) / s.planned() }

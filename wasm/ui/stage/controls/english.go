package controls

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/settings"
)

type English struct{ settings.English }

func (*English) SettingsTab() string { return "Settings" }
func (*English) Loading(percent int) string {
	return fmt.Sprintf("Loading the training engine… %d%%", percent)
}
func (*English) TrainHeading() string { return "Train" }
func (*English) TrainHelp() string {
	return "The network looks at a batch of digits, measures how wrong it is (the loss), and changes every parameter a little to be less wrong. Once through all training digits is an epoch."
}
func (*English) Start() string  { return "Start training" }
func (*English) Pause() string  { return "Pause" }
func (*English) Resume() string { return "Resume" }
func (*English) Step() string   { return "Step" }
func (*English) Reset() string  { return "Reset" }
func (*English) KeyHelp() string {
	return "The space bar starts and pauses; the full stop (.) trains one epoch."
}
func (*English) PaceGroup() string { return "Pace" }
func (*English) Pace(p protocol.Pace) string {
	switch p {
	case protocol.Slow:
		return "Slow"
	case protocol.Watch:
		return "Watch"
	}
	return "Fastest"
}
func (*English) ProgressLabel() string { return "Training progress" }
func (*English) Ready(digits string) string {
	return fmt.Sprintf("Ready to learn from %s digits", digits)
}
func (*English) Running(epoch, epochs int, seconds string) string {
	return fmt.Sprintf("Epoch %d of %d · about %s s left", epoch, epochs, seconds)
}
func (*English) Workers(count int) string { return fmt.Sprintf("%d workers", count) }
func (*English) RunningUntimed(epoch, epochs int) string {
	return fmt.Sprintf("Epoch %d of %d", epoch, epochs)
}
func (*English) PausedAfter(epoch, epochs int) string {
	return fmt.Sprintf("Paused after epoch %d of %d", epoch, epochs)
}
func (*English) PausedIn(epoch, epochs int) string {
	return fmt.Sprintf("Paused in epoch %d of %d", epoch, epochs)
}
func (*English) Done(percent string) string {
	return fmt.Sprintf("Done: %s%% on test digits. Now draw your own", percent)
}
func (*English) TestAccuracy() string { return "Test accuracy" }
func (*English) LastRun() string      { return "Last run" }
func (*English) Computing(seconds string) string {
	return fmt.Sprintf("%s s of computing", seconds)
}
func (*English) Started() string { return "Training started" }

func (*English) PresetLabel() string { return "Preset" }
func (*English) UndoPreset() string  { return "Undo preset" }

func (*English) AppliesOnReset() string { return "Applies on reset" }
func (*English) ResetNow() string       { return "Reset now" }
func (*English) SettingsWait() string {
	return "The current run has other settings. These apply on reset."
}
func (*English) AppliesNow() string { return "Applies at once" }
func (*English) RateInForce(rate string) string {
	return fmt.Sprintf("Current value: %s", rate)
}
func (*English) RateFalls(rate string) string {
	return fmt.Sprintf("Falls from %s to 0 at the end", rate)
}
func (*English) WholeBatch(digits string) string {
	return fmt.Sprintf("More than all %s training digits: one update in each epoch", digits)
}
func (*English) Hindrance(where, problem string) string {
	return fmt.Sprintf("%s: %s", where, problem)
}
func (*English) LayerHindrance(layer string) string {
	return fmt.Sprintf("The layer %s needs a change; its card says why", layer)
}
func (*English) ShowProblem() string { return "Show where" }

func (*English) CopyLink() string { return "Copy link" }
func (*English) Shared(s shared) string {
	switch s {
	case linkCopied:
		return "Link copied. Whoever opens it gets the same settings and seed"
	case linkShown:
		return "The browser did not allow copying. The link is selected below: copy it from there"
	case linkHindered:
		return "Correct the settings first, then copy the link"
	}
	return "A link with these settings and this seed: whoever opens it trains the same network"
}
func (*English) SharedPromise() string {
	return "A link with these settings, this seed and the result: whoever opens it can check whether the same network comes out"
}
func (*English) Linked(changes string) string {
	return fmt.Sprintf("Opened from a link. Unlike the tutorial: %s.", changes)
}
func (*English) LinkedTutorial() string { return "Opened from a link, with the tutorial’s settings." }
func (*English) Reproduction(r lab.Reproduction) string {
	switch r {
	case lab.NotTrainedYet:
		return "Train it to the end to see whether the same network comes out."
	case lab.ReproducedExactly:
		return "Reproduced exactly: every weight is the same as the sender’s."
	case lab.NotReproduced:
		return "Not reproduced: some weights differ. The link may come from another version of this page, or the learning rate was changed during the run."
	}
	return "There is nothing to reproduce."
}
func (*English) LinkField() string { return "Link to these settings" }
func (*English) DataHindrance(d protocol.DataSet) string {
	if d.FromFiles() {
		return "No files are open to train on: open them, or choose other data"
	}
	return "MNIST is not in this browser yet: fetch it, or choose other data"
}
func (*English) OwnTestDigits() string {
	return "Not used: MNIST has 10,000 test digits of its own"
}

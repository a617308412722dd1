package controls

import (
	"fmt"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/settings"
)

type EnglishControls struct{ settings.EnglishSettings }

func (*EnglishControls) TrainHeading() string { return "Train" }
func (*EnglishControls) TrainHelp() string {
	return "The network looks at a batch of digits, measures how wrong it is (the loss), and moves every parameter a little to be less wrong. Once through all digits is an epoch."
}
func (*EnglishControls) Start() string  { return "Start training" }
func (*EnglishControls) Pause() string  { return "Pause" }
func (*EnglishControls) Resume() string { return "Resume" }
func (*EnglishControls) Step() string   { return "Step" }
func (*EnglishControls) Reset() string  { return "Reset" }
func (*EnglishControls) KeyHelp() string {
	return "Space starts and pauses, the full stop trains one epoch."
}
func (*EnglishControls) PaceGroup() string { return "Pace" }
func (*EnglishControls) Pace(p protocol.Pace) string {
	switch p {
	case protocol.Slow:
		return "Slow"
	case protocol.Watch:
		return "Watch"
	}
	return "Fastest"
}
func (*EnglishControls) ProgressLabel() string { return "Training progress" }
func (*EnglishControls) Ready(digits string) string {
	return fmt.Sprintf("Ready to learn from %s digits", digits)
}
func (*EnglishControls) Running(epoch, epochs int, seconds string) string {
	return fmt.Sprintf("Epoch %d of %d · about %s s left", epoch, epochs, seconds)
}
func (*EnglishControls) Workers(count int) string { return fmt.Sprintf("%d workers", count) }
func (*EnglishControls) RunningUntimed(epoch, epochs int) string {
	return fmt.Sprintf("Epoch %d of %d", epoch, epochs)
}
func (*EnglishControls) PausedAt(epoch, epochs int) string {
	return fmt.Sprintf("Paused at epoch %d of %d", epoch, epochs)
}
func (*EnglishControls) Done(percent string) string {
	return fmt.Sprintf("Done: %s%% on test digits. Now draw your own", percent)
}
func (*EnglishControls) Started() string { return "Training started" }

func (*EnglishControls) PresetLabel() string { return "Preset" }
func (*EnglishControls) UndoPreset() string  { return "Undo preset" }

func (*EnglishControls) MoreSettings() string   { return "More settings" }
func (*EnglishControls) AppliesOnReset() string { return "Applies on reset" }
func (*EnglishControls) AppliesNow() string     { return "Applies at once" }
func (*EnglishControls) RateInForce(rate string) string {
	return fmt.Sprintf("In force: %s", rate)
}
func (*EnglishControls) RateFalls(rate string) string {
	return fmt.Sprintf("Falls from %s to nothing at the end", rate)
}
func (*EnglishControls) WholeBatch(digits string) string {
	return fmt.Sprintf("More than all %s training digits: one move an epoch", digits)
}
func (*EnglishControls) Hindrance(where, problem string) string {
	return fmt.Sprintf("%s: %s", where, problem)
}
func (*EnglishControls) LayerHindrance(layer string) string {
	return fmt.Sprintf("The layer %s is not in order; its card says why", layer)
}
func (*EnglishControls) ShowProblem() string { return "Show where" }

func (*EnglishControls) CopyLink() string { return "Copy link" }
func (*EnglishControls) Shared(s shared) string {
	switch s {
	case linkCopied:
		return "Link copied. Whoever opens it gets the same settings and seed"
	case linkShown:
		return "The browser did not allow copying. The link is selected below: copy it from there"
	case linkHindered:
		return "Correct the settings first, then copy the link"
	}
	return "A link to these settings and this seed: who opens it trains the same network"
}
func (*EnglishControls) LinkField() string { return "Link to these settings" }
func (*EnglishControls) DataHindrance(d protocol.DataSet) string {
	if d == protocol.Opened {
		return "No files are open to train on: open them, or choose other data"
	}
	return "MNIST is not in this browser yet: fetch it, or choose other data"
}
func (*EnglishControls) OwnTestDigits() string {
	return "Does not count here: MNIST has 10,000 test digits of its own"
}

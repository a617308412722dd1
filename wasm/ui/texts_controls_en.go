package ui

import (
	"fmt"

	"digitlab/wasm/protocol"
)

type englishControls struct{ englishSettings }

func (englishControls) TrainHeading() string { return "Train" }
func (englishControls) TrainHelp() string {
	return "The network looks at a batch of digits, measures how wrong it is (the loss), and moves every parameter a little to be less wrong. Once through all digits is an epoch."
}
func (englishControls) Start() string  { return "Start training" }
func (englishControls) Pause() string  { return "Pause" }
func (englishControls) Resume() string { return "Resume" }
func (englishControls) Step() string   { return "Step" }
func (englishControls) Reset() string  { return "Reset" }
func (englishControls) KeyHelp() string {
	return "Space starts and pauses, the full stop trains one epoch."
}
func (englishControls) PaceGroup() string { return "Pace" }
func (englishControls) Pace(p protocol.Pace) string {
	switch p {
	case protocol.Slow:
		return "Slow"
	case protocol.Watch:
		return "Watch"
	}
	return "Fastest"
}
func (englishControls) ProgressLabel() string { return "Training progress" }
func (englishControls) Ready(digits string) string {
	return fmt.Sprintf("Ready to learn from %s digits", digits)
}
func (englishControls) Running(epoch, epochs int, seconds string) string {
	return fmt.Sprintf("Epoch %d of %d · about %s s left", epoch, epochs, seconds)
}
func (englishControls) Workers(count int) string { return fmt.Sprintf("%d workers", count) }
func (englishControls) RunningUntimed(epoch, epochs int) string {
	return fmt.Sprintf("Epoch %d of %d", epoch, epochs)
}
func (englishControls) PausedAt(epoch, epochs int) string {
	return fmt.Sprintf("Paused at epoch %d of %d", epoch, epochs)
}
func (englishControls) Done(percent string) string {
	return fmt.Sprintf("Done: %s%% on test digits. Now draw your own", percent)
}
func (englishControls) Started() string { return "Training started" }

func (englishControls) PresetLabel() string { return "Preset" }
func (englishControls) UndoPreset() string  { return "Undo preset" }

func (englishControls) MoreSettings() string   { return "More settings" }
func (englishControls) AppliesOnReset() string { return "Applies on reset" }
func (englishControls) AppliesNow() string     { return "Applies at once" }
func (englishControls) RateInForce(rate string) string {
	return fmt.Sprintf("In force: %s", rate)
}
func (englishControls) RateFalls(rate string) string {
	return fmt.Sprintf("Falls from %s to nothing at the end", rate)
}
func (englishControls) WholeBatch(digits string) string {
	return fmt.Sprintf("More than all %s training digits: one move an epoch", digits)
}
func (englishControls) Hindrance(where, problem string) string {
	return fmt.Sprintf("%s: %s", where, problem)
}
func (englishControls) LayerHindrance(layer string) string {
	return fmt.Sprintf("The layer %s is not in order; its card says why", layer)
}
func (englishControls) ShowProblem() string { return "Show where" }

func (englishControls) CopyLink() string { return "Copy link" }
func (englishControls) Shared(s shared) string {
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
func (englishControls) LinkField() string { return "Link to these settings" }
func (englishControls) DataHindrance(d protocol.DataSet) string {
	if d == protocol.Opened {
		return "No files are open to train on: open them, or choose other data"
	}
	return "MNIST is not in this browser yet: fetch it, or choose other data"
}
func (englishControls) OwnTestDigits() string {
	return "Does not count here: MNIST has 10,000 test digits of its own"
}

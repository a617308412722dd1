package time

import (
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
)

type english struct{ i18n.English }

func (*english) Heading() string { return "Time machine" }
func (*english) Slider() string  { return "Time machine" }
func (*english) Play(playing bool) string {
	if playing {
		return "Stop replay"
	}
	return "Replay the run"
}
func (*english) Now() string     { return "Now" }
func (*english) TrainOn() string { return "Train on from here" }

func (*english) Empty() string {
	return "Once a run has begun, you can go back to any of its moments here"
}
func (*english) Following(epoch, epochs int) string {
	return fmt.Sprintf("Following the run: epoch %d of %d", epoch, epochs)
}
func (*english) Present(epoch, epochs int) string {
	return fmt.Sprintf("Shown: now, epoch %d of %d", epoch, epochs)
}
func (*english) PastEpoch(epoch, epochs, now int) string {
	if epoch == 0 {
		return fmt.Sprintf("Shown: untrained, epoch 0 of %d, now at %d", epochs, now)
	}
	return fmt.Sprintf("Shown: epoch %d of %d, now at %d", epoch, epochs, now)
}
func (*english) PastStep(step, steps, now int) string {
	return fmt.Sprintf("Shown: epoch 1, step %d of %d, now at epoch %d", step, steps, now)
}
func (*english) Computing(percent int) string {
	return fmt.Sprintf("Computing that moment again: %d%%", percent)
}
func (*english) Lost() string {
	return "That moment cannot be computed again: the data or the version of the page is not the one of then"
}

func (*english) ValueUntrained(epochs int) string {
	return fmt.Sprintf("epoch 0 of %d, untrained", epochs)
}
func (*english) ValueStep(step, steps int) string {
	return fmt.Sprintf("epoch 1, step %d of %d", step, steps)
}
func (*english) ValueEpoch(epoch, epochs, percent int) string {
	return fmt.Sprintf("epoch %d of %d, accuracy %d%%", epoch, epochs, percent)
}

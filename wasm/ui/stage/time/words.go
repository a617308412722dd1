package time

import "digitlab/wasm/ui/i18n"

// words are those of the time machine.
type words interface {
	i18n.Common

	Heading() string
	Slider() string
	Play(playing bool) string
	Now() string
	TrainOn() string

	Empty() string
	Following(epoch, epochs int) string
	Present(epoch, epochs int) string
	PastEpoch(epoch, epochs, now int) string
	PastStep(step, steps, now int) string
	Computing(percent int) string
	Lost() string

	ValueUntrained(epochs int) string
	ValueStep(step, steps int) string
	ValueEpoch(epoch, epochs, percent int) string
}

var texts = i18n.InBoth[words](&english{}, &korean{})

package time

import (
	"math"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/session"
)

// scale is where the moments of a run are on the slider. Its first part is the first epoch, step by step, and the rest is the other
// epochs: most happens in the first, and without that nobody could point into it.
type scale struct {
	steps, epochs int
}

func scaleOf(s session.Session) scale { return scale{s.Steps(), s.Planned()} }

const (
	// length is the slider's maximum. It is finer than a pointer.
	length = 10_000
	// firstEpoch is the place of the end of the first epoch, in a run of several.
	firstEpoch = 3_000
)

// first returns the place of the end of the first epoch.
func (c scale) first() float64 {
	if c.epochs == 1 {
		return length
	}
	return firstEpoch
}

// The moments are counted: the steps of the first epoch from 0, then the ends of the epochs.

// number returns the number of a moment.
func (c scale) number(m protocol.Moment) int {
	if m.Epoch == 0 {
		return m.Step
	}
	return c.steps + m.Epoch - 1
}

// moment returns the moment of a number.
func (c scale) moment(number int) protocol.Moment {
	if number < c.steps {
		return protocol.Moment{Step: number}
	}
	return protocol.Moment{Epoch: number - c.steps + 1}
}

// place returns where a moment is on the slider.
func (c scale) place(number int) int {
	if number <= c.steps {
		return int(math.Round(float64(number) * c.first() / float64(c.steps)))
	}
	return int(math.Round(c.first() + float64(number-c.steps)*(length-c.first())/float64(c.epochs-1)))
}

// at returns the number of the moment that is nearest to a place.
func (c scale) at(place int) int {
	v := float64(place)
	if v <= c.first() {
		return int(math.Round(v * float64(c.steps) / c.first()))
	}
	return c.steps + int(math.Round((v-c.first())*float64(c.epochs-1)/(length-c.first())))
}

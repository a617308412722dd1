package ui

import "digitlab/wasm/protocol"

// overlay is a run that the curves show beside the present one.
type overlay struct {
	Name     string
	Settings protocol.Settings // the zero value where they are not known
	Epochs   []protocol.Epoch
	Tested   *protocol.Tested // nil for a run that was not finished

	ghost bool // of the run before, which nobody chose
}

// kind is how the line of the i-th compared run looks.
func (o overlay) kind(i int) lineKind {
	if o.ghost {
		return ghostLine
	}
	return overlayLine + lineKind(i)
}

// made reports whether it is known what a run was made from.
func (o overlay) made() bool { return !o.Settings.Equal(protocol.Settings{}) }

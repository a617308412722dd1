package chart

import "digitlab/wasm/protocol"

// Overlay is a run that the curves show beside the present one.
type Overlay struct {
	Name     string
	Settings protocol.Settings // the zero value where they are not known
	Epochs   []protocol.Epoch
	Tested   *protocol.Tested // nil for a run that was not finished

	Ghost bool // of the run before, which nobody chose
}

// Kind is how the line of the i-th compared run looks.
func (o Overlay) Kind(i int) LineKind {
	if o.Ghost {
		return ghostLine
	}
	return overlayLine + LineKind(i)
}

// Made reports whether it is known what a run was made from.
func (o Overlay) Made() bool { return !o.Settings.Equal(protocol.Settings{}) }

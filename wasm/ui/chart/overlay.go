package chart

import (
	"cmp"

	"digitlab/wasm/protocol"
)

// Overlay is a run that the curves show beside the present one.
type Overlay struct {
	Name     string
	Brief    string            // the name for the end of the line; empty: Name
	Settings protocol.Settings // the zero value if they are not known
	Epochs   []protocol.Epoch
	Tested   *protocol.Tested // nil for a run that is not finished

	Ghost bool // true for the previous run, which is shown although nobody chose it
}

// Kind returns the look of the i-th compared run's line.
func (o Overlay) Kind(i int) LineKind {
	if o.Ghost {
		return ghostLine
	}
	return overlayLine + LineKind(i)
}

// brief returns the name as it is at the end of the line.
func (o Overlay) brief() string { return Shorten(cmp.Or(o.Brief, o.Name)) }

// Made reports whether the run's settings are known.
func (o Overlay) Made() bool { return !o.Settings.Equal(protocol.Settings{}) }

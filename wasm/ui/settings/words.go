package settings

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// Words are those of settings that are not in the table of forms.
type Words interface {
	i18n.Common

	Preset(protocol.Preset) string
	PresetHelp(protocol.Preset) string

	Mixed() string
	NotWhole(least, most string) string
	NotRate(most string) string
	NotNumber(least, most string) string

	StackLabel() string
	LastLayer() string

	Layers() string // their name in a description of a run
	OnOff(on bool) string
	InLayers() string
	AsTutorial() string
}

var Texts = i18n.InBoth[Words](&English{}, &Korean{})

package ui

import (
	"digitlab/wasm/protocol"
)

// settingsWords are the names of settings, of their values, and of what is wrong with them.
type settingsWords interface {
	commonWords

	Preset(protocol.Preset) string
	PresetHelp(protocol.Preset) string

	Setting(setting) string
	SettingHelp(setting) string
	MoreGroup(settingsGroup) string
	Normalization(on bool) string
	Augmentation(protocol.Augmentation) string
	Schedule(protocol.Schedule) string
	DataSet(protocol.DataSet) string
	Mixed() string
	NotWhole(least, most string) string
	NotRate(most string) string
	NotNumber(least, most string) string

	StackLabel() string
	LastLayer() string

	Aspect(aspect) string
	OnOff(on bool) string
	InLayers() string
	AsTutorial() string
}

var settingsTexts = inBoth[settingsWords](englishSettings{}, koreanSettings{})

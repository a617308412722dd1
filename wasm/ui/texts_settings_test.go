package ui

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfSettings(t *testing.T) {
	i18ntest.Check(t, settingsTexts.English, settingsTexts.Korean, settingsSayings)
}

func settingsSayings(t settingsWords, said i18ntest.Said) {
	for s := range settings {
		said.Add("Setting", t.Setting(s))
		said.Add("SettingHelp", t.SettingHelp(s))
	}
	for g := range settingsGroups {
		said.Add("MoreGroup", t.MoreGroup(g))
	}
	for a := range protocol.Augmentations {
		said.Add("Augmentation", t.Augmentation(a))
	}
	for v := range protocol.Schedules {
		said.Add("Schedule", t.Schedule(v))
	}
	for d := range protocol.DataSets {
		said.Add("DataSet", t.DataSet(d))
	}
	for p := range protocol.Presets + 1 {
		said.Add("Preset", t.Preset(p))
		said.Add("PresetHelp", t.PresetHelp(p))
	}
	for a := range aspects {
		said.Add("Aspect", t.Aspect(a))
	}
	said.Add("Normalization", t.Normalization(true))
	said.Add("OnOff", t.OnOff(true))
}

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
		said.Add("name of "+forms[s].id, s.name(t), s.help(t), s.aspect(t))
		for _, o := range forms[s].choices {
			if o.name.English != o.name.Korean {
				said.Add("choice of "+forms[s].id, o.name.in(t.Language()))
			}
		}
	}
	for g := range settingsGroups {
		said.Add("name of a group", g.name(t))
	}
	for p := range protocol.Presets + 1 {
		said.Add("Preset", t.Preset(p))
		said.Add("PresetHelp", t.PresetHelp(p))
	}
	said.Add("OnOff", t.OnOff(true))
}

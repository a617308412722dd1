package settings

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfSettings(t *testing.T) {
	i18ntest.Check(t, Texts.English, Texts.Korean, settingsSayings)
}

func settingsSayings(t Words, said i18ntest.Said) {
	for s := range Settings {
		said.Add("name of "+Forms[s].id, s.Name(t), s.Help(t), s.Aspect(t))
		for _, o := range Forms[s].Choices {
			if o.name.English != o.name.Korean {
				said.Add("choice of "+Forms[s].id, o.name.In(t.Language()))
			}
		}
	}
	for g := range SettingsGroups {
		said.Add("name of a group", g.Name(t))
	}
	for p := range protocol.Presets + 1 {
		said.Add("Preset", t.Preset(p))
		said.Add("PresetHelp", t.PresetHelp(p))
	}
	said.Add("OnOff", t.OnOff(true))
}

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
	for i := range Forms {
		f := &Forms[i]
		said.Add("name of "+f.ID, f.Name(t), f.Help(t), f.short.In(t.Language()))
		for _, o := range f.Choices {
			if o.name.English != o.name.Korean {
				said.Add("choice of "+f.ID, o.name.In(t.Language()))
			}
		}
	}
	for i := range ParameterForms {
		p := protocol.Parameter(i)
		said.Add("name of a parameter", ParameterForms[i].Name(t))
		if f := &ParameterForms[p]; f.choices == nil || f.outside.English != "" {
			said.Add("ParameterProblem", ParameterProblem(p, t))
		}
		for _, c := range ParameterForms[i].choices {
			if c.name.English != c.name.Korean {
				said.Add("choice of a parameter", c.name.In(t.Language()))
			}
		}
	}
	for k := range protocol.LayerKinds {
		said.Add("LayerHelp", LayerHelp(k, t))
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

package controls

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/opened"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Feature is the controls of a run, its settings, and what screen readers hear of it.
func Feature(l *lab.Lab) lab.Feature {
	announceRuns(l)
	warmer := newWarmer(l)
	text := func() Words { return Texts.In(l.Language()) }
	return lab.Feature{
		Stage: []lab.Part{
			{Place: lab.ControlsPlace, Make: func() app.UI { return &row{Lab: l, Text: text()} }},
			{Place: lab.ControlsPlace, Make: func() app.UI { return &linkNote{Lab: l, Text: text()} }},
		},
		Panels: []lab.Panel{{ID: opened.SettingsPanel, Name: func() string { return text().SettingsTab() },
			Make: func() app.UI { return &form{Lab: l, Text: text()} }}},
		Words: func(in i18n.Language) any { return Texts.In(in) },
		Open:  warmer.open,
		Shown: warmer.tell, Hidden: warmer.tell,
	}
}

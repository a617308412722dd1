// Package models is the panel that takes networks out to other programs and brings theirs in, and that writes programs which make a run
// again. The formats are nn32's; what is done with a network is the trainer's.
package models

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/opened"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Feature is the panel.
func Feature(l *lab.Lab) lab.Feature {
	m := newModels(l)
	return lab.Feature{
		Panels: []lab.Panel{{ID: opened.ModelsPanel, Name: func() string { return texts.In(l.Language()).Tab() },
			Make: func() app.UI { return &card{Models: m, Text: texts.In(l.Language())} }}},
		Words: func(in i18n.Language) any { return texts.In(in) },
	}
}

package layers

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Feature is the editor of the layers, and the summary of the network that is built.
func Feature(l *lab.Lab) lab.Feature {
	e := New(l)
	return lab.Feature{
		Panels: []lab.Panel{{ID: lab.LayersPanel, Name: func() string { return Texts.In(l.Language()).NetworkHeading() },
			Make: func() app.UI { return &Card{Editing: e, Text: Texts.In(l.Language())} }}},
		Words: func(in i18n.Language) any { return Texts.In(in) },
	}
}

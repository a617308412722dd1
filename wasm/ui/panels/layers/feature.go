package layers

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/opened"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Feature is the editor of the layers, and the summary of the network that is built.
func Feature(l *lab.Lab) lab.Feature {
	e := newEditing(l)
	return lab.Feature{
		Panels: []lab.Panel{{ID: opened.LayersPanel, Name: func() string { return texts.In(l.Language()).NetworkHeading() },
			Make: func() app.UI { return &networkCard{Editing: e, Text: texts.In(l.Language())} }}},
		Words: func(in i18n.Language) any { return texts.In(in) },
	}
}

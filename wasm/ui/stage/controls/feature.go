package controls

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Feature is the controls of a run, and what screen readers hear of it.
func Feature(l *lab.Lab) lab.Feature {
	announceRuns(l)
	return lab.Feature{
		Cards: []lab.Card{{Class: "train", Make: func() app.UI { return &Card{Lab: l, Text: Texts.In(l.Language())} }}},
		Words: func(in i18n.Language) any { return Texts.In(in) },
	}
}

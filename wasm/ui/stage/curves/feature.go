package curves

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Feature is the charts of loss and accuracy.
func Feature(l *lab.Lab) lab.Feature {
	return lab.Feature{
		Cards: []lab.Card{{Class: "curves", Make: func() app.UI { return &Card{Lab: l, Text: Texts.In(l.Language())} }}},
		Words: func(in i18n.Language) any { return Texts.In(in) },
	}
}

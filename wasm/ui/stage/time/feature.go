package time

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Feature is the time machine.
func Feature(l *lab.Lab) lab.Feature {
	m := newMachine(l)
	return lab.Feature{
		Stage: []lab.Part{{Place: lab.TimePlace, Make: func() app.UI { return &row{Machine: m, Text: texts.In(l.Language())} }}},
		Words: func(in i18n.Language) any { return texts.In(in) },
	}
}

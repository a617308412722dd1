package curves

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Feature is the charts of loss and accuracy, and what they tell.
func Feature(l *lab.Lab) lab.Feature {
	c := &Curves{lab: l}
	text := func() Words { return Texts.In(l.Language()) }
	return lab.Feature{
		Stage: []lab.Part{
			{Place: lab.CurvesPlace, Make: func() app.UI { return &Card{Curves: c, Text: text()} }},
		},
		Asides: []lab.Panel{{ID: optionsAside, Name: func() string { return text().OptionsHeading() },
			Make: func() app.UI { return &options{Curves: c, Text: text()} }}},
		Words: func(in i18n.Language) any { return Texts.In(in) },
	}
}

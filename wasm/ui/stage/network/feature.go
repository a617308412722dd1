package network

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Feature is the network at work, drawn from the picture to the ten probabilities.
func Feature(l *lab.Lab) lab.Feature {
	i := newInside(l)
	return lab.Feature{
		Stage: []lab.Part{{Place: lab.NetworkPlace, Make: func() app.UI { return &card{Inside: i, Text: Texts.In(l.Language())} }}},
		Asides: []lab.Panel{{ID: unitAside, Name: func() string { return Texts.In(l.Language()).OneUnit() },
			Make: func() app.UI { return &unitCard{Inside: i, Text: Texts.In(l.Language())} }}},
		Words: func(in i18n.Language) any { return Texts.In(in) },
	}
}

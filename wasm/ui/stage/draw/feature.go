package draw

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Feature is the canvas and what the network predicts of the drawing.
func Feature(l *lab.Lab) lab.Feature {
	b := NewBoard(l)
	l.LendStrokes(b.Strokes)
	return lab.Feature{
		Stage: []lab.Part{
			{Place: lab.DrawPlace, Make: func() app.UI { return &Card{Board: b, Text: b.text()} }},
			{Place: lab.DrawPlace, Make: func() app.UI { return &PredictionCard{Board: b, Text: b.text()} }},
		},
		Asides: []lab.Panel{{ID: whyAside, Name: func() string { return b.text().WhyHeading() },
			Make: func() app.UI { return &explanation{Board: b, Text: b.text()} }}},
		Words: func(in i18n.Language) any { return Texts.In(in) },
		Clear: b.Clear,
		Undo:  b.Undo,
	}
}

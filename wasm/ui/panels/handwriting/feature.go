package handwriting

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
)

// Feature is the person's own digits. It fills the slots of other cards with them.
func Feature(l *lab.Lab) lab.Feature {
	h := newHandwriting(l, l.Drawn)
	l.Fill(lab.BelowPrediction, h.correction)
	l.Fill(lab.BelowTestAccuracy, h.tally)
	return lab.Feature{
		Panels: []lab.Panel{{ID: "handwriting", Name: func() string { return h.text().Heading() }, Make: h.card}},
		Words:  func(in i18n.Language) any { return texts.In(in) },
		Open:   func(func(func())) { h.open() },
		Stored: h.storageChanged,
	}
}

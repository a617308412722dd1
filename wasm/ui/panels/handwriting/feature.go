package handwriting

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
)

// Feature is the person's own digits. It fills the slots of other cards with them.
func Feature(l *lab.Lab) lab.Feature {
	h := New(l, l.Drawn)
	l.Fill(lab.BelowPrediction, h.Correction)
	l.Fill(lab.BelowTestAccuracy, h.Tally)
	return lab.Feature{
		Panels: []lab.Panel{{ID: "handwriting", Name: func() string { return h.text().Heading() }, Make: h.Card}},
		Words:  func(in i18n.Language) any { return Texts.In(in) },
		Open:   func(func(func())) { h.Open() },
		Stored: h.StorageChanged,
	}
}

package runs

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
)

// Feature is the stored runs.
func Feature(l *lab.Lab) lab.Feature {
	r := newRuns(l)
	return lab.Feature{
		Panels: []lab.Panel{{ID: "runs", Name: func() string { return texts.In(l.Language()).Heading() }, Make: r.card, Loss: r.loss}},
		Words:  func(in i18n.Language) any { return texts.In(in) },
		Shown:  r.list,
		Stored: r.stored,
		Spoken: r.overlay, // which has names in it
	}
}

package results

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
)

// Feature is what the finished run predicts of the test digits.
func Feature(l *lab.Lab) lab.Feature {
	r := newResults(l)
	return lab.Feature{
		Panels: []lab.Panel{{ID: "results", Name: func() string { return texts.In(l.Language()).Tab() }, Make: r.card}},
		Words:  func(in i18n.Language) any { return texts.In(in) },
	}
}

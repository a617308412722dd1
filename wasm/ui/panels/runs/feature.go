package runs

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
)

// Feature is the stored runs.
func Feature(l *lab.Lab) lab.Feature {
	r := New(l)
	return lab.Feature{
		Panels: []lab.Panel{{ID: "runs", Name: func() string { return Texts.In(l.Language()).Heading() }, Make: r.Card}},
		Words:  func(in i18n.Language) any { return Texts.In(in) },
		Shown:  r.List,
		Spoken: r.Overlay, // which has names in it
	}
}

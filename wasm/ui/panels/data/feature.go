package data

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/opened"
)

// Feature is the choice of the data.
func Feature(l *lab.Lab) lab.Feature {
	d := newDataSets(l)
	return lab.Feature{
		Panels: []lab.Panel{{ID: opened.DataPanel, Name: func() string { return texts.In(l.Language()).Heading() }, Make: d.card}},
		Words:  func(in i18n.Language) any { return texts.In(in) },
	}
}

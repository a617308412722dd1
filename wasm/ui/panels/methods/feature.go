package methods

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
)

// Feature is the comparison of the seven methods.
func Feature(l *lab.Lab) lab.Feature {
	ms := New(l)
	return lab.Feature{
		Panels: []lab.Panel{{ID: "methods", Name: func() string { return Texts.In(l.Language()).Tab() }, Make: ms.Card}},
		Words:  func(in i18n.Language) any { return Texts.In(in) },
		Open:   ms.Open,
		Close:  ms.Close,
	}
}

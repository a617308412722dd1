package methods

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
)

// Feature is the comparison of the seven methods.
func Feature(l *lab.Lab) lab.Feature {
	ms := newMethods(l)
	return lab.Feature{
		Panels: []lab.Panel{{ID: "methods", Name: func() string { return texts.In(l.Language()).Tab() }, Make: ms.card}},
		Words:  func(in i18n.Language) any { return texts.In(in) },
		Open:   ms.open,
		Close:  ms.close,
	}
}

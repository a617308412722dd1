package digits

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/opened"
)

// Feature is all digits of the data, on a wall and on a map.
func Feature(l *lab.Lab) lab.Feature {
	d := newDigits(l)
	return lab.Feature{
		Panels: []lab.Panel{{ID: opened.DigitsPanel, Name: func() string { return texts.In(l.Language()).Tab() }, Make: d.card}},
		Words:  func(in i18n.Language) any { return texts.In(in) },
	}
}

package data

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
)

// Feature is the choice of the data.
func Feature(l *lab.Lab) lab.Feature {
	return lab.Feature{
		Cards: []lab.Card{{Class: "data", Make: newDataSets(l).card}},
		Words: func(in i18n.Language) any { return texts.In(in) },
	}
}

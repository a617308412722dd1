package results

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
)

// Feature is what the finished run predicts of the test digits.
func Feature(l *lab.Lab) lab.Feature {
	return lab.Feature{
		Cards: []lab.Card{{Class: "results", Make: newResults(l).card}},
		Words: func(in i18n.Language) any { return texts.In(in) },
	}
}

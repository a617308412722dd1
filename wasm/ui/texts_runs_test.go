package ui

import "digitlab/wasm/ui/i18n/i18ntest"

// runsSayings adds to what a language says each choice that the texts of results, runs and methods distinguish.
func runsSayings(t texts, said i18ntest.Said) {
	for c := range runColumns {
		said.Add("RunColumn", t.RunColumn(c))
	}
	for m := range methods {
		said.Add("Method", t.Method(m))
		said.Add("MethodHelp", t.MethodHelp(m))
	}
	for _, c := range dataChoices {
		said.Add("DataChoice", t.DataChoice(c, "1"))
	}
	said.Add("Base", t.Base(true))
	said.Add("MeanOf", t.MeanOf(5))
	said.Add("RunsLost", t.RunsLost(1), t.RunsLost(2))
	said.Add("CellHeading", t.CellHeading(3, 8, 1))
}

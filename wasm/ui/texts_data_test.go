package ui

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfData(t *testing.T) {
	i18ntest.Check(t, dataTexts.English, dataTexts.Korean, dataSayings)
}

// dataSayings adds what the words say of each choice that they distinguish.
func dataSayings(t dataWords, said i18ntest.Said) {
	for d := range protocol.DataSets {
		said.Add("DataFacts", t.DataFacts(d, "1"))
		said.Add("DataUse", t.DataUse(d))
		said.Add("DataAbsent", t.DataAbsent(d))
	}
	for p := range protocol.DataProblems {
		said.Add("DataProblem", t.DataProblem(p))
	}
}

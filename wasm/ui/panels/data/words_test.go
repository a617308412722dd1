package data

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfData(t *testing.T) {
	i18ntest.Check(t, texts.English, texts.Korean, dataSayings)
}

// dataSayings adds the sentences for each argument that a method distinguishes.
func dataSayings(t words, said i18ntest.Said) {
	for d := range protocol.DataSets {
		said.Add("Facts", t.Facts(d, "1"))
		said.Add("Use", t.Use(d))
		said.Add("Absent", t.Absent(d))
	}
	for p := range protocol.DataProblems {
		said.Add("Problem", t.Problem(p))
	}
}

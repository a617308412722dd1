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
		if p < protocol.UnknownFormat {
			said.Add("Problem", t.Problem(p))
			continue
		}
		said.Add("FileProblem", t.FileProblem(p, protocol.FileProblem{}), t.FileProblem(p, protocol.FileProblem{Name: "a", Line: 1, Column: 2, Got: "3", Want: "4"}))
	}
}

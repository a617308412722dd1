package runs

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfRuns(t *testing.T) {
	i18ntest.Check(t, texts.English, texts.Korean, runsSayings)
}

// runsSayings adds the sentences for each argument that a method distinguishes.
func runsSayings(t words, said i18ntest.Said) {
	for c := range runColumns {
		said.Add("Column", t.Column(c))
	}
	for d := range protocol.DataSets {
		said.Add("Needs", t.Needs(d))
	}
	for p := range protocol.RunProblems {
		said.Add("RunProblem", t.RunProblem(p))
		said.Add("Failure", t.Failure(p))
		said.Add("FileProblem", t.FileProblem(p))
	}
	said.Add("Lost", t.Lost(1), t.Lost(2))
	said.Add("FineTunedBadge", t.FineTunedBadge(1), t.FineTunedBadge(2))
}

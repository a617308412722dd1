package handwriting

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfHandwriting(t *testing.T) {
	i18ntest.Check(t, texts.English, texts.Korean, handwritingSayings)
}

// handwritingSayings adds the sentences for each argument that a method distinguishes.
func handwritingSayings(t words, said i18ntest.Said) {
	said.Add("Begin", t.Begin(true))
	said.Add("Prompt", t.Prompt(8))
	said.Add("ListHeading", t.ListHeading(3))
	said.Add("Predicted", t.Predicted(3, 8))
	said.Add("Deleted", t.Deleted(1))
	said.Add("Imported", t.Imported(1, 2, 3))
	for r := range fileReasons {
		said.Add("FileProblem", t.FileProblem(fileProblem{r, 3}))
	}
	for p := range protocol.TuningProblems {
		said.Add("FineTuneFailed", t.FineTuneFailed(p))
	}
	for v := range storeBroken + 1 {
		said.Add("StorageProblem", t.StorageProblem(v))
	}
}

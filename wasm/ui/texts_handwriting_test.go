package ui

import (
	"testing"

	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfHandwriting(t *testing.T) {
	i18ntest.Check(t, handwritingTexts.English, handwritingTexts.Korean, handwritingSayings)
}

// handwritingSayings adds what the words say of each choice that they distinguish.
func handwritingSayings(t handwritingWords, said i18ntest.Said) {
	said.Add("MineBegin", t.MineBegin(true))
	said.Add("MinePrompt", t.MinePrompt(8))
	said.Add("MineListHeading", t.MineListHeading(3))
	said.Add("MineRead", t.MineRead(3, 8))
	said.Add("MineDeleted", t.MineDeleted(1))
	said.Add("MineImported", t.MineImported(1, 2, 3))
	for r := range fileReasons {
		said.Add("MineFileProblem", t.MineFileProblem(fileProblem{r, 3}))
	}
	for v := range storeBroken + 1 {
		said.Add("MineTrouble", t.MineTrouble(v))
	}
}

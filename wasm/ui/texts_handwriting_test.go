package ui

import "digitlab/wasm/ui/i18n/i18ntest"

// mineSayings adds to what a language says each choice that the texts of the person's handwriting distinguish.
func mineSayings(t texts, said i18ntest.Said) {
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

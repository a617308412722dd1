package ui

// mineSayings adds to what a language says each choice that the texts of the person's handwriting distinguish.
func mineSayings(t texts, said map[string][]string) {
	said["MineBegin"] = append(said["MineBegin"], t.MineBegin(true))
	said["MinePrompt"] = append(said["MinePrompt"], t.MinePrompt(8))
	said["MineListHeading"] = append(said["MineListHeading"], t.MineListHeading(3))
	said["MineRead"] = append(said["MineRead"], t.MineRead(3, 8))
	said["MineDeleted"] = append(said["MineDeleted"], t.MineDeleted(1))
	said["MineImported"] = append(said["MineImported"], t.MineImported(1, 2, 3))
	for r := range fileReasons {
		said["MineFileProblem"] = append(said["MineFileProblem"], t.MineFileProblem(fileProblem{r, 3}))
	}
	for v := range storeBroken + 1 {
		said["MineTrouble"] = append(said["MineTrouble"], t.MineTrouble(v))
	}
}

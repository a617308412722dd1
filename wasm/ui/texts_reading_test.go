package ui

// readingSayings adds to what a language says each choice that the texts of drawing and reading distinguish.
func readingSayings(t texts, said map[string][]string) {
	for s := range steps {
		said["StepName"] = append(said["StepName"], t.StepName(s))
		said["StepHelp"] = append(said["StepHelp"], t.StepHelp(s))
	}
	for p := notAPicture; p < pictureProblems; p++ {
		said["PictureProblem"] = append(said["PictureProblem"], t.PictureProblem(p))
	}
}

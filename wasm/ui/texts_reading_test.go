package ui

import "digitlab/wasm/protocol"

// readingSayings adds to what a language says each choice that the texts of drawing and reading distinguish.
func readingSayings(t texts, said map[string][]string) {
	for s := range protocol.Count + 1 {
		said["StepName"] = append(said["StepName"], t.StepName(s, protocol.Digits))
		said["StepHelp"] = append(said["StepHelp"], t.StepHelp(s, protocol.Digits))
	}
	for _, s := range []protocol.Stage{protocol.Stretch, protocol.Count} {
		said["StepName"] = append(said["StepName"], t.StepName(s, protocol.MNIST))
		said["StepHelp"] = append(said["StepHelp"], t.StepHelp(s, protocol.MNIST))
	}
	for p := notAPicture; p < pictureProblems; p++ {
		said["PictureProblem"] = append(said["PictureProblem"], t.PictureProblem(p))
	}
}

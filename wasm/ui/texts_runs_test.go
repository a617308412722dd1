package ui

import "digitlab/wasm/protocol"

// runsSayings adds to what a language says each choice that the texts of results, runs and methods distinguish.
func runsSayings(t texts, said map[string][]string) {
	for a := range aspects {
		said["Aspect"] = append(said["Aspect"], t.Aspect(a))
	}
	for c := range runColumns {
		said["RunColumn"] = append(said["RunColumn"], t.RunColumn(c))
	}
	for m := range methods {
		said["Method"] = append(said["Method"], t.Method(m))
		said["MethodHelp"] = append(said["MethodHelp"], t.MethodHelp(m))
	}
	for _, c := range dataChoices {
		said["DataChoice"] = append(said["DataChoice"], t.DataChoice(c, "1"))
	}
	for p := range protocol.RunProblems {
		said["RunProblem"] = append(said["RunProblem"], t.RunProblem(p))
		said["RunsFailure"] = append(said["RunsFailure"], t.RunsFailure(p))
	}
	said["OnOff"] = append(said["OnOff"], t.OnOff(true))
	said["Base"] = append(said["Base"], t.Base(true))
	said["MeanOf"] = append(said["MeanOf"], t.MeanOf(5))
	said["RunsLost"] = append(said["RunsLost"], t.RunsLost(1), t.RunsLost(2))
	said["CellHeading"] = append(said["CellHeading"], t.CellHeading(3, 8, 1))
}

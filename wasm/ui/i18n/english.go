package i18n

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
)

type English struct{}

func (*English) Language() Language { return InEnglish }
func (*English) Code() string       { return "en" }
func (*English) ControlsLoading() string {
	return "The controls work as soon as the training engine is loaded."
}
func (*English) Clear() string      { return "Clear" }
func (*English) Undo() string       { return "Undo" }
func (*English) Loss() string       { return "Loss" }
func (*English) Accuracy() string   { return "Accuracy" }
func (*English) Epoch() string      { return "Epoch" }
func (*English) Training() string   { return "Training" }
func (*English) Validation() string { return "Validation" }
func (*English) Test() string       { return "Test" }
func (*English) Seconds() string    { return "Time (s)" }
func (*English) ShowMore(more, left int) string {
	return fmt.Sprintf("Show %d more of %d", more, left)
}
func (*English) Detail() string { return "For developers:" }
func (*English) RunProblem(p protocol.RunProblem) string {
	switch p {
	case protocol.RunDamaged:
		return "A stored run is damaged and cannot be opened. Open another run of the list, or its file if you saved one. The damaged run may be deleted."
	case protocol.RunOfOtherVersion:
		return "That run was stored by another version of this page and cannot be opened. Reload the page, then try again."
	case protocol.NotARun:
		return "This is not the file of a run. Such a file is made by the button Save in the list of runs, and its name ends in .digitlab: it holds the settings, the curves and the weights."
	case protocol.RunLacksData:
		return "That run was trained on data that is not in this browser. Get the data in the panel Data first, then open the run again."
	case protocol.RunGone:
		return "That run is no longer stored in this browser. It may have been deleted in another tab."
	}
	return "A run could not be read or changed in the storage of this browser. Reload the page, then try again."
}

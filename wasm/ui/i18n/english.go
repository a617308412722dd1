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
func (*English) Close() string      { return "Close" }
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
		return "A stored run is damaged and cannot be opened. Open another run from the list, or the file if you saved one. You can delete the damaged run."
	case protocol.RunOfOtherVersion:
		return "That run was stored by another version of this page and cannot be opened. Reload the page, then try again."
	case protocol.NotARun:
		return "This is not the file of a run. The button Save in the list of runs makes such files. Their names end in .digitlab, and they hold the settings, the curves and the weights."
	case protocol.RunLacksData:
		return "That run was trained on data that is not in this browser. Fetch or open that data in the panel Data first, then open the run again."
	case protocol.RunGone:
		return "That run is no longer stored in this browser. It may have been deleted in another tab."
	}
	return "A run could not be read or changed in the storage of this browser. Reload the page, then try again."
}
func (*English) NotSavable(file string, sharable, asText, asPicture bool) string {
	said := "An app’s own browser may not save the file " + file + "."
	if sharable {
		said += " Share it to keep it."
	}
	switch {
	case asText:
		said += " You can copy the text below."
	case asPicture:
		said += " You can press and hold the picture to save it."
	case !sharable:
		said += " Open this page in Chrome or Safari from the app’s menu."
	}
	return said
}
func (*English) Share() string    { return "Share…" }
func (*English) CopyText() string { return "Copy the text" }

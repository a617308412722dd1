package ui

import (
	"fmt"

	"digitlab/wasm/protocol"
)

type english struct{}

func (english) Language() language { return inEnglish }
func (english) Code() string       { return "en" }
func (english) ControlsLoading() string {
	return "The controls work as soon as the training engine is loaded."
}
func (english) Clear() string      { return "Clear" }
func (english) Undo() string       { return "Undo" }
func (english) Loss() string       { return "Loss" }
func (english) Accuracy() string   { return "Accuracy" }
func (english) Epoch() string      { return "Epoch" }
func (english) Training() string   { return "Training" }
func (english) Validation() string { return "Validation" }
func (english) Test() string       { return "Test" }
func (english) Seconds() string    { return "Time (s)" }
func (english) ShowMore(more, left int) string {
	return fmt.Sprintf("Show %d more of %d", more, left)
}
func (english) RunProblem(p protocol.RunProblem) string {
	switch p {
	case protocol.RunDamaged:
		return "A stored run is damaged and cannot be opened. Open another run of the list, or its file if you saved one. The damaged run may be deleted."
	case protocol.RunOfOtherVersion:
		return "That run was stored by another version of this page and cannot be opened. Reload the page, then try again."
	case protocol.RunGone:
		return "That run is no longer stored in this browser. It may have been deleted in another tab."
	}
	return "A run could not be read or changed in the storage of this browser. Reload the page, then try again."
}

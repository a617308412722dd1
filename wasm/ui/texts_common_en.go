package ui

import (
	"fmt"
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

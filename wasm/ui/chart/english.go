package chart

import (
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
)

type english struct{ i18n.English }

func (*english) AccuracyAxis() string         { return "Accuracy (%)" }
func (*english) AccuracyAxisInLittle() string { return "Acc. (%)" }
func (*english) ValidationOf(run string) string {
	return fmt.Sprintf("%s · validation", run)
}
func (*english) PictureTitle() string { return "Digit Lab: loss and accuracy" }

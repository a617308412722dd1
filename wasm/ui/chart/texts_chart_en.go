package chart

import (
	"fmt"

	"digitlab/wasm/ui/i18n"
)

type englishChart struct{ i18n.English }

func (*englishChart) AccuracyAxis() string { return "Accuracy (%)" }
func (*englishChart) ValidationOf(run string) string {
	return fmt.Sprintf("%s · validation", run)
}
func (*englishChart) PictureTitle() string { return "Digit Lab: loss and accuracy" }

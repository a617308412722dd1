package ui

import (
	"fmt"
)

type englishChart struct{ english }

func (englishChart) AccuracyAxis() string { return "Accuracy (%)" }
func (englishChart) ValidationOf(run string) string {
	return fmt.Sprintf("%s · validation", run)
}
func (englishChart) PictureTitle() string { return "Digit Lab: loss and accuracy" }

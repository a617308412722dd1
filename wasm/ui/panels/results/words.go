package results

import (
	"digitlab/wasm/ui/i18n"
)

// words are the words of the results card.
type words interface {
	i18n.Common

	Tab() string
	Heading() string
	Help() string
	Empty() string
	Sentence(right, of, percent, low, high string) string
	AfterEpoch(epoch int) string
	AfterStep(step int) string
	ConfusionHeading() string
	ConfusionHelp() string
	ConfusionDown() string
	ConfusionAcross() string
	CellLabel(label, predicted, count int) string
	CellHeading(label, predicted, count int) string
	DigitsHeading() string
	MisclassifiedHeading() string
	MisclassifiedCount(count int) string
	AllMisclassified() string
	OnTheWall() string
	PredictedAs(label, predicted int) string
	NoDigits() string
	NotPictured(count string) string
}

var texts = i18n.InBoth[words](&english{}, &korean{})

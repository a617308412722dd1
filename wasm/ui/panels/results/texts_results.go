package results

import (
	"digitlab/wasm/ui/i18n"
)

// resultsWords are those of the results card.
type resultsWords interface {
	i18n.CommonWords

	Heading() string
	Help() string
	Empty() string
	Sentence(right, of, percent, low, high string) string
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
	PredictedAs(label, predicted int) string
	NoDigits() string
	NotPictured(count string) string
}

var ResultsTexts = i18n.InBoth[resultsWords](&englishResults{}, &koreanResults{})

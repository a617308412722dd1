package ui

// resultsWords are those of the results card.
type resultsWords interface {
	commonWords

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

var resultsTexts = inBoth[resultsWords](englishResults{}, koreanResults{})

package ui

// resultsWords are those of the results card.
type resultsWords interface {
	commonWords

	ResultsHeading() string
	ResultsHelp() string
	ResultsEmpty() string
	ResultsSentence(right, of, percent, low, high string) string
	ConfusionHeading() string
	ConfusionHelp() string
	ConfusionDown() string
	ConfusionAcross() string
	CellLabel(label, predicted, count int) string
	CellHeading(label, predicted, count int) string
	DigitsHeading() string
	MisreadHeading() string
	MisreadCount(count int) string
	AllMisread() string
	ReadAs(label, predicted int) string
	NoDigits() string
	NotPictured(count string) string
}

var resultsTexts = inBoth[resultsWords](englishResults{}, koreanResults{})

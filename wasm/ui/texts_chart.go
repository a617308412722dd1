package ui

// chartWords are those in the charts.
type chartWords interface {
	commonWords

	AccuracyAxis() string
	ValidationOf(run string) string
	PictureTitle() string
}

var chartTexts = inBoth[chartWords](englishChart{}, koreanChart{})

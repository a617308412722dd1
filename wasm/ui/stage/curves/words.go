package curves

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"
)

// Words are the words of the card of the curves.
type Words interface {
	settings.Words

	CurvesHeading() string
	Options() string
	OptionsHeading() string
	BeforeTraining() string
	TrainedElsewhere() string
	CurvesHelp() string
	CurvesEmpty() string
	CurvesKeys() string
	CurvesLabel() string
	ChooseEpoch() string
	CurvesSentence(epoch int, loss, validationLoss, validationAccuracy string) string
	BestSentence(epoch int, validationLoss string) string
	ChartMissing() string
	PreviousRun() string
	ThisRun() string
	AtEpoch(epoch int) string
	Numbers() string
	TooEarly() string
	AtChance() string
	Jumping(since int) string
	Overfitting(since int) string
	Improving() string
	ImprovedToTheEnd() string
	SettledDown(since int) string
	Smoothing() string
	Off() string
	LogScale() string
	ZoomGroup() string
	ZoomIn() string
	ZoomOut() string
	Fit() string
	ExportGroup() string
	Save(format string) string
	TestAccuracy(percent string) string
}

var Texts = i18n.InBoth[Words](&English{}, &Korean{})

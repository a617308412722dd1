package ui

import "digitlab/wasm/protocol"

// texts is every sentence that the page says. Each language is a type of its own, so that a missing text fails to compile.
// A text that needs values is a method with named slots: words are never glued together around them.
//
// Texts end up in attributes, which go-app does not escape when it renders on the server: no quotes, no backslashes.
type texts interface {
	Code() string // BCP 47
	Title() string
	Description() string

	Headline() string
	SubHeadline(digits string, side int, parameters string) string
	LanguageGroup() string
	ThemeButton(theme) string
	StripLabel() string

	Loading(percent int) string
	ControlsLoading() string
	Unsupported() string

	DrawHeading() string
	DrawLabel() string
	DrawHelp() string
	Clear() string
	Undo() string

	PictureHeading() string
	PictureHelp(protocol.DataSet) string
	PictureLabel(side int) string
	PictureValues(count int) string

	ReadingHeading() string
	ReadingHelp() string
	ReadingNothing() string
	Guess() string
	Unsure() string
	Prediction(digit, percent int) string

	TrainHeading() string
	TrainHelp() string
	Start() string
	Pause() string
	Resume() string
	Step() string
	Reset() string
	KeyHelp() string
	PaceGroup() string
	Pace(protocol.Pace) string
	ProgressLabel() string
	Ready(digits string) string
	Running(epoch, epochs int, seconds string) string
	Workers(count int) string
	RunningUntimed(epoch, epochs int) string
	PausedAt(epoch, epochs int) string
	Done(percent string) string
	Started() string

	controlTexts

	CurvesHeading() string
	CurvesHelp() string
	CurvesEmpty() string
	CurvesKeys() string
	CurvesLabel() string
	ChooseEpoch() string
	CurvesSentence(epoch int, loss, validationLoss, validationAccuracy string) string
	BestSentence(epoch int, validationLoss string) string
	ChartMissing() string
	Loss() string
	Accuracy() string
	AccuracyAxis() string
	Epoch() string
	Training() string
	Validation() string
	Test() string
	ValidationOf(run string) string
	PreviousRun() string
	ThisRun() string
	Seconds() string
	AtEpoch(epoch int) string
	Numbers() string
	TooEarly() string
	AtChance() string
	Jumping(since int) string
	ByHeart(since int) string
	Improving() string
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
	PictureTitle() string
	TestAccuracy(percent string) string

	NetworkHeading() string
	NetworkHelp() string
	Layer() string
	OutputShape() string
	Parameters() string
	Total() string

	Failure(protocol.Reason) string
	Restart() string
	NotSaved(why string) string
	OfflineReady() string
	NewVersion() string
	OfflineNow(ready bool) string
	Unloaded(altered bool) string
	TryAgain() string
	Footer() string

	readingTexts
	resultsTexts
	runsTexts
	dataTexts
	methodsTexts
	mineTexts
	readerTexts
}

// languages are those that the page speaks, the first where no other is asked for.
var languages = []texts{english{}, korean{}}

// inLanguage returns the texts of a language code, or nil.
func inLanguage(code string) texts {
	for _, t := range languages {
		if t.Code() == code {
			return t
		}
	}
	return nil
}

package ui

import (
	"digitlab/wasm/protocol"
)

// drawWords are those of drawing and of the prediction.
type drawWords interface {
	commonWords

	DrawHeading() string
	DrawLabel() string
	DrawHelp() string

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

	DrawTools() string
	Pen() string
	CellByCell() string
	GridLabel() string
	GridHelp() string
	GridTooLarge() string
	CellLevel(row, column, level int) string
	OpenPicture() string
	OpenPictureHelp() string
	PictureProblem(pictureProblem) string

	OneAtATime() string
	PredictionElse(digit, percent, second, secondPercent int) string

	StagesHeading() string
	StagesHelp() string
	NoStages() string
	StepName(protocol.Stage, protocol.DataSet) string
	StepHelp(protocol.Stage, protocol.DataSet) string
	StepsExplained() string
	LeftOut() string
	AllSteps() string

	WhyHeading() string
	WhyNothing() string
	Choices(digit, percent, second, secondPercent, margin int) string
	NearestHeading() string
	NearestHelp() string
	NearDigit(digit int, distance string) string
	OcclusionHeading() string
	OcclusionHelp() string
	OcclusionValues() string
	PlaceMatters(digit, row, column, points int) string
	NoPlaceMatters(digit int) string
	CompareReader() string
	OwnNetwork() string
	OwnTrained(digits, seconds string) string
	ReaderHeading() string
	ReaderTrained() string
	ReaderLoading() string
	NoReader(why string) string
	BothRead(digit int) string
	ReadDifferently(own, other int) string
	ReaderHelp() string
}

var drawTexts = inBoth[drawWords](englishDraw{}, koreanDraw{})

package ui

import "digitlab/wasm/protocol"

// readingTexts are those of drawing otherwise than with the pen, and of why a drawing is read so.
type readingTexts interface {
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
}

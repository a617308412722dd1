package draw

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/sketch"
)

// Words are the words of drawing and of the prediction.
type Words interface {
	i18n.Common

	DrawHeading() string
	DrawLabel() string
	DrawHelp() string

	PictureHeading() string
	PictureHelp(protocol.DataSet) string
	PictureLabel(side int) string
	PictureValues(count int) string

	PredictionHeading() string
	PredictionHelp() string
	PredictionNothing() string
	NoDigitFound() string
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
	Picture() string
	OpenPictureHelp() string
	PictureProblem(sketch.PictureProblem) string

	SeveralPredicted(digits string, percents []int) string // without percents, the digits alone
	ChooseDigit() string
	DigitOf(at, of int, digit string, percent int) string
	PredictionElse(digit, percent, second, secondPercent int) string

	StagesHeading() string
	StagesHelp() string
	NoStages() string
	StageName(protocol.Stage, protocol.DataSet) string
	StageHelp(protocol.Stage, protocol.DataSet) string
	StagesExplained() string
	LeftOut() string
	AllStages() string

	Why() string
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
	ComparePretrained() string
	OwnNetwork() string
	OwnTrained(digits, seconds string) string
	PretrainedHeading() string
	PretrainedTrained() string
	PretrainedLoading() string
	NoPretrained(why protocol.DataProblem) string
	BothPredict(digits string) string
	PredictDifferently(own, other string) string
	PretrainedHelp() string
}

var Texts = i18n.InBoth[Words](&English{}, &Korean{})

// percentList returns the shares of several digits in brackets, or "" without any.
func percentList(percents []int) string {
	list := ""
	for i, p := range percents {
		list += map[bool]string{true: " (", false: ", "}[i == 0] + strconv.Itoa(p) + "%"
	}
	if list == "" {
		return ""
	}
	return list + ")"
}

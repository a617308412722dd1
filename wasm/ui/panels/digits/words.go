package digits

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// words are the words of the panel.
type words interface {
	i18n.Common
	mapWords

	Tab() string
	Heading() string
	Parts() string
	Part(part) string

	// The controls of the wall.
	Choices() string
	GroupBy() string
	Grouping(grouping) string
	SortBy() string
	Sorting(sorting) string
	ColourBy() string
	Tint(tint) string
	PartChoice() string
	SplitChoice(which int) string // -1: all; else a split
	WrongOnly() string
	ForgottenOnly() string
	Pictures() string
	OnlyCell(label, predicted int) string
	LeaveCell(label, predicted int) string
	SavePicture() string

	// The wall.
	Grid() string
	Help() string
	Group(by grouping, key int) string
	NoneShown() string
	NotHere() string
	NotRead(digits string) string
	At(m protocol.Moment, imported bool) string
	Summary(shown, of, right, wrong, percent string) string
	Forgotten(every, percent int) string // every is 0 while nothing is known
	Counts() string
	Count() string
	Right() string
	Wrong() string
	LabelAndRead() string

	// One digit.
	DigitUnread(number string, label int) string
	DigitNoPrediction(number string, label int) string
	DigitRead(number string, label, predicted int, confidence string, guess bool) string
	NoneChosen() string
	NoneChosenHelp() string
	DigitHeading(number string, label int, part string) string
	Unread() string
	NoPrediction() string
	Prediction(predicted int, confidence, margin string, label int, probability, loss string) string
	LookInside() string
	DrawOver() string
	NoDigit() string
	CourseComing() string
	Course(label, epochs, right int, first, last string) string
	CourseKept(every int, computing, lost bool) string
	Nearest() string
	NearestHelp() string
	Suspects() string
	SuspectsHelp(some bool) string
	Suspect(digit, loss string) string
}

var texts = i18n.InBoth[words](&english{}, &korean{})

package handwriting

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// words are the words of the person's own handwriting.
type words interface {
	i18n.Common

	Heading() string
	Help() string
	Begin(again bool) string
	Prompt(digit int) string
	Progress(number int) string
	Next() string
	Skip() string
	Stop() string
	Keys() string
	Missed(digit int) string
	RoundDone(count int) string
	Full() string

	Tally(right, of int, percent, low, high string) string
	TallyFineTuned(right, of int, percent string) string
	TallyNone() string

	FineTuneHeading() string
	FineTuneHelp() string
	FineTune() string
	FineTuneWaits() string
	FineTuning() string
	FineTuneFailed(protocol.TuningProblem) string
	FineTunedHandwriting(before, after string) string
	FineTunedHandwritingUnknown(before, missing string) string
	FineTunedTest(before, after string) string
	FineTunedHow() string
	MissingDigit(digit, count int) string

	ListHeading(count int) string
	None() string
	Digit(digit int) string
	DigitTally(right, of int) string
	Sample(label int) string
	Predicted(label, predicted int) string
	NotPredicted() string
	Confidence(percent int) string
	Is() string
	IsDigit(digit int) string
	Delete() string
	DeleteAll() string
	Deleted(count int) string
	Undelete() string
	Export() string
	Import() string
	Imported(added, had, left int) string
	FileProblem(fileProblem) string
	StorageProblem(storeTrouble) string

	ItWas() string
	ItWasDigit(digit int) string
	ItWasAdded(digit int) string
	ItWasHelp() string
}

var texts = i18n.InBoth[words](&english{}, &korean{})

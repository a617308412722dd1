package ui

// handwritingWords are those of the person's own handwriting.
type handwritingWords interface {
	commonWords

	MineHeading() string
	MineHelp() string
	MineBegin(again bool) string
	MinePrompt(digit int) string
	MineProgress(number int) string
	MineNext() string
	MineSkip() string
	MineStop() string
	MineKeys() string
	MineMissed(digit int) string
	MineRoundDone(count int) string
	MineFull() string

	MineTally(right, of int, percent, low, high string) string
	MineTallyTaught(right, of int, percent string) string
	MineTallyNone() string

	TeachHeading() string
	TeachHelp() string
	Teach() string
	TeachWaits() string
	Teaching() string
	TeachFailed(why string) string
	TaughtMine(before, after string) string
	TaughtMineUnknown(before, missing string) string
	TaughtTest(before, after string) string
	TaughtHow() string
	MissingDigit(digit, count int) string

	MineListHeading(count int) string
	MineNone() string
	MineDigit(digit int) string
	MineDigitTally(right, of int) string
	MineSample(label int) string
	MineRead(label, predicted int) string
	MineUnread() string
	MineSure(percent int) string
	MineIs() string
	MineIsDigit(digit int) string
	MineDelete() string
	MineDeleteAll() string
	MineDeleted(count int) string
	MineUndelete() string
	MineClose() string
	MineExport() string
	MineImport() string
	MineImported(added, had, left int) string
	MineFileProblem(fileProblem) string
	MineTrouble(storeTrouble) string

	ItWas() string
	ItWasDigit(digit int) string
	ItWasAdded(digit int) string
	ItWasHelp() string
}

var handwritingTexts = inBoth[handwritingWords](englishHandwriting{}, koreanHandwriting{})

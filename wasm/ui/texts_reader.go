package ui

// readerTexts are those of the comparison with the reader that comes with the page.
type readerTexts interface {
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

package data

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"
)

// words are the words of the data card.
type words interface {
	settings.Words

	Heading() string
	Help() string
	Facts(d protocol.DataSet, count string) string
	Use(d protocol.DataSet) string
	Chosen() string
	Absent(d protocol.DataSet) string
	Kept() string
	NotKept() string
	OpenedFiles(name string) string
	Problem(p protocol.DataProblem) string
	FetchMNIST(size string) string
	StopFetching() string
	Fetching() string
	Fetched(loaded, total string) string
	TimeLeft(seconds string) string
	FetchingLabel() string
	RemoveMNIST() string
	MNISTCredit() string
	OpenFiles() string
	OpenHelp() string
	CloseFiles() string
	Opening() string
	FilesNeeded() string
	FilesTooLarge(most string) string
	Unreadable(name string) string
	FileProblem(p protocol.DataProblem, f protocol.FileProblem) string

	InkNote(ink int) string
	LettersNote(letters string) string
	BeyondNote(most, beyond string) string
	OneDigitNote(digit int) string
	MissingNote(digits string) string
	FewNote(digits string) string
	LyingNote() string
	TurnedNote() string
	Turn() string
	TurnBack() string

	Unlabelled(name, count string, side int) string
	NoLabels() string
	PredictThem() string
	PredictLater() string
	TrainFirst() string
	TrainOnSide(side int) string
	Predicted(epochs int, confidence string) string
	PredictionsShown(count int) string
	PictureColumn() string
	DigitColumn() string
	ConfidenceColumn() string
	SavePredictions() string
}

var texts = i18n.InBoth[words](&english{}, &korean{})

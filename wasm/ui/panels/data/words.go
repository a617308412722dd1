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
	FilesNeeded() string
	FileTooLarge(most string) string
}

var texts = i18n.InBoth[words](&english{}, &korean{})

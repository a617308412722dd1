package ui

import "digitlab/wasm/protocol"

// dataWords are those of the data card.
type dataWords interface {
	settingsWords

	DataHeading() string
	DataHelp() string
	DataFacts(d protocol.DataSet, count string) string
	DataUse(d protocol.DataSet) string
	DataChosen() string
	DataAbsent(d protocol.DataSet) string
	DataKept() string
	DataUnkept() string
	DataOpened(name string) string
	DataProblem(p protocol.DataProblem) string
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

var dataTexts = inBoth[dataWords](englishData{}, koreanData{})

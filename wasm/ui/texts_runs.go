package ui

import "digitlab/wasm/protocol"

// runsWords are those of the card of stored runs.
type runsWords interface {
	settingsWords

	RunsHeading() string
	RunsHelp() string
	RunsTable() string
	RunsEmpty() string
	RunsNearlyFull(count int) string
	RunsFailure() string
	RunsLost(count int) string
	CompareColumn() string
	RunColumn(runColumn) string
	ChangesColumn() string
	ActionsColumn() string
	TrainedColumn() string
	AccuracyOnTest() string
	LossOnTest() string
	TimeColumn() string
	PresentRun() string
	Pinned() string
	Unnamed() string
	Open() string
	Rename() string
	Pin() string
	Delete() string
	CompareRun(name string) string
	OpenRun(name string) string
	RenameRun(name string) string
	PinRun(name string) string
	DeleteRun(name string) string
	SaveRun(name string) string
	SaveAsFile() string
	OpenRunFile() string
	RunFileHelp() string
	RunFileFailure(file string) string
	FileUnreadable(most string) string
	NameLabel() string
	NamingHelp() string
	Deleted(name string) string
	UndoDelete() string
	ComparedHeading() string
	ComparedHelp() string
	CheckAnother() string
	CompareNone() string
	CurvesUnreadable(name, why string) string
	RunNeeds(d protocol.DataSet) string
	TaughtBadge(samples int) string
}

var runsTexts = inBoth[runsWords](englishRuns{}, koreanRuns{})

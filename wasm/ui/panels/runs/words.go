package runs

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"
)

// words are the words of the card of stored runs.
type words interface {
	settings.Words

	Heading() string
	Help() string
	TableLabel() string
	Empty() string
	NearlyFull(count int) string
	Failure(protocol.RunProblem) string
	Lost(count int) string
	CompareColumn() string
	Column(runColumn) string
	ChangesColumn() string
	ActionsColumn() string
	TrainedColumn() string
	AccuracyOnTest() string
	LossOnTest() string
	TimeColumn() string
	PresentRun() string
	Pinned() string
	NumberedRun(number int) string
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
	FileHelp() string
	FileFailure(file string) string
	FileProblem(protocol.RunProblem) string
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
	Needs(d protocol.DataSet) string
	FineTunedBadge(samples int) string
}

var texts = i18n.InBoth[words](&english{}, &korean{})

package ui

import "digitlab/wasm/protocol"

// resultsTexts are those of the results card.
type resultsTexts interface {
	ResultsHeading() string
	ResultsHelp() string
	ResultsEmpty() string
	ResultsSentence(right, of, percent, low, high string) string
	ConfusionHeading() string
	ConfusionHelp() string
	ConfusionDown() string
	ConfusionAcross() string
	CellLabel(label, predicted, count int) string
	CellHeading(label, predicted, count int) string
	DigitsHeading() string
	MisreadHeading() string
	MisreadCount(count int) string
	AllMisread() string
	ReadAs(label, predicted int) string
	NoDigits() string
	ShowMore(more, left int) string
}

// runsTexts are those of the runs card.
type runsTexts interface {
	RunsHeading() string
	RunsHelp() string
	RunsTable() string
	RunsEmpty() string
	RunsNearlyFull(count int) string
	RunsFailure(protocol.RunProblem) string
	RunProblem(protocol.RunProblem) string
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

	Aspect(aspect) string
	OnOff(on bool) string
	InLayers() string
	AsTutorial() string
}

// methodsTexts are those of the seven methods.
type methodsTexts interface {
	MethodsHeading() string
	MethodsHelp() string
	MethodsTest() string
	BaseGroup() string
	Base(own bool) string
	CompareAll() string
	CancelAll() string
	Compare() string
	Cancel() string
	ComparedDone() string
	TrainingsLeft(count int) string
	TrainingsTime(count int, seconds string) string
	Method(method) string
	MethodHelp(method) string
	MeanOf(networks int) string
	Data(digits, augmentation string) string
	DataChoice(choice dataChoice, digits string) string
	Seed() string
	PlotLabel(method string) string
	SeedNumbers() string
	NotCompared() string
	SameSettings() string
	ComparingPart(percent int) string
	ComparingLeft(percent int, seconds string) string
	NoClearDifference(mean, low, high, p string) string
	IsBetter(mean, low, high, p string) string
	IsWorse(mean, low, high, p string) string
	TrialFailed(side, seed, why string) string
	TrialBroken(why string) string
	Comparing(method string) string
	ComparingAll() string
	ComparingCancelled() string
	ComparedAll() string
	GlanceHeading() string
	GlanceHelp() string
	GlanceMethod() string
	GlanceDifference() string
	GlanceUnknown() string
	GlanceUnclear(mean string) string
	GlanceBetter(mean string) string
	GlanceWorse(mean string) string
}

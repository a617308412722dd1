package methods

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"
)

// words are the words of the seven methods.
type words interface {
	settings.Words

	Tab() string
	Heading() string
	Help() string
	TestHelp() string
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
	TrialFailed(side, seed string, why protocol.TrialProblem) string
	TrialBroken() string
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

var texts = i18n.InBoth[words](&english{}, &korean{})

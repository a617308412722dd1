package controls

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/settings"
)

// Words are the words of the controls of a run, its settings and the link.
type Words interface {
	settings.Words

	SettingsTab() string
	Loading(percent int) string

	TrainHeading() string
	TrainHelp() string
	Start() string
	Pause() string
	Resume() string
	Step() string
	Reset() string
	KeyHelp() string
	PaceGroup() string
	Pace(protocol.Pace) string
	ProgressLabel() string
	Ready(digits string) string
	Running(epoch, epochs int, seconds string) string
	Workers(count int) string
	RunningUntimed(epoch, epochs int) string
	PausedAfter(epoch, epochs int) string
	PausedIn(epoch, epochs int) string
	Done(percent string) string
	TestAccuracy() string
	LastRun() string // whose test accuracy is shown, when the next run will have other settings
	Computing(seconds string) string
	Started() string

	PresetLabel() string
	UndoPreset() string

	AppliesOnReset() string
	ResetNow() string
	SettingsWait() string
	AppliesNow() string
	RateInForce(rate string) string
	RateFalls(rate string) string
	WholeBatch(digits string) string
	Hindrance(where, problem string) string
	LayerHindrance(layer string) string
	ShowProblem() string

	CopyLink() string
	Shared(shared) string
	SharedPromise() string
	LinkField() string
	Linked(changes string) string
	LinkedTutorial() string
	Reproduction(lab.Reproduction) string

	DataHindrance(d protocol.DataSet) string
	OwnTestDigits() string
}

var Texts = i18n.InBoth[Words](&English{}, &Korean{})

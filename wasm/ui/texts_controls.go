package ui

import "digitlab/wasm/protocol"

// controlTexts are those of presets, settings, the editor of layers, and the link.
type controlTexts interface {
	PresetLabel() string
	Preset(protocol.Preset) string
	PresetHelp(protocol.Preset) string
	UndoPreset() string

	SettingsGroup() string
	Setting(setting) string
	SettingHelp(setting) string
	MoreSettings() string
	MoreGroup(settingsGroup) string
	Normalization(on bool) string
	Augmentation(protocol.Augmentation) string
	Schedule(protocol.Schedule) string
	DataSet(protocol.DataSet) string
	Mixed() string
	AppliesOnReset() string
	AppliesNow() string
	RateInForce(rate string) string
	RateFalls(rate string) string
	WholeBatch(digits string) string
	NotWhole(least, most string) string
	NotRate(most string) string
	NotNumber(least, most string) string
	Hindrance(where, problem string) string
	LayerHindrance(layer string) string
	ShowProblem() string

	CopyLink() string
	Shared(shared) string
	LinkField() string
	LinkRefused() string

	EditorHeading() string
	EditorHelp() string
	StackLabel() string
	InputLayer() string
	LastLayer() string
	LastLayerHelp() string
	LayerHelp(protocol.LayerKind) string
	LayerProblem(protocol.Problem) string
	Flow(shape, parameters string) string
	TotalParameters(parameters string) string

	Filters() string
	Units() string
	DropoutRate() string
	WindowSize() string
	Stride() string
	WindowStride() string
	Padding() string
	Activation() string

	LayerToAdd() string
	AddLayer() string
	UndoLayers() string
	InsertFlatten() string
	MoveUp(layer string) string
	MoveDown(layer string) string
	RemoveLayer(layer string) string
	LayerAdded(layer string, place int) string
	LayerMoved(layer string, place int) string
	LayerRemoved(layer string) string
	StackFull(most int) string

	SummaryHeading() string
	StackBuilt() string
	StackWaits() string
	StackWrong() string
}

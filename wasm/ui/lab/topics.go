package lab

import "digitlab/wasm/ui/scheduler"

// Topics of the lab's own state. Each feature declares further topics for its state.
var (
	LoadingTopic      = scheduler.NewTopic() // the loading of the programs
	RunTopic          = scheduler.NewTopic() // state, settings, network, failures
	ProgressTopic     = scheduler.NewTopic()
	CurvesTopic       = scheduler.NewTopic()
	MomentTopic       = scheduler.NewTopic() // the moment of the run that is shown
	DrawingTopic      = scheduler.NewTopic()
	PredictionTopic   = scheduler.NewTopic()
	AnnouncementTopic = scheduler.NewTopic()
	NoticeTopic       = scheduler.NewTopic()
	PanelTopic        = scheduler.NewTopic() // the open panel and aside
	ColoursTopic      = scheduler.NewTopic()
)

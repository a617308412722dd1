package lab

import "digitlab/wasm/ui/scheduler"

// The topics of what the lab knows. Features have topics of their own beside them.
var (
	LoadingTopic      = scheduler.NewTopic() // of the programs
	RunTopic          = scheduler.NewTopic() // state, settings, network, failures
	ProgressTopic     = scheduler.NewTopic()
	CurvesTopic       = scheduler.NewTopic()
	DrawingTopic      = scheduler.NewTopic()
	PredictionTopic   = scheduler.NewTopic()
	AnnouncementTopic = scheduler.NewTopic()
	NoticeTopic       = scheduler.NewTopic()
	ColoursTopic      = scheduler.NewTopic()
)

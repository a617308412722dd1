package protocol

// Command is a request of the page to the trainer.
type Command interface {
	command() byte // its kind in the encoding
	fielder
}

// Event is what the trainer reports to the page.
type Event interface {
	event() byte // its kind in the encoding
	fielder
}

// MarshalCommand returns the bytes of a command.
func MarshalCommand(m Command) []byte { return marshal(Version, m.command(), m) }

// UnmarshalCommand loads a command from its bytes; its errors wrap ErrFormat.
func UnmarshalCommand(b []byte) (Command, error) { return unmarshal(b, blankCommand) }

// Commands returns a blank one of each command.
func Commands() []Command {
	return []Command{&Build{}, &Restore{}, &Train{}, &Pause{}, &StepEpoch{}, &SetLearningRate{}, &SetPace{},
		&Predict{}, &Ping{}, &OpenRun{}, &ListRuns{}, &ReadRun{}, &NameRun{}, &PinRun{}, &DeleteRun{}, &Trial{},
		&FetchData{}, &RemoveData{}, &OpenData{}, &SetSample{}, &DropSample{}, &FineTune{}, &OpenRunFile{}, &ReadRunFile{}, &Help{},
		&Inspect{}, &TurnData{}, &PredictData{}, &LookAt{}, &TrainOn{}, &Learn{}, &Find{}, &WarmUp{}, &AllowWarmUp{},
		&ReadModel{}, &OpenModel{}, &Seek{}, &Ascend{}, &WatchDigits{}, &FollowDigit{}, &WatchMap{}}
}

func blankCommand(kind byte) Command {
	for _, m := range Commands() {
		if m.command() == kind {
			return m
		}
	}
	return nil
}

// MarshalEvent returns the bytes of an event.
func MarshalEvent(m Event) []byte { return marshal(Version, m.event(), m) }

// UnmarshalEvent loads an event from its bytes; its errors wrap ErrFormat.
func UnmarshalEvent(b []byte) (Event, error) { return unmarshal(b, blankEvent) }

// Events returns a blank one of each event.
func Events() []Event {
	return []Event{&Ready{}, &Failed{}, &Built{}, &Status{}, &Progress{}, &Tested{}, &Saved{}, &Prediction{}, &Pong{},
		&Results{}, &Runs{}, &RunCurves{}, &TrialProgress{}, &TrialDone{}, &DataState{}, &SamplePredictions{}, &FineTuned{}, &RunFile{},
		&Unopened{}, &Inspection{}, &DataPredictions{}, &Shown{}, &Learned{}, &Found{},
		&ModelWeights{}, &ModelOpened{}, &Sought{}, &Ascended{},
		&DigitPictures{}, &DigitPredictions{}, &FirstRight{}, &DigitCourse{}, &DigitMap{}, &MapPlace{}}
}

func blankEvent(kind byte) Event {
	switch kind { // frequent events, without making all the others
	case (*Progress)(nil).event():
		return &Progress{}
	case (*Prediction)(nil).event():
		return &Prediction{}
	case (*Inspection)(nil).event():
		return &Inspection{}
	}
	for _, m := range Events() {
		if m.event() == kind {
			return m
		}
	}
	return nil
}

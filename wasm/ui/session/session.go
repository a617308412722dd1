package session

import (
	"slices"

	"digitlab/wasm/protocol"
)

// Session is all that the trainer has told, as a fold over its events: pure, and never changed in place.
type Session struct {
	Ready  *protocol.Ready  // nil until the trainer takes commands
	Failed *protocol.Failed // nil while all is well

	Run        int                  // the number of the run that the page asked for
	Built      *protocol.Built      // its network; nil until the trainer has built one
	Status     protocol.Status      // the state in force
	Progress   protocol.Progress    // where it is; the epochs that ended are in Epochs
	Epochs     []protocol.Epoch     // those trained, from the first
	Previous   []protocol.Epoch     // those of the run before
	Tested     *protocol.Tested     // nil until the run is done
	Results    *protocol.Results    // what it predicts for each test digit, likewise
	NotSaved   string               // why the run is not stored in the browser
	Unopened   *protocol.Unopened   // why a stored run is not in its place; nil when nothing was wrong
	Drawing    int                  // the ID of the newest drawing sent
	Wiped      int                  // and of the newest without ink
	Prediction *protocol.Prediction // of the newest drawing that has a prediction; nil without ink

	Data        [protocol.DataSets]protocol.DataState
	Handwriting *protocol.SamplePredictions // what the present network predicts for the person's own digits
	FineTuning  int                         // the number of the run that comes of the present one when it is taught them; 0: none
	FineTuned   *protocol.FineTuned         // what that changed

	Stored *protocol.Runs        // the runs that are stored in the browser; nil until the trainer has listed them
	Curves []*protocol.RunCurves // of stored runs, those that were read
}

// Begin returns the session of a new run on the same trainer. What was trained stays to be compared with, and the network of
// the run before until the new one is built, so that nothing flickers and no button is disabled under a finger.
func (s Session) Begin(run int) Session {
	previous := s.Previous
	if len(s.Epochs) > 0 {
		previous = s.Epochs
	}
	return Session{Ready: s.Ready, Run: run, Built: s.Built, Previous: previous, Drawing: s.Drawing, Wiped: s.Wiped, Prediction: s.Prediction,
		Status: protocol.Status{Pace: s.Status.Pace}, Data: s.Data, Stored: s.Stored, Curves: s.Curves}
}

// Next is the number of the next run, which none has had that may still be spoken of.
func (s Session) Next() int { return max(s.Run, s.FineTuning) + 1 }

// Restart returns the session of a new trainer, which may bring the same run back.
func (s Session) Restart() Session {
	return Session{Run: s.Run, Previous: s.Previous, Drawing: s.Drawing, Wiped: s.Wiped, Status: protocol.Status{Pace: s.Status.Pace},
		Stored: s.Stored, Curves: s.Curves}
}

// Drew returns the session after a drawing was sent; its prediction is awaited, an empty one has none.
func (s Session) Drew(id int, empty bool) Session {
	s.Drawing = id
	if empty {
		s.Wiped, s.Prediction = id, nil
	}
	return s
}

// Apply returns the session after an event. Late echoes of other runs and of older drawings change nothing.
func (s Session) Apply(e protocol.Event) Session {
	switch e := e.(type) {
	case *protocol.Ready:
		s.Ready, s.Failed = e, nil
	case *protocol.Failed:
		if e.Run == 0 || e.Run == s.Run {
			s.Failed = e
		}
	case *protocol.Built:
		if s.FineTuning != 0 && e.Run == s.FineTuning {
			s = s.handedOver(e.Run)
		}
		if e.Run == s.Run {
			s.Built = e
			s.Status = protocol.Status{Run: e.Run, Pace: s.Status.Pace, LearningRate: e.Settings.LearningRate}
			s.Progress, s.Epochs, s.Tested, s.Results, s.NotSaved, s.Unopened = protocol.Progress{}, nil, nil, nil, "", nil
		}
	case *protocol.Status:
		if e.Run == s.Run {
			s.Status = *e
			if e.Phase == protocol.Running {
				s.Failed, s.Unopened = nil, nil
			}
		}
	case *protocol.Progress:
		if e.Run == s.Run {
			s.Epochs = append(slices.Clip(s.Epochs), e.Ended...)
			s.Progress = *e
			s.Progress.Ended = nil
		}
	case *protocol.Tested:
		if e.Run == s.Run {
			s.Tested = e
		}
	case *protocol.Results:
		if e.Run == s.Run {
			s.Results = e
		}
	case *protocol.DataState:
		if e.Data < protocol.DataSets {
			s.Data[e.Data] = *e
		}
	case *protocol.Saved:
		if e.Run == s.Run {
			s.NotSaved = e.Failure
		}
	case *protocol.Unopened:
		if e.Run == s.Run {
			s.Unopened = e
		}
	case *protocol.SamplePredictions:
		if e.Run == s.Run {
			s.Handwriting = e
		}
	case *protocol.FineTuned:
		s = s.fineTuned(e)
	case *protocol.Runs:
		s = s.listed(e)
	case *protocol.RunCurves:
		others := slices.DeleteFunc(slices.Clone(s.Curves), func(c *protocol.RunCurves) bool { return c.Info.ID == e.Info.ID })
		s.Curves = append(others, e)
	case *protocol.Prediction:
		switch {
		case e.ID > s.Drawing || e.ID < s.Wiped || s.Prediction != nil && e.ID < s.Prediction.ID:
		case e.Finding == protocol.NoInk:
			s.Prediction = nil
		case e.Run == s.Run:
			s.Prediction = explained(e, s.Prediction)
		}
	}
	return s
}

// Count is how many pictures of a data set there are to train on; 0 for one that is not here.
func (s Session) Count(d protocol.DataSet) int {
	if d == protocol.Digits {
		return d.Count()
	}
	return s.Data[d].Count
}

// Has reports whether a data set can be trained on.
func (s Session) Has(d protocol.DataSet) bool { return s.Count(d) > 0 }

// Stopped reports whether the trainer cannot go on until it is restarted.
func (s Session) Stopped() bool { return s.Failed != nil && s.Failed.Reason != protocol.Diverged }

// Usable reports whether there is a network that takes commands.
func (s Session) Usable() bool { return s.Ready != nil && s.Built != nil && !s.Stopped() }

func (s Session) Phase() protocol.Phase { return s.Status.Phase }

// Planned is how many the run is planned to have.
func (s Session) Planned() int {
	if s.Built == nil {
		return protocol.DefaultSettings().Epochs
	}
	return s.Built.Settings.Epochs
}

// Fraction is how much of the run is trained, 0..1.
func (s Session) Fraction() float64 {
	p := s.Progress
	if s.Phase() == protocol.Done { // also one that came back from the store, with no step taken since
		return 1
	}
	if p.Steps == 0 {
		return 0
	}
	return (float64(max(p.Epoch-1, 0)) + float64(p.Step)/float64(p.Steps)) / float64(s.Planned())
}

// Sample is some test digits of the present run, or before there is one the tutorial's.
func (s Session) Sample() (pictures []byte, of protocol.DataSet) {
	switch {
	case s.Built != nil:
		return s.Built.Sample, s.Built.Settings.Data
	case s.Ready != nil:
		return s.Ready.Sample, protocol.Digits
	}
	return nil, protocol.Digits
}

// explained returns a prediction with the explanation of the last one, if it is of the same drawing and brings none.
func explained(p, last *protocol.Prediction) *protocol.Prediction {
	if last == nil || last.ID != p.ID || last.Run != p.Run || len(p.Nearest) > 0 {
		return p
	}
	whole := *p
	whole.Stages, whole.Nearest, whole.Occlusion = last.Stages, last.Nearest, last.Occlusion
	return &whole
}

// DataSet is what the present run learns from.
func (s Session) DataSet() protocol.DataSet {
	if s.Built == nil {
		return protocol.Digits
	}
	return s.Built.Settings.Data
}

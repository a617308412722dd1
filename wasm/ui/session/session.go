// Package session is the page's record of what the trainer has reported: a pure fold over the trainer's events. It sends nothing,
// draws nothing and knows no browser, so that its tests are tables of events.
package session

import (
	"slices"

	"digitlab/wasm/protocol"
)

// Session is everything that the trainer has reported, as a fold over its events. It is never changed in place.
type Session struct {
	Ready  *protocol.Ready  // nil until the trainer accepts commands
	Failed *protocol.Failed // nil unless the trainer failed

	Run         int                     // the number of the run that the page asked for
	Built       *protocol.Built         // the run's network; nil until the trainer has built one
	Status      protocol.Status         // the state in force
	Progress    protocol.Progress       // the position in the run; ended epochs are in Epochs
	Epochs      []protocol.Epoch        // trained epochs, from the first
	Previous    []protocol.Epoch        // epochs of the previous run
	Tested      *protocol.Tested        // nil until the run is done
	Results     *protocol.Results       // the prediction for each test digit; nil until the run is done
	Reached     protocol.Moment         // the last moment of the run that there was
	Shown       protocol.Shown          // the moment that predictions and inspections are of
	PastResults *protocol.Results       // the results of an earlier moment, the last that came while one is shown; nil without
	NotSaved    protocol.StorageProblem // why the run is not stored in the browser
	Unopened    *protocol.Unopened      // why a stored run could not be opened; nil without a problem
	Drawing     int                     // ID of the newest drawing sent
	Wiped       int                     // ID of the newest drawing sent without ink
	Inkless     int                     // ID of the newest drawing in which the trainer found no ink, such as a photo of an empty sheet
	Prediction  *protocol.Prediction    // of the newest drawing that has a prediction; nil without ink

	Data        [protocol.DataSets]protocol.DataState
	Handwriting *protocol.SamplePredictions // the present network's predictions for the person's own digits
	FineTuning  int                         // number of the run that fine-tuning is making; 0: none
	FineTuned   *protocol.FineTuned         // the result of the last fine-tuning

	Stored *protocol.Runs        // the stored runs; nil until the trainer has listed them
	Curves []*protocol.RunCurves // of stored runs: those that were loaded
}

// Begin returns the session of a new run on the same trainer. The trained epochs stay for comparison, and so does the previous
// network until the new one is built: nothing flickers, and no button is disabled while a person presses it.
func (s Session) Begin(run int) Session {
	previous := s.Previous
	if len(s.Epochs) > 0 {
		previous = s.Epochs
	}
	return Session{Ready: s.Ready, Run: run, Built: s.Built, Previous: previous, Drawing: s.Drawing, Wiped: s.Wiped, Inkless: s.Inkless, Prediction: s.Prediction,
		Data: s.Data, Stored: s.Stored, Curves: s.Curves}
}

// Next returns an unused run number. Events may still arrive for the numbers before it.
func (s Session) Next() int { return max(s.Run, s.FineTuning) + 1 }

// Restart returns the session of a new trainer, which may restore the same run.
func (s Session) Restart() Session {
	return Session{Run: s.Run, Previous: s.Previous, Drawing: s.Drawing, Wiped: s.Wiped, Stored: s.Stored, Curves: s.Curves}
}

// Drew returns the session after a drawing was sent. Its prediction is awaited; an empty drawing has none.
func (s Session) Drew(id int, empty bool) Session {
	s.Drawing = id
	if empty {
		s.Wiped, s.Prediction = id, nil
	}
	return s
}

// Apply returns the session after an event. Late events of other runs and older drawings change nothing.
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
			s.Status = protocol.Status{Run: e.Run, LearningRate: e.Settings.LearningRate}
			s.Progress, s.Epochs, s.Tested, s.Results, s.NotSaved, s.Unopened = protocol.Progress{}, nil, nil, nil, protocol.NoStorageProblem, nil
			s.Reached, s.Shown, s.PastResults = protocol.Moment{}, protocol.Shown{}, nil
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
			s.Reached = s.reached()
		}
	case *protocol.Tested:
		if e.Run == s.Run {
			s.Tested = e
		}
	case *protocol.Results:
		switch {
		case e.Run != s.Run:
		case e.Past:
			s.PastResults = e
		default:
			s.Results = e
		}
	case *protocol.Shown:
		if e.Run == s.Run {
			if s.Shown = *e; !e.Past {
				s.PastResults = nil
			}
		}
	case *protocol.DataState:
		if e.Data < protocol.DataSets {
			s.Data[e.Data] = *e
		}
	case *protocol.Saved:
		if e.Run == s.Run {
			s.NotSaved = e.Problem
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
			s.Prediction, s.Inkless = nil, e.ID
		case e.Run == s.Run:
			s.Prediction = explained(e, s.Prediction)
		}
	}
	return s
}

// Count returns the number of pictures of a data set; 0 if it is not here.
func (s Session) Count(d protocol.DataSet) int {
	if d == protocol.Digits {
		return d.Count()
	}
	return s.Data[d].Count
}

// Has reports whether a data set is here, so that a network can be trained on it.
func (s Session) Has(d protocol.DataSet) bool { return s.Count(d) > 0 }

// Imported reports whether the run is a network that was trained elsewhere.
func (s Session) Imported() bool { return s.Tested != nil && len(s.Epochs) == 0 }

// Stopped reports whether the trainer cannot continue until it is restarted.
func (s Session) Stopped() bool { return s.Failed != nil && s.Failed.Reason != protocol.Diverged }

// Usable reports whether there is a network that accepts commands.
func (s Session) Usable() bool { return s.Ready != nil && s.Built != nil && !s.Stopped() }

func (s Session) Phase() protocol.Phase { return s.Status.Phase }

// GoesOn reports whether the run has begun and is not done.
func (s Session) GoesOn() bool { return s.Phase() == protocol.Running || s.Phase() == protocol.Paused }

// WithinEpoch reports whether the run is between the ends of two epochs.
func (s Session) WithinEpoch() bool { return s.Progress.Step > 0 && s.Progress.Step < s.Progress.Steps }

// Planned returns the number of epochs that the run is planned to have.
func (s Session) Planned() int {
	if s.Built == nil {
		return protocol.DefaultSettings().Epochs
	}
	return s.Built.Settings.Epochs
}

// Fraction returns the trained part of the run, 0..1.
func (s Session) Fraction() float64 {
	p := s.Progress
	if s.Phase() == protocol.Done { // also a run that was loaded from the store, with no step taken since
		return 1
	}
	if p.Steps == 0 { // also a run that was loaded from the store at the end of an epoch
		return float64(p.Epoch) / float64(s.Planned())
	}
	return (float64(max(p.Epoch-1, 0)) + float64(p.Step)/float64(p.Steps)) / float64(s.Planned())
}

// Sample returns some test digits of the present run, or of the tutorial's before there is a run.
func (s Session) Sample() (pictures []byte, of protocol.DataSet) {
	switch {
	case s.Built != nil:
		return s.Built.Sample, s.Built.Settings.Data
	case s.Ready != nil:
		return s.Ready.Sample, protocol.Digits
	}
	return nil, protocol.Digits
}

// LabelledSample returns Sample's digits with what they are; more pictures than labels, or the other way round, are no sample.
func (s Session) LabelledSample() (pictures, labels []byte) {
	pictures, of := s.Sample()
	switch {
	case s.Built != nil:
		labels = s.Built.SampleLabels
	case s.Ready != nil:
		labels = s.Ready.SampleLabels
	}
	if len(labels)*of.Side()*of.Side() != len(pictures) {
		return nil, nil
	}
	return pictures, labels
}

// explained returns the prediction p. If p has no explanation and is of the same drawing as last, it gets last's.
func explained(p, last *protocol.Prediction) *protocol.Prediction {
	if last == nil || last.ID != p.ID || last.Run != p.Run || len(p.Nearest) > 0 {
		return p
	}
	whole := *p
	whole.Stages, whole.Nearest, whole.Occlusion = last.Stages, last.Nearest, last.Occlusion
	return &whole
}

// DataSet returns the data set of the present run.
func (s Session) DataSet() protocol.DataSet {
	if s.Built == nil {
		return protocol.Digits
	}
	return s.Built.Settings.Data
}

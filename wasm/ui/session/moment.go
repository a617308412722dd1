package session

import "digitlab/wasm/protocol"

// reached returns the last moment of the run after a report of its progress. Of the steps only those of the first epoch count; a run
// that diverged in it can still be seen up to the last of them.
func (s Session) reached() protocol.Moment {
	switch p := s.Progress; {
	case len(s.Epochs) > 0:
		return protocol.Moment{Epoch: len(s.Epochs)}
	case p.Epoch == 1 && p.Step > s.Reached.Step:
		return protocol.Moment{Step: p.Step}
	}
	return s.Reached
}

// Steps returns the number of steps of an epoch of the present run, which an ensemble takes one member after the other.
func (s Session) Steps() int {
	if s.Built == nil || s.Built.Fit == 0 {
		return 1
	}
	of := s.Built.Settings
	return (s.Built.Fit + of.BatchSize - 1) / of.BatchSize * of.Members
}

// ShownResults returns the results of the run, or while an earlier moment is shown the last that have come of one, which say of which;
// nil if there are none yet.
func (s Session) ShownResults() *protocol.Results {
	if s.Shown.Past {
		return s.PastResults
	}
	return s.Results
}

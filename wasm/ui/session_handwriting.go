package ui

import "digitlab/wasm/protocol"

// fineTune returns the session that waits for the run which fine-tuning makes of the present one.
func (s session) fineTune() session {
	s.FineTuning, s.FineTuned = s.next(), nil
	return s
}

// fineTuned returns the session with what fine-tuning changed, or why it could not be done.
func (s session) fineTuned(e *protocol.FineTuned) session {
	if e.Run == s.Run || s.FineTuning != 0 && e.Run == s.FineTuning {
		s.FineTuned, s.FineTuning = e, 0
	}
	return s
}

// handedOver returns the session of the run that fine-tuning has made of the present one, whose curves it has.
func (s session) handedOver(run int) session {
	next := s.begin(run)
	next.Previous = s.Previous
	return next
}

// sampleReading returns how the present network reads a sample, if it is known.
func (s session) sampleReading(id int) (protocol.SamplePrediction, bool) {
	if s.Handwriting != nil && s.Handwriting.Run == s.Run {
		for _, r := range s.Handwriting.Predictions {
			if r.ID == id {
				return r, true
			}
		}
	}
	return protocol.SamplePrediction{}, false
}

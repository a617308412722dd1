package session

import "digitlab/wasm/protocol"

// FineTune returns the session that waits for the run which fine-tuning makes of the present one.
func (s Session) FineTune() Session {
	s.FineTuning, s.FineTuned = s.Next(), nil
	return s
}

// fineTuned returns the session with what fine-tuning changed, or why it could not be done.
func (s Session) fineTuned(e *protocol.FineTuned) Session {
	if e.Run == s.Run || s.FineTuning != 0 && e.Run == s.FineTuning {
		s.FineTuned, s.FineTuning = e, 0
	}
	return s
}

// handedOver returns the session of the run that fine-tuning has made of the present one, whose curves it has.
func (s Session) handedOver(run int) Session {
	next := s.Begin(run)
	next.Previous = s.Previous
	return next
}

// SamplePrediction returns how the present network reads a sample, if it is known.
func (s Session) SamplePrediction(id int) (protocol.SamplePrediction, bool) {
	if s.Handwriting != nil && s.Handwriting.Run == s.Run {
		for _, r := range s.Handwriting.Predictions {
			if r.ID == id {
				return r, true
			}
		}
	}
	return protocol.SamplePrediction{}, false
}

package session

import "digitlab/wasm/protocol"

// FineTune returns the session that waits for the run which fine-tuning makes from the present one.
func (s Session) FineTune() Session {
	s.FineTuning, s.FineTuned = s.Next(), nil
	return s
}

// fineTuned returns the session with the result of fine-tuning, or with the reason of its failure.
func (s Session) fineTuned(e *protocol.FineTuned) Session {
	if e.Run == s.Run || s.FineTuning != 0 && e.Run == s.FineTuning {
		s.FineTuned, s.FineTuning = e, 0
	}
	return s
}

// handedOver returns the session of the run that fine-tuning has made from the present one. It keeps the present curves.
func (s Session) handedOver(run int) Session {
	next := s.Begin(run)
	next.Previous = s.Previous
	return next
}

// SamplePrediction returns the present network's prediction for a sample of handwriting; ok is false if there is none yet.
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

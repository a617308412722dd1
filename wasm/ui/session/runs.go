package session

import (
	"slices"

	"digitlab/wasm/protocol"
)

// listed returns the session with a new list of stored runs. If listing failed, the old list stays and gets the error.
func (s Session) listed(e *protocol.Runs) Session {
	if e.Failure != "" && len(e.Runs) == 0 && s.Stored != nil {
		e = &protocol.Runs{Runs: s.Stored.Runs, Failure: e.Failure, Problem: e.Problem}
	}
	s.Stored = e
	return s
}

// Revised returns the session with a requested change of a stored run. It is shown at once; the trainer's next list replaces it.
func (s Session) Revised(id string, change func(*protocol.RunInfo)) Session {
	if s.Stored == nil {
		return s
	}
	stored := &protocol.Runs{Runs: slices.Clone(s.Stored.Runs)}
	for i := range stored.Runs {
		if stored.Runs[i].ID == id {
			change(&stored.Runs[i])
		}
	}
	s.Stored = stored
	return s
}

// CurvesOf returns the curves of a stored run, or nil before they are loaded.
func (s Session) CurvesOf(id string) *protocol.RunCurves {
	for _, c := range s.Curves {
		if c.Info.ID == id {
			return c
		}
	}
	return nil
}

// StoredRun returns what is known of a stored run, deleted or not.
func (s Session) StoredRun(id string) (protocol.RunInfo, bool) {
	if s.Stored != nil {
		for _, r := range s.Stored.Runs {
			if r.ID == id {
				return r, true
			}
		}
	}
	return protocol.RunInfo{}, false
}

// StoredRuns returns the runs that are not deleted, in the order of the list.
func (s Session) StoredRuns() []protocol.RunInfo {
	if s.Stored == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(s.Stored.Runs), func(r protocol.RunInfo) bool { return r.Deleted })
}

// Present reports whether a stored run is the present one.
func (s Session) Present(id string) bool { return s.Built != nil && s.Built.ID == id && id != "" }

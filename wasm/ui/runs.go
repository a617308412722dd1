package ui

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// shelf is how the stored runs are shown, and what a person is doing with them.
type shelf struct {
	order   runOrder
	more    int                  // rows beyond the first page
	naming  string               // the ID of the run that is being named
	checked []string             // the IDs of those to compare, in the order in which they were chosen
	file    string               // the name of the one that was opened last
	trouble func(texts) []string // why a run's file could not be read or made; nil while all is well
	deleted string               // the ID of the one that was deleted last, which may be taken back
	lost    int                  // how many the browser has lost since the last visit
}

const (
	// mostCompared is how many runs are compared at once; more lines nobody tells apart.
	mostCompared = 4
	// runsPage is how many rows are shown at once: one takes some 3 ms to be made.
	runsPage = 10
	// nearlyFull is from how many runs on it is said that old ones will be forgotten.
	nearlyFull = 180
)

// listRuns asks for the stored runs, which another tab may have changed.
func (l *lab) listRuns() {
	if l.session.Ready != nil && !l.session.stopped() {
		l.post(&protocol.ListRuns{})
	}
}

// watchVisibility lists the runs anew when a person comes back to the page.
func (p *page) watchVisibility(do func(func())) {
	p.listen(do, app.Window().Get("document"), "visibilitychange", func(app.Value) {
		if visible() {
			p.lab.listRuns()
		} else if p.lab.asked { // for a frame that will not come
			p.lab.requestFrame()
		}
	})
}

// listed returns the session with a new list. One that failed leaves the old list in place and says why.
func (s session) listed(e *protocol.Runs) session {
	if e.Failure != "" && len(e.Runs) == 0 && s.Stored != nil {
		e = &protocol.Runs{Runs: s.Stored.Runs, Failure: e.Failure, Problem: e.Problem}
	}
	s.Stored = e
	return s
}

// storedRuns are those that are not deleted, in the order of the list.
func (l *lab) storedRuns() []protocol.RunInfo {
	if l.session.Stored == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(l.session.Stored.Runs), func(r protocol.RunInfo) bool { return r.Deleted })
}

// storedRun returns what is known of a run, deleted or not.
func (l *lab) storedRun(id string) (protocol.RunInfo, bool) {
	if l.session.Stored != nil {
		for _, r := range l.session.Stored.Runs {
			if r.ID == id {
				return r, true
			}
		}
	}
	return protocol.RunInfo{}, false
}

// present reports whether a run is the one that the page has.
func (l *lab) present(id string) bool {
	return l.session.Built != nil && l.session.Built.ID == id && id != ""
}

// openRun makes a stored run the present one.
func (l *lab) openRun(id string) {
	if !l.session.built() {
		return
	}
	l.session = l.session.begin(l.session.next())
	l.restarts = 0 // its settings take the place of what was typed
	l.post(&protocol.OpenRun{Run: l.session.Run, ID: id})
	l.touch(everyPart)
}

// nameRun gives a run a name and ends the naming.
func (l *lab) nameRun(id, name string) {
	if l.shelf.naming != id {
		return // Escape came first
	}
	l.shelf.naming = ""
	if r, ok := l.storedRun(id); ok && r.Name != fitName(name) {
		l.session = l.session.revised(id, func(r *protocol.RunInfo) { r.Name = fitName(name) })
		l.post(&protocol.NameRun{ID: id, Name: fitName(name)})
		l.overlay()
	}
	l.touch(storedPart)
}

// revised returns the session with a change of a stored run that is asked for: it is shown at once, and the list that
// answers has the last word.
func (s session) revised(id string, change func(*protocol.RunInfo)) session {
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

// fitName returns as much of a name as may be stored, in whole characters.
func fitName(name string) string {
	name = strings.TrimSpace(name)
	for len(name) > protocol.MaxName {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	return strings.TrimSpace(name)
}

func (l *lab) pinRun(id string, pinned bool) {
	l.session = l.session.revised(id, func(r *protocol.RunInfo) { r.Pinned = pinned })
	l.touch(storedPart)
	l.post(&protocol.PinRun{ID: id, Pinned: pinned})
}

// deleteRun hides a run. It is forgotten at the next start only, and until then may be taken back. Another takes the place of
// the present one.
func (l *lab) deleteRun(id string) {
	if l.present(id) {
		l.reset()
	}
	l.shelf.deleted = id
	l.checkRun(id, false)
	l.session = l.session.revised(id, func(r *protocol.RunInfo) { r.Deleted = true })
	l.keepCount()
	l.post(&protocol.DeleteRun{ID: id, Deleted: true})
	l.touch(storedPart)
}

func (l *lab) undeleteRun() {
	if l.shelf.deleted != "" {
		l.session = l.session.revised(l.shelf.deleted, func(r *protocol.RunInfo) { r.Deleted = false })
		l.keepCount()
		l.post(&protocol.DeleteRun{ID: l.shelf.deleted})
		l.shelf.deleted = ""
		l.touch(storedPart)
	}
}

// checkRun takes a run into the comparison, or out of it.
func (l *lab) checkRun(id string, checked bool) {
	was := slices.Contains(l.shelf.checked, id)
	switch {
	case checked && !was && len(l.shelf.checked) < mostCompared:
		l.shelf.checked = append(slices.Clip(l.shelf.checked), id)
		l.post(&protocol.ReadRun{ID: id})
	case !checked && was:
		l.shelf.checked = slices.DeleteFunc(slices.Clone(l.shelf.checked), func(c string) bool { return c == id })
	default:
		return
	}
	l.overlay()
}

// compareNone ends the comparison.
func (l *lab) compareNone() {
	l.shelf.checked = nil
	l.overlay()
}

// relist looks after the comparison when the list has changed: what is gone leaves it, what was trained on is read again.
func (l *lab) relist() {
	gone := func(id string) bool {
		r, ok := l.storedRun(id)
		return !ok || r.Deleted
	}
	l.shelf.checked = slices.DeleteFunc(slices.Clone(l.shelf.checked), gone)
	for _, id := range l.shelf.checked {
		r, _ := l.storedRun(id)
		if c := l.session.curves(id); c != nil && c.Failure == "" && c.Info.Trained != r.Trained {
			l.post(&protocol.ReadRun{ID: id})
		}
	}
	l.overlay()
}

// curves returns the curves of a stored run, or nil before they are read.
func (s session) curves(id string) *protocol.RunCurves {
	for _, c := range s.Curves {
		if c.Info.ID == id {
			return c
		}
	}
	return nil
}

// overlay shows the compared runs in the charts, but for the present one, which is there already.
func (l *lab) overlay() {
	var runs []overlay
	for _, id := range l.shelf.checked {
		c := l.session.curves(id)
		if c == nil || c.Failure != "" || l.present(id) {
			continue
		}
		info := c.Info
		if r, ok := l.storedRun(id); ok {
			info = r // its name may be newer
		}
		o := overlay{Name: briefName(info, l.text), Settings: info.Settings, Epochs: c.Epochs}
		if info.Tested {
			o.Tested = &protocol.Tested{Loss: info.Loss, Accuracy: info.Accuracy, Elapsed: info.Elapsed}
		}
		runs = append(runs, o)
	}
	l.setOverlays(runs)
	l.touch(storedPart)
}

// briefName is runName where there is little room: of a run of today, the hour.
func briefName(r protocol.RunInfo, t texts) string {
	if r.Name == "" && day(r.Created, t) == day(time.Now().UnixMilli(), t) {
		return hour(r.Created, t)
	}
	return runName(r, t)
}

// runName is the name of a run, or else when it began.
func runName(r protocol.RunInfo, t texts) string {
	if r.Name != "" {
		return r.Name
	}
	return moment(r.Created, t)
}

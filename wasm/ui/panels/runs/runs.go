// Package runs is the panel of the stored runs: the list with names, order and files, and the comparison of up to four runs. It
// sends commands and shows the trainer's list; storing is the work of the trainer's run store.
package runs

import (
	"slices"
	"strings"
	"unicode/utf8"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/chart"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/session"
)

// runs is the panel's state.
type runs struct {
	lab     *lab.Lab
	order   runOrder
	more    int                  // number of rows beyond the first page
	naming  string               // ID of the run that is being named
	typed   string               // the name that is typed
	checked []string             // IDs of the runs to compare, in the order of their choice
	file    string               // name of the file that was opened last
	trouble func(words) []string // why a run's file could not be read or made; nil without a problem
	deleted string               // ID of the run that was deleted last, for undo
	lost    int                  // number of runs that the browser has lost since the last visit

	told []protocol.RunInfo // the list that other tabs were told of last
	tell func()             // tells them

	names   map[string]string // what the stored runs are called, by ID
	namesOf *protocol.Runs    // the list that names is of
	namesIn i18n.Language
}

const (
	// runsPage is the number of rows that are added at once: a row takes about 3 ms to render.
	runsPage = 10
	// nearlyFull is the number of runs from which on the card warns that old runs will be deleted.
	nearlyFull = 180
)

// storedTopic is the stored runs, and the choice of those that are compared.
var storedTopic = scheduler.NewTopic()

func newRuns(l *lab.Lab) *runs {
	r := &runs{lab: l, tell: tellTabs}
	l.On(r.take)
	return r
}

// take takes an event of the trainer.
func (r *runs) take(_ session.Session, e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Ready, *protocol.Saved:
		r.list()
	case *protocol.Runs:
		r.tellTabs(e)
		r.count(e)
		r.relist()
	case *protocol.RunFile:
		r.takeFile(e)
	case *protocol.RunCurves:
		r.overlay()
	}
}

func (r *runs) text() words { return texts.In(r.lab.Language()) }

// list asks the trainer for the stored runs, which another tab may have changed.
func (r *runs) list() {
	if s := r.lab.Session(); s.Ready != nil && !s.Stopped() {
		r.lab.Post(&protocol.ListRuns{})
	}
}

// open makes a stored run the present one.
func (r *runs) open(id string) {
	if r.lab.Session().Usable() {
		r.lab.BeginStored(func(run int) protocol.Command { return &protocol.OpenRun{Run: run, ID: id} })
	}
}

// rename names a run and ends the naming.
func (r *runs) rename(id, name string) {
	if r.naming != id {
		return // Escape came first
	}
	r.naming = ""
	if info, ok := r.lab.Session().StoredRun(id); ok && info.Name != fitName(name) {
		r.revise(id, func(info *protocol.RunInfo) { info.Name = fitName(name) })
		r.lab.Post(&protocol.NameRun{ID: id, Name: fitName(name)})
		r.overlay()
	}
	r.lab.Invalidate(storedTopic)
}

// revise shows a change of a stored run before the trainer has made it.
func (r *runs) revise(id string, change func(*protocol.RunInfo)) {
	r.lab.SetSession(func(s session.Session) session.Session { return s.Revised(id, change) })
	r.lab.Invalidate(storedTopic)
}

// fitName returns the longest beginning of a name that may be stored, in whole characters.
func fitName(name string) string {
	name = strings.TrimSpace(name)
	for len(name) > protocol.MaxName {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	return strings.TrimSpace(name)
}

func (r *runs) pin(id string, pinned bool) {
	r.revise(id, func(info *protocol.RunInfo) { info.Pinned = pinned })
	r.lab.Post(&protocol.PinRun{ID: id, Pinned: pinned})
}

// delete hides a run. The trainer removes it at its next start; until then it can be restored. If it was the present run, another
// takes its place.
func (r *runs) delete(id string) {
	if r.lab.Session().Present(id) {
		r.lab.Reset()
	}
	r.deleted = id
	r.check(id, false)
	r.revise(id, func(info *protocol.RunInfo) { info.Deleted = true })
	r.storeCount()
	r.lab.Post(&protocol.DeleteRun{ID: id, Deleted: true})
}

// undelete restores the run that was deleted last.
func (r *runs) undelete() {
	if r.deleted != "" {
		r.revise(r.deleted, func(info *protocol.RunInfo) { info.Deleted = false })
		r.storeCount()
		r.lab.Post(&protocol.DeleteRun{ID: r.deleted})
		r.deleted = ""
	}
}

// deletedName returns the name of the run that was deleted last, or "" if it cannot be restored any more.
func (r *runs) deletedName() string {
	info, ok := r.lab.Session().StoredRun(r.deleted)
	if !ok || !info.Deleted {
		return ""
	}
	return r.named(r.deleted)
}

// check adds a run to the comparison, or removes it.
func (r *runs) check(id string, checked bool) {
	was := slices.Contains(r.checked, id)
	switch {
	case checked && !was && len(r.checked) < dom.MaxCompared:
		r.checked = append(slices.Clip(r.checked), id)
		r.lab.Post(&protocol.ReadRun{ID: id})
	case !checked && was:
		r.checked = slices.DeleteFunc(slices.Clone(r.checked), func(c string) bool { return c == id })
	default:
		return
	}
	r.overlay()
}

// compareNone ends the comparison.
func (r *runs) compareNone() {
	r.checked = nil
	r.overlay()
}

// relist updates the comparison after a change of the list: a deleted run is removed, and a run that was trained further is loaded
// again.
func (r *runs) relist() {
	s := r.lab.Session()
	gone := func(id string) bool {
		info, ok := s.StoredRun(id)
		return !ok || info.Deleted
	}
	r.checked = slices.DeleteFunc(slices.Clone(r.checked), gone)
	for _, id := range r.checked {
		info, _ := s.StoredRun(id)
		if c := s.CurvesOf(id); c != nil && c.Failure == "" && c.Info.Trained != info.Trained {
			r.lab.Post(&protocol.ReadRun{ID: id})
		}
	}
	r.overlay()
}

// overlay shows the compared runs in the charts, except the present one, which is there already.
func (r *runs) overlay() {
	s, names := r.lab.Session(), r.namesTogether()
	var compared []chart.Overlay
	for _, id := range r.checked {
		c := s.CurvesOf(id)
		if c == nil || c.Failure != "" || s.Present(id) {
			continue
		}
		info := c.Info
		if newer, ok := s.StoredRun(id); ok { // it may be tested now
			info = newer
		}
		o := chart.Overlay{Name: names[id].Full, Brief: names[id].Brief, Settings: info.Settings, Epochs: c.Epochs}
		if info.Tested {
			o.Tested = &protocol.Tested{Loss: info.Loss, Accuracy: info.Accuracy, Elapsed: info.Elapsed}
		}
		compared = append(compared, o)
	}
	r.lab.SetOverlays(compared)
	r.lab.Invalidate(storedTopic)
}

// namesTogether returns what the checked runs are called beside each other and the present run, by ID.
func (r *runs) namesTogether() map[string]runName {
	var compared []protocol.RunInfo
	for _, id := range r.checked {
		if info, ok := r.lab.Session().StoredRun(id); ok {
			compared = append(compared, info)
		}
	}
	byID := map[string]runName{}
	for i, n := range namesApart(compared, r.present(), r.text()) {
		byID[compared[i].ID] = n
	}
	return byID
}

// present returns the run that the charts show, stored or not; nil before it has begun.
func (r *runs) present() *protocol.RunInfo {
	s := r.lab.Session()
	if s.Built == nil || len(s.Epochs) == 0 {
		return nil
	}
	return &protocol.RunInfo{Settings: s.Built.Settings, FineTunedOn: s.Built.FineTunedOn}
}

// named returns what a stored run is called in the list.
func (r *runs) named(id string) string {
	s, language := r.lab.Session(), r.lab.Language()
	if r.names == nil || r.namesOf != s.Stored || r.namesIn != language {
		all := []protocol.RunInfo{}
		if s.Stored != nil {
			all = s.Stored.Runs
		}
		r.names, r.namesOf, r.namesIn = namesInList(all, r.text()), s.Stored, language
	}
	return r.names[id]
}

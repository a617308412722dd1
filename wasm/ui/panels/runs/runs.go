package runs

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/chart"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/session"
)

// Runs is how the stored runs are shown, and what a person is doing with them.
type Runs struct {
	lab     *lab.Lab
	order   runOrder
	more    int                  // rows beyond the first page
	naming  string               // the ID of the run that is being named
	checked []string             // the IDs of those to compare, in the order in which they were chosen
	file    string               // the name of the one that was opened last
	trouble func(words) []string // why a run's file could not be read or made; nil while all is well
	deleted string               // the ID of the one that was deleted last, which may be taken back
	lost    int                  // the number that the browser has lost since the last visit
}

const (
	// runsPage is the number of rows that are shown at once: one takes some 3 ms to be made.
	runsPage = 10
	// nearlyFull is the number of runs from which on the card says that old ones will be forgotten.
	nearlyFull = 180
)

// storedTopic is the stored runs, and which of them are compared.
var storedTopic = scheduler.NewTopic()

func New(l *lab.Lab) *Runs {
	r := &Runs{lab: l}
	l.On(r.take)
	return r
}

// take takes an event of the trainer.
func (r *Runs) take(_ session.Session, e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Ready, *protocol.Saved:
		r.List()
	case *protocol.Runs:
		r.count(e)
		r.relist()
	case *protocol.RunFile:
		r.takeFile(e)
	case *protocol.RunCurves:
		r.Overlay()
	}
}

func (r *Runs) text() words { return Texts.In(r.lab.Language()) }

// List asks for the stored runs, which another tab may have changed.
func (r *Runs) List() {
	if s := r.lab.Session(); s.Ready != nil && !s.Stopped() {
		r.lab.Post(&protocol.ListRuns{})
	}
}

// open makes a stored run the present one.
func (r *Runs) open(id string) {
	if r.lab.Session().Usable() {
		r.lab.BeginStored(func(run int) protocol.Command { return &protocol.OpenRun{Run: run, ID: id} })
	}
}

// rename gives a run a name and ends the naming.
func (r *Runs) rename(id, name string) {
	if r.naming != id {
		return // Escape came first
	}
	r.naming = ""
	if info, ok := r.lab.Session().StoredRun(id); ok && info.Name != fitName(name) {
		r.revise(id, func(info *protocol.RunInfo) { info.Name = fitName(name) })
		r.lab.Post(&protocol.NameRun{ID: id, Name: fitName(name)})
		r.Overlay()
	}
	r.lab.Invalidate(storedTopic)
}

// revise shows a change of a stored run before the trainer has made it.
func (r *Runs) revise(id string, change func(*protocol.RunInfo)) {
	r.lab.SetSession(func(s session.Session) session.Session { return s.Revised(id, change) })
	r.lab.Invalidate(storedTopic)
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

func (r *Runs) pin(id string, pinned bool) {
	r.revise(id, func(info *protocol.RunInfo) { info.Pinned = pinned })
	r.lab.Post(&protocol.PinRun{ID: id, Pinned: pinned})
}

// delete hides a run. It is forgotten at the next start only, and until then may be taken back. Another takes the place of
// the present one.
func (r *Runs) delete(id string) {
	if r.lab.Session().Present(id) {
		r.lab.Reset()
	}
	r.deleted = id
	r.check(id, false)
	r.revise(id, func(info *protocol.RunInfo) { info.Deleted = true })
	r.storeCount()
	r.lab.Post(&protocol.DeleteRun{ID: id, Deleted: true})
}

// undelete brings back the run that was deleted last.
func (r *Runs) undelete() {
	if r.deleted != "" {
		r.revise(r.deleted, func(info *protocol.RunInfo) { info.Deleted = false })
		r.storeCount()
		r.lab.Post(&protocol.DeleteRun{ID: r.deleted})
		r.deleted = ""
	}
}

// deletedName is the name of the run that was deleted last, while it may be taken back.
func (r *Runs) deletedName() string {
	info, ok := r.lab.Session().StoredRun(r.deleted)
	if !ok || !info.Deleted {
		return ""
	}
	return runName(info, r.text())
}

// check takes a run into the comparison, or out of it.
func (r *Runs) check(id string, checked bool) {
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
	r.Overlay()
}

// compareNone ends the comparison.
func (r *Runs) compareNone() {
	r.checked = nil
	r.Overlay()
}

// relist updates the comparison when the list has changed: a run that is gone leaves it, one that was trained on is read again.
func (r *Runs) relist() {
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
	r.Overlay()
}

// Overlay shows the compared runs in the charts, but for the present one, which is there already.
func (r *Runs) Overlay() {
	s := r.lab.Session()
	var compared []chart.Overlay
	for _, id := range r.checked {
		c := s.CurvesOf(id)
		if c == nil || c.Failure != "" || s.Present(id) {
			continue
		}
		info := c.Info
		if newer, ok := s.StoredRun(id); ok { // its name may be newer
			info = newer
		}
		o := chart.Overlay{Name: briefName(info, r.text()), Settings: info.Settings, Epochs: c.Epochs}
		if info.Tested {
			o.Tested = &protocol.Tested{Loss: info.Loss, Accuracy: info.Accuracy, Elapsed: info.Elapsed}
		}
		compared = append(compared, o)
	}
	r.lab.SetOverlays(compared)
	r.lab.Invalidate(storedTopic)
}

// briefName is runName where there is little room: of a run of today, the hour.
func briefName(r protocol.RunInfo, t words) string {
	if r.Name == "" && dom.Day(r.Created, t) == dom.Day(time.Now().UnixMilli(), t) {
		return dom.Hour(r.Created, t)
	}
	return runName(r, t)
}

// runName is the name of a run, or else when it began.
func runName(r protocol.RunInfo, t words) string {
	if r.Name != "" {
		return r.Name
	}
	return dom.Moment(r.Created, t)
}

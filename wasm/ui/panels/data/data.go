// Package data is the panel where a person chooses the data set: the tutorial's digits, MNIST, which is fetched on demand, or
// files. It shows the state that the trainer reports; fetching, decoding and storing are the trainer's work.
package data

import (
	"strconv"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/session"
)

// dataSets is the panel's state, in addition to what the trainer has reported.
type dataSets struct {
	lab     *lab.Lab
	since   time.Time // start of the present fetch
	from    int       // bytes that were there at that time
	refused string    // why files were refused, before the trainer got them
	opening bool      // the trainer reads files

	predictions *protocol.DataPredictions // of the opened pictures without labels; nil before they are predicted
}

// dataTopic is the state of the data sets.
var dataTopic = scheduler.NewTopic()

func newDataSets(l *lab.Lab) *dataSets {
	d := &dataSets{lab: l}
	l.On(d.take)
	return d
}

func (d *dataSets) text() words { return texts.In(d.lab.Language()) }

// take takes an event. When a data set arrives, the run that waited for it is built.
func (d *dataSets) take(before session.Session, e protocol.Event) {
	switch e := e.(type) {
	case *protocol.DataPredictions:
		d.predictions = e
		d.lab.Invalidate(dataTopic)
		return
	case *protocol.Failed:
		d.opening = false
		return
	case *protocol.DataState:
		if e.Data == protocol.Opened {
			d.opening = e.Total > 0
		}
	default:
		return
	}
	s, chosen := d.lab.Session(), d.lab.Fields().Data()
	if was, is := before.Data[protocol.MNIST], s.Data[protocol.MNIST]; was.Total == 0 && is.Total > 0 {
		d.since, d.from = time.Now(), is.Loaded
	}
	if before.Data[protocol.Opened].Open != s.Data[protocol.Opened].Open {
		d.predictions = nil
	}
	d.lab.Invalidate(dataTopic)
	for _, set := range []protocol.DataSet{protocol.MNIST, protocol.Opened, protocol.OpenedSmall} {
		if before.Has(set) != s.Has(set) {
			d.lab.Invalidate(lab.RunTopic)
		}
	}
	if !before.Has(chosen) && s.Has(chosen) {
		d.lab.Commit()
	}
}

// choose chooses a data set, with a preset that suits its pictures.
func (d *dataSets) choose(set protocol.DataSet) {
	if d.lab.Fields().Data() == set {
		return
	}
	p := protocol.TutorialPreset
	if !set.Small() {
		p = protocol.MNISTPreset
	}
	s := p.Settings()
	s.Data = set
	d.lab.ChooseSettings(s)
}

func (d *dataSets) fetchMNIST() { d.lab.Post(&protocol.FetchData{Data: protocol.MNIST}) }

func (d *dataSets) remove(set protocol.DataSet) { d.lab.Post(&protocol.RemoveData{Data: set}) }

// opened returns the data set of the opened files: the one that has pictures with labels.
func (d *dataSets) opened() protocol.DataSet {
	if d.lab.Session().Has(protocol.OpenedSmall) {
		return protocol.OpenedSmall
	}
	return protocol.Opened
}

// post gives files to the trainer.
func (d *dataSets) post(files []protocol.NamedFile) {
	d.opening = true
	d.lab.Post(&protocol.OpenData{Files: files})
	d.lab.Invalidate(dataTopic)
}

// mayOpen returns why files of these sizes are not opened, or "".
func mayOpen(sizes []int, t words) string {
	total := 0
	for _, size := range sizes {
		total += size
	}
	switch {
	case len(sizes) == 0:
		return t.FilesNeeded()
	case total > protocol.MaxOpened:
		return t.FilesTooLarge(strconv.Itoa(protocol.MaxOpened / 1e6))
	}
	return ""
}

// megabytes formats a number of bytes in MB with one decimal, without the unit.
func megabytes(bytes int) string { return strconv.FormatFloat(float64(bytes)/1e6, 'f', 1, 64) }

// fetchText returns how much has arrived and the remaining time at the present speed. since is the time since the fetch began, from
// the bytes that were there at that time.
func fetchText(s protocol.DataState, since time.Duration, from int, t words) string {
	said := t.Fetched(megabytes(s.Loaded), megabytes(s.Total))
	if come := s.Loaded - from; come > 0 && since > time.Second/2 {
		said += " · " + t.TimeLeft(i18n.Seconds(since.Seconds()*float64(s.Total-s.Loaded)/float64(come)))
	}
	return said
}

// openingText returns how much of the files is read.
func openingText(s protocol.DataState, t words) string {
	if s.Total == 0 {
		return t.Opening()
	}
	return t.Opening() + " " + t.Fetched(megabytes(s.Loaded), megabytes(s.Total))
}

// dataText returns the state of a data set as a sentence, and whether it is a problem.
func dataText(s session.Session, d protocol.DataSet, t words) (said string, problem bool) {
	state := s.Data[d]
	switch {
	case state.Problem >= protocol.UnknownFormat:
		return t.FileProblem(state.Problem, state.File), true
	case state.Problem != protocol.NoDataProblem:
		return t.Problem(state.Problem), true
	case state.Total > 0:
		return t.Fetching(), false
	case state.Count == 0:
		return t.Absent(d), false
	case d.FromFiles():
		return t.OpenedFiles(state.Name), false
	case state.Cached:
		return t.Kept(), false
	}
	return t.NotKept(), false
}

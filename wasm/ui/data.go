package ui

import (
	"strconv"
	"time"

	"digitlab/wasm/protocol"
)

// dataSets is how the page stands with data sets, besides what the trainer has told of them.
type dataSets struct {
	since   time.Time // when the fetch that goes on began
	from    int       // and with how many bytes
	refused string    // why files could not be taken, before the trainer saw them
}

// dataID is the id of a data set's part of the card.
func dataID(d protocol.DataSet) string { return "data-" + forms[dataSetting].choices[d] }

// takeData takes how a data set stands: what waited for it is built.
func (l *lab) takeData(before session) {
	d := l.fields.data()
	was, is := before.Data[protocol.MNIST], l.session.Data[protocol.MNIST]
	if was.Total == 0 && is.Total > 0 {
		l.data.since, l.data.from = time.Now(), is.Loaded
	}
	l.touch(dataPart)
	if had := [...]bool{before.has(protocol.MNIST), before.has(protocol.Opened)}; had != [...]bool{l.session.has(protocol.MNIST), l.session.has(protocol.Opened)} {
		l.touch(runPart | storedPart)
	}
	if !before.has(d) && l.session.has(d) {
		l.commit()
	}
}

// chooseData chooses a data set, with a preset that suits its pictures.
func (l *lab) chooseData(d protocol.DataSet) {
	if l.fields.data() == d {
		return
	}
	p := protocol.TutorialPreset
	if d != protocol.Digits {
		p = protocol.MNISTPreset
	}
	s := p.Settings()
	s.Data = d
	l.chooseSettings(s)
}

func (l *lab) fetchMNIST() { l.post(&protocol.FetchData{Data: protocol.MNIST}) }

func (l *lab) removeData(d protocol.DataSet) { l.post(&protocol.RemoveData{Data: d}) }

// maxFileBytes is how large a file may be that is opened: as many pictures as may be, not compressed.
const maxFileBytes = 16 + protocol.MaxPictures*28*28

// mayOpen says in words why files of these sizes are not opened, or nothing.
func mayOpen(sizes []int, t texts) string {
	if len(sizes) != 2 {
		return t.FilesNeeded()
	}
	if max(sizes[0], sizes[1]) > maxFileBytes {
		return t.FileTooLarge(megabytes(maxFileBytes))
	}
	return ""
}

// megabytes writes a number of bytes with one decimal, without the unit.
func megabytes(bytes int) string { return strconv.FormatFloat(float64(bytes)/1e6, 'f', 1, 64) }

// fetchText says how much has come, and how long the rest will take at the pace so far.
func fetchText(s protocol.DataState, since time.Duration, from int, t texts) string {
	said := t.Fetched(megabytes(s.Loaded), megabytes(s.Total))
	if come := s.Loaded - from; come > 0 && since > time.Second/2 {
		said += " · " + t.TimeLeft(seconds(since.Seconds()*float64(s.Total-s.Loaded)/float64(come)))
	}
	return said
}

// dataText says how a data set stands, and whether that is a problem.
func dataText(s session, d protocol.DataSet, t texts) (said string, problem bool) {
	state := s.Data[d]
	switch {
	case state.Problem != protocol.NoDataProblem:
		return t.DataProblem(state.Problem), true
	case state.Total > 0:
		return t.Fetching(), false
	case state.Count == 0:
		return t.DataAbsent(d), false
	case d == protocol.Opened:
		return t.DataOpened(state.Name), false
	case state.Cached:
		return t.DataKept(), false
	}
	return t.DataUnkept(), false
}

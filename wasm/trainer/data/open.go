package data

import (
	"errors"
	"slices"
	"strings"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
)

// opened is what opened files contain besides the data set of pictures with labels.
type opened struct {
	files      protocol.OpenedFiles
	unlabelled nn32.Data
	ids        []string
}

// openProblems are the possible problems of opened files.
var openProblems = []struct {
	err     error
	problem protocol.DataProblem
}{
	{datasets.ErrFormat, protocol.UnknownFormat},
	{datasets.ErrPhoto, protocol.PhotoOpened},
	{datasets.ErrArchive, protocol.ArchiveOpened},
	{datasets.ErrEmpty, protocol.EmptyFile},
	{datasets.ErrDamaged, protocol.Damaged},
	{datasets.ErrTooLarge, protocol.FileTooLarge},
	{datasets.ErrSide, protocol.WrongSide},
	{datasets.ErrCount, protocol.WrongCount},
	{datasets.ErrPair, protocol.CountsDiffer},
	{datasets.ErrLabel, protocol.WrongLabel},
	{datasets.ErrColumns, protocol.WrongColumns},
	{datasets.ErrRow, protocol.WrongLine},
	{datasets.ErrMissing, protocol.MissingValue},
	{datasets.ErrValue, protocol.NoNumber},
	{datasets.ErrRange, protocol.WrongRange},
}

// openLimits are those of opened files.
var openLimits = datasets.Limits{Sides: []int{protocol.OpenedSmall.Side(), protocol.Opened.Side()}, Least: protocol.MinPictures,
	Most: protocol.MaxPictures, Classes: 10}

// Open takes files from the person. If one has a problem, what was opened before stays. Pictures with labels replace those before,
// and so do those without.
func (l *Library) Open(c *protocol.OpenData) {
	var sources []datasets.Source
	for _, f := range c.Files {
		sources = append(sources, datasets.FromBytes(f.Name, f.Bytes, l.host.Gunzip))
	}
	limits := openLimits
	limits.Progress = l.reportOpening
	o, err := datasets.Open(limits, sources...)
	if err != nil {
		l.reportOpened(err)
		return
	}
	files := &l.opened.files
	if n := o.Labelled.Len(); n > 0 {
		to := protocol.Opened
		if o.Labelled.X.Shape[1] == protocol.OpenedSmall.Side() {
			to = protocol.OpenedSmall
		}
		l.sets[protocol.Opened], l.sets[protocol.OpenedSmall] = nil, nil
		l.sets[to] = &set{name: namesBut(o.NoLabels, c.Files), train: o.Labelled}
		files.Digits, files.Lying, files.Turned = [10]int{}, false, false
		for _, label := range o.Labelled.Labels {
			files.Digits[label]++
		}
	}
	if n := o.Unlabelled.Len(); n > 0 {
		l.opened.unlabelled, l.opened.ids = o.Unlabelled, o.IDs
		files.Unlabelled, files.UnlabelledSide, files.UnlabelledName = n, o.Unlabelled.X.Shape[1], strings.Join(o.NoLabels, ", ")
	}
	files.Ink, files.Letters, files.Beyond = o.Scale, o.Letters, o.Beyond
	l.reportOpened(nil)
}

// namesBut returns the names of files as a text, without those to skip.
func namesBut(skip []string, files []protocol.NamedFile) string {
	var names []string
	for _, f := range files {
		if !slices.Contains(skip, f.Name) {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, ", ")
}

// close forgets everything that was opened.
func (l *Library) close() {
	l.sets[protocol.Opened], l.sets[protocol.OpenedSmall], l.opened = nil, nil, opened{}
	l.reportOpened(nil)
}

// openedState returns the state of a data set of opened files.
func (l *Library) openedState(d protocol.DataSet) protocol.DataState {
	state := protocol.DataState{Data: d}
	if set := l.sets[d]; set != nil {
		state.Name, state.Count = set.name, set.count()
	}
	if d == protocol.Opened {
		state.Open = l.opened.files
	}
	return state
}

// reportOpening reports how much of a table is read. Without a sign for ten seconds the page would take the trainer for dead.
func (l *Library) reportOpening(bytes, all int) {
	state := l.openedState(protocol.Opened)
	state.Loaded, state.Total = bytes, all
	l.report(state)
}

// reportOpened reports both data sets of opened files. err is the problem of the last files, or nil.
func (l *Library) reportOpened(err error) {
	for _, d := range []protocol.DataSet{protocol.OpenedSmall, protocol.Opened} {
		state := l.openedState(d)
		if d == protocol.Opened {
			if e, ok := errors.AsType[*datasets.FileError](err); ok {
				state.File = protocol.FileProblem{Name: e.File, Line: e.Line, Column: e.Column, Got: e.Got, Want: e.Want}
				for _, p := range openProblems {
					if errors.Is(err, p.err) {
						state.Problem = p.problem
					}
				}
			}
		}
		l.report(state)
	}
}

// Unlabelled returns the opened pictures without labels, and their numbers or names in the file, if there are any.
func (l *Library) Unlabelled() (pictures nn32.Data, ids []string) {
	return l.opened.unlabelled, l.opened.ids
}

// orientationSample is the number of pictures by which it is found out how the opened ones lie.
const orientationSample = 200

// OrientationSample returns some of the opened pictures of 28×28 with labels, as they lie in the file, and the same turned. It returns
// none if there are none, or if they were turned already.
func (l *Library) OrientationSample() (lying, turned nn32.Data) {
	set := l.sets[protocol.Opened]
	if set == nil || l.opened.files.Turned {
		return
	}
	n := min(orientationSample, set.train.Len())
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i * set.train.Len() / n
	}
	lying = set.train.Take(rows)
	return lying, transposed(lying)
}

// ReportLying reports that the opened pictures lie on their side.
func (l *Library) ReportLying() {
	l.opened.files.Lying = true
	l.reportOpened(nil)
}

// Turn exchanges the rows and columns of the opened pictures. A run that uses them as they were goes on.
func (l *Library) Turn() {
	for _, d := range []protocol.DataSet{protocol.Opened, protocol.OpenedSmall} {
		if l.sets[d] != nil {
			l.sets[d] = &set{name: l.sets[d].name, train: transposed(l.sets[d].train)}
		}
	}
	if l.opened.unlabelled.Len() > 0 {
		l.opened.unlabelled = transposed(l.opened.unlabelled)
	}
	l.opened.files.Turned, l.opened.files.Lying = !l.opened.files.Turned, false
	l.reportOpened(nil)
}

// transposed returns square pictures with their rows and columns exchanged.
func transposed(d nn32.Data) nn32.Data {
	x := &nn32.Tensor{Shape: d.X.Shape, Data: transpose(d.X.Data, d.X.Shape[1]), Pixels: transpose(d.X.Pixels, d.X.Shape[1])}
	return nn32.Data{X: x, Labels: d.Labels}
}

func transpose[T any](from []T, side int) []T {
	if from == nil {
		return nil
	}
	to := make([]T, len(from))
	for i := range from {
		picture, row, column := i/(side*side), i/side%side, i%side
		to[picture*side*side+column*side+row] = from[i]
	}
	return to
}

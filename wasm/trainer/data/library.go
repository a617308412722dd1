// Package data has the data sets of runs: where they come from, how they are split, and their form for the page and for networks.
// It knows no network and trains nothing. It reports to the page by DataState events.
package data

import (
	"errors"

	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
)

// Host is the functions that the data sets need from their environment.
type Host interface {
	// Send passes an event to the page. Any goroutine may call it.
	Send(protocol.Event)
	// Digits returns the bytes of digits.csv.gz.
	Digits() ([]byte, error)
	// Gunzip returns the first most bytes of the content of a gzip file, or all if there are fewer.
	Gunzip(file []byte, most int) ([]byte, error)
	Cache
}

// Library is the data sets. It belongs to the trainer's goroutine, or to a job that the trainer waits for.
type Library struct {
	MNIST [4]datasets.File // the files of MNIST

	host     Host
	inLoop   func(call func())
	sets     [protocol.DataSets]*set
	download *download // the one in progress, or nil
	opened   opened
}

// New returns a library without data. inLoop runs a function in the goroutine that the library belongs to. ReportCached and Fetch
// need it.
func New(host Host, inLoop func(call func())) *Library {
	return &Library{MNIST: datasets.MNIST(), host: host, inLoop: inLoop}
}

// LoadDigits loads the tutorial's digits and returns the event that reports them.
func (l *Library) LoadDigits() (*protocol.Ready, error) {
	file, err := l.host.Digits()
	if err != nil {
		return nil, err
	}
	const most = 1 << 20
	all, err := datasets.DecodeDigits(file, func(file []byte) ([]byte, error) { return l.host.Gunzip(file, most) })
	if err != nil {
		return nil, err
	}
	l.sets[protocol.Digits] = &set{train: all}
	split, err := l.Split(protocol.DefaultSettings())
	if err != nil {
		return nil, err
	}
	return &protocol.Ready{Images: all.Len(), Sample: split.Sample(), SampleLabels: split.SampleLabels()}, nil
}

// Split returns the data set of some settings, split by them. ReportMissing recognises the error of a missing data set.
func (l *Library) Split(s protocol.Settings) (Split, error) {
	set, err := l.load(s.Data)
	if err != nil {
		return Split{}, err
	}
	return set.splitBy(s)
}

// load returns a data set. MNIST is decoded when it is needed first.
func (l *Library) load(d protocol.DataSet) (*set, error) {
	if l.sets[d] != nil {
		return l.sets[d], nil
	}
	if d != protocol.MNIST {
		return nil, &missingError{d, protocol.NotHere, errNotHere}
	}
	var files [4][]byte
	for i, f := range l.MNIST {
		file, err := l.host.Get(f.Name)
		if err == nil && file == nil {
			err = errNotHere
		}
		if err != nil {
			return nil, &missingError{d, protocol.NotHere, err}
		}
		if err := f.Check(file); err != nil {
			l.host.Delete(f.Name)
			return nil, &missingError{d, protocol.Altered, err}
		}
		files[i] = file
	}
	set, err := decodeMNIST(files, l.host)
	if err != nil {
		return nil, &missingError{d, protocol.Altered, err}
	}
	l.sets[d] = set
	return set, nil
}

func decodeMNIST(files [4][]byte, host Host) (*set, error) {
	train, test, err := datasets.DecodeMNIST(files, host.Gunzip)
	return &set{train: train, test: test}, err
}

// missingError is the reason why a data set is missing.
type missingError struct {
	data    protocol.DataSet
	problem protocol.DataProblem
	cause   error
}

func (e *missingError) Error() string { return "the data: " + e.cause.Error() }
func (e *missingError) Unwrap() error { return e.cause }

var errNotHere = errors.New("it is not in this browser")

// IsMissing reports whether err says that a data set is missing.
func IsMissing(err error) bool {
	_, missing := errors.AsType[*missingError](err)
	return missing
}

// ReportMissing reports a missing data set if err is the error of one, and returns whether it is.
func (l *Library) ReportMissing(err error) bool {
	e, missing := errors.AsType[*missingError](err)
	if missing {
		l.report(protocol.DataState{Data: e.data, Problem: e.problem, Detail: e.cause.Error()})
	}
	return missing
}

func (l *Library) report(s protocol.DataState) { l.host.Send(&s) }

// ReportCached reports that MNIST is cached, as soon as that is known.
func (l *Library) ReportCached() {
	go func() {
		for _, f := range l.MNIST {
			if !l.host.Has(f.Name) {
				return
			}
		}
		l.inLoop(func() {
			l.report(protocol.DataState{Data: protocol.MNIST, Cached: true, Count: protocol.MNIST.Count()})
		})
	}()
}

// Remove removes a data set that was fetched, or everything that was opened. A run that uses it goes on.
func (l *Library) Remove(d protocol.DataSet) {
	switch {
	case d.FromFiles():
		l.close()
	case d == protocol.MNIST:
		l.sets[d] = nil
		if l.download != nil {
			l.download.cancelled.Store(true)
			l.download = nil
		}
		l.report(protocol.DataState{Data: d, Detail: protocol.ErrorText(l.deleteMNIST())})
	}
}

// deleteMNIST deletes MNIST's files from the cache.
func (l *Library) deleteMNIST() (problem error) {
	for _, f := range l.MNIST {
		problem = errors.Join(problem, l.host.Delete(f.Name))
	}
	return problem
}

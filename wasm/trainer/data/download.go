package data

import (
	"errors"
	"sync/atomic"
	"time"

	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
)

// download is a download of MNIST in progress.
type download struct{ cancelled atomic.Bool }

// Fetch starts to download MNIST, unless that is in progress. Training goes on meanwhile.
func (l *Library) Fetch(d protocol.DataSet) {
	if d != protocol.MNIST || l.download != nil {
		return
	}
	current := new(download)
	l.download = current
	go func() {
		set, cacheErr, err := current.run(l.host, l.MNIST)
		l.inLoop(func() { l.downloaded(current, set, cacheErr, err) })
	}()
}

// betweenReports is the minimum time between two DataState events of a download.
const betweenReports = 100 * time.Millisecond

// run downloads the files that are not cached, verifies and caches them. cacheErr reports why caching failed.
func (d *download) run(host Host, wanted [4]datasets.File) (set *set, cacheErr, err error) {
	state := protocol.DataState{Data: protocol.MNIST}
	for _, w := range wanted {
		state.Total += w.Size
	}
	first := state
	host.Send(&first)
	var files [4][]byte
	reported := time.Now()
	for i, w := range wanted {
		file, _ := host.Get(w.Name)
		if w.Check(file) != nil {
			before := state.Loaded
			file, err = host.Fetch(w.Name, w.Size, func(bytes int) bool {
				if state.Loaded = before + bytes; time.Since(reported) >= betweenReports && !d.cancelled.Load() {
					now := state
					host.Send(&now)
					reported = time.Now()
				}
				return !d.cancelled.Load()
			})
			if err == nil {
				err = w.Check(file)
			}
			if err != nil {
				return nil, nil, err
			}
			cacheErr = errors.Join(cacheErr, host.Put(w.Name, file))
			state.Loaded = before
		}
		files[i] = file
		state.Loaded += w.Size
	}
	set, err = decodeMNIST(files, host)
	return set, cacheErr, err
}

// downloaded takes the result of a download.
func (l *Library) downloaded(d *download, set *set, cacheErr, err error) {
	if l.download != d { // it was cancelled
		if l.download == nil && l.sets[protocol.MNIST] == nil {
			l.deleteMNIST() // files that it has cached since
		}
		return
	}
	l.download = nil
	state := protocol.DataState{Data: protocol.MNIST}
	if err != nil {
		state.Problem, state.Detail = ProblemOf(err), err.Error()
	} else {
		l.sets[protocol.MNIST] = set
		state.Cached, state.Count = cacheErr == nil, set.count()
		if cacheErr != nil {
			state.Problem, state.Detail = protocol.NotStored, cacheErr.Error()
		}
	}
	l.report(state)
}

// ProblemOf returns why a file could not be fetched.
func ProblemOf(err error) protocol.DataProblem {
	switch {
	case errors.Is(err, ErrNotServed):
		return protocol.NotServed
	case errors.Is(err, ErrAltered):
		return protocol.Altered
	}
	return protocol.Unreachable
}

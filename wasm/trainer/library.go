package trainer

import (
	"errors"
	"sync/atomic"
	"time"

	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
)

// Shelf is where the files of data sets come from, and where they are kept beyond the life of the program.
type Shelf interface {
	// Fetch asks the page's server for a file of that size, and for no more of it. It tells how many bytes have come, from time to
	// time, and gives up when that returns false. Its errors wrap ErrNotServed where the server has no such file, and ErrAltered
	// where it is longer.
	Fetch(name string, size int, come func(bytes int) bool) ([]byte, error)
	// Keep keeps a file.
	Keep(name string, file []byte) error
	// Keeps reports whether a file is kept, and Kept returns it; nil without.
	Keeps(name string) bool
	Kept(name string) ([]byte, error)
	// Forget forgets a file; one that is not kept is no error.
	Forget(name string) error
}

// What errors of Fetch may wrap.
var (
	ErrNotServed = errors.New("the server does not have it")
	ErrAltered   = datasets.ErrAltered
)

// library is the data sets. It belongs to the trainer's goroutine, or to a job that it waits for.
type library struct {
	host  Host
	files [4]datasets.File // MNIST's
	sets  [protocol.DataSets]*dataSet
	fetch *fetch // that goes on; nil without
}

// dataError is why a data set cannot be had, as the page is told.
type dataError struct {
	data    protocol.DataSet
	problem protocol.DataProblem
	cause   error
}

func (e *dataError) Error() string { return "the data: " + text(e.cause) }
func (e *dataError) Unwrap() error { return e.cause }

var errNotHere = errors.New("it is not in this browser")

// take returns the data of settings, split as they say.
func (l *library) take(s protocol.Settings) (split, error) {
	set, err := l.set(s.Data)
	if err != nil {
		return split{}, err
	}
	return set.take(s)
}

// set returns a data set. MNIST is decoded when it is asked for first.
func (l *library) set(d protocol.DataSet) (*dataSet, error) {
	if l.sets[d] != nil {
		return l.sets[d], nil
	}
	if d != protocol.MNIST {
		return nil, &dataError{d, protocol.NotHere, errNotHere}
	}
	var files [4][]byte
	for i, f := range l.files {
		file, err := l.host.Kept(f.Name)
		if err == nil && file == nil {
			err = errNotHere
		}
		if err != nil {
			return nil, &dataError{d, protocol.NotHere, err}
		}
		if err := f.Check(file); err != nil {
			l.host.Forget(f.Name)
			return nil, &dataError{d, protocol.Altered, err}
		}
		files[i] = file
	}
	set, err := decodeMNIST(files, l.host)
	if err != nil {
		return nil, &dataError{d, protocol.Altered, err}
	}
	l.sets[d] = set
	return set, nil
}

func decodeMNIST(files [4][]byte, host Host) (*dataSet, error) {
	train, test, err := datasets.DecodeMNIST(files, host.Gunzip)
	return &dataSet{train: train, test: test}, err
}

// count is how many pictures a set that is decoded has.
func (d *dataSet) count() int { return d.train.Len() + d.test.Len() }

// keeps reports whether all files of MNIST are kept.
func (l *library) keeps() bool {
	for _, f := range l.files {
		if !l.host.Keeps(f.Name) {
			return false
		}
	}
	return true
}

// tellKept tells the page of what is kept from before, once that is known.
func (t *Trainer) tellKept() {
	go func() {
		if t.library.keeps() {
			t.inLoop(func() {
				t.tellData(protocol.DataState{Data: protocol.MNIST, Cached: true, Count: protocol.MNIST.Count()})
			})
		}
	}()
}

func (t *Trainer) tellData(s protocol.DataState) { t.host.Send(&s) }

// lacks tells the page that a run cannot be had for want of its data, if that is what went wrong.
func (t *Trainer) lacks(err error) bool {
	e, lacking := errors.AsType[*dataError](err)
	if lacking {
		t.tellData(protocol.DataState{Data: e.data, Problem: e.problem, Detail: text(e.cause)})
	}
	return lacking
}

// fetch is MNIST on its way.
type fetch struct{ cancelled atomic.Bool }

// fetchData begins to fetch MNIST, unless it is on its way. Training goes on meanwhile.
func (t *Trainer) fetchData(d protocol.DataSet) {
	if d != protocol.MNIST || t.library.fetch != nil {
		return
	}
	f := new(fetch)
	t.library.fetch = f
	go func() {
		set, kept, err := f.run(t.host, t.library.files)
		t.inLoop(func() { t.fetched(f, set, kept, err) })
	}()
}

// betweenDataStates is the least time between two DataState events of a fetch.
const betweenDataStates = 100 * time.Millisecond

// run fetches what is not kept, and keeps it when it is what it should be. kept is why it is not.
func (f *fetch) run(host Host, wanted [4]datasets.File) (set *dataSet, kept, err error) {
	state := protocol.DataState{Data: protocol.MNIST}
	for _, w := range wanted {
		state.Total += w.Size
	}
	begun := state
	host.Send(&begun)
	var files [4][]byte
	told := time.Now()
	for i, w := range wanted {
		file, _ := host.Kept(w.Name)
		if w.Check(file) != nil {
			before := state.Loaded
			file, err = host.Fetch(w.Name, w.Size, func(bytes int) bool {
				if state.Loaded = before + bytes; time.Since(told) >= betweenDataStates && !f.cancelled.Load() {
					now := state
					host.Send(&now)
					told = time.Now()
				}
				return !f.cancelled.Load()
			})
			if err == nil {
				err = w.Check(file)
			}
			if err != nil {
				return nil, nil, err
			}
			kept = errors.Join(kept, host.Keep(w.Name, file))
			state.Loaded = before
		}
		files[i] = file
		state.Loaded += w.Size
	}
	set, err = decodeMNIST(files, host)
	return set, kept, err
}

// fetched takes what a fetch has brought.
func (t *Trainer) fetched(f *fetch, set *dataSet, kept, err error) {
	if t.library.fetch != f { // it was cancelled
		if t.library.fetch == nil && t.library.sets[protocol.MNIST] == nil {
			t.forget() // what it has kept since
		}
		return
	}
	t.library.fetch = nil
	state := protocol.DataState{Data: protocol.MNIST}
	switch {
	case errors.Is(err, ErrNotServed):
		state.Problem, state.Detail = protocol.NotServed, err.Error()
	case errors.Is(err, datasets.ErrAltered):
		state.Problem, state.Detail = protocol.Altered, err.Error()
	case err != nil:
		state.Problem, state.Detail = protocol.Unreachable, err.Error()
	default:
		t.library.sets[protocol.MNIST] = set
		state.Cached, state.Count = kept == nil, set.count()
		if kept != nil {
			state.Problem, state.Detail = protocol.NotStored, kept.Error()
		}
	}
	t.tellData(state)
}

// removeData forgets a data set. A run that learns from it goes on.
func (t *Trainer) removeData(d protocol.DataSet) {
	if d != protocol.MNIST && d != protocol.Opened {
		return
	}
	t.library.sets[d] = nil
	state := protocol.DataState{Data: d}
	if d == protocol.MNIST {
		if f := t.library.fetch; f != nil {
			f.cancelled.Store(true)
			t.library.fetch = nil
		}
		state.Detail = text(t.forget())
	}
	t.tellData(state)
}

// forget forgets MNIST's files.
func (t *Trainer) forget() (problem error) {
	for _, f := range t.library.files {
		problem = errors.Join(problem, t.host.Forget(f.Name))
	}
	return problem
}

// openProblems are what may be wrong with files that are opened.
var openProblems = []struct {
	err     error
	problem protocol.DataProblem
}{
	{datasets.ErrIDX, protocol.NotIDX},
	{datasets.ErrIDXDamaged, protocol.Damaged},
	{datasets.ErrIDXSide, protocol.WrongSide},
	{datasets.ErrIDXCount, protocol.WrongCount},
	{datasets.ErrIDXPair, protocol.CountsDiffer},
	{datasets.ErrIDXLabel, protocol.WrongLabel},
}

// openData takes files of the person's. Those that are wrong leave what was opened before.
func (t *Trainer) openData(c *protocol.OpenData) {
	limits := datasets.IDXLimits{Side: protocol.Opened.Side(), Least: protocol.MinPictures, Most: protocol.MaxPictures}
	data, err := datasets.DecodeIDX(limits, c.Files, t.host.Gunzip)
	state := protocol.DataState{Data: protocol.Opened}
	if err == nil {
		t.library.sets[protocol.Opened] = &dataSet{name: c.Name, train: data}
	} else {
		state.Detail = c.Name + ": " + err.Error()
		for _, p := range openProblems {
			if errors.Is(err, p.err) {
				state.Problem = p.problem
			}
		}
	}
	if set := t.library.sets[protocol.Opened]; set != nil {
		state.Name, state.Count = set.name, set.count()
	}
	t.tellData(state)
}

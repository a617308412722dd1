package trainer

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/runstore"
)

// fakeHost is a tab without a browser. It records every event, in order.
type fakeHost struct {
	digits     func() ([]byte, error)
	pretrained func() ([]byte, error)
	onYield    func()
	server     *server          // of MNIST
	mnist      [4]datasets.File // the server's version; zero: the real one
	*disk
	fakeSpawner

	mu     sync.Mutex
	events []protocol.Event
	grown  chan struct{} // holds a token when events may have been added
}

func (h *fakeHost) Send(e protocol.Event) {
	e, err := protocol.UnmarshalEvent(protocol.MarshalEvent(e)) // as it is transferred to the page
	if err != nil {
		panic(err)
	}
	h.mu.Lock()
	h.events = append(h.events, e)
	h.mu.Unlock()
	select {
	case h.grown <- struct{}{}:
	default:
	}
}

func (h *fakeHost) Yield() {
	if h.onYield != nil {
		h.onYield()
	}
}

func (h *fakeHost) Digits() ([]byte, error) { return h.digits() }

func (h *fakeHost) Pretrained() ([]byte, error) { return h.pretrained() }

func (h *fakeHost) Gunzip(file []byte, most int) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, int64(most)))
}

// server is the server of a fakeHost.
type server struct {
	files map[string][]byte
	down  bool
	held  chan struct{} // until it is closed, only half of each file arrives
}

func (h *fakeHost) Fetch(name string, size int, progress func(bytes int) bool) ([]byte, error) {
	if h.server == nil || h.server.down {
		return nil, errors.New("Failed to fetch")
	}
	file, ok := h.server.files[name]
	if !ok {
		return nil, fmt.Errorf("%w: 404", data.ErrNotServed)
	}
	if !progress(len(file) / 2) {
		return nil, errors.New("cancelled")
	}
	if h.server.held != nil {
		<-h.server.held
	}
	if !progress(len(file)) {
		return nil, errors.New("cancelled")
	}
	return file, nil
}

func (d *disk) Put(name string, file []byte) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.full != nil {
		return d.full
	}
	d.files[name] = file
	return nil
}

func (d *disk) Has(name string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.files[name] != nil
}

func (d *disk) Get(name string) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.files[name], d.failure
}

func (d *disk) Delete(name string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.files, name)
	return nil
}

func digitsFile() ([]byte, error) { return os.ReadFile("../../static/data/digits.csv.gz") }

func pretrainedFile() ([]byte, error) { return os.ReadFile("../../static/data/reader.nn") }

// disk is the storage that the tabs of a browser share.
type disk struct {
	mu                 sync.Mutex
	infos, checkpoints map[string][]byte
	files              map[string][]byte // of data sets
	locks              map[string]*fakeHost
	failure            error         // of every access
	full               error         // of storing a checkpoint
	slow               time.Duration // duration of storing
}

func newDisk() *disk {
	return &disk{infos: map[string][]byte{}, checkpoints: map[string][]byte{}, files: map[string][]byte{}, locks: map[string]*fakeHost{}}
}

func (d *disk) RunInfos() (records []runstore.Record, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, id := range slices.Sorted(maps.Keys(d.infos)) {
		records = append(records, runstore.Record{ID: id, Info: slices.Clone(d.infos[id])})
	}
	return records, d.failure
}

func (d *disk) ReadRun(id string) (info, checkpoint []byte, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.infos[id]), slices.Clone(d.checkpoints[id]), d.failure
}

func (d *disk) UpdateRun(id string, change func([]byte) []byte, checkpoint []byte) error {
	time.Sleep(d.slow)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.failure != nil {
		return d.failure
	}
	if checkpoint != nil && d.full != nil {
		return d.full
	}
	info := change(slices.Clone(d.infos[id]))
	if info == nil {
		return nil
	}
	d.infos[id] = info
	if checkpoint != nil {
		d.checkpoints[id] = checkpoint
	}
	return nil
}

func (d *disk) DeleteRuns(ids []string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, id := range ids {
		delete(d.infos, id)
		delete(d.checkpoints, id)
	}
	return d.failure
}

func (h *fakeHost) ClaimRun(id string) bool {
	h.disk.mu.Lock()
	defer h.disk.mu.Unlock()
	if owner := h.disk.locks[id]; owner != nil {
		return false // not twice by the same tab either, as with Web Locks
	}
	h.disk.locks[id] = h
	return true
}

func (h *fakeHost) ReleaseRun(id string) {
	h.disk.mu.Lock()
	defer h.disk.mu.Unlock()
	if h.disk.locks[id] != h {
		panic("released the lock of another tab")
	}
	delete(h.disk.locks, id)
}

// crash ends the claims of a tab, as a browser does, and returns the disk as it is now.
func (p *page) crash() *disk {
	d, copied := p.host.disk, newDisk()
	d.mu.Lock()
	defer d.mu.Unlock()
	maps.Copy(copied.infos, d.infos)
	maps.Copy(copied.checkpoints, d.checkpoints)
	maps.Copy(copied.files, d.files)
	for id, owner := range d.locks {
		if owner != p.host {
			copied.locks[id] = owner
		}
	}
	return copied
}

// page is the page's side: it sends commands and awaits events.
type page struct {
	t       *testing.T
	host    *fakeHost
	trainer *Trainer
	seen    int // number of events already awaited
	stop    func()
}

func start(t *testing.T, host *fakeHost) *page {
	t.Helper()
	host.grown = make(chan struct{}, 1)
	if host.digits == nil {
		host.digits = digitsFile
	}
	if host.pretrained == nil {
		host.pretrained = pretrainedFile
	}
	if host.disk == nil {
		host.disk = newDisk()
	}
	p := &page{t: t, host: host, trainer: New(host)}
	if host.mnist != [4]datasets.File{} {
		p.trainer.data.MNIST = host.mnist
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		p.trainer.Loop()
	}()
	p.stop = sync.OnceFunc(func() {
		p.trainer.Stop()
		<-ended
		host.disk.mu.Lock()
		maps.DeleteFunc(host.disk.locks, func(_ string, owner *fakeHost) bool { return owner == host })
		host.disk.mu.Unlock()
	})
	t.Cleanup(p.stop)
	return p
}

func (p *page) send(commands ...protocol.Command) {
	for _, c := range commands {
		p.trainer.Command(c)
	}
}

// await returns the next event of type E for which ok returns true, and skips the others.
func await[E protocol.Event](p *page, ok func(E) bool) E {
	p.t.Helper()
	deadline := time.After(time.Minute)
	for {
		p.host.mu.Lock()
		for p.seen < len(p.host.events) {
			e, is := p.host.events[p.seen].(E)
			p.seen++
			if is && (ok == nil || ok(e)) {
				p.host.mu.Unlock()
				return e
			}
		}
		p.host.mu.Unlock()
		select {
		case <-p.host.grown:
		case <-deadline:
			p.t.Fatalf("no %T within a minute", *new(E))
		}
	}
}

func phase(want protocol.Phase) func(*protocol.Status) bool {
	return func(s *protocol.Status) bool { return s.Phase == want }
}

// curves returns all epochs that were reported for a run.
func (p *page) curves(run int) (epochs []protocol.Epoch) {
	p.host.mu.Lock()
	defer p.host.mu.Unlock()
	for _, e := range p.host.events {
		if e, ok := e.(*protocol.Progress); ok && e.Run == run {
			epochs = append(epochs, e.Ended...)
		}
	}
	return epochs
}

// newest returns the newest checkpoint on the disk.
func (d *disk) newest(t *testing.T) *protocol.Checkpoint {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	ids := slices.Sorted(maps.Keys(d.checkpoints))
	if len(ids) == 0 {
		t.Fatal("nothing is stored")
	}
	k, err := protocol.UnmarshalCheckpoint(d.checkpoints[ids[len(ids)-1]])
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// hash returns a hash of the tensors of a checkpoint, without the times.
func hash(k *protocol.Checkpoint) uint64 {
	h := fnv.New64a()
	h.Write(protocol.MarshalCheckpoint(&protocol.Checkpoint{Tensors: k.Tensors}))
	return h.Sum64()
}

func settings(epochs int) protocol.Settings {
	s := protocol.DefaultSettings()
	s.Epochs = epochs
	return s
}

// trained returns the hash of the weights after training without a stop.
func trained(t *testing.T, s protocol.Settings) uint64 {
	t.Helper()
	p := start(t, &fakeHost{})
	p.train(1, s)
	return hash(p.host.newest(t))
}

// train trains a run to its end, and waits until it is stored.
func (p *page) train(run int, s protocol.Settings) *protocol.Tested {
	p.t.Helper()
	p.send(&protocol.Build{Run: run, Settings: s}, &protocol.Train{Run: run})
	tested := await[*protocol.Tested](p, nil)
	seen := p.seen
	await[*protocol.Results](p, nil) // commands are executed before it
	p.seen = seen
	p.settle()
	return tested
}

// settle waits until the commands are executed and everything is stored. The events of that time can still be awaited.
func (p *page) settle() {
	p.t.Helper()
	seen := p.seen
	p.send(&protocol.Ping{ID: -1})
	await(p, func(e *protocol.Pong) bool { return e.ID == -1 })
	p.trainer.store.Wait()
	p.seen = seen
}

var errStorage = errors.New("the storage is denied")

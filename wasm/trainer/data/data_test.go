package data

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"digitlab/wasm/protocol"
)

// fakeHost has maps as server and cache. Its library belongs to the test's goroutine, which runs the functions of inLoop.
type fakeHost struct {
	server, cache map[string][]byte
	down          bool     // the server does not answer
	requested     []string // of the server
	full          error    // error of Put
	events        chan *protocol.DataState
	calls         chan func()
	library       *Library
}

// newHost returns a host whose server has 300 training and 120 test pictures as MNIST.
func newHost(t *testing.T) *fakeHost {
	t.Helper()
	h := &fakeHost{server: map[string][]byte{}, cache: map[string][]byte{}, events: make(chan *protocol.DataState, 100), calls: make(chan func(), 1)}
	h.library = New(h, func(call func()) { h.calls <- call })
	pictures, labels := idx(300, 1)
	testPictures, testLabels := idx(120, 2)
	for i, b := range [][]byte{pictures, labels, testPictures, testLabels} {
		file, f := zip(t, b), &h.library.MNIST[i]
		f.Size, f.CRC = len(file), crc32.ChecksumIEEE(file)
		h.server[f.Name] = file
	}
	return h
}

func (h *fakeHost) Send(e protocol.Event) { h.events <- e.(*protocol.DataState) }

func (h *fakeHost) Digits() ([]byte, error) { return os.ReadFile("../../../static/data/digits.csv.gz") }

func (h *fakeHost) Gunzip(file []byte, most int) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, int64(most)))
}

func (h *fakeHost) Fetch(name string, size int, progress func(bytes int) bool) ([]byte, error) {
	if h.down {
		return nil, errors.New("Failed to fetch")
	}
	h.requested = append(h.requested, name)
	file, ok := h.server[name]
	if !ok {
		return nil, fmt.Errorf("%w: 404", ErrNotServed)
	}
	if !progress(len(file)) {
		return nil, errors.New("cancelled")
	}
	return file, nil
}

func (h *fakeHost) Put(name string, file []byte) error {
	if h.full == nil {
		h.cache[name] = file
	}
	return h.full
}

func (h *fakeHost) Has(name string) bool { return h.cache[name] != nil }

func (h *fakeHost) Get(name string) ([]byte, error) { return h.cache[name], nil }

func (h *fakeHost) Delete(name string) error {
	delete(h.cache, name)
	return nil
}

// fetch fetches MNIST and returns the state at the end.
func (h *fakeHost) fetch() *protocol.DataState {
	h.library.Fetch(protocol.MNIST)
	(<-h.calls)()
	return h.last()
}

// last returns the last state that was reported.
func (h *fakeHost) last() (s *protocol.DataState) {
	for len(h.events) > 0 {
		s = <-h.events
	}
	return s
}

func mnistSettings() protocol.Settings {
	s := protocol.DefaultSettings()
	s.Data = protocol.MNIST
	return s
}

// idx returns a file of 28×28 pictures and one of their labels. The picture of a digit is a bar with noise; the larger the digit,
// the lower the bar.
func idx(count int, seed uint64) (pictures, labels []byte) {
	r := rand.New(rand.NewPCG(seed, 0))
	header := func(sizes ...int) []byte {
		b := []byte{0, 0, 8, byte(len(sizes))}
		for _, n := range sizes {
			b = binary.BigEndian.AppendUint32(b, uint32(n))
		}
		return b
	}
	pictures, labels = header(count, 28, 28), header(count)
	for i := range count {
		label := (i * 7) % 10
		labels = append(labels, byte(label))
		for row := range 28 {
			for range 28 {
				v := r.IntN(60)
				if row >= 2*label+3 && row < 2*label+7 {
					v = 255 - v
				}
				pictures = append(pictures, byte(v))
			}
		}
	}
	return pictures, labels
}

func zip(t *testing.T, b []byte) []byte {
	t.Helper()
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return z.Bytes()
}

// The tutorial's digits are split as in the tutorial, and the first test digits are the page's sample.
func TestDigits(t *testing.T) {
	h := newHost(t)
	ready, err := h.library.LoadDigits()
	if err != nil {
		t.Fatal(err)
	}
	split, err := h.library.Split(protocol.DefaultSettings())
	if err != nil {
		t.Fatal(err)
	}
	if split.Fit.Len() != 1005 || split.Validation.Len() != 252 || split.Test.Len() != 540 || ready.Images != 1797 {
		t.Errorf("%d, %d and %d digits of %d", split.Fit.Len(), split.Validation.Len(), split.Test.Len(), ready.Images)
	}
	if !bytes.Equal(ready.Sample, Pictures(split.Test)[:64*SampleSize]) || !bytes.Equal(ready.SampleLabels, Labels(split.Test)[:SampleSize]) {
		t.Error("the sample is not the first test digits")
	}
	if x := Input(Pictures(split.Test), protocol.Digits); !slices.Equal(x.Shape, split.Test.X.Shape) || !slices.Equal(x.Data, split.Test.X.Data) {
		t.Error("the pictures of the test digits become another input")
	}
}

func TestMNISTBytes(t *testing.T) {
	total := 0
	for _, f := range New(nil, nil).MNIST {
		total += f.Size
	}
	if total != protocol.MNISTBytes {
		t.Errorf("MNIST has %d bytes, and the protocol says %d", total, protocol.MNISTBytes)
	}
}

func TestFetch(t *testing.T) {
	h := newHost(t)
	h.library.Fetch(protocol.MNIST)
	h.library.Fetch(protocol.MNIST) // it is in progress already
	(<-h.calls)()
	total := 0
	for _, f := range h.library.MNIST {
		total += f.Size
	}
	if s := <-h.events; *s != (protocol.DataState{Data: protocol.MNIST, Total: total}) {
		t.Errorf("at first: %+v", s)
	}
	if s := h.last(); *s != (protocol.DataState{Data: protocol.MNIST, Cached: true, Count: 420}) {
		t.Errorf("at last: %+v", s)
	}
	split, err := h.library.Split(mnistSettings())
	if err != nil || split.Fit.Len() != 240 || split.Validation.Len() != 60 || split.Test.Len() != 120 || len(h.requested) != 4 {
		t.Errorf("%d, %d and %d digits from %v; %v", split.Fit.Len(), split.Validation.Len(), split.Test.Len(), h.requested, err)
	}
}

func TestAlteredIsRefused(t *testing.T) {
	h := newHost(t)
	first, second := h.library.MNIST[0].Name, h.library.MNIST[1].Name
	good := h.server[second]
	for name, bad := range map[string][]byte{"truncated": good[:len(good)-1], "altered": append(bytes.Clone(good[:len(good)-1]), good[len(good)-1]^1)} {
		h.server[second] = bad
		if s := h.fetch(); s.Problem != protocol.Altered || s.Cached || s.Count != 0 || h.Has(second) {
			t.Errorf("%s: %+v; cached: %v", name, s, h.Has(second))
		}
	}
	h.server[second], h.requested = good, nil
	if s := h.fetch(); s.Problem != 0 || !s.Cached || slices.Contains(h.requested, first) {
		t.Errorf("%+v; requested again: %v", s, h.requested)
	}
	// A cached file that was altered is detected when it is needed.
	h.cache[second] = good[:5]
	again := newHost(t)
	again.server, again.cache = h.server, h.cache
	again.library.ReportCached()
	(<-again.calls)()
	if s := again.last(); !s.Cached {
		t.Errorf("after a start: %+v", s)
	}
	_, err := again.library.Split(mnistSettings())
	if !again.library.ReportMissing(err) {
		t.Errorf("%v is not reported", err)
	} else if s := again.last(); s.Problem != protocol.Altered || s.Count != 0 || again.Has(second) {
		t.Errorf("%+v", s)
	}
	if s := again.fetch(); !s.Cached || s.Count != 420 {
		t.Errorf("fetched again: %+v", s)
	}
}

func TestWhyItCannotBeHad(t *testing.T) {
	h := newHost(t)
	_, err := h.library.Split(mnistSettings())
	if !h.library.ReportMissing(err) {
		t.Errorf("%v is not reported", err)
	} else if s := h.last(); s.Problem != protocol.NotHere || s.Detail == "" {
		t.Errorf("before it is fetched: %+v", s)
	}
	h.down = true
	if s := h.fetch(); s.Problem != protocol.Unreachable || s.Detail == "" || s.Count != 0 {
		t.Errorf("without a network: %+v", s)
	}
	h.down = false
	delete(h.server, h.library.MNIST[0].Name)
	if s := h.fetch(); s.Problem != protocol.NotServed || s.Count != 0 {
		t.Errorf("of a server that has it not: %+v", s)
	}
	h = newHost(t)
	h.full = errors.New("QuotaExceededError")
	if s := h.fetch(); s.Problem != protocol.NotStored || s.Cached || s.Count != 420 {
		t.Errorf("with a full disk: %+v", s)
	}
	if split, err := h.library.Split(mnistSettings()); err != nil || split.Fit.Len() != 240 {
		t.Errorf("%d digits to fit on; %v", split.Fit.Len(), err)
	}
	if h.library.ReportMissing(errors.New("another error")) {
		t.Error("any error is taken for missing data")
	}
}

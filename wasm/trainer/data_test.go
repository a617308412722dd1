package trainer

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"hash/crc32"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"

	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
)

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

// smallMNIST returns a host whose server has 300 training and 120 test pictures as MNIST.
func smallMNIST(t *testing.T) *fakeHost {
	t.Helper()
	pictures, labels := idx(300, 1)
	testPictures, testLabels := idx(120, 2)
	h := &fakeHost{server: &server{files: map[string][]byte{}}, mnist: datasets.MNIST(), disk: newDisk()}
	for i, b := range [][]byte{pictures, labels, testPictures, testLabels} {
		file, f := zip(t, b), &h.mnist[i]
		f.Size, f.CRC = len(file), crc32.ChecksumIEEE(file)
		h.server.files[f.Name] = file
	}
	return h
}

func mnistSettings(epochs int) protocol.Settings {
	s := settings(epochs)
	s.Data, s.Augmentation = protocol.MNIST, protocol.Strong
	s.Layers = []protocol.Layer{{Kind: protocol.Conv2D, Units: 2, Size: 5, Stride: 2}, {Kind: protocol.Flatten}}
	return s
}

// settled returns a condition for a state of a data set that is not being fetched.
func settled(d protocol.DataSet) func(*protocol.DataState) bool {
	return func(s *protocol.DataState) bool { return s.Data == d && s.Total == 0 }
}

func (p *page) fetch() *protocol.DataState {
	p.t.Helper()
	p.send(&protocol.FetchData{Data: protocol.MNIST})
	return await(p, settled(protocol.MNIST))
}

func TestFetchAndTrain(t *testing.T) {
	p := start(t, smallMNIST(t))
	p.send(&protocol.FetchData{Data: protocol.MNIST})
	total := 0
	for _, f := range p.host.mnist {
		total += f.Size
	}
	if s := await[*protocol.DataState](p, nil); *s != (protocol.DataState{Data: protocol.MNIST, Total: total}) {
		t.Errorf("on the way: %+v", s)
	}
	// It may also be reported as cached before, if that was detected late.
	if s := await(p, func(s *protocol.DataState) bool { return s.Total == 0 && s.Count != protocol.MNIST.Count() }); *s != (protocol.DataState{Data: protocol.MNIST, Cached: true, Count: 420}) {
		t.Errorf("fetched: %+v", s)
	}
	p.send(&protocol.Build{Run: 1, Settings: mnistSettings(20)})
	built := await[*protocol.Built](p, nil)
	if built.Fit != 240 || built.Validation != 60 || built.Test != 120 || len(built.Sample) != data.SampleSize*28*28 || !slices.Equal(built.Layers[0].Output, []int{12, 12, 2}) {
		t.Errorf("built: %d, %d, %d, %d bytes, %v", built.Fit, built.Validation, built.Test, len(built.Sample), built.Layers)
	}
	p.send(&protocol.Train{Run: 1})
	tested := await[*protocol.Tested](p, nil)
	if tested.Accuracy < .9 {
		t.Errorf("bars are told apart with %v", tested.Accuracy)
	}
	r := await[*protocol.Results](p, nil)
	if len(r.Labels) != 120 || len(r.Pictured) != 120 || len(r.Pictures) != 120*28*28 || !bytes.Equal(r.Pictures[:len(built.Sample)], built.Sample) {
		t.Errorf("results: %d, %d of which are pictured with %d bytes", len(r.Labels), len(r.Pictured), len(r.Pictures))
	}
	if drawn := p.predict(written(1, 4)); drawn.Data != protocol.MNIST || len(drawn.Picture) != 28*28 {
		t.Errorf("a drawing is predicted as a picture of data set %d with %d values", drawn.Data, len(drawn.Picture))
	}
}

// Of many digits with the same prediction the page gets only some pictures.
func TestResultsOfMany(t *testing.T) {
	p := start(t, &fakeHost{})
	pictures, labels := idx(4000, 3)
	p.send(&protocol.OpenData{Files: []protocol.NamedFile{{Name: "mine", Bytes: labels}, {Name: "pictures", Bytes: zip(t, pictures)}}})
	if s := await(p, settled(protocol.Opened)); s.Name != "mine, pictures" || s.Count != 4000 || s.Problem != 0 {
		t.Errorf("opened: %+v", s)
	}
	s := mnistSettings(1)
	s.Data, s.TestPercent = protocol.Opened, 60
	p.train(1, s)
	p.seen = 0
	r := await[*protocol.Results](p, nil)
	var pictured, all [10][10]int
	for i := range r.Labels {
		all[r.Labels[i]][r.Predicted[i]]++
	}
	for _, i := range r.Pictured {
		pictured[r.Labels[i]][r.Predicted[i]]++
	}
	for label := range all {
		for predicted, n := range all[label] {
			if got := pictured[label][predicted]; got != min(n, protocol.MaxPictured) {
				t.Errorf("of %d digits %d predicted as %d, %d are pictured", n, label, predicted, got)
			}
		}
	}
	if len(r.Labels) != 2400 || len(r.Pictures) != 28*28*len(r.Pictured) || !slices.IsSorted(r.Pictured) || len(r.Pictured) == 2400 {
		t.Errorf("%d digits, %d of which are pictured with %d bytes", len(r.Labels), len(r.Pictured), len(r.Pictures))
	}
}

func TestRemoveData(t *testing.T) {
	h := smallMNIST(t)
	h.server.held = make(chan struct{})
	p := start(t, h)
	p.send(&protocol.FetchData{Data: protocol.MNIST})
	await(p, func(s *protocol.DataState) bool { return s.Total > 0 })
	p.send(&protocol.RemoveData{Data: protocol.MNIST})
	if s := await(p, settled(protocol.MNIST)); *s != (protocol.DataState{Data: protocol.MNIST}) {
		t.Errorf("a fetch that was ended: %+v", s)
	}
	close(h.server.held)
	p.fetch()
	p.send(&protocol.Build{Run: 1, Settings: mnistSettings(2)}, &protocol.StepEpoch{Run: 1})
	await(p, phase(protocol.Paused))
	p.send(&protocol.RemoveData{Data: protocol.MNIST})
	if s := await(p, settled(protocol.MNIST)); *s != (protocol.DataState{Data: protocol.MNIST}) || len(h.files) > 0 {
		t.Errorf("removed: %+v; %d files are cached", s, len(h.files))
	}
	p.send(&protocol.Train{Run: 1}) // its data is here
	await[*protocol.Tested](p, nil)
	// A run without its data is not begun, and the present one goes on.
	p.send(&protocol.Build{Run: 2, Settings: mnistSettings(3)})
	if s := await(p, settled(protocol.MNIST)); s.Problem != protocol.NotHere || s.Count != 0 {
		t.Errorf("%+v", s)
	}
	if built := await[*protocol.Built](p, nil); built.Run != 2 || built.Settings.Epochs != 2 || !built.Restored {
		t.Errorf("built: %+v", built)
	}
	if tested := await[*protocol.Tested](p, nil); tested.Run != 2 {
		t.Errorf("tested: %+v", tested)
	}
}

// A stored run is restored if its data is here. Otherwise another run is, and the problem is reported.
func TestStoredRunNeedsItsData(t *testing.T) {
	p := start(t, smallMNIST(t))
	p.fetch()
	p.train(1, settings(1))
	p.train(2, mnistSettings(2))
	want, id := p.host.newest(t), ""
	with, without := p.crash(), p.crash()
	again := start(t, &fakeHost{mnist: p.host.mnist, disk: with})
	again.send(&protocol.Restore{Run: 1, Settings: settings(5)})
	if built := await[*protocol.Built](again, nil); built.Settings.Data != protocol.MNIST || !built.Restored {
		t.Errorf("restored: %+v", built.Settings)
	} else {
		id = built.ID
	}
	await[*protocol.Results](again, nil)
	if got := again.host.newest(t); hash(got) != hash(want) {
		t.Error("the weights are others")
	}
	clear(without.files)
	again = start(t, &fakeHost{mnist: p.host.mnist, disk: without})
	again.send(&protocol.Restore{Run: 1, Settings: settings(5)})
	if built := await[*protocol.Built](again, nil); built.Settings.Data != protocol.Digits || !built.Restored {
		t.Errorf("restored: %+v", built.Settings)
	}
	lacks := func(s *protocol.DataState) bool { return s.Problem == protocol.NotHere && s.Data == protocol.MNIST }
	await(again, lacks)
	again.send(&protocol.OpenRun{Run: 2, ID: id})
	if built := await[*protocol.Built](again, nil); built.Run != 2 || built.Settings.Data != protocol.Digits {
		t.Errorf("opened: %+v", built.Settings)
	}
	await(again, lacks)
}

// A long evaluation accepts commands, and a pause in it changes nothing.
func TestPauseInAnEvaluation(t *testing.T) {
	pictures, labels := idx(5000, 1)
	s := mnistSettings(2)
	s.Data, s.ValidationPercent, s.TestPercent, s.BatchSize = protocol.Opened, protocol.MaxShare, 50, 1000
	train := func(h *fakeHost) uint64 {
		p := start(t, h)
		p.send(&protocol.OpenData{Files: []protocol.NamedFile{{Bytes: pictures}, {Bytes: labels}}})
		p.train(1, s)
		return hash(p.host.newest(t))
	}
	want := train(&fakeHost{})
	h := &fakeHost{}
	var pauses atomic.Int32
	var p *page
	h.onYield = func() {
		if pauses.Add(1); p != nil {
			p.send(&protocol.Pause{Run: 1}, &protocol.Ping{ID: 5}, &protocol.Train{Run: 1})
		}
	}
	p = start(t, h)
	p.send(&protocol.OpenData{Files: []protocol.NamedFile{{Bytes: pictures}, {Bytes: labels}}})
	p.train(1, s)
	if got := hash(h.newest(t)); got != want || pauses.Load() < 2*2 {
		t.Errorf("after %d pauses the weights are others", pauses.Load())
	}
}

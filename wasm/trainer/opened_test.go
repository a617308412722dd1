package trainer

import (
	"encoding/binary"
	"math/rand/v2"
	"os"
	"testing"

	"digitlab/nn32/datasets"
	"digitlab/nn32/drawing"
	"digitlab/nn32/drawing/strokes"
	"digitlab/wasm/protocol"
)

// sheet is the side of a drawing, in pixels.
const sheet = 200

// drawnIDX returns drawn digits as MNIST's makers would have made them, and their labels; lying exchanges rows and columns.
func drawnIDX(t *testing.T, count int, lying bool) (pictures, labels protocol.NamedFile) {
	t.Helper()
	header := func(sizes ...int) []byte {
		b := []byte{0, 0, 8, byte(len(sizes))}
		for _, n := range sizes {
			b = binary.BigEndian.AppendUint32(b, uint32(n))
		}
		return b
	}
	x, y := header(count, 28, 28), header(count)
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range count {
		ways := strokes.Ways(i % 10)
		ink := strokes.Draw(strokes.Vary(ways[rng.IntN(len(ways))], rng), sheet, .07)
		p, ok := drawing.ToMNISTPicture(drawing.Bitmap{Width: sheet, Height: sheet, Ink: ink})
		if !ok {
			t.Fatal("a digit without ink")
		}
		for j := range p {
			if lying {
				j = j%28*28 + j/28
			}
			x = append(x, p[j])
		}
		y = append(y, byte(i%10))
	}
	return protocol.NamedFile{Name: "x", Bytes: x}, protocol.NamedFile{Name: "y", Bytes: y}
}

// Pictures that lie on their side, as EMNIST's, are noticed, and others are not.
func TestLyingPictures(t *testing.T) {
	for _, lying := range []bool{true, false} {
		p := start(t, &fakeHost{pretrained: func() ([]byte, error) { return os.ReadFile("../../static/data/reader.nn") }})
		x, y := drawnIDX(t, 200, lying)
		p.send(&protocol.OpenData{Files: []protocol.NamedFile{x, y}})
		if s := await(p, settled(protocol.Opened)); s.Count != 200 || s.Open.Lying {
			t.Errorf("at first: %+v", s)
		}
		if lying {
			await(p, func(s *protocol.DataState) bool { return s.Data == protocol.Opened && s.Open.Lying })
			p.send(&protocol.TurnData{})
			if s := await(p, settled(protocol.Opened)); s.Open.Lying || !s.Open.Turned {
				t.Errorf("turned: %+v", s)
			}
		} else {
			// The network is loaded once the drawing has its probabilities.
			p.send(&protocol.Build{Run: 1, Settings: settings(1)})
			asked := written(1, 3)
			asked.Compare = true
			p.send(asked)
			await(p, func(e *protocol.Prediction) bool { return len(e.Pretrained) > 0 })
		}
		p.settle()
		p.host.mu.Lock()
		for _, e := range p.host.events {
			if s, ok := e.(*protocol.DataState); ok && s.Open.Lying && !lying {
				t.Error("upright pictures are taken for lying ones")
			}
		}
		p.host.mu.Unlock()
	}
}

// Pictures without labels are predicted between runs, as the same pictures in the test digits are.
func TestPredictData(t *testing.T) {
	p := start(t, &fakeHost{})
	pictures, labels := idx(300, 1)
	p.send(&protocol.OpenData{Files: []protocol.NamedFile{{Name: "x", Bytes: pictures}, {Name: "y", Bytes: labels}}},
		&protocol.OpenData{Files: []protocol.NamedFile{{Name: "test", Bytes: pictures}}})
	if s := await(p, func(s *protocol.DataState) bool { return s.Open.Unlabelled > 0 }); s.Count != 300 || s.Open.UnlabelledName != "test" {
		t.Errorf("%+v", s)
	}
	s := mnistSettings(2)
	s.Data = protocol.Opened
	p.train(1, s)
	tested := await[*protocol.Results](p, nil)
	p.send(&protocol.PredictData{})
	got := await[*protocol.DataPredictions](p, nil)
	if len(got.Digits) != 300 || len(got.Confidence) != 300 || got.Run != 1 || got.Epoch != 2 || got.IDs != nil {
		t.Fatalf("%d predictions after epoch %d", len(got.Digits), got.Epoch)
	}
	_, rows, err := datasets.TrainTestSplit(300, float64(s.TestPercent)/100, 777)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if got.Digits[row] != tested.Predicted[i] || got.Confidence[row] != tested.Confidence[i] {
			t.Errorf("picture %d is predicted as %d with %v, and as a test digit as %d with %v", row, got.Digits[row], got.Confidence[row],
				tested.Predicted[i], tested.Confidence[i])
		}
	}
	// A network for other pictures does not predict them.
	p.train(2, settings(1))
	p.send(&protocol.PredictData{}, &protocol.Ping{ID: 7})
	p.settle()
	p.host.mu.Lock()
	defer p.host.mu.Unlock()
	for _, e := range p.host.events {
		if e, ok := e.(*protocol.DataPredictions); ok && e.Run == 2 {
			t.Error("a network for 8×8 has predicted 28×28")
		}
	}
}

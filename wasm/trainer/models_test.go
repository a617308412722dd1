package trainer

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
)

// weights asks for weights.
func (p *page) weights(id string, initial bool) *protocol.ModelWeights {
	p.t.Helper()
	p.send(&protocol.ReadModel{ID: id, Initial: initial})
	w := await[*protocol.ModelWeights](p, nil)
	if w.Failure != "" {
		p.t.Fatal(w.Failure)
	}
	return w
}

// rescaled returns weights whose first tensor, a kernel, is multiplied.
func rescaled(weights []protocol.Array, by float32) protocol.Candidate {
	out := slices.Clone(weights)
	out[0].Data = slices.Clone(out[0].Data)
	for i := range out[0].Data {
		out[0].Data[i] *= by
	}
	return protocol.Candidate{Weights: out}
}

// The weights of a run are those of the moment that is shown, of its beginning, or of a stored run.
func TestReadModel(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(stroke(1), &protocol.Inspect{Subject: protocol.DrawingSubject})
	s := settings(3)
	p.train(1, s)
	done := p.weights("", false)
	if done.Moment != (protocol.Moment{Epoch: 3}) || !reflect.DeepEqual(done.Weights, p.trainer.run.network.Weights()) {
		t.Errorf("the weights are not those of the run's end, but of %v", done.Moment)
	}
	untrained, err := model.New(s)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // also while another moment is shown
		if first := p.weights("", true); first.Moment != (protocol.Moment{}) || !reflect.DeepEqual(first.Weights, untrained.Weights()) {
			t.Error("the initial weights are others")
		}
		p.look(1, protocol.Moment{Epoch: 2})
	}
	if second := p.weights("", false); second.Moment != (protocol.Moment{Epoch: 2}) || reflect.DeepEqual(second.Weights, done.Weights) {
		t.Errorf("while epoch 2 is shown the weights are of %v", second.Moment)
	}
	p.train(2, settings(1))
	if stored := p.weights(done.Info.ID, false); stored.Moment != done.Moment || !reflect.DeepEqual(stored.Weights, done.Weights) {
		t.Error("the stored run has other weights")
	}
	if first := p.weights(done.Info.ID, true); !reflect.DeepEqual(first.Weights, untrained.Weights()) {
		t.Error("the stored run begins with other weights")
	}
	p.send(&protocol.ReadModel{ID: "none"})
	if w := await[*protocol.ModelWeights](p, nil); w.Failure == "" || w.Problem != protocol.RunGone {
		t.Errorf("of no run there are %+v", w)
	}
}

// A network from elsewhere is a run that is done: it predicts, is stored, restored, and fine-tuned; the scale of its pictures is found.
func TestOpenModel(t *testing.T) {
	p := start(t, &fakeHost{})
	s := settings(20)
	s.Members = 2
	want := p.train(1, s)
	weights := p.weights("", false).Weights
	p.send(&protocol.OpenModel{Run: 2, Name: "from elsewhere", Settings: s, Candidates: []protocol.Candidate{rescaled(weights, -1), rescaled(weights, 1), rescaled(weights, 1)}})
	built := await[*protocol.Built](p, nil)
	await(p, phase(protocol.Done))
	tested := await[*protocol.Tested](p, nil)
	if !built.Restored || tested.Run != 2 || tested.Accuracy != want.Accuracy || tested.Weights != 0 {
		t.Errorf("opened it has %+v, trained here %+v", tested, want)
	}
	opened := await[*protocol.ModelOpened](p, nil)
	if opened.Candidate != 1 || len(opened.Accuracies) != 3 || opened.Accuracies[1] < .8 || opened.Accuracies[0] > .5 {
		t.Errorf("opened %+v", opened)
	}
	p.settle()
	p.send(&protocol.Build{Run: 3, Settings: settings(1)})
	p.send(&protocol.OpenRun{Run: 4, ID: built.ID})
	if again := await(p, func(e *protocol.Tested) bool { return e.Run == 4 }); again.Accuracy != want.Accuracy {
		t.Errorf("stored and opened again it has %+v", again)
	}
	info := p.trainer.run.checkpoint.Info
	if !info.Imported() || info.Name != "from elsewhere" || !reflect.DeepEqual(p.weights("", false).Weights, weights) {
		t.Errorf("stored and opened again it is %+v", info)
	}
	p.send(&protocol.SetSample{ID: 1, Label: 1, Drawing: stroke(1).Drawing}, &protocol.FineTune{Run: 5})
	if tuned := await[*protocol.FineTuned](p, nil); tuned.Failure != "" || tuned.TestBefore != want.Accuracy {
		t.Errorf("fine-tuned: %+v", tuned)
	}
}

// What does not fit is refused with a reason, and the present run goes on.
func TestOpenModelThatDoesNotFit(t *testing.T) {
	p := start(t, &fakeHost{})
	p.train(1, settings(1))
	weights := p.weights("", false).Weights
	nan := rescaled(weights, float32(math.NaN()))
	wide := settings(1)
	wide.Layers = []protocol.Layer{{Kind: protocol.Conv2D, Units: 4, Size: 8}, {Kind: protocol.Conv2D, Units: 4, Size: 8}}
	for run, c := range []struct {
		s          protocol.Settings
		candidates []protocol.Candidate
		reason     string
	}{
		{settings(1), nil, "no weights"},
		{settings(1), []protocol.Candidate{{Weights: weights[1:]}}, "tensors"},
		{settings(1), []protocol.Candidate{{Weights: append(weights[1:2:2], weights[1:]...)}}, "numbers"},
		{settings(1), []protocol.Candidate{nan}, "kernel"},
		{wide, []protocol.Candidate{{Weights: weights}}, "does not fit"},
	} {
		p.send(&protocol.OpenModel{Run: run + 2, Settings: c.s, Candidates: c.candidates})
		if opened := await[*protocol.ModelOpened](p, nil); !strings.Contains(opened.Failure, c.reason) {
			t.Errorf("%s: %q", c.reason, opened.Failure)
		}
		if r := p.trainer.run; r.number != run+2 || r.phase != protocol.Done || len(r.epochs) != 1 {
			t.Errorf("%s: the present run is not the one before", c.reason)
		}
	}
}

package session

import (
	"reflect"
	"testing"

	"digitlab/wasm/protocol"
)

func TestSessionApply(t *testing.T) {
	built := &protocol.Built{Run: 2, Settings: protocol.Settings{Epochs: 4, LearningRate: .5}}
	first, second := protocol.Epoch{Number: 1, Loss: 2}, protocol.Epoch{Number: 2, Loss: 1}
	diverged := &protocol.Failed{Run: 2, Reason: protocol.Diverged}
	stopped := &protocol.Failed{Reason: protocol.WorkerStopped}
	predicted := &protocol.Prediction{ID: 5, Run: 2, Epoch: 1, Finding: protocol.OneDigit, Probabilities: []float32{1}}
	newer := &protocol.Prediction{ID: 6, Run: 2, Finding: protocol.OneDigit}
	ready := &protocol.Ready{Images: 1797}
	list := &protocol.Runs{Runs: []protocol.RunInfo{{ID: "a"}}}
	curvesA, curvesB := &protocol.RunCurves{Info: protocol.RunInfo{ID: "a"}}, &protocol.RunCurves{Info: protocol.RunInfo{ID: "b"}}
	curvesC := &protocol.RunCurves{Info: protocol.RunInfo{ID: "a", Trained: 2}}

	for _, c := range []struct {
		name   string
		before Session
		event  protocol.Event
		after  Session
	}{
		{"ready ends a failure", Session{Failed: stopped}, ready, Session{Ready: ready}},
		{"failure of the worker", Session{Run: 2}, stopped, Session{Run: 2, Failed: stopped}},
		{"failure of an older run", Session{Run: 3}, diverged, Session{Run: 3}},
		{"failure of this run", Session{Run: 2}, diverged, Session{Run: 2, Failed: diverged}},
		{"built starts afresh, at the pace in force",
			Session{Run: 2, Epochs: []protocol.Epoch{first}, Tested: &protocol.Tested{}, NotSaved: protocol.StorageFull},
			built,
			Session{Run: 2, Built: built, Status: protocol.Status{Run: 2, LearningRate: .5}}},
		{"built of an older run", Session{Run: 3}, built, Session{Run: 3}},
		{"status in force, and a failure that is over",
			Session{Run: 2, Failed: diverged}, &protocol.Status{Run: 2, Phase: protocol.Running, LearningRate: .25},
			Session{Run: 2, Status: protocol.Status{Run: 2, Phase: protocol.Running, LearningRate: .25}}},
		{"pausing does not end a failure",
			Session{Run: 2, Failed: diverged}, &protocol.Status{Run: 2, Phase: protocol.Paused},
			Session{Run: 2, Failed: diverged, Status: protocol.Status{Run: 2, Phase: protocol.Paused}}},
		{"status of an older run", Session{Run: 3}, &protocol.Status{Run: 2, Phase: protocol.Running}, Session{Run: 3}},
		{"progress adds epochs",
			Session{Run: 2, Epochs: []protocol.Epoch{first}},
			&protocol.Progress{Run: 2, Epoch: 3, Step: 1, Steps: 21, Ended: []protocol.Epoch{second}},
			Session{Run: 2, Epochs: []protocol.Epoch{first, second}, Reached: protocol.Moment{Epoch: 2}, Progress: protocol.Progress{Run: 2, Epoch: 3, Step: 1, Steps: 21}}},
		{"progress of an older run", Session{Run: 3}, &protocol.Progress{Run: 2, Ended: []protocol.Epoch{second}}, Session{Run: 3}},
		{"tested", Session{Run: 2}, &protocol.Tested{Run: 2, Accuracy: .97}, Session{Run: 2, Tested: &protocol.Tested{Run: 2, Accuracy: .97}}},
		{"tested of an older run", Session{Run: 3}, &protocol.Tested{Run: 2}, Session{Run: 3}},
		{"results", Session{Run: 2}, &protocol.Results{Run: 2, Labels: []byte{3}}, Session{Run: 2, Results: &protocol.Results{Run: 2, Labels: []byte{3}}}},
		{"results of an earlier moment", Session{Run: 2}, &protocol.Results{Run: 2, Past: true}, Session{Run: 2, PastResults: &protocol.Results{Run: 2, Past: true}}},
		{"an earlier moment", Session{Run: 2, PastResults: &protocol.Results{}}, &protocol.Shown{Run: 2, Past: true, Share: 1},
			Session{Run: 2, PastResults: &protocol.Results{}, Shown: protocol.Shown{Run: 2, Past: true, Share: 1}}},
		{"the present one", Session{Run: 2, PastResults: &protocol.Results{}, Shown: protocol.Shown{Run: 2, Past: true}}, &protocol.Shown{Run: 2, Share: 1},
			Session{Run: 2, Shown: protocol.Shown{Run: 2, Share: 1}}},
		{"a moment of an older run", Session{Run: 3}, &protocol.Shown{Run: 2, Past: true}, Session{Run: 3}},
		{"built forgets moments", Session{Run: 2, Reached: protocol.Moment{Epoch: 3}, Shown: protocol.Shown{Past: true}, PastResults: &protocol.Results{}}, built,
			Session{Run: 2, Built: built, Status: protocol.Status{Run: 2, LearningRate: .5}}},
		{"steps of the first epoch", Session{Run: 2}, &protocol.Progress{Run: 2, Epoch: 1, Step: 4, Steps: 21},
			Session{Run: 2, Reached: protocol.Moment{Step: 4}, Progress: protocol.Progress{Run: 2, Epoch: 1, Step: 4, Steps: 21}}},
		{"diverged in the first epoch", Session{Run: 2, Reached: protocol.Moment{Step: 4}}, &protocol.Progress{Run: 2, Epoch: 1, Step: 0, Steps: 21},
			Session{Run: 2, Reached: protocol.Moment{Step: 4}, Progress: protocol.Progress{Run: 2, Epoch: 1, Steps: 21}}},
		{"results of an older run", Session{Run: 3}, &protocol.Results{Run: 2}, Session{Run: 3}},
		{"built forgets results", Session{Run: 2, Results: &protocol.Results{}}, built, Session{Run: 2, Built: built, Status: protocol.Status{Run: 2, LearningRate: .5}}},
		{"stored runs", Session{Run: 2}, list, Session{Run: 2, Stored: list}},
		{"a failed change keeps the list", Session{Stored: list}, &protocol.Runs{Failure: "full"}, Session{Stored: &protocol.Runs{Runs: list.Runs, Failure: "full"}}},
		{"curves of a stored run", Session{Curves: []*protocol.RunCurves{curvesA, curvesB}}, curvesC, Session{Curves: []*protocol.RunCurves{curvesB, curvesC}}},
		{"another run cannot be opened", Session{Run: 2}, &protocol.Unopened{Run: 2, Problem: protocol.RunGone}, Session{Run: 2, Unopened: &protocol.Unopened{Run: 2, Problem: protocol.RunGone}}},
		{"until this one trains", Session{Run: 2, Unopened: &protocol.Unopened{}}, &protocol.Status{Run: 2, Phase: protocol.Running}, Session{Run: 2, Status: protocol.Status{Run: 2, Phase: protocol.Running}}},
		{"not saved", Session{Run: 2}, &protocol.Saved{Run: 2, Problem: protocol.StorageFull}, Session{Run: 2, NotSaved: protocol.StorageFull}},
		{"saved after all", Session{Run: 2, NotSaved: protocol.StorageFull}, &protocol.Saved{Run: 2}, Session{Run: 2}},
		{"a prediction", Session{Run: 2, Drawing: 5}, predicted, Session{Run: 2, Drawing: 5, Prediction: predicted}},
		{"a prediction while a newer drawing is predicted", Session{Run: 2, Drawing: 6}, predicted, Session{Run: 2, Drawing: 6, Prediction: predicted}},
		{"a prediction older than the one that is shown", Session{Run: 2, Drawing: 6, Prediction: newer}, predicted, Session{Run: 2, Drawing: 6, Prediction: newer}},
		{"a prediction of a drawing that is gone", Session{Run: 2, Drawing: 6, Wiped: 6}, predicted, Session{Run: 2, Drawing: 6, Wiped: 6}},
		{"a prediction by an older network", Session{Run: 3, Drawing: 5}, predicted, Session{Run: 3, Drawing: 5}},
		{"no ink", Session{Run: 2, Drawing: 5, Prediction: predicted}, &protocol.Prediction{ID: 5}, Session{Run: 2, Drawing: 5, Inkless: 5}},
		{"pong", Session{Run: 2}, &protocol.Pong{ID: 1}, Session{Run: 2}},
	} {
		if got := c.before.Apply(c.event); !reflect.DeepEqual(got, c.after) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.name, got, c.after)
		}
	}
}

// The slices of a session are shared with what is being shown: a fold that appended in place would change them.
func TestSessionIsNotChangedInPlace(t *testing.T) {
	epochs := make([]protocol.Epoch, 1, 8)
	a := Session{Run: 1, Epochs: epochs}
	b := a.Apply(&protocol.Progress{Run: 1, Ended: []protocol.Epoch{{Number: 2}}})
	c := a.Apply(&protocol.Progress{Run: 1, Ended: []protocol.Epoch{{Number: 3}}})
	if len(a.Epochs) != 1 || b.Epochs[1].Number != 2 || c.Epochs[1].Number != 3 {
		t.Errorf("a %v, b %v, c %v", a.Epochs, b.Epochs, c.Epochs)
	}
}

func TestSessionBeginAndRestart(t *testing.T) {
	trained := []protocol.Epoch{{Number: 1}}
	ready := &protocol.Ready{}
	s := Session{Ready: ready, Run: 1, Built: &protocol.Built{}, Epochs: trained, Status: protocol.Status{Phase: protocol.Done},
		Tested: &protocol.Tested{}, Drawing: 4}
	want := Session{Ready: ready, Run: 2, Built: s.Built, Previous: trained, Drawing: 4}
	if got := s.Begin(2); !reflect.DeepEqual(got, want) {
		t.Errorf("begin: got %+v, want %+v", got, want)
	}
	if got := want.Begin(3); !reflect.DeepEqual(got.Previous, trained) {
		t.Errorf("a run without an epoch replaced the one before: %+v", got)
	}
	want = Session{Run: 1, Drawing: 4}
	if got := s.Restart(); !reflect.DeepEqual(got, want) {
		t.Errorf("restart: got %+v, want %+v", got, want)
	}
}

func TestFraction(t *testing.T) {
	built := &protocol.Built{Settings: protocol.Settings{Epochs: 4}}
	for _, c := range []struct {
		phase             protocol.Phase
		epoch, step, many int
		want              float64
	}{
		{protocol.Idle, 0, 0, 0, 0},
		{protocol.Running, 1, 5, 10, .125},
		{protocol.Running, 3, 10, 10, .75},
		{protocol.Done, 4, 10, 10, 1},
		{protocol.Done, 4, 0, 0, 1},
		{protocol.Paused, 3, 0, 0, .75}, // loaded from the store
	} {
		s := Session{Built: built, Status: protocol.Status{Phase: c.phase}, Progress: protocol.Progress{Epoch: c.epoch, Step: c.step, Steps: c.many}}
		if got := s.Fraction(); got != c.want {
			t.Errorf("%+v: %v, want %v", c, got, c.want)
		}
	}
}

// A prediction without explanation keeps the explanation of the same drawing.
func TestExplanationStays(t *testing.T) {
	first := &protocol.Prediction{ID: 1, Run: 2, Epoch: 3, Finding: protocol.OneDigit, Nearest: []protocol.Neighbour{{Label: 4}}, Occlusion: []float32{1}, Stages: []protocol.StageImage{{Width: 1}}}
	s := Session{Run: 2, Drawing: 1}.Apply(first).Apply(&protocol.Prediction{ID: 1, Run: 2, Epoch: 4, Finding: protocol.OneDigit})
	if r := s.Prediction; r.Epoch != 4 || !reflect.DeepEqual(r.Nearest, first.Nearest) || !reflect.DeepEqual(r.Stages, first.Stages) || r.Occlusion == nil {
		t.Errorf("the next prediction is %+v", r)
	}
	s.Drawing = 2
	if r := s.Apply(&protocol.Prediction{ID: 2, Run: 2, Finding: protocol.OneDigit}).Prediction; r.Nearest != nil {
		t.Errorf("another drawing has the explanation of the last: %+v", r)
	}
}

// The sample of a run replaces the one from before it; one without its labels is none.
func TestLabelledSample(t *testing.T) {
	digits := func(n int) []byte { return make([]byte, n*64) }
	s := Session{}.Begin(1)
	check := func(when string, want int) {
		t.Helper()
		if pictures, labels := s.LabelledSample(); len(labels) != want || len(pictures) != want*64 {
			t.Errorf("%s there are %d labels and %d values, want %d digits", when, len(labels), len(pictures), want)
		}
	}
	check("at first", 0)
	s = s.Apply(&protocol.Ready{Sample: digits(2), SampleLabels: []byte{3, 4}})
	check("with a trainer", 2)
	s = s.Apply(&protocol.Built{Run: 1, Sample: digits(3), SampleLabels: []byte{5, 6, 7}})
	check("with a run", 3)
	s = s.Apply(&protocol.Built{Run: 1, Sample: digits(3), SampleLabels: []byte{5, 6}})
	check("without a label", 0)
}

package trainer

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"digitlab/wasm/protocol"
)

// One step of training on a digit: its numbers fit together; taken, it is what the next trace begins with; taken back, it is gone.
func TestLearn(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(aDigit, &protocol.Build{Run: 1, Settings: settings(2)}, &protocol.StepEpoch{Run: 1})
	await(p, phase(protocol.Paused))
	ask := &protocol.Learn{Run: 1, Subject: protocol.SampleSubject, Digit: 3, Unit: protocol.Unit{Layer: 1, Element: 4}}
	p.send(ask)
	first := await[*protocol.Learned](p, nil)
	if first.Taken != 0 || !(first.After < first.Loss) || len(first.Gradients) != 36 || len(first.Sums) != 36 || !slices.Equal(first.State, []string{"m", "v"}) {
		t.Errorf("it is %+v", first)
	}
	var errors float64
	for i, e := range first.Errors {
		want := first.Probabilities[i]
		if i == first.Label {
			want--
		}
		if math.Abs(float64(e-want)) > 1e-6 {
			t.Errorf("digit %d: the error is %v, want %v", i, e, want)
		}
		errors += float64(e)
	}
	if math.Abs(errors) > 1e-6 {
		t.Errorf("the errors add up to %v", errors)
	}
	if len(first.Weights)+first.Others != 9+1 { // the kernel, and the bias
		t.Errorf("%d weights and %d others", len(first.Weights), first.Others)
	}
	at := slices.IndexFunc(first.Weights, func(w protocol.WeightStep) bool { return w.Name == "kernel" })
	sum := float64(first.Rest.Sum)
	for _, place := range first.Places {
		sum += float64(place.Value * place.Gradient)
	}
	if want := float64(first.Weights[at].Gradient); math.Abs(sum-want) > 1e-5*max(1, math.Abs(want)) || len(first.Places)+first.Rest.Count != 36 {
		t.Errorf("%d places add up to %v, the gradient is %v", len(first.Places)+first.Rest.Count, sum, want)
	}

	take := *ask
	take.Apply = true
	p.send(&take)
	taken := await[*protocol.Learned](p, nil)
	if taken.Taken != 1 || taken.Loss != first.After {
		t.Errorf("taken, the loss is %v after %d steps, was to be %v", taken.Loss, taken.Taken, first.After)
	}
	for _, w := range taken.Weights {
		for _, before := range first.Weights {
			if w.Name == before.Name && w.Row == before.Row && w.Before != before.After {
				t.Errorf("%s %d is %v, was to be %v", w.Name, w.Row, w.Before, before.After)
			}
		}
	}
	back := *ask
	back.Back = true
	p.send(&back)
	if got := await[*protocol.Learned](p, nil); !reflect.DeepEqual(got, first) {
		t.Errorf("taken back, it is %+v, was %+v", got, first)
	}
}

// Steps that are tried, with a unit of each layer, change no bit of the run that goes on.
func TestLearnDisturbsNoRun(t *testing.T) {
	want := trained(t, settings(6))
	p := start(t, &fakeHost{})
	p.send(aDigit, &protocol.Build{Run: 1, Settings: settings(6)}, &protocol.StepEpoch{Run: 1})
	await(p, phase(protocol.Paused))
	for layer := range 6 {
		p.send(&protocol.Learn{Run: 1, Subject: protocol.SampleSubject, Digit: layer, Unit: protocol.Unit{Layer: layer, Element: 1}, Apply: true})
		if got := await[*protocol.Learned](p, nil); got.Taken != layer+1 {
			t.Errorf("%d steps are taken, want %d", got.Taken, layer+1)
		}
	}
	p.send(&protocol.Train{Run: 1})
	await[*protocol.Tested](p, nil)
	await[*protocol.Saved](p, nil)
	if got := hash(p.host.newest(t)); got != want {
		t.Errorf("the run has the weights %x, want %x", got, want)
	}
}

// A step needs a label, and a digit.
func TestLearnRefuses(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(2)},
		&protocol.Learn{Run: 9, Subject: protocol.SampleSubject}, &protocol.Learn{Run: 1, Subject: protocol.DrawingSubject, Label: 3},
		&protocol.Learn{Run: 1, Subject: protocol.SampleSubject, Digit: 1 << 20}, &protocol.Learn{Run: 1, Subject: protocol.SampleSubject, Member: 3},
		&protocol.Learn{Run: 1, Subject: protocol.SampleSubject, Digit: 5, Unit: protocol.Unit{Layer: 70}})
	if got := await[*protocol.Learned](p, nil); got.Digit != 5 || got.Unit.Layer != 0 {
		t.Errorf("answered is %+v", got)
	}
}

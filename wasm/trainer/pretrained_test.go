package trainer

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
)

func compared(id int) *protocol.Predict {
	p := stroke(id)
	p.Compare = true
	return p
}

// The pretrained network predicts beside an untrained network, and again during its training.
func TestCompare(t *testing.T) {
	var fetched atomic.Int32
	host := &fakeHost{pretrained: func() ([]byte, error) {
		fetched.Add(1)
		return pretrainedFile()
	}}
	p := start(t, host)
	p.send(&protocol.Build{Run: 1, Settings: settings(3)}, stroke(1))
	if e := await[*protocol.Prediction](p, nil); e.Pretrained != nil || e.PretrainedProblem != protocol.NoDataProblem {
		t.Errorf("unasked, it predicts %v, problem %d", e.Pretrained, e.PretrainedProblem)
	}
	if fetched.Load() != 0 {
		t.Error("the pretrained network is fetched before it is needed")
	}
	p.send(compared(2))
	untrained := await(p, func(e *protocol.Prediction) bool { return e.ID == 2 && e.Pretrained != nil })
	if untrained.Epoch != 0 || len(untrained.Probabilities) != 10 {
		t.Errorf("beside the pretrained network is %+v", untrained)
	}
	if len(untrained.Pretrained) != 10 || untrained.Pretrained[1] < .9 {
		t.Errorf("a plain 1 is predicted as %v", untrained.Pretrained)
	}
	p.send(&protocol.Train{Run: 1})
	trained := await(p, func(e *protocol.Prediction) bool { return e.ID == 2 && e.Epoch == 3 })
	if len(trained.Pretrained) != 10 || trained.Pretrained[1] != untrained.Pretrained[1] {
		t.Errorf("after training, the pretrained network predicts the same drawing as %v", trained.Pretrained)
	}
	bar := &protocol.Predict{ID: 3, Compare: true, Source: protocol.Edited, Width: 8, Height: 8, Ink: make([]byte, 64)}
	for y := range 8 {
		bar.Ink[8*y+3] = 16
	}
	p.send(bar)
	if e := await(p, func(e *protocol.Prediction) bool { return e.ID == 3 }); len(e.Pretrained) != 10 || e.Pretrained[1] < .5 {
		t.Errorf("a bar of cells is predicted as %v", e.Pretrained)
	}
	p.send(stroke(4))
	if e := await(p, func(e *protocol.Prediction) bool { return e.ID == 4 }); e.Pretrained != nil {
		t.Errorf("no longer asked, it predicts %v", e.Pretrained)
	}
	if n := fetched.Load(); n != 1 {
		t.Errorf("the pretrained network was fetched %d times", n)
	}
}

// Without its file everything else works, and each prediction contains the reason.
func TestNoPretrained(t *testing.T) {
	for name, test := range map[string]struct {
		file func() ([]byte, error)
		want protocol.DataProblem
	}{
		"offline": {func() ([]byte, error) { return nil, errors.New("Failed to fetch") }, protocol.Unreachable},
		"missing": {func() ([]byte, error) { return nil, fmt.Errorf("reader.nn: %w", data.ErrNotServed) }, protocol.NotServed},
		"altered": {func() ([]byte, error) {
			file, err := pretrainedFile()
			file[len(file)/2]++
			return file, err
		}, protocol.Altered},
		"another": {func() ([]byte, error) { return []byte("<!doctype html>"), nil }, protocol.Altered},
	} {
		p := start(t, &fakeHost{pretrained: test.file})
		p.send(&protocol.Build{Run: 1, Settings: settings(2)}, compared(1))
		failed := await(p, func(e *protocol.Prediction) bool { return e.PretrainedProblem != protocol.NoDataProblem })
		if failed.PretrainedProblem != test.want || failed.Pretrained != nil || len(failed.Probabilities) != 10 {
			t.Errorf("%s: %+v", name, failed)
		}
		p.send(&protocol.Train{Run: 1})
		await[*protocol.Tested](p, nil)
		p.send(compared(2))
		if e := await(p, func(e *protocol.Prediction) bool { return e.ID == 2 }); e.PretrainedProblem != test.want || e.Pretrained != nil {
			t.Errorf("%s: then the problem is %d, %v", name, e.PretrainedProblem, e.Pretrained)
		}
	}
}

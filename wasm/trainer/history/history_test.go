package history

import (
	"slices"
	"testing"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
)

// network returns parameters of so many values, all v.
func network(values int, v float32) []*nn32.Param {
	p := &nn32.Param{Value: nn32.NewTensor(values)}
	for i := range p.Value.Data {
		p.Value.Data[i] = v
	}
	return []*nn32.Param{p}
}

func numbers(list []kept) (out []int) {
	for _, k := range list {
		out = append(out, k.number)
	}
	return out
}

// The limit is kept by keeping every second epoch, then every fourth; the untrained network and the newest always stay.
func TestEpochsAreThinnedOutEvenly(t *testing.T) {
	h := New(8*10*4*4/3 + 1) // 8 epochs, beside the steps' quarter
	for epoch, want := range [][]int{{0}, {0, 1}, {0, 1, 2}, {0, 1, 2, 3}, {0, 1, 2, 3, 4}, {0, 1, 2, 3, 4, 5}, {0, 1, 2, 3, 4, 5, 6}, {0, 1, 2, 3, 4, 5, 6, 7},
		{0, 2, 4, 6, 8}, {0, 2, 4, 6, 8, 9}, {0, 2, 4, 6, 8, 10}, {0, 2, 4, 6, 8, 10, 11}, {0, 2, 4, 6, 8, 10, 12}, {0, 2, 4, 6, 8, 10, 12, 13},
		{0, 2, 4, 6, 8, 10, 12, 14}, {0, 4, 8, 12, 15}, {0, 4, 8, 12, 16}} {
		h.KeepEpoch(epoch, network(10, float32(epoch)))
		if got := numbers(h.epochs); !slices.Equal(got, want) {
			t.Errorf("after epoch %d it has %v, want %v", epoch, got, want)
		}
		for _, k := range h.epochs {
			if v := h.At(protocol.Moment{Epoch: k.number}); len(v) != 10 || v[0] != float32(k.number) || v[9] != float32(k.number) {
				t.Errorf("after epoch %d, epoch %d is %v", epoch, k.number, v)
			}
		}
	}
	if h.At(protocol.Moment{Epoch: 3}) != nil {
		t.Error("a dropped epoch is still there")
	}
	// What is computed again takes its place if it is one of those that are kept.
	h.KeepEpoch(6, network(10, 6))
	h.drop(func(n int) bool { return n == 8 })
	h.KeepEpoch(8, network(10, 8))
	if got := numbers(h.epochs); !slices.Equal(got, []int{0, 4, 8, 12, 16}) {
		t.Errorf("it has %v", got)
	}
}

func TestNothingIsKeptOfWhatIsTooLarge(t *testing.T) {
	h := New(1000)
	h.KeepEpoch(0, network(100, 0))
	h.KeepStep(1, 2, network(100, 0))
	if len(h.epochs) > 0 || len(h.steps) > 0 {
		t.Errorf("it has %v and %v", numbers(h.epochs), numbers(h.steps))
	}
	New(0).KeepEpoch(0, network(1, 0))
}

func TestSteps(t *testing.T) {
	h := New(4 * 4 * 10 * 4) // 4 steps
	for step := 1; step <= 10; step++ {
		h.KeepStep(step, 11, network(10, float32(step)))
	}
	if got := numbers(h.steps); !slices.Equal(got, []int{3, 6, 9}) || h.LastStep() != 9 {
		t.Errorf("it has %v", got)
	}
	if h.At(protocol.Moment{Step: 6})[0] != 6 || h.At(protocol.Moment{Step: 5}) != nil {
		t.Error("the steps have other values")
	}
}

func TestNearest(t *testing.T) {
	h := New(1 << 20)
	if _, _, ok := h.Nearest(protocol.Moment{Epoch: 1}); ok {
		t.Error("there is one in nothing")
	}
	for _, epoch := range []int{0, 1, 2, 9} {
		h.KeepEpoch(epoch, network(1, 0))
	}
	for step := range 8 {
		h.KeepStep(2*step, 1<<17, network(1, 0))
	}
	for _, c := range []struct {
		to, want protocol.Moment
		enough   bool
	}{
		{protocol.Moment{Epoch: 1}, protocol.Moment{Epoch: 1}, true},
		{protocol.Moment{Epoch: 5}, protocol.Moment{Epoch: 2}, false},
		{protocol.Moment{Epoch: 6}, protocol.Moment{Epoch: 9}, false},
		{protocol.Moment{Epoch: 50}, protocol.Moment{Epoch: 9}, false},
		{protocol.Moment{}, protocol.Moment{}, true},
		{protocol.Moment{Step: 5}, protocol.Moment{Step: 4}, true},
		{protocol.Moment{Step: 40}, protocol.Moment{Step: 14}, false},
	} {
		if got, enough, ok := h.Nearest(c.to); got != c.want || enough != c.enough || !ok {
			t.Errorf("nearest to %v is %v, %v, %v; want %v, %v", c.to, got, enough, ok, c.want, c.enough)
		}
	}
	if epoch, ok := h.Before(8); epoch != 2 || !ok {
		t.Errorf("before 8 is %v, %v", epoch, ok)
	}
	if epoch, ok := h.Before(9); epoch != 9 || !ok {
		t.Errorf("up to 9 is %v, %v", epoch, ok)
	}
	u := h.Until(2)
	if !slices.Equal(numbers(u.epochs), []int{0, 1, 2}) || u.LastStep() != 14 {
		t.Errorf("until epoch 2 it has %v and %v", numbers(u.epochs), numbers(u.steps))
	}
	u.ForgetSteps()
	if u.LastStep() != 0 || h.LastStep() != 14 {
		t.Errorf("the steps up to %d are forgotten, and up to %d in another history", u.LastStep(), h.LastStep())
	}
}

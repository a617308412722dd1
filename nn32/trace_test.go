package nn32

import (
	"slices"
	"testing"
)

// Each output of a trace is what a network of the layers up to there predicts, to the bit, and the last what the network itself predicts.
// The networks have every kind of layers, and moving averages that are no longer the initial ones.
func TestTrace(t *testing.T) {
	data := goldenBatches(t)
	x := data.Slice(7, 8).X
	for _, n := range recordedNetworks {
		s := n.build(t)
		if _, err := s.Fit(data, n.options(0, 1)); err != nil {
			t.Fatal(n.name, err)
		}
		traced, err := s.Trace(x)
		if err != nil {
			t.Fatal(n.name, err)
		}
		if len(traced) != len(n.layers) {
			t.Fatalf("%s: %d outputs for %d layers", n.name, len(traced), len(n.layers))
		}
		want, err := s.Predict(x)
		if last := traced[len(traced)-1]; err != nil || !slices.Equal(last.Data, want.Data) {
			t.Errorf("%s: the last output is %v, predicted is %v, %v", n.name, last.Data, want.Data, err)
		}
		var weights [][]float32
		for _, p := range s.Params() {
			weights = append(weights, slices.Clone(p.Value.Data))
		}
		for i, out := range traced {
			if !slices.Equal(out.Shape, s.LayerInfos()[i].Output) {
				t.Errorf("%s: output %d is %v, want %v", n.name, i, out.Shape, s.LayerInfos()[i].Output)
			}
			part, err := NewSequential(s.Input(), 1, copies(n.layers[:i+1])...)
			if err != nil {
				t.Fatal(n.name, err)
			}
			for j, p := range part.Params() {
				copy(p.Value.Data, weights[j])
			}
			if y, err := part.Predict(x); err != nil || !slices.Equal(y.Data, out.Data) {
				t.Errorf("%s: output %d is %v, the layers up to it give %v, %v", n.name, i, out.Data, y.Data, err)
			}
		}
	}
}

// A trace after every step, of whichever sample, changes no weight.
func TestTraceDisturbsNoRun(t *testing.T) {
	data := goldenBatches(t)
	for _, n := range recordedNetworks {
		undisturbed := n.build(t)
		if _, err := undisturbed.Fit(data, n.options(0, 2)); err != nil {
			t.Fatal(n.name, err)
		}
		want := weightsHash(undisturbed)
		s := n.build(t)
		for step, err := range s.Steps(data, n.options(0, 2)) {
			if err == nil {
				_, err = s.Trace(data.Slice(step.Step, step.Step+1).X)
			}
			if err != nil {
				t.Fatal(n.name, err)
			}
		}
		if got := weightsHash(s); got != want {
			t.Errorf("%s: traced, the weights are %s, want %s", n.name, got, want)
		}
	}
}

func TestTraceAllocatesNothing(t *testing.T) {
	data := goldenBatches(t)
	for _, n := range recordedNetworks {
		s, x := n.build(t), data.Slice(0, 1).X
		if many := testing.AllocsPerRun(20, func() { s.Trace(x) }); many > 1 {
			t.Errorf("%s: %v allocations in a trace", n.name, many)
		}
	}
}

func TestTraceTakesOneSample(t *testing.T) {
	s, data := tutorialNetwork(t, 1), goldenBatches(t)
	for name, x := range map[string]*Tensor{"none": nil, "two": data.Slice(0, 2).X, "another shape": NewTensor(1, 9, 9, 1)} {
		if got, err := s.Trace(x); err == nil {
			t.Errorf("%s: traced as %v", name, got)
		}
	}
}

// What a page costs that shows the tutorial's network at work.
func BenchmarkTrace(b *testing.B) {
	s, x := tutorialNetwork(b, 1), NewTensor(1, 8, 8, 1)
	for b.Loop() {
		if _, err := s.Trace(x); err != nil {
			b.Fatal(err)
		}
	}
}

package nn32

import (
	"fmt"
	"testing"
)

// BenchmarkEpoch is an epoch of the tutorial's training over 1,000 digits, in batches of 50.
func BenchmarkEpoch(b *testing.B) {
	s, data := tutorialNetwork(b, 1), goldenBatches(b)
	data = Data{X: &Tensor{Shape: Shape{1000, 8, 8, 1}, Data: append(append([]float32{}, data.X.Data...), data.X.Data...)},
		Labels: append(append([]int{}, data.Labels...), data.Labels...)}
	for b.Loop() {
		if _, err := s.Fit(data, FitOptions{Epochs: 1, BatchSize: 50}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParts measures the parts of one training step of the tutorial's network, as a table.
func BenchmarkParts(b *testing.B) {
	s, data := tutorialNetwork(b, 1), goldenBatches(b).Slice(0, 50)
	rows := s.sequence(0, 50)
	mode := Mode{Training: true, Samples: 50}
	s.gather(data.X, rows)
	s.gatherTargets(data, rows, nil)
	// After a step every tensor has its values, so that each part can run again alone.
	inputs, gradients := []*Tensor{s.x}, make([]*Tensor, s.lossEnd)
	for _, l := range s.chain[:s.lossEnd] {
		inputs = append(inputs, l.Forward(inputs[len(inputs)-1], mode))
	}
	last := inputs[s.lossEnd]
	s.lossOf(last, 50)
	dy := s.dy
	for i := s.lossEnd - 1; i >= 0; i-- {
		gradients[i] = dy
		dy = s.chain[i].Backward(dy, i > 0)
	}
	part := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f()
			}
		})
	}
	part("gather", func() { s.gather(data.X, rows); s.gatherTargets(data, rows, nil) })
	for i, l := range s.chain[:s.lossEnd] {
		part(fmt.Sprintf("%d-%s-forward", i, l.Kind()), func() { l.Forward(inputs[i], mode) })
		part(fmt.Sprintf("%d-%s-backward", i, l.Kind()), func() { l.Backward(gradients[i], i > 0) })
	}
	part("loss", func() { s.lossOf(last, 50) })
	part("optimizer", func() { s.optimizer.Step(1) })
}

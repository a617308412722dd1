package trainer

import (
	"math"
	"runtime"
	"slices"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/embedding"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
)

// mapped awaits a map of a moment that is as far as it comes.
func (p *page) mapped(run int, m protocol.Moment, by protocol.MapMethod) *protocol.DigitMap {
	p.t.Helper()
	return await(p, func(e *protocol.DigitMap) bool {
		return e.Run == run && e.Moment == m && e.Method == by && !e.Preparing && e.Iteration == e.Iterations
	})
}

// featuresOf returns what the layer before the last gives of each digit, by way of Trace, one digit after the other.
func featuresOf(t *testing.T, network *model.Network, parts ...nn32.Data) (features []float32) {
	t.Helper()
	for _, part := range parts {
		for i := range part.Len() {
			outputs, err := network.Trace(0, part.Slice(i, i+1).X)
			if err != nil {
				t.Fatal(err)
			}
			features = append(features, outputs[len(outputs)-2].Data...)
		}
	}
	return features
}

func components(t *testing.T, features []float32, units int) []float32 {
	t.Helper()
	pca, err := embedding.NewPCA(features, units, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	positions, err := pca.Project(features, nil)
	if err != nil {
		t.Fatal(err)
	}
	return positions
}

// mirrored reports whether two maps are the same, or mirrored along an axis or both.
func mirrored(got, want []float32) bool {
	if len(got) != len(want) {
		return false
	}
	for axis := range 2 {
		same, other := true, true
		for i := axis; i < len(got); i += 2 {
			same, other = same && got[i] == want[i], other && got[i] == -want[i]
		}
		if !same && !other {
			return false
		}
	}
	return true
}

func TestMapTakesAsManyUnitsAsThePageSays(t *testing.T) {
	if protocol.MaxMapUnits != embedding.MaxDims {
		t.Errorf("the page says %d, and it is %d", protocol.MaxMapUnits, embedding.MaxDims)
	}
}

// A layer of one unit has a map too, and a run whose weights are not numbers has none, until there are others.
func TestMapOfOddLayers(t *testing.T) {
	s := settings(1)
	s.Layers = []protocol.Layer{{Kind: protocol.Flatten}, {Kind: protocol.Dense, Units: 1, Activation: protocol.Tanh}}
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: s}, &protocol.WatchMap{On: true, Perplexity: 30})
	if m := p.mapped(1, protocol.Moment{}, protocol.PCA); len(m.Positions) != 2*1797 || m.Units != 1 || m.Positions[1] != 0 {
		t.Errorf("the map of one unit has %d numbers", len(m.Positions))
	}
	p.settle()
	p.trainer.inLoop(func() {
		for _, w := range p.trainer.run.network.Members[0].Params() {
			for i := range w.Value.Data {
				w.Value.Data[i] = float32(math.NaN())
			}
		}
		p.trainer.changed()
	})
	if m := p.mapped(1, protocol.Moment{}, protocol.PCA); len(m.Positions) != 0 {
		t.Errorf("a map of what is not numbers has %d numbers", len(m.Positions))
	}
	p.send(&protocol.Build{Run: 2, Settings: s})
	if m := p.mapped(2, protocol.Moment{}, protocol.PCA); len(m.Positions) != 2*1797 {
		t.Errorf("the next run's map has %d numbers", len(m.Positions))
	}
}

// Of a wide layer some units are taken, for the digits and for the drawing.
func TestMapOfAWideLayer(t *testing.T) {
	s := settings(1)
	s.Layers = []protocol.Layer{{Kind: protocol.Flatten}, {Kind: protocol.Dense, Units: 300, Activation: protocol.ReLU}}
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: s}, &protocol.WatchMap{On: true, Perplexity: 30})
	m := p.mapped(1, protocol.Moment{}, protocol.PCA)
	p.settle()
	split, network := p.trainer.run.data, p.trainer.run.network
	all := featuresOf(t, network, split.Test, split.Fit, split.Validation)
	taken := embedding.MostVaried(all[:512*300], 300)
	var features []float32
	for i := 0; i < len(all); i += 300 {
		for _, unit := range taken {
			features = append(features, all[i+unit])
		}
	}
	if m.Units != 300 || !mirrored(m.Positions, components(t, features, protocol.MaxMapUnits)) {
		t.Errorf("the map of %d units is another", m.Units)
	}
	ink := make([]byte, 64)
	for i, v := range split.Test.X.Values()[9*64:][:64] {
		ink[i] = byte(v)
	}
	p.send(&protocol.Predict{ID: 5, Source: protocol.Edited, Width: 8, Height: 8, Ink: ink})
	place := await(p, func(e *protocol.MapPlace) bool { return e.ID == 5 })
	if !place.Known || place.Nearest[0] != 9 || math.Abs(float64(place.X-m.Positions[18])) > 1e-3 {
		t.Errorf("the drawing lies at %v, %v near %v, want at %v like digit 9", place.X, place.Y, place.Nearest, m.Positions[18:20])
	}
}

// The map by PCA is that of the layer before the last, for all digits in the order of the wall, at the moment that is shown. The axes
// keep their direction, and the drawing lies where its own outputs project to.
func TestMapByComponents(t *testing.T) {
	s := settings(3)
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: s}, &protocol.WatchMap{On: true, Perplexity: 30})
	m := p.mapped(1, protocol.Moment{}, protocol.PCA)
	split, err := p.trainer.data.Split(s)
	if err != nil {
		t.Fatal(err)
	}
	network, err := model.New(s)
	if err != nil {
		t.Fatal(err)
	}
	parts := []nn32.Data{split.Test, split.Fit, split.Validation}
	byEpoch := [][]float32{components(t, featuresOf(t, network, parts...), 50)}
	for step, err := range network.Steps(split.Fit, s, 0) {
		if err != nil {
			t.Fatal(err)
		}
		if step.Last {
			byEpoch = append(byEpoch, components(t, featuresOf(t, network, parts...), 50))
		}
	}
	if len(m.Positions) != 2*1797 || !slices.Equal(m.Positions, byEpoch[0]) || m.Units != 50 || len(m.Variances) != 2 {
		t.Errorf("the untrained map has %d numbers of %d units with variances %v, or is another", len(m.Positions), m.Units, m.Variances)
	}
	for epoch := 1; epoch <= 3; epoch++ {
		p.send(&protocol.StepEpoch{Run: 1})
		if m = p.mapped(1, protocol.Moment{Epoch: epoch}, protocol.PCA); !mirrored(m.Positions, byEpoch[epoch]) {
			t.Errorf("after epoch %d the map is another", epoch)
		}
	}
	p.settle()
	before := m.Positions
	p.send(&protocol.LookAt{Run: 1, Moment: protocol.Moment{Epoch: 2}})
	m = p.mapped(1, protocol.Moment{Epoch: 2}, protocol.PCA)
	if !mirrored(m.Positions, byEpoch[2]) {
		t.Error("at epoch 2 the map is another")
	}
	for axis := range 2 {
		var along float64
		for i := axis; i < len(before); i += 2 {
			along += float64(before[i] * m.Positions[i])
		}
		if along < 0 {
			t.Errorf("axis %d has turned around", axis)
		}
	}
	// A test digit, drawn cell by cell, lies where the digit does.
	p.send(&protocol.LookAt{Run: 1, Now: true})
	m = p.mapped(1, protocol.Moment{Epoch: 3}, protocol.PCA)
	ink := make([]byte, 64)
	for i, v := range split.Test.X.Values()[7*64:][:64] {
		ink[i] = byte(v)
	}
	p.send(&protocol.Predict{ID: 5, Source: protocol.Edited, Width: 8, Height: 8, Ink: ink})
	place := await(p, func(e *protocol.MapPlace) bool { return e.ID == 5 })
	if !place.Known || place.Nearest[0] != 7 || math.Abs(float64(place.X-m.Positions[14])) > 1e-3 || math.Abs(float64(place.Y-m.Positions[15])) > 1e-3 {
		t.Errorf("the drawing lies at %v, %v near %v, want at %v like digit 7", place.X, place.Y, place.Nearest, m.Positions[14:16])
	}
	p.send(&protocol.Predict{ID: 6})
	if place := await(p, func(e *protocol.MapPlace) bool { return e.ID != 5 }); place.Known {
		t.Error("an empty canvas has a place")
	}
}

// t-SNE goes on by itself until its end; it is the one of the package's own run. It rests when it is told to, ends for a run, goes on
// afterwards, and begins at another moment from where it was.
func TestMapByNeighbours(t *testing.T) {
	if testing.Short() {
		t.Skip("takes 10 seconds")
	}
	s := settings(2)
	p := start(t, &fakeHost{})
	p.train(1, s)
	watch := &protocol.WatchMap{On: true, Method: protocol.TSNE, Perplexity: 20, Iterating: true}
	p.send(watch)
	last := protocol.Moment{Epoch: 2}
	first := p.mapped(1, last, protocol.TSNE)
	features := featuresOf(t, p.trainer.run.network, p.trainer.run.data.Test, p.trainer.run.data.Fit, p.trainer.run.data.Validation)
	tsne, err := embedding.NewTSNE(features, 50, embedding.TSNEOptions{Perplexity: 20, Seed: s.Seed}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 500 {
		if err := tsne.Step(nil); err != nil {
			t.Fatal(err)
		}
	}
	if first.Iterations != 500 || !slices.Equal(first.Positions, tsne.Positions()) {
		t.Errorf("after %d iterations the map is another", first.Iterations)
	}
	p.settle()
	p.send(&protocol.LookAt{Run: 1, Moment: protocol.Moment{Epoch: 1}})
	begun := await(p, func(e *protocol.DigitMap) bool { return e.Moment.Epoch == 1 && e.Preparing })
	if !slices.Equal(begun.Positions, first.Positions) {
		t.Error("the next moment does not begin from the map before")
	}
	on := await(p, func(e *protocol.DigitMap) bool { return e.Moment.Epoch == 1 && e.Iteration > 0 })
	if on.Iterations != 200 {
		t.Errorf("it has %d iterations, want 200", on.Iterations)
	}
	if runtime.GOARCH != "wasm" { // there the trainer has the only thread
		rest := *watch
		rest.Iterating = false
		p.send(&rest)
		p.settle()
		p.host.mu.Lock()
		var resting *protocol.DigitMap
		for _, e := range p.host.events {
			if m, ok := e.(*protocol.DigitMap); ok {
				resting = m
			}
		}
		p.host.mu.Unlock()
		if resting.Iteration == 200 {
			t.Fatal("it was at its end before it was told to rest")
		}
		p.send(watch)
		if m := p.mapped(1, protocol.Moment{Epoch: 1}, protocol.TSNE); m.Iteration != 200 {
			t.Errorf("it ends after %d iterations, want 200", m.Iteration)
		}
	}
	again := *watch
	again.Anew = 1
	p.send(&again)
	if m := await(p, func(e *protocol.DigitMap) bool { return e.Iteration > 0 && e.Iterations == 500 && e != first }); m.Moment.Epoch != 1 {
		t.Error("it does not begin anew")
	}
	p.send(&protocol.Build{Run: 2, Settings: s}, &protocol.Train{Run: 2})
	await(p, func(e *protocol.Tested) bool { return e.Run == 2 })
}

package model

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"digitlab/wasm/protocol"
)

// randomLayer returns a layer that is often valid after others.
func randomLayer(r *rand.Rand) protocol.Layer {
	l := protocol.Layer{Kind: protocol.LayerKind(r.UintN(uint(protocol.LayerKinds))), Units: 1 + r.IntN(12), Size: 1 + r.IntN(4), Stride: r.IntN(3),
		Same: r.IntN(2) == 0, Activation: protocol.Activation(r.UintN(uint(protocol.Activations))), Rate: r.Float32() * protocol.MaxRate}
	switch r.IntN(40) {
	case 0:
		l.Units = []int{-1, 0, protocol.MaxUnits, protocol.MaxUnits + 1}[r.IntN(4)]
	case 1:
		l.Size = r.IntN(protocol.MaxSize+3) - 1
	case 2:
		l.Stride = r.IntN(protocol.MaxSize+3) - 1
	case 3:
		l.Rate = r.Float32()*3 - 1
	case 4:
		l.Kind = protocol.LayerKinds
	case 5:
		l.Activation = protocol.Activations
	}
	return l
}

// Describe and nn32 agree on stacks of layers: what Describe describes is what nn32 builds, and what Describe refuses nn32 refuses
// too, or it exceeds the page's limits.
func TestDescribeIsWhatIsBuilt(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var built int
	type refusal struct {
		reason    protocol.ProblemReason
		parameter protocol.Parameter
	}
	refused := map[refusal]int{}
	for range 5000 {
		var layers []protocol.Layer
		for range r.IntN(8) {
			layers = append(layers, randomLayer(r))
		}
		if r.IntN(3) > 0 { // otherwise few stacks end in a shape that the last layer accepts
			layers = append(layers, protocol.Layer{Kind: protocol.Flatten})
		}
		s := protocol.DefaultSettings()
		s.Layers, s.BatchSize, s.Data = layers, 8, protocol.DataSet(r.IntN(2))
		infos, problem := protocol.Describe(s.Data.Side(), layers)
		if problem != nil {
			refused[refusal{problem.Reason, problem.Parameter}]++
			switch problem.Reason {
			case protocol.LargerThanInput, protocol.NeedsImage, protocol.NeedsFlatten:
				s.Layers = layers[:min(problem.Layer+1, len(layers))]
				if _, err := New(s); err == nil {
					t.Errorf("%v: Describe says %v, nn32 nothing", layers, problem)
				}
			}
			continue
		}
		built++
		network, err := New(s)
		if err != nil {
			t.Errorf("%v: Describe says nothing, nn32 %v", layers, err)
			continue
		}
		var got []protocol.LayerInfo
		for _, l := range network.LayerInfos() {
			got = append(got, protocol.LayerInfo{Name: l.Name, Output: l.Output, Params: l.Params})
		}
		if !reflect.DeepEqual(got, infos) {
			t.Errorf("%v: Describe says %v, nn32 %v", layers, infos, got)
		}
	}
	t.Logf("%d were built, refused by reason: %v", built, refused)
	if built < 500 || len(refused) < 7 {
		t.Errorf("%d were built, refused by reason: %v; too few to prove anything", built, refused)
	}
}

// The memory of all networks counts.
func TestEnsembleThatIsTooLarge(t *testing.T) {
	s := protocol.DefaultSettings()
	s.Layers = []protocol.Layer{{Kind: protocol.Conv2D, Units: 200, Size: 3, Same: true}, {Kind: protocol.GlobalAveragePooling2D}}
	s.BatchSize = 1500
	if err := s.Check(); err != nil {
		t.Errorf("one network: %v", err)
	}
	if s.Members = protocol.MaxEnsemble; s.Check() == nil {
		t.Error("ten networks are fine")
	}
}

package formatstest

import (
	"slices"
	"testing"

	"digitlab/nn32/formats"
)

func TestEveryKindIsDrawn(t *testing.T) {
	seen := map[string]bool{}
	for seed := range uint64(Networks) {
		for _, l := range Model(t, seed).Layers {
			seen[string(l.Class)] = true
			seen[l.Padding+" "+string(l.Class)] = true
			seen[l.Activation+" "+string(l.Class)] = true
			if l.Class == formats.Activation && l.Activation == "leaky_relu" && l.Slope != .2 || l.Activation == "elu" && l.Class == formats.Activation && l.Alpha != 1 {
				seen["parameter of "+l.Activation] = true
			}
			if (l.Class == formats.Conv2D || l.Class == formats.Dense) && len(l.Tensors) == 1 {
				seen["no bias "+string(l.Class)] = true
			}
		}
	}
	want := []string{"Conv2D", "MaxPooling2D", "AveragePooling2D", "GlobalAveragePooling2D", "Flatten", "Dense", "Dropout", "BatchNormalization", "Activation",
		"valid Conv2D", "same Conv2D", "same MaxPooling2D", "valid MaxPooling2D", "same AveragePooling2D", "parameter of leaky_relu", "parameter of elu",
		"no bias Conv2D", "no bias Dense"}
	for _, a := range formats.Activations {
		want = append(want, a+" Conv2D", a+" Dense", a+" Activation")
	}
	for _, w := range want {
		if !seen[w] {
			t.Errorf("%d seeds draw no %s", Networks, w)
		}
	}
}

func TestDrawnNetworksComeBack(t *testing.T) {
	x := Images(4)
	for seed := range uint64(Networks) {
		s := Network(t, seed)
		want, err := s.Predict(x)
		if err != nil {
			t.Fatal(err)
		}
		if got := Predict(t, Model(t, seed), x); !slices.Equal(got, want.Data) {
			t.Errorf("seed %d: %v, want %v", seed, got, want.Data)
		}
	}
}

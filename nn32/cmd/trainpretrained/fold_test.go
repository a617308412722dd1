package main

import (
	"math"
	"math/rand/v2"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/pretrained"
)

// noise returns images of random pixels.
func noise(n int) nn32.Data {
	rng := rand.New(rand.NewPCG(5, 5))
	d := nn32.Data{X: nn32.NewTensor(n, 28, 28, 1)}
	for i := range d.X.Data {
		d.X.Data[i] = float32(rng.IntN(256))
	}
	for i := range n {
		d.Labels = append(d.Labels, i%10)
	}
	return d
}

// A trained network gives the same outputs after its batch normalisation was folded away.
func TestFold(t *testing.T) {
	images := noise(128)
	network, err := train(images, 1)
	if err != nil {
		t.Fatal(err)
	}
	want, err := network.Predict(images.X)
	if err != nil {
		t.Fatal(err)
	}
	n, err := pretrained.New()
	if err != nil {
		t.Fatal(err)
	}
	folded := fold(network)
	for i, p := range n.Sequential().Params() {
		if len(p.Value.Data) != len(folded[i].Value.Data) {
			t.Fatalf("%s has %d elements, folded %d", p.Name, len(p.Value.Data), len(folded[i].Value.Data))
		}
		copy(p.Value.Data, folded[i].Value.Data)
	}
	got, err := n.Sequential().Predict(images.X)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range got.Data {
		if math.Abs(float64(v-want.Data[i])) > 1e-4 {
			t.Fatalf("output %d is %v, want %v", i, v, want.Data[i])
		}
	}
}

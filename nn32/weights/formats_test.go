package weights

import (
	"testing"

	"github.com/nlpodyssey/safetensors"

	"digitlab/nn32/formats"
	"digitlab/nn32/formats/formatstest"
)

// The library that this package reads its files with also reads those of package formats.
func TestSafetensorsOfFormats(t *testing.T) {
	m := formatstest.Model(t, 1)
	m.Ink = 16
	file, err := formats.Safetensors.Write("net", m)
	if err != nil {
		t.Fatal(err)
	}
	s, err := safetensors.Deserialize(file.Data)
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, l := range m.Layers {
		for _, tensor := range l.Tensors {
			count++
			got, ok := s.Tensor(l.Name + "/" + tensor.Name)
			if !ok || len(got.Data()) != 4*len(tensor.Data) {
				t.Errorf("there is no %s/%s of %d numbers", l.Name, tensor.Name, len(tensor.Data))
			}
		}
	}
	if s.Len() != count {
		t.Errorf("%d tensors, want %d", s.Len(), count)
	}
}

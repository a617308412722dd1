package models

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/formats"
	"digitlab/nn32/formats/formatstest"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
)

// run builds the network of a fitted run with the weights of a candidate.
func (f *fitted) run(t *testing.T, candidate int) *model.Network {
	t.Helper()
	n, err := model.New(f.settings)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range n.Params() {
		if w := f.candidates[candidate].Weights; len(w) != len(n.Params()) || len(w[i].Data) != len(p.Value.Data) {
			t.Fatalf("%d tensors for %d, the %d. of another size", len(w), len(n.Params()), i)
		}
	}
	n.SetWeights(f.candidates[candidate].Weights)
	return n
}

// far returns the largest difference of the probabilities that a model and a fitted run give for pictures whose pixels go up to the scale of each
// candidate.
func (f *fitted) far(t *testing.T, m *formats.Model) (far float64) {
	t.Helper()
	x := formatstest.Images(20)
	for k, scale := range f.scales {
		times := func(by float32) *nn32.Tensor {
			out := nn32.NewTensor(x.Shape...)
			for i, v := range x.Data {
				out.Data[i] = v * by
			}
			return out
		}
		want := formatstest.Predict(t, m, times(scale))
		got, err := f.run(t, k).Predict(times(f.settings.Data.Ink()))
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range want {
			far = max(far, math.Abs(float64(p-got.Data[i])))
		}
	}
	return far
}

// Networks of all kinds of layers give the same probabilities as runs, for every scale of their pictures; the others are refused with a reason.
func TestFitGivesTheSame(t *testing.T) {
	kinds, functions, refused := map[protocol.LayerKind]int{}, map[protocol.Activation]int{}, map[MisfitReason]int{}
	count := 0
	for seed := range uint64(6000) {
		m := formatstest.Model(t, seed)
		switch rng := rand.New(rand.NewPCG(seed, 1)); rng.IntN(4) {
		case 0:
			m.Layers = append([]formats.Layer{{Class: formats.Rescaling, Name: "rescaling", Scale: 1. / 16}}, m.Layers...)
		case 1:
			m.Layers = append([]formats.Layer{{Class: formats.Rescaling, Name: "rescaling", Scale: -1. / 8, Offset: 1}}, m.Layers...)
		case 2: // sums, to which softmax is added
			if last := &m.Layers[len(m.Layers)-1]; last.Class == formats.Activation {
				want := m.Layers
				m.Layers = m.Layers[:len(m.Layers)-1]
				f, err := fit([]*formats.Model{m})
				if err == nil && !f.sums {
					t.Errorf("network %d: nobody noticed that it gives sums", seed)
				}
				m.Layers = want
			}
		}
		f, err := fit([]*formats.Model{m})
		if misfit := (*Misfit)(nil); errors.As(err, &misfit) {
			refused[misfit.Reason]++
			continue
		} else if err != nil {
			t.Fatal(err)
		}
		count++
		for _, l := range f.settings.Layers {
			kinds[l.Kind]++
			if l.Kind == protocol.Conv2D || l.Kind == protocol.Dense || l.Kind == protocol.ActivationLayer {
				functions[l.Activation]++
			}
		}
		if far := f.far(t, m); far > 5e-5 || math.IsNaN(far) {
			t.Errorf("network %d differs by %g", seed, far)
		}
	}
	t.Logf("%d fitted; refused %v", count, refused)
	if count < 100 || len(kinds) != int(protocol.LayerKinds) || len(functions) != int(protocol.Activations) || refused[NotSquare] == 0 || refused[UnknownFunction] == 0 {
		t.Errorf("%d fitted, with the kinds %v and the functions %v; refused %v", count, kinds, functions, refused)
	}
}

// A run comes back from its own models, to the bit and with the same settings; so does an ensemble.
func TestOwnModelsComeBack(t *testing.T) {
	s := protocol.DefaultSettings()
	s.Members = 2
	s.Layers = []protocol.Layer{{Kind: protocol.MaxPooling2D, Size: 2, Stride: 1, Same: true}, {Kind: protocol.Conv2D, Units: 4, Size: 3, Stride: 2, Same: true, Activation: protocol.Linear},
		{Kind: protocol.BatchNormalization}, {Kind: protocol.ActivationLayer, Activation: protocol.ELU}, {Kind: protocol.Dropout, Rate: .25}, {Kind: protocol.LeakyReLULayer, Rate: .125},
		{Kind: protocol.AveragePooling2D, Size: 2}, {Kind: protocol.Flatten}, {Kind: protocol.Dense, Units: 7, Activation: protocol.LeakyReLU}}
	n, err := model.New(s)
	if err != nil {
		t.Fatal(err)
	}
	weights := n.Weights()
	members, err := modelsOf("mine", s, weights)
	if err != nil {
		t.Fatal(err)
	}
	f, err := fit(members)
	if err != nil {
		t.Fatal(err)
	}
	if !f.settings.Equal(s) || !slices.Equal(f.settings.Layers, s.Layers) || f.sums || !slices.Equal(f.scales, []float32{16}) {
		t.Errorf("settings %+v, want %+v; scales %v", f.settings, s, f.scales)
	}
	for i, w := range f.candidates[0].Weights {
		if !reflect.DeepEqual(w.Data, weights[i].Data) {
			t.Errorf("%s is another", weights[i].Name)
		}
	}
	for data, ink := range map[protocol.DataSet]float32{protocol.Digits: 16, protocol.OpenedSmall: 16, protocol.MNIST: 1, protocol.Opened: 1} {
		of := protocol.DefaultSettings()
		if of.Data = data; !data.Small() {
			of.Layers = []protocol.Layer{{Kind: protocol.GlobalAveragePooling2D}}
		}
		n, err := model.New(of)
		if err != nil {
			t.Fatal(err)
		}
		if members, err := modelsOf("", of, n.Weights()); err != nil || members[0].Ink != ink {
			t.Errorf("of data set %d the file says that ink is %v, %v; want %v", data, members[0].Ink, err, ink)
		}
	}
	if _, err := modelsOf("mine", s, weights[1:]); err == nil {
		t.Error("a tensor is missing, and nobody noticed")
	}
	if _, err := modelsOf("mine", s, append(weights, weights[0])); err == nil {
		t.Error("there is a tensor too many, and nobody noticed")
	}
}

// What does not fit is named.
func TestMisfits(t *testing.T) {
	s := protocol.DefaultSettings()
	n, err := model.New(s)
	if err != nil {
		t.Fatal(err)
	}
	of := func(change func(m *formats.Model)) []*formats.Model {
		members, err := modelsOf("", s, n.Weights())
		if err != nil {
			t.Fatal(err)
		}
		change(members[0])
		return members
	}
	dense := func(units, in int, function string) formats.Layer {
		return formats.Layer{Class: formats.Dense, Units: units, Activation: function, Tensors: []formats.Tensor{
			{Name: "kernel", Shape: []int{in, units}, Data: make([]float32, in*units)}}}
	}
	other, err := modelsOf("", s, n.Weights())
	if err != nil {
		t.Fatal(err)
	}
	other[0].Layers[0].Activation = "gelu"
	for name, c := range map[string]struct {
		members []*formats.Model
		want    Misfit
	}{
		"input":    {of(func(m *formats.Model) { m.Input = [3]int{16, 16, 1} }), Misfit{Reason: WrongInput, Have: "16×16×1"}},
		"output":   {of(func(m *formats.Model) { m.Layers[4] = dense(9, 50, "softmax") }), Misfit{Reason: WrongOutput, Have: "9"}},
		"sigmoid":  {of(func(m *formats.Model) { m.Layers[4] = dense(10, 50, "sigmoid") }), Misfit{Reason: WrongOutput, Layer: 5, Class: formats.Dense, Have: "sigmoid"}},
		"function": {of(func(m *formats.Model) { m.Layers[0].Activation = "softmax" }), Misfit{Reason: UnknownFunction, Layer: 1, Class: formats.Conv2D, Have: "softmax"}},
		"members":  {append(of(func(*formats.Model) {}), other[0]), Misfit{Reason: UnlikeMembers}},
		"many":     {slices.Repeat(other, protocol.MaxEnsemble+1), Misfit{Reason: TooManyNetworks, Have: strconv.Itoa(protocol.MaxEnsemble + 1)}},
		"stride": {of(func(m *formats.Model) {
			m.Layers[1].Strides = [2]int{2, 2}
			m.Layers[1].Window = [2]int{2, 3}
			m.Layers[1].Padding = "same"
		}), Misfit{Reason: NotSquare, Layer: 2, Class: formats.MaxPooling2D, Have: "2×3"}},
	} {
		_, err := fit(c.members)
		if misfit := (*Misfit)(nil); !errors.As(err, &misfit) || *misfit != c.want {
			t.Errorf("%s: %#v, want %#v", name, err, c.want)
		}
	}
}

// A layer that there is not here is named as the file names it, in the page's language.
func TestUnknownLayerIsNamed(t *testing.T) {
	members, err := modelsOf("", protocol.DefaultSettings(), initialOf(t))
	if err != nil {
		t.Fatal(err)
	}
	for format, change := range map[*formats.Format][2]string{&formats.ONNX: {"MaxPool", "LpPool9"}, &formats.KerasH5: {"\"MaxPooling2D\"", "\"MaxPooling9D\""}} {
		file, err := format.Write("x", members...)
		if err != nil {
			t.Fatal(err)
		}
		changed := bytes.ReplaceAll(file.Data, []byte(change[0]), []byte(change[1]))
		_, err = formats.Read([]formats.File{{Name: "x", Data: changed}})
		if err == nil {
			t.Fatalf("%s: %s is read", format.Name, change[1])
		}
		for _, in := range []words{texts.English, texts.Korean} {
			kind := strings.Trim(change[1], "\"")
			if got := refusal(err).text(in); !strings.Contains(got, kind) {
				t.Errorf("%s: %q does not name %s; the error is %v", format.Name, got, kind, err)
			}
		}
	}
}

func initialOf(t *testing.T) []protocol.Array {
	t.Helper()
	n, err := model.New(protocol.DefaultSettings())
	if err != nil {
		t.Fatal(err)
	}
	return n.Weights()
}

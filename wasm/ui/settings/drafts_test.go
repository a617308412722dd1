package settings

import (
	"slices"
	"strings"
	"testing"

	"digitlab/wasm/protocol"
)

func TestDrafts(t *testing.T) {
	tutorial := draftsOf(protocol.TutorialLayers())
	before := slices.Clone(tutorial)
	added := func(kind protocol.LayerKind) Drafts { d, _ := tutorial.Added(kind, 8); return d }
	for _, c := range []struct {
		name string
		got  Drafts
		want string
	}{
		{"as it is", tutorial, "conv10x3-maxpool2-flatten-dense50"},
		{"moved down", tutorial.Moved(0, 1), "maxpool2-conv10x3-flatten-dense50"},
		{"moved up", tutorial.Moved(3, 0), "dense50-conv10x3-maxpool2-flatten"},
		{"moved out", tutorial.Moved(0, -1), "conv10x3-maxpool2-flatten-dense50"},
		{"without", tutorial.Without(1), "conv10x3-flatten-dense50"},
		{"changed", tutorial.With(0, tutorial[0].Type(protocol.FiltersParameter, " 7 ")), "conv7x3-maxpool2-flatten-dense50"},
		{"a convolution goes before Flatten", added(protocol.Conv2D), "conv10x3-maxpool2-conv16x3-flatten-dense50"},
		{"a pool too", added(protocol.AveragePooling2D), "conv10x3-maxpool2-avgpool2-flatten-dense50"},
		{"a dropout goes to the end", added(protocol.Dropout), "conv10x3-maxpool2-flatten-dense50-dropout0.25"},
		{"a Flatten where it is missing", func() Drafts { d, _ := tutorial.Without(2).Added(protocol.Flatten, 8); return d }(),
			"conv10x3-maxpool2-flatten-dense50"},
		{"what fits nowhere goes to the end", func() Drafts { d, _ := tutorial.Without(2).Added(protocol.Conv2D, 8); return d }(),
			"conv10x3-maxpool2-dense50-conv16x3"},
	} {
		if got := LayersWord(c.got.Layers()); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if !slices.Equal(tutorial, before) {
		t.Error("a stack was changed in place")
	}
	twice := added(protocol.Conv2D).Names()
	if want := []string{"Conv2D", "MaxPooling2D", "Conv2D 2", "Flatten", "Dense"}; !slices.Equal(twice, want) {
		t.Errorf("names %q", twice)
	}
}

func TestDraftThatIsNoNumber(t *testing.T) {
	for _, c := range []struct {
		kind  protocol.LayerKind
		of    protocol.Parameter
		typed string
	}{
		{protocol.Dense, protocol.UnitsParameter, ""}, {protocol.Dense, protocol.UnitsParameter, "ten"}, {protocol.Dense, protocol.UnitsParameter, "-1"},
		{protocol.Dense, protocol.UnitsParameter, "513"}, {protocol.Dense, protocol.UnitsParameter, "99999999999999999999"},
		{protocol.Dropout, protocol.RateParameter, ""}, {protocol.Dropout, protocol.RateParameter, "NaN"}, {protocol.Dropout, protocol.RateParameter, "0.95"},
		{protocol.Dropout, protocol.RateParameter, "-0.1"},
	} {
		stack := draftsOf([]protocol.Layer{{Kind: protocol.Flatten}, protocol.NewLayer(c.kind)})
		stack = stack.With(1, stack[1].Type(c.of, c.typed))
		_, problem := protocol.Describe(8, stack.Layers())
		if problem == nil || problem.Layer != 1 || problem.Reason != protocol.ParameterOutside || problem.Parameter != c.of {
			t.Errorf("%v %q: %v", c.kind, c.typed, problem)
		}
		f := FieldsOf(protocol.DefaultSettings()).With(stack)
		if _, ok := f.Settings(); ok {
			t.Errorf("%v %q begins a run", c.kind, c.typed)
		}
	}
}

// One truth: what is set for all layers at once is in the layers, and the cards show it.
func TestSettingsOfTheLayers(t *testing.T) {
	f := FieldsOf(protocol.DefaultSettings())
	f = f.Set(protocol.ActivationSetting, "tanh").Set(protocol.NormalizationSetting, "on").Set(protocol.DropoutSetting, "0.5")
	if got := LayersWord(f.Layers.Layers()); got != "conv10x3.tanh-bn-maxpool2-flatten-dense50.tanh-bn" {
		t.Errorf("a dropout that is being typed is in the layers already: %s", got)
	}
	if f = f.Settled(); LayersWord(f.Layers.Layers()) != "conv10x3.tanh-bn-maxpool2-flatten-dense50.tanh-bn-dropout0.5" {
		t.Error(LayersWord(f.Layers.Layers()))
	}
	changed := f.Layers[0]
	changed.Layer.Activation = protocol.ReLU
	f = f.With(f.Layers.With(0, changed).Without(1))
	if f.Typed[protocol.ActivationSetting] != mixed || f.Typed[protocol.NormalizationSetting] != mixed || f.Typed[protocol.DropoutSetting] != "0.5" {
		t.Errorf("%v", f.Typed)
	}
	if s, ok := f.Settings(); !ok || s.Check() != nil {
		t.Errorf("%+v, %v", s, ok)
	}
	if f = f.Set(protocol.DropoutSetting, "0").Settled(); strings.Contains(LayersWord(f.Layers.Layers()), "dropout") {
		t.Error(LayersWord(f.Layers.Layers()))
	}
}

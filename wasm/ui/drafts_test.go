package ui

import (
	"slices"
	"strings"
	"testing"

	"digitlab/wasm/protocol"
)

func TestDrafts(t *testing.T) {
	tutorial := draftsOf(protocol.TutorialLayers())
	before := slices.Clone(tutorial)
	added := func(kind protocol.LayerKind) drafts { d, _ := tutorial.added(kind, 8); return d }
	for _, c := range []struct {
		name string
		got  drafts
		want string
	}{
		{"as it is", tutorial, "conv10x3-maxpool2-flatten-dense50"},
		{"moved down", tutorial.moved(0, 1), "maxpool2-conv10x3-flatten-dense50"},
		{"moved up", tutorial.moved(3, 0), "dense50-conv10x3-maxpool2-flatten"},
		{"moved out", tutorial.moved(0, -1), "conv10x3-maxpool2-flatten-dense50"},
		{"without", tutorial.without(1), "conv10x3-flatten-dense50"},
		{"changed", tutorial.with(0, draft{tutorial[0].Layer, " 7 "}), "conv7x3-maxpool2-flatten-dense50"},
		{"a convolution goes before Flatten", added(protocol.Conv2D), "conv10x3-maxpool2-conv16x3-flatten-dense50"},
		{"a pool too", added(protocol.AveragePooling2D), "conv10x3-maxpool2-avgpool2-flatten-dense50"},
		{"a dropout goes to the end", added(protocol.Dropout), "conv10x3-maxpool2-flatten-dense50-dropout0.25"},
		{"a Flatten where it is missing", func() drafts { d, _ := tutorial.without(2).added(protocol.Flatten, 8); return d }(),
			"conv10x3-maxpool2-flatten-dense50"},
		{"what fits nowhere goes to the end", func() drafts { d, _ := tutorial.without(2).added(protocol.Conv2D, 8); return d }(),
			"conv10x3-maxpool2-dense50-conv16x3"},
	} {
		if got := layersWord(c.got.layers()); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if !slices.Equal(tutorial, before) {
		t.Error("a stack was changed in place")
	}
	twice := added(protocol.Conv2D).names()
	if want := []string{"Conv2D", "MaxPooling2D", "Conv2D 2", "Flatten", "Dense"}; !slices.Equal(twice, want) {
		t.Errorf("names %q", twice)
	}
}

func TestDraftThatIsNoNumber(t *testing.T) {
	for _, c := range []struct {
		kind   protocol.LayerKind
		typed  string
		reason protocol.ProblemReason
	}{
		{protocol.Dense, "", protocol.UnitsOutside}, {protocol.Dense, "ten", protocol.UnitsOutside}, {protocol.Dense, "-1", protocol.UnitsOutside},
		{protocol.Dense, "513", protocol.UnitsOutside}, {protocol.Dense, "99999999999999999999", protocol.UnitsOutside},
		{protocol.Dropout, "", protocol.RateOutside}, {protocol.Dropout, "NaN", protocol.RateOutside}, {protocol.Dropout, "0.95", protocol.RateOutside},
		{protocol.Dropout, "-0.1", protocol.RateOutside},
	} {
		stack := draftsOf([]protocol.Layer{{Kind: protocol.Flatten}, newLayer(c.kind)})
		stack = stack.with(1, draft{stack[1].Layer, c.typed})
		_, problem := protocol.Describe(8, stack.layers())
		if problem == nil || problem.Layer != 1 || problem.Reason != c.reason {
			t.Errorf("%v %q: %v", c.kind, c.typed, problem)
		}
		f := fieldsOf(protocol.DefaultSettings()).with(stack)
		if _, ok := f.settings(); ok {
			t.Errorf("%v %q begins a run", c.kind, c.typed)
		}
	}
}

// One truth: what is set for all layers at once is in the layers, and the cards show it.
func TestSettingsOfTheLayers(t *testing.T) {
	f := fieldsOf(protocol.DefaultSettings())
	f = f.set(activationSetting, "tanh").set(normalizationSetting, "on").set(dropoutSetting, "0.5")
	if got := layersWord(f.layers.layers()); got != "conv10x3.tanh-bn-maxpool2-flatten-dense50.tanh-bn" {
		t.Errorf("a dropout that is being typed is in the layers already: %s", got)
	}
	if f = f.settled(); layersWord(f.layers.layers()) != "conv10x3.tanh-bn-maxpool2-flatten-dense50.tanh-bn-dropout0.5" {
		t.Error(layersWord(f.layers.layers()))
	}
	changed := f.layers[0]
	changed.Layer.Activation = protocol.ReLU
	f = f.with(f.layers.with(0, changed).without(1))
	if f.typed[activationSetting] != mixed || f.typed[normalizationSetting] != mixed || f.typed[dropoutSetting] != "0.5" {
		t.Errorf("%v", f.typed)
	}
	if s, ok := f.settings(); !ok || s.Check() != nil {
		t.Errorf("%+v, %v", s, ok)
	}
	if f = f.set(dropoutSetting, "0").settled(); strings.Contains(layersWord(f.layers.layers()), "dropout") {
		t.Error(layersWord(f.layers.layers()))
	}
}

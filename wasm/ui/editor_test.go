package ui

import (
	"slices"
	"strings"
	"testing"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// kinds writes a stack in the words of a link.
func kinds(d drafts) string {
	var words []string
	for _, l := range d.layers() {
		words = append(words, layerWord(l))
	}
	return strings.Join(words, "-")
}

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
		if got := kinds(c.got); got != c.want {
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

func TestUndoLayers(t *testing.T) {
	l, expect := trained(t)
	l.become(protocol.Running)
	stack := func(want string) {
		t.Helper()
		if got := kinds(l.fields.layers); got != want {
			t.Errorf("the stack is %s, want %s", got, want)
		}
	}
	l.setLayers(l.fields.layers.without(1))
	l.typeLayers(l.fields.layers.with(0, draft{l.fields.layers[0].Layer, "1"}))
	l.typeLayers(l.fields.layers.with(0, draft{l.fields.layers[0].Layer, "12"}))
	l.commit()
	l.typed(normalizationSetting, "on")
	l.commit()
	l.chooseSettings(protocol.MLPPreset.Settings())
	stack("flatten-dense64-dense32")
	l.undoLayers()
	stack("conv12x3-bn-flatten-dense50-bn")
	l.undoLayers()
	stack("conv12x3-flatten-dense50")
	if got := l.fields.typed[normalizationSetting]; got != "off" {
		t.Errorf("batch normalisation is %s", got)
	}
	l.undoLayers()
	stack("conv10x3-flatten-dense50")
	l.undoLayers()
	stack("conv10x3-maxpool2-flatten-dense50")
	l.undoLayers()
	stack("conv10x3-maxpool2-flatten-dense50")
	if l.mayUndoLayers() {
		t.Error("there is still something to take back")
	}
	expect() // the run went on
}

func TestPresets(t *testing.T) {
	l, expect := trained(t)
	if presetOf(l.Fields()) != protocol.TutorialPreset {
		t.Errorf("the page begins with preset %d", presetOf(l.Fields()))
	}
	l.typed(seedSetting, "5")
	l.typed(epochsSetting, "30")
	l.commit()
	if presetOf(l.Fields()) != protocol.Presets {
		t.Error("settings of one's own are called a preset")
	}
	own := l.fields
	expect(&protocol.Build{Run: 2, Settings: with(func(s *protocol.Settings) { s.Seed, s.Epochs = 5, 30 })})
	l.chooseSettings(protocol.TinyPreset.Settings())
	tiny := protocol.TinyPreset.Settings()
	tiny.Seed = 5
	expect(&protocol.Build{Run: 3, Settings: tiny})
	if presetOf(l.Fields()) != protocol.TinyPreset {
		t.Errorf("preset %d", presetOf(l.Fields()))
	}
	l.chooseSettings(protocol.BetterPreset.Settings())
	l.undoPreset()
	if presetOf(l.Fields()) != protocol.TinyPreset {
		t.Errorf("undone to preset %d", presetOf(l.Fields()))
	}
	l.undoPreset()
	if !l.fields.equal(own) {
		t.Errorf("undone to %v, want %v", l.fields, own)
	}
	l.undoPreset()
	if !l.fields.equal(own) {
		t.Errorf("undone to %v, want %v", l.fields, own)
	}
}

// One truth: what is set for all layers at once is in the layers, and the cards show it.
func TestSettingsOfTheLayers(t *testing.T) {
	f := fieldsOf(protocol.DefaultSettings())
	f = f.set(activationSetting, "tanh").set(normalizationSetting, "on").set(dropoutSetting, "0.5")
	if got := kinds(f.layers); got != "conv10x3.tanh-bn-maxpool2-flatten-dense50.tanh-bn" {
		t.Errorf("a dropout that is being typed is in the layers already: %s", got)
	}
	if f = f.settled(); kinds(f.layers) != "conv10x3.tanh-bn-maxpool2-flatten-dense50.tanh-bn-dropout0.5" {
		t.Error(kinds(f.layers))
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
	if f = f.set(dropoutSetting, "0").settled(); strings.Contains(kinds(f.layers), "dropout") {
		t.Error(kinds(f.layers))
	}
}

func TestHindrance(t *testing.T) {
	l, _ := trained(t)
	if said, id := hindrance(l, englishControls{}); said != "" || id != "" {
		t.Errorf("%q at %q", said, id)
	}
	l.fields = l.fields.with(l.fields.layers.without(2))
	if said, id := hindrance(l, englishControls{}); !strings.Contains(said, "Dense") || id != "layer-2" || l.mayTrain() || l.mayReset() {
		t.Errorf("%q at %q", said, id)
	}
	l.typed(l2Setting, "5")
	if said, id := hindrance(l, englishControls{}); said != "L2 penalty: Enter a number from 0 to 1" || id != "setting-l2" {
		t.Errorf("%q at %q", said, id)
	}
}

func TestBatchLargerThanTheDigits(t *testing.T) {
	l, _ := trained(t)
	l.session.Ready = &protocol.Ready{Images: 1797}
	if fit := fitted(l); fit != 1005 {
		t.Errorf("%d digits to learn from", fit)
	}
	l.typed(batchSetting, "1005")
	if got := note(l, batchSetting, englishControls{}); got != (englishControls{}).AppliesOnReset() {
		t.Errorf("the field says %q", got)
	}
	l.session.Built.Settings.BatchSize = 1400
	l.typed(batchSetting, "1400")
	if got := note(l, batchSetting, englishControls{}); got != (englishControls{}).WholeBatch("1,005") {
		t.Errorf("the field says %q", got)
	}
}

// A dragged card passes a neighbour when the pointer passes its middle, and never swaps to and fro.
func TestDragTarget(t *testing.T) {
	heights := []float64{150, 40, 100}
	for from := range heights {
		for y := -20.; y < 330; y += 7 {
			order, at := slices.Clone(heights), from
			for step := 0; ; step++ {
				var middles []float64
				top := 0.
				for _, h := range order {
					middles = append(middles, top+h/2)
					top += h
				}
				to := target(y, at, middles)
				if to == at {
					break
				}
				order[at], order[to], at = order[to], order[at], to
				if step > len(heights) {
					t.Fatalf("from %d at %v it never rests", from, y)
				}
			}
		}
	}
	for _, c := range []struct {
		y        float64
		at, want int
	}{{0, 0, 0}, {39, 0, 0}, {61, 0, 1}, {61, 1, 1}, {19, 1, 0}, {61, 2, 2}, {59, 2, 1}, {999, 2, 2}} {
		if got := target(c.y, c.at, []float64{20, 60, 100}); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
}

// Two presses before the next frame: the second finds another stack than its card shows.
func TestCardThatIsNotShownAnyMore(t *testing.T) {
	l, _ := trained(t)
	last := &layerCard{Editing: newEditing(l), Text: englishLayers{}, Index: 3, Draft: l.fields.layers[3]}
	press := func(handlers ...func(app.Context, app.Event)) {
		for _, handle := range handlers {
			handle(app.Context{}, app.Event{})
		}
	}
	press(last.remove, last.remove, last.up, last.down, last.flatten)
	if got := kinds(l.fields.layers); got != "conv10x3-maxpool2-flatten" {
		t.Error(got)
	}
	first := &layerCard{Editing: newEditing(l), Text: englishLayers{}, Draft: l.fields.layers[0]}
	press(first.down, first.down, first.remove)
	if got := kinds(l.fields.layers); got != "maxpool2-conv10x3-flatten" {
		t.Error(got)
	}
}

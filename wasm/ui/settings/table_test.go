package settings

import (
	"strings"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

func missing(words ...i18n.Words[string]) bool {
	for _, w := range words {
		if w.English == "" || w.Korean == "" {
			return true
		}
	}
	return false
}

// Each setting has one form, with all that the page shows, and a place of its own in descriptions.
func TestEachSettingHasAForm(t *testing.T) {
	ids := map[string]protocol.Setting{}
	places := map[int]protocol.Setting{}
	for s := range protocol.SettingCount {
		f := &Forms[s]
		if f.setting != s || f.ID == "" {
			t.Errorf("setting %d has no form in the table", s)
			continue
		}
		if s.OfLayers() != (f.ofLayers != nil) || s.OfLayers() != (f.toLayers != nil) {
			t.Errorf("%s: the form does not read and write the layers, or protocol has it too", f.ID)
		}
		if missing(f.name, f.help, f.short) {
			t.Errorf("%s: words are missing", f.ID)
		}
		if other, taken := ids[f.ID]; taken || f.ID == layersKey {
			t.Errorf("%s is setting %d and setting %d", f.ID, other, s)
		}
		if other, taken := places[f.described]; taken || f.described < 1 || f.described > int(protocol.SettingCount) {
			t.Errorf("%s: its place in a description, %d, is none or that of %s", f.ID, f.described, Forms[other].ID)
		}
		ids[f.ID], places[f.described] = s, s
		if n := s.Limits().Most + 1; f.Choices != nil && float64(len(f.Choices)) != n {
			t.Errorf("%s: there are %d choices of %v", f.ID, len(f.Choices), n)
		}
		for _, o := range f.Choices {
			if o.Word == "" || missing(o.name) {
				t.Errorf("%s: a choice lacks words: %+v", f.ID, o)
			}
		}
	}
	if len(table) != int(protocol.SettingCount) {
		t.Errorf("the table has %d forms of %d settings", len(table), protocol.SettingCount)
	}
}

// A field takes what the trainer takes.
func TestFieldsHaveTheLimits(t *testing.T) {
	for s := range protocol.SettingCount {
		f, limits := &Forms[s], s.Limits()
		step := 1.
		if !limits.Whole {
			step = limits.Most / 100
		}
		for _, v := range []float64{limits.Least, limits.Least + step, limits.Most, limits.Most + step, limits.Least - step} {
			if f.Choices != nil && !limits.Allow(v) {
				continue // no choice stands for it
			}
			if got, ok := f.parse(f.text(v)); ok != limits.Allow(v) || ok && got != v && limits.Whole {
				t.Errorf("%s %v: %v, %v", f.ID, v, got, ok)
			}
		}
	}
}

// Each kind of layers has a form, and no word in a link begins with another.
func TestEachKindHasAForm(t *testing.T) {
	for k, f := range layerForms {
		kind := protocol.LayerKind(k)
		if f.word == "" || f.name == "" || f.short == "" || missing(f.help) {
			t.Errorf("%v has no form in layerForms, or one with something missing: %+v", kind, f)
			continue
		}
		for other, o := range layerForms {
			if other != k && strings.HasPrefix(f.word, o.word) {
				t.Errorf("a link cannot tell %v from %v", kind, protocol.LayerKind(other))
			}
		}
		ids, options, decimal := map[string]bool{}, false, false
		for _, p := range kind.Parameters() {
			f := &ParameterForms[p]
			if ids[f.ID] {
				t.Errorf("%v: two fields have the id %s", kind, f.ID)
			}
			ids[f.ID] = true
			if decimal || options && !f.option {
				t.Errorf("%v: a link cannot tell where %s begins", kind, f.ID)
			}
			options, decimal = options || f.option, decimal || !p.Limits().Whole
		}
	}
}

// Each parameter has a form, with a choice for each of its values, or a number that is typed.
func TestEachParameterHasAForm(t *testing.T) {
	for i := range ParameterForms {
		p, f := protocol.Parameter(i), &ParameterForms[i]
		if f.ID == "" || f.inDescription == nil || missing(f.name) {
			t.Errorf("parameter %d has no form in ParameterForms, or one with something missing: %+v", p, f)
			continue
		}
		for i, c := range f.choices {
			if missing(c.name) || !p.Limits().Allow(c.value) || f.Index(c.value) != i {
				t.Errorf("%s: choice %d is %+v", f.ID, i, c)
			}
			if f.option && f.prefix == "" && c.Word == "" {
				t.Errorf("%s: choice %d has no word in a link", f.ID, i)
			}
		}
		if f.option && f.prefix == "" && float64(len(f.choices)) != p.Limits().Most+1 {
			t.Errorf("%s: there are %d choices of %v", f.ID, len(f.choices), p.Limits().Most+1)
		}
	}
}

// Each parameter of each kind, set to each of its values, comes through the card and through a link, and is described.
func TestParametersComeThrough(t *testing.T) {
	for kind := range protocol.LayerKinds {
		for _, p := range kind.Parameters() {
			for v := p.Limits().Least; v <= p.Limits().Most; v++ {
				l := protocol.NewLayer(kind)
				p.Set(&l, v)
				if got := draftOf(l).layer(); got != l {
					t.Errorf("the card of %+v holds %+v", l, got)
				}
				word := layerWord(l)
				if got, ok := parseLayer(word); !ok || got != l {
					t.Errorf("%+v is %s in a link, and that is %+v, %v", l, word, got, ok)
				}
				other := protocol.NewLayer(kind)
				before := layersInWords([]protocol.Layer{other}, true, &English{})
				usual := p == protocol.StridesParameter && v == 1 || p == protocol.PoolStridesParameter && int(v) == l.Size
				if got := layersInWords([]protocol.Layer{l}, true, &English{}); (got == before) != (l == other || usual) {
					t.Errorf("%+v is described as %s, as %+v is", l, got, other)
				}
			}
		}
	}
}

// The three orders are those that people know. A new setting may stand anywhere in them.
func TestOrders(t *testing.T) {
	var link, page, described []string
	for _, w := range WrittenOf(protocol.DefaultSettings()) {
		link = append(link, w.Name)
	}
	for g := range SettingsGroups {
		for _, s := range g.Settings() {
			page = append(page, Forms[s].ID)
		}
	}
	for _, d := range Describe(protocol.DefaultSettings(), &English{}) {
		described = append(described, d.Name)
	}
	for _, c := range []struct {
		name, want string
		got        []string
	}{
		{"link", "epochs batch rate seed optimizer initializer l2 smoothing schedule members data augmentation test validation layers", link},
		{"page", "epochs batch rate seed optimizer schedule initializer activation members normalization dropout l2 smoothing data augmentation test validation", page},
		{"description", "Epochs planned, Batch size, Learning rate, Seed, Optimizer, Weight initialization, Activation, Batch normalization, Dropout, " +
			"Augmentation, L2, Label smoothing, Test share, Validation share, Learning rate over time, Networks, Data, Layers", described},
	} {
		separator := " "
		if strings.Contains(c.want, ", ") {
			separator = ", "
		}
		if got := strings.Join(c.got, separator); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

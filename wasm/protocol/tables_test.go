package protocol

import (
	"fmt"
	"os"
	"reflect"
	"testing"
)

// TestMain names the rows that are missing: the other tests would stop at the first nil pointer.
func TestMain(m *testing.M) {
	whole := true
	missing := func(format string, of any) {
		fmt.Printf(format+" has no row, or one with something missing\n", of)
		whole = false
	}
	for s, row := range settingTable {
		if row.Most == 0 || row.what == "" != (row.at == nil) {
			missing("settingTable: setting %d", s)
		}
	}
	for p, row := range parameterTable {
		if row.Most == 0 || row.at == nil {
			missing("parameterTable: parameter %d", p)
		}
	}
	for k, row := range kindTable {
		if row.name == "" || row.describe == nil {
			missing("kindTable: kind %d", k)
		}
	}
	if !whole {
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// changed lists the fields of a struct that differ.
func changed[T any](before, after T) (names []string) {
	a, b := reflect.ValueOf(before), reflect.ValueOf(after)
	for i := range a.NumField() {
		if !reflect.DeepEqual(a.Field(i).Interface(), b.Field(i).Interface()) {
			names = append(names, a.Type().Field(i).Name)
		}
	}
	return names
}

func fieldNames[T any]() (names []string) {
	for f := range reflect.TypeFor[T]().Fields() {
		names = append(names, f.Name)
	}
	return names
}

// Each field of Settings but the layers is the place of one setting.
func TestSettingTable(t *testing.T) {
	of := map[string]Setting{}
	for i, row := range settingTable {
		s := Setting(i)
		if row.at == nil {
			continue // it is of the layers
		}
		if !row.Allow(row.standard) {
			t.Errorf("%s: its standard, %v, is out of its limits", row.what, row.standard)
		}
		settings := DefaultSettings()
		other := row.Most
		if s.Get(&settings) == other {
			other = row.Least
		}
		s.Set(&settings, other)
		names := changed(DefaultSettings(), settings)
		if got := s.Get(&settings); len(names) != 1 || got != other {
			t.Errorf("%s: set to %v, it is %v, and %v are changed", row.what, other, got, names)
			continue
		}
		if before, has := of[names[0]]; has {
			t.Errorf("settings %d and %d are both in %s", before, s, names[0])
		}
		of[names[0]] = s
		if settings.Equal(DefaultSettings()) {
			t.Errorf("%s makes no other run", row.what)
		}
	}
	for _, name := range fieldNames[Settings]() {
		if _, has := of[name]; !has && name != "Layers" {
			t.Errorf("Settings.%s has no row in settingTable: nobody checks it", name)
		}
	}
}

// What is out of a setting's limits is refused, and what is at them is not.
func TestSettingLimits(t *testing.T) {
	for i, row := range settingTable {
		if row.at == nil {
			continue // Describe judges the layers
		}
		least, step := row.Least, 1.
		if !row.Whole {
			step = row.Most / 100
		}
		if row.Above {
			least += step
		}
		for _, c := range []struct {
			v    float64
			fine bool
		}{{least, true}, {row.Most, true}, {row.Most + step, false}, {least - step, false}} {
			s := TinyPreset.Settings()
			s.Layers = []Layer{{Kind: Flatten}} // small enough for any batch, and for any data
			if Setting(i).Set(&s, c.v); Setting(i).Get(&s) != c.v && !c.fine && c.v < 0 {
				continue // such a value cannot be held
			}
			if err := s.Check(); (err == nil) != c.fine {
				t.Errorf("%s %v: %v", row.what, c.v, err)
			}
		}
	}
}

// What an error says of a setting.
func TestSettingErrors(t *testing.T) {
	for _, c := range []struct {
		setting Setting
		v       float64
		want    string
	}{
		{EpochsSetting, 1001, "the number of epochs must be 1 to 1000, not 1001"},
		{RateSetting, 0, "the learning rate must be above 0 and at most 10, not 0"},
		{SmoothingSetting, .6, "label smoothing must be 0 to 0.5, not 0.6"},
		{SeedSetting, MaxSeed + 1, "the seed must be 0 to 9007199254740991, not 9007199254740992"},
	} {
		if err := c.setting.Check(c.v); err == nil || err.Error() != c.want {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}

// Each field of Layer is the place of a parameter. A kind's parameters stand in fields of their own, and a layer that is added is within their limits.
func TestLayerTables(t *testing.T) {
	of, some := map[string]bool{}, map[Parameter]bool{}
	for i, row := range parameterTable {
		p := Parameter(i)
		var l Layer
		p.Set(&l, row.Most)
		names := changed(Layer{}, l)
		if len(names) != 1 {
			t.Errorf("parameter %d changes %v", p, names)
			continue
		}
		of[names[0]] = true
	}
	for _, name := range fieldNames[Layer]() {
		if !of[name] && name != "Kind" {
			t.Errorf("Layer.%s has no row in parameterTable", name)
		}
	}
	for i, row := range kindTable {
		kind := LayerKind(i)
		l := NewLayer(kind)
		taken := map[string]bool{}
		for _, p := range row.parameters {
			if some[p] = true; p.check(&l) != nil {
				t.Errorf("%v: parameter %d of a new layer is %v", kind, p, p.Get(&l))
			}
			var alone Layer
			p.Set(&alone, p.Limits().Most)
			for _, name := range changed(Layer{}, alone) {
				if taken[name] {
					t.Errorf("%v: two parameters are in Layer.%s", kind, name)
				}
				taken[name] = true
			}
			for _, out := range []float64{p.Limits().Least - 1, p.Limits().Most + 1} {
				wrong := l
				if p.Set(&wrong, out); p.Get(&wrong) == out && p.check(&wrong) == nil {
					t.Errorf("%v: parameter %d may be %v", kind, p, out)
				}
			}
		}
	}
	for p := range Parameters {
		if !some[p] {
			t.Errorf("no kind has parameter %d", p)
		}
	}
}

// Each setting, and each field of a layer, comes over the wire and out of the store.
func TestSettingsAreSentWhole(t *testing.T) {
	filled(t, reflect.ValueOf(settings))
	filled(t, reflect.ValueOf(settings.Layers[0]))
}

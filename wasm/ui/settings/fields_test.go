package settings

import (
	"testing"

	"digitlab/wasm/protocol"
)

func TestFields(t *testing.T) {
	good := FieldsOf(protocol.DefaultSettings())
	if s, ok := good.Settings(); !ok || !s.Equal(protocol.DefaultSettings()) {
		t.Errorf("the default settings read back as %+v, %v", s, ok)
	}
	for _, c := range []struct {
		setting Setting
		typed   string
		ok      bool
	}{
		{EpochsSetting, " 12 ", true}, {EpochsSetting, "1000", true}, {EpochsSetting, "1001", false}, {EpochsSetting, "0", false},
		{EpochsSetting, "", false}, {EpochsSetting, "ten", false}, {EpochsSetting, "1.5", false}, {EpochsSetting, "99999999999999999999", false},
		{BatchSetting, "1500", true}, {BatchSetting, "1501", false}, {BatchSetting, "-1", false},
		{RateSetting, "1e-4", true}, {RateSetting, ".01", true}, {RateSetting, "10", true}, {RateSetting, "10.1", false},
		{RateSetting, "0", false}, {RateSetting, "NaN", false}, {RateSetting, "Inf", false}, {RateSetting, "-0.1", false},
		{RateSetting, "1e-60", false}, {RateSetting, "", false},
		{SeedSetting, "0", true}, {SeedSetting, "9007199254740991", true}, {SeedSetting, "9007199254740992", false}, {SeedSetting, "-1", false},
	} {
		f := good.Set(c.setting, c.typed)
		s, ok := f.Settings()
		if ok != c.ok || ok && s.Check() != nil {
			t.Errorf("%v %q: %+v, %v", Forms[c.setting].id, c.typed, s, ok)
		}
		for other := range Settings {
			if said := f.Problem(other, &English{}); (said != "") != (other == c.setting && !c.ok) {
				t.Errorf("%v %q: %v says %q", Forms[c.setting].id, c.typed, Forms[other].id, said)
			}
		}
	}
	if said := good.Set(BatchSetting, "x").Problem(BatchSetting, &English{}); said != "Enter a whole number from 1 to 1,500" {
		t.Error(said)
	}
}

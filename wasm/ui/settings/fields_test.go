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
		setting protocol.Setting
		typed   string
		ok      bool
	}{
		{protocol.EpochsSetting, " 12 ", true}, {protocol.EpochsSetting, "1000", true}, {protocol.EpochsSetting, "1001", false}, {protocol.EpochsSetting, "0", false},
		{protocol.EpochsSetting, "", false}, {protocol.EpochsSetting, "ten", false}, {protocol.EpochsSetting, "1.5", false}, {protocol.EpochsSetting, "99999999999999999999", false},
		{protocol.BatchSetting, "1500", true}, {protocol.BatchSetting, "1501", false}, {protocol.BatchSetting, "-1", false},
		{protocol.RateSetting, "1e-4", true}, {protocol.RateSetting, ".01", true}, {protocol.RateSetting, "10", true}, {protocol.RateSetting, "10.1", false},
		{protocol.RateSetting, "0", false}, {protocol.RateSetting, "NaN", false}, {protocol.RateSetting, "Inf", false}, {protocol.RateSetting, "-0.1", false},
		{protocol.RateSetting, "1e-60", false}, {protocol.RateSetting, "", false},
		{protocol.SeedSetting, "0", true}, {protocol.SeedSetting, "9007199254740991", true}, {protocol.SeedSetting, "9007199254740992", false}, {protocol.SeedSetting, "-1", false},
	} {
		f := good.Set(c.setting, c.typed)
		s, ok := f.Settings()
		if ok != c.ok || ok && s.Check() != nil {
			t.Errorf("%v %q: %+v, %v", Forms[c.setting].ID, c.typed, s, ok)
		}
		for other := range protocol.SettingCount {
			if said := f.Problem(other, &English{}); (said != "") != (other == c.setting && !c.ok) {
				t.Errorf("%v %q: %v says %q", Forms[c.setting].ID, c.typed, Forms[other].ID, said)
			}
		}
	}
	if said := good.Set(protocol.BatchSetting, "x").Problem(protocol.BatchSetting, &English{}); said != "Enter a whole number from 1 to 1,500" {
		t.Error(said)
	}
}

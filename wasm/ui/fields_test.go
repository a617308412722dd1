package ui

import (
	"testing"

	"digitlab/wasm/protocol"
)

func TestFields(t *testing.T) {
	good := fieldsOf(protocol.DefaultSettings())
	if s, ok := good.settings(); !ok || !s.Equal(protocol.DefaultSettings()) {
		t.Errorf("the default settings read back as %+v, %v", s, ok)
	}
	for _, c := range []struct {
		setting setting
		typed   string
		ok      bool
	}{
		{epochsSetting, " 12 ", true}, {epochsSetting, "1000", true}, {epochsSetting, "1001", false}, {epochsSetting, "0", false},
		{epochsSetting, "", false}, {epochsSetting, "ten", false}, {epochsSetting, "1.5", false}, {epochsSetting, "99999999999999999999", false},
		{batchSetting, "1500", true}, {batchSetting, "1501", false}, {batchSetting, "-1", false},
		{rateSetting, "1e-4", true}, {rateSetting, ".01", true}, {rateSetting, "10", true}, {rateSetting, "10.1", false},
		{rateSetting, "0", false}, {rateSetting, "NaN", false}, {rateSetting, "Inf", false}, {rateSetting, "-0.1", false},
		{rateSetting, "1e-60", false}, {rateSetting, "", false},
		{seedSetting, "0", true}, {seedSetting, "9007199254740991", true}, {seedSetting, "9007199254740992", false}, {seedSetting, "-1", false},
	} {
		f := good.set(c.setting, c.typed)
		s, ok := f.settings()
		if ok != c.ok || ok && s.Check() != nil {
			t.Errorf("%v %q: %+v, %v", forms[c.setting].id, c.typed, s, ok)
		}
		for other := range settings {
			if said := f.problem(other, englishSettings{}); (said != "") != (other == c.setting && !c.ok) {
				t.Errorf("%v %q: %v says %q", forms[c.setting].id, c.typed, forms[other].id, said)
			}
		}
	}
	if said := good.set(batchSetting, "x").problem(batchSetting, englishSettings{}); said != "Enter a whole number from 1 to 1,500" {
		t.Error(said)
	}
}

package settings

import (
	"testing"

	"digitlab/wasm/protocol"
)

func TestEachSettingHasAForm(t *testing.T) {
	seen := map[string]bool{}
	for s, f := range Forms {
		if f.setting != Setting(s) || f.id == "" || seen[f.id] || f.get == nil || f.put == nil || f.name.English == "" || f.help.English == "" || f.short.English == "" {
			t.Errorf("setting %d is not in the table, or not wholly: %+v", s, f)
		}
		seen[f.id] = true
	}
	if len(table) != int(Settings) {
		t.Errorf("the table has %d forms of %d settings", len(table), Settings)
	}
}

// The limits of the fields are those that the trainer checks.
func TestLimitsAreTheTrainers(t *testing.T) {
	for s := range Settings {
		f := Forms[s]
		if s.ofLayers() {
			continue // protocol.Describe judges the layers
		}
		least, most, step := f.least, f.most, 1.
		if f.Choices != nil {
			least, most = 0, float64(len(f.Choices)-1)
		}
		if f.Decimal {
			step = most / 100
		}
		if f.above {
			least += step
		}
		for _, c := range []struct {
			v    float64
			fine bool
		}{{least, true}, {most, true}, {most + step, false}, {least - step, false}} {
			if c.v < 0 && f.Choices != nil || c.v < 0 && s == SeedSetting {
				continue // such a value cannot be held
			}
			settings := protocol.TinyPreset.Settings()
			if settings.Members = 1; s == membersSetting {
				settings.BatchSize = 1
			}
			f.put(&settings, c.v)
			if s == BatchSetting && c.v == most || s == DataSetting {
				settings.Layers = []protocol.Layer{{Kind: protocol.Flatten}} // small enough for all
			}
			if err := settings.Check(); (err == nil) != c.fine {
				t.Errorf("%s %v: %v", f.id, c.v, err)
			}
			if _, ok := f.Parse(f.text(c.v)); ok != c.fine {
				t.Errorf("%s %v: the field takes it: %v", f.id, c.v, ok)
			}
		}
	}
}

package lab_test

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab/labtest"
	"digitlab/wasm/ui/settings"
)

func TestUndoLayers(t *testing.T) {
	l, expect := labtest.Trained(t)
	labtest.Become(l, protocol.Running)
	stack := func(want string) {
		t.Helper()
		if got := settings.LayersWord(l.Fields().Layers.Layers()); got != want {
			t.Errorf("the stack is %s, want %s", got, want)
		}
	}
	l.SetLayers(l.Fields().Layers.Without(1))
	l.TypeLayers(l.Fields().Layers.With(0, l.Fields().Layers[0].Type(protocol.FiltersParameter, "1")))
	l.TypeLayers(l.Fields().Layers.With(0, l.Fields().Layers[0].Type(protocol.FiltersParameter, "12")))
	l.Commit()
	l.Typed(protocol.NormalizationSetting, "on")
	l.Commit()
	l.ChooseSettings(protocol.MLPPreset.Settings())
	stack("flatten-dense64-dense32")
	l.UndoLayers()
	stack("conv12x3-bn-flatten-dense50-bn")
	l.UndoLayers()
	stack("conv12x3-flatten-dense50")
	if got := l.Fields().Typed[protocol.NormalizationSetting]; got != "off" {
		t.Errorf("batch normalisation is %s", got)
	}
	l.UndoLayers()
	stack("conv10x3-flatten-dense50")
	l.UndoLayers()
	stack("conv10x3-maxpool2-flatten-dense50")
	l.UndoLayers()
	stack("conv10x3-maxpool2-flatten-dense50")
	if l.MayUndoLayers() {
		t.Error("there is still something to take back")
	}
	expect() // the run went on
}

func TestPresets(t *testing.T) {
	l, expect := labtest.Trained(t)
	if settings.PresetOf(l.Fields()) != protocol.TutorialPreset {
		t.Errorf("the page begins with preset %d", settings.PresetOf(l.Fields()))
	}
	l.Typed(protocol.SeedSetting, "5")
	l.Typed(protocol.EpochsSetting, "30")
	l.Commit()
	if settings.PresetOf(l.Fields()) != protocol.Presets {
		t.Error("settings of one's own are called a preset")
	}
	own := l.Fields()
	expect(&protocol.Build{Run: 2, Settings: settingsWith(func(s *protocol.Settings) { s.Seed, s.Epochs = 5, 30 })})
	l.ChooseSettings(protocol.TinyPreset.Settings())
	tiny := protocol.TinyPreset.Settings()
	tiny.Seed = 5
	expect(&protocol.Build{Run: 3, Settings: tiny})
	if settings.PresetOf(l.Fields()) != protocol.TinyPreset {
		t.Errorf("preset %d", settings.PresetOf(l.Fields()))
	}
	l.ChooseSettings(protocol.BetterPreset.Settings())
	l.UndoPreset()
	if settings.PresetOf(l.Fields()) != protocol.TinyPreset {
		t.Errorf("undone to preset %d", settings.PresetOf(l.Fields()))
	}
	l.UndoPreset()
	if !l.Fields().Equal(own) {
		t.Errorf("undone to %v, want %v", l.Fields(), own)
	}
	l.UndoPreset()
	if !l.Fields().Equal(own) {
		t.Errorf("undone to %v, want %v", l.Fields(), own)
	}
}

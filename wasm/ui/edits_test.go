package ui

import (
	"testing"

	"digitlab/wasm/protocol"
)

func TestUndoLayers(t *testing.T) {
	l, expect := trained(t)
	become(l, protocol.Running)
	stack := func(want string) {
		t.Helper()
		if got := layersWord(l.fields.layers.layers()); got != want {
			t.Errorf("the stack is %s, want %s", got, want)
		}
	}
	l.setLayers(l.fields.layers.without(1))
	l.typeLayers(l.fields.layers.with(0, draft{Layer: l.fields.layers[0].Layer, Typed: "1"}))
	l.typeLayers(l.fields.layers.with(0, draft{Layer: l.fields.layers[0].Layer, Typed: "12"}))
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
	expect(&protocol.Build{Run: 2, Settings: settingsWith(func(s *protocol.Settings) { s.Seed, s.Epochs = 5, 30 })})
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

package ui

import (
	"slices"

	"digitlab/wasm/protocol"
)

// setting is one of a run's settings that a person may type or choose.
type setting int

const (
	epochsSetting setting = iota
	batchSetting
	rateSetting
	seedSetting

	optimizerSetting
	initializerSetting
	activationSetting // this and the next two are read from the layers and written into them
	normalizationSetting
	dropoutSetting
	l2Setting
	smoothingSetting
	scheduleSetting
	membersSetting
	dataSetting
	augmentationSetting
	testSetting
	validationSetting

	settings // how many there are
)

// ofLayers reports whether the layers decide the setting.
func (s setting) ofLayers() bool {
	return s == activationSetting || s == normalizationSetting || s == dropoutSetting
}

// fields is what stands in the fields of the settings, as typed, and in the cards of the layers. It is never changed in place.
type fields struct {
	typed  [settings]string
	layers drafts
}

func fieldsOf(s protocol.Settings) fields {
	f := fields{layers: draftsOf(s.Layers)}
	for i := range settings {
		f.typed[i] = forms[i].text(forms[i].get(&s))
	}
	return f
}

// set returns the fields with one replaced. What is typed for the dropout goes into the layers when it is settled, so that no
// card comes and goes while a number is being typed.
func (f fields) set(s setting, typed string) fields {
	f.typed[s] = typed
	if s.ofLayers() && s != dropoutSetting {
		return f.settle(s)
	}
	return f
}

// settled returns the fields with what was typed for the dropout in the layers.
func (f fields) settled() fields { return f.settle(dropoutSetting) }

func (f fields) settle(s setting) fields {
	v, ok := forms[s].parse(f.typed[s])
	now := protocol.Settings{Layers: f.layers.layers()}
	if !ok || forms[s].get(&now) == v {
		return f
	}
	forms[s].put(&now, v)
	return f.with(draftsOf(now.Layers))
}

// with returns the fields with other layers.
func (f fields) with(layers drafts) fields {
	f.layers = layers
	s := protocol.Settings{Layers: layers.layers()}
	for i := range settings {
		if i.ofLayers() {
			f.typed[i] = forms[i].text(forms[i].get(&s))
		}
	}
	return f
}

func (f fields) equal(other fields) bool {
	return f.typed == other.typed && slices.Equal(f.layers, other.layers)
}

// settings reads all fields; it is false when one of them or the stack of layers has a problem.
func (f fields) settings() (protocol.Settings, bool) {
	s, ok := protocol.Settings{Layers: f.settled().layers.layers()}, true
	for i := range settings {
		v, fine := forms[i].parse(f.typed[i])
		ok = ok && (fine || forms[i].choices != nil && f.typed[i] == mixed)
		if fine && !i.ofLayers() {
			forms[i].put(&s, v)
		}
	}
	_, problem := protocol.Describe(s.Data.Side(), s.Layers)
	return s, ok && problem == nil
}

// data is the data set that is chosen.
func (f fields) data() protocol.DataSet {
	d, _ := forms[dataSetting].parse(f.typed[dataSetting]) // the choice is always one of them
	return protocol.DataSet(max(d, 0))
}

// members is how many networks there are to be, 1 while that is not in order.
func (f fields) members() int {
	if n, ok := forms[membersSetting].parse(f.typed[membersSetting]); ok {
		return int(n)
	}
	return 1
}

// learningRate reads the field of the learning rate.
func (f fields) learningRate() (float32, bool) {
	v, ok := forms[rateSetting].parse(f.typed[rateSetting])
	return float32(v), ok
}

// inOrder reports whether there is nothing to change in a field.
func (f fields) inOrder(s setting) bool {
	_, ok := forms[s].parse(f.typed[s])
	return ok || forms[s].choices != nil
}

// problem tells in words what to change in a field, or nothing.
func (f fields) problem(s setting, t settingsWords) string {
	form := forms[s]
	if f.inOrder(s) {
		return ""
	}
	switch {
	case !form.decimal:
		return t.NotWhole(grouped(int(form.least)), grouped(int(form.most)))
	case form.above:
		return t.NotRate(form.text(form.most))
	}
	return t.NotNumber(form.text(form.least), form.text(form.most))
}

// differs reports whether a field that is in order says something else than a run's settings.
func (f fields) differs(s setting, from protocol.Settings) bool {
	v, ok := forms[s].parse(f.typed[s])
	return ok && v != forms[s].get(&from)
}

// presetOf returns which preset the fields are, or Presets for none.
func presetOf(f fields) protocol.Preset {
	if s, ok := f.settings(); ok {
		if p, is := protocol.PresetOf(s); is {
			return p
		}
	}
	return protocol.Presets
}

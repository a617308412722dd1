package settings

import (
	"slices"

	"digitlab/wasm/protocol"
)

// Fields is what stands in the fields of the settings, as typed, and in the cards of the layers. It is never changed in place.
type Fields struct {
	Typed  [protocol.SettingCount]string
	Layers Drafts
}

func FieldsOf(s protocol.Settings) Fields {
	f := Fields{Layers: draftsOf(s.Layers)}
	for i := range Forms {
		f.Typed[i] = Forms[i].text(Forms[i].get(&s))
	}
	return f
}

// Set returns the fields with one replaced. What is typed for the dropout goes into the layers when it is settled, so that no
// card comes and goes while a number is being typed.
func (f Fields) Set(s protocol.Setting, typed string) Fields {
	f.Typed[s] = typed
	if s.OfLayers() && s != protocol.DropoutSetting {
		return f.settle(s)
	}
	return f
}

// Settled returns the fields with what was typed for the dropout in the layers. Numbers that were typed with other digits or separators
// are written as the page writes them, so that a person sees how they are understood.
func (f Fields) Settled() Fields {
	f = f.settle(protocol.DropoutSetting)
	for s := range protocol.SettingCount {
		if !foreign(f.Typed[s]) {
			continue
		}
		if v, ok := f.Value(s); ok {
			f.Typed[s] = Forms[s].text(v)
		}
	}
	if !slices.ContainsFunc(f.Layers, Draft.foreign) {
		return f
	}
	f.Layers = slices.Clone(f.Layers)
	for i := range f.Layers {
		f.Layers[i] = f.Layers[i].settled()
	}
	return f
}

func (f Fields) settle(s protocol.Setting) Fields {
	v, ok := f.Value(s)
	now := protocol.Settings{Layers: f.Layers.Layers()}
	if !ok || Forms[s].get(&now) == v {
		return f
	}
	Forms[s].put(&now, v)
	return f.With(draftsOf(now.Layers))
}

// With returns the fields with other layers.
func (f Fields) With(layers Drafts) Fields {
	f.Layers = layers
	s := protocol.Settings{Layers: layers.Layers()}
	for i := range protocol.SettingCount {
		if i.OfLayers() {
			f.Typed[i] = Forms[i].text(Forms[i].get(&s))
		}
	}
	return f
}

func (f Fields) Equal(other Fields) bool {
	return f.Typed == other.Typed && slices.Equal(f.Layers, other.Layers)
}

// Settings reads all fields; it is false when one of them or the stack of layers has a problem.
func (f Fields) Settings() (protocol.Settings, bool) {
	s, ok := protocol.Settings{Layers: f.Settled().Layers.Layers()}, true
	for i := range protocol.SettingCount {
		v, fine := f.Value(i)
		ok = ok && (fine || Forms[i].Choices != nil && f.Typed[i] == mixed)
		if fine && !i.OfLayers() {
			i.Set(&s, v)
		}
	}
	_, problem := protocol.Describe(s.Data.Side(), s.Layers)
	return s, ok && problem == nil
}

// Value reads a field; it is false for what the setting does not allow.
func (f Fields) Value(s protocol.Setting) (float64, bool) { return Forms[s].parse(f.Typed[s]) }

// Data is the data set that is chosen.
func (f Fields) Data() protocol.DataSet {
	d, _ := f.Value(protocol.DataSetting) // the choice is always one of them
	return protocol.DataSet(max(d, 0))
}

// Members is how many networks there are to be, 1 while that is not in order.
func (f Fields) Members() int {
	if n, ok := f.Value(protocol.MembersSetting); ok {
		return int(n)
	}
	return 1
}

// LearningRate reads the field of the learning rate.
func (f Fields) LearningRate() (float32, bool) {
	v, ok := f.Value(protocol.RateSetting)
	return float32(v), ok
}

// InOrder reports whether there is nothing to change in a field.
func (f Fields) InOrder(s protocol.Setting) bool {
	_, ok := f.Value(s)
	return ok || Forms[s].Choices != nil
}

// Problem tells in words what to change in a field, or nothing.
func (f Fields) Problem(s protocol.Setting, t Words) string {
	if f.InOrder(s) {
		return ""
	}
	return limitsText(s.Limits(), t)
}

// Differs reports whether a field that is in order says something else than a run's settings.
func (f Fields) Differs(s protocol.Setting, from protocol.Settings) bool {
	v, ok := f.Value(s)
	return ok && v != Forms[s].get(&from)
}

// PresetOf returns which preset the fields are, or Presets for none.
func PresetOf(f Fields) protocol.Preset {
	if s, ok := f.Settings(); ok {
		if p, is := protocol.PresetOf(s); is {
			return p
		}
	}
	return protocol.Presets
}

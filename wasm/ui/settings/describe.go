package settings

import (
	"slices"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// Described is a setting of a run in words.
type Described struct {
	Setting protocol.Setting // SettingCount for the layers
	Name    string
	Value   string // empty where the word of the layers has it
}

// Description is all settings of a run in words, in the order of the forms' places in it, and then the layers.
type Description []Described

// Describe describes settings. Where batch normalisation and dropout are as one choice for all layers makes them, each has its
// word; else they are in the word of the layers, and theirs are empty. So is an activation that is not the same everywhere.
func Describe(s protocol.Settings, t Words) (d Description) {
	bare := bareLayers(s.Layers)
	a, same := protocol.HiddenActivation(s.Layers)
	normalized, dropout := protocol.Normalized(s.Layers), protocol.DropoutRate(s.Layers)
	uniform := protocol.WithDropout(protocol.WithNormalization(protocol.WithActivation(bare, a), normalized), dropout)
	apart := same && slices.Equal(uniform, s.Layers)
	for place := range Forms {
		f := &Forms[slices.IndexFunc(Forms[:], func(f form) bool { return f.described == place+1 })]
		value := ""
		switch {
		case f.setting == protocol.ActivationSetting && !same:
		case f.setting == protocol.NormalizationSetting:
			if apart {
				value = t.OnOff(normalized)
			}
		case f.setting == protocol.DropoutSetting && !apart:
		default:
			value = f.said(f.get(&s), t)
		}
		d = append(d, Described{f.setting, f.short.In(t.Language()), value})
	}
	layers := s.Layers
	if apart {
		layers = bare
	}
	return append(d, Described{protocol.SettingCount, t.Layers(), layersInWords(layers, !same, t)})
}

// Changes returns the settings that differ from the tutorial's, as a text.
func Changes(s protocol.Settings, t Words) string {
	have, usual := Describe(s, t), Describe(protocol.DefaultSettings(), t)
	var said []string
	for i, d := range have {
		if d.Value != usual[i].Value && d.Value != "" {
			said = append(said, d.Name+" "+d.Value)
		}
	}
	if len(said) == 0 {
		return t.AsTutorial()
	}
	return strings.Join(said, " · ")
}

// Of returns the value of a setting.
func (d Description) Of(s protocol.Setting) string {
	i := slices.IndexFunc(d, func(e Described) bool { return e.Setting == s })
	return d[i].Value
}

// bareLayers returns the layers without normalisation and dropout, all with the standard activation.
func bareLayers(layers []protocol.Layer) []protocol.Layer {
	layers = slices.DeleteFunc(slices.Clone(layers), func(l protocol.Layer) bool {
		return l.Kind == protocol.BatchNormalization || l.Kind == protocol.Dropout
	})
	return protocol.WithActivation(layers, protocol.ReLU)
}

func layersInWords(layers []protocol.Layer, activations bool, t i18n.Common) string {
	words := make([]string, len(layers))
	for i, l := range layers {
		w, open := layerFormOf(l.Kind).short, false
		for _, p := range l.Kind.Parameters() {
			if p == protocol.ActivationParameter && !activations {
				continue
			}
			f := &ParameterForms[p]
			switch said := f.inDescription(l, t); {
			case said == "":
			case f.inWindow && open:
				w = strings.TrimSuffix(w, ")") + " " + said + ")"
			case f.inWindow:
				w, open = w+" ("+said+")", true
			default:
				w += " " + said
			}
		}
		words[i] = w
	}
	if len(words) == 0 {
		return "–"
	}
	return strings.Join(words, " → ")
}

package settings

import (
	"slices"
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// layersAspect stands for the layers in a description of a run.
const layersAspect = Settings

// Aspects are the settings in the order of a description of a run: those named here, then all others, then the layers.
var Aspects = func() []Setting {
	all := []Setting{EpochsSetting, BatchSetting, RateSetting, SeedSetting, OptimizerSetting, InitializerSetting, ActivationSetting,
		NormalizationSetting, DropoutSetting, AugmentationSetting, L2Setting, smoothingSetting, TestSetting, ValidationSetting,
		scheduleSetting, membersSetting, DataSetting}
	for s := range layersAspect + 1 {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}()

// Aspect is the name of a setting in a description of a run.
func (s Setting) Aspect(t Words) string {
	if s == layersAspect {
		return t.Layers()
	}
	return Forms[s].short.In(t.Language())
}

// Described is the settings in words, one for each aspect. Where batch normalisation and dropout are as one choice for all
// layers makes them, each has its word; else they are in the word of the layers, and theirs are empty. So is an activation
// that is not the same everywhere.
type Described [layersAspect + 1]string

func Describe(s protocol.Settings, t Words) (d Described) {
	for i, f := range Forms {
		if !f.setting.ofLayers() {
			d[i] = f.said(f.get(&s), t)
		}
	}
	bare := bareLayers(s.Layers)
	a, same := protocol.HiddenActivation(s.Layers)
	normalized, dropout := protocol.Normalized(s.Layers), protocol.DropoutRate(s.Layers)
	uniform := protocol.WithDropout(protocol.WithNormalization(protocol.WithActivation(bare, a), normalized), dropout)
	if same {
		d[ActivationSetting] = ActivationSetting.Option(int(a), t)
	}
	if !same || !slices.Equal(uniform, s.Layers) {
		d[layersAspect] = layersInWords(s.Layers, !same, t)
		return d
	}
	d[NormalizationSetting] = t.OnOff(normalized)
	d[DropoutSetting] = i18n.Rate(dropout)
	d[layersAspect] = layersInWords(bare, false, t)
	return d
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
		w := layerFormOf(l.Kind).short
		switch l.Kind {
		case protocol.Conv2D:
			w += " " + strconv.Itoa(l.Units) + " (" + window(l) + ")"
		case protocol.MaxPooling2D, protocol.AveragePooling2D:
			w += " (" + window(l) + ")"
		case protocol.Dense:
			w += " " + strconv.Itoa(l.Units)
		case protocol.Dropout:
			w += " " + i18n.Rate(l.Rate)
		}
		if activations && l.Weighted() {
			w += " " + ActivationSetting.Option(int(l.Activation), t)
		}
		words[i] = w
	}
	if len(words) == 0 {
		return "–"
	}
	return strings.Join(words, " → ")
}

// window is the window of a layer, with its stride and padding when they are not the usual ones.
func window(l protocol.Layer) string {
	w := strconv.Itoa(l.Size) + "×" + strconv.Itoa(l.Size)
	usual := 1
	if l.Kind != protocol.Conv2D {
		usual = l.Size
	}
	if l.Stride != 0 && l.Stride != usual {
		w += " /" + strconv.Itoa(l.Stride)
	}
	if l.Same {
		w += " same"
	}
	return w
}

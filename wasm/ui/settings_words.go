package ui

import (
	"slices"
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
)

// aspect is one of the things in which the settings of two runs may differ.
type aspect int

const (
	epochsAspect aspect = iota
	batchAspect
	rateAspect
	seedAspect
	optimizerAspect
	initializerAspect
	activationAspect
	normalizationAspect
	dropoutAspect
	augmentationAspect
	l2Aspect
	smoothingAspect
	testShareAspect
	validationShareAspect
	scheduleAspect
	membersAspect
	dataAspect
	layersAspect

	aspects // how many there are
)

// layerLabels are the kinds of layers in short, the same in both languages.
var layerLabels = [protocol.LayerKinds]string{"Conv", "MaxPool", "AvgPool", "GlobalAvgPool", "Flatten", "Dense", "BN", "Dropout"}

// word returns an element of a list of words, or a question mark for a value of another version.
func word[T ~uint8](words []string, v T) string {
	if int(v) < len(words) {
		return words[v]
	}
	return "?"
}

// described is the settings in words, one for each aspect. Where batch normalisation and dropout are as one choice for all
// layers makes them, each has its word; else they are in the word of the layers, and theirs are empty. So is an activation
// that is not the same everywhere.
type described [aspects]string

func describe(s protocol.Settings, t settingsWords) (d described) {
	d[epochsAspect] = strconv.Itoa(s.Epochs)
	d[batchAspect] = strconv.Itoa(s.BatchSize)
	d[rateAspect] = rate(s.LearningRate)
	d[seedAspect] = strconv.FormatUint(s.Seed, 10)
	d[optimizerAspect] = word(optimizerNames[:], s.Optimizer)
	d[initializerAspect] = word(initializerNames[:], s.Initializer)
	d[augmentationAspect] = t.Augmentation(s.Augmentation)
	d[scheduleAspect] = t.Schedule(s.Schedule)
	d[membersAspect] = strconv.Itoa(s.Members)
	d[dataAspect] = t.DataSet(s.Data)
	d[l2Aspect] = rate(s.L2)
	d[smoothingAspect] = rate(s.LabelSmoothing)
	d[testShareAspect] = strconv.Itoa(s.TestPercent) + "%"
	d[validationShareAspect] = strconv.Itoa(s.ValidationPercent) + "%"

	bare := bareLayers(s.Layers)
	a, same := protocol.HiddenActivation(s.Layers)
	normalized, dropout := protocol.Normalized(s.Layers), protocol.DropoutRate(s.Layers)
	uniform := protocol.WithDropout(protocol.WithNormalization(protocol.WithActivation(bare, a), normalized), dropout)
	if same {
		d[activationAspect] = word(activationNames[:], a)
	}
	if !same || !slices.Equal(uniform, s.Layers) {
		d[layersAspect] = layersInWords(s.Layers, !same)
		return d
	}
	d[normalizationAspect] = t.OnOff(normalized)
	d[dropoutAspect] = rate(dropout)
	d[layersAspect] = layersInWords(bare, false)
	return d
}

// bareLayers returns the layers without normalisation and dropout, all with the standard activation.
func bareLayers(layers []protocol.Layer) []protocol.Layer {
	layers = slices.DeleteFunc(slices.Clone(layers), func(l protocol.Layer) bool {
		return l.Kind == protocol.BatchNormalization || l.Kind == protocol.Dropout
	})
	return protocol.WithActivation(layers, protocol.ReLU)
}

func layersInWords(layers []protocol.Layer, activations bool) string {
	words := make([]string, len(layers))
	for i, l := range layers {
		w := word(layerLabels[:], l.Kind)
		switch l.Kind {
		case protocol.Conv2D:
			w += " " + strconv.Itoa(l.Units) + " (" + window(l) + ")"
		case protocol.MaxPooling2D, protocol.AveragePooling2D:
			w += " (" + window(l) + ")"
		case protocol.Dense:
			w += " " + strconv.Itoa(l.Units)
		case protocol.Dropout:
			w += " " + rate(l.Rate)
		}
		if activations && l.Weighted() {
			w += " " + word(activationNames[:], l.Activation)
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

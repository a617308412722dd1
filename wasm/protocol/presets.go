package protocol

import "slices"

// Preset is a ready choice of settings.
type Preset uint8

const (
	TutorialPreset    Preset = iota // what the page begins with
	BetterPreset                    // two convolutions, batch normalisation, dropout, augmentation
	DeepPreset                      // three with two convolutions each, on strokes written anew: the most accurate on drawings
	MLPPreset                       // no convolution at all
	TinyPreset                      // as few parameters as still learn
	MNISTPreset                     // of TensorFlow.js's example, on MNIST
	MNISTBetterPreset               // on MNIST and drawings, for 99.3 %

	Presets // how many there are
)

// Settings returns the preset's settings.
func (p Preset) Settings() Settings {
	s := DefaultSettings()
	switch p {
	case BetterPreset:
		s.Augmentation = Strong
		s.Layers = []Layer{
			{Kind: Conv2D, Units: 16, Size: 3, Same: true}, {Kind: BatchNormalization}, {Kind: MaxPooling2D, Size: 2},
			{Kind: Conv2D, Units: 32, Size: 3, Same: true}, {Kind: BatchNormalization}, {Kind: MaxPooling2D, Size: 2},
			{Kind: Flatten}, {Kind: Dense, Units: 64}, {Kind: Dropout, Rate: .25},
		}
	case DeepPreset:
		s.Epochs, s.LearningRate, s.Schedule = 80, .003, CosineRate
		s.Augmentation, s.Members = Strokes, 3
		s.Layers = []Layer{
			{Kind: Conv2D, Units: 10, Size: 3}, {Kind: BatchNormalization}, {Kind: Conv2D, Units: 20, Size: 3}, {Kind: BatchNormalization},
			{Kind: MaxPooling2D, Size: 2}, {Kind: Flatten}, {Kind: Dropout, Rate: .25}, {Kind: Dense, Units: 50},
		}
	case MLPPreset:
		s.Layers = []Layer{{Kind: Flatten}, {Kind: Dense, Units: 64}, {Kind: Dense, Units: 32}}
	case MNISTPreset:
		s.Data, s.Epochs, s.BatchSize, s.ValidationPercent = MNIST, 4, 128, 5
		s.Layers = []Layer{
			{Kind: Conv2D, Units: 8, Size: 5}, {Kind: MaxPooling2D, Size: 2}, {Kind: Conv2D, Units: 16, Size: 5}, {Kind: MaxPooling2D, Size: 2},
			{Kind: Flatten},
		}
	case MNISTBetterPreset:
		s.Data, s.Epochs, s.BatchSize, s.ValidationPercent = MNIST, 3, 64, 5
		s.LearningRate, s.Schedule, s.Augmentation = .003, CosineRate, Strokes
		s.Layers = []Layer{
			{Kind: Conv2D, Units: 16, Size: 5}, {Kind: BatchNormalization}, {Kind: MaxPooling2D, Size: 2},
			{Kind: Conv2D, Units: 32, Size: 3}, {Kind: BatchNormalization}, {Kind: Conv2D, Units: 32, Size: 3}, {Kind: BatchNormalization},
			{Kind: MaxPooling2D, Size: 2}, {Kind: Flatten}, {Kind: Dense, Units: 128}, {Kind: Dropout, Rate: .3},
		}
	case TinyPreset:
		s.Layers = []Layer{{Kind: Conv2D, Units: 4, Size: 3}, {Kind: MaxPooling2D, Size: 2}, {Kind: Flatten}}
	}
	return s
}

// PresetOf returns the preset that these settings are, whatever the seed, and whether they are one.
func PresetOf(s Settings) (Preset, bool) {
	for p := range Presets {
		preset := p.Settings()
		preset.Seed = s.Seed
		if preset.Equal(s) {
			return p, true
		}
	}
	return 0, false
}

// What the page sets for all layers at once is read from the layers and written into them, so that there is one truth.

// HiddenActivation returns the activation of all layers that have one, or false where they differ or there are none.
func HiddenActivation(layers []Layer) (a Activation, same bool) {
	first := true
	for _, l := range layers {
		if !l.Weighted() {
			continue
		}
		if first {
			a, first, same = l.Activation, false, true
		}
		same = same && l.Activation == a
	}
	return a, same
}

// Weighted reports whether the layer has a kernel, and so an activation.
func (l Layer) Weighted() bool { return slices.Contains(l.Kind.Parameters(), ActivationParameter) }

// WithActivation gives all layers that have an activation this one.
func WithActivation(layers []Layer, a Activation) []Layer {
	layers = slices.Clone(layers)
	for i, l := range layers {
		if l.Weighted() {
			layers[i].Activation = a
		}
	}
	return layers
}

// Normalized reports whether each layer with a kernel is followed by a BatchNormalization, and there is one.
func Normalized(layers []Layer) bool {
	some := false
	for i, l := range layers {
		if l.Weighted() {
			if i+1 == len(layers) || layers[i+1].Kind != BatchNormalization {
				return false
			}
			some = true
		}
	}
	return some
}

// WithNormalization puts a BatchNormalization after each layer with a kernel, or takes all out.
func WithNormalization(layers []Layer, on bool) (out []Layer) {
	for i, l := range layers {
		if l.Kind == BatchNormalization && !on {
			continue
		}
		out = append(out, l)
		if on && l.Weighted() && (i+1 == len(layers) || layers[i+1].Kind != BatchNormalization) {
			out = append(out, Layer{Kind: BatchNormalization})
		}
	}
	return out
}

// DropoutRate returns the rate of the last Dropout, 0 if there is none.
func DropoutRate(layers []Layer) float32 {
	for _, l := range slices.Backward(layers) {
		if l.Kind == Dropout {
			return l.Rate
		}
	}
	return 0
}

// WithDropout has one Dropout before the last layer, or none for a rate of 0; others stay as they are.
func WithDropout(layers []Layer, rate float32) []Layer {
	layers = slices.Clone(layers)
	for i, l := range slices.Backward(layers) {
		if l.Kind != Dropout {
			continue
		}
		if rate == 0 {
			return slices.Delete(layers, i, i+1)
		}
		layers[i].Rate = rate
		return layers
	}
	if rate == 0 {
		return layers
	}
	return append(layers, Layer{Kind: Dropout, Rate: rate})
}

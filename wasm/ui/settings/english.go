package settings

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
)

type English struct{ i18n.English }

func (*English) Preset(p protocol.Preset) string {
	switch p {
	case protocol.TutorialPreset:
		return "Tutorial CNN"
	case protocol.BetterPreset:
		return "Better CNN"
	case protocol.DeepPreset:
		return "Three deep CNNs"
	case protocol.MLPPreset:
		return "MLP, no convolution"
	case protocol.TinyPreset:
		return "Tiny CNN"
	case protocol.MNISTPreset:
		return "MNIST CNN"
	case protocol.MNISTBetterPreset:
		return "Better MNIST CNN"
	}
	return "Custom"
}
func (*English) PresetHelp(p protocol.Preset) string {
	switch p {
	case protocol.TutorialPreset:
		return "One convolution, pooling, one hidden layer: 5,160 parameters"
	case protocol.BetterPreset:
		return "Two convolutions with batch normalization, dropout and augmentation"
	case protocol.DeepPreset:
		return "Three networks of two convolutions, trained on digits with altered strokes, answer together: best at reading drawings"
	case protocol.MLPPreset:
		return "Every pixel goes to every neuron: compare it with a CNN"
	case protocol.TinyPreset:
		return "The smallest that still learns: 410 parameters"
	case protocol.MNISTPreset:
		return "TensorFlow.js’s example on MNIST, 60,000 pictures of 28×28"
	case protocol.MNISTBetterPreset:
		return "On MNIST and drawn digits, with batch normalization, dropout and a falling learning rate"
	}
	return "Your own settings; a preset replaces them and keeps the seed"
}
func (*English) Mixed() string { return "Mixed" }
func (*English) NotWhole(least, most string) string {
	return fmt.Sprintf("Enter a whole number from %s to %s", least, most)
}
func (*English) NotRate(most string) string {
	return fmt.Sprintf("Enter a number above 0 and up to %s, such as 0.001", most)
}
func (*English) NotNumber(least, most string) string {
	return fmt.Sprintf("Enter a number from %s to %s", least, most)
}
func (*English) StackLabel() string { return "Layers from input to output" }
func (*English) LastLayer() string  { return "Dense 10, softmax" }
func (*English) OnOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}
func (*English) InLayers() string   { return "in the layers" }
func (*English) AsTutorial() string { return "as in the tutorial" }

func (*English) Layers() string { return "Layers" }

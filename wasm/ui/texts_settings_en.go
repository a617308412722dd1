package ui

import (
	"fmt"

	"digitlab/wasm/protocol"
)

type englishSettings struct{ english }

func (englishSettings) Preset(p protocol.Preset) string {
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
func (englishSettings) PresetHelp(p protocol.Preset) string {
	switch p {
	case protocol.TutorialPreset:
		return "One convolution, pooling, one hidden layer: 5,160 parameters"
	case protocol.BetterPreset:
		return "Two convolutions with batch normalisation, dropout, and digits changed anew each epoch"
	case protocol.DeepPreset:
		return "Three networks of two convolutions, taught digits written anew, answer together: they read drawings best"
	case protocol.MLPPreset:
		return "Every pixel goes to every neuron: what a CNN is compared with"
	case protocol.TinyPreset:
		return "As few parameters as still learn: 410"
	case protocol.MNISTPreset:
		return "TensorFlow.js’s example on MNIST, 60,000 pictures of 28×28"
	case protocol.MNISTBetterPreset:
		return "On MNIST, with batch normalization, dropout, augmentation and a falling rate"
	}
	return "Your own settings; a preset replaces them and keeps the seed"
}
func (englishSettings) Setting(s setting) string {
	switch s {
	case epochsSetting:
		return "Epochs"
	case batchSetting:
		return "Batch size"
	case rateSetting:
		return "Learning rate"
	case optimizerSetting:
		return "Optimiser"
	case initializerSetting:
		return "Weight initialisation"
	case activationSetting:
		return "Activation of all layers"
	case normalizationSetting:
		return "Batch normalisation"
	case dropoutSetting:
		return "Dropout"
	case l2Setting:
		return "L2 penalty"
	case smoothingSetting:
		return "Label smoothing"
	case augmentationSetting:
		return "Augmentation"
	case scheduleSetting:
		return "Learning rate over time"
	case membersSetting:
		return "Networks (ensemble)"
	case dataSetting:
		return "Data"
	case testSetting:
		return "Test share (%)"
	case validationSetting:
		return "Validation share (%)"
	}
	return "Seed"
}
func (englishSettings) SettingHelp(s setting) string {
	switch s {
	case epochsSetting:
		return "Times through all the digits"
	case batchSetting:
		return "Digits looked at for each move"
	case rateSetting:
		return "Size of a move; may change during training"
	case optimizerSetting:
		return "How a move follows from the gradient; momentum is 0.9"
	case initializerSetting:
		return "How the kernels begin"
	case activationSetting:
		return "Without one, layers would add up to a single linear one"
	case normalizationSetting:
		return "Keeps the values between layers centred and of one size"
	case dropoutSetting:
		return "Share of answers left out before the last layer; 0 is off"
	case l2Setting:
		return "Holds weights small; 0 is off, 0.001 is usual"
	case smoothingSetting:
		return "How much of a label is spread over all digits; 0 is off"
	case augmentationSetting:
		return "Turns, shifts and warps the digits anew each epoch"
	case scheduleSetting:
		return "Falling ends the run with ever smaller moves"
	case membersSetting:
		return "Several are trained, and answer with the mean of their probabilities"
	case dataSetting:
		return "What the network learns from"
	case testSetting:
		return "Of all digits; read once, when training is done"
	case validationSetting:
		return "Of the others; looked at after each epoch"
	}
	return "Same seed, same result"
}
func (englishSettings) MoreGroup(g settingsGroup) string {
	switch g {
	case learningGroup:
		return "Learning"
	case regularizationGroup:
		return "Against overfitting"
	}
	return "Data"
}
func (englishSettings) Normalization(on bool) string {
	if on {
		return "Each layer"
	}
	return "Off"
}
func (englishSettings) Augmentation(a protocol.Augmentation) string {
	switch a {
	case protocol.Gentle:
		return "Gentle"
	case protocol.Strong:
		return "Strong"
	case protocol.Strokes:
		return "Strokes"
	}
	return "Off"
}
func (englishSettings) Schedule(s protocol.Schedule) string {
	if s == protocol.CosineRate {
		return "Falling (cosine)"
	}
	return "Constant"
}
func (englishSettings) DataSet(d protocol.DataSet) string {
	switch d {
	case protocol.MNIST:
		return "MNIST: 70,000 of 28×28"
	case protocol.Opened:
		return "Your files: 28×28"
	}
	return "Digits: 1,797 of 8×8"
}
func (englishSettings) Mixed() string { return "Mixed" }
func (englishSettings) NotWhole(least, most string) string {
	return fmt.Sprintf("Enter a whole number from %s to %s", least, most)
}
func (englishSettings) NotRate(most string) string {
	return fmt.Sprintf("Enter a number above 0 and up to %s, such as 0.001", most)
}
func (englishSettings) NotNumber(least, most string) string {
	return fmt.Sprintf("Enter a number from %s to %s", least, most)
}
func (englishSettings) StackLabel() string { return "Layers from input to output" }
func (englishSettings) LastLayer() string  { return "Dense 10, softmax" }
func (englishSettings) Aspect(a aspect) string {
	switch a {
	case epochsAspect:
		return "Epochs planned"
	case batchAspect:
		return "Batch size"
	case rateAspect:
		return "Learning rate"
	case seedAspect:
		return "Seed"
	case optimizerAspect:
		return "Optimiser"
	case initializerAspect:
		return "Weight initialisation"
	case activationAspect:
		return "Activation"
	case normalizationAspect:
		return "Batch normalisation"
	case dropoutAspect:
		return "Dropout"
	case augmentationAspect:
		return "Augmentation"
	case l2Aspect:
		return "L2"
	case smoothingAspect:
		return "Label smoothing"
	case scheduleAspect:
		return "Learning rate over time"
	case membersAspect:
		return "Networks"
	case dataAspect:
		return "Data"
	case testShareAspect:
		return "Test share"
	case validationShareAspect:
		return "Validation share"
	}
	return "Layers"
}
func (englishSettings) OnOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}
func (englishSettings) InLayers() string   { return "in the layers" }
func (englishSettings) AsTutorial() string { return "as in the tutorial" }

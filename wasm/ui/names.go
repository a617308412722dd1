package ui

import "digitlab/wasm/protocol"

// settingsGroup is what stands together under More settings.
type settingsGroup int

const (
	learningGroup settingsGroup = iota
	regularizationGroup
	dataGroup

	settingsGroups // how many there are
)

var everyday = []setting{epochsSetting, batchSetting, rateSetting, seedSetting}

var grouping = [settingsGroups][]setting{
	learningGroup:       {optimizerSetting, scheduleSetting, initializerSetting, activationSetting, membersSetting},
	regularizationGroup: {normalizationSetting, dropoutSetting, l2Setting, smoothingSetting},
	dataGroup:           {dataSetting, augmentationSetting, testSetting, validationSetting},
}

// choiceName is what a choice is called: what has a name in Keras or in the literature has it in both languages.
func choiceName(s setting, i int, t settingsWords) string {
	switch s {
	case optimizerSetting:
		return optimizerNames[i]
	case initializerSetting:
		return initializerNames[i]
	case activationSetting:
		return activationNames[i]
	case normalizationSetting:
		return t.Normalization(i == 1)
	case scheduleSetting:
		return t.Schedule(protocol.Schedule(i))
	case dataSetting:
		return t.DataSet(protocol.DataSet(i))
	}
	return t.Augmentation(protocol.Augmentation(i))
}

var optimizerNames = [protocol.Optimizers]string{"Adam", "SGD", "SGD momentum", "SGD Nesterov", "RMSprop", "Adagrad",
	"AdamW", "Nadam"}

var initializerNames = [protocol.Initializers]string{"Glorot uniform", "Glorot normal", "He uniform", "He normal", "LeCun uniform",
	"LeCun normal", "Normal, σ = 1", "Zeros"}

var activationNames = [protocol.Activations]string{"ReLU", "Leaky ReLU", "ELU", "GELU", "SiLU", "tanh", "sigmoid", "linear"}

package ui

import (
	"fmt"

	"digitlab/wasm/protocol"
)

func (english) PresetLabel() string { return "Preset" }
func (english) Preset(p protocol.Preset) string {
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
	}
	return "Custom"
}
func (english) PresetHelp(p protocol.Preset) string {
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
	}
	return "Your own settings; a preset replaces them and keeps the seed"
}
func (english) UndoPreset() string { return "Undo preset" }

func (english) SettingsGroup() string { return "Settings" }
func (english) Setting(s setting) string {
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
func (english) SettingHelp(s setting) string {
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
func (english) MoreSettings() string { return "More settings" }
func (english) MoreGroup(g settingsGroup) string {
	switch g {
	case learningGroup:
		return "Learning"
	case regularizationGroup:
		return "Against overfitting"
	}
	return "Data"
}
func (english) Normalization(on bool) string {
	if on {
		return "Each layer"
	}
	return "Off"
}
func (english) Augmentation(a protocol.Augmentation) string {
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
func (english) Schedule(s protocol.Schedule) string {
	if s == protocol.CosineRate {
		return "Falling (cosine)"
	}
	return "Constant"
}
func (english) DataSet(d protocol.DataSet) string {
	switch d {
	case protocol.MNIST:
		return "MNIST: 70,000 of 28×28"
	case protocol.Opened:
		return "Your files: 28×28"
	}
	return "Digits: 1,797 of 8×8"
}
func (english) Mixed() string          { return "Mixed" }
func (english) AppliesOnReset() string { return "Applies on reset" }
func (english) AppliesNow() string     { return "Applies at once" }
func (english) RateInForce(rate string) string {
	return fmt.Sprintf("In force: %s", rate)
}
func (english) RateFalls(rate string) string {
	return fmt.Sprintf("Falls from %s to nothing at the end", rate)
}
func (english) WholeBatch(digits string) string {
	return fmt.Sprintf("More than all %s training digits: one move an epoch", digits)
}
func (english) NotWhole(least, most string) string {
	return fmt.Sprintf("Enter a whole number from %s to %s", least, most)
}
func (english) NotRate(most string) string {
	return fmt.Sprintf("Enter a number above 0 and up to %s, such as 0.001", most)
}
func (english) NotNumber(least, most string) string {
	return fmt.Sprintf("Enter a number from %s to %s", least, most)
}
func (english) Hindrance(where, problem string) string { return fmt.Sprintf("%s: %s", where, problem) }
func (english) LayerHindrance(layer string) string {
	return fmt.Sprintf("The layer %s is not in order; its card says why", layer)
}
func (english) ShowProblem() string { return "Show where" }

func (english) CopyLink() string { return "Copy link" }
func (english) Shared(s shared) string {
	switch s {
	case linkCopied:
		return "Link copied. Whoever opens it gets the same settings and seed"
	case linkShown:
		return "The browser did not allow copying. The link is selected below: copy it from there"
	case linkHindered:
		return "Correct the settings first, then copy the link"
	}
	return "A link to these settings and this seed: who opens it trains the same network"
}
func (english) LinkField() string { return "Link to these settings" }
func (english) LinkRefused() string {
	return "The address after # holds no settings that this page can read, so nothing was changed. Check that the link is whole"
}

func (english) EditorHeading() string { return "Build it" }
func (english) EditorHelp() string {
	return "Drag a layer by its handle, or move it with the arrows. Shapes and parameters are worked out as you go."
}
func (english) StackLabel() string    { return "Layers from input to output" }
func (english) InputLayer() string    { return "Input" }
func (english) LastLayer() string     { return "Dense 10, softmax" }
func (english) LastLayerHelp() string { return "One share for each digit. Every network ends with it." }
func (english) LayerHelp(k protocol.LayerKind) string {
	switch k {
	case protocol.Conv2D:
		return "Small filters slide over the picture and look for strokes"
	case protocol.MaxPooling2D:
		return "Keeps the strongest answer in each window"
	case protocol.AveragePooling2D:
		return "Takes the mean of each window"
	case protocol.GlobalAveragePooling2D:
		return "Takes the mean of each whole map"
	case protocol.Flatten:
		return "Lays the maps out in one row"
	case protocol.Dense:
		return "Each neuron weighs everything that comes in"
	case protocol.BatchNormalization:
		return "Keeps each channel centred and of one size"
	}
	return "Leaves answers out at random during training"
}
func (english) LayerProblem(p protocol.Problem) string {
	switch p.Reason {
	case protocol.TooManyLayers:
		return fmt.Sprintf("There are %d layers, and %d is the most. Remove some", p.Have, p.Limit)
	case protocol.UnitsOutside:
		return fmt.Sprintf("Enter a whole number from 1 to %d", p.Limit)
	case protocol.SizeOutside:
		return fmt.Sprintf("Choose a window from 1 to %d", p.Limit)
	case protocol.StrideOutside:
		return fmt.Sprintf("Choose a stride up to %d", p.Limit)
	case protocol.RateOutside:
		return fmt.Sprintf("Enter a number from 0 to %v", protocol.MaxRate)
	case protocol.LargerThanInput:
		return fmt.Sprintf("The window, %d×%d, is larger than what comes in, %d×%d. Choose a smaller window, padding same, or take out a pooling above",
			p.Limit, p.Limit, p.Have, p.Have)
	case protocol.NeedsImage:
		return "A row of numbers comes in, and a window needs a picture. Move this layer above Flatten"
	case protocol.NeedsFlatten:
		return "A picture comes in, and this layer needs a row of numbers. Put a Flatten before it"
	case protocol.TooManyParameters:
		return fmt.Sprintf("With this layer there are %s parameters, and %s is the most. Choose fewer filters or neurons, or pool before it",
			grouped(p.Have), grouped(p.Limit))
	}
	return "This version does not know the layer. Remove it"
}
func (english) Flow(shape, parameters string) string {
	return fmt.Sprintf("%s · %s params", shape, parameters)
}
func (english) TotalParameters(parameters string) string {
	return fmt.Sprintf("%s parameters in all", parameters)
}

func (english) Filters() string      { return "Filters" }
func (english) Units() string        { return "Neurons" }
func (english) DropoutRate() string  { return "Rate" }
func (english) WindowSize() string   { return "Window" }
func (english) Stride() string       { return "Stride" }
func (english) WindowStride() string { return "auto" }
func (english) Padding() string      { return "Padding" }
func (english) Activation() string   { return "Activation" }

func (english) LayerToAdd() string    { return "Layer to add" }
func (english) AddLayer() string      { return "Add layer" }
func (english) UndoLayers() string    { return "Undo layer change" }
func (english) InsertFlatten() string { return "Insert Flatten" }
func (english) MoveUp(layer string) string {
	return fmt.Sprintf("Move %s up", layer)
}
func (english) MoveDown(layer string) string {
	return fmt.Sprintf("Move %s down", layer)
}
func (english) RemoveLayer(layer string) string {
	return fmt.Sprintf("Remove %s", layer)
}
func (english) LayerAdded(layer string, place int) string {
	return fmt.Sprintf("%s added as layer %d", layer, place)
}
func (english) LayerMoved(layer string, place int) string {
	return fmt.Sprintf("%s is layer %d now", layer, place)
}
func (english) LayerRemoved(layer string) string { return fmt.Sprintf("%s removed", layer) }
func (english) StackFull(most int) string {
	return fmt.Sprintf("%d layers are the most; remove one to add another", most)
}

func (english) SummaryHeading() string { return "Built network" }
func (english) StackBuilt() string     { return "This is the network that is built." }
func (english) StackWaits() string {
	return "Applies on reset: until then the built network stays as it was."
}
func (english) StackWrong() string {
	return "The layers do not fit together yet. Until they do, the built network stays."
}

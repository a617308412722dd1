package network

import (
	"digitlab/wasm/slim/std/fmt"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

type english struct{ i18n.English }

func (*english) Key() string            { return "kernels beside their maps ·" }
func (*english) KeyOfColours() string   { return "below and above 0" }
func (*english) Heading() string        { return "Inside the network" }
func (*english) Choice() string         { return "What the network looks at" }
func (*english) Drawing() string        { return "My drawing" }
func (*english) Digit(digit int) string { return fmt.Sprintf("Digit %d of the data", digit) }
func (*english) Layers() string         { return "Layers, from the picture to the ten probabilities" }
func (*english) Picture() string        { return "Picture" }
func (*english) Parameters(n string) string {
	return n + " params"
}
func (*english) Shown(shown, all int) string { return fmt.Sprintf("top %d of %d", shown, all) }

func (*english) Nothing() string { return "Here you will see what each layer makes of a picture" }
func (*english) DataGuess(label, guess, percent int) string {
	return fmt.Sprintf("Digit %d of the data, untrained: it guesses %d (%d%%)", label, guess, percent)
}
func (*english) DataPrediction(label, epoch, digit, percent int) string {
	if epoch == 0 { // it was trained elsewhere
		return fmt.Sprintf("Digit %d of the data: it predicts %d (%d%%)", label, digit, percent)
	}
	return fmt.Sprintf("Digit %d of the data, epoch %d: it predicts %d (%d%%)", label, epoch, digit, percent)
}
func (*english) DrawingGuess(guess, percent int) string {
	return fmt.Sprintf("Your drawing, untrained: it guesses %d (%d%%)", guess, percent)
}
func (*english) DrawingPrediction(epoch, digit, percent int) string {
	if epoch == 0 {
		return fmt.Sprintf("Your drawing: it predicts %d (%d%%)", digit, percent)
	}
	return fmt.Sprintf("Your drawing, epoch %d: it predicts %d (%d%%)", epoch, digit, percent)
}

func (*english) PixelValue(row, column, value int) string {
	return fmt.Sprintf("Picture, row %d, column %d: %d", row, column, value)
}
func (*english) KernelValue(layer string, unit, row, column int, value string) string {
	return fmt.Sprintf("%s, kernel %d, row %d, column %d: %s", layer, unit, row, column, value)
}
func (*english) MapValue(layer string, unit, row, column int, value string) string {
	return fmt.Sprintf("%s, map %d, row %d, column %d: %s", layer, unit, row, column, value)
}
func (*english) DigitValue(layer string, digit int, value string) string {
	return fmt.Sprintf("%s, digit %d: %s", layer, digit, value)
}
func (*english) ElementValue(layer string, unit int, value string) string {
	return fmt.Sprintf("%s, unit %d: %s", layer, unit, value)
}
func (*english) ShareValue(digit int, percent string) string {
	return fmt.Sprintf("Digit %d: %s%%", digit, percent)
}

func (*english) Numbers() string          { return "In numbers" }
func (*english) LayerColumn() string      { return "Layer" }
func (*english) OutputColumn() string     { return "Output" }
func (*english) ParametersColumn() string { return "Parameters" }
func (*english) UnitsColumn() string      { return "Units" }
func (*english) AllUnits(all int) string  { return fmt.Sprintf("all %d shown", all) }
func (*english) MostActive(shown, all int) string {
	return fmt.Sprintf("%d of %d shown, the most active", shown, all)
}
func (*english) LargestColumn() string { return "Largest output" }
func (*english) LargestUnit(unit int, value string) string {
	return fmt.Sprintf("%s (unit %d)", value, unit)
}
func (*english) Kernels() string           { return "Kernels of the first convolution, row by row" }
func (*english) Kernel(unit int) string    { return fmt.Sprintf("Kernel %d", unit) }
func (*english) Probabilities() string     { return "The ten probabilities" }
func (*english) DigitColumn() string       { return "Digit" }
func (*english) ProbabilityColumn() string { return "Probability" }

func (*english) OneUnit() string        { return "One unit" }
func (*english) Arithmetic() string     { return "How this unit is computed; the arrow keys move it" }
func (*english) Map() string            { return "Map" }
func (*english) Unit() string           { return "Unit" }
func (*english) Row() string            { return "Row" }
func (*english) Column() string         { return "Column" }
func (*english) Slide() string          { return "Slide the window" }
func (*english) WindowOf() string       { return "In the window" }
func (*english) KernelOf() string       { return "Kernel" }
func (*english) ProductsOf() string     { return "Products" }
func (*english) LargestTerms() string   { return "The products that matter most" }
func (*english) InputColumn() string    { return "Input" }
func (*english) ValueColumn() string    { return "Value" }
func (*english) WeightColumn() string   { return "Weight" }
func (*english) ProductColumn() string  { return "Product" }
func (*english) OthersRow(n int) string { return fmt.Sprintf("The other %d together", n) }
func (*english) PictureCell(row, column int) string {
	return fmt.Sprintf("Row %d, column %d", row, column)
}
func (*english) MapCell(unit, row, column int) string {
	return fmt.Sprintf("Map %d, row %d, column %d", unit, row, column)
}
func (*english) ElementCell(unit int) string        { return fmt.Sprintf("Unit %d", unit) }
func (*english) SumOfProducts(n int) string         { return fmt.Sprintf("Sum of all %d", n) }
func (*english) PlusBias() string                   { return "+ bias" }
func (*english) SumRow() string                     { return "= sum" }
func (*english) FunctionRow(function string) string { return "after " + function }
func (*english) Dead() string {
	return "ReLU turns every value below 0 into 0, so nothing goes on from here."
}
func (*english) Largest() string        { return "Only the largest goes on" }
func (*english) SumOf(n int) string     { return fmt.Sprintf("Sum of the %d values", n) }
func (*english) DividedBy(n int) string { return fmt.Sprintf("÷ %d = mean", n) }
func (*english) MinusMean() string      { return "− mean from training" }
func (*english) TimesScale() string     { return "× scale" }
func (*english) PlusShift() string      { return "+ shift" }
func (*english) OutputRow() string      { return "= output" }
func (*english) FlattenMoves() string {
	return "Flatten changes no value. It lines all maps up in one row, so that a Dense layer can take them."
}
func (*english) DropoutPasses() string {
	return "In a prediction, dropout lets every value pass. Only in training does it turn values off at random."
}
func (*english) SoftmaxTable() string      { return "From ten sums to ten probabilities" }
func (*english) LogitColumn() string       { return "Sum (logit)" }
func (*english) ExponentialColumn() string { return "e^(sum − largest)" }
func (*english) ShareColumn() string       { return "Probability" }
func (*english) Total() string             { return "Total" }
func (*english) NotFinite() string {
	return "This is no longer a number: the run has diverged. Lower the learning rate and reset."
}

func (*english) Ways() string           { return "Forward or backward" }
func (*english) Forward() string        { return "Forward" }
func (*english) OneStep() string        { return "One step of learning" }
func (*english) ItIsA() string          { return "My drawing is" }
func (*english) TowardsLoss() string    { return "Towards the loss" }
func (*english) TowardsPicture() string { return "Further back" }
func (*english) StageOfStep(stage, stages int) string {
	return fmt.Sprintf("Stage %d of %d", stage, stages)
}
func (*english) SayWhatItIs() string {
	return "First say which digit you have drawn: the network learns towards it."
}
func (*english) LossFrom(label int, p string) string {
	return fmt.Sprintf("Loss on this %d = −ln p = −ln %s", label, p)
}
func (*english) LossOf(label int) string           { return fmt.Sprintf("Loss on this %d", label) }
func (*english) LossAfter(optimizer string) string { return "Loss after one step of " + optimizer }
func (*english) LossAtStart() string               { return "Loss before your steps" }
func (*english) StepsTaken() string                { return "Steps you have taken" }
func (*english) TakeStep() string                  { return "Take this step" }
func (*english) TakeBack() string                  { return "Take all back" }
func (*english) Experiment(running bool) string {
	if running {
		return "Pause the run to take a step of your own."
	}
	return "Steps of your own are an experiment: they are taken back when you close this, and before the run goes on."
}

func (*english) ErrorsTable() string {
	return "Where learning begins: what was predicted, and what it should have been"
}
func (*english) PredictedColumn() string { return "Predicted p" }
func (*english) TargetColumn() string    { return "Target y" }
func (*english) ErrorColumn() string     { return "p − y" }
func (*english) WeightsTable() string    { return "How the step changes this unit’s weights" }
func (*english) BeforeColumn() string    { return "Now" }
func (*english) GradientColumn() string  { return "Gradient" }
func (*english) AfterColumn() string     { return "After" }
func (*english) Bias() string            { return "Bias" }
func (*english) Scale() string           { return "Scale" }
func (*english) Shift() string           { return "Shift" }
func (*english) OtherWeights(n int) string {
	return fmt.Sprintf("and %d others, with smaller gradients", n)
}
func (*english) KernelCell(row, column, channel int, many bool) string {
	if many {
		return fmt.Sprintf("Row %d, column %d, map %d", row, column, channel)
	}
	return fmt.Sprintf("Row %d, column %d", row, column)
}

func (*english) PlacesTable() string   { return "The gradient of its first weight, place by place" }
func (*english) GradientOfSum() string { return "Gradient of the sum" }
func (*english) GradientMap(unit int) string {
	return fmt.Sprintf("Gradient of map %d: how the loss changes with its values", unit)
}
func (*english) GradientOf(unit int) string { return fmt.Sprintf("Gradient of unit %d", unit) }
func (*english) Backward(kind protocol.LayerKind) string {
	switch kind {
	case protocol.Conv2D:
		return "A kernel is used at many places, and its gradient is the sum of the gradients there."
	case protocol.Dense:
		return "The gradient of a weight is what came in, times the gradient of the sum. What goes back to the layer before is the gradient of the sum, times the weights."
	case protocol.MaxPooling2D:
		return "Only the largest value of each window counted, so it alone gets the gradient."
	case protocol.AveragePooling2D, protocol.GlobalAveragePooling2D:
		return "Each value of a window gets the same share of the gradient."
	case protocol.Flatten:
		return "The gradient goes back to the place that each value came from."
	case protocol.Dropout:
		return "What was turned off in this step gets no gradient."
	case protocol.ActivationLayer, protocol.LeakyReLULayer:
		return "The gradient is multiplied by the slope of the function at the value that came in."
	}
	return "The gradient goes back through the normalization, whose own parameters get gradients, too."
}

package network

import (
	"digitlab/wasm/slim/std/fmt"

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
	return fmt.Sprintf("A %d of the data, untrained: it guesses %d (%d%%)", label, guess, percent)
}
func (*english) DataPrediction(label, epoch, digit, percent int) string {
	return fmt.Sprintf("A %d of the data, epoch %d: it predicts %d (%d%%)", label, epoch, digit, percent)
}
func (*english) DrawingGuess(guess, percent int) string {
	return fmt.Sprintf("Your drawing, untrained: it guesses %d (%d%%)", guess, percent)
}
func (*english) DrawingPrediction(epoch, digit, percent int) string {
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

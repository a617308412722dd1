package results

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
)

type english struct{ i18n.English }

func (*english) Tab() string     { return "Results" }
func (*english) Heading() string { return "Results on the test digits" }
func (*english) Help() string {
	return "Test digits take no part in training. They show how well the network reads what it has never seen."
}
func (*english) Empty() string {
	return "When a run is done, the results on the test digits appear here"
}
func (*english) Sentence(right, of, percent, low, high string) string {
	return fmt.Sprintf("%s of %s test digits are read right: %s%%. With other digits like these it would be %s to %s%% (95%% interval).",
		right, of, percent, low, high)
}
func (*english) AfterEpoch(epoch int) string {
	if epoch == 0 {
		return "The time machine shows the untrained network: these are its results."
	}
	return fmt.Sprintf("The time machine shows epoch %d: these are its results at that moment.", epoch)
}
func (*english) AfterStep(step int) string {
	return fmt.Sprintf("The time machine shows step %d of the first epoch: these are its results at that moment.", step)
}
func (*english) ConfusionHeading() string { return "Confusion matrix" }
func (*english) ConfusionHelp() string {
	return "Rows are the true digits, columns what they were read as. Choose a cell to see its digits; the arrow keys go from cell to cell."
}
func (*english) ConfusionDown() string   { return "is ↓" }
func (*english) ConfusionAcross() string { return "read →" }
func (*english) CellLabel(label, predicted, count int) string {
	return fmt.Sprintf("%d read as %d: %d", label, predicted, count)
}
func (*english) CellHeading(label, predicted, count int) string {
	switch {
	case count < 2:
		return fmt.Sprintf("%d read as %d: %d", label, predicted, count)
	case label == predicted:
		return fmt.Sprintf("%d read as %d: %d, the least confident first", label, predicted, count)
	}
	return fmt.Sprintf("%d read as %d: %d, the most confident first", label, predicted, count)
}
func (*english) DigitsHeading() string { return "Accuracy of each digit" }
func (*english) MisclassifiedHeading() string {
	return "Misread digits"
}
func (*english) MisclassifiedCount(count int) string {
	return fmt.Sprintf("Misread digits: %d, the most confident first", count)
}
func (*english) AllMisclassified() string { return "All misread digits" }
func (*english) OnTheWall() string        { return "Show on the wall" }
func (*english) PredictedAs(label, predicted int) string {
	return fmt.Sprintf("%d read as %d", label, predicted)
}
func (*english) NoDigits() string { return "There are none." }
func (*english) NotPictured(count string) string {
	return fmt.Sprintf("The first %d digits of each cell of the confusion matrix are shown; there are %s more.", protocol.MaxPictured, count)
}

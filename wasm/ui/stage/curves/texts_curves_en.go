package curves

import (
	"fmt"

	"digitlab/wasm/ui/settings"
)

type EnglishCurves struct{ settings.EnglishSettings }

func (*EnglishCurves) CurvesHeading() string { return "Curves" }
func (*EnglishCurves) CurvesHelp() string {
	return "Training digits are learnt from; validation digits are only looked at. When the validation loss rises while the training loss falls, the network is learning by heart (overfitting)."
}
func (*EnglishCurves) CurvesEmpty() string { return "Loss and accuracy will appear here" }
func (*EnglishCurves) CurvesKeys() string {
	return "Point at the curves, or use the arrow keys, to choose an epoch. Drag across them to zoom in; the keys + and - zoom, 0 shows all."
}
func (*EnglishCurves) CurvesLabel() string { return "Curves of loss and accuracy over the epochs" }
func (*EnglishCurves) ChooseEpoch() string { return "Epoch that is read out" }
func (*EnglishCurves) CurvesSentence(epoch int, loss, validationLoss, validationAccuracy string) string {
	return fmt.Sprintf("After epoch %d the training loss is %s and the validation loss %s; %s%% of the validation digits are read right.",
		epoch, loss, validationLoss, validationAccuracy)
}
func (*EnglishCurves) BestSentence(epoch int, validationLoss string) string {
	return fmt.Sprintf("The validation loss was lowest at epoch %d: %s.", epoch, validationLoss)
}
func (*EnglishCurves) ChartMissing() string {
	return "The chart library did not load; reload the page to try again. The table below has the numbers."
}
func (*EnglishCurves) PreviousRun() string { return "Run before" }
func (*EnglishCurves) ThisRun() string     { return "This run" }
func (*EnglishCurves) AtEpoch(epoch int) string {
	return fmt.Sprintf("Epoch %d", epoch)
}
func (*EnglishCurves) Numbers() string { return "All numbers as a table" }
func (*EnglishCurves) TooEarly() string {
	return "It is too early to say how the training goes."
}
func (*EnglishCurves) AtChance() string {
	return "Accuracy is flat at chance: the network is not learning. Try another learning rate."
}
func (*EnglishCurves) Jumping(since int) string {
	return fmt.Sprintf("The loss jumps, last at epoch %d: the learning rate may be too high.", since)
}
func (*EnglishCurves) ByHeart(since int) string {
	return fmt.Sprintf("The validation loss has risen since epoch %d while the training loss falls: the network is learning by heart (overfitting).", since)
}
func (*EnglishCurves) Improving() string { return "The network is still improving." }
func (*EnglishCurves) SettledDown(since int) string {
	return fmt.Sprintf("The validation loss has hardly changed since epoch %d: more epochs bring little.", since)
}
func (*EnglishCurves) Smoothing() string   { return "Smoothing" }
func (*EnglishCurves) Off() string         { return "off" }
func (*EnglishCurves) LogScale() string    { return "Log scale for loss" }
func (*EnglishCurves) ZoomGroup() string   { return "Zoom of the curves" }
func (*EnglishCurves) ZoomIn() string      { return "Zoom in" }
func (*EnglishCurves) ZoomOut() string     { return "Zoom out" }
func (*EnglishCurves) Fit() string         { return "Fit" }
func (*EnglishCurves) ExportGroup() string { return "Save the curves" }
func (*EnglishCurves) Save(format string) string {
	return fmt.Sprintf("Save %s", format)
}
func (*EnglishCurves) TestAccuracy(percent string) string {
	return fmt.Sprintf("Test accuracy %s%%", percent)
}

package ui

import (
	"fmt"
)

type englishCurves struct{ englishSettings }

func (englishCurves) CurvesHeading() string { return "Curves" }
func (englishCurves) CurvesHelp() string {
	return "Training digits are learnt from; validation digits are only looked at. When the validation loss rises while the training loss falls, the network is learning by heart (overfitting)."
}
func (englishCurves) CurvesEmpty() string { return "Loss and accuracy will appear here" }
func (englishCurves) CurvesKeys() string {
	return "Point at the curves, or use the arrow keys, to choose an epoch. Drag across them to zoom in; the keys + and - zoom, 0 shows all."
}
func (englishCurves) CurvesLabel() string { return "Curves of loss and accuracy over the epochs" }
func (englishCurves) ChooseEpoch() string { return "Epoch that is read out" }
func (englishCurves) CurvesSentence(epoch int, loss, validationLoss, validationAccuracy string) string {
	return fmt.Sprintf("After epoch %d the training loss is %s and the validation loss %s; %s%% of the validation digits are read right.",
		epoch, loss, validationLoss, validationAccuracy)
}
func (englishCurves) BestSentence(epoch int, validationLoss string) string {
	return fmt.Sprintf("The validation loss was lowest at epoch %d: %s.", epoch, validationLoss)
}
func (englishCurves) ChartMissing() string {
	return "The chart library did not load; reload the page to try again. The table below has the numbers."
}
func (englishCurves) PreviousRun() string { return "Run before" }
func (englishCurves) ThisRun() string     { return "This run" }
func (englishCurves) AtEpoch(epoch int) string {
	return fmt.Sprintf("Epoch %d", epoch)
}
func (englishCurves) Numbers() string { return "All numbers as a table" }
func (englishCurves) TooEarly() string {
	return "It is too early to say how the training goes."
}
func (englishCurves) AtChance() string {
	return "Accuracy is flat at chance: the network is not learning. Try another learning rate."
}
func (englishCurves) Jumping(since int) string {
	return fmt.Sprintf("The loss jumps, last at epoch %d: the learning rate may be too high.", since)
}
func (englishCurves) ByHeart(since int) string {
	return fmt.Sprintf("The validation loss has risen since epoch %d while the training loss falls: the network is learning by heart (overfitting).", since)
}
func (englishCurves) Improving() string { return "The network is still improving." }
func (englishCurves) SettledDown(since int) string {
	return fmt.Sprintf("The validation loss has hardly changed since epoch %d: more epochs bring little.", since)
}
func (englishCurves) Smoothing() string   { return "Smoothing" }
func (englishCurves) Off() string         { return "off" }
func (englishCurves) LogScale() string    { return "Log scale for loss" }
func (englishCurves) ZoomGroup() string   { return "Zoom of the curves" }
func (englishCurves) ZoomIn() string      { return "Zoom in" }
func (englishCurves) ZoomOut() string     { return "Zoom out" }
func (englishCurves) Fit() string         { return "Fit" }
func (englishCurves) ExportGroup() string { return "Save the curves" }
func (englishCurves) Save(format string) string {
	return fmt.Sprintf("Save %s", format)
}
func (englishCurves) TestAccuracy(percent string) string {
	return fmt.Sprintf("Test accuracy %s%%", percent)
}

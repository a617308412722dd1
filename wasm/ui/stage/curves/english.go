package curves

import (
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/settings"
)

type English struct{ settings.English }

func (*English) CurvesHeading() string  { return "Curves" }
func (*English) Options() string        { return "Options" }
func (*English) OptionsHeading() string { return "Options for the curves" }
func (*English) BeforeTraining() string {
	return "Press Start training and watch it learn, or draw a digit first."
}
func (*English) TrainedElsewhere() string {
	return "This network was trained elsewhere, so it has no curves. Draw a digit for it, or look inside."
}
func (*English) CurvesHelp() string {
	return "Training digits are learnt from; validation digits are only looked at. When the validation loss rises while the training loss falls, the network is learning by heart (overfitting)."
}
func (*English) CurvesEmpty() string { return "Loss and accuracy will appear here" }
func (*English) CurvesKeys() string {
	return "Point at the curves, or use the arrow keys, to choose an epoch. Drag across them to zoom in; the keys + and - zoom, 0 shows all."
}
func (*English) CurvesLabel() string { return "Curves of loss and accuracy over the epochs" }
func (*English) ChooseEpoch() string { return "Epoch to read the values of" }
func (*English) CurvesSentence(epoch int, loss, validationLoss, validationAccuracy string) string {
	return fmt.Sprintf("After epoch %d the training loss is %s and the validation loss %s; %s%% of the validation digits are read right.",
		epoch, loss, validationLoss, validationAccuracy)
}
func (*English) BestSentence(epoch int, validationLoss string) string {
	return fmt.Sprintf("The validation loss was lowest at epoch %d: %s.", epoch, validationLoss)
}
func (*English) ChartMissing() string {
	return "The chart library did not load; reload the page to try again. The table below has the numbers."
}
func (*English) PreviousRun() string { return "Previous run" }
func (*English) ThisRun() string     { return "This run" }
func (*English) AtEpoch(epoch int) string {
	return fmt.Sprintf("Epoch %d", epoch)
}
func (*English) Numbers() string { return "All numbers as a table" }
func (*English) TooEarly() string {
	return "It is too early to say how the training goes."
}
func (*English) AtChance() string {
	return "Accuracy stays at the level of guessing: the network is not learning. Try another learning rate."
}
func (*English) Jumping(since int) string {
	return fmt.Sprintf("The loss jumps, last at epoch %d: the learning rate may be too high.", since)
}
func (*English) Overfitting(since int) string {
	return fmt.Sprintf("The validation loss has risen since epoch %d while the training loss falls: the network is learning by heart (overfitting).", since)
}
func (*English) ImprovedToTheEnd() string {
	return "It was still improving when the run ended: more epochs may help."
}
func (*English) Improving() string { return "The network is still improving." }
func (*English) SettledDown(since int) string {
	return fmt.Sprintf("The validation loss has hardly changed since epoch %d: more epochs bring little.", since)
}
func (*English) Smoothing() string   { return "Smoothing" }
func (*English) Off() string         { return "off" }
func (*English) LogScale() string    { return "Log scale for loss" }
func (*English) ZoomGroup() string   { return "Zoom of the curves" }
func (*English) ZoomIn() string      { return "Zoom in" }
func (*English) ZoomOut() string     { return "Zoom out" }
func (*English) Fit() string         { return "Fit" }
func (*English) ExportGroup() string { return "Save the curves" }
func (*English) Save(format string) string {
	return fmt.Sprintf("Save %s", format)
}
func (*English) TestAccuracy(percent string) string {
	return fmt.Sprintf("Test accuracy %s%%", percent)
}

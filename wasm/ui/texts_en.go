package ui

import (
	"fmt"

	"digitlab/wasm/protocol"
)

type english struct{}

func (english) Code() string  { return "en" }
func (english) Title() string { return "Digit Lab – train a CNN in your browser" }
func (english) Description() string {
	return "Train a small convolutional neural network on handwritten digits, in your browser, and draw digits for it to read."
}

func (english) Headline() string { return "Watch a CNN learn digits, right in your browser" }
func (english) SubHeadline(digits string, side int, parameters string) string {
	return fmt.Sprintf("%s %d×%d digits · %s parameters · nothing leaves your device", digits, side, side, parameters)
}
func (english) LanguageGroup() string { return "Language" }
func (english) ThemeButton(t theme) string {
	switch t {
	case lightTheme:
		return "Theme: light"
	case darkTheme:
		return "Theme: dark"
	}
	return "Theme: automatic"
}
func (english) StripLabel() string { return "Some of the handwritten digits" }

func (english) Loading(percent int) string {
	return fmt.Sprintf("Loading the training engine… %d%%", percent)
}
func (english) ControlsLoading() string {
	return "The controls work as soon as the training engine is loaded."
}
func (english) Unsupported() string { return "This browser can't run it. You can still read below" }

func (english) DrawHeading() string { return "Draw" }
func (english) DrawLabel() string   { return "Draw a digit 0–9" }
func (english) DrawHelp() string    { return "Ctrl+Z undoes, Escape clears." }
func (english) Clear() string       { return "Clear" }
func (english) Undo() string        { return "Undo" }

func (english) PictureHeading() string { return "What the network sees" }
func (english) PictureHelp(d protocol.DataSet) string {
	if d != protocol.Digits {
		return "Your drawing is cut to its ink, made 20 pixels long and centred: a picture of 28×28 with values from 0 to 255, made just as MNIST’s digits were."
	}
	return "Your drawing is cut to its ink, shrunk to 32×32, and counted in blocks of 4×4: a picture of 8×8 with values from 0 to 16, made just as the training digits were."
}
func (english) PictureLabel(side int) string {
	return fmt.Sprintf("The %d×%d picture that the network sees", side, side)
}
func (english) PictureValues(count int) string { return fmt.Sprintf("Its %d values", count) }

func (english) ReadingHeading() string { return "What the network reads" }
func (english) ReadingHelp() string {
	return "The last layer gives each digit a share of 100%. The largest share is the prediction."
}
func (english) ReadingNothing() string { return "Nothing drawn yet" }
func (english) Guess() string          { return "Not trained yet: this is a guess" }
func (english) Unsure() string         { return "Not sure. Try thicker and larger" }
func (english) Prediction(digit, percent int) string {
	return fmt.Sprintf("Prediction: %d (%d%%)", digit, percent)
}

func (english) TrainHeading() string { return "Train" }
func (english) TrainHelp() string {
	return "The network looks at a batch of digits, measures how wrong it is (the loss), and moves every parameter a little to be less wrong. Once through all digits is an epoch."
}
func (english) Start() string     { return "Start training" }
func (english) Pause() string     { return "Pause" }
func (english) Resume() string    { return "Resume" }
func (english) Step() string      { return "Step" }
func (english) Reset() string     { return "Reset" }
func (english) KeyHelp() string   { return "Space starts and pauses, the full stop trains one epoch." }
func (english) PaceGroup() string { return "Pace" }
func (english) Pace(p protocol.Pace) string {
	switch p {
	case protocol.Slow:
		return "Slow"
	case protocol.Watch:
		return "Watch"
	}
	return "Fastest"
}
func (english) ProgressLabel() string { return "Training progress" }
func (english) Ready(digits string) string {
	return fmt.Sprintf("Ready to learn from %s digits", digits)
}
func (english) Running(epoch, epochs int, seconds string) string {
	return fmt.Sprintf("Epoch %d of %d · about %s s left", epoch, epochs, seconds)
}
func (english) Workers(count int) string { return fmt.Sprintf("%d workers", count) }
func (english) RunningUntimed(epoch, epochs int) string {
	return fmt.Sprintf("Epoch %d of %d", epoch, epochs)
}
func (english) PausedAt(epoch, epochs int) string {
	return fmt.Sprintf("Paused at epoch %d of %d", epoch, epochs)
}
func (english) Done(percent string) string {
	return fmt.Sprintf("Done: %s%% on test digits. Now draw your own", percent)
}
func (english) Started() string { return "Training started" }

func (english) CurvesHeading() string { return "Curves" }
func (english) CurvesHelp() string {
	return "Training digits are learnt from; validation digits are only looked at. When the validation loss rises while the training loss falls, the network is learning by heart (overfitting)."
}
func (english) CurvesEmpty() string { return "Loss and accuracy will appear here" }
func (english) CurvesKeys() string {
	return "Point at the curves, or use the arrow keys, to choose an epoch. Drag across them to zoom in; the keys + and - zoom, 0 shows all."
}
func (english) CurvesLabel() string { return "Curves of loss and accuracy over the epochs" }
func (english) ChooseEpoch() string { return "Epoch that is read out" }
func (english) CurvesSentence(epoch int, loss, validationLoss, validationAccuracy string) string {
	return fmt.Sprintf("After epoch %d the training loss is %s and the validation loss %s; %s%% of the validation digits are read right.",
		epoch, loss, validationLoss, validationAccuracy)
}
func (english) BestSentence(epoch int, validationLoss string) string {
	return fmt.Sprintf("The validation loss was lowest at epoch %d: %s.", epoch, validationLoss)
}
func (english) ChartMissing() string {
	return "The chart library did not load; reload the page to try again. The table below has the numbers."
}
func (english) Loss() string         { return "Loss" }
func (english) Accuracy() string     { return "Accuracy" }
func (english) AccuracyAxis() string { return "Accuracy (%)" }
func (english) Epoch() string        { return "Epoch" }
func (english) Training() string     { return "Training" }
func (english) Validation() string   { return "Validation" }
func (english) Test() string         { return "Test" }
func (english) ValidationOf(run string) string {
	return fmt.Sprintf("%s · validation", run)
}
func (english) PreviousRun() string { return "Run before" }
func (english) ThisRun() string     { return "This run" }
func (english) Seconds() string     { return "Time (s)" }
func (english) AtEpoch(epoch int) string {
	return fmt.Sprintf("Epoch %d", epoch)
}
func (english) Numbers() string { return "All numbers as a table" }
func (english) TooEarly() string {
	return "It is too early to say how the training goes."
}
func (english) AtChance() string {
	return "Accuracy is flat at chance: the network is not learning. Try another learning rate."
}
func (english) Jumping(since int) string {
	return fmt.Sprintf("The loss jumps, last at epoch %d: the learning rate may be too high.", since)
}
func (english) ByHeart(since int) string {
	return fmt.Sprintf("The validation loss has risen since epoch %d while the training loss falls: the network is learning by heart (overfitting).", since)
}
func (english) Improving() string { return "The network is still improving." }
func (english) SettledDown(since int) string {
	return fmt.Sprintf("The validation loss has hardly changed since epoch %d: more epochs bring little.", since)
}
func (english) Smoothing() string   { return "Smoothing" }
func (english) Off() string         { return "off" }
func (english) LogScale() string    { return "Log scale for loss" }
func (english) ZoomGroup() string   { return "Zoom of the curves" }
func (english) ZoomIn() string      { return "Zoom in" }
func (english) ZoomOut() string     { return "Zoom out" }
func (english) Fit() string         { return "Fit" }
func (english) ExportGroup() string { return "Save the curves" }
func (english) Save(format string) string {
	return fmt.Sprintf("Save %s", format)
}
func (english) PictureTitle() string { return "Digit Lab: loss and accuracy" }
func (english) TestAccuracy(percent string) string {
	return fmt.Sprintf("Test accuracy %s%%", percent)
}

func (english) NetworkHeading() string { return "Inside the network" }
func (english) NetworkHelp() string {
	return "A digit goes through these layers from top to bottom. The parameters are the numbers that training changes."
}
func (english) Layer() string       { return "Layer" }
func (english) OutputShape() string { return "Output" }
func (english) Parameters() string  { return "Parameters" }
func (english) Total() string       { return "Total" }

func (e english) Failure(r protocol.Reason) string {
	switch r {
	case protocol.DataMissing:
		return "The digits could not be fetched, so there is nothing to learn from. Check the connection, then press Restart"
	case protocol.DataAltered:
		return "The file of digits is damaged or is not the right one, so training stays off. Reload the page or press Restart; if that does not help, the server has a wrong file"
	case protocol.Diverged:
		return "The loss is no longer a number: the moves were too large. Lower the learning rate, then press Resume or Reset"
	case protocol.Unsupported:
		return e.Unsupported()
	case protocol.ProgramAltered:
		return "The training engine that came from the server is not the one that belongs to this page, so it was not run. Press Restart or reload the page. If that does not help, tell whoever runs the server"
	}
	return "Training stopped. Restart keeps your settings"
}
func (english) Restart() string { return "Restart" }
func (english) NotSaved(why string) string {
	return fmt.Sprintf("This model is not saved in the browser and ends with the page: %s", why)
}
func (english) OfflineReady() string { return "Ready to use offline" }
func (english) NewVersion() string   { return "New version · Reload" }
func (english) OfflineNow(ready bool) string {
	if ready {
		return "You are offline · everything here keeps working"
	}
	return "You are offline · keep this page open to go on"
}
func (english) Unloaded(altered bool) string {
	if altered {
		return "A file that came from the server is not the one that belongs to this page, so it was not used. Try again. If that does not help, tell whoever runs the server"
	}
	return "A part of the page did not arrive. Check the connection, then try again"
}
func (english) TryAgain() string { return "Try again" }
func (english) Footer() string {
	return "Digits: UCI optical recognition of handwritten digits (Alpaydin and Kaynak), as in scikit-learn, CC BY 4.0."
}

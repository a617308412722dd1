package ui

import (
	"fmt"

	"digitlab/wasm/protocol"
)

// Draw

func (english) DrawTools() string  { return "How to draw" }
func (english) Pen() string        { return "Pen" }
func (english) CellByCell() string { return "Cell by cell" }
func (english) GridLabel() string  { return "The 8×8 picture, cell by cell" }
func (english) GridHelp() string {
	return "Arrow keys move. Type 0 to 16, + and − change a level, space fills or empties. Or paint with a finger or the mouse."
}
func (english) GridTooLarge() string {
	return "Cell by cell works with 8×8 pictures. Choose the 8×8 digits as data to use it."
}
func (english) CellLevel(row, column, level int) string {
	return fmt.Sprintf("Row %d, column %d: %d of 16", row, column, level)
}
func (english) OpenPicture() string { return "Open a picture" }
func (english) OpenPictureHelp() string {
	return "PNG or JPEG, also a photo of paper. You can drop or paste one as well. It stays on your device."
}
func (english) PictureProblem(p pictureProblem) string {
	switch p {
	case notAPicture:
		return "This is not a PNG or JPEG picture, so it was not opened."
	case tooHeavy:
		return "This file has more than 20 MB, so it was not opened. Try a smaller picture."
	case tooManyPixels:
		return "This picture has more than 64 million pixels, so it was not opened. Try a smaller one."
	}
	return "This picture is damaged, so it could not be opened."
}

// Reading

func (english) OneAtATime() string { return "These look like several digits. Draw one digit at a time" }
func (english) PredictionElse(digit, percent, second, secondPercent int) string {
	return fmt.Sprintf("Prediction: %d (%d%%), else %d (%d%%)", digit, percent, second, secondPercent)
}

func (english) StagesHeading() string { return "From drawing to picture" }
func (english) StagesHelp() string {
	return "The data was made in these steps, so your drawing takes them too. Press one to leave it out, and watch the reading change."
}
func (english) NoStages() string {
	return "A picture that was edited cell by cell is what the network sees already: it takes no steps."
}
func (english) StepName(s protocol.Stage, d protocol.DataSet) string {
	switch {
	case s == protocol.Stretch && d != protocol.Digits:
		return "Scale"
	case s == protocol.Count && d != protocol.Digits:
		return "Centre"
	}
	switch s {
	case protocol.Deskew:
		return "Stand up"
	case protocol.Crop:
		return "Cut out"
	case protocol.Stretch:
		return "Stretch"
	case protocol.StrokeWidth:
		return "Even out"
	case protocol.Shear:
		return "Align"
	}
	return "Count"
}
func (english) StepHelp(s protocol.Stage, d protocol.DataSet) string {
	switch {
	case s == protocol.Stretch && d != protocol.Digits:
		return "It is made 20 pixels long, in its own proportions."
	case s == protocol.Count && d != protocol.Digits:
		return "Its centre of mass is laid in the middle of 28×28 pixels. This is what the network sees."
	}
	switch s {
	case protocol.Deskew:
		return "A leaning drawing is sheared until it stands."
	case protocol.Crop:
		return "The empty paper around it is cut off."
	case protocol.Stretch:
		return "It is stretched to 20×32 pixels; narrow digits such as 1 stay narrow. Without this it keeps its proportions."
	case protocol.StrokeWidth:
		return "Thick strokes are thinned and thin ones thickened."
	case protocol.Shear:
		return "Its rows are shifted until its left ends near top and bottom stand above one another."
	}
	return "In each of 8×8 blocks the pixels with ink are counted, 0 to 16. This is what the network sees."
}
func (english) StepsExplained() string { return "What each step does" }
func (english) LeftOut() string        { return "left out" }
func (english) AllSteps() string       { return "All steps" }

func (english) WhyHeading() string { return "Why this reading?" }
func (english) WhyNothing() string { return "Draw a digit, and the reasons appear here." }
func (english) Choices(digit, percent, second, secondPercent, margin int) string {
	return fmt.Sprintf("First choice %d (%d%%), second %d (%d%%): %d points apart.", digit, percent, second, secondPercent, margin)
}
func (english) NearestHeading() string { return "Most alike among the digits it learnt from" }
func (english) NearestHelp() string {
	return "What each is, and how far its picture is from yours; 0 is the same picture. The network does not compare pictures, but drawings unlike all of these are often misread."
}
func (english) NearDigit(digit int, distance string) string {
	return fmt.Sprintf("%d, distance %s", digit, distance)
}
func (english) OcclusionHeading() string { return "Where it looks" }
func (english) OcclusionHelp() string {
	return "The ink in and around each place is taken away in turn. The larger the filled square, the more the share of the first choice falls; an outline means that it rises."
}
func (english) OcclusionValues() string { return "Fall of the share, in points" }
func (english) PlaceMatters(digit, row, column, points int) string {
	return fmt.Sprintf("Row %d, column %d matters most: without the ink around it the share of %d falls by %d points.", row, column, digit, points)
}
func (english) NoPlaceMatters(digit int) string {
	return fmt.Sprintf("No single place decides: without any of them the share of %d hardly falls.", digit)
}

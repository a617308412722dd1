package draw

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/sketch"
)

type English struct{ i18n.English }

func (*English) DrawHeading() string { return "Draw" }
func (*English) DrawLabel() string   { return "Draw a digit 0–9" }
func (*English) DrawHelp() string    { return "Ctrl+Z undoes, Escape clears." }

func (*English) PictureHeading() string { return "What the network sees" }
func (*English) PictureHelp(d protocol.DataSet) string {
	if !d.Small() {
		return "Your drawing is cut to its ink, made 20 pixels long and centred: a picture of 28×28 with values from 0 to 255, made just as MNIST’s digits were."
	}
	return "Your drawing is cut to its ink, shrunk to 32×32, and counted in blocks of 4×4: a picture of 8×8 with values from 0 to 16, made just as the training digits were."
}
func (*English) PictureLabel(side int) string {
	return fmt.Sprintf("The %d×%d picture that the network sees", side, side)
}
func (*English) PictureValues(count int) string { return fmt.Sprintf("Its %d values", count) }

func (*English) PredictionHeading() string { return "What the network reads" }
func (*English) PredictionHelp() string {
	return "The last layer gives each digit a share of 100%. The largest share is the prediction."
}
func (*English) PredictionNothing() string { return "Nothing drawn yet" }
func (*English) NoDigitFound() string {
	return "No digit found. Try one that is larger, in even light"
}
func (*English) Guess() string  { return "Not trained yet: this is a guess" }
func (*English) Unsure() string { return "Not sure. Try thicker and larger" }
func (*English) Prediction(digit, percent int) string {
	return fmt.Sprintf("Prediction: %d (%d%%)", digit, percent)
}

func (*English) ComparePretrained() string { return "Compare with a network trained on 60,000" }
func (*English) OwnNetwork() string        { return "Your network" }
func (*English) OwnTrained(digits, seconds string) string {
	return fmt.Sprintf("trained here, on %s digits, in %s s", digits, seconds)
}
func (*English) PretrainedHeading() string { return "A network trained on 60,000" }
func (*English) PretrainedTrained() string { return "trained beforehand, on MNIST’s digits" }
func (*English) PretrainedLoading() string { return "It is being fetched…" }
func (*English) NoPretrained(why protocol.DataProblem) string {
	reason := "It did not come, or in part only: check the internet connection."
	switch why {
	case protocol.NotServed:
		reason = "This server does not have its file."
	case protocol.Altered:
		reason = "What came is not the file it should be."
	}
	return "The network trained on 60,000 could not be loaded. All else works; reload the page to try again. " + reason
}
func (*English) BothPredict(digits string) string { return fmt.Sprintf("Both read %s.", digits) }
func (*English) PredictDifferently(own, other string) string {
	return fmt.Sprintf("They differ: yours reads %s, the other %s.", own, other)
}
func (*English) PretrainedHelp() string {
	return "The other network sees the same drawing as 28×28 pixels. It was trained by this page’s own code on MNIST’s 60,000 training " +
		"images: on 55,000, and 5,000 more to calibrate how sure it is. Nothing that you do changes it. " +
		"MNIST: Y. LeCun, C. Cortes and C. J. C. Burges, CC BY-SA 3.0."
}

func (*English) DrawTools() string  { return "How to draw" }
func (*English) Pen() string        { return "Pen" }
func (*English) CellByCell() string { return "Cell by cell" }
func (*English) GridLabel() string  { return "The 8×8 picture, cell by cell" }
func (*English) GridHelp() string {
	return "Arrow keys move. Type 0 to 16, + and − change a level, space fills or empties. Or paint with a finger or the mouse."
}
func (*English) GridTooLarge() string {
	return "Cell by cell works with 8×8 pictures. Choose the 8×8 digits as data to use it."
}
func (*English) CellLevel(row, column, level int) string {
	return fmt.Sprintf("Row %d, column %d: %d of 16", row, column, level)
}
func (*English) OpenPicture() string { return "Open a picture" }
func (*English) Picture() string     { return "Picture…" }
func (*English) OpenPictureHelp() string {
	return "A picture of any common kind, also a photo of paper. You can drop or paste one as well. It stays on your device."
}
func (*English) PictureProblem(p sketch.PictureProblem) string {
	switch p {
	case sketch.NotAPicture:
		return "This is not a picture of a kind that can be opened, such as PNG, JPEG or WebP."
	case sketch.HEICPicture:
		return "This is a HEIC photo, which this browser cannot open. On an iPhone choose Settings → Camera → Formats → Most Compatible and take it again, or share it as JPEG."
	case sketch.HiddenPixels:
		return "This browser hides the pixels of pictures from pages, so the picture cannot be read. In Firefox, give this site the permission “Extract canvas data” " +
			"(the symbol left of the address). Drawing works without it."
	case sketch.TooHeavy:
		return "This file has more than 20 MB, so it was not opened. Try a smaller picture."
	case sketch.TooManyPixels:
		return "This picture has more than 64 million pixels, so it was not opened. Try a smaller one."
	}
	return "This picture is damaged, or of a kind that this browser cannot open."
}

func (*English) SeveralPredicted(digits string, percents []int) string {
	return "Prediction: " + digits + percentList(percents)
}
func (*English) ChooseDigit() string { return "Which digit is explained" }
func (*English) DigitOf(at, of int, digit string, percent int) string {
	return fmt.Sprintf("Digit %d of %d: %s (%d%%)", at, of, digit, percent)
}
func (*English) PredictionElse(digit, percent, second, secondPercent int) string {
	return fmt.Sprintf("Prediction: %d (%d%%), else %d (%d%%)", digit, percent, second, secondPercent)
}

func (*English) StagesHeading() string { return "From drawing to picture" }
func (*English) StagesHelp() string {
	return "The data was made in these steps, so your drawing takes them too. Press one to leave it out, and watch the reading change."
}
func (*English) NoStages() string {
	return "A picture that was edited cell by cell is what the network sees already: it takes no steps."
}
func (*English) StageName(s protocol.Stage, d protocol.DataSet) string {
	switch {
	case s == protocol.Stretch && !d.Small():
		return "Scale"
	case s == protocol.Count && !d.Small():
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
func (*English) StageHelp(s protocol.Stage, d protocol.DataSet) string {
	switch {
	case s == protocol.Stretch && !d.Small():
		return "It is made 20 pixels long, in its own proportions."
	case s == protocol.Count && !d.Small():
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
func (*English) StagesExplained() string { return "What each step does" }
func (*English) LeftOut() string         { return "left out" }
func (*English) AllStages() string       { return "All steps" }

func (*English) Why() string        { return "Why?" }
func (*English) WhyHeading() string { return "Why this reading?" }
func (*English) WhyNothing() string { return "Draw a digit, and the reasons appear here." }
func (*English) Choices(digit, percent, second, secondPercent, margin int) string {
	return fmt.Sprintf("First choice %d (%d%%), second %d (%d%%): %d points apart.", digit, percent, second, secondPercent, margin)
}
func (*English) NearestHeading() string { return "Most alike among the digits it learnt from" }
func (*English) NearestHelp() string {
	return "What each is, and how far its picture is from yours; 0 is the same picture. The network does not compare pictures, but drawings unlike all of these are often misread."
}
func (*English) NearDigit(digit int, distance string) string {
	return fmt.Sprintf("%d, distance %s", digit, distance)
}
func (*English) OcclusionHeading() string { return "Where it looks" }
func (*English) OcclusionHelp() string {
	return "The ink in and around each place is taken away in turn. The larger the filled square, the more the share of the first choice falls; an outline means that it rises."
}
func (*English) OcclusionValues() string { return "Fall of the share, in points" }
func (*English) PlaceMatters(digit, row, column, points int) string {
	return fmt.Sprintf("Row %d, column %d matters most: without the ink around it the share of %d falls by %d points.", row, column, digit, points)
}
func (*English) NoPlaceMatters(digit int) string {
	return fmt.Sprintf("No single place decides: without any of them the share of %d hardly falls.", digit)
}

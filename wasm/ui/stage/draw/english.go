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
		return "Your drawing is cropped to its ink, scaled until its longer side is 20 pixels, and centred in a picture of 28×28 with values from 0 to 255. MNIST’s digits were made the same way."
	}
	return "Your drawing is cropped to its ink and shrunk to 32×32; then the ink is counted in blocks of 4×4. The result is a picture of 8×8 with values from 0 to 16. The training digits were made the same way."
}
func (*English) PictureLabel(side int) string {
	return fmt.Sprintf("The %d×%d picture that the network sees", side, side)
}
func (*English) PictureValues(count int) string { return fmt.Sprintf("Its %d values", count) }

func (*English) PredictionHeading() string { return "What the network reads" }
func (*English) PredictionHelp() string {
	return "The last layer gives each digit a probability; all ten add up to 100%. The most probable digit is the prediction."
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
func (*English) PretrainedLoading() string { return "Loading…" }
func (*English) NoPretrained(why protocol.DataProblem) string {
	reason := "It did not arrive, or only a part of it: check the internet connection."
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
		"images: 55,000 to learn from, and 5,000 to calibrate how sure it is. Nothing that you do changes it. " +
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
			"(the icon to the left of the address). Drawing works without it."
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
func (*English) ChooseDigit() string { return "Digit to explain" }
func (*English) DigitOf(at, of int, digit string, percent int) string {
	return fmt.Sprintf("Digit %d of %d: %s (%d%%)", at, of, digit, percent)
}
func (*English) PredictionElse(digit, percent, second, secondPercent int) string {
	return fmt.Sprintf("Prediction: %d (%d%%), or %d (%d%%)", digit, percent, second, secondPercent)
}

func (*English) StagesHeading() string { return "From drawing to picture" }
func (*English) StagesHelp() string {
	return "The training digits were made in these steps, so your drawing goes through them too. Press one to leave it out, and watch the prediction change."
}
func (*English) NoStages() string {
	return "A picture edited cell by cell goes to the network as it is, without these steps."
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
		return "Its longer side is scaled to 20 pixels; the proportions stay."
	case s == protocol.Count && !d.Small():
		return "Its centre of mass is moved to the middle of 28×28 pixels. This is what the network sees."
	}
	switch s {
	case protocol.Deskew:
		return "A leaning drawing is sheared until it stands."
	case protocol.Crop:
		return "The empty paper around it is cut off."
	case protocol.Stretch:
		return "It is stretched to 20×32 pixels; narrow digits such as 1 stay narrow. Without this step it keeps its proportions."
	case protocol.StrokeWidth:
		return "Thick strokes are thinned and thin ones thickened."
	case protocol.Shear:
		return "Its rows are shifted until the left ends near the top and the bottom line up."
	}
	return "The pixels with ink are counted in each of 8×8 blocks (0 to 16). This is what the network sees."
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
	return "Which digit each is, and the distance between its picture and yours; 0 means the same picture. The network does not compare pictures, but drawings unlike all of these are often misread."
}
func (*English) NearDigit(digit int, distance string) string {
	return fmt.Sprintf("%d, distance %s", digit, distance)
}
func (*English) OcclusionHeading() string { return "Where it looks" }
func (*English) OcclusionHelp() string {
	return "The ink in and around each place is erased in turn. The larger the filled square, the more the probability of the first choice falls; an outline means that it rises."
}
func (*English) OcclusionValues() string { return "Fall of the probability, in points" }
func (*English) PlaceMatters(digit, row, column, points int) string {
	return fmt.Sprintf("Row %d, column %d matters most: without the ink around it the probability of %d falls by %d points.", row, column, digit, points)
}
func (*English) NoPlaceMatters(digit int) string {
	return fmt.Sprintf("No single place decides: whichever is erased, the probability of %d hardly falls.", digit)
}

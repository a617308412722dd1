package data

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"
)

type english struct{ settings.English }

func (*english) Heading() string { return "Data" }
func (*english) Help() string {
	return "What the network learns from. Choosing a data set brings settings that suit it; Undo preset in the panel Settings takes them back."
}
func (*english) Facts(d protocol.DataSet, count string) string {
	switch d {
	case protocol.Digits:
		return "By 13 writers, in 17 shades. They are the tutorial’s, and training takes a second."
	case protocol.MNIST:
		return "60,000 to learn from and 10,000 for the test, by some 500 writers. Training takes minutes."
	}
	if count == "" {
		return "Pictures of 28×28 or 8×8 and their labels: tables (CSV) such as Kaggle’s, scikit-learn’s or your own, or files of MNIST’s format (IDX)."
	}
	return fmt.Sprintf("%s pictures of %d×%d", count, d.Side(), d.Side())
}
func (*english) Use(d protocol.DataSet) string {
	switch d {
	case protocol.Digits:
		return "Train on the digits"
	case protocol.MNIST:
		return "Train on MNIST"
	}
	return "Train on your files"
}
func (*english) Chosen() string { return "Chosen" }
func (*english) Absent(d protocol.DataSet) string {
	if d == protocol.Opened {
		return "No files are open. Files that you open stay in this browser."
	}
	return "Not in this browser yet."
}
func (*english) Kept() string    { return "In this browser. It can be used without internet." }
func (*english) NotKept() string { return "Here until you close the page." }
func (*english) OpenedFiles(name string) string {
	return "Open until you close the page: " + name
}
func (*english) Problem(p protocol.DataProblem) string {
	switch p {
	case protocol.Unreachable:
		return "It could not be fetched. Check the internet connection and try again; the files that have arrived are kept."
	case protocol.NotServed:
		return "This server does not have MNIST. Open its files yourself below."
	case protocol.Altered:
		return "What came is not the file it should be, so it is not used. Fetch it again."
	case protocol.NotStored:
		return "It can be trained on, but the browser could not store it: it is here until you close the page."
	case protocol.NotHere:
		return "A run needs this data, which is not in this browser."
	}
	return "Nothing is wrong."
}
func (*english) FetchMNIST(size string) string { return fmt.Sprintf("Fetch MNIST (%s MB)", size) }
func (*english) StopFetching() string          { return "Stop fetching" }
func (*english) Fetching() string              { return "MNIST is being fetched." }
func (*english) Fetched(loaded, total string) string {
	return fmt.Sprintf("%s of %s MB", loaded, total)
}
func (*english) TimeLeft(seconds string) string { return fmt.Sprintf("about %s s left", seconds) }
func (*english) FetchingLabel() string          { return "Progress of fetching MNIST" }
func (*english) RemoveMNIST() string            { return "Remove MNIST" }
func (*english) MNISTCredit() string {
	return "MNIST is by Yann LeCun and Corinna Cortes, under CC BY-SA 3.0."
}
func (*english) OpenFiles() string { return "Open files…" }
func (*english) OpenHelp() string {
	return "Or drop files on the page, several at once, gzipped or not. The network predicts a file without labels."
}
func (*english) CloseFiles() string { return "Close the files" }
func (*english) Opening() string    { return "The files are being opened." }
func (*english) FilesNeeded() string {
	return "There was no file among what was dropped. Open tables (CSV), or pictures and labels (IDX)."
}
func (*english) FilesTooLarge(most string) string {
	return fmt.Sprintf("Together the files have more than %s MB, which is more than this page can open. Compress them with gzip, or open only some of them.", most)
}
func (*english) Unreadable(name string) string {
	return name + ": The browser could not read it. A folder cannot be opened, only the files in it."
}
func (*english) FileProblem(p protocol.DataProblem, f protocol.FileProblem) string {
	where := f.Name
	if f.Line > 0 {
		where += fmt.Sprintf(", line %s", i18n.Grouped(f.Line))
	}
	if f.Column > 0 {
		where += fmt.Sprintf(", column %s", i18n.Grouped(f.Column))
	}
	said := ""
	switch p {
	case protocol.PhotoOpened:
		said = "This is a picture, not a data set. Drop it on the drawing area, where photos are predicted."
	case protocol.ArchiveOpened:
		said = "This is an archive. Unpack it, and open the files in it."
	case protocol.EmptyFile:
		said = "There are no pictures in it."
	case protocol.Damaged:
		if said = "It is cut or damaged. Copy or download it again."; f.Got != "" {
			said = fmt.Sprintf("It is cut: %s of %s are in it. Copy or download it again.", f.Got, f.Want)
		}
	case protocol.FileTooLarge:
		said = fmt.Sprintf("It is too large: at most %s. Open a part of it.", f.Want)
	case protocol.WrongSide:
		said = fmt.Sprintf("The pictures have %s pixels, and must have %s.", f.Got, f.Want)
	case protocol.WrongCount:
		said = fmt.Sprintf("There are %s pictures with labels, and at least %s are needed. Add more.", f.Got, f.Want)
	case protocol.CountsDiffer:
		said = fmt.Sprintf("The numbers of pictures and labels differ (%s). Open both files of one set together.", f.Got)
	case protocol.WrongLabel:
		said = fmt.Sprintf("The label %s is not a digit from 0 to 9. Letters cannot be learned here.", f.Got)
	case protocol.WrongColumns:
		said = fmt.Sprintf("There are %s columns. A picture has 784 or 64; there may also be one for the label and one for a number.", f.Got)
	case protocol.WrongLine:
		said = fmt.Sprintf("The line has %s columns, and the first has %s.", f.Got, f.Want)
	case protocol.MissingValue:
		said = "A value is missing."
	case protocol.NoNumber:
		said = fmt.Sprintf("%s is not a number.", f.Got)
	case protocol.WrongRange:
		said = fmt.Sprintf("%s is not from 0 to 255.", f.Got)
	default:
		said = "This is neither a table of numbers (CSV) nor of MNIST’s format (IDX)."
	}
	if where == "" {
		return said
	}
	return where + ": " + said
}
func (*english) InkNote(ink int) string {
	return fmt.Sprintf("Judging by its largest value, the table goes from 0 (paper) to %d (ink).", ink)
}
func (*english) LettersNote(letters string) string {
	return letters + " pictures of letters are left out."
}
func (*english) BeyondNote(most, beyond string) string {
	return fmt.Sprintf("The first %s pictures are used; %s more are left out.", most, beyond)
}
func (*english) OneDigitNote(digit int) string {
	return fmt.Sprintf("All pictures are of one digit, the %d: a network learns nothing from that. Open files with all ten, in mixed order.", digit)
}
func (*english) MissingNote(digits string) string {
	return fmt.Sprintf("There are no pictures of %s, so the network will never predict that. Add some, or keep it in mind when you draw.", digits)
}
func (*english) FewNote(digits string) string {
	return fmt.Sprintf("There are fewer than ten pictures of %s, which is too few to learn from. Add more.", digits)
}
func (*english) LyingNote() string {
	return "The pictures seem to lie on their side, with rows and columns exchanged, as EMNIST’s do. Turn them, or the network will not know what you draw."
}
func (*english) TurnedNote() string {
	return "The pictures are turned. The next run learns from the turned pictures."
}
func (*english) Turn() string     { return "Turn the pictures" }
func (*english) TurnBack() string { return "Turn the pictures back" }
func (*english) Unlabelled(name, count string, side int) string {
	return fmt.Sprintf("%s: %s pictures of %d×%d without labels", name, count, side, side)
}
func (*english) NoLabels() string {
	return "The file has no labels, so no network can learn from it. A trained network predicts it below."
}
func (*english) PredictThem() string  { return "Predict them" }
func (*english) PredictLater() string { return "They can be predicted when the run has ended." }
func (*english) TrainFirst() string   { return "Train a network first. It then predicts these pictures." }
func (*english) TrainOnSide(side int) string {
	return fmt.Sprintf("The current network is for pictures of another size. Train one on pictures of %d×%d first.", side, side)
}
func (*english) Predicted(epochs int, confidence string) string {
	return fmt.Sprintf("Predicted by the network after epoch %d, with a mean confidence of %s%%.", epochs, confidence)
}
func (*english) PredictionsShown(count int) string {
	return fmt.Sprintf("The first %d predictions", count)
}
func (*english) PictureColumn() string    { return "Picture" }
func (*english) DigitColumn() string      { return "Prediction" }
func (*english) ConfidenceColumn() string { return "Confidence" }
func (*english) SavePredictions() string  { return "Save all predictions (CSV)" }

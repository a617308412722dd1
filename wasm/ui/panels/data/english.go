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
	return "What the network learns from. Choosing a data set brings settings that suit it; Undo beside the presets takes them back."
}
func (*english) Facts(d protocol.DataSet, count string) string {
	switch d {
	case protocol.Digits:
		return "By 13 writers, in 17 shades. They are the tutorial’s, and training takes a second."
	case protocol.MNIST:
		return "60,000 to learn from and 10,000 for the test, by some 500 writers. Training takes minutes."
	}
	if count == "" {
		return "Pictures of 28×28 and their labels in files of MNIST’s format (IDX), such as Fashion-MNIST’s or your own."
	}
	return count + " pictures of 28×28"
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
		return "No files are open. They would stay in this browser."
	}
	return "Not in this browser yet."
}
func (*english) Kept() string    { return "In this browser, also without internet." }
func (*english) NotKept() string { return "Here until you close the page." }
func (*english) OpenedFiles(name string) string {
	return "Open until you close the page: " + name
}
func (*english) Problem(p protocol.DataProblem) string {
	switch p {
	case protocol.Unreachable:
		return "It could not be fetched. Check the internet connection and try again; what has come is not lost."
	case protocol.NotServed:
		return "This server does not have MNIST. Open its files yourself below."
	case protocol.Altered:
		return "What came is not the file it should be, so it is not used. Fetch it again."
	case protocol.NotStored:
		return "It can be trained on, but the browser would not keep it: it is here until you close the page."
	case protocol.NotHere:
		return "A run needs this data, which is not in this browser."
	case protocol.NotIDX:
		return "These are not one file of pictures and one of labels in MNIST’s format (IDX)."
	case protocol.Damaged:
		return "A file is damaged: it is shorter or longer than it says, or cannot be unzipped."
	case protocol.WrongSide:
		return "The pictures must be 28×28 pixels."
	case protocol.WrongCount:
		return fmt.Sprintf("There must be %s to %s pictures.", i18n.Grouped(protocol.MinPictures), i18n.Grouped(protocol.MaxPictures))
	case protocol.CountsDiffer:
		return "There are not as many labels as pictures. Take both files of one set."
	case protocol.WrongLabel:
		return "The labels must be 0 to 9."
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
func (*english) FetchingLabel() string          { return "How much of MNIST has come" }
func (*english) RemoveMNIST() string            { return "Remove MNIST" }
func (*english) MNISTCredit() string {
	return "MNIST is by Yann LeCun and Corinna Cortes, under CC BY-SA 3.0."
}
func (*english) OpenFiles() string { return "Open two files…" }
func (*english) OpenHelp() string {
	return "Or drop both here: pictures and labels, gzipped or not."
}
func (*english) CloseFiles() string { return "Close the files" }
func (*english) FilesNeeded() string {
	return "Two files are needed, chosen together: one of pictures and one of labels."
}
func (*english) FileTooLarge(most string) string {
	return fmt.Sprintf("A file is larger than %s MB, which is more than the page takes.", most)
}

package runs

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/settings"
)

type english struct{ settings.English }

func (*english) Heading() string { return "Runs" }
func (*english) Help() string {
	return "Every run is kept in this browser. Open one to go on with it, or check up to four to see their curves together."
}
func (*english) TableLabel() string { return "Table of the stored runs" }
func (*english) Empty() string      { return "Your runs will be listed here after the first epochs" }
func (*english) NearlyFull(count int) string {
	return fmt.Sprintf("%d of at most 200 runs are stored. After that, the oldest runs that are not pinned are deleted.", count)
}
func (e *english) Failure(p protocol.RunProblem) string {
	if p == protocol.RunDamaged {
		return "A stored run was damaged beyond reading and was removed from the list. Runs that you saved as files can be opened again."
	}
	return e.RunProblem(p)
}
func (*english) Lost(count int) string {
	if count == 1 {
		return "The browser has cleared its storage: the run that was stored is gone. If you saved it as a file, you can open it again."
	}
	return fmt.Sprintf("The browser has cleared its storage: the %d runs that were stored are gone. Those that you saved as files can be opened again.", count)
}
func (*english) CompareColumn() string {
	return "Compare"
}
func (e *english) Column(c runColumn) string {
	switch c {
	case beganColumn:
		return "Begun"
	case nameColumn:
		return "Name"
	case trainedColumn:
		return e.TrainedColumn()
	case accuracyColumn:
		return e.AccuracyOnTest()
	}
	return e.TimeColumn()
}
func (*english) ChangesColumn() string         { return "Unlike the tutorial" }
func (*english) ActionsColumn() string         { return "Actions" }
func (*english) TrainedColumn() string         { return "Epochs" }
func (*english) AccuracyOnTest() string        { return "Test accuracy" }
func (*english) LossOnTest() string            { return "Test loss" }
func (*english) TimeColumn() string            { return "Time" }
func (*english) PresentRun() string            { return "present" }
func (*english) Pinned() string                { return "pinned" }
func (*english) Open() string                  { return "Open" }
func (*english) Rename() string                { return "Rename" }
func (*english) Pin() string                   { return "Pin" }
func (*english) Delete() string                { return "Delete" }
func (*english) CompareRun(name string) string { return fmt.Sprintf("Compare: %s", name) }
func (*english) OpenRun(name string) string    { return fmt.Sprintf("Open: %s", name) }
func (*english) RenameRun(name string) string  { return fmt.Sprintf("Rename: %s", name) }
func (*english) PinRun(name string) string     { return fmt.Sprintf("Pin: %s", name) }
func (*english) SaveRun(name string) string    { return fmt.Sprintf("Save as a file: %s", name) }
func (*english) NumberedRun(number int) string { return fmt.Sprintf("Run %d", number) }
func (*english) SaveAsFile() string            { return "Save" }
func (*english) OpenRunFile() string           { return "Open a run from a file" }
func (*english) FileHelp() string {
	return "A saved run has its settings, curves and weights. Opening it makes a copy, which trains on exactly as the original would, to the bit."
}
func (*english) FileFailure(file string) string {
	if file == "" {
		return "The run could not be read, so there is no file"
	}
	return fmt.Sprintf("This file was not opened, and nothing was changed: %s", file)
}
func (e *english) FileProblem(p protocol.RunProblem) string {
	if p == protocol.RunDamaged {
		return "It was a run once, but it is damaged or incomplete. Copy it again from where it was saved."
	}
	return e.RunProblem(p)
}
func (*english) FileUnreadable(most string) string {
	return fmt.Sprintf("It cannot be read, or it is larger than %s MB, which is too large for a run.", most)
}
func (*english) DeleteRun(name string) string { return fmt.Sprintf("Delete: %s", name) }
func (*english) NameLabel() string            { return "Name of the run" }
func (*english) NamingHelp() string           { return "Enter saves, Escape cancels" }
func (*english) Deleted(name string) string   { return fmt.Sprintf("Deleted: %s", name) }
func (*english) UndoDelete() string           { return "Undo delete" }
func (*english) ComparedHeading() string      { return "Compared runs" }
func (*english) ComparedHelp() string         { return "Settings that differ, and the results." }
func (*english) CheckAnother() string         { return "Check another run to see how they differ." }
func (*english) CompareNone() string          { return "End the comparison" }
func (*english) CurvesUnreadable(name, why string) string {
	return fmt.Sprintf("The curves of %s cannot be read: %s", name, why)
}
func (*english) Needs(d protocol.DataSet) string {
	if d.FromFiles() {
		return "needs its files"
	}
	return "needs MNIST"
}
func (*english) FineTunedBadge(samples int) string {
	if samples == 1 {
		return "taught by you: 1 digit"
	}
	return fmt.Sprintf("taught by you: %d digits", samples)
}

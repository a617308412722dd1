package runs

import (
	"fmt"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/settings"
)

type englishRuns struct{ settings.EnglishSettings }

func (*englishRuns) Heading() string { return "Runs" }
func (*englishRuns) Help() string {
	return "Every run is kept in this browser. Open one to go on with it, or check up to four to see their curves together."
}
func (*englishRuns) TableLabel() string { return "Table of the stored runs" }
func (*englishRuns) Empty() string      { return "Your runs will be listed here after the first epochs" }
func (*englishRuns) NearlyFull(count int) string {
	return fmt.Sprintf("%d of 200 places are taken. When all are, the oldest runs that are not pinned are forgotten.", count)
}
func (e *englishRuns) Failure(p protocol.RunProblem) string {
	if p == protocol.RunDamaged {
		return "A stored run was damaged beyond reading and was removed from the list. Runs that you saved as files can be opened again."
	}
	return e.RunProblem(p)
}
func (*englishRuns) Lost(count int) string {
	if count == 1 {
		return "The browser has cleared its storage: the run that was stored is gone. If you saved it as a file, you can open it again."
	}
	return fmt.Sprintf("The browser has cleared its storage: the %d runs that were stored are gone. Those that you saved as files can be opened again.", count)
}
func (*englishRuns) CompareColumn() string {
	return "Compare"
}
func (e *englishRuns) Column(c runColumn) string {
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
func (*englishRuns) ChangesColumn() string         { return "Unlike the tutorial" }
func (*englishRuns) ActionsColumn() string         { return "What to do" }
func (*englishRuns) TrainedColumn() string         { return "Epochs" }
func (*englishRuns) AccuracyOnTest() string        { return "Test accuracy" }
func (*englishRuns) LossOnTest() string            { return "Test loss" }
func (*englishRuns) TimeColumn() string            { return "Time" }
func (*englishRuns) PresentRun() string            { return "present" }
func (*englishRuns) Pinned() string                { return "pinned" }
func (*englishRuns) Unnamed() string               { return "no name" }
func (*englishRuns) Open() string                  { return "Open" }
func (*englishRuns) Rename() string                { return "Rename" }
func (*englishRuns) Pin() string                   { return "Pin" }
func (*englishRuns) Delete() string                { return "Delete" }
func (*englishRuns) CompareRun(name string) string { return fmt.Sprintf("Compare: %s", name) }
func (*englishRuns) OpenRun(name string) string    { return fmt.Sprintf("Open: %s", name) }
func (*englishRuns) RenameRun(name string) string  { return fmt.Sprintf("Rename: %s", name) }
func (*englishRuns) PinRun(name string) string     { return fmt.Sprintf("Pin: %s", name) }
func (*englishRuns) SaveRun(name string) string    { return fmt.Sprintf("Save as a file: %s", name) }
func (*englishRuns) SaveAsFile() string            { return "Save" }
func (*englishRuns) OpenRunFile() string           { return "Open a run from a file" }
func (*englishRuns) FileHelp() string {
	return "A saved run has its settings, curves and weights. What is opened is a copy, and goes on from there to the same bits."
}
func (*englishRuns) FileFailure(file string) string {
	if file == "" {
		return "The run could not be read, so there is no file"
	}
	return fmt.Sprintf("This is no run that Digit Lab has saved, or it is damaged; nothing was changed: %s", file)
}
func (*englishRuns) FileUnreadable(most string) string {
	return fmt.Sprintf("it cannot be read, or is larger than %s MB", most)
}
func (*englishRuns) DeleteRun(name string) string { return fmt.Sprintf("Delete: %s", name) }
func (*englishRuns) NameLabel() string            { return "Name of the run" }
func (*englishRuns) NamingHelp() string           { return "Enter saves, Escape leaves it as it was" }
func (*englishRuns) Deleted(name string) string   { return fmt.Sprintf("Deleted: %s", name) }
func (*englishRuns) UndoDelete() string           { return "Undo delete" }
func (*englishRuns) ComparedHeading() string      { return "Compared runs" }
func (*englishRuns) ComparedHelp() string         { return "Settings that differ, and what came of them." }
func (*englishRuns) CheckAnother() string         { return "Check another run to see in what they differ." }
func (*englishRuns) CompareNone() string          { return "End the comparison" }
func (*englishRuns) CurvesUnreadable(name, why string) string {
	return fmt.Sprintf("The curves of %s cannot be read: %s", name, why)
}
func (*englishRuns) Needs(d protocol.DataSet) string {
	if d == protocol.Opened {
		return "needs its files"
	}
	return "needs MNIST"
}
func (*englishRuns) FineTunedBadge(samples int) string {
	if samples == 1 {
		return "taught by you: 1 digit"
	}
	return fmt.Sprintf("taught by you: %d digits", samples)
}

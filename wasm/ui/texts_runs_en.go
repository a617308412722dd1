package ui

import (
	"fmt"

	"digitlab/wasm/protocol"
)

// Results

func (english) ResultsHeading() string { return "Results on the test digits" }
func (english) ResultsHelp() string {
	return "Test digits take no part in training. They show how well the network reads what it has never seen."
}
func (english) ResultsEmpty() string { return "When a run is done, its test digits are counted here" }
func (english) ResultsSentence(right, of, percent, low, high string) string {
	return fmt.Sprintf("%s of %s test digits are read right: %s%%. With other digits like these it would be %s to %s%% (95%% interval).",
		right, of, percent, low, high)
}
func (english) ConfusionHeading() string { return "Confusion matrix" }
func (english) ConfusionHelp() string {
	return "A row is which digit it is, a column what it was read as. Choose a number to see its digits; the arrow keys go from cell to cell."
}
func (english) ConfusionDown() string   { return "is ↓" }
func (english) ConfusionAcross() string { return "read →" }
func (english) CellLabel(label, predicted, count int) string {
	return fmt.Sprintf("%d read as %d: %d", label, predicted, count)
}
func (english) CellHeading(label, predicted, count int) string {
	switch {
	case count < 2:
		return fmt.Sprintf("%d read as %d: %d", label, predicted, count)
	case label == predicted:
		return fmt.Sprintf("%d read as %d: %d, the least confident first", label, predicted, count)
	}
	return fmt.Sprintf("%d read as %d: %d, the most confident first", label, predicted, count)
}
func (english) DigitsHeading() string { return "Accuracy of each digit" }
func (english) MisreadHeading() string {
	return "Misread digits"
}
func (english) MisreadCount(count int) string {
	return fmt.Sprintf("Misread digits: %d, the most confident first", count)
}
func (english) AllMisread() string { return "All misread digits" }
func (english) ReadAs(label, predicted int) string {
	return fmt.Sprintf("%d read as %d", label, predicted)
}
func (english) NoDigits() string { return "There is none." }
func (english) ShowMore(more, left int) string {
	return fmt.Sprintf("Show %d more of %d", more, left)
}

// Runs

func (english) RunsHeading() string { return "Runs" }
func (english) RunsHelp() string {
	return "Every run is kept in this browser. Open one to go on with it, or check up to four to see their curves together."
}
func (english) RunsTable() string { return "Table of the stored runs" }
func (english) RunsEmpty() string { return "Your runs will be listed here after the first epochs" }
func (english) RunsNearlyFull(count int) string {
	return fmt.Sprintf("%d of 200 places are taken. When all are, the oldest runs that are not pinned are forgotten.", count)
}
func (e english) RunsFailure(p protocol.RunProblem) string {
	if p == protocol.RunDamaged {
		return "A stored run was damaged beyond reading and was removed from the list. Runs that you saved as files can be opened again."
	}
	return e.RunProblem(p)
}
func (english) RunProblem(p protocol.RunProblem) string {
	switch p {
	case protocol.RunDamaged:
		return "A stored run is damaged and cannot be opened. Open another run of the list, or its file if you saved one. The damaged run may be deleted."
	case protocol.RunOfOtherVersion:
		return "That run was stored by another version of this page and cannot be opened. Reload the page, then try again."
	case protocol.RunGone:
		return "That run is no longer stored in this browser. It may have been deleted in another tab."
	}
	return "A run could not be read or changed in the storage of this browser. Reload the page, then try again."
}
func (english) RunsLost(count int) string {
	if count == 1 {
		return "The browser has cleared its storage: the run that was stored is gone. If you saved it as a file, you can open it again."
	}
	return fmt.Sprintf("The browser has cleared its storage: the %d runs that were stored are gone. Those that you saved as files can be opened again.", count)
}
func (english) CompareColumn() string {
	return "Compare"
}
func (e english) RunColumn(c runColumn) string {
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
func (english) ChangesColumn() string         { return "Unlike the tutorial" }
func (english) ActionsColumn() string         { return "What to do" }
func (english) TrainedColumn() string         { return "Epochs" }
func (english) AccuracyOnTest() string        { return "Test accuracy" }
func (english) LossOnTest() string            { return "Test loss" }
func (english) TimeColumn() string            { return "Time" }
func (english) PresentRun() string            { return "present" }
func (english) Pinned() string                { return "pinned" }
func (english) Unnamed() string               { return "no name" }
func (english) Open() string                  { return "Open" }
func (english) Rename() string                { return "Rename" }
func (english) Pin() string                   { return "Pin" }
func (english) Delete() string                { return "Delete" }
func (english) CompareRun(name string) string { return fmt.Sprintf("Compare: %s", name) }
func (english) OpenRun(name string) string    { return fmt.Sprintf("Open: %s", name) }
func (english) RenameRun(name string) string  { return fmt.Sprintf("Rename: %s", name) }
func (english) PinRun(name string) string     { return fmt.Sprintf("Pin: %s", name) }
func (english) SaveRun(name string) string    { return fmt.Sprintf("Save as a file: %s", name) }
func (english) SaveAsFile() string            { return "Save" }
func (english) OpenRunFile() string           { return "Open a run from a file" }
func (english) RunFileHelp() string {
	return "A saved run has its settings, curves and weights. What is opened is a copy, and goes on from there to the same bits."
}
func (english) RunFileFailure(file string) string {
	if file == "" {
		return "The run could not be read, so there is no file"
	}
	return fmt.Sprintf("This is no run that Digit Lab has saved, or it is damaged; nothing was changed: %s", file)
}
func (english) FileUnreadable(most string) string {
	return fmt.Sprintf("it cannot be read, or is larger than %s MB", most)
}
func (english) DeleteRun(name string) string { return fmt.Sprintf("Delete: %s", name) }
func (english) NameLabel() string            { return "Name of the run" }
func (english) NamingHelp() string           { return "Enter saves, Escape leaves it as it was" }
func (english) Deleted(name string) string   { return fmt.Sprintf("Deleted: %s", name) }
func (english) UndoDelete() string           { return "Undo delete" }
func (english) ComparedHeading() string      { return "Compared runs" }
func (english) ComparedHelp() string         { return "Settings that differ, and what came of them." }
func (english) CheckAnother() string         { return "Check another run to see in what they differ." }
func (english) CompareNone() string          { return "End the comparison" }
func (english) CurvesUnreadable(name, why string) string {
	return fmt.Sprintf("The curves of %s cannot be read: %s", name, why)
}
func (english) Aspect(a aspect) string {
	switch a {
	case epochsAspect:
		return "Epochs planned"
	case batchAspect:
		return "Batch size"
	case rateAspect:
		return "Learning rate"
	case seedAspect:
		return "Seed"
	case optimizerAspect:
		return "Optimiser"
	case initializerAspect:
		return "Weight initialisation"
	case activationAspect:
		return "Activation"
	case normalizationAspect:
		return "Batch normalisation"
	case dropoutAspect:
		return "Dropout"
	case augmentationAspect:
		return "Augmentation"
	case l2Aspect:
		return "L2"
	case smoothingAspect:
		return "Label smoothing"
	case scheduleAspect:
		return "Learning rate over time"
	case membersAspect:
		return "Networks"
	case dataAspect:
		return "Data"
	case testShareAspect:
		return "Test share"
	case validationShareAspect:
		return "Validation share"
	}
	return "Layers"
}
func (english) OnOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}
func (english) InLayers() string   { return "in the layers" }
func (english) AsTutorial() string { return "as in the tutorial" }

// The seven methods

func (english) MethodsHeading() string { return "The seven methods" }
func (english) MethodsHelp() string {
	return "Seven ways to train better. Each is tried over five seeds: the same five for A and for B, on the same test digits, in the background on all cores. A dot is a seed, a bar the mean and the standard deviation to either side."
}
func (english) MethodsTest() string {
	return "Whether a difference is real is decided by a paired t-test over the five seeds (two-sided, 5%). It speaks of other seeds, not of other digits; and when nothing truly differs, one of seven comparisons still looks real in three cases out of ten."
}
func (english) BaseGroup() string { return "A is" }
func (english) Base(own bool) string {
	if own {
		return "My present run"
	}
	return "The tutorial"
}
func (english) CompareAll() string   { return "Compare all seven" }
func (english) CancelAll() string    { return "Cancel all" }
func (english) Compare() string      { return "Compare over 5 seeds" }
func (english) Cancel() string       { return "Cancel" }
func (english) ComparedDone() string { return "Compared" }
func (english) TrainingsLeft(count int) string {
	if count == 1 {
		return "1 training to do"
	}
	return fmt.Sprintf("%d trainings to do", count)
}
func (e english) TrainingsTime(count int, seconds string) string {
	return fmt.Sprintf("%s, about %s s", e.TrainingsLeft(count), seconds)
}
func (english) Method(m method) string {
	switch m {
	case initializationMethod:
		return "Weight initialisation"
	case activationMethod:
		return "Activation function"
	case optimizationMethod:
		return "Optimiser"
	case normalizationMethod:
		return "Batch normalisation"
	case dropoutMethod:
		return "Dropout"
	case ensembleMethod:
		return "Ensemble"
	}
	return "More training data"
}
func (english) MethodHelp(m method) string {
	switch m {
	case initializationMethod:
		return "Before training, every weight is drawn at random, and how widely decides how well signals pass through the layers. Glorot and He choose the width by the number of inputs; a width of 1 for all, or zeros, shows what goes wrong without that."
	case activationMethod:
		return "The function after each layer bends its output; without one, several layers would do no more than a single one. ReLU cuts off below zero, tanh and sigmoid flatten out at both ends, and SiLU, ELU and GELU are smoother relatives of ReLU."
	case optimizationMethod:
		return "The optimiser turns gradients into moves of the weights. Plain SGD follows the gradient, momentum adds speed, and Adam and its relatives give each weight a pace of its own; all have the same learning rate here, which suits some better than others."
	case normalizationMethod:
		return "After each layer the values of a batch are brought to mean 0 and spread 1, then scaled and shifted by two learnt numbers. That steadies training and often allows larger moves."
	case dropoutMethod:
		return "In each training step some neurons, chosen at random, are silent, so that the network cannot rely on any single one. It is meant against overfitting, which needs more epochs or a larger network to show."
	case ensembleMethod:
		return "Several networks that differ in nothing but their seed read each digit, and the mean of their shares decides. The five values of B come from networks of their own: with five in each, 25 trainings, so this takes five times as long."
	}
	return "More examples nearly always help. Here they are made: augmentation turns, shifts and warps the training digits anew in each epoch. Or more of the real ones are learnt from, and fewer kept for validation."
}
func (english) MeanOf(networks int) string {
	if networks <= 1 {
		return "one network"
	}
	return fmt.Sprintf("mean of %d networks", networks)
}
func (english) Data(digits, augmentation string) string {
	return fmt.Sprintf("%s digits, augmentation: %s", digits, augmentation)
}
func (e english) DataChoice(c dataChoice, digits string) string {
	switch c {
	case gentleData:
		return "gentle augmentation"
	case strongData:
		return "strong augmentation"
	case moreData:
		return fmt.Sprintf("%s digits: less validation", digits)
	}
	return fmt.Sprintf("%s digits: about half", digits)
}
func (english) Seed() string { return "Seed" }
func (english) PlotLabel(method string) string {
	return fmt.Sprintf("Test accuracy of A and B: %s", method)
}
func (english) SeedNumbers() string  { return "Each seed in numbers" }
func (english) NotCompared() string  { return "Not compared yet." }
func (english) SameSettings() string { return "A and B are the same. Choose another B." }
func (english) ComparingPart(percent int) string {
	return fmt.Sprintf("%d%%", percent)
}
func (english) ComparingLeft(percent int, seconds string) string {
	return fmt.Sprintf("%d%% · about %s s left", percent, seconds)
}
func (english) NoClearDifference(mean, low, high, p string) string {
	return fmt.Sprintf("No clear difference (%s): B − A is %s points on average, 95%% interval %s to %s.", p, mean, low, high)
}
func (english) IsBetter(mean, low, high, p string) string {
	return fmt.Sprintf("B is better by %s points (%s; 95%% interval %s to %s).", mean, p, low, high)
}
func (english) IsWorse(mean, low, high, p string) string {
	return fmt.Sprintf("B is worse by %s points (%s; 95%% interval %s to %s).", mean, p, low, high)
}
func (english) TrialFailed(side, seed, why string) string {
	return fmt.Sprintf("%s cannot be trained with seed %s, so there is nothing to compare: %s", side, seed, why)
}
func (english) TrialBroken(why string) string {
	return fmt.Sprintf("The background worker stopped twice at the same training. Compare again to retry: %s", why)
}
func (english) Comparing(method string) string { return fmt.Sprintf("Comparing: %s", method) }
func (english) ComparingAll() string           { return "Comparing all seven methods" }
func (english) ComparingCancelled() string     { return "Comparison cancelled" }
func (english) ComparedAll() string            { return "All methods are compared" }
func (english) GlanceHeading() string          { return "All seven at a glance" }
func (english) GlanceHelp() string {
	return "A dot is the mean of B − A in points of test accuracy, a line its 95% interval. A difference is real when the line does not cross 0."
}
func (english) GlanceMethod() string             { return "Method and B" }
func (english) GlanceDifference() string         { return "B − A in points" }
func (english) GlanceUnknown() string            { return "not compared" }
func (english) GlanceUnclear(mean string) string { return fmt.Sprintf("%s, not clear", mean) }
func (english) GlanceBetter(mean string) string  { return fmt.Sprintf("%s, better", mean) }
func (english) GlanceWorse(mean string) string   { return fmt.Sprintf("%s, worse", mean) }

package ui

import (
	"fmt"
)

// Results

func (englishRest) ResultsHeading() string { return "Results on the test digits" }
func (englishRest) ResultsHelp() string {
	return "Test digits take no part in training. They show how well the network reads what it has never seen."
}
func (englishRest) ResultsEmpty() string {
	return "When a run is done, its test digits are counted here"
}
func (englishRest) ResultsSentence(right, of, percent, low, high string) string {
	return fmt.Sprintf("%s of %s test digits are read right: %s%%. With other digits like these it would be %s to %s%% (95%% interval).",
		right, of, percent, low, high)
}
func (englishRest) ConfusionHeading() string { return "Confusion matrix" }
func (englishRest) ConfusionHelp() string {
	return "A row is which digit it is, a column what it was read as. Choose a number to see its digits; the arrow keys go from cell to cell."
}
func (englishRest) ConfusionDown() string   { return "is ↓" }
func (englishRest) ConfusionAcross() string { return "read →" }
func (englishRest) CellLabel(label, predicted, count int) string {
	return fmt.Sprintf("%d read as %d: %d", label, predicted, count)
}
func (englishRest) CellHeading(label, predicted, count int) string {
	switch {
	case count < 2:
		return fmt.Sprintf("%d read as %d: %d", label, predicted, count)
	case label == predicted:
		return fmt.Sprintf("%d read as %d: %d, the least confident first", label, predicted, count)
	}
	return fmt.Sprintf("%d read as %d: %d, the most confident first", label, predicted, count)
}
func (englishRest) DigitsHeading() string { return "Accuracy of each digit" }
func (englishRest) MisreadHeading() string {
	return "Misread digits"
}
func (englishRest) MisreadCount(count int) string {
	return fmt.Sprintf("Misread digits: %d, the most confident first", count)
}
func (englishRest) AllMisread() string { return "All misread digits" }
func (englishRest) ReadAs(label, predicted int) string {
	return fmt.Sprintf("%d read as %d", label, predicted)
}
func (englishRest) NoDigits() string { return "There is none." }

// Runs

func (englishRest) RunsHeading() string { return "Runs" }
func (englishRest) RunsHelp() string {
	return "Every run is kept in this browser. Open one to go on with it, or check up to four to see their curves together."
}
func (englishRest) RunsTable() string { return "Table of the stored runs" }
func (englishRest) RunsEmpty() string { return "Your runs will be listed here after the first epochs" }
func (englishRest) RunsNearlyFull(count int) string {
	return fmt.Sprintf("%d of 200 places are taken. When all are, the oldest runs that are not pinned are forgotten.", count)
}
func (englishRest) RunsFailure() string { return "The stored runs could not be read or changed" }
func (englishRest) RunsLost(count int) string {
	if count == 1 {
		return "The browser has cleared its storage: the run that was stored is gone. If you saved it as a file, you can open it again."
	}
	return fmt.Sprintf("The browser has cleared its storage: the %d runs that were stored are gone. Those that you saved as files can be opened again.", count)
}
func (englishRest) CompareColumn() string {
	return "Compare"
}
func (e englishRest) RunColumn(c runColumn) string {
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
func (englishRest) ChangesColumn() string         { return "Unlike the tutorial" }
func (englishRest) ActionsColumn() string         { return "What to do" }
func (englishRest) TrainedColumn() string         { return "Epochs" }
func (englishRest) AccuracyOnTest() string        { return "Test accuracy" }
func (englishRest) LossOnTest() string            { return "Test loss" }
func (englishRest) TimeColumn() string            { return "Time" }
func (englishRest) PresentRun() string            { return "present" }
func (englishRest) Pinned() string                { return "pinned" }
func (englishRest) Unnamed() string               { return "no name" }
func (englishRest) Open() string                  { return "Open" }
func (englishRest) Rename() string                { return "Rename" }
func (englishRest) Pin() string                   { return "Pin" }
func (englishRest) Delete() string                { return "Delete" }
func (englishRest) CompareRun(name string) string { return fmt.Sprintf("Compare: %s", name) }
func (englishRest) OpenRun(name string) string    { return fmt.Sprintf("Open: %s", name) }
func (englishRest) RenameRun(name string) string  { return fmt.Sprintf("Rename: %s", name) }
func (englishRest) PinRun(name string) string     { return fmt.Sprintf("Pin: %s", name) }
func (englishRest) SaveRun(name string) string    { return fmt.Sprintf("Save as a file: %s", name) }
func (englishRest) SaveAsFile() string            { return "Save" }
func (englishRest) OpenRunFile() string           { return "Open a run from a file" }
func (englishRest) RunFileHelp() string {
	return "A saved run has its settings, curves and weights. What is opened is a copy, and goes on from there to the same bits."
}
func (englishRest) RunFileFailure(file string) string {
	if file == "" {
		return "The run could not be read, so there is no file"
	}
	return fmt.Sprintf("This is no run that Digit Lab has saved, or it is damaged; nothing was changed: %s", file)
}
func (englishRest) FileUnreadable(most string) string {
	return fmt.Sprintf("it cannot be read, or is larger than %s MB", most)
}
func (englishRest) DeleteRun(name string) string { return fmt.Sprintf("Delete: %s", name) }
func (englishRest) NameLabel() string            { return "Name of the run" }
func (englishRest) NamingHelp() string           { return "Enter saves, Escape leaves it as it was" }
func (englishRest) Deleted(name string) string   { return fmt.Sprintf("Deleted: %s", name) }
func (englishRest) UndoDelete() string           { return "Undo delete" }
func (englishRest) ComparedHeading() string      { return "Compared runs" }
func (englishRest) ComparedHelp() string         { return "Settings that differ, and what came of them." }
func (englishRest) CheckAnother() string         { return "Check another run to see in what they differ." }
func (englishRest) CompareNone() string          { return "End the comparison" }
func (englishRest) CurvesUnreadable(name, why string) string {
	return fmt.Sprintf("The curves of %s cannot be read: %s", name, why)
}

// The seven methods

func (englishRest) MethodsHeading() string { return "The seven methods" }
func (englishRest) MethodsHelp() string {
	return "Seven ways to train better. Each is tried over five seeds: the same five for A and for B, on the same test digits, in the background on all cores. A dot is a seed, a bar the mean and the standard deviation to either side."
}
func (englishRest) MethodsTest() string {
	return "Whether a difference is real is decided by a paired t-test over the five seeds (two-sided, 5%). It speaks of other seeds, not of other digits; and when nothing truly differs, one of seven comparisons still looks real in three cases out of ten."
}
func (englishRest) BaseGroup() string { return "A is" }
func (englishRest) Base(own bool) string {
	if own {
		return "My present run"
	}
	return "The tutorial"
}
func (englishRest) CompareAll() string   { return "Compare all seven" }
func (englishRest) CancelAll() string    { return "Cancel all" }
func (englishRest) Compare() string      { return "Compare over 5 seeds" }
func (englishRest) Cancel() string       { return "Cancel" }
func (englishRest) ComparedDone() string { return "Compared" }
func (englishRest) TrainingsLeft(count int) string {
	if count == 1 {
		return "1 training to do"
	}
	return fmt.Sprintf("%d trainings to do", count)
}
func (e englishRest) TrainingsTime(count int, seconds string) string {
	return fmt.Sprintf("%s, about %s s", e.TrainingsLeft(count), seconds)
}
func (englishRest) Method(m method) string {
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
func (englishRest) MethodHelp(m method) string {
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
func (englishRest) MeanOf(networks int) string {
	if networks <= 1 {
		return "one network"
	}
	return fmt.Sprintf("mean of %d networks", networks)
}
func (englishRest) Data(digits, augmentation string) string {
	return fmt.Sprintf("%s digits, augmentation: %s", digits, augmentation)
}
func (e englishRest) DataChoice(c dataChoice, digits string) string {
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
func (englishRest) Seed() string { return "Seed" }
func (englishRest) PlotLabel(method string) string {
	return fmt.Sprintf("Test accuracy of A and B: %s", method)
}
func (englishRest) SeedNumbers() string  { return "Each seed in numbers" }
func (englishRest) NotCompared() string  { return "Not compared yet." }
func (englishRest) SameSettings() string { return "A and B are the same. Choose another B." }
func (englishRest) ComparingPart(percent int) string {
	return fmt.Sprintf("%d%%", percent)
}
func (englishRest) ComparingLeft(percent int, seconds string) string {
	return fmt.Sprintf("%d%% · about %s s left", percent, seconds)
}
func (englishRest) NoClearDifference(mean, low, high, p string) string {
	return fmt.Sprintf("No clear difference (%s): B − A is %s points on average, 95%% interval %s to %s.", p, mean, low, high)
}
func (englishRest) IsBetter(mean, low, high, p string) string {
	return fmt.Sprintf("B is better by %s points (%s; 95%% interval %s to %s).", mean, p, low, high)
}
func (englishRest) IsWorse(mean, low, high, p string) string {
	return fmt.Sprintf("B is worse by %s points (%s; 95%% interval %s to %s).", mean, p, low, high)
}
func (englishRest) TrialFailed(side, seed, why string) string {
	return fmt.Sprintf("%s cannot be trained with seed %s, so there is nothing to compare: %s", side, seed, why)
}
func (englishRest) TrialBroken(why string) string {
	return fmt.Sprintf("The background worker stopped twice at the same training. Compare again to retry: %s", why)
}
func (englishRest) Comparing(method string) string { return fmt.Sprintf("Comparing: %s", method) }
func (englishRest) ComparingAll() string           { return "Comparing all seven methods" }
func (englishRest) ComparingCancelled() string     { return "Comparison cancelled" }
func (englishRest) ComparedAll() string            { return "All methods are compared" }
func (englishRest) GlanceHeading() string          { return "All seven at a glance" }
func (englishRest) GlanceHelp() string {
	return "A dot is the mean of B − A in points of test accuracy, a line its 95% interval. A difference is real when the line does not cross 0."
}
func (englishRest) GlanceMethod() string             { return "Method and B" }
func (englishRest) GlanceDifference() string         { return "B − A in points" }
func (englishRest) GlanceUnknown() string            { return "not compared" }
func (englishRest) GlanceUnclear(mean string) string { return fmt.Sprintf("%s, not clear", mean) }
func (englishRest) GlanceBetter(mean string) string  { return fmt.Sprintf("%s, better", mean) }
func (englishRest) GlanceWorse(mean string) string   { return fmt.Sprintf("%s, worse", mean) }

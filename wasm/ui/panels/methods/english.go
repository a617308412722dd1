package methods

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/settings"
)

type english struct{ settings.English }

func (*english) Tab() string     { return "Seven methods" }
func (*english) Heading() string { return "The seven methods" }
func (*english) Help() string {
	return "Seven ways to train better. Each is tried over five seeds: the same five for A and for B, on the same test digits, in the background on all cores. A dot is a seed, a bar the mean and the standard deviation to either side."
}
func (*english) TestHelp() string {
	return "Whether a difference is real is decided by a paired t-test over the five seeds (two-sided, 5%). It speaks of other seeds, not of other digits; and when nothing truly differs, one of seven comparisons still looks real in three cases out of ten."
}
func (*english) BaseGroup() string { return "A is" }
func (*english) Base(own bool) string {
	if own {
		return "My current run"
	}
	return "The tutorial"
}
func (*english) CompareAll() string   { return "Compare all seven" }
func (*english) CancelAll() string    { return "Cancel all" }
func (*english) Compare() string      { return "Compare over 5 seeds" }
func (*english) Cancel() string       { return "Cancel" }
func (*english) ComparedDone() string { return "Compared" }
func (*english) TrainingsLeft(count int) string {
	if count == 1 {
		return "1 training to do"
	}
	return fmt.Sprintf("%d trainings to do", count)
}
func (e *english) TrainingsTime(count int, seconds string) string {
	return fmt.Sprintf("%s, about %s s", e.TrainingsLeft(count), seconds)
}
func (*english) Method(m method) string {
	switch m {
	case initializationMethod:
		return "Weight initialization"
	case activationMethod:
		return "Activation function"
	case optimizationMethod:
		return "Optimizer"
	case normalizationMethod:
		return "Batch normalization"
	case dropoutMethod:
		return "Dropout"
	case ensembleMethod:
		return "Ensemble"
	}
	return "More training data"
}
func (*english) MethodHelp(m method) string {
	switch m {
	case initializationMethod:
		return "Before training, every weight is drawn at random, and how widely decides how well signals pass through the layers. Glorot and He choose the width by the number of inputs; a width of 1 for all, or zeros, shows what goes wrong without that."
	case activationMethod:
		return "The function after each layer bends its output; without one, several layers would do no more than a single one. ReLU cuts off below zero, tanh and sigmoid flatten out at both ends, and SiLU, ELU and GELU are smoother relatives of ReLU."
	case optimizationMethod:
		return "The optimizer decides from the gradients how far to move the weights. Plain SGD follows the gradient, momentum adds speed, and Adam and its relatives move each weight by a size of its own; all have the same learning rate here, which suits some better than others."
	case normalizationMethod:
		return "After each layer the values of a batch are brought to mean 0 and spread 1, then scaled and shifted by two learnt numbers. That steadies training and often allows a higher learning rate."
	case dropoutMethod:
		return "In each training step some neurons, chosen at random, are silent, so that the network cannot rely on any single one. It is meant against overfitting, which needs more epochs or a larger network to show."
	case ensembleMethod:
		return "Several networks that differ in nothing but their seed read each digit, and the mean of their probabilities decides. The five values of B come from networks of their own: with five in each, 25 trainings, so this takes five times as long."
	}
	return "More examples nearly always help. Here augmentation makes them: it turns, shifts and warps the training digits anew in each epoch. Or the network learns from more of the real digits, and fewer are kept for validation."
}
func (*english) MeanOf(networks int) string {
	if networks <= 1 {
		return "one network"
	}
	return fmt.Sprintf("mean of %d networks", networks)
}
func (*english) Data(digits, augmentation string) string {
	return fmt.Sprintf("%s digits, augmentation: %s", digits, augmentation)
}
func (e *english) DataChoice(c dataChoice, digits string) string {
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
func (*english) Seed() string { return "Seed" }
func (*english) PlotLabel(method string) string {
	return fmt.Sprintf("Test accuracy of A and B: %s", method)
}
func (*english) SeedNumbers() string  { return "Each seed in numbers" }
func (*english) NotCompared() string  { return "Not compared yet." }
func (*english) SameSettings() string { return "A and B are the same. Choose another B." }
func (*english) ComparingPart(percent int) string {
	return fmt.Sprintf("%d%%", percent)
}
func (*english) ComparingLeft(percent int, seconds string) string {
	return fmt.Sprintf("%d%% · about %s s left", percent, seconds)
}
func (*english) NoClearDifference(mean, low, high, p string) string {
	return fmt.Sprintf("No clear difference (%s): B − A is %s points on average, 95%% interval %s to %s.", p, mean, low, high)
}
func (*english) IsBetter(mean, low, high, p string) string {
	return fmt.Sprintf("B is better by %s points (%s; 95%% interval %s to %s).", mean, p, low, high)
}
func (*english) IsWorse(mean, low, high, p string) string {
	return fmt.Sprintf("B is worse by %s points (%s; 95%% interval %s to %s).", mean, p, low, high)
}
func (*english) TrialFailed(side, seed string, why protocol.TrialProblem) string {
	said := "The training did not work."
	switch why {
	case protocol.TrialDiverged:
		said = "The loss was no longer a number. Lower the learning rate and compare again."
	case protocol.TrialLacksData:
		said = "Its data is not in this browser."
	}
	return fmt.Sprintf("%s could not be trained with seed %s, so there is nothing to compare. %s", side, seed, said)
}
func (*english) TrialBroken() string {
	return "The background worker stopped twice at the same training. Compare again to retry."
}
func (*english) Comparing(method string) string { return fmt.Sprintf("Comparing: %s", method) }
func (*english) ComparingAll() string           { return "Comparing all seven methods" }
func (*english) ComparingCancelled() string     { return "Comparison cancelled" }
func (*english) ComparedAll() string            { return "All methods are compared" }
func (*english) GlanceHeading() string          { return "All seven at a glance" }
func (*english) GlanceHelp() string {
	return "A dot is the mean of B − A in points of test accuracy, a line its 95% interval. A difference is real when the line does not cross 0."
}
func (*english) GlanceMethod() string             { return "Method and B" }
func (*english) GlanceDifference() string         { return "B − A in points" }
func (*english) GlanceUnknown() string            { return "not compared" }
func (*english) GlanceUnclear(mean string) string { return fmt.Sprintf("%s, not clear", mean) }
func (*english) GlanceBetter(mean string) string  { return fmt.Sprintf("%s, better", mean) }
func (*english) GlanceWorse(mean string) string   { return fmt.Sprintf("%s, worse", mean) }

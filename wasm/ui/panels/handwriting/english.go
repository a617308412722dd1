package handwriting

import (
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
)

type english struct{ i18n.English }

// aDigit has the article that a digit takes.
func aDigit(digit int) string {
	if digit == 8 {
		return "an 8"
	}
	return fmt.Sprintf("a %d", digit)
}

// counted has the plural of a word that takes an s.
func counted(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

func (*english) Heading() string { return "My handwriting" }
func (*english) Help() string {
	return "Draw each digit once. Your digits test the network, and you can teach them to it. They stay in this browser."
}
func (*english) Begin(again bool) string {
	if again {
		return "Draw ten more"
	}
	return "Draw 0 to 9"
}
func (*english) Prompt(digit int) string    { return "Draw " + aDigit(digit) }
func (*english) Progress(number int) string { return fmt.Sprintf("%d of 10", number) }
func (*english) Next() string               { return "Keep, next" }
func (*english) Skip() string               { return "Skip" }
func (*english) Stop() string               { return "Stop" }
func (*english) Keys() string {
	return "On the canvas, Enter keeps the digit, Ctrl+Z or ⌘Z undoes a stroke, Escape clears."
}
func (*english) Missed(digit int) string {
	return fmt.Sprintf("Draw %s first, or skip it.", aDigit(digit))
}
func (*english) RoundDone(count int) string {
	return fmt.Sprintf("Added to your handwriting: %s.", counted(count, "digit"))
}
func (*english) Full() string {
	return fmt.Sprintf("No more than %d digits are kept. Delete some first.", protocol.MaxSamples)
}
func (*english) Tally(right, of int, percent, low, high string) string {
	return fmt.Sprintf("Your handwriting: %d of %d (%s%%). For other digits of yours, likely %s to %s%%.", right, of, percent, low, high)
}
func (*english) TallyFineTuned(right, of int, percent string) string {
	return fmt.Sprintf("Your handwriting: %d of %d (%s%%). This network was taught your digits, so this says little about others that you write.", right, of, percent)
}
func (*english) TallyNone() string {
	return "Your handwriting: draw 0 to 9 in the panel My handwriting to see here how well it is read."
}
func (*english) FineTuneHeading() string { return "Teach the network your handwriting" }
func (*english) FineTuneHelp() string {
	return "Makes a new run: the network trains for 40 more steps, with your digits mixed among those that it has learnt. The current run stays in the list."
}
func (*english) FineTune() string { return "Add my digits and train again" }
func (*english) FineTuneWaits() string {
	return "Draw some digits of your own and finish a run to use this."
}
func (*english) FineTuning() string { return "Teaching…" }
func (*english) FineTuneFailed(p protocol.TuningProblem) string {
	switch p {
	case protocol.RunNotDone:
		return "It could not be taught yet: train the network to the end first."
	case protocol.NoSamples:
		return "It could not be taught: draw some digits of your own first."
	}
	return "It could not be taught. Train the network anew, then try again."
}
func (*english) FineTunedHandwriting(before, after string) string {
	return fmt.Sprintf("Your handwriting, digits that it was not taught: %s%% before → %s%% after.", before, after)
}
func (*english) FineTunedHandwritingUnknown(before, missing string) string {
	return fmt.Sprintf("Your handwriting: %s%% before. The accuracy afterwards can only be measured on digits that it was not taught, which takes two of each. Still missing: %s.", before, missing)
}
func (*english) FineTunedTest(before, after string) string {
	return fmt.Sprintf("Test digits: %s%% before → %s%% after.", before, after)
}
func (*english) FineTunedHow() string {
	return "For your handwriting, a network is taught one half of your digits and reads the other half, and the other way round. The run that was made was taught all of them."
}
func (*english) MissingDigit(digit, count int) string {
	return fmt.Sprintf("%d of the digit %d", count, digit)
}
func (*english) ListHeading(count int) string {
	if count == 0 {
		return "Your digits"
	}
	return fmt.Sprintf("Your digits: %d", count)
}
func (*english) None() string           { return "There are none yet." }
func (*english) Digit(digit int) string { return fmt.Sprintf("Your digits %d", digit) }
func (*english) DigitTally(right, of int) string {
	return fmt.Sprintf("%d of %d right", right, of)
}
func (*english) Sample(label int) string { return fmt.Sprintf("Your %d", label) }
func (*english) Predicted(label, predicted int) string {
	if label == predicted {
		return fmt.Sprintf("read as %d, right", predicted)
	}
	return fmt.Sprintf("read as %d, wrong", predicted)
}
func (*english) NotPredicted() string          { return "not read yet" }
func (*english) Confidence(percent int) string { return fmt.Sprintf("%d%% sure", percent) }
func (*english) Is() string                    { return "It is:" }
func (*english) IsDigit(digit int) string      { return "It is " + aDigit(digit) }
func (*english) Delete() string                { return "Delete it" }
func (*english) DeleteAll() string             { return "Delete all" }
func (*english) Deleted(count int) string {
	return fmt.Sprintf("Deleted: %s.", counted(count, "digit"))
}
func (*english) Undelete() string { return "Bring back" }
func (*english) Export() string   { return "Export as a file" }
func (*english) Import() string   { return "Import a file" }
func (*english) Imported(added, had, left int) string {
	said := []string{fmt.Sprintf("Added from the file: %s.", counted(added, "digit"))}
	if had > 0 {
		said = append(said, fmt.Sprintf("Here already: %d.", had))
	}
	if left > 0 {
		said = append(said, fmt.Sprintf("Left out, because no more than %d are kept: %d.", protocol.MaxSamples, left))
	}
	return strings.Join(said, " ")
}
func (*english) FileProblem(p fileProblem) string {
	switch p.Reason {
	case fileTooLarge:
		return fmt.Sprintf("The file is larger than %d MB. Take one that this page has exported.", largestFile>>20)
	case fileUnreadable:
		return "The browser could not read the file. Choose it again."
	case fileNotJSON:
		return "The file is not JSON, or it is damaged. Take one that this page has exported."
	case fileForeign:
		return "The file has no handwriting in it. Take one that this page has exported."
	case fileNewer:
		return "The file comes from a newer version of this page. Reload the page, then import it again."
	case fileTooMany:
		return fmt.Sprintf("The file has more than %d digits, which is the most that can be kept.", protocol.MaxSamples)
	case fileDigit:
		return fmt.Sprintf("Digit number %d of the file is not marked as one of 0 to 9. Nothing was imported.", p.Sample)
	case fileStrokes:
		return fmt.Sprintf("Digit number %d of the file has no strokes, or too many. Nothing was imported.", p.Sample)
	case filePlace:
		return fmt.Sprintf("Digit number %d of the file has a place that is not two numbers on the canvas. Nothing was imported.", p.Sample)
	}
	return "The file is in order."
}
func (*english) StorageProblem(v storeTrouble) string {
	switch v {
	case storeFull:
		return "The browser has no room left for your digits, or does not allow storing them. They are lost when you close this page, unless you export them."
	case storeBroken:
		return "What the browser had kept of your handwriting is damaged and could not be read. Digits that you add now take its place."
	}
	return "Your digits are kept in this browser."
}
func (*english) ItWas() string               { return "It was:" }
func (*english) ItWasDigit(digit int) string { return "It was " + aDigit(digit) }
func (*english) ItWasAdded(digit int) string {
	return fmt.Sprintf("Added to your handwriting as %s. Press it again to take that back.", aDigit(digit))
}
func (*english) ItWasHelp() string { return "One tap adds the drawing to your handwriting." }

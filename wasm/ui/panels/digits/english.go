package digits

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
)

type english struct{ i18n.English }

func (*english) Tab() string     { return "All digits" }
func (*english) Heading() string { return "All digits of the data" }
func (*english) Parts() string   { return "How the digits are laid out" }
func (*english) Part(p part) string {
	if p == mapPart {
		return "Map"
	}
	return "Wall"
}

func (*english) Choices() string { return "What the wall shows" }
func (*english) GroupBy() string { return "Group by" }
func (*english) Grouping(g grouping) string {
	return [groupings]string{"Nothing", "Label", "Prediction", "Label × prediction", "Part"}[g]
}
func (*english) SortBy() string { return "Sort by" }
func (*english) Sorting(s sorting) string {
	return [sortings]string{"Place in the data", "Least sure first", "Highest loss first"}[s]
}
func (*english) ColourBy() string { return "Colour" }
func (*english) Tint(t tint) string {
	return [tints]string{"Right or wrong", "Label", "Prediction", "None"}[t]
}
func (*english) PartChoice() string { return "Digits of" }
func (*english) SplitChoice(which int) string {
	switch split(which) {
	case testDigits:
		return "Test"
	case trainingDigits:
		return "Training"
	case validationDigits:
		return "Validation"
	}
	return "All parts"
}
func (*english) WrongOnly() string     { return "Wrong only" }
func (*english) ForgottenOnly() string { return "Forgotten only" }
func (*english) Pictures() string      { return "Pictures" }
func (*english) OnlyCell(label, predicted int) string {
	return fmt.Sprintf("%d read as %d", label, predicted)
}
func (*english) LeaveCell(label, predicted int) string {
	return fmt.Sprintf("%d read as %d: show the others again", label, predicted)
}
func (*english) SavePicture() string { return "Save PNG" }

func (*english) Grid() string { return "Digits on the wall" }
func (*english) Help() string {
	return "Each picture is a digit of the data. The stronger the colour, the surer the network; a corner marks what it reads wrongly. Click a digit to see more. With the keyboard: arrow keys, Home and End move, a typed number jumps to the digit with that number, Enter opens it."
}
func (*english) Group(by grouping, key int) string {
	switch {
	case by == ungrouped:
		return "All together"
	case by == byPart:
		return [splits]string{"Test", "Training", "Validation"}[min(key, int(splits)-1)]
	case key == none:
		return "–"
	}
	return strconv.Itoa(key)
}
func (*english) NoneShown() string { return "No digit is shown" }
func (*english) NotHere() string   { return "The digits are on their way." }
func (*english) NotRead(digits string) string {
	return fmt.Sprintf("The network has not read the %s digits yet.", digits)
}
func (*english) At(m protocol.Moment, imported bool) string {
	switch {
	case imported:
		return "The network as it was opened:"
	case m == protocol.Moment{}:
		return "Untrained, so these are guesses:"
	case m.Step > 0:
		return fmt.Sprintf("Epoch %d, step %d:", m.Epoch+1, m.Step)
	}
	return fmt.Sprintf("Epoch %d:", m.Epoch)
}
func (*english) Summary(shown, of, right, wrong, percent string) string {
	return fmt.Sprintf("%s of %s digits are shown; %s are right (%s%%), %s are wrong.", shown, of, right, percent, wrong)
}
func (*english) Forgotten(every, percent int) string {
	switch {
	case every == 0:
		return "Which digits were right before is being found out."
	case percent < 100:
		return fmt.Sprintf("Forgotten are those that were right after an earlier epoch and are wrong now; %d%% of the kept epochs are read so far.", percent)
	case every > 1:
		return fmt.Sprintf("Forgotten are those that were right after an earlier epoch and are wrong now, judged by every %dth epoch, which are kept.", every)
	}
	return "Forgotten are those that were right after an earlier epoch and are wrong now."
}
func (*english) Counts() string       { return "The wall in numbers" }
func (*english) Count() string        { return "Digits" }
func (*english) Right() string        { return "Right" }
func (*english) Wrong() string        { return "Wrong" }
func (*english) LabelAndRead() string { return "Label ↓ read →" }

func (*english) DigitUnread(number string, label int) string {
	return fmt.Sprintf("No. %s, label %d", number, label)
}
func (*english) DigitNoPrediction(number string, label int) string {
	return fmt.Sprintf("No. %s, label %d, read as no digit", number, label)
}
func (*english) DigitRead(number string, label, predicted int, confidence string, guess bool) string {
	switch {
	case guess:
		return fmt.Sprintf("No. %s, label %d, guessed %d (%s%%)", number, label, predicted, confidence)
	case label == predicted:
		return fmt.Sprintf("No. %s, label %d, read right (%s%%)", number, label, confidence)
	}
	return fmt.Sprintf("No. %s, label %d, read wrongly as %d (%s%%)", number, label, predicted, confidence)
}
func (*english) NoneChosen() string { return "No digit is chosen" }
func (*english) NoneChosenHelp() string {
	return "Choose one on the wall or the map. Then it is large here, with what the network reads in it, how that came about over the epochs, and the digits that look most like it."
}
func (*english) DigitHeading(number string, label int, part string) string {
	return fmt.Sprintf("No. %s, labelled %d (%s)", number, label, part)
}
func (*english) Unread() string { return "The network has not read it yet." }
func (*english) NoPrediction() string {
	return "The network’s numbers have become too large to be numbers, so it reads nothing. Train again with a lower learning rate."
}
func (*english) Prediction(predicted int, confidence, margin string, label int, probability, loss string) string {
	if predicted == label {
		return fmt.Sprintf("read rightly as %d (%s%%), %s points ahead of the next digit. Its loss is %s.", predicted, confidence, margin, loss)
	}
	return fmt.Sprintf("read wrongly as %d (%s%%), %s points ahead of the next digit. Its label %d gets %s%%. Its loss is %s.", predicted, confidence, margin, label, probability, loss)
}
func (*english) LookInside() string { return "Look inside" }
func (*english) DrawOver() string   { return "Draw over it" }
func (*english) NoDigit() string    { return "Choose none" }
func (*english) CourseComing() string {
	return "How the network has read it over the epochs is being found out."
}
func (*english) Course(label, epochs, right int, first, last string) string {
	if epochs == 1 {
		return fmt.Sprintf("Probability of its label %d: %s%%.", label, first)
	}
	return fmt.Sprintf("Probability of its label %d: from %s%% to %s%%; read right after %d of %d epochs.", label, first, last, right, epochs)
}
func (*english) CourseKept(every int, computing, lost bool) string {
	switch {
	case computing:
		return "The epochs between are being computed again."
	case lost:
		return "The other epochs are not known: they are not kept, and cannot be computed again."
	case every > 1:
		return fmt.Sprintf("Every %dth epoch is kept; between them the line is only drawn straight. A cross is a wrong reading.", every)
	}
	return "A cross is a wrong reading."
}
func (*english) Nearest() string { return "Most like it" }
func (*english) NearestHelp() string {
	return "The five digits of the data whose pixels differ least from it, whatever the network reads."
}
func (*english) Suspects() string { return "Labels that look wrong" }
func (*english) SuspectsHelp(some bool) string {
	if !some {
		return "When the network has learnt, the ten digits with the highest loss appear here."
	}
	return "The ten digits with the highest loss: the network is surest that they are not what their label says. That is where mislabelled data is found, and where hard handwriting is. Below each are its label and what it is read as."
}
func (*english) Suspect(digit, loss string) string { return fmt.Sprintf("%s, loss %s", digit, loss) }

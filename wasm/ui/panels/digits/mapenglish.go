package digits

import (
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
)

func (*english) MapHeading() string  { return "Map of all digits" }
func (*english) MapChoices() string  { return "What the map shows" }
func (*english) MapMethods() string  { return "How the map is made" }
func (*english) Perplexity() string  { return "Perplexity" }
func (*english) MapRun() string      { return "Run t-SNE" }
func (*english) MapRest() string     { return "Stop" }
func (*english) MapAnew() string     { return "Run t-SNE anew" }
func (*english) ZoomIn() string      { return "Zoom in" }
func (*english) ZoomOut() string     { return "Zoom out" }
func (*english) WholeMap() string    { return "Whole map" }
func (*english) SaveSVG() string     { return "Save SVG" }
func (*english) SaveCSV() string     { return "Save CSV" }
func (*english) MapGrid() string     { return "Digits on the map" }
func (*english) MapProgress() string { return "Iterations of t-SNE" }
func (*english) MapKeys() string {
	return "Each mark is a digit of the data, in the colour of its label. Click it to see more. Drag to move the map; pinch, or click the map and turn the wheel, to zoom. With the keyboard: arrow keys go to the next digit in that direction, + and − zoom, 0 shows the whole map, Enter opens the digit."
}

func (t *english) MapMoment(m protocol.Moment, imported bool) string {
	if m == (protocol.Moment{}) && !imported {
		return "Untrained:"
	}
	return t.At(m, imported)
}
func (*english) MapComes() string    { return "The digits are being laid out." }
func (*english) MapPrepares() string { return "t-SNE looks for the neighbours of each digit." }
func (*english) MapStopped() string {
	return "t-SNE was stopped before its first iteration."
}
func (*english) MapTrains() string {
	return "Training has the first turn: t-SNE goes on when the run is paused or done. PCA moves with the training."
}
func (*english) MapBroken() string {
	return "The network’s numbers have become too large to be numbers, so there is no map. Train again with a lower learning rate."
}
func (*english) MapOfComponents(units int, across, down string) string {
	return fmt.Sprintf("the %d outputs of the last hidden layer, seen from the side where they vary most: %s%% of what varies lies across, %s%% down.", units, across, down)
}
func (*english) MapTaken(units int) string {
	return fmt.Sprintf("Of these outputs the %d that vary most are taken.", units)
}
func (*english) MapFirst(members int) string {
	return fmt.Sprintf("The map is of the first of the ensemble’s %d networks; what is marked as read wrongly is what all of them together read.", members)
}
func (*english) MapWaits() string {
	return "There are so many numbers that the map stands still until the run is paused or done."
}
func (*english) MapOfNeighbours(units, iteration, iterations int, goingOn bool) string {
	switch {
	case iteration == iterations:
		return fmt.Sprintf("t-SNE of the %d outputs of the last hidden layer, done after %d iterations.", units, iterations)
	case !goingOn:
		return fmt.Sprintf("t-SNE of the %d outputs of the last hidden layer, stopped after %d of %d iterations.", units, iteration, iterations)
	}
	return fmt.Sprintf("t-SNE of the %d outputs of the last hidden layer, iteration %d of %d.", units, iteration, iterations)
}
func (*english) MapDrawing(method protocol.MapMethod, labels []int) string {
	names := make([]string, len(labels))
	for i, l := range labels {
		names[i] = strconv.Itoa(l)
	}
	said := fmt.Sprintf("Your drawing is the ring. To the network the digits most like it have the labels %s.", strings.Join(names, ", "))
	if method == protocol.TSNE {
		return said + " t-SNE has no place for a new digit, so the ring lies in the middle of those, nearer to the more alike."
	}
	return said + " Its place is exact."
}
func (e *english) MapLegend(drawing bool) string {
	if drawing {
		return "Corner: " + e.MapLegendWrong() + ". Ring: " + e.MapLegendDrawing() + "."
	}
	return "Corner: " + e.MapLegendWrong() + "."
}
func (*english) MapLegendWrong() string   { return "read wrongly" }
func (*english) MapLegendDrawing() string { return "your drawing" }
func (*english) MapMeaning(m protocol.MapMethod) string {
	if m == protocol.TSNE {
		return "Read it with care: digits beside each other look alike to the network. How far groups are from each other, how large they are and what shape they have says nothing; nor do left, right, up and down. Other perplexities give other maps of the same network."
	}
	return "Read it with care: a shadow hides depth. What is far apart here is far apart in the network. What lies together may still be far apart in the directions that are not shown."
}
func (*english) MapPerplexity() string {
	return "Perplexity is about how many neighbours each digit tries to stay close to."
}

func (*english) MapNumbers() string { return "The map in numbers" }
func (*english) MapSummary(within, apart string, pairs [][2]int) string {
	names := make([]string, len(pairs))
	for i, p := range pairs {
		names[i] = fmt.Sprintf("%d and %d", p[0], p[1])
	}
	return fmt.Sprintf("On average a digit lies %s%% of the map’s width from the centre of its label, and the centres lie %s%% apart. The labels nearest to each other: %s.", within, apart, strings.Join(names, ", "))
}
func (*english) MapLabel() string   { return "Label" }
func (*english) MapWithin() string  { return "From its centre" }
func (*english) MapNearest() string { return "Nearest label" }
func (*english) MapBetween() string { return "Between the centres" }

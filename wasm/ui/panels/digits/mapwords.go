package digits

import "digitlab/wasm/protocol"

// mapWords are the words of the map.
type mapWords interface {
	MapHeading() string
	MapChoices() string
	MapMethods() string
	Perplexity() string
	MapRun() string
	MapRest() string
	MapAnew() string
	ZoomIn() string
	ZoomOut() string
	WholeMap() string
	SaveSVG() string
	SaveCSV() string
	MapGrid() string
	MapKeys() string
	MapProgress() string

	MapMoment(m protocol.Moment, imported bool) string
	MapComes() string
	MapPrepares() string
	MapStopped() string // before the first iteration
	MapTrains() string
	MapBroken() string
	MapOfComponents(units int, across, down string) string
	MapTaken(units int) string
	MapFirst(members int) string // the run is an ensemble
	MapWaits() string
	MapOfNeighbours(units, iteration, iterations int, goingOn bool) string
	MapDrawing(method protocol.MapMethod, labels []int) string
	MapLegend(drawing bool) string
	MapLegendWrong() string
	MapLegendDrawing() string
	MapMeaning(protocol.MapMethod) string
	MapPerplexity() string

	MapNumbers() string
	MapSummary(within, apart string, pairs [][2]int) string
	MapLabel() string
	MapWithin() string
	MapNearest() string
	MapBetween() string
}

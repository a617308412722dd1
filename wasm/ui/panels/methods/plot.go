package methods

import (
	"html"
	"math"
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/stats"
)

// Dimensions of the plot, in its own units.
const (
	plotWidth  = 320
	plotHeight = 116
	plotLeft   = 30
	plotRight  = 300
	plotAxis   = 92
)

var plotRows = [2]float64{26, 64} // y of the lines of A and B

// plotTicks returns round numbers around two values: the first, the last, and the step between ticks.
func plotTicks(low, high float64) (from, to, step float64) {
	step = 50
	for _, s := range []float64{.25, .5, 1, 2, 5, 10, 20} {
		if high-low <= 4*s {
			step = s
			break
		}
	}
	from, to = math.Floor(low/step)*step, math.Ceil(high/step)*step
	if to == from {
		from, to = from-step, to+step
	}
	return from, to, step
}

// comparisonPlot returns an SVG picture: a dot for each seed, and the mean with its standard deviation to either side. A line
// connects the results of A and B with the same seed.
func comparisonPlot(c *comparison, label string) string {
	var values [2][]float64
	low, high := math.Inf(1), math.Inf(-1)
	for side := range values {
		values[side] = c.accuracies(side)
		if len(values[side]) == 0 {
			continue
		}
		mean, spread := stats.MeanAndSpread(values[side])
		low, high = min(low, mean-spread), max(high, mean+spread)
		for _, v := range values[side] {
			low, high = min(low, v), max(high, v)
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<div class="contest-plot"><svg viewBox="0 0 %d %d" role="img" aria-label="%s">`, plotWidth, plotHeight, html.EscapeString(label))
	for side, y := range plotRows {
		fmt.Fprintf(&b, `<text class="side" x="4" y="%.0f">%s</text>`, y+5, sides[side])
	}
	if low > high { // no result is known yet
		fmt.Fprintf(&b, `<path class="axis" d="M%d %dH%d"/></svg></div>`, plotLeft, plotAxis, plotRight)
		return b.String()
	}
	from, to, step := plotTicks(low, min(high, 100))
	x := func(v float64) float64 {
		return plotLeft + (min(v, to)-from)/(to-from)*(plotRight-plotLeft)
	}
	for v := from; v <= to+step/2; v += step {
		fmt.Fprintf(&b, `<path class="grid" d="M%.1f 8V%d"/><text class="tick" x="%.1f" y="%d">%s%%</text>`, x(v), plotAxis, x(v), plotAxis+16,
			strconv.FormatFloat(v, 'f', -1, 64))
	}
	fmt.Fprintf(&b, `<path class="axis" d="M%d %dH%d"/>`, plotLeft, plotAxis, plotRight)
	for i := range seeds {
		if c.Known[0][i] && c.Known[1][i] && c.Had[0][i].Problem == protocol.NoTrialProblem && c.Had[1][i].Problem == protocol.NoTrialProblem {
			fmt.Fprintf(&b, `<path class="pair" d="M%.1f %.0fL%.1f %.0f"/>`, x(100*float64(c.Had[0][i].Accuracy)), plotRows[0],
				x(100*float64(c.Had[1][i].Accuracy)), plotRows[1])
		}
	}
	for side, y := range plotRows {
		for _, v := range values[side] {
			fmt.Fprintf(&b, `<circle class="side-%s" cx="%.1f" cy="%.0f" r="4.5"/>`, strings.ToLower(sides[side]), x(v), y)
		}
		if len(values[side]) > 1 {
			mean, spread := stats.MeanAndSpread(values[side])
			fmt.Fprintf(&b, `<path class="mean" d="M%.1f %.0fH%.1fM%.1f %.0fv12"/>`, x(mean-spread), y-11, x(mean+spread), x(mean), y-17)
		}
	}
	b.WriteString("</svg></div>")
	return b.String()
}

package ui

import (
	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// curve is one line of a chart.
type curve int

const (
	trainingCurve curve = iota
	validationCurve
	previousTrainingCurve
	previousValidationCurve
	testCurve // one point, at the end

	curves // how many there are
)

// measure is what a chart shows of an epoch.
type measure struct {
	id                   string                // of the element that the chart is drawn in
	title                func(plotLook) string // of the y axis
	training, validation func(protocol.Epoch) float64
	test                 func(*protocol.Tested) float64
	top                  float64 // of the y axis, unless a value is above it
}

var measures = [2]measure{
	{
		id:         "loss-plot",
		title:      func(l plotLook) string { return l.Loss },
		training:   func(e protocol.Epoch) float64 { return float64(e.Loss) },
		validation: func(e protocol.Epoch) float64 { return float64(e.ValidationLoss) },
		test:       func(t *protocol.Tested) float64 { return float64(t.Loss) },
		top:        2.5, // one of ten digits at random costs ln 10 = 2.3
	},
	{
		id:         "accuracy-plot",
		title:      func(l plotLook) string { return l.Accuracy },
		training:   func(e protocol.Epoch) float64 { return 100 * float64(e.Accuracy) },
		validation: func(e protocol.Epoch) float64 { return 100 * float64(e.ValidationAccuracy) },
		test:       func(t *protocol.Tested) float64 { return 100 * float64(t.Accuracy) },
		top:        100,
	},
}

// plot is a chart by uPlot. It grows with the run: the x axis is as long as the run is planned to be.
type plot struct {
	measure measure
	planned int // epochs
	chart   app.Value
	data    app.Value // x and the curves, arrays of one value an epoch, null where there is none
	limits  app.Value // of the y axis
	top     float64
	drawn   int  // epochs of the present run
	tested  bool // its test point is there
}

// plotLook is what a plot looks like; another look needs another plot.
type plotLook struct {
	Epoch, Loss, Accuracy string // titles of the axes
	colours
}

// plotHeight is in CSS pixels; style.css keeps the place.
const plotHeight = 220

// newPlot makes a chart over the planned epochs. chosen is uPlot's hook for a cursor that moved, sparse tells it whether
// to mark the points.
func newPlot(m measure, planned int, look plotLook, chosen, sparse app.Func) *plot {
	element := app.Window().GetElementByID(m.id)
	p := &plot{measure: m, planned: planned, top: m.top, limits: app.ValueOf([]any{0, m.top})}
	x := make([]any, planned)
	for i := range x {
		x[i] = i + 1
	}
	columns := []any{x}
	for range curves {
		columns = append(columns, make([]any, planned))
	}
	p.data = app.ValueOf(columns)
	line := func(colour string, width float64, dash ...any) map[string]any {
		return map[string]any{"stroke": colour, "width": width, "dash": dash,
			"points": map[string]any{"show": sparse, "size": 6, "fill": colour, "stroke": colour}}
	}
	axis := func(title string) map[string]any {
		lines := map[string]any{"stroke": look.grid, "width": 1}
		return map[string]any{"label": title, "stroke": look.text, "grid": lines, "ticks": lines,
			"font": plotFont, "labelFont": plotFont, "labelSize": 22, "size": 46}
	}
	xAxis := axis(look.Epoch)
	xAxis["size"] = 32
	options := map[string]any{
		"width": element.Get("clientWidth").Float(), "height": plotHeight,
		"scales": map[string]any{
			"x": map[string]any{"time": false, "range": []any{0, planned}},
			"y": map[string]any{"range": p.limits},
		},
		"axes": []any{xAxis, axis(m.title(look))},
		"series": []any{map[string]any{},
			trainingCurve + 1:           line(look.training, 2),
			validationCurve + 1:         line(look.validation, 2, 7, 4),
			previousTrainingCurve + 1:   line(look.before, 1),
			previousValidationCurve + 1: line(look.before, 1, 7, 4),
			testCurve + 1: map[string]any{"stroke": look.test, "width": 2,
				"points": map[string]any{"show": true, "size": 12, "width": 2, "fill": look.test, "stroke": look.test}},
		},
		"legend": map[string]any{"show": false},
		"cursor": map[string]any{"y": false, "drag": map[string]any{"x": false, "y": false},
			"sync": map[string]any{"key": "digitlab", "setSeries": false}},
		"hooks":   map[string]any{"setCursor": []any{chosen}},
		"padding": []any{10, 14, nil, nil},
	}
	p.chart = app.Window().Get("uPlot").New(options, p.data, element)
	return p
}

const plotFont = "12px system-ui, sans-serif"

// before draws the run before, faintly.
func (p *plot) before(epochs []protocol.Epoch) {
	for i, e := range epochs[:min(len(epochs), p.planned)] {
		p.set(previousTrainingCurve, i, p.measure.training(e))
		p.set(previousValidationCurve, i, p.measure.validation(e))
	}
}

// draw takes the curves to where the run is.
func (p *plot) draw(epochs []protocol.Epoch, tested *protocol.Tested) {
	for i := p.drawn; i < min(len(epochs), p.planned); i++ {
		p.set(trainingCurve, i, p.measure.training(epochs[i]))
		p.set(validationCurve, i, p.measure.validation(epochs[i]))
	}
	p.drawn = len(epochs)
	if tested != nil {
		p.tested = true
		p.set(testCurve, p.planned-1, p.measure.test(tested))
	}
	p.chart.Call("setData", p.data)
}

func (p *plot) set(c curve, i int, v float64) {
	p.data.Index(int(c)+1).SetIndex(i, v)
	if v > p.top {
		p.top = v * 1.1
		p.limits.SetIndex(1, p.top)
	}
}

// sparse reports whether points would be lost without marks: there are few, or they are far apart.
func (p *plot) sparse() bool { return p.drawn < 3 || p.planned <= 30 }

// choose moves the cursor to an epoch, or away with 0.
func (p *plot) choose(epoch int) {
	left := -10.
	if epoch > 0 {
		left = p.chart.Call("valToPos", epoch, "x").Float()
	}
	p.chart.Call("setCursor", map[string]any{"left": left, "top": plotHeight / 4})
}

func (p *plot) resize() {
	width := app.Window().GetElementByID(p.measure.id).Get("clientWidth").Float()
	if width > 0 && width != p.chart.Get("width").Float() {
		p.chart.Call("setSize", map[string]any{"width": width, "height": plotHeight})
	}
}

func (p *plot) close() { p.chart.Call("destroy") }

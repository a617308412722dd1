package chart

import (
	"math"

	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Plot is a chart by uPlot. Its x axis is as long as the planned run, so that the lines grow to the right.
type Plot struct {
	measure measure
	Figure  Figure  // the figure drawn last
	lines   []trace // the lines of Figure
	filled  []int   // number of values of each line in data

	smoothing float64 // smoothing of the values in data

	chart app.Value
	data  app.Value // x, then one array per line: one value per epoch, null for none
	x, y  app.Value // ends of the axes
	width float64   // of the whole chart, in CSS pixels,
	high  float64   // and its height
	hooks []app.Func
	fill  app.Func // gives the data to uPlot

	rule   app.Value // the vertical line at marked
	marked float64   // an epoch, or a part of the first; below 0: none
}

// Look is the appearance of a plot: colours and language. A change of it needs a new plot.
type Look struct {
	Text words
	dom.Colours
}

// Events are called for the person's actions on a plot.
type Events struct {
	Do       func(f func())         // runs the other two on go-app's goroutine
	Pointed  func(epoch int)        // the cursor is at an epoch; 0: at none
	Selected func(from, to float64) // the person dragged over this part of the x axis, in epochs
}

// In CSS pixels.
const (
	leastHeight = 60 // of a chart in a small window
	axisWidth   = 68 // with its title
	axisTitle   = 18
	aroundLines = 62 // height of a chart that is not for its lines
	valueHeight = 15 // of a number beside it, and the least space to the next
	overLines   = 12 // height above them
)

const plotFont = "12px system-ui, sans-serif"

// NewPlot returns an empty chart for a figure.
func NewPlot(m measure, f Figure, look Look, on Events) *Plot {
	length := f.Length()
	p := &Plot{measure: m, Figure: f, lines: f.traces(m)}
	p.width, p.high = p.size()
	low, high := f.limits(m, p.lines) // not 0 on a logarithmic axis, which would have infinitely many ticks
	p.x, p.y = app.ValueOf([]any{0, length}), app.ValueOf([]any{low, high})
	// uPlot copies its options: what changes later must be a function.
	hook := func(f func(args []app.Value) any) app.Func {
		hook := app.FuncOf(func(_ app.Value, args []app.Value) any { return f(args) })
		p.hooks = append(p.hooks, hook)
		return hook
	}
	sparse := hook(func(args []app.Value) any { return p.sparse(args[1].Int() - 1) })
	second := hook(func(args []app.Value) any { return args[1] })
	written := hook(func(args []app.Value) any { return p.written(args[1]) })

	epochs := make([]any, length)
	for i := range epochs {
		epochs[i] = i + 1
	}
	p.filled = make([]int, len(p.lines))
	columns, series := []any{epochs}, []any{map[string]any{}}
	for _, t := range p.lines {
		columns = append(columns, make([]any, length))
		series = append(series, seriesOf(t.kind, look, sparse))
	}
	p.data = app.ValueOf(columns)

	axis := func(title any, size int, at func() []float64) map[string]any {
		lines := map[string]any{"stroke": look.Grid, "width": 1}
		return map[string]any{"label": title, "stroke": look.Colours.Text, "grid": lines, "ticks": lines,
			"font": plotFont, "labelFont": plotFont, "labelSize": axisTitle, "size": size,
			"splits": hook(func([]app.Value) any { return numbersToJS(at()) }), "filter": second, "values": written}
	}
	x := map[string]any{"time": false, "range": hook(func([]app.Value) any { return p.x })}
	y := map[string]any{"range": hook(func([]app.Value) any { return p.y })}
	if f.onLog(m) {
		y["distr"] = 3
	}
	options := map[string]any{
		"width": p.width, "height": p.high,
		"scales": map[string]any{"x": x, "y": y},
		"axes": []any{
			axis(look.Text.Epoch(), 32, func() []float64 { return p.Figure.epochTicks(p.width - p.Figure.margin() - axisWidth) }),
			axis(hook(func([]app.Value) any { return p.title() }), axisWidth-axisTitle, func() []float64 { return p.Figure.valueTicks(m, p.lines, p.mostValues()) }),
		},
		"series": series,
		"legend": map[string]any{"show": false},
		"cursor": map[string]any{"y": false,
			"drag": map[string]any{"x": true, "y": false, "setScale": false, "dist": 8},
			"sync": map[string]any{"key": "digitlab", "setSeries": false}},
		"hooks": map[string]any{
			"setCursor": []any{hook(func(args []app.Value) any {
				index := args[0].Get("cursor").Get("idx")
				on.Do(func() { on.Pointed(epochAt(index)) })
				return nil
			})},
			"setSelect": []any{hook(func(args []app.Value) any {
				u, box := args[0], args[0].Get("select")
				if left, width := box.Get("left").Float(), box.Get("width").Float(); width > 0 {
					from, to := u.Call("posToVal", left, "x").Float(), u.Call("posToVal", left+width, "x").Float()
					on.Do(func() { on.Selected(from, to) })
				}
				return nil
			})},
			"draw": []any{hook(func([]app.Value) any {
				p.name(look.Colours)
				return nil
			})},
		},
		"padding": []any{overLines, f.margin(), nil, nil},
	}
	p.fill = hook(func([]app.Value) any {
		p.chart.Call("setData", p.data)
		return nil
	})
	p.chart = app.Window().Get("uPlot").New(options, p.data, p.element())
	p.rule = app.Window().Get("document").Call("createElement", "div")
	p.rule.Set("className", "moment")
	p.chart.Get("over").Call("appendChild", p.rule)
	p.Mark(-1)
	return p
}

// Mark draws a vertical line at a place of the x axis, in epochs, or none for a number below 0.
func (p *Plot) Mark(at float64) {
	p.marked = at
	sight := p.Figure.sight()
	p.rule.Set("hidden", at < sight.From || at > sight.To)
	if at >= 0 {
		p.rule.Get("style").Set("left", px(p.chart.Call("valToPos", at, "x").Float())+"px")
	}
}

// seriesOf returns uPlot's options for a line.
func seriesOf(k LineKind, look Look, sparse app.Func) map[string]any {
	colour := k.colour(look.Colours)
	points := map[string]any{"show": sparse, "size": 6, "fill": colour, "stroke": colour}
	if k == testPoint {
		points["show"], points["size"] = true, 10
	}
	return map[string]any{"stroke": colour, "width": k.width(), "dash": numbersToJS(k.dash()), "points": points}
}

// numbersToJS converts numbers to a JavaScript array.
func numbersToJS(numbers []float64) any {
	out := make([]any, len(numbers))
	for i, v := range numbers {
		out[i] = v
	}
	return out
}

// written formats the numbers of an axis.
func (p *Plot) written(at app.Value) any {
	out := make([]any, at.Length())
	for i := range out {
		out[i] = tickText(at.Index(i).Float())
	}
	return out
}

// mostValues returns how many numbers have room beside the chart.
func (p *Plot) mostValues() int {
	return min(max(int((p.high-aroundLines)/valueHeight), 2), mostValues)
}

// title returns the name of the y axis, which stands beside the middle of the lines: the short one in a chart too low for the other.
func (p *Plot) title() string {
	if title := p.measure.title(p.Figure.Text); textWidth(title) <= p.high-aroundLines+2*overLines {
		return title
	}
	return p.measure.little(p.Figure.Text)
}

// epochAt returns the epoch of an index in the data; 0 for null.
func epochAt(index app.Value) int {
	if index.IsNull() || index.IsUndefined() {
		return 0
	}
	return index.Int() + 1
}

func (p *Plot) element() app.Value { return app.Window().GetElementByID(p.measure.Id) }

// Draw shows a figure of the same runs. Only new values are copied to JavaScript, or all values if the smoothing has changed.
func (p *Plot) Draw(f Figure) {
	again := f.Smoothing != p.smoothing
	p.Figure, p.lines, p.smoothing = f, f.traces(p.measure), f.Smoothing
	for i, t := range p.lines {
		column := p.data.Index(i + 1)
		if again {
			for j := len(t.values); j < p.filled[i]; j++ {
				column.SetIndex(j, nil)
			}
			p.filled[i] = 0
		}
		for j := p.filled[i]; j < len(t.values); j++ {
			if v := t.values[j]; math.IsNaN(v) {
				column.SetIndex(j, nil)
			} else {
				column.SetIndex(j, v)
			}
		}
		p.filled[i] = len(t.values)
		if again {
			opacity := 1.
			if t.faint {
				opacity = faintness
			}
			p.chart.Get("series").Index(i+1).Set("alpha", opacity)
		}
	}
	sight := f.sight()
	low, high := f.limits(p.measure, p.lines)
	p.x.SetIndex(0, sight.From)
	p.x.SetIndex(1, sight.To)
	p.y.SetIndex(0, low)
	p.y.SetIndex(1, high)
	p.chart.Call("batch", p.fill) // draws synchronously, so that the scheduler can measure the time
	p.Mark(p.marked)
}

// name writes the names at the ends of the lines, after uPlot has drawn them.
func (p *Plot) name(c dom.Colours) {
	brush := p.chart.Get("ctx")
	pixels := brush.Get("canvas").Get("width").Float() / p.width // screen pixels per CSS pixel
	box := p.chart.Get("bbox")
	top := box.Get("top").Float() / pixels
	on := func(scale string) func(float64) float64 {
		return func(v float64) float64 { return p.chart.Call("valToPos", v, scale, true).Float() / pixels }
	}
	labels := p.Figure.labels(p.lines, top, top+box.Get("height").Float()/pixels, on("x"), on("y"))
	brush.Call("save")
	brush.Call("scale", pixels, pixels)
	brush.Set("font", plotFont)
	brush.Set("textAlign", "left")
	brush.Set("textBaseline", "middle")
	brush.Set("lineJoin", "round")
	brush.Set("fillStyle", c.Strong)
	for _, l := range labels {
		brush.Set("strokeStyle", l.kind.colour(c))
		brush.Call("beginPath")
		brush.Call("moveTo", l.x, l.y)
		brush.Call("lineTo", l.x+labelGap-3, l.at)
		brush.Set("lineWidth", 1)
		brush.Call("stroke")
		brush.Set("strokeStyle", c.Card) // an outline in the card's colour, so that lines do not cross the letters
		brush.Set("lineWidth", 3)
		brush.Call("strokeText", l.text, l.x+labelGap, l.at)
		brush.Call("fillText", l.text, l.x+labelGap, l.at)
	}
	brush.Call("restore")
}

// sparse reports whether a line needs marks at its points, because they are few or far apart. Lines of compared runs get no marks,
// which would hide the dashes.
func (p *Plot) sparse(line int) bool {
	t, sight := p.lines[line], p.Figure.sight()
	return len(t.values) < 3 || t.kind < testPoint && sight.To-sight.From <= 30
}

// Choose moves the cursor to an epoch; 0 hides it.
func (p *Plot) Choose(epoch int) {
	left := -10.
	if epoch > 0 {
		left = p.chart.Call("valToPos", epoch, "x").Float()
	}
	p.Point(left)
}

// Point moves the cursor of all charts to an x coordinate, in pixels.
func (p *Plot) Point(left float64) {
	p.chart.Call("setCursor", map[string]any{"left": left, "top": p.high / 4}, true, true)
}

// Deselect removes the mark of the part that was dragged over.
func (p *Plot) Deselect() {
	p.chart.Call("setSelect", map[string]any{"left": 0, "top": 0, "width": 0, "height": 0}, false)
}

// Holds reports whether an element is in the chart; left is the x coordinate of the area with the lines, in CSS pixels.
func (p *Plot) Holds(element app.Value) (left float64, ok bool) {
	if !p.chart.Get("root").Call("contains", element).Bool() {
		return 0, false
	}
	return p.chart.Get("over").Call("getBoundingClientRect").Get("left").Float(), true
}

// Visible reports whether the page has a place for a chart at present.
func Visible(m measure) bool { return app.Window().GetElementByID(m.Id).Get("clientWidth").Float() > 0 }

// size returns the width and height that the page has for the chart.
func (p *Plot) size() (width, height float64) {
	e := p.element()
	return e.Get("clientWidth").Float(), max(e.Get("clientHeight").Float(), leastHeight)
}

func (p *Plot) Resize() {
	width, height := p.size()
	if width > 0 && (width != p.width || height != p.high) {
		p.width, p.high = width, height
		p.chart.Call("setSize", map[string]any{"width": width, "height": height})
		p.Mark(p.marked)
	}
}

func (p *Plot) Close() {
	p.chart.Call("destroy")
	for _, hook := range p.hooks {
		hook.Release()
	}
}

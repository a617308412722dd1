// Package curves is the part of the stage with the two charts of a run: what they show in sentences and numbers, how they are
// zoomed and read out by pointer and keys, and their export as files. The drawing itself is package chart's.
package curves

import (
	"slices"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/chart"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Card is the two charts over one x axis, with sentences and a table of their numbers. The charts draw outside go-app's tree.
type Card struct {
	app.Compo

	Lab  *lab.Lab
	Text Words

	close   []func()
	near    bool // the card is on the screen or near it
	on      chart.Events
	plots   [2]*chart.Plot // one per measure; nil before the first drawing, and without uPlot
	drawnOf drawnOf
	beside  []chart.Overlay // the compared runs that the plots were made for

	smoothing float64
	log       bool
	span      chart.Span
	epoch     int  // the chosen epoch; 0: the last
	listed    bool // the table of numbers is open
}

// chosenTopic is the epoch whose numbers are shown.
var chosenTopic = scheduler.NewTopic()

// drawnOf identifies what the plots were made for. If it or the compared runs change, new plots are made.
type drawnOf struct {
	built  *protocol.Built
	length int
	log    bool
	look   chart.Look
}

func (c *Card) OnMount(ctx app.Context) {
	do := func(f func()) {
		ctx.Dispatch(func(ctx app.Context) {
			ctx.PreventUpdate()
			f()
		})
	}
	c.on = chart.Events{Do: do, Pointed: c.follow, Selected: c.selected}
	resized := app.FuncOf(func(app.Value, []app.Value) any {
		do(func() {
			for _, p := range c.made() {
				p.Resize()
			}
		})
		return nil
	})
	observer := app.Window().Get("ResizeObserver").New(resized)
	for _, m := range chart.Measures {
		observer.Call("observe", app.Window().GetElementByID(m.Id))
	}
	came := app.FuncOf(func(_ app.Value, args []app.Value) any {
		if !args[0].Index(args[0].Length() - 1).Get("isIntersecting").Bool() {
			return nil
		}
		do(func() {
			c.near = true
			c.Lab.Invalidate(lab.CurvesTopic)
		})
		return nil
	})
	visitor := app.Window().Get("IntersectionObserver").New(came, map[string]any{"rootMargin": "100%"})
	visitor.Call("observe", c.JSValue())
	c.close = []func(){
		c.Lab.SubscribeHeavily(lab.CurvesTopic|lab.ColoursTopic, func() { c.draw(0) }),
		c.Lab.SubscribeHeavily(lab.CurvesTopic|lab.ColoursTopic, func() { c.draw(1) }),
		c.Lab.Rerender(ctx, lab.CurvesTopic, 250*time.Millisecond),
		func() { observer.Call("disconnect") },
		func() { visitor.Call("disconnect") },
		c.closePlots,
		resized.Release,
		came.Release,
	}
}

func (c *Card) OnDismount() {
	for _, f := range c.close {
		f()
	}
}

func (c *Card) closePlots() {
	for _, p := range c.made() {
		p.Close()
	}
	c.plots = [2]*chart.Plot{}
}

// made returns the existing plots.
func (c *Card) made() (plots []*chart.Plot) {
	for _, p := range c.plots {
		if p != nil {
			plots = append(plots, p)
		}
	}
	return plots
}

// figure returns the present content of the charts.
func (c *Card) figure() chart.Figure {
	s := c.Lab.Session()
	return chart.Figure{Text: chart.Texts.In(c.Lab.Language()), Planned: s.Planned(), Epochs: s.Epochs, Tested: s.Tested, Compared: comparedRuns(c.Lab),
		Smoothing: c.smoothing, Log: c.log, Span: c.span}
}

// draw brings the i-th chart up to date. An empty chart is drawn when the card comes near the screen. Both charts are made anew for
// another run, language, theme or axis.
func (c *Card) draw(i int) {
	if !app.Window().Get("uPlot").Truthy() {
		return
	}
	f := c.figure()
	if !c.near && len(c.made()) == 0 && len(f.Epochs) == 0 && len(f.Compared) == 0 {
		return
	}
	of := drawnOf{built: c.Lab.Session().Built, length: f.Length(), log: c.log, look: chart.Look{Text: f.Text, Colours: c.Lab.Colours()}}
	if of.built != c.drawnOf.built || of.length != c.drawnOf.length {
		c.epoch, c.span = 0, chart.Span{}
		f.Span = c.span
	}
	shrunk := func(p *chart.Plot) bool { return len(f.Epochs) < len(p.Figure.Epochs) }
	if of != c.drawnOf || !sameRuns(f.Compared, c.beside) || slices.ContainsFunc(c.made(), shrunk) {
		c.closePlots()
		c.drawnOf, c.beside = of, f.Compared
	}
	if c.plots[i] == nil {
		c.plots[i] = chart.NewPlot(chart.Measures[i], f, of.look, c.on)
	}
	c.plots[i].Draw(f)
}

// follow shows the numbers of the epoch that the cursor of a chart points at.
func (c *Card) follow(epoch int) {
	if epoch > c.figure().Readable() {
		epoch = 0
	}
	if epoch != c.epoch {
		c.epoch = epoch
		c.Lab.Invalidate(chosenTopic)
	}
}

// selected zooms to the part that was dragged over, in epochs.
func (c *Card) selected(from, to float64) {
	for _, p := range c.made() {
		p.Deselect()
	}
	c.show(chart.Span{From: from, To: to}.Fitted(c.figure().Length()))
}

// show sets the visible part of the x axis.
func (c *Card) show(s chart.Span) {
	c.span = s
	c.Lab.Invalidate(lab.CurvesTopic)
}

// zoom magnifies around the epoch that is shown in numbers.
func (c *Card) zoom(factor float64) {
	f := c.figure()
	c.show(f.Span.Zoomed(factor, float64(c.epochShown(f)), f.Length()))
}

func (c *Card) zoomIn(app.Context, app.Event) { c.zoom(2) }

func (c *Card) zoomOut(app.Context, app.Event) { c.zoom(.5) }

func (c *Card) fit(app.Context, app.Event) { c.show(chart.Span{}) }

// epochShown returns the epoch whose numbers are shown: the chosen one, or the last of the present run.
func (c *Card) epochShown(f chart.Figure) int {
	if c.epoch > 0 && c.epoch <= f.Readable() {
		return c.epoch
	}
	if len(f.Epochs) > 0 {
		return min(len(f.Epochs), f.Length())
	}
	return f.Readable()
}

// key moves the chosen epoch, or zooms.
func (c *Card) key(ctx app.Context, e app.Event) {
	f := c.figure()
	if e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() || f.Readable() == 0 {
		ctx.PreventUpdate()
		return
	}
	name := dom.Text(e.Get("key"))
	switch name {
	case "+", "=":
		c.zoom(2)
	case "-":
		c.zoom(.5)
	case "0":
		c.show(chart.Span{})
	default:
		epoch, ok := moved(name, c.epochShown(f), f.Readable())
		if !ok {
			ctx.PreventUpdate()
			return
		}
		c.choose(epoch)
	}
	e.PreventDefault()
}

// choose shows the numbers of an epoch, and makes it visible in the charts.
func (c *Card) choose(epoch int) {
	c.epoch = epoch
	if f := c.figure(); epoch > 0 {
		if c.span = c.span.Showing(float64(epoch), f.Length()); c.span != f.Span {
			c.draw(0)
			c.draw(1)
		}
	}
	c.Lab.Invalidate(chosenTopic)
	if plots := c.made(); len(plots) > 0 {
		plots[0].Choose(epoch) // the other chart follows
	}
}

// moved returns the epoch that a key chooses, starting from epoch; 0 means the last. ok is false for other keys.
func moved(key string, epoch, last int) (int, bool) {
	switch key {
	case "ArrowLeft", "ArrowDown":
		return max(epoch-1, 1), true
	case "ArrowRight", "ArrowUp":
		return min(epoch+1, last), true
	case "PageDown":
		return max(epoch-10, 1), true
	case "PageUp":
		return min(epoch+10, last), true
	case "Home":
		return 1, true
	case "End":
		return last, true
	case "Escape":
		return 0, true
	}
	return epoch, false
}

// touch shows the numbers of the epoch below a finger; uPlot handles the mouse only.
func (c *Card) touch(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if dom.Text(e.Get("pointerType")) != "touch" {
		return
	}
	for _, p := range c.made() {
		if left, ok := p.Holds(e.Get("target")); ok {
			p.Point(e.Get("clientX").Float() - left)
		}
	}
}

func (c *Card) Render() app.UI {
	t, f := c.Text, c.figure()
	return app.Section().Class("card curves").Aria("labelledby", "curves-heading").Body(
		app.H2().ID("curves-heading").Text(t.CurvesHeading()),
		app.Figure().Aria("label", t.CurvesLabel()).Body(
			c.legend(f),
			c.charts(f),
			c.controls(),
			&curvesReadout{Lab: c.Lab, Text: t, Card: c},
			app.FigCaption().Body(
				app.P().Class("finding").Text(c.diagnosis()),
				app.P().Class("help").Text(curvesText(c.Lab.Session(), t)),
			),
		),
		c.exports(),
		app.P().Class("help keys").Text(c.hint()),
		app.P().Class("help").Text(t.CurvesHelp()),
		app.Details().OnToggle(c.toggle).Body(app.Summary().Text(t.Numbers()), c.numbers()),
	)
}

func (c *Card) diagnosis() string {
	if len(c.Lab.Session().Epochs) == 0 {
		return ""
	}
	return diagnosisText(c.Lab.Session().Epochs, c.Text)
}

func (c *Card) legend(f chart.Figure) app.UI {
	var entries []app.UI
	for _, e := range f.Legend() {
		entries = append(entries, app.Li().Body(dom.Line(e.Kind.Class()), app.Span().Text(e.Text)))
	}
	return app.Ul().Class("legend").Body(entries...)
}

// charts is the element of the plots. For the keyboard and for screen readers it is a slider over the epochs.
func (c *Card) charts(f chart.Figure) app.UI {
	last := f.Readable()
	return app.Div().Class("plots").TabIndex(0).Attr("role", "slider").Aria("label", c.Text.ChooseEpoch()).
		Aria("valuemin", min(last, 1)).Aria("valuemax", last).Aria("valuenow", c.epochShown(f)).Aria("valuetext", c.spoken(f)).
		OnKeyDown(c.key).On("dblclick", c.fit).On("pointerdown", c.touch).On("pointermove", c.touch).Body(
		app.Div().ID(chart.Measures[0].Id).Class("plot"),
		app.Div().ID(chart.Measures[1].Id).Class("plot"),
		app.P().Class("prompt "+dom.Shown(last == 0)).Body(app.Span().Text(c.Text.CurvesEmpty())),
	)
}

// spoken returns the numbers of the shown epoch as a sentence.
func (c *Card) spoken(f chart.Figure) string {
	epoch := c.epochShown(f)
	switch {
	case epoch == 0:
		return c.Text.CurvesEmpty()
	case epoch > len(f.Epochs):
		return c.Text.AtEpoch(epoch)
	}
	return epochText(f.Epochs[epoch-1], c.Text)
}

func (c *Card) hint() string {
	if app.IsClient && !app.Window().Get("uPlot").Truthy() {
		return c.Text.ChartMissing()
	}
	return c.Text.CurvesKeys()
}

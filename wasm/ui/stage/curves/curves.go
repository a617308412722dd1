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

// Curves is how the person has set the charts.
type Curves struct {
	lab       *lab.Lab
	smoothing float64
	log       bool
	span      chart.Span
	epoch     int // the chosen epoch; 0: the last
}

// Card is the two charts over one x axis, with a table of the numbers of one epoch. The charts draw outside go-app's tree.
type Card struct {
	app.Compo

	Curves *Curves
	Text   Words

	close   []func()
	on      chart.Events
	plots   [2]*chart.Plot // one per measure; nil before the first drawing, and without uPlot
	drawnOf drawnOf
	beside  []chart.Overlay // the compared runs that the plots were made for
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
	do := dom.Quietly(ctx)
	c.on = chart.Events{Do: do, Pointed: c.follow, Selected: c.selected}
	resized := func() {
		for _, p := range c.made() {
			p.Resize()
		}
		c.Curves.lab.Invalidate(lab.CurvesTopic) // it may have been hidden until now
	}
	c.close = []func(){
		c.Curves.lab.SubscribeHeavily(lab.CurvesTopic|lab.ColoursTopic, func() { c.draw(0) }),
		c.Curves.lab.SubscribeHeavily(lab.CurvesTopic|lab.ColoursTopic, func() { c.draw(1) }),
		c.Curves.lab.Rerender(ctx, lab.CurvesTopic, 250*time.Millisecond),
		c.Curves.lab.Rerender(ctx, lab.PanelTopic, 0),
		c.Curves.lab.Subscribe(lab.MomentTopic, 0, c.mark),
		dom.ObserveSize(do, resized, app.Window().GetElementByID(chart.Measures[0].Id), app.Window().GetElementByID(chart.Measures[1].Id)),
		c.closePlots,
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
func (c *Curves) figure() chart.Figure {
	s := c.lab.Session()
	return chart.Figure{Text: chart.Texts.In(c.lab.Language()), Planned: s.Planned(), Epochs: s.Epochs, Tested: s.Tested, Compared: comparedRuns(c.lab),
		Smoothing: c.smoothing, Log: c.log, Span: c.span}
}

// draw brings the i-th chart up to date. Both charts are made anew for another run, language, theme or axis.
func (c *Card) draw(i int) {
	if !app.Window().Get("uPlot").Truthy() {
		return
	}
	f := c.Curves.figure()
	of := drawnOf{built: c.Curves.lab.Session().Built, length: f.Length(), log: c.Curves.log, look: chart.Look{Text: f.Text, Colours: c.Curves.lab.Colours()}}
	if of.built != c.drawnOf.built || of.length != c.drawnOf.length {
		c.Curves.epoch, c.Curves.span = 0, chart.Span{}
		f.Span = c.Curves.span
	}
	shrunk := func(p *chart.Plot) bool { return len(f.Epochs) < len(p.Figure.Epochs) }
	if of != c.drawnOf || !sameRuns(f.Compared, c.beside) || slices.ContainsFunc(c.made(), shrunk) {
		c.closePlots()
		c.drawnOf, c.beside = of, f.Compared
	}
	if c.plots[i] == nil {
		if !chart.Visible(chart.Measures[i]) {
			return
		}
		c.plots[i] = chart.NewPlot(chart.Measures[i], f, of.look, c.on)
		c.mark()
	}
	c.plots[i].Draw(f)
}

// mark draws the rule at the moment of the run that is shown.
func (c *Card) mark() {
	s, at := c.Curves.lab.Session(), -1.
	if m := s.Shown.Moment; s.Shown.Past {
		at = float64(m.Epoch) + float64(m.Step)/float64(s.Steps())
	}
	for _, p := range c.made() {
		p.Mark(at)
	}
}

// follow shows the numbers of the epoch that the cursor of a chart points at.
func (c *Card) follow(epoch int) {
	if epoch > c.Curves.figure().Readable() {
		epoch = 0
	}
	if epoch != c.Curves.epoch {
		c.Curves.epoch = epoch
		c.Curves.lab.Invalidate(chosenTopic)
	}
}

// selected zooms to the part that was dragged over, in epochs.
func (c *Card) selected(from, to float64) {
	for _, p := range c.made() {
		p.Deselect()
	}
	c.Curves.show(chart.Span{From: from, To: to}.Fitted(c.Curves.figure().Length()))
}

// show sets the visible part of the x axis.
func (c *Curves) show(s chart.Span) {
	c.span = s
	c.lab.Invalidate(lab.CurvesTopic)
}

// zoom magnifies around the epoch that is shown in numbers.
func (c *Curves) zoom(factor float64) {
	f := c.figure()
	c.show(f.Span.Zoomed(factor, float64(c.epochShown(f)), f.Length()))
}

func (c *Card) fit(app.Context, app.Event) { c.Curves.show(chart.Span{}) }

// epochShown returns the epoch whose numbers are shown: the chosen one, or the last of the present run.
func (c *Curves) epochShown(f chart.Figure) int {
	if c.epoch > 0 && c.epoch <= f.Readable() {
		return c.epoch
	}
	if len(f.Epochs) > 0 {
		return min(len(f.Epochs), f.Length())
	}
	return f.Readable()
}

// epochRead returns the epoch whose numbers are in the table: the shown one, but where nobody points that of the moment that is shown.
func (c *Curves) epochRead(f chart.Figure) int {
	if shown := c.lab.Session().Shown; c.epoch == 0 && shown.Past {
		return shown.Moment.Epoch
	}
	return c.epochShown(f)
}

// key moves the chosen epoch, or zooms.
func (c *Card) key(ctx app.Context, e app.Event) {
	f := c.Curves.figure()
	if e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() || f.Readable() == 0 {
		ctx.PreventUpdate()
		return
	}
	name := dom.KeyName(e.Value)
	switch name {
	case "+", "=":
		c.Curves.zoom(2)
	case "-":
		c.Curves.zoom(.5)
	case "0":
		c.Curves.show(chart.Span{})
	default:
		epoch, ok := moved(name, c.Curves.epochShown(f), f.Readable())
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
	c.Curves.epoch = epoch
	if f := c.Curves.figure(); epoch > 0 {
		if c.Curves.span = c.Curves.span.Showing(float64(epoch), f.Length()); c.Curves.span != f.Span {
			c.draw(0)
			c.draw(1)
		}
	}
	c.Curves.lab.Invalidate(chosenTopic)
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
	t, f := c.Text, c.Curves.figure()
	return app.Section().Class("curves").Aria("labelledby", "curves-heading").Body(
		app.Div().Class("head").Body(
			app.H2().ID("curves-heading").Class("spoken").Text(t.CurvesHeading()),
			c.legend(f),
			dom.Disabled(app.Button().ID("open-options").Type("button"), app.IsServer).Aria("expanded", c.Curves.lab.Aside() == optionsAside).
				OnClick(c.options).Text(t.Options()),
		),
		app.Figure().Aria("label", t.CurvesLabel()).Body(
			c.charts(f),
			&curvesReadout{Curves: c.Curves, Text: t},
			&finding{Lab: c.Curves.lab, Text: t},
			app.FigCaption().Class("spoken").Text(curvesText(c.Curves.lab.Session(), t)),
		),
	)
}

func (c *Card) options(app.Context, app.Event) { c.Curves.lab.ToggleAside(optionsAside) }

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
		Aria("valuemin", min(last, 1)).Aria("valuemax", last).Aria("valuenow", c.Curves.epochShown(f)).Aria("valuetext", c.spoken(f)).
		OnKeyDown(c.key).On("dblclick", c.fit).On("pointerdown", c.touch).On("pointermove", c.touch).Body(
		app.Div().ID(chart.Measures[0].Id).Class("plot"),
		app.Div().ID(chart.Measures[1].Id).Class("plot"),
		app.P().Class("prompt "+dom.Shown(last == 0 && !c.Curves.lab.Session().GoesOn())).Body(app.Span().Text(c.Text.CurvesEmpty())),
	)
}

// spoken returns the numbers of the shown epoch as a sentence.
func (c *Card) spoken(f chart.Figure) string {
	epoch := c.Curves.epochShown(f)
	switch {
	case epoch == 0:
		return c.Text.CurvesEmpty()
	case epoch > len(f.Epochs):
		return c.Text.AtEpoch(epoch)
	}
	return epochText(f.Epochs[epoch-1], c.Text)
}

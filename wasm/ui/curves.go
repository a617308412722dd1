package ui

import (
	"slices"
	"time"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// curvesCard is the two charts over one x axis, what they say in words, and their numbers. The charts draw outside go-app's
// tree.
type curvesCard struct {
	app.Compo

	Lab  *lab
	Text curvesWords

	close   []func()
	near    bool // the card has come near to what is seen of the page
	on      plotEvents
	plots   [2]*plot // of each measure; nil before it is drawn first, and without uPlot
	drawnOf drawnOf
	beside  []overlay // the runs that the plots were made for

	smoothing float64
	log       bool
	span      span
	epoch     int  // chosen to be read out; 0 is the last
	listed    bool // the numbers are open
}

// chosenTopic is the epoch of the curves that is read out.
var chosenTopic = newTopic()

// drawnOf is what the plots were made for; when it changes, or the runs beside it do, they are made anew.
type drawnOf struct {
	built  *protocol.Built
	length int
	log    bool
	look   plotLook
}

func (c *curvesCard) OnMount(ctx app.Context) {
	do := func(f func()) {
		ctx.Dispatch(func(ctx app.Context) {
			ctx.PreventUpdate()
			f()
		})
	}
	c.on = plotEvents{do: do, pointed: c.follow, selected: c.selected}
	resized := app.FuncOf(func(app.Value, []app.Value) any {
		do(func() {
			for _, p := range c.made() {
				p.resize()
			}
		})
		return nil
	})
	observer := app.Window().Get("ResizeObserver").New(resized)
	for _, m := range measures {
		observer.Call("observe", app.Window().GetElementByID(m.id))
	}
	came := app.FuncOf(func(_ app.Value, args []app.Value) any {
		if !args[0].Index(args[0].Length() - 1).Get("isIntersecting").Bool() {
			return nil
		}
		do(func() {
			c.near = true
			c.Lab.invalidate(curvesTopic)
		})
		return nil
	})
	visitor := app.Window().Get("IntersectionObserver").New(came, map[string]any{"rootMargin": "100%"})
	visitor.Call("observe", c.JSValue())
	c.close = []func(){
		c.Lab.subscribeHeavily(curvesTopic|coloursTopic, func() { c.draw(0) }),
		c.Lab.subscribeHeavily(curvesTopic|coloursTopic, func() { c.draw(1) }),
		c.Lab.rerender(ctx, curvesTopic, 250*time.Millisecond),
		func() { observer.Call("disconnect") },
		func() { visitor.Call("disconnect") },
		c.closePlots,
		resized.Release,
		came.Release,
	}
}

func (c *curvesCard) OnDismount() {
	for _, f := range c.close {
		f()
	}
}

func (c *curvesCard) closePlots() {
	for _, p := range c.made() {
		p.close()
	}
	c.plots = [2]*plot{}
}

// made are the plots that there are.
func (c *curvesCard) made() (plots []*plot) {
	for _, p := range c.plots {
		if p != nil {
			plots = append(plots, p)
		}
	}
	return plots
}

// figure is what the charts show at present.
func (c *curvesCard) figure() figure {
	s := c.Lab.Session()
	return figure{text: chartTexts.in(c.Lab.Language()), planned: s.planned(), epochs: s.Epochs, tested: s.Tested, compared: comparedRuns(c.Lab),
		smoothing: c.smoothing, log: c.log, span: c.span}
}

// draw takes one of the charts to where the run is; empty ones are drawn when the card comes near. Both are made anew for another run, language, theme or axis.
func (c *curvesCard) draw(i int) {
	if !app.Window().Get("uPlot").Truthy() {
		return
	}
	f := c.figure()
	if !c.near && len(c.made()) == 0 && len(f.epochs) == 0 && len(f.compared) == 0 {
		return
	}
	of := drawnOf{built: c.Lab.Session().Built, length: f.length(), log: c.log, look: plotLook{text: f.text, colours: c.Lab.Colours()}}
	if of.built != c.drawnOf.built || of.length != c.drawnOf.length {
		c.epoch, c.span = 0, span{}
		f.span = c.span
	}
	shrunk := func(p *plot) bool { return len(f.epochs) < len(p.figure.epochs) }
	if of != c.drawnOf || !sameRuns(f.compared, c.beside) || slices.ContainsFunc(c.made(), shrunk) {
		c.closePlots()
		c.drawnOf, c.beside = of, f.compared
	}
	if c.plots[i] == nil {
		c.plots[i] = newPlot(measures[i], f, of.look, c.on)
	}
	c.plots[i].draw(f)
}

// follow reads out the epoch that the cursor of a chart points at.
func (c *curvesCard) follow(epoch int) {
	if epoch > c.figure().readable() {
		epoch = 0
	}
	if epoch != c.epoch {
		c.epoch = epoch
		c.Lab.invalidate(chosenTopic)
	}
}

// selected zooms to what was dragged over.
func (c *curvesCard) selected(from, to float64) {
	for _, p := range c.made() {
		p.deselect()
	}
	c.show(span{From: from, To: to}.fitted(c.figure().length()))
}

// show turns the charts to a part of the x axis.
func (c *curvesCard) show(s span) {
	c.span = s
	c.Lab.invalidate(curvesTopic)
}

// zoom magnifies around the epoch that is read out.
func (c *curvesCard) zoom(factor float64) {
	f := c.figure()
	c.show(f.span.zoomed(factor, float64(c.readEpoch(f)), f.length()))
}

func (c *curvesCard) zoomIn(app.Context, app.Event) { c.zoom(2) }

func (c *curvesCard) zoomOut(app.Context, app.Event) { c.zoom(.5) }

func (c *curvesCard) fit(app.Context, app.Event) { c.show(span{}) }

// readEpoch is the epoch that is read out: the chosen one, or the last of the present run.
func (c *curvesCard) readEpoch(f figure) int {
	if c.epoch > 0 && c.epoch <= f.readable() {
		return c.epoch
	}
	if len(f.epochs) > 0 {
		return min(len(f.epochs), f.length())
	}
	return f.readable()
}

// key moves the chosen epoch, or zooms.
func (c *curvesCard) key(ctx app.Context, e app.Event) {
	f := c.figure()
	if e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() || f.readable() == 0 {
		ctx.PreventUpdate()
		return
	}
	name := text(e.Get("key"))
	switch name {
	case "+", "=":
		c.zoom(2)
	case "-":
		c.zoom(.5)
	case "0":
		c.show(span{})
	default:
		epoch, ok := moved(name, c.readEpoch(f), f.readable())
		if !ok {
			ctx.PreventUpdate()
			return
		}
		c.choose(epoch)
	}
	e.PreventDefault()
}

// choose reads out an epoch, and brings it in sight.
func (c *curvesCard) choose(epoch int) {
	c.epoch = epoch
	if f := c.figure(); epoch > 0 {
		if c.span = c.span.showing(float64(epoch), f.length()); c.span != f.span {
			c.draw(0)
			c.draw(1)
		}
	}
	c.Lab.invalidate(chosenTopic)
	if plots := c.made(); len(plots) > 0 {
		plots[0].choose(epoch) // the other chart follows
	}
}

// moved is the epoch that a key chooses, from the one that is read out to the last; 0 is none.
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

// touched reads out where a finger is; uPlot knows the mouse alone.
func (c *curvesCard) touched(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if text(e.Get("pointerType")) != "touch" {
		return
	}
	for _, p := range c.made() {
		if left, ok := p.holds(e.Get("target")); ok {
			p.point(e.Get("clientX").Float() - left)
		}
	}
}

func (c *curvesCard) Render() app.UI {
	t, f := c.Text, c.figure()
	return app.Section().Class("card curves").Aria("labelledby", "curves-heading").Body(
		app.H2().ID("curves-heading").Text(t.CurvesHeading()),
		app.Figure().Aria("label", t.CurvesLabel()).Body(
			c.legend(f),
			c.charts(f),
			c.controls(),
			&curvesReadout{Lab: c.Lab, Text: t, Card: c},
			app.FigCaption().Body(
				app.P().Class("finding").Text(c.finding()),
				app.P().Class("help").Text(curvesText(c.Lab.Session(), t)),
			),
		),
		c.exports(),
		app.P().Class("help keys").Text(c.hint()),
		app.P().Class("help").Text(t.CurvesHelp()),
		app.Details().OnToggle(c.toggle).Body(app.Summary().Text(t.Numbers()), c.numbers()),
	)
}

func (c *curvesCard) finding() string {
	if len(c.Lab.Session().Epochs) == 0 {
		return ""
	}
	return findingText(c.Lab.Session().Epochs, c.Text)
}

func (c *curvesCard) legend(f figure) app.UI {
	var entries []app.UI
	for _, e := range f.legend() {
		entries = append(entries, app.Li().Body(line(e.kind.class()), app.Span().Text(e.text)))
	}
	return app.Ul().Class("legend").Body(entries...)
}

// charts is where the plots are drawn. To the keyboard and to a screen reader it is a slider over the epochs.
func (c *curvesCard) charts(f figure) app.UI {
	last := f.readable()
	return app.Div().Class("plots").TabIndex(0).Attr("role", "slider").Aria("label", c.Text.ChooseEpoch()).
		Aria("valuemin", min(last, 1)).Aria("valuemax", last).Aria("valuenow", c.readEpoch(f)).Aria("valuetext", c.spoken(f)).
		OnKeyDown(c.key).On("dblclick", c.fit).On("pointerdown", c.touched).On("pointermove", c.touched).Body(
		app.Div().ID(measures[0].id).Class("plot"),
		app.Div().ID(measures[1].id).Class("plot"),
		app.P().Class("prompt "+shown(last == 0)).Body(app.Span().Text(c.Text.CurvesEmpty())),
	)
}

// spoken is the epoch that is read out, as a sentence.
func (c *curvesCard) spoken(f figure) string {
	epoch := c.readEpoch(f)
	switch {
	case epoch == 0:
		return c.Text.CurvesEmpty()
	case epoch > len(f.epochs):
		return c.Text.AtEpoch(epoch)
	}
	return epochText(f.epochs[epoch-1], c.Text)
}

func (c *curvesCard) hint() string {
	if app.IsClient && !app.Window().Get("uPlot").Truthy() {
		return c.Text.ChartMissing()
	}
	return c.Text.CurvesKeys()
}

package ui

import (
	"time"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// curvesCard is the two charts over one x axis, what they say in words, and their numbers. The charts draw outside go-app's
// tree.
type curvesCard struct {
	app.Compo

	Lab  *lab
	Text texts

	close   []func()
	chosen  app.Func
	sparse  app.Func
	plots   []*plot // none before the browser is there, or without uPlot
	drawnOf drawnOf
	epoch   int  // chosen to be read out; 0 is the last
	listed  bool // the numbers are open
}

// drawnOf is what the plots were made for; when it changes, they are made anew.
type drawnOf struct {
	built   *protocol.Built
	planned int
	look    plotLook
}

func (c *curvesCard) OnMount(ctx app.Context) {
	do := func(f func()) {
		ctx.Dispatch(func(ctx app.Context) {
			ctx.PreventUpdate()
			f()
		})
	}
	c.chosen = app.FuncOf(func(_ app.Value, args []app.Value) any {
		do(func() { c.follow(args[0].Get("cursor").Get("idx")) })
		return nil
	})
	c.sparse = app.FuncOf(func(app.Value, []app.Value) any { return len(c.plots) > 0 && c.plots[0].sparse() })
	resized := app.FuncOf(func(app.Value, []app.Value) any {
		do(func() {
			for _, p := range c.plots {
				p.resize()
			}
		})
		return nil
	})
	observer := app.Window().Get("ResizeObserver").New(resized)
	for _, m := range measures {
		observer.Call("observe", app.Window().GetElementByID(m.id))
	}
	c.close = []func(){
		c.Lab.watch(curvesPart|coloursPart, 0, c.draw),
		c.Lab.rerender(ctx, curvesPart, 250*time.Millisecond),
		func() { observer.Call("disconnect") },
		c.closePlots,
		c.chosen.Release, c.sparse.Release, resized.Release,
	}
}

func (c *curvesCard) OnDismount() {
	for _, f := range c.close {
		f()
	}
}

func (c *curvesCard) closePlots() {
	for _, p := range c.plots {
		p.close()
	}
	c.plots = nil
}

// draw takes the charts to where the run is. It makes them anew for another run, language or theme.
func (c *curvesCard) draw() {
	if !app.Window().Get("uPlot").Truthy() {
		return
	}
	s := c.Lab.session
	of := drawnOf{built: s.Built, planned: s.epochs(), look: c.Lab.plotLook()}
	if c.plots == nil || of != c.drawnOf {
		c.closePlots()
		c.drawnOf, c.epoch = of, 0
		for _, m := range measures {
			p := newPlot(m, of.planned, of.look, c.chosen, c.sparse)
			p.before(s.Previous)
			c.plots = append(c.plots, p)
		}
	}
	for _, p := range c.plots {
		p.draw(s.Epochs, s.Tested)
	}
}

// plotLook is how the charts look in the present language and theme.
func (l *lab) plotLook() plotLook {
	return plotLook{Epoch: l.text.Epoch(), Loss: l.text.Loss(), Accuracy: l.text.AccuracyAxis(), colours: l.colours}
}

// follow reads out the epoch that the cursor of a chart points at; index is null when it points at none.
func (c *curvesCard) follow(index app.Value) {
	epoch := 0
	if !index.IsNull() && !index.IsUndefined() {
		epoch = index.Int() + 1
	}
	if epoch > len(c.Lab.session.Epochs) {
		epoch = 0
	}
	if epoch != c.epoch {
		c.epoch = epoch
		c.Lab.touch(curvesPart)
	}
}

// key moves the chosen epoch.
func (c *curvesCard) key(ctx app.Context, e app.Event) {
	trained := len(c.Lab.session.Epochs)
	if trained == 0 || !e.Get("target").Equal(ctx.JSSrc()) {
		return
	}
	epoch, ok := moved(text(e.Get("key")), c.epoch, trained)
	if !ok {
		return
	}
	e.PreventDefault()
	c.epoch = epoch
	for _, p := range c.plots[:min(1, len(c.plots))] {
		p.choose(epoch) // the other chart follows
	}
}

// moved is the epoch that a key chooses; 0 is none.
func moved(key string, epoch, trained int) (int, bool) {
	from := epoch
	if from == 0 {
		from = trained
	}
	switch key {
	case "ArrowLeft", "ArrowDown":
		return max(from-1, 1), true
	case "ArrowRight", "ArrowUp":
		return min(from+1, trained), true
	case "PageDown":
		return max(from-10, 1), true
	case "PageUp":
		return min(from+10, trained), true
	case "Home":
		return 1, true
	case "End":
		return trained, true
	case "Escape":
		return 0, true
	}
	return epoch, false
}

func (c *curvesCard) Render() app.UI {
	t, s := c.Text, c.Lab.session
	empty := len(s.Epochs) == 0 && len(s.Previous) == 0
	return app.Section().Class("card curves").Aria("labelledby", "curves-heading").Body(
		app.H2().ID("curves-heading").Text(t.CurvesHeading()),
		app.Figure().TabIndex(0).Aria("label", t.CurvesLabel()).OnKeyDown(c.key).Body(
			app.Ul().Class("legend").Body(
				app.Li().Body(line("training"), app.Text(t.Training())),
				app.Li().Body(line("validation"), app.Text(t.Validation())),
				app.Li().Body(line("test"), app.Text(t.Test())),
				app.Li().Class(shown(len(s.Previous) > 0)).Body(line("before"), app.Text(t.PreviousRun())),
			),
			app.Div().Class("plots").Body(
				app.Div().ID(measures[0].id).Class("plot"),
				app.Div().ID(measures[1].id).Class("plot"),
				app.P().Class("prompt "+shown(empty)).Body(app.Span().Text(t.CurvesEmpty())),
			),
			c.readout(),
			app.FigCaption().Class("help").Text(curvesText(s, t)),
		),
		app.P().Class("help keys").Text(c.hint()),
		app.P().Class("help").Text(t.CurvesHelp()),
		app.Details().OnToggle(c.toggle).Body(app.Summary().Text(t.Numbers()), c.numbers()),
	)
}

func (c *curvesCard) hint() string {
	if app.IsClient && !app.Window().Get("uPlot").Truthy() {
		return c.Text.ChartMissing()
	}
	return c.Text.CurvesKeys()
}

// readout is the small table of the chosen epoch, or of the last. It keeps its place before there is one.
func (c *curvesCard) readout() app.UI {
	t, s := c.Text, c.Lab.session
	e, at := protocol.Epoch{}, c.epoch
	if at == 0 || at > len(s.Epochs) {
		at = len(s.Epochs)
	}
	if at > 0 {
		e = s.Epochs[at-1]
	}
	row := func(name string, lossOf, accuracyOf float32) app.UI {
		cells := [2]string{"–", "–"}
		if at > 0 {
			cells = [2]string{loss(lossOf), percent(accuracyOf) + "%"}
		}
		return app.Tr().Body(app.Th().Scope("row").Text(name), app.Td().Text(cells[0]), app.Td().Text(cells[1]))
	}
	when := t.Epoch()
	if at > 0 {
		when = t.AtEpoch(at) + " · " + seconds(e.Elapsed) + " s"
	}
	return app.Table().Class("readout").Body(
		app.THead().Body(app.Tr().Body(
			app.Th().Scope("col").Text(when), app.Th().Scope("col").Text(t.Loss()), app.Th().Scope("col").Text(t.Accuracy()))),
		app.TBody().Body(
			row(t.Training(), e.Loss, e.Accuracy),
			row(t.Validation(), e.ValidationLoss, e.ValidationAccuracy),
			c.testRow(),
		),
	)
}

// testRow is the result on the test digits, which there is for a whole run only.
func (c *curvesCard) testRow() app.UI {
	cells := [2]string{"–", "–"}
	if tested := c.Lab.session.Tested; tested != nil {
		cells = [2]string{loss(tested.Loss), percent(tested.Accuracy) + "%"}
	}
	return app.Tr().Body(app.Th().Scope("row").Text(c.Text.Test()), app.Td().Text(cells[0]), app.Td().Text(cells[1]))
}

// curvesText says what the curves show.
func curvesText(s session, t texts) string {
	if len(s.Epochs) == 0 {
		return ""
	}
	best, last := s.Epochs[0], s.Epochs[len(s.Epochs)-1]
	for _, e := range s.Epochs {
		if e.ValidationLoss < best.ValidationLoss {
			best = e
		}
	}
	said := t.CurvesSentence(last.Number, loss(last.Loss), loss(last.ValidationLoss), percent(last.ValidationAccuracy))
	if best.Number < last.Number {
		said += " " + t.BestSentence(best.Number, loss(best.ValidationLoss))
	}
	return said
}

// Package results is the panel with the finished run's predictions for the test digits: accuracy with its interval, confusion
// matrix, and a gallery of pictures. It counts predictions; it makes none.
package results

import (
	"slices"
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/session"
	"digitlab/wasm/ui/stats"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// results is the panel's state.
type results struct {
	lab  *lab.Lab
	of   *protocol.Results // the results that open belongs to
	open *cell             // the cell whose digits are shown; nil: all wrong predictions
}

// resultsTopic is the predictions for the test digits of the run as it is, or as it was at the moment that is shown.
var resultsTopic = scheduler.NewTopic()

func newResults(l *lab.Lab) *results {
	l.On(func(_ session.Session, e protocol.Event) {
		switch e.(type) {
		case *protocol.Built, *protocol.Results, *protocol.Shown:
			l.Invalidate(resultsTopic)
		}
	})
	return &results{lab: l}
}

func (r *results) text() words { return texts.In(r.lab.Language()) }

// card returns the panel.
func (r *results) card() app.UI { return &resultsCard{Results: r, Text: r.text()} }

// resultsCard shows the finished run's predictions for the test digits. It has its full size before there are results.
type resultsCard struct {
	app.Compo

	Results *results
	Text    words

	stop func()
}

func (c *resultsCard) OnMount(ctx app.Context) {
	c.stop = c.Results.lab.Rerender(ctx, resultsTopic, 0)
}

func (c *resultsCard) OnDismount() { c.stop() }

func (c *resultsCard) Render() app.UI {
	t, r := c.Text, c.Results.lab.Session().ShownResults()
	counts := countPredictions(r)
	return app.Section().Class("card results").Aria("labelledby", "results-heading").Body(
		app.H2().ID("results-heading").Text(t.Heading()),
		app.P().Class("help").Text(t.Help()),
		app.P().Class("tally").Text(resultsText(c.Results.lab.Session(), t)),
		app.If(r != nil && r.Past, func() app.UI { return app.P().Class("help").Text(momentText(r.Moment, t)) }),
		c.Results.lab.Slot(lab.BelowTestAccuracy),
		app.Div().Class("inspection").Body(
			app.Div().Class("inspected").Body(
				app.H3().ID("confusion-heading").Text(t.ConfusionHeading()),
				app.P().Class("help").Text(t.ConfusionHelp()),
				app.Section().Class("scroller").TabIndex(0).Aria("labelledby", "confusion-heading").Body(
					&confusionTable{Text: t, Counts: counts, Known: r != nil, Open: c.openCell(), Card: c}),
			),
			app.Div().Class("inspected").Body(
				app.H3().ID("digits-heading").Text(t.DigitsHeading()),
				c.digits(&counts),
				app.Div().Class("chosen").Body(
					app.H3().ID("chosen-heading").Text(c.chosenHeading(&counts)),
					dom.Disabled(app.Button().Type("button").Class(dom.Shown(c.openCell() != nil)), c.openCell() == nil).OnClick(c.close).Text(t.AllMisclassified()),
					dom.Disabled(app.Button().Type("button").Class(dom.Shown(c.openCell() != nil)), c.openCell() == nil).OnClick(c.onWall).Text(t.OnTheWall()),
				),
				c.gallery(),
			),
		),
	)
}

// gallery shows the chosen digits that have pictures.
func (c *resultsCard) gallery() app.UI {
	r, chosen := c.Results.lab.Session().ShownResults(), c.chosen()
	g := &gallery{Lab: c.Results.lab, Text: c.Text, Results: r, LabelledBy: "chosen-heading"}
	if r == nil {
		return g
	}
	if built := c.Results.lab.Session().Built; built != nil {
		g.Data = built.Settings.Data
	}
	g.Indexes = slices.DeleteFunc(chosen, func(i int) bool { return pictureOf(r, i, g.Data) == nil })
	g.Left = len(chosen) - len(g.Indexes)
	return g
}

// openCell returns the open cell, or nil. The results of another run close it.
func (c *resultsCard) openCell() *cell {
	if c.Results.lab.Session().ShownResults() == nil || c.Results.of != c.Results.lab.Session().ShownResults() {
		return nil
	}
	return c.Results.open
}

// chosen returns the shown digits: those of the open cell, else all wrong predictions.
func (c *resultsCard) chosen() []int {
	if at := c.openCell(); at != nil {
		return predictedAs(c.Results.lab.Session().ShownResults(), *at)
	}
	return misclassified(c.Results.lab.Session().ShownResults())
}

func (c *resultsCard) chosenHeading(counts *confusion) string {
	if at := c.openCell(); at != nil {
		return c.Text.CellHeading(at.Label, at.Predicted, counts[at.Label][at.Predicted])
	}
	if c.Results.lab.Session().ShownResults() == nil {
		return c.Text.MisclassifiedHeading()
	}
	right, of := counts.total()
	return c.Text.MisclassifiedCount(of - right)
}

// choose opens a cell, or closes it if it is open.
func (c *resultsCard) choose(at cell) {
	if was := c.openCell(); was != nil && *was == at {
		c.Results.open = nil
		return
	}
	c.Results.of, c.Results.open = c.Results.lab.Session().ShownResults(), &at
}

// onWall shows the open cell's digits among all digits.
func (c *resultsCard) onWall(app.Context, app.Event) {
	if at := c.openCell(); at != nil {
		c.Results.lab.ShowOnWall(at.Label, at.Predicted)
	}
}

func (c *resultsCard) close(app.Context, app.Event) {
	c.Results.lab.MoveFocus(c.Results.open.id()) // the pressed button disappears
	c.Results.open = nil
}

// resultsText returns the number of correct predictions with its confidence interval, as a sentence.
func resultsText(s session.Session, t words) string {
	if s.ShownResults() == nil {
		return t.Empty()
	}
	counts := countPredictions(s.ShownResults())
	right, of := counts.total()
	if of == 0 {
		return t.Empty()
	}
	low, high := stats.Wilson(right, of)
	return t.Sentence(i18n.Grouped(right), i18n.Grouped(of), i18n.Percent(float32(right)/float32(of)), i18n.Percent(float32(low)), i18n.Percent(float32(high)))
}

// momentText says of which moment the results are.
func momentText(m protocol.Moment, t words) string {
	if m.Step > 0 {
		return t.AfterStep(m.Step)
	}
	return t.AfterEpoch(m.Epoch)
}

// digits shows the accuracy for each digit.
func (c *resultsCard) digits(counts *confusion) app.UI {
	rows := make([]app.UI, 10)
	for d := range rows {
		right, of := counts.digit(d)
		share, number := 0., "–"
		if of > 0 {
			share = float64(right) / float64(of)
			number = i18n.Percent(float32(share)) + "%"
		}
		rows[d] = app.Li().Body(
			app.Span().Class("digit").Text(strconv.Itoa(d)),
			dom.Bar(share),
			app.Span().Class("number").Text(number),
			app.Span().Class("number soft").Text(strconv.Itoa(right)+"/"+strconv.Itoa(of)),
		)
	}
	return app.Ol().Class("per-digit").Aria("labelledby", "digits-heading").Body(rows...)
}

package ui

import (
	"slices"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// runsCard is the table of the stored runs, and the comparison of those that are checked.
type runsCard struct {
	app.Compo

	Lab  *lab
	Text texts

	stop func()
}

func (c *runsCard) OnMount(ctx app.Context) { c.stop = c.Lab.rerender(ctx, storedPart|runPart, 0) }

func (c *runsCard) OnDismount() { c.stop() }

func (c *runsCard) Render() app.UI {
	t, l := c.Text, c.Lab
	runs := l.shelf.order.sorted(l.storedRuns())
	return app.Section().Class("card runs").Aria("labelledby", "runs-heading").Body(
		app.H2().ID("runs-heading").Text(t.RunsHeading()),
		app.P().Class("help").Text(t.RunsHelp()),
		app.Section().ID("shelf").Class("scroller shelf").TabIndex(0).Aria("label", t.RunsTable()).Body(
			c.table(runs),
			app.If(len(runs) == 0, func() app.UI { return app.P().Class("nothing").Text(t.RunsEmpty()) }),
		),
		app.Div().Class("shelf-state").Body(
			app.P().Attr("role", "status").Body(app.If(l.deletedRun() != "", func() app.UI { return app.Text(t.Deleted(l.deletedRun())) })),
			app.If(l.deletedRun() != "", func() app.UI {
				return app.Button().ID("undelete").Type("button").OnClick(c.undelete).Text(t.UndoDelete())
			}),
			app.If(l.deletedRun() == "" && len(runs) >= nearlyFull, func() app.UI { return app.P().Class("help").Text(t.RunsNearlyFull(len(runs))) }),
			c.lost(),
		),
		app.If(l.session.Stored != nil && l.session.Stored.Failure != "", func() app.UI {
			return app.P().ID("runs-failure").Class("failure").Text(t.RunsFailure(l.session.Stored.Problem))
		}),
		c.filed(),
		app.If(len(l.shelf.checked) > 0, c.comparison),
	)
}

// deletedRun is the name of the run that was deleted last, while it may be taken back.
func (l *lab) deletedRun() string {
	r, ok := l.storedRun(l.shelf.deleted)
	if !ok || !r.Deleted {
		return ""
	}
	return runName(r, l.text)
}

func (c *runsCard) table(runs []protocol.RunInfo) app.UI {
	t, l := c.Text, c.Lab
	page := min(len(runs), runsPage+l.shelf.more)
	rows := make([]app.UI, page)
	for i, r := range runs[:page] {
		checked := slices.Contains(l.shelf.checked, r.ID)
		rows[i] = &runRow{Lab: l, Text: t, Info: r, Checked: checked, Present: l.present(r.ID), Naming: l.shelf.naming == r.ID,
			Full: !checked && len(l.shelf.checked) >= mostCompared, Off: !l.session.built(), Lacking: !l.session.has(r.Settings.Data)}
	}
	left := len(runs) - page
	return app.Table().Class("stored").Aria("labelledby", "runs-heading").Body(
		app.THead().Body(app.Tr().Body(
			app.Th().Scope("col").Text(t.CompareColumn()),
			c.column(nameColumn), c.column(beganColumn),
			app.Th().Scope("col").Text(t.ChangesColumn()),
			c.column(trainedColumn), c.column(accuracyColumn), c.column(elapsedColumn),
			app.Td().Body(app.Span().Class("spoken").Text(t.ActionsColumn())),
		)),
		app.TBody().Body(rows...),
		app.If(left > 0, func() app.UI {
			return app.TFoot().Body(app.Tr().Body(app.Td().ColSpan(8).Body(
				app.Button().Type("button").OnClick(c.more).Text(t.ShowMore(min(left, runsPage), left)))))
		}),
	)
}

func (c *runsCard) more(app.Context, app.Event) {
	l := c.Lab
	l.shelf.more += runsPage
	if runsPage+l.shelf.more >= len(l.storedRuns()) {
		l.moveFocus("shelf") // the button that was pressed goes
	}
}

func (c *runsCard) column(of runColumn) app.UI {
	return &sortButton{Lab: c.Lab, Text: c.Text, Column: of, Order: c.Lab.shelf.order, Card: c, Off: c.Lab.session.Stored == nil}
}

func (c *runsCard) undelete(app.Context, app.Event) {
	id := c.Lab.shelf.deleted
	c.Lab.undeleteRun()
	c.Lab.moveFocus("name-"+id, "runs-heading")
}

// comparison is the table of differences of the checked runs, and which of their curves cannot be shown.
func (c *runsCard) comparison() app.UI {
	t, l := c.Text, c.Lab
	var runs []protocol.RunInfo
	var failures []string
	head := []app.UI{app.Td()}
	for _, id := range l.shelf.checked {
		r, ok := l.storedRun(id)
		if !ok {
			continue
		}
		runs = append(runs, r)
		head = append(head, app.Th().Scope("col").Text(runName(r, t)))
		if curves := l.session.curves(id); curves != nil && curves.Failure != "" {
			failures = append(failures, t.CurvesUnreadable(runName(r, t), t.RunProblem(curves.Problem)))
		}
	}
	rows := []app.UI{}
	for _, d := range differences(runs, t) {
		cells := []app.UI{app.Th().Scope("row").Text(d.Name)}
		for _, v := range d.Values {
			cells = append(cells, app.Td().Text(v))
		}
		rows = append(rows, app.Tr().Body(cells...))
	}
	said := t.ComparedHelp()
	if len(runs) == 1 {
		said = t.CheckAnother()
	}
	return app.Div().Class("compared").Body(
		app.H3().ID("compared-heading").Text(t.ComparedHeading()),
		app.P().Class("help").Text(said),
		app.Section().Class("scroller").TabIndex(0).Aria("labelledby", "compared-heading").Body(
			app.Table().Class("differences").Aria("labelledby", "compared-heading").Body(app.THead().Body(app.Tr().Body(head...)), app.TBody().Body(rows...)),
		),
		app.Range(failures).Slice(func(i int) app.UI { return app.P().Class("problem").Text(failures[i]) }),
		app.Button().Type("button").OnClick(c.compareNone).Text(t.CompareNone()),
	)
}

func (c *runsCard) compareNone(app.Context, app.Event) {
	c.Lab.compareNone()
	c.Lab.moveFocus("runs-heading")
}

// moveFocus puts the focus, once the page is rendered, on the first of these IDs that is there: where it would be lost because
// the button that was pressed goes. A heading takes it for want of better.
func (l *lab) moveFocus(ids ...string) {
	l.afterRender(func() {
		for _, id := range ids {
			e := app.Window().GetElementByID(id)
			if !e.Truthy() {
				continue
			}
			if text(e.Get("tagName")) == "H2" {
				e.Call("setAttribute", "tabindex", "-1")
			}
			e.Call("focus", map[string]any{"preventScroll": true})
			return
		}
	})
}

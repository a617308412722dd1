package runs

import (
	"slices"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// card returns the panel.
func (r *runs) card() app.UI { return &runsCard{Runs: r, Text: r.text()} }

// runsCard is the table of the stored runs, and the comparison of the checked ones.
type runsCard struct {
	app.Compo

	Runs *runs
	Text words

	stop func()
}

func (c *runsCard) OnMount(ctx app.Context) {
	c.stop = c.Runs.lab.Rerender(ctx, storedTopic|lab.RunTopic, 0)
}

func (c *runsCard) OnDismount() { c.stop() }

func (c *runsCard) Render() app.UI {
	t, r := c.Text, c.Runs
	s := r.lab.Session()
	listed := r.order.sorted(s.StoredRuns())
	return app.Section().Class("card runs").Aria("labelledby", "runs-heading").Body(
		app.H2().ID("runs-heading").Text(t.Heading()),
		app.P().Class("help").Text(t.Help()),
		app.Section().ID("shelf").Class("scroller shelf").TabIndex(0).Aria("label", t.TableLabel()).Body(
			c.table(listed),
			app.If(len(listed) == 0, func() app.UI { return app.P().Class("nothing").Text(t.Empty()) }),
		),
		app.Div().Class("shelf-state").Body(
			app.P().Attr("role", "status").Body(app.If(r.deletedName() != "", func() app.UI { return app.Text(t.Deleted(r.deletedName())) })),
			app.If(r.deletedName() != "", func() app.UI {
				return app.Button().ID("undelete").Type("button").OnClick(c.undelete).Text(t.UndoDelete())
			}),
			app.If(r.deletedName() == "" && len(listed) >= nearlyFull, func() app.UI { return app.P().Class("help").Text(t.NearlyFull(len(listed))) }),
			c.lost(),
		),
		app.If(s.Stored != nil && s.Stored.Failure != "", func() app.UI {
			return app.P().ID("runs-failure").Class("failure").Text(t.Failure(s.Stored.Problem))
		}),
		c.filed(),
		app.If(len(r.checked) > 0, c.comparison),
	)
}

func (c *runsCard) table(listed []protocol.RunInfo) app.UI {
	t, r := c.Text, c.Runs
	s := r.lab.Session()
	page := min(len(listed), runsPage+r.more)
	rows := make([]app.UI, page)
	for i, info := range listed[:page] {
		checked := slices.Contains(r.checked, info.ID)
		rows[i] = &runRow{Runs: r, Text: t, Info: info, Name: r.named(info.ID), Checked: checked, Present: s.Present(info.ID), Naming: r.naming == info.ID, Typed: r.typed,
			Full: !checked && len(r.checked) >= dom.MaxCompared, Off: !s.Usable(), Lacking: !s.Has(info.Settings.Data)}
	}
	left := len(listed) - page
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
	r := c.Runs
	r.more += runsPage
	if runsPage+r.more >= len(r.lab.Session().StoredRuns()) {
		r.lab.MoveFocus("shelf") // the pressed button disappears
	}
}

func (c *runsCard) column(of runColumn) app.UI {
	return &sortButton{Runs: c.Runs, Text: c.Text, Column: of, Order: c.Runs.order, Card: c, Off: c.Runs.lab.Session().Stored == nil}
}

func (c *runsCard) undelete(app.Context, app.Event) {
	id := c.Runs.deleted
	c.Runs.undelete()
	c.Runs.lab.MoveFocus("name-"+id, "runs-heading")
}

// comparison is the table of differences of the checked runs, and a list of those whose curves cannot be shown.
func (c *runsCard) comparison() app.UI {
	t, s, names := c.Text, c.Runs.lab.Session(), c.Runs.namesTogether()
	var compared []protocol.RunInfo
	var failures []string
	head := []app.UI{app.Td()}
	for _, id := range c.Runs.checked {
		r, ok := s.StoredRun(id)
		if !ok {
			continue
		}
		compared = append(compared, r)
		head = append(head, app.Th().Scope("col").Text(names[id].Full))
		if curves := s.CurvesOf(id); curves != nil && curves.Failure != "" {
			failures = append(failures, t.CurvesUnreadable(c.Runs.named(id), t.RunProblem(curves.Problem)))
		}
	}
	rows := []app.UI{}
	for _, d := range differences(compared, t) {
		cells := []app.UI{app.Th().Scope("row").Text(d.Name)}
		for _, v := range d.Values {
			cells = append(cells, app.Td().Text(v))
		}
		rows = append(rows, app.Tr().Body(cells...))
	}
	said := t.ComparedHelp()
	if len(compared) == 1 {
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
	c.Runs.compareNone()
	c.Runs.lab.MoveFocus("runs-heading")
}

package runs

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// sortButton is the head of a column by which the runs can be sorted.
type sortButton struct {
	app.Compo

	Runs   *runs
	Text   words
	Column runColumn
	Order  runOrder
	Card   *runsCard
	Off    bool
}

func (b *sortButton) Render() app.UI {
	sorted, mark := "none", "↕"
	if b.Order.Column == b.Column {
		sorted, mark = "descending", "↓"
		if b.Order.Ascending {
			sorted, mark = "ascending", "↑"
		}
	}
	return app.Th().Scope("col").Aria("sort", sorted).Body(
		dom.Disabled(app.Button().Type("button").Class("sort"), b.Off).OnClick(b.click).Body(
			app.Text(b.Text.Column(b.Column)), dom.Decorative(app.Span()).Text(mark)))
}

func (b *sortButton) click(app.Context, app.Event) {
	b.Runs.order = b.Runs.order.next(b.Column)
}

// runRow is a row of the table. What it shows is in its fields, so that go-app renders it when they change.
type runRow struct {
	app.Compo

	Runs    *runs
	Text    words
	Info    protocol.RunInfo
	Name    string
	Checked bool
	Present bool
	Naming  bool
	Typed   string // the name that is typed
	Full    bool   // the maximum number of runs is checked
	Off     bool   // no run can be opened
	Lacking bool   // its data set is not here
}

func (r *runRow) Render() app.UI {
	t, i := r.Text, r.Info
	name, id := r.Name, i.ID
	accuracy := "–"
	if i.Tested {
		accuracy = dom.Percentage(float64(i.Accuracy), t)
	}
	class := ""
	if r.Present {
		class = "present"
	}
	return app.Tr().Class(class).Body(
		app.Td().Body(app.Label().Class("compares").Body(
			dom.Disabled(dom.Checked(app.Input().Type("checkbox").Aria("label", t.CompareRun(name)), r.Checked), r.Full).OnChange(r.check))),
		app.Th().Scope("row").Body(r.name(name)),
		app.Td().Class("began").Text(dom.Moment(i.Created, t)),
		app.Td().Class("changes").Text(settings.Changes(i.Settings, t)),
		app.Td().Text(trainedOf(i)),
		app.Td().Text(accuracy),
		app.Td().Text(dom.Duration(i.Elapsed, t)),
		app.Td().Class("actions").Body(
			dom.Disabled(app.Button().ID("open-"+id).Type("button"), r.Off || r.Present || r.Lacking).Aria("label", t.OpenRun(name)).OnClick(r.open).Text(t.Open()),
			app.Button().ID("name-"+id).Type("button").Aria("label", t.RenameRun(name)).OnClick(r.rename).Text(t.Rename()),
			dom.Pressed(app.Button().Type("button"), i.Pinned).Aria("label", t.PinRun(name)).OnClick(r.pin).Text(t.Pin()),
			app.Button().Type("button").Aria("label", t.SaveRun(name)).OnClick(r.save).Text(t.SaveAsFile()),
			app.Button().Type("button").Aria("label", t.DeleteRun(name)).OnClick(r.delete).Text(t.Delete()),
		),
	)
}

// name shows the name, and whether the run is the present one; or the field in which it is being named.
func (r *runRow) name(name string) app.UI {
	if r.Naming {
		return app.Div().Class("naming").Body(
			app.Input().ID("naming").Type("text").Value(r.Typed).MaxLength(protocol.MaxName).Attr("autocomplete", "off").
				Aria("label", r.Text.NameLabel()).Aria("describedby", "naming-note").OnInput(r.typed).OnKeyDown(r.key).OnBlur(r.leave),
			app.Span().ID("naming-note").Class("help").Text(r.Text.NamingHelp()),
		)
	}
	class := ""
	if r.Info.Name == "" {
		class = "soft"
	}
	return app.Div().Class("named").Body(
		app.Span().Class(class).Text(name),
		app.If(r.Present, func() app.UI { return app.Span().Class("badge").Text(r.Text.PresentRun()) }),
		app.If(r.Lacking && !r.Present, func() app.UI { return app.Span().Class("badge").Text(r.Text.Needs(r.Info.Settings.Data)) }),
		app.If(r.Info.FineTunedOn > 0, func() app.UI { return app.Span().Class("badge").Text(r.Text.FineTunedBadge(r.Info.FineTunedOn)) }),
		app.If(r.Info.Pinned, func() app.UI { return app.Span().Class("badge").Text(r.Text.Pinned()) }),
	)
}

func (r *runRow) check(ctx app.Context, _ app.Event) {
	r.Runs.check(r.Info.ID, ctx.JSSrc().Get("checked").Bool())
}

func (r *runRow) open(app.Context, app.Event) {
	r.Runs.open(r.Info.ID)
	r.Runs.lab.MoveFocus("name-" + r.Info.ID) // the pressed button is disabled now
}

func (r *runRow) pin(app.Context, app.Event) { r.Runs.pin(r.Info.ID, !r.Info.Pinned) }

func (r *runRow) delete(app.Context, app.Event) {
	r.Runs.delete(r.Info.ID)
	r.Runs.lab.MoveFocus("undelete")
}

func (r *runRow) rename(app.Context, app.Event) {
	r.Runs.naming, r.Runs.typed = r.Info.ID, r.Info.Name
	r.Runs.lab.Invalidate(storedTopic)
	r.Runs.lab.SelectText("naming")
}

// typed keeps the text, for when the panel is closed and opened again.
func (r *runRow) typed(ctx app.Context, _ app.Event) {
	r.Runs.typed = dom.Text(ctx.JSSrc().Get("value"))
}

// key saves the name on Enter and cancels on Escape. The Enter that completes a Korean syllable is ignored.
func (r *runRow) key(ctx app.Context, e app.Event) {
	if e.Get("isComposing").Bool() {
		return
	}
	switch dom.Text(e.Get("key")) {
	case "Enter":
		r.Runs.rename(r.Info.ID, dom.Text(ctx.JSSrc().Get("value")))
	case "Escape":
		r.Runs.naming = ""
		r.Runs.lab.Invalidate(storedTopic)
	default:
		return
	}
	e.PreventDefault()
	r.Runs.lab.MoveFocus("name-" + r.Info.ID)
}

// leave saves the text of the field when it loses the focus.
func (r *runRow) leave(ctx app.Context, _ app.Event) {
	r.Runs.rename(r.Info.ID, dom.Text(ctx.JSSrc().Get("value")))
}

package layers

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// networkCard is the editor of the layers, and the summary of the network that is built.
type networkCard struct {
	app.Compo

	Editing *editing
	Text    words

	stop func()
}

func (c *networkCard) OnMount(ctx app.Context) { c.stop = c.Editing.lab.Rerender(ctx, lab.RunTopic, 0) }

func (c *networkCard) OnDismount() { c.stop() }

func (c *networkCard) Render() app.UI {
	t := c.Text
	return app.Section().Class("card network").Aria("labelledby", "network-heading").Body(
		app.H2().ID("network-heading").Text(t.NetworkHeading()),
		app.P().Class("help").Text(t.NetworkHelp()),
		app.Div().Class("halves").Body(
			app.Div().Class("half").Body(
				app.H3().Text(t.EditorHeading()),
				app.P().Class("help").Text(t.EditorHelp()),
				&editor{Editing: c.Editing, Text: t},
			),
			app.Div().Class("half fixed").Body(
				app.H3().ID("summary-heading").Text(t.SummaryHeading()),
				app.Div().Class("rows").Body(c.table()),
			),
		),
	)
}

// table is the summary, once there is a network.
func (c *networkCard) table() app.UI {
	t, built := c.Text, c.Editing.lab.Session().Built
	if built == nil {
		return app.P().Class("help").Text("…")
	}
	rows, total := []app.UI{}, 0
	for _, l := range built.Layers {
		total += l.Params
		rows = append(rows, app.Tr().Body(
			app.Th().Scope("row").Body(app.Code().Text(l.Name)),
			app.Td().Text(i18n.Shape(l.Output)),
			app.Td().Text(i18n.Grouped(l.Params)),
		))
	}
	return app.Table().Class("summary").Aria("labelledby", "summary-heading").Body(
		app.THead().Body(app.Tr().Body(
			app.Th().Scope("col").Text(t.Layer()), app.Th().Scope("col").Text(t.OutputShape()), app.Th().Scope("col").Text(t.Parameters()))),
		app.TBody().Body(rows...),
		app.TFoot().Body(app.Tr().Body(app.Th().Scope("row").ColSpan(2).Text(t.Total()), app.Td().Text(i18n.Each(total, built.Settings.Members)))),
	)
}

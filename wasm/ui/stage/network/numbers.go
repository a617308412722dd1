package network

import (
	"strconv"
	"time"

	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// numbers is the network at work as tables. They are made when a person opens them.
type numbers struct {
	app.Compo

	Inside *inside
	Text   words

	open bool
	stop func()
}

func (n *numbers) OnMount(ctx app.Context) {
	n.stop = n.Inside.lab.RerenderIf(ctx, workTopic, time.Second, func() bool { return n.open })
}

func (n *numbers) OnDismount() { n.stop() }

func (n *numbers) toggle(ctx app.Context, _ app.Event) { n.open = ctx.JSSrc().Get("open").Bool() }

func (n *numbers) Render() app.UI {
	return app.Details().Class("numbers").OnToggle(n.toggle).Body(
		app.Summary().Text(n.Text.Numbers()),
		app.If(n.open, func() app.UI { return app.Div().Class("tables").TabIndex(0).Body(n.tables()...) }),
	)
}

func (n *numbers) tables() (tables []app.UI) {
	t, work := n.Text, n.Inside.work()
	if work == nil {
		return []app.UI{app.P().Class("help").Text(t.Nothing())}
	}
	infos, _ := n.Inside.layers()
	var layers, kernels, shares [][]string
	for i, l := range work.Layers {
		all := l.Shape[len(l.Shape)-1]
		shown := t.AllUnits(all)
		if len(l.Units) < all {
			shown = t.MostActive(len(l.Units), all)
		}
		at := best(l.Values) // slices.Max of what is not a number is nowhere in them
		most, unit := l.Values[at], l.Units[at/(len(l.Values)/len(l.Units))]
		layers = append(layers, []string{settings.LayerNames()[l.Kind], i18n.Shape(l.Shape), i18n.Grouped(infos[i].Params), shown,
			t.LargestUnit(unit+1, number(most))})
		if len(kernels) == 0 && l.Window > 0 {
			for k := range l.Units {
				row := []string{t.Kernel(l.Units[k] + 1)}
				for _, v := range l.Kernels[k*l.Window*l.Window:][:l.Window*l.Window] {
					row = append(row, number(v))
				}
				kernels = append(kernels, row)
			}
		}
	}
	for digit, v := range work.Probabilities {
		shares = append(shares, []string{strconv.Itoa(digit), i18n.Percent(v) + "%"})
	}
	tables = append(tables,
		table(t.Layers(), []string{t.LayerColumn(), t.OutputColumn(), t.ParametersColumn(), t.UnitsColumn(), t.LargestColumn()}, layers),
		table(t.Probabilities(), []string{t.DigitColumn(), t.ProbabilityColumn()}, shares))
	if len(kernels) > 0 {
		tables = append(tables, table(t.Kernels(), nil, kernels))
	}
	return tables
}

// table is a table whose rows begin with their names.
func table(caption string, head []string, rows [][]string) app.UI {
	var columns, lines []app.UI
	for _, name := range head {
		columns = append(columns, app.Th().Scope("col").Text(name))
	}
	for _, row := range rows {
		cells := []app.UI{app.Th().Scope("row").Text(row[0])}
		for _, v := range row[1:] {
			cells = append(cells, app.Td().Text(v))
		}
		lines = append(lines, app.Tr().Body(cells...))
	}
	return app.Table().Aria("label", caption).Body(
		app.If(len(head) > 0, func() app.UI { return app.THead().Body(app.Tr().Body(columns...)) }),
		app.TBody().Body(lines...),
	)
}

package digits

import (
	"strconv"

	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// choices are the controls above the wall.
type choices struct {
	app.Compo

	Digits  *digits
	Text    words
	Options options
	Wall    *wall

	stop func()
}

func (c *choices) OnMount(ctx app.Context) {
	c.stop = c.Digits.lab.RerenderIf(ctx, digitsTopic, 0, func() bool {
		differs := c.Options != c.Digits.options
		c.Options = c.Digits.options
		return differs
	})
}

func (c *choices) OnDismount() { c.stop() }

func (c *choices) Render() app.UI {
	t, o := c.Text, c.Options
	choice := func(id, label string, names []string, chosen int, take func(app.Context, app.Event)) app.UI {
		return app.Div().Class("choice").Body(
			app.Label().For(id).Text(label),
			dom.Choice(id, names, chosen).OnChange(take),
		)
	}
	names := func(n int, name func(int) string) (all []string) {
		for i := range n {
			all = append(all, name(i))
		}
		return all
	}
	check := func(id, label string, on bool, take func(app.Context, app.Event)) app.UI {
		return app.Label().Class("check").Body(dom.Checked(app.Input().ID(id).Type("checkbox"), on).OnChange(take), app.Text(label))
	}
	part := 0
	if !o.all {
		part = int(o.part) + 1
	}
	return app.Div().Class("knobs").Attr("role", "group").Aria("label", t.Choices()).Body(
		choice("digits-group", t.GroupBy(), names(int(groupings), func(i int) string { return t.Grouping(grouping(i)) }), int(o.group), c.group),
		choice("digits-sort", t.SortBy(), names(int(sortings), func(i int) string { return t.Sorting(sorting(i)) }), int(o.sort), c.sort),
		choice("digits-tint", t.ColourBy(), names(int(tints), func(i int) string { return t.Tint(tint(i)) }), int(o.tint), c.tint),
		choice("digits-part", t.PartChoice(), names(int(splits)+1, func(i int) string { return t.SplitChoice(i - 1) }), part, c.part),
		app.Div().Class("checks").Body(
			check("digits-wrong", t.WrongOnly(), o.wrong, c.wrong),
			check("digits-forgotten", t.ForgottenOnly(), o.forgotten, c.forgotten),
			check("digits-pictures", t.Pictures(), !o.plain, c.pictures),
		),
		app.If(o.celled, func() app.UI {
			return app.Button().ID("digits-cell").Type("button").Class("chip").OnClick(c.wholeMatrix).Text(t.OnlyCell(o.cell.Label, o.cell.Predicted)+" ×").
				Aria("label", t.LeaveCell(o.cell.Label, o.cell.Predicted))
		}),
		app.Button().ID("digits-save").Type("button").Class("export").OnClick(c.save).Text(t.SavePicture()),
	)
}

// chosenIn returns the index of the chosen option.
func chosenIn(ctx app.Context) int {
	n, _ := strconv.Atoi(dom.Text(ctx.JSSrc().Get("value")))
	return n
}

// change sets an option.
func (c *choices) change(to func(o *options)) {
	o := c.Digits.options
	to(&o)
	c.Options = o
	c.Digits.set(o)
}

func (c *choices) group(ctx app.Context, _ app.Event) {
	c.change(func(o *options) { o.group = grouping(chosenIn(ctx)) })
}

func (c *choices) sort(ctx app.Context, _ app.Event) {
	c.change(func(o *options) { o.sort = sorting(chosenIn(ctx)) })
}

func (c *choices) tint(ctx app.Context, _ app.Event) {
	c.change(func(o *options) { o.tint = tint(chosenIn(ctx)) })
}

func (c *choices) part(ctx app.Context, _ app.Event) {
	c.change(func(o *options) {
		n := chosenIn(ctx)
		o.all, o.part = n == 0, split(max(0, n-1))
	})
}

func (c *choices) wrong(ctx app.Context, _ app.Event) {
	c.change(func(o *options) { o.wrong = ctx.JSSrc().Get("checked").Bool() })
}

func (c *choices) forgotten(ctx app.Context, _ app.Event) {
	c.change(func(o *options) { o.forgotten = ctx.JSSrc().Get("checked").Bool() })
}

func (c *choices) pictures(ctx app.Context, _ app.Event) {
	c.change(func(o *options) { o.plain = !ctx.JSSrc().Get("checked").Bool() })
}

func (c *choices) wholeMatrix(app.Context, app.Event) {
	c.change(func(o *options) { o.celled, o.cell, o.all, o.part = false, cell{}, true, testDigits })
	c.Digits.lab.MoveFocus("digits-group") // the pressed button disappears
}

func (c *choices) save(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	c.Wall.export()
}

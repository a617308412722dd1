package layers

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/opened"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// layerCard is one layer of the editor. go-app keeps its element when layers move: what it shows comes from outside.
type layerCard struct {
	app.Compo

	Editing *editing
	Text    words
	Index   int
	Last    bool
	Name    string
	Draft   settings.Draft
	Output  string // shape; "" after a layer that is wrong
	Params  string
	Wrong   bool
	Problem protocol.Problem // of a layer that is wrong
	Off     bool
	Dragged bool
}

func (c *layerCard) Render() app.UI {
	t, id := c.Text, opened.LayerID(c.Index)
	flow, class := "–", "layer"
	if c.Output != "" {
		flow = t.Flow(c.Output, c.Params)
	}
	if c.Wrong {
		class += " wrong"
	}
	if c.Dragged {
		class += " dragged"
	}
	return app.Li().ID(id).Class(class).TabIndex(-1).Body(
		app.Div().Attr("role", "group").Aria("label", c.Name).Aria("describedby", id+"-note").Class("inside").Body(
			app.Div().Class("title").Body(
				dom.Decorative(app.Span()).Class("grip").
					On("pointerdown", c.grab).On("pointermove", c.drag).On("pointerup", c.drop).
					On("pointercancel", c.cancel).On("lostpointercapture", c.drop).Text("⠿"),
				app.Strong().Text(c.Name),
				app.P().Class("help").Text(settings.LayerHelp(c.Draft.Layer.Kind, t)),
				app.P().Class("flow").Text(flow),
				app.Div().Class("moves").Body(
					dom.Idle(app.Button().ID(id+"-up").Type("button").Aria("label", t.MoveUp(c.Name)), c.Off, c.Index == 0).
						OnClick(c.up).Text("↑"),
					dom.Idle(app.Button().ID(id+"-down").Type("button").Aria("label", t.MoveDown(c.Name)), c.Off, c.Last).
						OnClick(c.down).Text("↓"),
					dom.Idle(app.Button().ID(id+"-remove").Type("button").Aria("label", t.RemoveLayer(c.Name)), c.Off, false).
						OnClick(c.remove).Text("×"),
				),
			),
			c.parameters(),
			c.remedy(),
		),
	)
}

// remedy is what is wrong with the layer, what to do, and where one press does it, the button.
func (c *layerCard) remedy() app.UI {
	return app.Div().Class("remedy").Body(
		app.P().ID(opened.LayerID(c.Index)+"-note").Class("problem").Text(c.problem()),
		app.If(c.Wrong && c.Problem.Reason == protocol.NeedsFlatten, func() app.UI {
			return app.Button().Type("button").OnClick(c.flatten).Text(c.Text.InsertFlatten())
		}),
	)
}

// problem tells in words what is wrong with the layer, or nothing.
func (c *layerCard) problem() string {
	if !c.Wrong {
		return ""
	}
	return c.Text.LayerProblem(c.Problem)
}

// parameters are the fields of the layer's kind.
func (c *layerCard) parameters() app.UI {
	of := c.Draft.Layer.Kind.Parameters()
	if of == nil {
		return app.Div()
	}
	return app.Div().Class("parameters").Body(
		app.Range(of).Slice(func(i int) app.UI {
			p := of[i]
			form := &settings.ParameterForms[p]
			id, control := opened.LayerID(c.Index)+"-"+form.ID, c.typed
			if form.Options(c.Text) != nil {
				control = c.chosen
			}
			return app.Div().Body(app.Label().For(id).Text(form.Name(c.Text)), control(id, p))
		}),
	)
}

// typed is the field of a parameter that is typed.
func (c *layerCard) typed(id string, p protocol.Parameter) app.UI {
	mode := "numeric"
	if !p.Limits().Whole {
		mode = "decimal"
	}
	wrong := c.Problem.Reason == protocol.ParameterOutside && c.Problem.Parameter == p
	return dom.Invalid(dom.Disabled(app.Input().ID(id).Type("text"), c.Off), c.Wrong && wrong).Attr("inputmode", mode).
		Attr("autocomplete", "off").Value(c.Draft.Typed[p]).Aria("describedby", opened.LayerID(c.Index)+"-note").
		OnInput(func(ctx app.Context, _ app.Event) { c.input(ctx, p) }, app.EventScope(p)).OnChange(c.commit)
}

// chosen is the field of a parameter that is chosen.
func (c *layerCard) chosen(id string, p protocol.Parameter) app.UI {
	form := &settings.ParameterForms[p]
	return dom.Disabled(dom.Choice(id, form.Options(c.Text), form.Index(p.Get(&c.Draft.Layer))), c.Off).
		Aria("describedby", opened.LayerID(c.Index)+"-note").
		OnChange(func(ctx app.Context, _ app.Event) { c.choose(ctx, p) }, app.EventScope(p))
}

// current is the layer as it stands now, which may be newer than what is shown: two events may come between two frames. It is
// false when the card shows another layer, or one that is gone.
func (c *layerCard) current() (settings.Draft, bool) {
	stack := c.Editing.stack()
	if c.Index >= len(stack) || stack[c.Index].Layer.Kind != c.Draft.Layer.Kind {
		return settings.Draft{}, false
	}
	return stack[c.Index], true
}

func (c *layerCard) input(ctx app.Context, p protocol.Parameter) {
	if now, ok := c.current(); ok {
		c.Editing.lab.TypeLayers(c.Editing.stack().With(c.Index, now.Type(p, ctx.JSSrc().Get("value").String())))
	}
}

func (c *layerCard) commit(app.Context, app.Event) { c.Editing.lab.Commit() }

// choose puts what was chosen in a select into the layer.
func (c *layerCard) choose(ctx app.Context, p protocol.Parameter) {
	i, err := strconv.Atoi(ctx.JSSrc().Get("value").String())
	if now, ok := c.current(); ok && err == nil {
		c.Editing.change(c.Editing.stack().With(c.Index, now.Choose(p, i)), "")
	}
}

func (c *layerCard) up(app.Context, app.Event) { c.move(-1, "-up") }

func (c *layerCard) down(app.Context, app.Event) { c.move(1, "-down") }

// shown reports whether the stack is still as the card shows it, so that a second press before the next frame takes no other
// layer.
func (c *layerCard) shown() bool {
	now, ok := c.current()
	return ok && now == c.Draft
}

// move takes the layer one place on, and the focus with it.
func (c *layerCard) move(by int, button string) {
	to := c.Index + by
	if e := c.Editing; c.shown() && to >= 0 && to < len(e.stack()) {
		e.change(e.stack().Moved(c.Index, to), c.Text.LayerMoved(c.Name, to+1))
		e.lab.Focus(opened.LayerID(to) + button)
	}
}

// remove takes the layer out. The focus goes to the one that comes into its place.
func (c *layerCard) remove(app.Context, app.Event) {
	e := c.Editing
	if !c.shown() {
		return
	}
	e.change(e.stack().Without(c.Index), c.Text.LayerRemoved(c.Name))
	switch n := len(e.stack()); {
	case n == 0:
		e.lab.Focus("kind")
	default:
		e.lab.Focus(opened.LayerID(min(c.Index, n-1)) + "-remove")
	}
}

func (c *layerCard) flatten(app.Context, app.Event) {
	if c.shown() {
		c.Editing.insertFlatten(c.Index)
	}
}

package layers

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// layerCard is one layer of the editor. go-app keeps its element when layers move: what it shows comes from outside.
type layerCard struct {
	app.Compo

	Editing *Editing
	Text    words
	Index   int
	Last    bool
	Name    string
	Draft   settings.Draft
	Output  string // shape; "" after a layer that is wrong
	Params  string
	Problem string
	Reason  protocol.ProblemReason
	Wrong   bool
	Off     bool
	Dragged bool
}

func (c *layerCard) Render() app.UI {
	t, id := c.Text, settings.LayerID(c.Index)
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
		app.P().ID(settings.LayerID(c.Index)+"-note").Class("problem").Text(c.Problem),
		app.If(c.Wrong && c.Reason == protocol.NeedsFlatten, func() app.UI {
			return app.Button().Type("button").OnClick(c.flatten).Text(c.Text.InsertFlatten())
		}),
	)
}

// parameters are the fields of the layer's kind.
func (c *layerCard) parameters() app.UI {
	t, l := c.Text, c.Draft.Layer
	var controls []app.UI
	if label := settings.LayerNumber(l.Kind, t); label != "" {
		mode, outside := "numeric", protocol.UnitsOutside
		if l.Kind == protocol.Dropout {
			mode, outside = "decimal", protocol.RateOutside
		}
		controls = append(controls, c.typed(label, mode, outside))
	}
	if settings.Windowed(l.Kind) {
		controls = append(controls,
			c.chosen("size", t.WindowSize(), sizeNames, l.Size-1, c.setSize),
			c.chosen("stride", t.Stride(), c.strideNames(), c.stride(), c.setStride),
			c.chosen("padding", t.Padding(), []string{"valid", "same"}, map[bool]int{true: 1}[l.Same], c.setPadding),
		)
	}
	if l.Weighted() {
		controls = append(controls, c.chosen("activation", t.Activation(), settings.ActivationSetting.Options(t), int(l.Activation), c.setActivation))
	}
	if controls == nil {
		return app.Div()
	}
	return app.Div().Class("parameters").Body(controls...)
}

// typed is the one number of a layer that is typed.
func (c *layerCard) typed(label, mode string, outside protocol.ProblemReason) app.UI {
	id := settings.LayerID(c.Index) + "-number"
	return app.Div().Body(
		app.Label().For(id).Text(label),
		dom.Invalid(dom.Disabled(app.Input().ID(id).Type("text"), c.Off), c.Wrong && c.Reason == outside).Attr("inputmode", mode).
			Attr("autocomplete", "off").Value(c.Draft.Typed).Aria("describedby", settings.LayerID(c.Index)+"-note").
			OnInput(c.input).OnChange(c.commit),
	)
}

func (c *layerCard) chosen(name, label string, names []string, chosen int, choose app.EventHandler) app.UI {
	id := settings.LayerID(c.Index) + "-" + name
	return app.Div().Body(
		app.Label().For(id).Text(label),
		dom.Disabled(dom.Choice(id, names, chosen), c.Off).Aria("describedby", settings.LayerID(c.Index)+"-note").OnChange(choose),
	)
}

var sizeNames = func() (names []string) {
	for n := range protocol.MaxSize {
		names = append(names, i18n.Shape([]int{n + 1, n + 1}))
	}
	return names
}()

// strideNames are the strides that may be chosen. A pool's first is that of its window, which it follows.
func (c *layerCard) strideNames() (names []string) {
	if c.Draft.Layer.Kind != protocol.Conv2D {
		names = []string{c.Text.WindowStride()}
	}
	for n := range protocol.MaxSize {
		names = append(names, strconv.Itoa(n+1))
	}
	return names
}

// stride is the chosen one of strideNames. A Conv2D's stride of 1 and its standard are the same.
func (c *layerCard) stride() int {
	if c.Draft.Layer.Kind == protocol.Conv2D {
		return max(c.Draft.Layer.Stride, 1) - 1
	}
	return c.Draft.Layer.Stride
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

func (c *layerCard) input(ctx app.Context, _ app.Event) {
	changed, ok := c.current()
	if !ok {
		return
	}
	changed.Typed = ctx.JSSrc().Get("value").String()
	c.Editing.lab.TypeLayers(c.Editing.stack().With(c.Index, changed))
}

func (c *layerCard) commit(app.Context, app.Event) { c.Editing.lab.Commit() }

func (c *layerCard) setSize(ctx app.Context, _ app.Event) {
	c.set(ctx, func(l *protocol.Layer, i int) { l.Size = i + 1 })
}

func (c *layerCard) setStride(ctx app.Context, _ app.Event) {
	c.set(ctx, func(l *protocol.Layer, i int) {
		if l.Stride = i; l.Kind == protocol.Conv2D && i > 0 {
			l.Stride = i + 1
		}
	})
}

func (c *layerCard) setPadding(ctx app.Context, _ app.Event) {
	c.set(ctx, func(l *protocol.Layer, i int) { l.Same = i == 1 })
}

func (c *layerCard) setActivation(ctx app.Context, _ app.Event) {
	c.set(ctx, func(l *protocol.Layer, i int) { l.Activation = protocol.Activation(i) })
}

// set puts what was chosen in a select into the layer.
func (c *layerCard) set(ctx app.Context, put func(l *protocol.Layer, i int)) {
	i, err := strconv.Atoi(ctx.JSSrc().Get("value").String())
	changed, ok := c.current()
	if err != nil || !ok {
		return
	}
	put(&changed.Layer, i)
	c.Editing.change(c.Editing.stack().With(c.Index, changed), "")
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
		e.lab.Focus(settings.LayerID(to) + button)
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
		e.lab.Focus(settings.LayerID(min(c.Index, n-1)) + "-remove")
	}
}

func (c *layerCard) flatten(app.Context, app.Event) {
	if c.shown() {
		c.Editing.insertFlatten(c.Index)
	}
}

package layers

import (
	"slices"
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/opened"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// editor is the stack of layers as cards, between the input and the last layer, which every network has.
type editor struct {
	app.Compo

	Editing *editing
	Text    words

	stop func()
}

func (e *editor) OnMount(ctx app.Context) {
	e.stop = e.Editing.lab.Rerender(ctx, lab.RunTopic, 0)
}

func (e *editor) OnDismount() { e.stop() }

func (e *editor) Render() app.UI {
	t, l := e.Text, e.Editing.lab
	stack := e.Editing.stack()
	names := stack.Names()
	infos, problem := protocol.Describe(l.Fields().Data().Side(), stack.Layers())
	total := protocol.TotalParams(infos)
	return app.Div().Class("editor").Body(
		app.Ol().Class("stack").Aria("label", t.StackLabel()).Body(
			app.Li().Class("layer fixed").Body(
				app.Div().Class("title").Body(app.Strong().Text(t.InputLayer()), app.Span().Class("flow").Text(i18n.Shape([]int{l.Fields().Data().Side(), l.Fields().Data().Side(), 1}))),
			),
			app.Range(stack).Slice(func(i int) app.UI {
				c := &layerCard{Editing: e.Editing, Text: t, Index: i, Last: i == len(stack)-1, Name: names[i], Draft: stack[i],
					Off: !l.Session().Usable(), Dragged: e.Editing.drag.on && e.Editing.drag.at == i}
				if i < len(infos) {
					c.Output, c.Params = i18n.Shape(infos[i].Output), i18n.Grouped(infos[i].Params)
				}
				if problem != nil && problem.Layer == i {
					c.Problem, c.Wrong = *problem, true
				}
				return c
			}),
			e.last(infos, problem),
		),
		e.built(total, problem),
		app.Div().Class("add").Body(
			app.Label().For("kind").Text(t.LayerToAdd()),
			dom.Disabled(dom.Choice("kind", settings.LayerNames(), int(e.Editing.kind)), !l.Session().Usable()).OnChange(e.chooseKind),
			dom.Idle(app.Button().Type("button"), !l.Session().Usable(), len(stack) >= protocol.MaxLayers).OnClick(e.add).Text(t.AddLayer()),
			dom.Idle(app.Button().Type("button"), !l.Session().Usable(), !l.MayUndoLayers()).OnClick(e.undo).Text(t.UndoLayers()),
			app.P().Class("help").Attr("role", "status").Text(e.news()),
		),
	)
}

// built says how the stack and the network that is built stand to each other, and how many parameters the stack has.
func (e *editor) built(total int, problem *protocol.Problem) app.UI {
	t, built := e.Text, e.Editing.lab.Session().Built
	said, class := t.StackWaits(), "note"
	switch {
	case problem != nil:
		said, class = t.StackWrong(), "problem"
	case built == nil:
		said, class = t.ControlsLoading(), "help"
	case slices.Equal(e.Editing.stack().Layers(), built.Settings.Layers) && e.Editing.lab.Fields().Data().Side() == built.Settings.Data.Side():
		said, class = t.StackBuilt(), "help"
	}
	return app.Div().Class("built").Body(
		app.P().ID("built").Class(class).Attr("role", "status").Text(said),
		app.If(problem == nil, func() app.UI {
			return app.P().Class("total").Text(t.TotalParameters(i18n.Each(total, e.Editing.lab.Fields().Members())))
		}),
	)
}

// last is the card of the layer that every network ends with.
func (e *editor) last(infos []protocol.LayerInfo, problem *protocol.Problem) app.UI {
	t, n := e.Text, len(e.Editing.stack())
	flow := "–"
	if n < len(infos) {
		flow = t.Flow(i18n.Shape(infos[n].Output), i18n.Grouped(infos[n].Params))
	}
	wrong := problem != nil && problem.Layer >= n
	class := "layer fixed"
	if wrong {
		class += " wrong"
	}
	return app.Li().ID(opened.LayerID(n)).Class(class).TabIndex(-1).Body(
		app.Div().Class("title").Body(app.Strong().Text(t.LastLayer()), app.Span().Class("flow").Text(flow)),
		app.P().Class("help").Text(t.LastLayerHelp()),
		app.If(wrong, func() app.UI {
			return app.Div().Class("remedy").Body(
				app.P().Class("problem").Text(t.LayerProblem(*problem)),
				app.If(problem.Reason == protocol.NeedsFlatten, func() app.UI {
					return app.Button().Type("button").OnClick(e.flatten).Text(t.InsertFlatten())
				}),
			)
		}),
	)
}

// news says where the last layer went that was added, or why none can be.
func (e *editor) news() string {
	if len(e.Editing.stack()) >= protocol.MaxLayers {
		return e.Text.StackFull(protocol.MaxLayers)
	}
	return e.Editing.news
}

func (e *editor) chooseKind(ctx app.Context, _ app.Event) {
	if i, err := strconv.Atoi(ctx.JSSrc().Get("value").String()); err == nil && i < int(protocol.LayerKinds) {
		e.Editing.kind = protocol.LayerKind(i)
	}
}

func (e *editor) add(app.Context, app.Event) {
	stack := e.Editing.stack()
	if len(stack) >= protocol.MaxLayers {
		return
	}
	stack, at := stack.Added(e.Editing.kind, e.Editing.lab.Fields().Data().Side())
	e.Editing.change(stack, e.Text.LayerAdded(stack.Names()[at], at+1))
}

func (e *editor) undo(app.Context, app.Event) { e.Editing.undo() }

func (e *editor) flatten(app.Context, app.Event) { e.Editing.insertFlatten(len(e.Editing.stack())) }

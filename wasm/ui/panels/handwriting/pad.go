package handwriting

import (
	"strconv"
	"time"

	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// predictionsEvery is the minimum interval between two renderings of the samples' predictions.
const predictionsEvery = 200 * time.Millisecond

// roundPart asks for the ten digits, one after the other, with a canvas to draw them on.
type roundPart struct {
	app.Compo

	Handwriting *handwriting
	Text        words

	stop func()
}

func (c *roundPart) OnMount(ctx app.Context) {
	c.stop = c.Handwriting.lab.Rerender(ctx, handwritingTopic, 0)
}

func (c *roundPart) OnDismount() { c.stop() }

func (c *roundPart) Render() app.UI {
	t, h := c.Text, c.Handwriting
	r := &h.round
	if !r.on {
		return app.Div().Class("mine-part").Body(
			app.H3().Text(t.Begin(len(h.samples) > 0)),
			dom.Disabled(app.Button().ID("mine-begin").Type("button").Class("primary"), app.IsServer).OnClick(c.begin).
				Text(t.Begin(len(h.samples) > 0)),
		)
	}
	note := t.Keys()
	if r.missed {
		note = t.Missed(r.digit)
	}
	return app.Div().Class("mine-part round").Body(
		app.H3().ID("mine-prompt").Aria("live", "polite").Text(t.Prompt(r.digit)),
		app.Div().Class("mine-progress").Body(
			dom.Bar(float64(r.digit+1)/10),
			app.Span().Class("number").Text(t.Progress(r.digit+1)),
		),
		&sheet{Handwriting: c.Handwriting, Text: t, Prompt: t.Prompt(r.digit), Empty: r.drawing.Empty()},
		app.Div().Class("buttons two").Body(
			app.Button().ID("mine-clear").Type("button").Aria("label", t.Clear()+": "+t.Heading()).OnClick(c.clear).Text(t.Clear()),
			app.Button().ID("mine-undo").Type("button").Aria("label", t.Undo()+": "+t.Heading()).OnClick(c.undo).Text(t.Undo()),
			app.Button().ID("mine-skip").Type("button").OnClick(c.skip).Text(t.Skip()),
			app.Button().ID("mine-next").Type("button").Class("primary").OnClick(c.next).Text(t.Next()),
		),
		app.P().ID("mine-note").Class("help").Aria("live", "polite").Text(note),
		app.Button().Type("button").OnClick(c.end).Text(t.Stop()),
	)
}

func (c *roundPart) begin(app.Context, app.Event) {
	c.Handwriting.beginRound()
	c.Handwriting.lab.MoveFocus("mine-canvas") // the pressed button disappears
}

func (c *roundPart) clear(app.Context, app.Event) { c.Handwriting.clearDigit() }

func (c *roundPart) undo(app.Context, app.Event) { c.Handwriting.undoDigit() }

func (c *roundPart) skip(app.Context, app.Event) {
	c.Handwriting.skipDigit()
	c.ended()
}

func (c *roundPart) next(app.Context, app.Event) {
	c.Handwriting.keepDigit()
	c.ended()
}

func (c *roundPart) end(app.Context, app.Event) {
	c.Handwriting.endRound()
	c.ended()
}

// ended moves the focus when the round and its buttons have disappeared. It must not go to a button: the key may still be held
// down.
func (c *roundPart) ended() {
	if !c.Handwriting.round.on {
		c.Handwriting.lab.MoveFocus("mine-heading")
	}
}

// sheet is the canvas on which a digit of the round is drawn.
type sheet struct {
	app.Compo

	Handwriting *handwriting
	Text        words
	Prompt      string
	Empty       bool

	canvas app.Value
	pen    sketch.Pen
	stop   func()
}

func (c *sheet) OnMount(ctx app.Context) {
	c.canvas = app.Window().GetElementByID("mine-canvas")
	c.stop = c.Handwriting.lab.Subscribe(sheetTopic|handwritingTopic|lab.ColoursTopic, 0, c.paint)
}

func (c *sheet) OnDismount() { c.stop() }

func (c *sheet) paint() {
	sketch.PaintSheet(c.canvas, c.Handwriting.round.drawing.Content, c.Handwriting.lab.Colours().Ink)
}

func (c *sheet) Render() app.UI {
	return app.Div().Class("paper small").Body(
		app.Canvas().ID("mine-canvas").TabIndex(0).Attr("role", "img").Aria("label", c.Prompt).Aria("describedby", "mine-note").
			On("pointerdown", c.down).
			On("pointermove", c.move).
			On("pointerup", c.up).
			On("pointercancel", c.cancel).
			On("lostpointercapture", c.up).
			On("keydown", c.key),
		dom.Decorative(app.P()).Class("prompt "+dom.Shown(c.Empty)).Text(c.Prompt),
	)
}

func (c *sheet) down(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if d, ok := c.pen.Lower(c.canvas, e, c.Handwriting.round.drawing); ok {
		c.Handwriting.drawDigit(d.Begin(sketch.At(c.canvas, e.Value)))
	}
}

func (c *sheet) move(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if c.pen.Draws(e) {
		c.Handwriting.round.drawing = c.Handwriting.round.drawing.Extend(sketch.PointsOn(c.canvas, e.Value)...)
		c.Handwriting.lab.Invalidate(sheetTopic)
	}
}

func (c *sheet) up(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	c.pen.Lift(e)
}

// cancel takes back the stroke of a pointer that the browser has given up.
func (c *sheet) cancel(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if d, ok := c.pen.Cancel(e, c.Handwriting.round.drawing); ok {
		c.Handwriting.drawDigit(d)
	}
}

// key handles the keys on this canvas, as the page does on the canvas of the stage.
func (c *sheet) key(ctx app.Context, e app.Event) {
	k := dom.KeyOf(e.Value)
	c.pen.Down = false
	switch did := k.Shortcut(); {
	case k.Name == "Enter" && !k.Repeat:
		c.Handwriting.keepDigit()
		if !c.Handwriting.round.on {
			c.Handwriting.lab.MoveFocus("mine-heading")
		}
	case did == dom.ClearShortcut:
		c.Handwriting.clearDigit()
	case did == dom.UndoShortcut:
		c.Handwriting.undoDigit()
	default:
		return
	}
	e.PreventDefault()
}

// thumbnail is a small picture of a digit's strokes, in the colour of the text.
func thumbnail(strokes []sketch.Stroke) app.UI {
	const side = 100
	paths := make([]app.UI, len(strokes))
	for i, s := range strokes {
		paths[i] = app.Elem("path").XMLNS(dom.SvgNamespace).Attr("d", s.Path(side))
	}
	return dom.Decorative(app.Elem("svg").XMLNS(dom.SvgNamespace)).
		Attr("class", "thumbnail").
		Attr("viewBox", "0 0 100 100").
		Attr("stroke-width", strconv.FormatFloat(sketch.Nib*side, 'f', 2, 64)).
		Body(paths...)
}

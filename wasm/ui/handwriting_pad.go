package ui

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// mineEvery is how often what follows the readings of the samples is rendered at most.
const mineEvery = 200 * time.Millisecond

// mineRound asks for the ten digits and has a canvas for them.
type mineRound struct {
	app.Compo

	Handwriting *handwriting
	Text        handwritingWords

	stop func()
}

func (c *mineRound) OnMount(ctx app.Context) {
	c.stop = c.Handwriting.lab.rerender(ctx, handwritingTopic, 0)
}

func (c *mineRound) OnDismount() { c.stop() }

func (c *mineRound) Render() app.UI {
	t, h := c.Text, c.Handwriting
	r := &h.round
	if !r.on {
		return app.Div().Class("mine-part").Body(
			app.H3().Text(t.MineBegin(len(h.samples) > 0)),
			disabled(app.Button().ID("mine-begin").Type("button").Class("primary"), app.IsServer).OnClick(c.begin).
				Text(t.MineBegin(len(h.samples) > 0)),
		)
	}
	note := t.MineKeys()
	if r.missed {
		note = t.MineMissed(r.digit)
	}
	return app.Div().Class("mine-part round").Body(
		app.H3().ID("mine-prompt").Aria("live", "polite").Text(t.MinePrompt(r.digit)),
		app.Div().Class("mine-progress").Body(
			bar(float64(r.digit+1)/10),
			app.Span().Class("number").Text(t.MineProgress(r.digit+1)),
		),
		&minePad{Handwriting: c.Handwriting, Text: t, Prompt: t.MinePrompt(r.digit), Empty: r.drawing.empty()},
		app.Div().Class("buttons two").Body(
			app.Button().ID("mine-clear").Type("button").Aria("label", t.Clear()+": "+t.MineHeading()).OnClick(c.clear).Text(t.Clear()),
			app.Button().ID("mine-undo").Type("button").Aria("label", t.Undo()+": "+t.MineHeading()).OnClick(c.undo).Text(t.Undo()),
			app.Button().ID("mine-skip").Type("button").OnClick(c.skip).Text(t.MineSkip()),
			app.Button().ID("mine-next").Type("button").Class("primary").OnClick(c.next).Text(t.MineNext()),
		),
		app.P().ID("mine-note").Class("help").Aria("live", "polite").Text(note),
		app.Button().Type("button").OnClick(c.end).Text(t.MineStop()),
	)
}

func (c *mineRound) begin(app.Context, app.Event) {
	c.Handwriting.beginRound()
	c.Handwriting.lab.moveFocus("mine-canvas") // the button that was pressed goes
}

func (c *mineRound) clear(app.Context, app.Event) { c.Handwriting.clearDigit() }

func (c *mineRound) undo(app.Context, app.Event) { c.Handwriting.undoDigit() }

func (c *mineRound) skip(app.Context, app.Event) {
	c.Handwriting.skipDigit()
	c.ended()
}

func (c *mineRound) next(app.Context, app.Event) {
	c.Handwriting.keepDigit()
	c.ended()
}

func (c *mineRound) end(app.Context, app.Event) {
	c.Handwriting.endRound()
	c.ended()
}

// ended keeps the focus when the round and its buttons have gone. Not on a button: the key may still be held down.
func (c *mineRound) ended() {
	if !c.Handwriting.round.on {
		c.Handwriting.lab.moveFocus("mine-heading")
	}
}

// minePad is the canvas that a digit is drawn on.
type minePad struct {
	app.Compo

	Handwriting *handwriting
	Text        handwritingWords
	Prompt      string
	Empty       bool

	canvas app.Value
	pen    pen
	stop   func()
}

func (c *minePad) OnMount(ctx app.Context) {
	c.canvas = app.Window().GetElementByID("mine-canvas")
	c.stop = c.Handwriting.lab.subscribe(sheetTopic|handwritingTopic|coloursTopic, 0, c.paint)
}

func (c *minePad) OnDismount() { c.stop() }

func (c *minePad) paint() {
	paintSheet(c.canvas, c.Handwriting.round.drawing.content, c.Handwriting.lab.Colours().ink)
}

func (c *minePad) Render() app.UI {
	return app.Div().Class("paper small").Body(
		app.Canvas().ID("mine-canvas").TabIndex(0).Attr("role", "img").Aria("label", c.Prompt).Aria("describedby", "mine-note").
			On("pointerdown", c.down).
			On("pointermove", c.move).
			On("pointerup", c.up).
			On("pointercancel", c.up).
			On("lostpointercapture", c.up).
			On("keydown", c.key),
		decorative(app.P()).Class("prompt "+shown(c.Empty)).Text(c.Prompt),
	)
}

func (c *minePad) down(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if at, ok := c.pen.lower(c.canvas, e); ok {
		c.Handwriting.drawDigit(c.Handwriting.round.drawing.begin(at))
	}
}

func (c *minePad) move(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if c.pen.draws(e) {
		c.Handwriting.round.drawing = c.Handwriting.round.drawing.extend(pointsOn(c.canvas, e.Value)...)
		c.Handwriting.lab.invalidate(sheetTopic)
	}
}

func (c *minePad) up(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	c.pen.lift(e)
}

// key does on this canvas what the keys of the page do on the other.
func (c *minePad) key(ctx app.Context, e app.Event) {
	k := keyOf(e.Value)
	c.pen.down = false
	switch did := k.shortcut(); {
	case k.name == "Enter" && !k.repeat:
		c.Handwriting.keepDigit()
		if !c.Handwriting.round.on {
			c.Handwriting.lab.moveFocus("mine-heading")
		}
	case did == clearShortcut:
		c.Handwriting.clearDigit()
	case did == undoShortcut:
		c.Handwriting.undoDigit()
	default:
		return
	}
	e.PreventDefault()
}

// thumbnail is a digit as it was drawn, in the colour of the text.
func thumbnail(strokes []stroke) app.UI {
	const side = 100
	paths := make([]app.UI, len(strokes))
	for i, s := range strokes {
		paths[i] = app.Elem("path").XMLNS(svgNamespace).Attr("d", s.path(side))
	}
	return decorative(app.Elem("svg").XMLNS(svgNamespace)).
		Attr("class", "thumbnail").
		Attr("viewBox", "0 0 100 100").
		Attr("stroke-width", strconv.FormatFloat(nib*side, 'f', 2, 64)).
		Body(paths...)
}

package draw

import (
	"slices"
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// whyAside is the ID of the aside that explains the reading.
const whyAside = "why"

// why explains a prediction: the second choice, the most similar training digits, and the places of the picture that the prediction
// depends on.
type why struct {
	app.Compo

	Board *Board
	Text  Words

	listed bool // the map is shown in numbers too
	stop   func()
}

func (w *why) OnMount(ctx app.Context) {
	// The canvases depend on what is rendered.
	redraw := w.Board.lab.Redraw(ctx)
	w.stop = w.Board.lab.Add(&scheduler.Subscription{Topics: lab.PredictionTopic | lab.ColoursTopic, Every: scheduler.LegibleTime, Renders: true, Show: func() {
		redraw()
		w.Board.lab.AfterRender(w.paint)
	}})
	w.Board.lab.AfterRender(w.paint)
}

func (w *why) OnDismount() { w.stop() }

// OnUpdate paints again after a rendering in another language.
func (w *why) OnUpdate(app.Context) { w.Board.lab.AfterRender(w.paint) }

func (w *why) list(ctx app.Context, _ app.Event) { w.listed = ctx.JSSrc().Get("open").Bool() }

// prediction returns the prediction that is explained, or nil.
func (w *why) prediction() *protocol.Prediction {
	if p := w.Board.lab.Session().Prediction; p != nil && len(p.Nearest) > 0 && len(p.Occlusion) == len(p.Picture) {
		return p
	}
	return nil
}

func (w *why) paint() {
	p := w.prediction()
	if p == nil {
		return
	}
	for i, n := range p.Nearest {
		if canvas := app.Window().GetElementByID(nearID(i)); canvas.Truthy() && len(n.Picture) == len(p.Picture) {
			sketch.PaintPicture(canvas, n.Picture, p.Data, w.Board.lab.Colours().Ink)
		}
	}
	if canvas := app.Window().GetElementByID("occlusion"); canvas.Truthy() {
		paintOcclusion(canvas, p, w.Board.lab.Colours())
	}
}

func nearID(i int) string { return "near-" + strconv.Itoa(i) }

func (w *why) Render() app.UI {
	t, p := w.Text, w.prediction()
	if p == nil {
		return app.P().Class("help").Text(t.WhyNothing())
	}
	near := make([]app.UI, len(p.Nearest))
	for i, n := range p.Nearest {
		distance := strconv.FormatFloat(float64(n.Distance), 'f', 2, 32)
		near[i] = app.Li().Body(
			dom.Decorative(app.Canvas().ID(nearID(i)).Width(1).Height(1)),
			dom.Decorative(app.B()).Text(strconv.Itoa(int(n.Label))),
			dom.Decorative(app.Span()).Class("soft").Text(distance),
			app.Span().Class("spoken").Text(t.NearDigit(int(n.Label), distance)),
		)
	}
	said := occlusionText(p, t)
	return app.Div().Class("reasons").Body(
		app.P().Text(choicesText(p, t)),
		app.H3().ID("nearest-heading").Text(t.NearestHeading()),
		app.P().Class("help").Text(t.NearestHelp()),
		app.Ol().Class("nearest").Aria("labelledby", "nearest-heading").Body(near...),
		app.H3().Text(t.OcclusionHeading()),
		app.P().Class("help").Text(t.OcclusionHelp()),
		app.Figure().Class("occlusion").Body(
			app.Canvas().ID("occlusion").Width(1).Height(1).Attr("role", "img").Aria("label", said),
			app.FigCaption().Text(said),
		),
		app.Details().OnToggle(w.list).Body(
			app.Summary().Text(t.OcclusionValues()),
			app.If(w.listed, func() app.UI {
				return valuesTable(t.OcclusionValues(), p.Data.Side(), p.Occlusion, func(v float32) string { return minus(i18n.WholePercent(v)) })
			}),
		),
	)
}

// choicesText returns the two most likely digits and the distance of their shares, as a sentence.
func choicesText(p *protocol.Prediction, t Words) string {
	first, share := winner(p)
	second, less := runnerUp(p)
	return t.Choices(first, i18n.WholePercent(share), second, i18n.WholePercent(less), i18n.WholePercent(share)-i18n.WholePercent(less))
}

// leastFall is the minimum fall of a probability that is mentioned.
const leastFall = .05

// occlusionText says where the ink is that the prediction depends on most.
func occlusionText(p *protocol.Prediction, t Words) string {
	digit, _ := winner(p)
	most := slices.Max(p.Occlusion)
	if most < leastFall {
		return t.NoPlaceMatters(digit)
	}
	side := p.Data.Side()
	at := slices.Index(p.Occlusion, most)
	return t.PlaceMatters(digit, at/side+1, at%side+1, i18n.WholePercent(most))
}

// minus formats a whole number; the minus is the typographic one.
func minus(n int) string {
	if n < 0 {
		return "−" + strconv.Itoa(-n)
	}
	return strconv.Itoa(n)
}

// paintOcclusion draws the picture, faintly, and over each place a square whose size is the fall of the probability without the ink
// there. The square is empty where the probability rises.
func paintOcclusion(canvas app.Value, p *protocol.Prediction, c dom.Colours) {
	side, most := p.Data.Side(), p.Data.Most()
	cell := float64(max(2, 192/side))
	canvas.Set("width", cell*float64(side))
	canvas.Set("height", cell*float64(side))
	context := canvas.Call("getContext", "2d")
	ink := "rgb(" + strconv.Itoa(int(c.Ink[0])) + " " + strconv.Itoa(int(c.Ink[1])) + " " + strconv.Itoa(int(c.Ink[2])) + ")"
	context.Set("lineWidth", 2)
	context.Set("strokeStyle", c.Training)
	for i, fall := range p.Occlusion {
		x, y := float64(i%side)*cell, float64(i/side)*cell
		context.Set("fillStyle", ink)
		context.Set("globalAlpha", .4*float64(p.Picture[i])/float64(most))
		context.Call("fillRect", x, y, cell, cell)
		context.Set("globalAlpha", 1)
		length := cell * min(1, max(float64(fall), float64(-fall)))
		inset := (cell - length) / 2
		switch {
		case fall >= .01:
			context.Set("fillStyle", c.Validation)
			context.Call("fillRect", x+inset, y+inset, length, length)
		case fall <= -.01 && length > 2:
			context.Call("strokeRect", x+inset+1, y+inset+1, length-2, length-2)
		}
	}
}

package draw

import (
	"bytes"
	"slices"
	"strconv"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/session"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// PredictionCard shows what the network predicts for the drawing: the predicted digit, its input and the ten shares. What a person
// who draws waits for are components of their own, because they are rendered after every point.
type PredictionCard struct {
	app.Compo

	Board *Board
	Text  Words

	stops   []func()
	picture []byte // the painted picture, and its colour
	ink     [3]byte

	heard   string               // the last text for screen readers
	told    *protocol.Prediction // the prediction that it describes
	changed time.Time            // when the prediction changed last
	waiting bool                 // a changed prediction waits to be settled
}

const (
	// leastShare is the minimum share of a predicted digit: below it, the nine others together are more likely.
	leastShare = .5
	// settleTime is the time that a prediction must stay the same before screen readers get it.
	settleTime = 500 * time.Millisecond
)

// Results of predictedDigit that are no digit.
const (
	noPrediction = -1 - iota
	severalDigits
	guessed
	unsure
)

// predictedDigit returns the predicted digit, or one of the constants above.
func predictedDigit(p *protocol.Prediction) int {
	switch {
	case p == nil:
		return noPrediction
	case p.Guess():
		return guessed
	case p.Finding == protocol.SeveralDigits:
		return severalDigits
	}
	return sureDigit(p.Finding, p.Probabilities)
}

// sureDigit returns the digit with the largest share, or unsure.
func sureDigit(f protocol.Finding, probabilities []float32) int {
	digit, share := protocol.Likeliest(probabilities)
	if share < leastShare || f == protocol.NoDigit {
		return unsure
	}
	return digit
}

// largeText returns what is predicted in large type: a digit, or several, with a ? for each of which the network is not sure.
func largeText(p *protocol.Prediction) (large string) {
	mark := func(digit int) string {
		if digit < 0 {
			return "?"
		}
		return strconv.Itoa(digit)
	}
	switch digit := predictedDigit(p); digit {
	case noPrediction:
		return ""
	case severalDigits:
		for _, d := range p.Digits {
			large += mark(sureDigit(d.Finding, d.Probabilities))
		}
		return large
	default:
		return mark(digit)
	}
}

// predictionText returns a prediction as a sentence, without the second choice.
func predictionText(p *protocol.Prediction, t Words) string {
	switch digit := predictedDigit(p); digit {
	case noPrediction:
		return ""
	case severalDigits:
		percents := make([]int, len(p.Digits))
		for i, d := range p.Digits {
			_, share := protocol.Likeliest(d.Probabilities)
			percents[i] = i18n.WholePercent(share)
		}
		return t.SeveralPredicted(largeText(p), percents)
	case guessed:
		return t.Guess()
	case unsure:
		return t.Unsure()
	default:
		return t.Prediction(digit, i18n.WholePercent(p.Probabilities[digit]))
	}
}

// winner returns the digit with the largest share.
func winner(p *protocol.Prediction) (digit int, share float32) {
	return protocol.Likeliest(p.Probabilities)
}

// fullText returns a prediction as a sentence, with the second choice if there is one.
func fullText(p *protocol.Prediction, t Words) string {
	digit := predictedDigit(p)
	switch digit {
	case noPrediction:
		return t.PredictionNothing()
	case severalDigits: // their shares stand below it
		return t.SeveralPredicted(largeText(p), nil)
	}
	second, share := runnerUp(p)
	if digit < 0 || i18n.WholePercent(share) == 0 {
		return predictionText(p, t)
	}
	return t.PredictionElse(digit, i18n.WholePercent(p.Probabilities[digit]), second, i18n.WholePercent(share))
}

// saidOf is the sentence beside the large digit: the prediction, or that there is none, and why.
func saidOf(s session.Session, t Words) string {
	if nothingFound(s) {
		return t.NoDigitFound()
	}
	return fullText(s.Prediction, t)
}

// nothingFound reports whether there is a picture, but nothing that could be a digit in it.
func nothingFound(s session.Session) bool {
	return s.Prediction == nil && s.Inkless == s.Drawing && s.Drawing > s.Wiped
}

// runnerUp returns the digit with the second largest share.
func runnerUp(p *protocol.Prediction) (digit int, share float32) {
	first, _ := winner(p)
	for d, v := range p.Probabilities {
		if d != first && v > share {
			digit, share = d, v
		}
	}
	return digit, share
}

func (c *PredictionCard) OnMount(ctx app.Context) {
	c.stops = []func(){
		c.Board.lab.Rerender(ctx, lab.RunTopic|lab.PanelTopic, 0),
		c.Board.lab.Subscribe(lab.PredictionTopic, 0, func() { c.tell(ctx) }),
		c.Board.lab.SubscribePromptly(lab.PredictionTopic|lab.ColoursTopic, c.paint),
	}
}

func (c *PredictionCard) OnDismount() {
	for _, stop := range c.stops {
		stop()
	}
}

// tell sends a prediction to screen readers after it has settled. During a run the shares change all the time: then only another
// digit is sent.
func (c *PredictionCard) tell(ctx app.Context) {
	c.changed = time.Now()
	if !c.waiting {
		c.waiting = true
		ctx.After(settleTime, c.settle)
	}
}

func (c *PredictionCard) settle(ctx app.Context) {
	if left := settleTime - time.Since(c.changed); left > 0 {
		ctx.PreventUpdate()
		ctx.After(left, c.settle)
		return
	}
	c.waiting = false
	p := c.Board.lab.Session().Prediction
	if c.Board.lab.Session().Phase() == protocol.Running && predictedDigit(p) == predictedDigit(c.told) && largeText(p) == largeText(c.told) {
		ctx.PreventUpdate()
		return
	}
	c.told, c.heard = p, predictionText(p, c.Text)
	if nothingFound(c.Board.lab.Session()) {
		c.heard = c.Text.NoDigitFound()
	}
}

func (c *PredictionCard) paint() {
	picture, side, most := []byte{0}, 1, 1
	if p := c.Board.lab.Session().Prediction; p != nil {
		picture, side, most = p.Picture, p.Data.Side(), p.Data.Most()
	}
	ink := c.Board.lab.Colours().Ink
	if ink == c.ink && bytes.Equal(picture, c.picture) {
		return // the same drawing, predicted again
	}
	c.picture, c.ink = picture, ink
	sketch.PaintInk(app.Window().GetElementByID("picture"), side, side, picture, most, ink)
}

func (c *PredictionCard) Render() app.UI {
	t, b := c.Text, c.Board
	return app.Section().Class("reading").Aria("labelledby", "reading-heading").Body(
		app.H2().ID("reading-heading").Class("spoken").Text(t.PredictionHeading()),
		&predictionLine{Board: b, Text: t},
		dom.Disabled(app.Button().ID("open-why").Type("button"), app.IsServer).Aria("expanded", b.lab.Aside() == whyAside).
			Title(t.WhyHeading()).Aria("label", t.WhyHeading()).OnClick(c.explain).Text(t.Why()),
		app.P().Class("spoken").Attr("role", "status").Text(c.heard),
		app.Div().Class("look").Body(
			app.Div().Class("sees").Body(
				app.Canvas().ID("picture").Width(8).Height(8).Attr("role", "img").Aria("label", t.PictureLabel(b.lab.Session().DataSet().Side())),
				dom.Decorative(app.P()).Text(t.PictureHeading()),
			),
			&shareBars{Board: b, Text: t},
		),
	)
}

func (c *PredictionCard) explain(app.Context, app.Event) { c.Board.lab.ToggleAside(whyAside) }

// valuesTable is the table of a square picture's values.
func valuesTable[V any](label string, side int, picture []V, number func(V) string) app.UI {
	rows := make([]app.UI, 0, side)
	for row := range slices.Chunk(picture, side) {
		cells := make([]app.UI, len(row))
		for x, v := range row {
			cells[x] = app.Td().Text(number(v))
		}
		rows = append(rows, app.Tr().Body(cells...))
	}
	return app.Div().Class("values").Body(app.Table().Aria("label", label).Body(app.TBody().Body(rows...)))
}

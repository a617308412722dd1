package draw

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// predictionLine is the predicted digit in large type, and the prediction as a sentence. It is hidden from screen readers, which PredictionCard tells.
type predictionLine struct {
	app.Compo

	Board *Board
	Text  Words

	stop func()
}

func (v *predictionLine) OnMount(ctx app.Context) {
	v.stop = v.Board.lab.RerenderPromptly(ctx, lab.PredictionTopic)
}

func (v *predictionLine) OnDismount() { v.stop() }

func (v *predictionLine) Render() app.UI {
	p := v.Board.lab.Session().Prediction
	digit := predictedDigit(p)
	large := "?"
	switch {
	case digit == noPrediction:
		large = ""
	case digit >= 0:
		large = strconv.Itoa(digit)
	}
	return dom.Decorative(app.Div()).Class("answer").Body(
		app.Span().Class("large").Text(large),
		app.P().Class("said").Text(fullText(p, v.Text)),
	)
}

// shareBars are ten bars in the order of the digits. The guess of an untrained network has no winner.
type shareBars struct {
	app.Compo

	Board *Board
	Text  Words

	stop func()
}

func (b *shareBars) OnMount(ctx app.Context) {
	b.stop = b.Board.lab.RerenderPromptly(ctx, lab.PredictionTopic)
}

func (b *shareBars) OnDismount() { b.stop() }

func (b *shareBars) Render() app.UI {
	p := b.Board.lab.Session().Prediction
	best := -1
	if p != nil && p.Epoch > 0 && p.Finding != protocol.SeveralDigits {
		best, _ = winner(p)
	}
	bars := make([]app.UI, 10)
	for digit := range bars {
		var share float32
		number := "–"
		if p != nil && digit < len(p.Probabilities) {
			share = p.Probabilities[digit]
			number = i18n.Percent(share) + "%"
		}
		class, mark := "", ""
		if digit == best {
			class, mark = "winner", "▸"
		}
		bars[digit] = app.Li().Class(class).Body(
			dom.Decorative(app.Span()).Class("mark").Text(mark),
			app.Span().Class("digit").Text(strconv.Itoa(digit)),
			dom.Bar(float64(share)),
			app.Span().Class("number").Text(number),
		)
	}
	return app.Ol().Class("shares").Body(bars...)
}

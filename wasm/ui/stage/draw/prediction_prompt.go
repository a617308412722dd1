package draw

import (
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// predictionLine is the predicted digit in large type, or several, and the prediction as a sentence. It is hidden from screen readers,
// which PredictionCard tells, except for the buttons that choose one of several digits.
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
	large, sentence := app.Span().Class("large").Text(largeText(p)), app.P().Class("said").Text(saidOf(v.Board.lab.Session(), v.Text))
	if predictedDigit(p) != severalDigits {
		return dom.Decorative(app.Div()).Class("answer").Body(large, sentence)
	}
	digits := make([]app.UI, len(p.Digits))
	for i, d := range p.Digits {
		digits[i] = &digitButton{Line: v, Text: v.Text, At: i, Of: len(p.Digits), Prediction: d, Chosen: i == p.Chosen}
	}
	return app.Div().Class("answer several").Body(
		dom.Decorative(large),
		dom.Decorative(sentence),
		app.Div().Class("digits").Attr("role", "group").Aria("label", v.Text.ChooseDigit()).Body(digits...),
	)
}

// digitButton is one of several predicted digits with its share. Pressed, it is the one whose shares, picture and explanation are shown.
type digitButton struct {
	app.Compo

	Line       *predictionLine
	Text       Words
	At, Of     int
	Prediction protocol.DigitPrediction
	Chosen     bool
}

func (b *digitButton) Render() app.UI {
	mark := "?"
	if digit := sureDigit(b.Prediction.Finding, b.Prediction.Probabilities); digit >= 0 {
		mark = strconv.Itoa(digit)
	}
	_, share := protocol.Likeliest(b.Prediction.Probabilities)
	percent := i18n.WholePercent(share)
	return dom.Pressed(app.Button().Type("button"), b.Chosen).Aria("label", b.Text.DigitOf(b.At+1, b.Of, mark, percent)).OnClick(b.choose).Body(
		app.B().Text(mark),
		app.Span().Text(strconv.Itoa(percent)+"%"),
	)
}

func (b *digitButton) choose(app.Context, app.Event) { b.Line.Board.choose(b.At) }

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
	if p != nil && !p.Guess() {
		best, _ = winner(p)
	}
	bars := make([]app.UI, 10)
	for digit := range bars {
		var share float32
		number := noPercent
		if p != nil && digit < len(p.Probabilities) {
			share = p.Probabilities[digit]
			number = widePercent(share)
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

// noPercent stands where there is no share, nearly as wide.
const noPercent = "\u2007\u2007\u2007\u2007\u2007–"

// widePercent formats a share in the width of the widest, so that digits stay below each other and nothing moves: a figure space is as
// wide as a digit.
func widePercent(share float32) string {
	number := i18n.Percent(share) + "%"
	return strings.Repeat("\u2007", len("100.0%")-len(number)) + number
}

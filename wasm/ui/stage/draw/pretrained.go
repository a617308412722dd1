package draw

import (
	"cmp"
	"slices"
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// pretrainedPanel shows the predictions of the present network and of the pretrained one for the same drawing. It is a part of the
// card of the prediction.
type pretrainedPanel struct {
	app.Compo

	Board *Board
	Text  Words

	stop func()
}

const compareKey = "digitlab.compare" // in the browser's storage: "on", or nothing

func savedCompare() bool { return dom.Recall(compareKey) == "on" }

func (c *pretrainedPanel) OnMount(ctx app.Context) {
	c.stop = c.Board.lab.RerenderIf(ctx, lab.PredictionTopic|lab.RunTopic, scheduler.LegibleTime, func() bool { return c.Board.compares })
}

func (c *pretrainedPanel) OnDismount() { c.stop() }

func (c *pretrainedPanel) toggle(ctx app.Context, _ app.Event) {
	c.Board.compare(ctx.JSSrc().Get("checked").Bool())
}

// compare switches the pretrained network on or off. The drawing is predicted again.
func (b *Board) compare(on bool) {
	b.compares, b.unsent = on, !b.drawing.Empty()
	dom.Remember(compareKey, map[bool]string{true: "on"}[on])
	b.lab.Invalidate(lab.PredictionTopic)
}

func (c *pretrainedPanel) Render() app.UI {
	t := c.Text
	check := app.Label().Class("check").Body(
		dom.Disabled(dom.Checked(app.Input().ID("compare").Type("checkbox"), c.Board.compares), app.IsServer).OnChange(c.toggle),
		app.Span().Text(t.ComparePretrained()),
	)
	if !c.Board.compares {
		return app.Div().Class("comparison").Body(check)
	}
	p := c.Board.lab.Session().Prediction
	return app.Div().Class("comparison").Body(
		check,
		app.Div().Class("both").Body(
			app.Section().Aria("labelledby", "own-heading").Body(
				app.H3().ID("own-heading").Text(t.OwnNetwork()),
				dom.Decorative(app.P()).Class("help").Text(c.trained()),
				c.ownPrediction(p),
			),
			app.Section().Aria("labelledby", "reader-heading").Body(
				app.H3().ID("reader-heading").Text(t.PretrainedHeading()),
				dom.Decorative(app.P()).Class("help").Text(t.PretrainedTrained()),
				c.pretrainedPrediction(p),
			),
		),
		c.result(p),
		app.P().Class("help").Text(t.PretrainedHelp()),
	)
}

// trained returns on how many digits the present network was trained and how long that took, or "" before that.
func (c *pretrainedPanel) trained() string {
	s := c.Board.lab.Session()
	if !s.Usable() || s.Progress.Elapsed == 0 {
		return ""
	}
	return c.Text.OwnTrained(i18n.Grouped(s.Built.Fit), i18n.Seconds(s.Progress.Elapsed))
}

func (c *pretrainedPanel) ownPrediction(p *protocol.Prediction) app.UI {
	switch {
	case p == nil:
		return app.P().Class("help").Text(c.Text.PredictionNothing())
	case p.Guess():
		return app.P().Class("help").Text(c.Text.Guess())
	}
	return likeliest(p.Probabilities)
}

func (c *pretrainedPanel) pretrainedPrediction(p *protocol.Prediction) app.UI {
	switch {
	case p == nil:
		return app.P().Class("help").Text(c.Text.PredictionNothing())
	case p.PretrainedProblem != protocol.NoDataProblem:
		return app.P().Class("help").Text("–")
	case len(p.Pretrained) == 0:
		return app.P().Class("help").Text(c.Text.PretrainedLoading())
	}
	return likeliest(p.Pretrained)
}

// result says whether both networks predict the same digit, or why they cannot be compared.
func (c *pretrainedPanel) result(p *protocol.Prediction) app.UI {
	if p != nil && p.PretrainedProblem != protocol.NoDataProblem {
		return app.P().Class("failure").Attr("role", "alert").Text(c.Text.NoPretrained(p.PretrainedProblem))
	}
	return app.P().Class("agreement").Text(agreement(p, c.Text))
}

// digitsShown is the number of digits shown for each prediction: the second and third show how close the choice was.
const digitsShown = 3

// likeliest returns the bars of the digits with the largest shares, in descending order.
func likeliest(shares []float32) app.UI {
	var bars []app.UI
	for _, digit := range ranked(shares)[:min(digitsShown, len(shares))] {
		class := ""
		if len(bars) == 0 {
			class = "winner"
		}
		bars = append(bars, app.Li().Class(class).Body(
			app.Span().Class("digit").Text(strconv.Itoa(digit)),
			dom.Bar(float64(shares[digit])),
			app.Span().Class("number").Text(i18n.Percent(shares[digit])+"%"),
		))
	}
	return app.Ol().Class("shares top").Body(bars...)
}

// ranked returns the digits in descending order of their shares.
func ranked(shares []float32) []int {
	digits := make([]int, len(shares))
	for i := range digits {
		digits[i] = i
	}
	slices.SortStableFunc(digits, func(a, b int) int { return cmp.Compare(shares[b], shares[a]) })
	return digits
}

// agreement returns whether both predict the same digit or digits, as a sentence, or "" until both have predicted.
func agreement(p *protocol.Prediction, t Words) string {
	if p == nil || p.Guess() || len(p.Probabilities) == 0 || len(p.Pretrained) == 0 {
		return ""
	}
	digits := p.Digits
	if len(digits) == 0 {
		digits = []protocol.DigitPrediction{{Probabilities: p.Probabilities, Pretrained: p.Pretrained}}
	}
	own, other := "", ""
	for _, d := range digits {
		first, _ := protocol.Likeliest(d.Probabilities)
		second, _ := protocol.Likeliest(d.Pretrained)
		own, other = own+strconv.Itoa(first), other+strconv.Itoa(second)
	}
	if own == other {
		return t.BothPredict(own)
	}
	return t.PredictDifferently(own, other)
}

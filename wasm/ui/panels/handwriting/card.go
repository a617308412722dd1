package handwriting

import (
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/stats"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// card returns the panel: drawing, fine-tuning, and the list of samples.
func (h *handwriting) card() app.UI {
	t := h.text()
	return app.Section().Class("card mine").Aria("labelledby", "mine-heading").Body(
		app.H2().ID("mine-heading").Text(t.Heading()),
		app.P().Class("help").Text(t.Help()),
		app.Div().Class("mine-parts").Body(
			&roundPart{Handwriting: h, Text: t},
			&fineTunePart{Handwriting: h, Text: t},
		),
		&sampleList{Handwriting: h, Text: t},
	)
}

// tally shows how many of the person's digits the present network predicts correctly, for another card.
func (h *handwriting) tally() app.UI { return &tallyLine{Handwriting: h, Text: h.text()} }

// tallyLine shows the number of correctly predicted digits of the person.
type tallyLine struct {
	app.Compo

	Handwriting *handwriting
	Text        words

	stop func()
}

func (c *tallyLine) OnMount(ctx app.Context) {
	c.stop = c.Handwriting.lab.Rerender(ctx, handwritingTopic, predictionsEvery)
}

func (c *tallyLine) OnDismount() { c.stop() }

func (c *tallyLine) Render() app.UI {
	return app.P().Class("tally").Text(c.Handwriting.tallyText(c.Text))
}

// tallyText returns that number with its confidence interval, as a sentence.
func (h *handwriting) tallyText(t words) string {
	s := h.lab.Session()
	right, of := tally(h.samples, s)
	if of == 0 {
		return t.TallyNone()
	}
	share := i18n.Percent(float32(right) / float32(of))
	if s.Built != nil && s.Built.FineTunedOn > 0 {
		return t.TallyFineTuned(right, of, share)
	}
	low, high := stats.Wilson(right, of)
	return t.Tally(right, of, share, i18n.Percent(float32(low)), i18n.Percent(float32(high)))
}

// fineTunePart is the button that fine-tunes the network with the samples, and the result.
type fineTunePart struct {
	app.Compo

	Handwriting *handwriting
	Text        words

	stop func()
}

func (c *fineTunePart) OnMount(ctx app.Context) {
	c.stop = c.Handwriting.lab.Rerender(ctx, handwritingTopic|lab.RunTopic, predictionsEvery)
}

func (c *fineTunePart) OnDismount() { c.stop() }

func (c *fineTunePart) Render() app.UI {
	t, h := c.Text, c.Handwriting
	s, lines := h.lab.Session(), h.fineTunedLines(t)
	note := ""
	switch {
	case s.FineTuning != 0:
		note = t.FineTuning()
	case !h.mayFineTune():
		note = t.FineTuneWaits()
	}
	return app.Div().Class("mine-part").Body(
		app.H3().Text(t.FineTuneHeading()),
		app.P().Class("mine-tally").Text(h.tallyText(t)),
		app.P().Class("help").Text(t.FineTuneHelp()),
		// Enabled as long as there is a page: a button that is disabled during fine-tuning would lose the focus.
		dom.Disabled(app.Button().ID("teach").Type("button").Class("primary"), app.IsServer).Aria("describedby", "teach-note").
			OnClick(c.fineTune).Text(t.FineTune()),
		app.P().ID("teach-note").Class("help").Aria("live", "polite").Text(note),
		app.Range(lines).Slice(func(i int) app.UI { return app.P().Class("taught").Text(lines[i]) }),
		app.If(s.FineTuned != nil && s.FineTuned.After >= 0 && s.FineTuned.Problem == protocol.NoTuningProblem, func() app.UI {
			return app.P().Class("help").Text(t.FineTunedHow())
		}),
	)
}

func (c *fineTunePart) fineTune(app.Context, app.Event) { c.Handwriting.fineTune() }

// fineTunedLines returns the results of fine-tuning, for the person's digits and for the test digits.
func (h *handwriting) fineTunedLines(t words) []string {
	e := h.lab.Session().FineTuned
	switch {
	case e == nil:
		return nil
	case e.Problem != protocol.NoTuningProblem:
		return []string{t.FineTuneFailed(e.Problem)}
	}
	mine := t.FineTunedHandwriting(i18n.Percent(e.Before), i18n.Percent(e.After))
	if e.After < 0 {
		mine = t.FineTunedHandwritingUnknown(i18n.Percent(e.Before), h.missingText(t))
	}
	return []string{mine, t.FineTunedTest(i18n.Percent(e.TestBefore), i18n.Percent(e.TestAfter))}
}

// missingText lists the samples that are missing for two of each digit.
func (h *handwriting) missingText(t words) string {
	missing, some := h.missing()
	if !some {
		return "–" // they were added after fine-tuning
	}
	var words []string
	for digit, count := range missing {
		if count > 0 {
			words = append(words, t.MissingDigit(digit, count))
		}
	}
	return strings.Join(words, ", ")
}

// digitButtons are ten buttons for the choice of a digit. is is the pressed one, or -1. of identifies what the digit is chosen for;
// press may depend on it.
func digitButtons(id string, of, is int, name func(int) string, press func(digit int)) app.UI {
	buttons := make([]app.UI, 10)
	for d := range buttons {
		button := app.Button().ID(id+"-"+strconv.Itoa(d)).Type("button").Class("one-digit").Aria("label", name(d))
		if app.IsServer {
			button = button.Disabled(true) // and nothing is chosen yet
		} else {
			button = dom.Pressed(button, d == is)
		}
		// Without a scope, go-app would keep the handler of the previous digit.
		buttons[d] = button.OnClick(func(app.Context, app.Event) { press(d) }, app.EventScope(of, d)).Text(strconv.Itoa(d))
	}
	return app.Div().Class("ten-digits").Body(buttons...)
}

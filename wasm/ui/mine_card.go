package ui

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// mineCard is the person's handwriting: drawing it, teaching it, and the list of it.
func mineCard(l *lab, t texts) app.UI {
	return app.Section().Class("card mine").Aria("labelledby", "mine-heading").Body(
		app.H2().ID("mine-heading").Text(t.MineHeading()),
		app.P().Class("help").Text(t.MineHelp()),
		app.Div().Class("mine-parts").Body(
			&mineRound{Lab: l, Text: t},
			&mineTeach{Lab: l, Text: t},
		),
		&mineList{Lab: l, Text: t},
	)
}

// mineTally is how the person's handwriting is read, beside how the test digits are.
type mineTally struct {
	app.Compo

	Lab  *lab
	Text texts

	stop func()
}

func (c *mineTally) OnMount(ctx app.Context) {
	c.stop = c.Lab.rerender(ctx, minePart|resultsPart, mineEvery)
}

func (c *mineTally) OnDismount() { c.stop() }

func (c *mineTally) Render() app.UI {
	return app.P().Class("tally").Text(mineText(c.Lab.session, &c.Lab.mine, c.Text))
}

// mineText says how many of the person's digits are read right, and how sure that is.
func mineText(s session, m *mine, t texts) string {
	right, of := tally(m.samples, s)
	if of == 0 {
		return t.MineTallyNone()
	}
	share := percent(float32(right) / float32(of))
	if s.Built != nil && s.Built.FineTunedOn > 0 {
		return t.MineTallyTaught(right, of, share)
	}
	low, high := wilson(right, of)
	return t.MineTally(right, of, share, percent(float32(low)), percent(float32(high)))
}

// mineTeach is the button that teaches the network the samples, and what came of it.
type mineTeach struct {
	app.Compo

	Lab  *lab
	Text texts

	stop func()
}

func (c *mineTeach) OnMount(ctx app.Context) {
	c.stop = c.Lab.rerender(ctx, minePart|runPart, mineEvery)
}

func (c *mineTeach) OnDismount() { c.stop() }

func (c *mineTeach) Render() app.UI {
	t, s, m := c.Text, c.Lab.session, &c.Lab.mine
	note := ""
	switch {
	case s.Teaching != 0:
		note = t.Teaching()
	case !c.Lab.mayTeach():
		note = t.TeachWaits()
	}
	return app.Div().Class("mine-part").Body(
		app.H3().Text(t.TeachHeading()),
		app.P().Class("mine-tally").Text(mineText(s, m, t)),
		app.P().Class("help").Text(t.TeachHelp()),
		// Never disabled once there is a page: while it teaches, a button that is would lose the focus.
		disabled(app.Button().ID("teach").Type("button").Class("primary"), app.IsServer).Aria("describedby", "teach-note").
			OnClick(c.teach).Text(t.Teach()),
		app.P().ID("teach-note").Class("help").Aria("live", "polite").Text(note),
		app.Range(taughtLines(s, m, t)).Slice(func(i int) app.UI {
			return app.P().Class("taught").Text(taughtLines(s, m, t)[i])
		}),
		app.If(s.Taught != nil && s.Taught.After >= 0 && s.Taught.Failure == "", func() app.UI {
			return app.P().Class("help").Text(t.TaughtHow())
		}),
	)
}

func (c *mineTeach) teach(app.Context, app.Event) { c.Lab.teach() }

// taughtLines say what teaching changed, of the person's digits and of the test's.
func taughtLines(s session, m *mine, t texts) []string {
	e := s.Taught
	switch {
	case e == nil:
		return nil
	case e.Failure != "":
		return []string{t.TeachFailed(e.Failure)}
	}
	mine := t.TaughtMine(percent(e.Before), percent(e.After))
	if e.After < 0 {
		mine = t.TaughtMineUnknown(percent(e.Before), missingText(m, t))
	}
	return []string{mine, t.TaughtTest(percent(e.TestBefore), percent(e.TestAfter))}
}

// taughtText is that for a screen reader.
func taughtText(s session, m *mine, t texts) string { return strings.Join(taughtLines(s, m, t), " ") }

// missingText lists what is missing to have two samples of each digit.
func missingText(m *mine, t texts) string {
	missing, some := m.missing()
	if !some {
		return "–" // they came after it was taught
	}
	var words []string
	for digit, count := range missing {
		if count > 0 {
			words = append(words, t.MissingDigit(digit, count))
		}
	}
	return strings.Join(words, ", ")
}

// digitButtons are ten buttons to say which digit something is; is is the one that is pressed, or -1. What press does may
// depend on of.
func digitButtons(id string, of, is int, name func(int) string, press func(digit int)) app.UI {
	buttons := make([]app.UI, 10)
	for d := range buttons {
		button := app.Button().ID(id+"-"+strconv.Itoa(d)).Type("button").Class("one-digit").Aria("label", name(d))
		if app.IsServer {
			button = button.Disabled(true) // and nothing is chosen yet
		} else {
			button = pressed(button, d == is)
		}
		// Without a scope of its own a handler would stay the one of the digit before.
		buttons[d] = button.OnClick(func(app.Context, app.Event) { press(d) }, app.EventScope(of, d)).Text(strconv.Itoa(d))
	}
	return app.Div().Class("ten-digits").Body(buttons...)
}

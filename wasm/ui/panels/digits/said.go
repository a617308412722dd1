package digits

import (
	"strconv"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// describe says what is known of one digit.
func (d *digits) describe(f *facts, place int, t words) string {
	if place < 0 || place >= len(f.labels) {
		return t.NoneShown()
	}
	number, label := i18n.Grouped(place+1), int(f.labels[place])
	switch r := f.predictions; {
	case r == nil:
		return t.DigitUnread(number, label)
	case r.Predicted[place] == protocol.NoPrediction:
		return t.DigitNoPrediction(number, label)
	default:
		return t.DigitRead(number, label, int(r.Predicted[place]), i18n.Percent(r.Confidence[place]), f.guesses())
	}
}

// sentence says what the wall shows.
func (d *digits) sentence(t words) string {
	f := d.facts()
	switch {
	case len(f.labels) == 0:
		return t.NotHere()
	case f.predictions == nil:
		return t.NotRead(i18n.Grouped(len(f.labels)))
	}
	places := d.options.chosen(f)
	right := f.right(places)
	share := "0.0"
	if len(places) > 0 {
		share = i18n.Percent(float32(right) / float32(len(places)))
	}
	said := t.Summary(i18n.Grouped(len(places)), i18n.Grouped(len(f.labels)), i18n.Grouped(right), i18n.Grouped(len(places)-right), share)
	return t.At(f.predictions.Moment, f.imported) + " " + said
}

// summary says what the wall shows, and what is known of forgotten digits.
type summary struct {
	app.Compo

	Digits *digits
	Text   words

	stop func()
}

func (s *summary) OnMount(ctx app.Context) {
	s.stop = s.Digits.lab.Rerender(ctx, digitsTopic, 100*time.Millisecond)
}

func (s *summary) OnDismount() { s.stop() }

func (s *summary) Render() app.UI {
	d := s.Digits
	said := d.sentence(s.Text)
	if d.options.forgotten {
		every, share := 0, 0.
		if d.first != nil {
			every, share = d.first.Every, d.first.Share
		}
		said += " " + s.Text.Forgotten(every, int(100*share))
	}
	return app.P().Class("tally").Text(said)
}

// counts is the table that says what the wall shows. It is made when it is open.
type counts struct {
	app.Compo

	Digits *digits
	Text   words

	open bool
	stop func()
}

func (c *counts) OnMount(ctx app.Context) {
	c.stop = c.Digits.lab.RerenderIf(ctx, digitsTopic, 300*time.Millisecond, func() bool { return c.open })
}

func (c *counts) OnDismount() { c.stop() }

func (c *counts) toggle(ctx app.Context, _ app.Event) { c.open = ctx.JSSrc().Get("open").Bool() }

func (c *counts) Render() app.UI {
	return app.Details().ID("digits-counts").On("toggle", c.toggle).Body(
		app.Summary().Text(c.Text.Counts()),
		app.If(c.open, c.table),
	)
}

// table is the confusion matrix in numbers where the wall is one, else a row for each group.
func (c *counts) table() app.UI {
	t, d := c.Text, c.Digits
	f := d.facts()
	by := d.options.by(f)
	groups, rows, columns := d.options.groups(f, d.options.chosen(f))
	head := func(names ...string) app.UI {
		return app.THead().Body(app.Tr().Body(app.Range(names).Slice(func(i int) app.UI { return app.Th().Scope("col").Text(names[i]) })))
	}
	var heads []string
	var body []app.UI
	row := func(name string, cells ...string) {
		body = append(body, app.Tr().Body(app.Th().Scope("row").Text(name),
			app.Range(cells).Slice(func(i int) app.UI { return app.Td().Text(cells[i]) })))
	}
	if rows > 1 {
		heads = []string{t.LabelAndRead()}
		for _, g := range groups[:columns] {
			heads = append(heads, t.Group(byPredicted, g.key))
		}
		for r := range rows {
			var cells []string
			for _, g := range groups[r*columns : (r+1)*columns] {
				cells = append(cells, strconv.Itoa(len(g.places)))
			}
			row(strconv.Itoa(r), cells...)
		}
	} else {
		heads = []string{t.Grouping(by), t.Count(), t.Right(), t.Wrong()}
		for _, g := range groups {
			name := t.Group(by, g.key)
			right := f.right(g.places)
			wrong := len(g.places) - right
			if f.predictions == nil {
				wrong = 0
			}
			row(name, i18n.Grouped(len(g.places)), i18n.Grouped(right), i18n.Grouped(wrong))
		}
	}
	return app.Div().Class("scroller").TabIndex(0).Attr("role", "region").Aria("label", t.Counts()).Body(
		app.Table().Aria("label", t.Counts()).Body(head(heads...), app.TBody().Body(body...)))
}

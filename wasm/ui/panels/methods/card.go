package methods

import (
	"strconv"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/stats"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// card returns the panel.
func (ms *methods) card() app.UI { return &methodsCard{Methods: ms, Text: ms.text()} }

// methodsCard compares the seven methods, each with the tutorial's choice, over several seeds.
type methodsCard struct {
	app.Compo

	Methods *methods
	Text    words

	stop func()
}

func (c *methodsCard) OnMount(ctx app.Context) {
	c.stop = c.Methods.lab.Rerender(ctx, methodsTopic|lab.RunTopic, 0)
}

func (c *methodsCard) OnDismount() { c.stop() }

func (c *methodsCard) Render() app.UI {
	t, ms := c.Text, c.Methods
	off, busy := !ms.lab.Session().Usable(), len(ms.asked) > 0
	return app.Section().Class("card methods").Aria("labelledby", "methods-heading").Body(
		app.H2().ID("methods-heading").Text(t.Heading()),
		app.P().Class("help").Text(t.Help()),
		app.P().Class("help").Text(t.TestHelp()),
		app.Div().Class("contest-controls").Body(
			app.FieldSet().Class("paces").Body(
				app.Legend().Text(t.BaseGroup()),
				&baseChoice{Methods: ms, Text: t, Chosen: !ms.own, Off: off || busy},
				&baseChoice{Methods: ms, Text: t, Own: true, Chosen: ms.own, Off: off || busy},
			),
			dom.Disabled(app.Button().Class("primary").Type("button"), off || !busy && !c.anyToCompare()).OnClick(c.all).Text(c.allName()),
		),
		app.P().Class("spoken").Aria("live", "polite").Text(ms.said.In(t.Language())),
		app.Div().Class("method-grid").Body(
			app.Range(make([]struct{}, methodCount)).Slice(func(i int) app.UI {
				return &methodCard{Methods: ms, Text: t, Method: method(i), Base: ms.base(), Off: off}
			}),
			&methodsGlance{Methods: ms, Text: t, Base: ms.base()},
		),
	)
}

// anyToCompare reports whether there is a method left to compare.
func (c *methodsCard) anyToCompare() bool {
	for m := range methodCount {
		if c.Methods.mayCompare(m) {
			return true
		}
	}
	return false
}

func (c *methodsCard) allName() string {
	if len(c.Methods.asked) > 0 {
		return c.Text.CancelAll()
	}
	return c.Text.CompareAll()
}

// all compares all methods, or cancels all comparisons that are going on.
func (c *methodsCard) all(app.Context, app.Event) {
	if asked := c.Methods.asked; len(asked) > 0 {
		c.Methods.cancel(asked...)
		return
	}
	var every []method
	for m := range methodCount {
		every = append(every, m)
	}
	c.Methods.compare(every...)
}

// baseChoice is a choice for A.
type baseChoice struct {
	app.Compo

	Methods *methods
	Text    words
	Own     bool
	Chosen  bool
	Off     bool
}

func (c *baseChoice) Render() app.UI {
	return app.Label().Class("pace").Body(
		dom.Disabled(dom.Checked(app.Input().Type("radio").Name("base"), c.Chosen), c.Off).OnChange(c.choose),
		app.Span().Text(c.Text.Base(c.Own)),
	)
}

func (c *baseChoice) choose(app.Context, app.Event) { c.Methods.setOwn(c.Own) }

// methodCard explains a method and compares it. What a run changes is in its fields, so that go-app renders it when they change.
type methodCard struct {
	app.Compo

	Methods *methods
	Text    words
	Method  method
	Base    protocol.Settings
	Off     bool

	stop   func()
	listed bool // the table of all seeds is open
}

func (c *methodCard) OnMount(ctx app.Context) { c.stop = c.Methods.lab.Rerender(ctx, methodsTopic, 0) }

func (c *methodCard) OnDismount() { c.stop() }

func (c *methodCard) Render() app.UI {
	t, ms, m := c.Text, c.Methods, c.Method
	base, compared := c.Base, ms.comparison(m)
	id := "method-" + m.id()
	busy := ms.comparing(m)
	return app.Section().Class("method").Aria("labelledby", id).Body(append(methodWords(m, t),
		app.Div().Class("contestants").Body(
			app.Span().Text("A"), app.Span().Text(m.current(base, t)),
			app.Label().For(id+"-b").Text("B"), c.choices(id+"-b", base, busy),
		),
		c.button(&compared, busy),
		&methodProgress{Methods: ms, Text: t, Method: m, Base: c.Base},
		app.Raw(comparisonPlot(&compared, t.PlotLabel(t.Method(m)))),
		app.P().Class("means").Text(meansText(&compared)),
		app.P().Class("verdict").Text(c.conclusion(&compared)),
		app.Details().OnToggle(c.toggle).Body(app.Summary().Text(t.SeedNumbers()), c.numbers(&compared)),
	)...)
}

// methodWords returns a method's heading and explanation.
func methodWords(m method, t words) []app.UI {
	return []app.UI{app.H3().ID("method-" + m.id()).Text(t.Method(m)), app.P().Class("help explains").Text(t.MethodHelp(m))}
}

func (c *methodCard) choices(id string, base protocol.Settings, busy bool) app.UI {
	options := make([]app.UI, c.Method.choices())
	for i := range options {
		o := app.Option().Value(strconv.Itoa(i)).Text(c.Method.choice(i, base, c.Text))
		if i == c.Methods.chosen[c.Method] {
			o = o.Selected(true)
		}
		options[i] = o
	}
	return dom.Disabled(app.Select().ID(id), busy || c.Off).OnChange(c.choose).Body(options...)
}

func (c *methodCard) choose(ctx app.Context, _ app.Event) {
	if choice, err := strconv.Atoi(dom.Text(ctx.JSSrc().Get("value"))); err == nil {
		c.Methods.choose(c.Method, choice)
	}
}

// button starts the comparison, or cancels it.
func (c *methodCard) button(compared *comparison, busy bool) app.UI {
	name := c.Text.Compare()
	switch {
	case busy:
		name = c.Text.Cancel()
	case compared.complete() && !compared.Same:
		name = c.Text.ComparedDone()
	}
	off := c.Off || !busy && !c.Methods.mayCompare(c.Method)
	return dom.Disabled(app.Button().Type("button"), off).Aria("label", name+": "+c.Text.Method(c.Method)).OnClick(c.click).Text(name)
}

func (c *methodCard) click(app.Context, app.Event) {
	if c.Methods.comparing(c.Method) {
		c.Methods.cancel(c.Method)
	} else {
		c.Methods.compare(c.Method)
	}
}

// conclusion returns the result of the comparison, or why there is none.
func (c *methodCard) conclusion(compared *comparison) string {
	switch {
	case compared.Same:
		return c.Text.SameSettings()
	case c.Methods.comparing(c.Method):
		return ""
	}
	if said := c.Methods.outcomeText(c.Method, c.Text); said != "" {
		return said
	}
	return c.Text.NotCompared()
}

// meansText returns the known means and standard deviations of both sides.
func meansText(c *comparison) string {
	words := [2]string{"–", "–"}
	if len(c.accuracies(0)) == 0 && len(c.accuracies(1)) == 0 {
		return ""
	}
	for side := range words {
		if v := c.accuracies(side); len(v) > 0 {
			mean, spread := stats.MeanAndSpread(v)
			words[side] = i18n.Points(mean) + " ± " + i18n.Points(spread) + "%"
		}
	}
	return "A " + words[0] + " · B " + words[1]
}

func (c *methodCard) toggle(ctx app.Context, _ app.Event) { c.listed = ctx.JSSrc().Get("open").Bool() }

// numbers is the table of all seeds, if it is open.
func (c *methodCard) numbers(compared *comparison) app.UI {
	t := c.Text
	if !c.listed {
		return app.Div()
	}
	value := func(side, i int, of func(outcome) string) string {
		if o := compared.Had[side][i]; compared.Known[side][i] && o.Problem == protocol.NoTrialProblem {
			return of(o)
		}
		return "–"
	}
	accuracy := func(o outcome) string { return dom.Percentage(float64(o.Accuracy), t) }
	lossOf := func(o outcome) string { return i18n.Loss(o.Loss) }
	rows := make([]app.UI, seeds)
	for i := range rows {
		difference := "–"
		if value(0, i, accuracy) != "–" && value(1, i, accuracy) != "–" {
			difference = i18n.Signed(100 * float64(compared.Had[1][i].Accuracy-compared.Had[0][i].Accuracy))
		}
		rows[i] = app.Tr().Body(
			app.Th().Scope("row").Text(strconv.FormatUint(compared.Trials[0][i].Settings.Seed, 10)),
			app.Td().Text(value(0, i, accuracy)), app.Td().Text(value(1, i, accuracy)), app.Td().Text(difference),
			app.Td().Text(value(0, i, lossOf)), app.Td().Text(value(1, i, lossOf)))
	}
	column := func(name string) app.UI { return app.Th().Scope("col").Text(name) }
	return app.Section().Class("scroller").TabIndex(0).Aria("label", t.SeedNumbers()+": "+t.Method(c.Method)).Body(
		app.Table().Aria("labelledby", "method-"+c.Method.id()).Body(
			app.THead().Body(app.Tr().Body(column(t.Seed()), column("A"), column("B"), column("B − A"), column("A · "+t.Loss()), column("B · "+t.Loss()))),
			app.TBody().Body(rows...)))
}

// methodProgress shows the progress of a comparison. It keeps its space while there is none.
type methodProgress struct {
	app.Compo

	Methods *methods
	Text    words
	Method  method
	Base    protocol.Settings

	stop func()
}

func (p *methodProgress) OnMount(ctx app.Context) {
	p.stop = p.Methods.lab.Rerender(ctx, trialsTopic|methodsTopic, 250*time.Millisecond)
}

func (p *methodProgress) OnDismount() { p.stop() }

func (p *methodProgress) Render() app.UI {
	t, ms := p.Text, p.Methods
	c := ms.comparison(p.Method)
	if !ms.comparing(p.Method) {
		return app.Div().Class("contest-progress").Body(app.P().Class("help").Text(effort(&c, ms.done, ms.cores(), t)))
	}
	done, left := ms.pool.Progress(c.all())
	said := t.ComparingPart(i18n.WholePercent(float32(done)))
	if left >= 0 {
		said = t.ComparingLeft(i18n.WholePercent(float32(done)), i18n.Seconds(left))
	}
	return app.Div().Class("contest-progress").Body(
		app.Div().Attr("role", "progressbar").Aria("label", t.PlotLabel(t.Method(p.Method))).Aria("valuemin", 0).Aria("valuemax", 100).
			Aria("valuenow", i18n.WholePercent(float32(done))).Aria("valuetext", said).Body(dom.Bar(done)),
		app.P().Text(said),
	)
}

// effort returns the number of trials to run, and their time if earlier trials have shown how fast this machine is.
func effort(c *comparison, done map[string]outcome, cores int, t words) string {
	missing := c.missing()
	if len(missing) == 0 || c.Same {
		return ""
	}
	networks, work := 0, 0.
	for _, trial := range missing {
		networks += trial.Members
		work += trial.Work()
	}
	took, worked := 0., 0.
	for _, trial := range c.all() {
		if o, ok := done[trial.Key]; ok {
			took += o.Elapsed
			worked += trial.Work()
		}
	}
	if worked == 0 {
		return t.TrainingsLeft(networks)
	}
	return t.TrainingsTime(networks, i18n.Seconds(took/worked*work/float64(cores)))
}

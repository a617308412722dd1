package lesson

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// knob is a control of a figure: a slider or, with names, a choice.
type knob struct {
	name            func(*labels) string
	at              func(*state) *int
	low, high, step int
	highest         func(*state) int             // in place of high
	names           func(*labels) []string       // of a choice, from 0
	shown           func(*state, *labels) string // the value in words; nil: the number
}

func digitKnob() knob {
	return knob{name: func(l *labels) string { return l.Digit }, at: func(s *state) *int { return &s.Image }, high: classes - 1}
}

func patternKnob() knob {
	return knob{name: func(l *labels) string { return l.Kernel }, at: func(s *state) *int { return &s.Kernel }, names: func(l *labels) []string { return l.Patterns[:] }}
}

func filtersKnob() knob {
	return knob{name: func(l *labels) string { return l.Filters }, at: func(s *state) *int { return &s.Filters }, low: 1, high: 32}
}

func sizeKnob() knob {
	return knob{name: func(l *labels) string { return l.Size }, at: func(s *state) *int { return &s.Size }, high: len(sizes) - 1,
		shown: func(s *state, _ *labels) string { n := strconv.Itoa(sizes[s.Size]); return n + "×" + n }}
}

func batchKnob() knob {
	return knob{name: func(l *labels) string { return l.Batch }, at: func(s *state) *int { return &s.Batch }, low: 5, high: 1005, step: 5}
}

// mostEpochs is how many epochs a run may have here.
const mostEpochs = 200

func epochsKnob() knob {
	return knob{name: func(l *labels) string { return l.Epochs }, at: func(s *state) *int { return &s.Epochs }, low: 1, high: mostEpochs}
}

func logitKnob(class int, at func(*state) *int) knob {
	return knob{name: func(l *labels) string { return fill(l.Logit, "class", strconv.Itoa(class)) }, at: at, low: -10, high: 10,
		shown: func(s *state, _ *labels) string { return brief(float64(*at(s)) / 2) }}
}

// knobs are the controls of each figure, in their order.
var knobs = [sectionCount][]knob{
	whySection: {digitKnob(), {name: func(l *labels) string { return l.Shift }, at: func(s *state) *int { return &s.Shift }, low: -3, high: 3,
		shown: func(s *state, _ *labels) string { return brief(float64(s.Shift)) }}},
	dataSection:  {digitKnob()},
	shapeSection: {{name: func(l *labels) string { return l.Label }, at: func(s *state) *int { return &s.Label }, high: classes - 1}},
	splitSection: {
		{name: func(l *labels) string { return l.TestShare }, at: func(s *state) *int { return &s.TestPercent }, low: 5, high: 60},
		{name: func(l *labels) string { return l.ValidationShare }, at: func(s *state) *int { return &s.ValidationPercent }, low: 5, high: 60},
	},
	convSection: {
		patternKnob(), digitKnob(), sizeKnob(),
		{name: func(l *labels) string { return l.Stride }, at: func(s *state) *int { return &s.Stride }, low: 1, high: 3},
		{name: func(l *labels) string { return l.Padding }, at: func(s *state) *int { return &s.Padding }, names: func(l *labels) []string { return l.Paddings[:] }},
		filtersKnob(),
		{name: func(l *labels) string { return l.Place }, at: func(s *state) *int { return &s.Window }, highest: (*state).lastWindow,
			shown: func(s *state, _ *labels) string { return strconv.Itoa(s.Window + 1) }},
	},
	reluSection: {
		{name: func(l *labels) string { return l.Input }, at: func(s *state) *int { return &s.X }, low: -10, high: 10,
			shown: func(s *state, _ *labels) string { return brief(float64(s.X)) }},
		patternKnob(), digitKnob(),
	},
	poolSection: {
		{name: func(l *labels) string { return l.Pooling }, at: func(s *state) *int { return &s.PoolKind }, names: func(l *labels) []string { return l.PoolKinds[:] }},
		{name: func(l *labels) string { return l.PoolSize }, at: func(s *state) *int { return &s.PoolSize }, low: 1, highest: (*state).largestPool},
		{name: func(l *labels) string { return l.Window }, at: func(s *state) *int { return &s.PoolWindow }, highest: (*state).lastPoolWindow,
			shown: func(s *state, _ *labels) string { return strconv.Itoa(s.PoolWindow + 1) }},
		digitKnob(),
	},
	flattenSection: {{name: func(l *labels) string { return l.Element }, at: func(s *state) *int { return &s.Element }, highest: func(*state) int { return flat() - 1 }}},
	denseSection:   {logitKnob(0, func(s *state) *int { return &s.Logit1 }), logitKnob(1, func(s *state) *int { return &s.Logit2 }), logitKnob(2, func(s *state) *int { return &s.Logit3 })},
	countSection:   {filtersKnob(), sizeKnob(), {name: func(l *labels) string { return l.Units }, at: func(s *state) *int { return &s.Units }, low: 5, high: 200, step: 5}},
	compileSection: {{name: func(l *labels) string { return l.Sure }, at: func(s *state) *int { return &s.Sure }, low: 1, high: 100}},
	fitSection:     {batchKnob(), epochsKnob()},
	curvesSection: {
		{name: func(l *labels) string { return l.Epoch }, at: func(s *state) *int { return &s.Epoch }, low: 1, highest: func(s *state) int { return max(s.run.epochs(), 1) }},
		{name: func(l *labels) string { return l.Scale }, at: func(s *state) *int { return &s.Scale }, names: func(l *labels) []string { return l.Scales[:] }},
		{name: func(l *labels) string { return l.Learnt }, at: func(s *state) *int { return &s.Learn }, low: 100 - protocol.MaxShare, high: 100 - tutorial.ValidationPercent, step: 5,
			shown: func(s *state, _ *labels) string { return whole(learntFrom(s.Learn)) }},
		batchKnob(), epochsKnob(),
	},
	evaluateSection: {{name: func(l *labels) string { return l.Right }, at: func(s *state) *int { return &s.Right }, low: 480, highest: func(*state) int { return testDigits() }}},
	drawSection:     {{name: func(l *labels) string { return l.Example }, at: func(s *state) *int { return &s.Example }, names: func(l *labels) []string { return l.Examples[:] }}},
	methodsSection:  {{name: func(l *labels) string { return l.Method }, at: func(s *state) *int { return &s.Method }, names: func(l *labels) []string { return l.Methods[:] }}},
}

// control is a knob on the page.
type control struct {
	app.Compo

	Of      section
	Number  int
	Value   int // for go-app, which renders it again when one of these has changed
	Highest int
	Text    *labels

	lesson *shared
}

func (c *control) knob() *knob { return &knobs[c.Of][c.Number] }

// id returns the ID of the element that is set.
func (c *control) id() string { return c.Of.id() + "-" + strconv.Itoa(c.Number) }

func (c *control) Render() app.UI {
	k := c.knob()
	label := app.Label().For(c.id()).Text(k.name(c.Text))
	if k.names != nil {
		return app.Div().Class("knob").Body(label, dom.Disabled(dom.Choice(c.id(), k.names(c.Text), c.Value), app.IsServer).OnChange(c.set))
	}
	shown := strconv.Itoa(c.Value)
	if k.shown != nil {
		shown = k.shown(c.lesson.state, c.Text)
	}
	slider := dom.Disabled(app.Input().ID(c.id()).Type("range"), app.IsServer).Min(k.low).Max(c.Highest).Step(float64(max(k.step, 1))).Value(c.Value).Aria("valuetext", shown)
	return app.Div().Class("knob").Body(label, app.Output().For(c.id()).Text(shown), slider.OnInput(c.set))
}

// OnMount sets the slider once more: it had its value perhaps before its limits.
func (c *control) OnMount(ctx app.Context) {
	if slider := ctx.JSSrc().Call("querySelector", "input"); slider.Truthy() {
		slider.Set("value", strconv.Itoa(c.Value))
	}
}

func (c *control) set(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	v, err := strconv.Atoi(dom.Text(e.Get("target").Get("value")))
	if err != nil {
		return
	}
	*c.knob().at(c.lesson.state) = v
	c.lesson.changed(c.Of)
}

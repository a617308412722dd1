package network

import (
	"math"
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// lesson is one step of learning on what the network looks at: asked for, and answered.
type lesson struct {
	on     bool // it is shown in place of the arithmetic forward
	said   bool // the person has said what their drawing is
	label  int  // namely this
	asked  bool // an answer is still to come
	answer *protocol.Learned
	before *protocol.Learned // the last answer of the present network before the first step that was taken; nil: none
}

// sameDigit reports whether two answers are about the same digit.
func sameDigit(a, b *protocol.Learned) bool {
	return a.Subject == b.Subject && a.Digit == b.Digit && a.Label == b.Label && a.Member == b.Member
}

// learn asks for the step on what the network looks at, or for more than that.
func (i *inside) learn(more func(*protocol.Learn)) {
	if !i.lesson.on || i.lab.Aside() != unitAside || i.asked.Subject == protocol.NoSubject || !i.lab.Session().Usable() || i.unsaid() {
		return
	}
	c := &protocol.Learn{Run: i.lab.Session().Run, Subject: i.asked.Subject, Digit: i.asked.Digit, Member: i.asked.Member, Label: i.lesson.label, Unit: i.wanted()}
	if more != nil {
		more(c)
	}
	i.lesson.asked = true
	i.lab.Post(c)
}

// learned takes an answer, unless the person has turned to something else.
func (i *inside) learned(e *protocol.Learned) {
	if e.Run != i.lab.Session().Run || e.Subject != i.asked.Subject || e.Digit != i.asked.Digit || e.Member != i.asked.Member {
		return
	}
	i.lesson.asked = false
	if e.Unit != i.wanted() {
		return
	}
	i.lesson.answer = e
	if e.Taken == 0 && !i.lab.Session().Shown.Past {
		i.lesson.before = e
	}
	i.lab.Invalidate(unitTopic)
}

// unsaid reports whether the person has still to say what their drawing is.
func (i *inside) unsaid() bool { return i.asked.Subject == protocol.DrawingSubject && !i.lesson.said }

// leave takes back the steps that were taken, when nobody looks at them any more.
func (i *inside) leave() {
	if e := i.lesson.answer; e != nil && e.Taken > 0 && i.lab.Session().Usable() {
		i.lab.Post(&protocol.Learn{Run: e.Run, Subject: e.Subject, Digit: e.Digit, Member: e.Member, Label: e.Label, Back: true})
	}
	i.lesson.answer = nil
}

// teach turns between the arithmetic forward and the step of learning.
func (i *inside) teach(on bool) {
	i.lesson.on, i.filters.on, i.slides = false, false, false
	i.ask()
	i.lesson.on, i.lesson.answer = on, nil
	i.lab.Invalidate(unitTopic)
	i.learn(nil)
}

// step shows the step of learning.
func (c *unitCard) step() []app.UI {
	t, i := c.Text, c.Inside
	e := i.lesson.answer
	drawn := i.asked.Subject == protocol.DrawingSubject
	var body []app.UI
	if drawn {
		digits, chosen := []string{"–"}, 0
		for d := range classes {
			digits = append(digits, strconv.Itoa(d))
		}
		if i.lesson.said {
			chosen = i.lesson.label + 1
		}
		body = append(body, app.Div().Class("where").Body(app.Label().Body(app.Span().Text(t.ItIsA()), dom.Choice("lesson-label", digits, chosen).OnChange(c.label))))
	}
	if i.unsaid() {
		return append(body, app.P().Class("help").Text(t.SayWhatItIs()))
	}
	if e == nil || e.Unit != i.wanted() {
		return append(body, app.P().Class("help").Text(t.Nothing()))
	}
	switch e.Problem {
	case protocol.LearnDiverged:
		return append(body, app.P().Class("help").Text(t.NotFinite()))
	case protocol.LearnStateIsLost:
		return append(body, app.P().Class("help").Text(t.StateIsLost()))
	}
	_, of := i.layers()
	optimizer := settings.Forms[protocol.OptimizerSetting].Option(int(of.Optimizer), t)
	running := i.lab.Session().Phase() == protocol.Running
	rows := [][2]string{{t.LossOf(e.Label), i18n.Loss(e.Loss)}, {t.LossAfter(optimizer), i18n.Loss(e.After)}}
	if p := e.Probabilities[e.Label]; math.Abs(math.Log(float64(p))+float64(e.Loss)) < 1e-3 { // else there are other terms in the loss
		rows[0] = [2]string{t.LossFrom(e.Label, precise(p)), i18n.Loss(e.Loss)}
	}
	if e.Taken > 0 {
		rows = append([][2]string{{t.StepsTaken(), strconv.Itoa(e.Taken)}}, rows...)
		if before := i.lesson.before; before != nil && sameDigit(before, e) {
			rows = append([][2]string{{t.LossAtStart(), i18n.Loss(before.Loss)}}, rows...)
		}
	}
	body = append(body, equation(rows...), app.Div().Class("where").Body(
		dom.Idle(app.Button().ID("lesson-take").Type("button"), false, running).OnClick(c.take).Text(t.TakeStep()),
		dom.Idle(app.Button().ID("lesson-back").Type("button"), false, e.Taken == 0).OnClick(c.back).Text(t.TakeBack()),
	), app.P().Class("help").Text(t.Experiment(running)))
	shapes := i.shapes()
	at := within(i.unit, shapes)
	s, before := shapes[at.layer], shapes[at.layer-1]
	body = append(body, c.stages(at.layer, len(shapes)-1))
	if s.shares {
		body = append(body, errorsOf(t, e))
	}
	if terms := i.terms(); terms != nil && s.kind == protocol.MaxPooling2D {
		body = append(body, c.grid(t.WindowOf(), terms, before, terms.Winner, func(k int) float32 { return terms.Values[k] }))
	}
	if len(e.Weights) > 0 {
		body = append(body, c.weights(e, before, at.layer-1))
	}
	if len(e.Places) > 0 {
		body = append(body, c.places(e, s, at.layer, before))
	}
	if s.isImage() {
		body = append(body, gradientMap(t.GradientMap(at.unit+1), e.Gradients, s))
	} else if !s.shares {
		body = append(body, equation([2]string{t.GradientOf(at.unit + 1), fine(e.Gradients[0])}))
	}
	return append(body, app.P().Class("help").Text(t.Backward(s.kind)))
}

// stages goes from layer to layer in the order of the backward pass, which begins at the last.
func (c *unitCard) stages(layer, layers int) app.UI {
	t := c.Text
	return app.Div().Class("where").Body(
		dom.Idle(app.Button().ID("lesson-earlier").Type("button"), false, layer == layers).OnClick(c.towardsLoss).Text("‹ "+t.TowardsLoss()),
		app.Span().Text(t.StageOfStep(layers-layer+1, layers)),
		dom.Idle(app.Button().ID("lesson-later").Type("button"), false, layer == 1).OnClick(c.towardsPicture).Text(t.TowardsPicture()+" ›"),
	)
}

func (c *unitCard) towardsLoss(app.Context, app.Event) {
	c.Inside.move(func(at *place) { at.layer++ })
}

func (c *unitCard) towardsPicture(app.Context, app.Event) {
	c.Inside.move(func(at *place) { at.layer-- })
}

// errorsOf is where learning begins: what was predicted, and what it should have been.
func errorsOf(t words, e *protocol.Learned) app.UI {
	var rows []app.UI
	for d, v := range e.Errors {
		target := e.Probabilities[d] - v
		row := app.Tr().Body(app.Th().Scope("row").Text(d), app.Td().Text(precise(e.Probabilities[d])), app.Td().Text(precise(target)),
			app.Td().DataSet("tint", tint(v)).Text(precise(v)))
		if d == e.Label {
			row = row.Class("winner")
		}
		rows = append(rows, row)
	}
	return tableOf(t.ErrorsTable(), []string{t.DigitColumn(), t.PredictedColumn(), t.TargetColumn(), t.ErrorColumn()}, rows)
}

// weights is what the optimiser makes of the gradients.
func (c *unitCard) weights(e *protocol.Learned, before shape, layer int) app.UI {
	t := c.Text
	var rows []app.UI
	for _, w := range e.Weights {
		cells := []app.UI{app.Th().Scope("row").Text(c.weight(before, layer, w)), app.Td().Text(decimals(w.Before, weightDigits)), app.Td().Text(fine(w.Gradient))}
		for _, v := range w.State {
			cells = append(cells, app.Td().Text(fine(v)))
		}
		rows = append(rows, app.Tr().Body(append(cells, app.Td().Text(decimals(w.After, weightDigits)))...))
	}
	head := append([]string{t.WeightColumn(), t.BeforeColumn(), t.GradientColumn()}, e.State...)
	if e.Others > 0 {
		rows = append(rows, app.Tr().Body(app.Th().Scope("row").ColSpan(len(head)+1).Text(t.OtherWeights(e.Others))))
	}
	return tableOf(t.WeightsTable(), append(head, t.AfterColumn()), rows).Class("fine")
}

// weightDigits are as many as it takes to see a step.
const weightDigits = 5

// weight names a weight: of a kernel by what it weighs, any other by what it does.
func (c *unitCard) weight(before shape, layer int, w protocol.WeightStep) string {
	switch {
	case w.Name == "bias":
		return c.Text.Bias()
	case w.Name == "gamma":
		return c.Text.Scale()
	case w.Name == "beta":
		return c.Text.Shift()
	case !before.isImage():
		return c.source(before, layer, w.Row)
	}
	_, of := c.Inside.layers()
	size := of.Layers[layer].Size
	tap := w.Row / before.all()
	return c.Text.KernelCell(tap/size+1, tap%size+1, w.Row%before.all()+1, before.all() > 1)
}

// places is the gradient of the first weight as the sum that it is.
func (c *unitCard) places(e *protocol.Learned, s shape, layer int, before shape) app.UI {
	t := c.Text
	var rows []app.UI
	sum := e.Rest.Sum
	for _, p := range e.Places {
		v := float32(p.Value * p.Gradient)
		sum += v
		rows = append(rows, app.Tr().Body(app.Th().Scope("row").Text(c.source(before, layer-1, p.Input)), app.Td().Text(precise(p.Value)),
			app.Td().Text(fine(p.Gradient)), app.Td().Text(fine(v))))
	}
	if e.Rest.Count > 0 {
		rows = append(rows, app.Tr().Body(app.Th().Scope("row").ColSpan(3).Text(t.OthersRow(e.Rest.Count)), app.Td().Text(fine(e.Rest.Sum))))
	}
	rows = append(rows, app.Tr().Class("winner").Body(app.Th().Scope("row").ColSpan(3).Text(t.GradientColumn()), app.Td().Text(fine(sum))))
	return tableOf(t.PlacesTable(), []string{t.InputColumn(), t.ValueColumn(), t.GradientOfSum(), t.ProductColumn()}, rows)
}

// gradientMap is the gradient of a unit's map.
func gradientMap(caption string, gradients []float32, s shape) app.UI {
	const mostRows = 8
	h, w := s.size()
	if h > mostRows || w > mostRows || len(gradients) != h*w {
		return app.P().Class("help").Text(caption)
	}
	largest := largestOf(gradients)
	var rows []app.UI
	for y := range h {
		var cells []app.UI
		for _, v := range gradients[y*w:][:w] {
			cells = append(cells, app.Td().DataSet("tint", tint(v/largest)).Text(fine(v)))
		}
		rows = append(rows, app.Tr().Body(cells...))
	}
	return app.Table().Class("grid fine").Body(app.Caption().Text(caption), app.TBody().Body(rows...))
}

// fine formats a value that may be very small, in two digits, with the typographic minus and no 0 before its exponent.
func fine(v float32) string {
	if v == 0 {
		return "0"
	}
	return strings.NewReplacer("e-0", "e−", "-", "−").Replace(strconv.FormatFloat(float64(v), 'g', 2, 32))
}

func (c *unitCard) label(ctx app.Context, _ app.Event) {
	if v, err := strconv.Atoi(dom.Text(ctx.JSSrc().Get("value"))); err == nil {
		c.Inside.lesson.said, c.Inside.lesson.label = v > 0, max(v-1, 0)
		c.Inside.learn(nil)
		c.Inside.lab.Invalidate(unitTopic)
	}
}

func (c *unitCard) take(app.Context, app.Event) {
	if c.Inside.lab.Session().Phase() != protocol.Running {
		c.Inside.learn(func(l *protocol.Learn) { l.Apply = true })
	}
}

func (c *unitCard) back(app.Context, app.Event) {
	c.Inside.learn(func(l *protocol.Learn) { l.Back = true })
}

package network

import (
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// caption is the network at work in a sentence, which is also the name of the drawing, or the value under the pointer.
type caption struct {
	app.Compo

	Inside *inside
	Text   words

	stops         []func()
	said, pointed string // in the last rendering
}

// calm is the minimum time that the sentence stays the same.
const calm = 250 * time.Millisecond

func (c *caption) OnMount(ctx app.Context) {
	l := c.Inside.lab
	c.stops = []func(){
		l.RerenderIf(ctx, workTopic|chosenTopic, calm, func() bool { return c.said != c.Inside.sentence(c.Text) }),
		l.RerenderIf(ctx, pointedTopic, 0, func() bool { return c.pointed != c.Inside.pointed }),
	}
}

func (c *caption) OnDismount() {
	for _, stop := range c.stops {
		stop()
	}
}

func (c *caption) Render() app.UI {
	c.said, c.pointed = c.Inside.sentence(c.Text), c.Inside.pointed
	return app.Div().Class("caption").Body(
		app.P().ID("inside-said").Class(dom.Shown(c.pointed == "")).Text(c.said),
		dom.Decorative(app.P()).Class(dom.Shown(c.pointed != "")).Text(c.pointed),
	)
}

// sentence returns the network at work in a sentence.
func (i *inside) sentence(t words) string {
	work := i.work()
	switch {
	case work == nil:
		return t.Nothing()
	case i.search.none > 0:
		return t.NoneWrong(i.search.none)
	case !isNumber(work.Probabilities[0]):
		return t.NotFinite()
	}
	digit := best(work.Probabilities)
	percent := i18n.WholePercent(work.Probabilities[digit])
	untrained := work.Epoch == 0 && work.Step == 0 && !work.Imported
	epoch := work.Epoch
	if work.Step > 0 {
		epoch++
	}
	label := work.Label
	switch {
	case work.Subject == protocol.DrawingSubject && untrained:
		return t.DrawingGuess(digit, percent)
	case work.Subject == protocol.DrawingSubject:
		return t.DrawingPrediction(epoch, digit, percent)
	case work.Subject == protocol.MeanSubject && untrained:
		return t.MeanGuess(label, digit, percent)
	case work.Subject == protocol.MeanSubject:
		return t.MeanPrediction(label, epoch, digit, percent)
	case untrained:
		return t.DataGuess(label, digit, percent)
	}
	return t.DataPrediction(label, epoch, digit, percent)
}

package ui

import (
	"time"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// itWas lets a person say which digit the drawing was, with one tap, once it has been read. That adds it to their
// handwriting.
type itWas struct {
	app.Compo

	Lab  *lab
	Text texts

	stop func()
}

func (c *itWas) OnMount(ctx app.Context) {
	c.stop = c.Lab.rerender(ctx, readingTopic|drawingTopic|mineTopic, 250*time.Millisecond)
}

func (c *itWas) OnDismount() { c.stop() }

func (c *itWas) Render() app.UI {
	t, l := c.Text, c.Lab
	read := l.drawingIsRead()
	is, note := -1, t.ItWasHelp()
	if s, ok := l.drawnSample(); ok && read {
		is, note = s.Label, t.ItWasAdded(s.Label)
	}
	if l.mine.full() && is < 0 {
		note = t.MineFull()
	}
	return app.Div().Class("it-was "+shown(read)).Attr("role", "group").Aria("labelledby", "it-was").Body(
		app.P().ID("it-was").Class("it-was-name").Text(t.ItWas()),
		digitButtons("it-was", 0, is, t.ItWasDigit, l.itWas),
		app.P().Class("help").Aria("live", "polite").Text(note),
	)
}

// drawingIsRead reports whether strokes are on the canvas and have been read as a drawing.
func (l *lab) drawingIsRead() bool {
	p := l.Session().Reading
	return p != nil && p.Finding == protocol.OneDigit && len(l.drawing.Strokes) > 0
}

// drawnSample is the sample that the drawing on the canvas has become, if it has.
func (l *lab) drawnSample() (sample, bool) {
	if len(l.drawing.Strokes) == 0 {
		return sample{}, false
	}
	return l.mine.find(canonical(l.drawing.Strokes))
}

// itWas takes which digit the drawing was: it becomes a sample, or that sample's label changes, or the same digit again takes it
// back.
func (l *lab) itWas(digit int) {
	if !l.drawingIsRead() {
		return
	}
	switch s, ok := l.drawnSample(); {
	case !ok:
		l.addSample(digit, l.drawing.Strokes)
	case s.Label == digit:
		l.deleteSample(s.ID)
	default:
		l.relabelSample(s.ID, digit)
	}
	l.invalidate(mineTopic)
}

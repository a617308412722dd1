package handwriting

import (
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// correction returns the buttons that say which digit the drawing was, for the card of the prediction.
func (h *handwriting) correction() app.UI { return &itWas{Handwriting: h, Text: h.text()} }

// itWas lets a person say, with one tap, which digit the drawing was. The drawing becomes a sample of their handwriting.
type itWas struct {
	app.Compo

	Handwriting *handwriting
	Text        words

	stop func()
}

func (c *itWas) OnMount(ctx app.Context) {
	c.stop = c.Handwriting.lab.Rerender(ctx, lab.PredictionTopic|lab.DrawingTopic|handwritingTopic, 250*time.Millisecond)
}

func (c *itWas) OnDismount() { c.stop() }

func (c *itWas) Render() app.UI {
	t, h := c.Text, c.Handwriting
	predicted := h.drawingIsPredicted()
	is, note := -1, t.ItWasHelp()
	if s, ok := h.drawnSample(); ok && predicted {
		is, note = s.Label, t.ItWasAdded(s.Label)
	}
	if h.full() && is < 0 {
		note = t.Full()
	}
	class := "it-was"
	if !predicted {
		class += " hidden"
	}
	return app.Div().Class(class).Attr("role", "group").Aria("labelledby", "it-was").Body(
		app.P().ID("it-was").Class("it-was-name").Text(t.ItWas()),
		digitButtons("it-was", 0, is, t.ItWasDigit, h.itWas),
		app.P().Class("help").Aria("live", "polite").Text(note),
	)
}

// drawingIsPredicted reports whether strokes are on the canvas and the network has predicted a digit for them.
func (h *handwriting) drawingIsPredicted() bool {
	p := h.lab.Session().Prediction
	return p != nil && p.Finding == protocol.OneDigit && len(h.drawn()) > 0
}

// drawnSample returns the sample that was made from the drawing on the canvas, if there is one.
func (h *handwriting) drawnSample() (sample, bool) {
	if len(h.drawn()) == 0 {
		return sample{}, false
	}
	return h.find(canonical(h.drawn()))
}

// itWas says which digit the drawing was: it becomes a sample, or that sample's digit changes, or, for the same digit again, the
// sample is deleted.
func (h *handwriting) itWas(digit int) {
	if !h.drawingIsPredicted() {
		return
	}
	switch s, ok := h.drawnSample(); {
	case !ok:
		h.add(digit, h.drawn())
	case s.Label == digit:
		h.deleteOne(s.ID)
	default:
		h.relabel(s.ID, digit)
	}
	h.lab.Invalidate(handwritingTopic)
}

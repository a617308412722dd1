package draw

import (
	"strings"
	"testing"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab/labtest"
	"digitlab/wasm/ui/session"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// shares returns the probabilities of a prediction: two digits with these shares, and 0 for the others.
func shares(first int, share float32, second int, less float32) []float32 {
	p := make([]float32, 10)
	p[first], p[second] = share, less
	return p
}

// several returns the prediction of 2026, whose third digit the network is not sure of.
func several(epoch int) *protocol.Prediction {
	p := &protocol.Prediction{ID: 1, Run: 1, Epoch: epoch, Finding: protocol.SeveralDigits, Chosen: 1, Probabilities: shares(0, .99, 8, 0)}
	for _, d := range []struct {
		digit int
		share float32
	}{{2, .98}, {0, .99}, {2, .4}, {6, .88}} {
		p.Digits = append(p.Digits, protocol.DigitPrediction{Finding: protocol.OneDigit, Probabilities: shares(d.digit, d.share, 8, .01)})
	}
	return p
}

// Several digits are each predicted, in large type with a share for each. The one that is explained is chosen by a button.
func TestSeveralDigits(t *testing.T) {
	if large := largeText(several(9)); large != "20?6" {
		t.Errorf("in large type there is %q", large)
	}
	if blot := (protocol.DigitPrediction{Finding: protocol.NoDigit, Probabilities: shares(3, .99, 8, 0)}); sureDigit(blot.Finding, blot.Probabilities) != unsure {
		t.Error("a blot among digits is predicted")
	}
	l, expect := labtest.Trained(t)
	b := NewBoard(l)
	b.draw(b.drawing.Begin(sketch.PointAt(.5, .5)))
	l.Apply(several(9))
	dot := sketch.OnPaper(b.drawing.Strokes)
	expect(&protocol.Predict{ID: 1, Drawing: dot})
	(&digitButton{Line: &predictionLine{Board: b}, At: 3}).choose(app.Context{}, app.Event{})
	expect(&protocol.Predict{ID: 2, Drawing: dot, Chosen: 3})
	b.choose(3)
	expect()
	b.Clear()
	b.draw(b.drawing.Begin(sketch.PointAt(.5, .5)))
	l.Frame(time.Now())
	b.sent.predicted = b.sent.id
	if b.chosen != 0 {
		t.Errorf("of a new drawing digit %d is chosen", b.chosen)
	}
	for _, c := range []struct {
		t    Words
		want []string
	}{{&English{}, []string{">20?6<", `aria-label="Digit 4 of 4: 6 (88%)"`, `aria-label="Digit 3 of 4: ? (40%)"`}},
		{&Korean{}, []string{`aria-label="4개 가운데 2번째 숫자: 0 (99%)"`}}} {
		l.SetSession(func(s session.Session) session.Session { s.Prediction = several(9); return s })
		html := app.HTMLString((&predictionLine{Board: b, Text: c.t}).Render())
		for _, want := range c.want {
			if !strings.Contains(html, want) {
				t.Errorf("%s is not in %s", want, html)
			}
		}
	}
}

func TestTextsOfAPrediction(t *testing.T) {
	for _, c := range []struct {
		prediction   *protocol.Prediction
		said, spoken string
	}{
		{nil, "Nothing drawn yet", ""},
		{&protocol.Prediction{Probabilities: shares(3, .72, 8, .2)}, "Not trained yet: this is a guess", "Not trained yet: this is a guess"},
		{&protocol.Prediction{Epoch: 1, Finding: protocol.OneDigit, Probabilities: shares(3, .72, 8, .2)}, "Prediction: 3 (72%), or 8 (20%)", "Prediction: 3 (72%)"},
		{&protocol.Prediction{Epoch: 1, Finding: protocol.OneDigit, Probabilities: shares(3, .999, 8, .001)}, "Prediction: 3 (100%)", "Prediction: 3 (100%)"},
		{&protocol.Prediction{Epoch: 1, Finding: protocol.OneDigit, Probabilities: shares(3, .49, 8, .4)}, "Not sure. Try thicker and larger", "Not sure. Try thicker and larger"},
		{&protocol.Prediction{Epoch: 1, Finding: protocol.NoDigit, Probabilities: shares(3, .99, 8, 0)}, "Not sure. Try thicker and larger", "Not sure. Try thicker and larger"},
		{several(9), "Prediction: 20?6", "Prediction: 20?6 (98%, 99%, 40%, 88%)"},
		{several(0), "Not trained yet: this is a guess", "Not trained yet: this is a guess"},
	} {
		if said := fullText(c.prediction, &English{}); said != c.said {
			t.Errorf("the card says %q, want %q", said, c.said)
		}
		if spoken := predictionText(c.prediction, &English{}); spoken != c.spoken {
			t.Errorf("a screen reader hears %q, want %q", spoken, c.spoken)
		}
	}
	p := &protocol.Prediction{Epoch: 1, Probabilities: shares(3, .72, 8, .2), Picture: make([]byte, 64), Occlusion: make([]float32, 64)}
	if said, want := choicesText(p, &English{}), "First choice 3 (72%), second 8 (20%): 52 points apart."; said != want {
		t.Errorf("%q, want %q", said, want)
	}
	if said := occlusionText(p, &English{}); said != (&English{}).NoPlaceMatters(3) {
		t.Error(said)
	}
	p.Occlusion[8*2+5] = .4
	if said, want := occlusionText(p, &English{}), "Row 3, column 6 matters most: without the ink around it the probability of 3 falls by 40 points."; said != want {
		t.Errorf("%q, want %q", said, want)
	}
	p.Data, p.Picture, p.Occlusion = protocol.MNIST, make([]byte, 28*28), make([]float32, 28*28)
	p.Occlusion[28*2+5] = .4
	if said, want := occlusionText(p, &English{}), "Row 3, column 6 matters most: without the ink around it the probability of 3 falls by 40 points."; said != want {
		t.Errorf("of 28×28: %q, want %q", said, want)
	}
}

func TestPredictionText(t *testing.T) {
	probabilities := func(d int, p float32) []float32 {
		v := make([]float32, 10)
		for i := range v {
			v[i] = (1 - p) / 9
		}
		v[d] = p
		return v
	}
	e := &English{}
	for _, c := range []struct {
		prediction *protocol.Prediction
		want       string
	}{
		{nil, ""},
		{&protocol.Prediction{Probabilities: probabilities(3, .99)}, e.Guess()},
		{&protocol.Prediction{Epoch: 1, Probabilities: probabilities(3, .49)}, e.Unsure()},
		{&protocol.Prediction{Epoch: 1, Probabilities: probabilities(3, .98)}, "Prediction: 3 (98%)"},
		{&protocol.Prediction{Epoch: 1, Probabilities: probabilities(0, .98)}, "Prediction: 0 (98%)"},
	} {
		if got := predictionText(c.prediction, e); got != c.want {
			t.Errorf("%+v: %q, want %q", c.prediction, got, c.want)
		}
	}
}

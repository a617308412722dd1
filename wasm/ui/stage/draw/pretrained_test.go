package draw

import (
	"slices"
	"strings"
	"testing"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/lab/labtest"
	"digitlab/wasm/ui/session"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The switch has the drawing predicted again, with or without the pretrained network.
func TestCompareSwitch(t *testing.T) {
	l, expect := labtest.Trained(t)
	b := NewBoard(l)
	b.compare(true)
	l.Frame(time.Now())
	expect() // there is no drawing
	b.draw(b.drawing.Begin(sketch.PointAt(.1, .1)))
	l.Frame(time.Now())
	expect(&protocol.Predict{ID: 1, Drawing: sketch.OnPaper(b.drawing.Strokes), Compare: true})
	l.Apply(&protocol.Prediction{ID: 1, Run: 1})
	b.compare(false)
	l.Frame(time.Now())
	expect(&protocol.Predict{ID: 2, Drawing: sketch.OnPaper(b.drawing.Strokes)})
}

// mostly returns probabilities with .75 for one digit and .25 for the next.
func mostly(digit int) []float32 {
	p := make([]float32, 10)
	p[digit], p[(digit+1)%10] = .75, .25
	return p
}

func TestComparison(t *testing.T) {
	e := &English{}
	for _, c := range []struct {
		name      string
		p         *protocol.Prediction
		agreement string
		shown     []string
	}{
		{"nothing drawn", nil, "", []string{e.PredictionNothing()}},
		{"the pretrained network is still to come", &protocol.Prediction{Epoch: 1, Probabilities: mostly(3)}, "", []string{"75.0%", e.PretrainedLoading()}},
		{"it never will", &protocol.Prediction{Epoch: 1, Probabilities: mostly(3), PretrainedProblem: protocol.NotServed}, "", []string{"75.0%", e.NoPretrained(protocol.NotServed)}},
		{"untrained", &protocol.Prediction{Probabilities: mostly(3), Pretrained: mostly(8)}, "", []string{e.Guess(), "75.0%"}},
		{"the same", &protocol.Prediction{Epoch: 1, Probabilities: mostly(3), Pretrained: mostly(3)}, "Both read 3.", []string{"Both read 3."}},
		{"several, and not the same", &protocol.Prediction{Epoch: 1, Finding: protocol.SeveralDigits, Probabilities: mostly(2), Pretrained: mostly(2), Digits: []protocol.DigitPrediction{
			{Probabilities: mostly(2), Pretrained: mostly(2)}, {Probabilities: mostly(0), Pretrained: mostly(6)}}}, "They differ: yours reads 20, the other 26.", nil},
		{"not the same", &protocol.Prediction{Epoch: 1, Probabilities: mostly(3), Pretrained: mostly(8)}, "They differ: yours reads 3, the other 8.", nil},
	} {
		if got := agreement(c.p, e); got != c.agreement {
			t.Errorf("%s: %q, want %q", c.name, got, c.agreement)
		}
		l := lab.New()
		b := NewBoard(l)
		b.compares = true
		l.SetSession(func(s session.Session) session.Session { s.Prediction = c.p; return s })
		html := app.HTMLString((&pretrainedPanel{Board: b, Text: e}).Render())
		for _, s := range c.shown {
			if !strings.Contains(html, s) {
				t.Errorf("%s: %q is not in %s", c.name, s, html)
			}
		}
	}
	if got := ranked([]float32{.1, .5, .1, .3}); !slices.Equal(got, []int{1, 3, 0, 2}) {
		t.Errorf("ranked %v", got)
	}
}

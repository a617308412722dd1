package draw

import (
	"testing"

	"digitlab/wasm/protocol"
)

// shares returns the probabilities of a prediction: two digits with these shares, and 0 for the others.
func shares(first int, share float32, second int, less float32) []float32 {
	p := make([]float32, 10)
	p[first], p[second] = share, less
	return p
}

func TestTextsOfAPrediction(t *testing.T) {
	for _, c := range []struct {
		prediction   *protocol.Prediction
		said, spoken string
	}{
		{nil, "Nothing drawn yet", ""},
		{&protocol.Prediction{Probabilities: shares(3, .72, 8, .2)}, "Not trained yet: this is a guess", "Not trained yet: this is a guess"},
		{&protocol.Prediction{Epoch: 1, Finding: protocol.OneDigit, Probabilities: shares(3, .72, 8, .2)}, "Prediction: 3 (72%), else 8 (20%)", "Prediction: 3 (72%)"},
		{&protocol.Prediction{Epoch: 1, Finding: protocol.OneDigit, Probabilities: shares(3, .999, 8, .001)}, "Prediction: 3 (100%)", "Prediction: 3 (100%)"},
		{&protocol.Prediction{Epoch: 1, Finding: protocol.OneDigit, Probabilities: shares(3, .49, 8, .4)}, "Not sure. Try thicker and larger", "Not sure. Try thicker and larger"},
		{&protocol.Prediction{Epoch: 1, Finding: protocol.NoDigit, Probabilities: shares(3, .99, 8, 0)}, "Not sure. Try thicker and larger", "Not sure. Try thicker and larger"},
		{&protocol.Prediction{Epoch: 9, Finding: protocol.SeveralDigits, Probabilities: shares(3, .99, 8, 0)}, (&English{}).OneAtATime(), (&English{}).OneAtATime()},
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
	if said, want := occlusionText(p, &English{}), "Row 3, column 6 matters most: without the ink around it the share of 3 falls by 40 points."; said != want {
		t.Errorf("%q, want %q", said, want)
	}
	p.Data, p.Picture, p.Occlusion = protocol.MNIST, make([]byte, 28*28), make([]float32, 28*28)
	p.Occlusion[28*2+5] = .4
	if said, want := occlusionText(p, &English{}), "Row 3, column 6 matters most: without the ink around it the share of 3 falls by 40 points."; said != want {
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

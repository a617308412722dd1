package network

import (
	"math"
	"strings"
	"testing"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/lab/labtest"
	"digitlab/wasm/ui/session"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// builtOf returns what a trainer reports of a run of a preset, with a sample of the digits 9 to 0.
func builtOf(run int, p protocol.Preset) *protocol.Built {
	s := p.Settings()
	infos, _ := protocol.Describe(s.Data.Side(), s.Layers)
	b := &protocol.Built{Run: run, Settings: s, Layers: infos}
	for label := range 10 {
		b.SampleLabels = append(b.SampleLabels, byte(9-label))
		b.Sample = append(b.Sample, make([]byte, s.Data.Side()*s.Data.Side())...)
	}
	return b
}

func sampleAt(place int) *protocol.Inspect {
	return &protocol.Inspect{Subject: protocol.SampleSubject, Digit: place}
}

// The trainer is told what to show the network at work on whenever that changes, and only while somebody can see it.
func TestWhatIsAskedFor(t *testing.T) {
	l, expect := labtest.Trained(t)
	i := newInside(l)
	l.Apply(builtOf(1, protocol.TutorialPreset))
	expect() // nobody sees it
	i.show(true)
	expect(sampleAt(2)) // the seven
	i.show(true)
	l.Apply(builtOf(1, protocol.TutorialPreset))
	expect() // it is still the same
	i.turn(false, 3)
	i.ask()
	expect(sampleAt(6))

	drew := func(id int, empty bool) {
		l.SetSession(func(s session.Session) session.Session { return s.Drew(id, empty) })
		l.Invalidate(lab.DrawingTopic)
		l.Frame(time.Now())
	}
	drew(1, false)
	expect(&protocol.Inspect{Subject: protocol.DrawingSubject})
	i.turn(false, 4) // the person looks at a digit all the same
	i.ask()
	expect(sampleAt(5))
	drew(1, false)
	expect()
	drew(2, false) // and draws on
	expect(&protocol.Inspect{Subject: protocol.DrawingSubject})
	drew(3, true)
	expect(sampleAt(5))

	l.Apply(&protocol.Ready{}) // another worker
	expect(&protocol.Restore{Run: 2, Settings: protocol.DefaultSettings()}, &protocol.SetPace{Pace: protocol.Watch})
	l.Apply(builtOf(2, protocol.MNISTPreset))
	expect(sampleAt(5))
	i.show(false)
	expect(&protocol.Inspect{})
}

// A digit that the data does not have is replaced by its first one.
func TestDigitThatTheDataDoesNotHave(t *testing.T) {
	l, expect := labtest.Trained(t)
	i := newInside(l)
	i.show(true)
	expect(sampleAt(0)) // without a sample there is nothing to choose from
	few := builtOf(1, protocol.TutorialPreset)
	few.SampleLabels, few.Sample = few.SampleLabels[:2], few.Sample[:2*64]
	l.Apply(few)
	expect()
	i.turn(false, 8)
	i.ask()
	expect(sampleAt(1))
}

// Late answers, and those of another network, are not shown.
func TestWhatIsShown(t *testing.T) {
	l, _ := labtest.Trained(t)
	i := newInside(l)
	l.Apply(builtOf(1, protocol.TutorialPreset))
	i.show(true)
	if i.work() != nil {
		t.Error("before the first answer something is shown")
	}
	answer := func(change func(*protocol.Inspection)) *protocol.Inspection {
		work := workOf(i.shapes(), 1)
		work.Digit = 2
		change(work)
		l.Apply(work)
		return work
	}
	first := answer(func(*protocol.Inspection) {})
	answer(func(w *protocol.Inspection) { w.Run = 9 })
	answer(func(w *protocol.Inspection) { w.Digit = 4 })
	answer(func(w *protocol.Inspection) { w.Subject = protocol.DrawingSubject })
	if i.work() != first {
		t.Errorf("shown is %+v", i.work())
	}
	l.Reset()
	if i.work() != first {
		t.Error("while another run is being built, nothing is shown")
	}
	l.Apply(builtOf(l.Session().Run, protocol.TutorialPreset))
	if i.work() != nil {
		t.Error("the former run is shown in the place of another")
	}
	second := workOf(i.shapes(), 1)
	second.Run, second.Digit = l.Session().Run, 2
	l.Apply(second)
	l.Apply(builtOf(l.Session().Run, protocol.TinyPreset))
	if i.work() != nil {
		t.Error("the former network is shown in the place of another")
	}
}

func TestSentence(t *testing.T) {
	l, _ := labtest.Trained(t)
	i := newInside(l)
	l.Apply(builtOf(1, protocol.TutorialPreset))
	i.show(true)
	e := &english{}
	if got := i.sentence(e); got != e.Nothing() {
		t.Errorf("without an answer: %s", got)
	}
	for _, c := range []struct {
		change func(*protocol.Inspection)
		drawn  bool
		want   string
	}{
		{func(*protocol.Inspection) {}, false, "Digit 7 of the data, untrained: it guesses 4 (75%)"},
		{func(w *protocol.Inspection) { w.Step = 3 }, false, "Digit 7 of the data, epoch 1: it predicts 4 (75%)"},
		{func(w *protocol.Inspection) { w.Epoch = 12 }, false, "Digit 7 of the data, epoch 12: it predicts 4 (75%)"},
		{func(w *protocol.Inspection) { w.Probabilities[0] = float32(math.NaN()) }, false, e.NotFinite()},
		{func(*protocol.Inspection) {}, true, "Your drawing, untrained: it guesses 4 (75%)"},
		{func(w *protocol.Inspection) { w.Epoch, w.Step = 12, 1 }, true, "Your drawing, epoch 13: it predicts 4 (75%)"},
	} {
		work := workOf(i.shapes(), 1)
		work.Digit, work.Label = 2, 7
		work.Probabilities[4], work.Probabilities[5] = .75, .25
		i.turn(c.drawn, 7)
		i.ask()
		if c.drawn {
			work.Subject, work.Digit = protocol.DrawingSubject, 0
		}
		c.change(work)
		l.Apply(work)
		if got := i.sentence(e); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// Before there is a trainer the default network's layers are there, and what opens is not.
func TestBeforeTheTrainer(t *testing.T) {
	i := newInside(lab.New())
	html := app.HTMLString((&card{Inside: i, Text: Texts.English}).Render())
	for _, want := range []string{`role="group"`, `aria-label="Inside the network"`, "8×8×1", "6×6×10", "100 params", "3×3×10", "4,550 params", "510 params", "Conv2D", "Pooling2D",
		"Flatten", "Dense"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q in %s", want, html)
		}
	}
	if strings.Count(html, `class="art"`) != 6 || strings.Contains(html, "<table") {
		t.Errorf("%s", html)
	}
}

// Of a layer with many units the label says how many are shown, and the table that they are the most active.
func TestManyUnits(t *testing.T) {
	l, _ := labtest.Trained(t)
	i := newInside(l)
	l.Apply(builtOf(1, protocol.DeepPreset))
	i.show(true)
	html := app.HTMLString((&card{Inside: i, Text: Texts.English}).Render())
	if strings.Count(html, "top 16 of 20") != 3 {
		t.Errorf("%s", html)
	}
	work := workOf(i.shapes(), 1)
	work.Digit = 2
	work.Layers[2].Units[3], work.Layers[2].Values[3*16+5] = 17, 2.5
	work.Layers[0].Kernels[1] = -.125
	l.Apply(work)
	work.Layers[3].Values[0], work.Probabilities[4] = float32(math.NaN()), float32(math.NaN()) // of a run that has diverged
	html = app.HTMLString((&numbers{Inside: i, Text: Texts.English, open: true}).Render())
	for _, want := range []string{"16 of 20 shown, the most active", "all 10 shown", "2.50 (unit 18)", "Kernel 10", "−0.12", "1,820", "The ten probabilities"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q in %s", want, html)
		}
	}
}

func TestNamesBreakBetweenWords(t *testing.T) {
	for name, want := range map[string]string{"MaxPooling2D": "Max Pooling2D", "Conv2D": "Conv2D", "GlobalAveragePooling2D": "Global Average Pooling2D",
		"Picture": "Picture", "그림": "그림"} {
		if got := strings.Join(wordsOf(name), " "); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

package ui

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"digitlab/wasm/protocol"
)

// drawn returns a stroke as a pen may leave it, unlike that of any other number.
func drawn(n int) []stroke {
	var s stroke
	for i := range 30 {
		s = append(s, point{.2 + .02*float64(i), .3 + .2*math.Sin(float64(n)+float64(i)/7)})
	}
	return []stroke{s}
}

func TestCanonical(t *testing.T) {
	once := canonical([]stroke{{{.12345, .5}, {.1235, .5002}, {.2, .5}, {.2001, .5}}, {}, {{math.Inf(1), -7}}, {{.3, .3}}})
	want := []stroke{{{.123, .5}, {.2, .5}}, {{1.5, -.5}}, {{.3, .3}}}
	if !reflect.DeepEqual(once, want) {
		t.Errorf("%v, want %v", once, want)
	}
	scribble := make([]stroke, 3*mostStrokes)
	for i := range scribble {
		for j := range 100 {
			scribble[i] = append(scribble[i], point{float64(j) / 100, float64(i%100) / 100})
		}
	}
	points := 0
	for _, s := range canonical(scribble) {
		points += len(s)
	}
	if points != mostPoints {
		t.Errorf("a scribble has %d points", points)
	}
}

// answer has the trainer read all samples: right those for which ok says so.
func (l *lab) answer(ok func(sample) bool) {
	r := &protocol.SamplePredictions{Run: l.session.Run, Epoch: 9}
	for _, s := range l.mine.samples {
		digit := s.Label
		if !ok(s) {
			digit = (digit + 1) % 10
		}
		r.Predictions = append(r.Predictions, protocol.SamplePrediction{ID: s.ID, Digit: byte(digit), Confidence: .9})
	}
	l.apply(r)
}

func TestRoundOfTenDigits(t *testing.T) {
	l, expect := trained(t)
	expect()
	l.beginRound()
	l.keepDigit()
	if r := l.mine.round; !r.missed || r.digit != 0 || len(l.mine.samples) > 0 {
		t.Errorf("nothing was drawn, and there is %+v", r)
	}
	for digit := range 4 {
		l.drawDigit(drawing{content: content{Strokes: drawn(digit)}})
		l.keepDigit()
	}
	l.skipDigit()
	// Back over what was skipped, to what was kept: its stroke is on the canvas again, to be taken back too.
	l.undoDigit()
	l.undoDigit()
	if r := l.mine.round; r.digit != 3 || !sameStrokes(r.drawing.Strokes, canonical(drawn(3))) || len(l.mine.samples) != 3 {
		t.Errorf("back at %+v with %d samples", r, len(l.mine.samples))
	}
	l.undoDigit()
	if r := l.mine.round; r.digit != 3 || !r.drawing.empty() {
		t.Errorf("the stroke was not taken back: %+v", r)
	}
	l.clearDigit()
	for range 7 {
		l.drawDigit(drawing{content: content{Strokes: drawn(10 + l.mine.round.digit)}})
		l.keepDigit()
	}
	if l.mine.round.on || len(l.mine.samples) != 10 || l.mine.said != l.text.MineRoundDone(10) {
		t.Errorf("the round has not ended: %+v, %q", l.mine.round, l.mine.said)
	}
	for i, s := range l.mine.samples {
		if s.Label != i || i > 0 && s.ID <= l.mine.samples[i-1].ID {
			t.Errorf("sample %d is %+v", i, s)
		}
	}

	// They are sent a few a frame.
	l.frame(time.Now())
	l.frame(time.Now())
	l.frame(time.Now())
	var want []protocol.Command
	for _, s := range l.mine.samples {
		want = append(want, &protocol.SetSample{ID: s.ID, Label: uint8(s.Label), Width: inkSide, Height: inkSide, Ink: l.ink(nil)})
	}
	expect(want...)
	l.frame(time.Now())
	expect()

	l.undeleteSamples() // what the way back took is not in the list of deleted
	if len(l.mine.samples) != 10 {
		t.Errorf("%d samples", len(l.mine.samples))
	}
}

func TestSamplesAreRelabelledDeletedAndBroughtBack(t *testing.T) {
	l, _ := trained(t)
	for i := range 4 {
		l.addSample(i, drawn(i))
	}
	l.frame(time.Now())
	l, expect := sentOf(t, l)
	l.relabelSample(2, 7)
	expect(&protocol.SetSample{ID: 2, Label: 7})
	l.deleteSample(3)
	expect(&protocol.DropSample{ID: 3})
	l.deleteSamples(func(sample) bool { return true })
	expect(&protocol.DropSample{ID: 1}, &protocol.DropSample{ID: 2}, &protocol.DropSample{ID: 4})
	l.undeleteSamples()
	if got := l.mine.samples; len(got) != 3 || got[1].ID != 2 || got[1].Label != 7 || got[2].ID != 4 || len(l.mine.deleted) > 0 {
		t.Errorf("brought back %+v", got)
	}
	l.deleteSample(2) // before it was sent again
	expect()
	l.frame(time.Now())
	if len(l.mine.unsent) > 0 {
		t.Errorf("unsent %v", l.mine.unsent)
	}

	// Another trainer is told all of them.
	l.apply(&protocol.Ready{})
	if want := []int{1, 4}; !slices.Equal(l.mine.unsent, want) {
		t.Errorf("to be sent %v, want %v", l.mine.unsent, want)
	}
	for i := range 2 * protocol.MaxSamples {
		l.addSample(1, drawn(100+i))
	}
	if len(l.mine.samples) != protocol.MaxSamples {
		t.Errorf("%d samples are kept", len(l.mine.samples))
	}
}

// sentOf begins anew to watch what a lab sends.
func sentOf(t *testing.T, l *lab) (*lab, func(want ...protocol.Command)) {
	var sent []protocol.Command
	l.post = func(c protocol.Command) { sent = append(sent, c) }
	return l, func(want ...protocol.Command) {
		t.Helper()
		if !reflect.DeepEqual(sent, want) {
			t.Errorf("sent %+v, want %+v", deref(sent), deref(want))
		}
		sent = nil
	}
}

func TestItWas(t *testing.T) {
	l, _ := trained(t)
	l.draw(drawing{content: content{Strokes: drawn(1)}})
	l.itWas(3) // not read yet
	if len(l.mine.samples) > 0 {
		t.Error("a drawing that was not read became a sample")
	}
	l.sendDrawing()
	l.apply(&protocol.Prediction{ID: l.sent.id, Run: 1, Finding: protocol.OneDigit, Probabilities: make([]float32, 10)})
	l.itWas(3)
	l.itWas(5)
	if got := l.mine.samples; len(got) != 1 || got[0].Label != 5 {
		t.Errorf("%+v", got)
	}
	l.itWas(5)
	if len(l.mine.samples) > 0 {
		t.Error("pressed again, it was not taken back")
	}
	l.itWas(7)
	l.clear()
	l.itWas(8)
	if got := l.mine.samples; len(got) != 1 || got[0].Label != 7 {
		t.Errorf("after the canvas was wiped %+v", got)
	}
}

func TestTallyOfHandwriting(t *testing.T) {
	l, _ := trained(t)
	said := func() string { return mineText(l.session, &l.mine, english{}) }
	if said() != (english{}).MineTallyNone() {
		t.Errorf("of none it says %q", said())
	}
	for i := range 20 {
		l.addSample(i%10, drawn(i))
	}
	l.answer(func(s sample) bool { return s.ID > 3 })
	if !strings.HasPrefix(said(), "Your handwriting: 17 of 20 (85.0%). For other digits of yours, likely 64.0 to 94.8%") {
		t.Error(said())
	}
	l.relabelSample(1, 1) // as it was read
	if !strings.HasPrefix(said(), "Your handwriting: 18 of 20 (90.0%)") {
		t.Error(said())
	}
	l.apply(&protocol.Built{Run: 1, FineTunedOn: 20, Settings: protocol.DefaultSettings()})
	if !strings.Contains(said(), "was taught your digits") {
		t.Error(said())
	}
	l.reset() // another network has not read them
	if said() != (english{}).MineTallyNone() {
		t.Errorf("before they are read it says %q", said())
	}
}

func TestTeaching(t *testing.T) {
	l, _ := trained(t)
	for i := range 10 {
		l.addSample(i, drawn(i))
	}
	l, expect := sentOf(t, l)
	l.teach()
	expect() // the run is not done
	l.become(protocol.Done)
	l.teach()
	expect() // the trainer does not have them all
	for range 4 {
		l.frame(time.Now())
	}
	l, expect = sentOf(t, l)
	l.typed(epochsSetting, "7") // for the next run
	l.apply(&protocol.Progress{Run: 1, Ended: make([]protocol.Epoch, 3)})
	l.teach()
	l.teach()
	expect(&protocol.FineTune{Run: 2})
	if l.session.Run != 1 || l.session.Tested != nil {
		t.Errorf("while it is taught the run is %d", l.session.Run)
	}
	l.apply(&protocol.Built{Run: 2, ID: "b", FineTunedOn: 10, Restored: true, Settings: protocol.DefaultSettings()})
	l.apply(&protocol.Status{Run: 2, Phase: protocol.Done})
	l.apply(&protocol.FineTuned{Run: 2, Samples: 10, Before: .6, After: -1, TestBefore: .972, TestAfter: .97})
	if l.session.Run != 2 || l.session.Teaching != 0 || len(l.session.Previous) > 0 || l.fields.typed[epochsSetting] != "7" {
		t.Errorf("session of run %d, teaching %d, %d epochs before", l.session.Run, l.session.Teaching, len(l.session.Previous))
	}
	said := taughtText(l.session, &l.mine, english{})
	if !strings.Contains(said, "60.0% before.") || !strings.Contains(said, "Still missing: 1 of the digit 0, 1 of the digit 1") || !strings.Contains(said, "97.2% before → 97.0% after") ||
		l.announcement != said {
		t.Errorf("it says %q, announced %q", said, l.announcement)
	}
	l.teach()
	l.apply(&protocol.FineTuned{Run: 3, Samples: 20, Before: .825, After: .91, TestBefore: .972, TestAfter: .97})
	if said := taughtText(l.session, &l.mine, english{}); !strings.Contains(said, "not taught: 82.5% before → 91.0% after") {
		t.Errorf("it says %q", said)
	}
	l.teach()
	l.apply(&protocol.FineTuned{Run: 3, Failure: "the sky"})
	if said := taughtText(l.session, &l.mine, english{}); l.session.Run != 2 || l.session.Teaching != 0 || !strings.Contains(said, "the sky") {
		t.Errorf("it says %q", said)
	}
	l.teach()
	l.reset() // ends it: a late echo of what was taught is not the new run's
	l.apply(&protocol.Built{Run: 3, FineTunedOn: 10, Settings: protocol.DefaultSettings()})
	l.apply(&protocol.FineTuned{Run: 3, After: .9})
	if l.session.Run != 4 || l.session.Teaching != 0 || l.session.Taught != nil {
		t.Errorf("after a reset %+v", l.session.Taught)
	}
}

func TestSamplesInAFile(t *testing.T) {
	var samples []sample
	for i := range 12 {
		samples = append(samples, sample{Label: i % 10, Strokes: canonical(append(drawn(i), stroke{{-.5, 1.5}}))})
	}
	file := writeSamples(samples)
	got, problem := readSamples(file)
	if problem.Reason != fileFine || !reflect.DeepEqual(got, samples) || writeSamples(got) != file {
		t.Errorf("%v %v", problem, got)
	}
	if got, problem := readSamples(writeSamples(nil)); problem.Reason != fileFine || len(got) > 0 {
		t.Errorf("of none %v %v", problem, got)
	}

	l, _ := trained(t)
	l.importSamples(file)
	l.importSamples(file)
	if len(l.mine.samples) != 12 || l.mine.said != l.text.MineImported(0, 12, 0) {
		t.Errorf("imported twice: %d, %q", len(l.mine.samples), l.mine.said)
	}
	for i := range protocol.MaxSamples {
		l.addSample(0, drawn(50+i))
	}
	l.deleteSample(1)
	l.deleteSample(2)
	l.importSamples(writeSamples([]sample{{Strokes: canonical(drawn(-1))}, {Strokes: canonical(drawn(-2))}, {Strokes: canonical(drawn(-3))}}))
	if len(l.mine.samples) != protocol.MaxSamples || l.mine.said != l.text.MineImported(2, 0, 1) {
		t.Errorf("beyond what may be: %d, %q", len(l.mine.samples), l.mine.said)
	}
	l.importSamples("nonsense")
	if len(l.mine.samples) != protocol.MaxSamples || l.mine.problem.Reason != fileNotJSON {
		t.Errorf("after a bad file %d, %v", len(l.mine.samples), l.mine.problem)
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	of := func(samples string) string { return `{"kind":"handwriting","version":1,"samples":[` + samples + `]}` }
	const good = `{"digit":1,"strokes":[[[0.1,0.2]]]}`
	for file, want := range map[string]fileProblem{
		"":                                     {Reason: fileNotJSON},
		"{":                                    {Reason: fileNotJSON},
		of(good) + of(good):                    {Reason: fileNotJSON},
		"[]":                                   {Reason: fileForeign},
		`{"runs":[]}`:                          {Reason: fileForeign},
		`{"kind":"handwriting"}`:               {Reason: fileForeign},
		`{"kind":"handwriting","version":"1"}`: {Reason: fileForeign},
		`{"kind":"handwriting","version":1,"samples":7}`:         {Reason: fileForeign},
		`{"kind":"handwriting","version":2,"samples":true}`:      {Reason: fileNewer},
		of(good + strings.Repeat(","+good, protocol.MaxSamples)): {Reason: fileTooMany},
		of(`{"strokes":[[[0.1,0.2]]]}`):                          {fileDigit, 1},
		of(good + `,{"digit":10,"strokes":[[[0.1,0.2]]]}`):       {fileDigit, 2},
		of(`{"digit":1.5,"strokes":[[[0.1,0.2]]]}`):              {fileDigit, 1},
		of(`{"digit":"<script>","strokes":[[[0.1,0.2]]]}`):       {fileDigit, 1},
		of(`{"digit":1}`):                {fileStrokes, 1},
		of(`{"digit":1,"strokes":[[]]}`): {fileStrokes, 1},
		of(`{"digit":1,"strokes":[` + strings.Repeat(`[[0,0]],`, mostStrokes) + `[[0,0]]]}`): {fileStrokes, 1},
		of(`{"digit":1,"strokes":[[` + strings.Repeat(`[0,0],`, mostPoints) + `[0,0]]]}`):    {fileStrokes, 1},
		of(`{"digit":1,"strokes":[[[0.1]]]}`):                                                {filePlace, 1},
		of(`{"digit":1,"strokes":[[[0.1,0.2,0.3]]]}`):                                        {filePlace, 1},
		of(`{"digit":1,"strokes":[[[0.1,null]]]}`):                                           {filePlace, 1},
		of(`{"digit":1,"strokes":[[[0.1,1e999]]]}`):                                          {filePlace, 1},
		of(`{"digit":1,"strokes":[[[0.1,2]]]}`):                                              {filePlace, 1},
		of(`{"digit":1,"strokes":[[["0.1","0.2"]]]}`):                                        {filePlace, 1},
		strings.Repeat(" ", largestFile+1):                                                   {Reason: fileTooLarge},
	} {
		if got, problem := readSamples(file); problem != want || got != nil {
			t.Errorf("%.90s: %v, want %v", file, problem, want)
		}
	}
}

// What the browser kept is damaged: what is here stays, and the page says so.
func TestSamplesThatAreKeptDamaged(t *testing.T) {
	l, _ := trained(t)
	l.recallSamples("")
	if l.mine.trouble != stored {
		t.Error("on a first visit something is wrong")
	}
	l.addSample(4, drawn(1))
	l.recallSamples(`{"kind":"handwriting","version":1,"samples":[{"digit":`)
	if l.mine.trouble != storeBroken || len(l.mine.samples) != 1 {
		t.Errorf("%d samples, trouble %d", len(l.mine.samples), l.mine.trouble)
	}
	l.recallSamples(writeSamples([]sample{{Label: 2, Strokes: canonical(drawn(8))}, {Label: 3, Strokes: canonical(drawn(9))}}))
	if len(l.mine.samples) != 2 || l.mine.trouble != stored || len(l.mine.unsent) != 2 {
		t.Errorf("%+v", l.mine)
	}
}

// Whatever a file has in it, what comes out is within bounds and can be written and read again.
func FuzzReadSamples(f *testing.F) {
	f.Add(writeSamples([]sample{{Label: 3, Strokes: canonical(drawn(3))}, {Label: 9, Strokes: canonical(drawn(9))}}))
	f.Add(`{"kind":"handwriting","version":1,"samples":[{"digit":0,"strokes":[[[-0.5,1.5],[1e-9,0.00051]]]}]}`)
	f.Add(`{"KIND":"handwriting","version":1,"version":1,"samples":null}`)
	f.Add(`[]`)
	f.Fuzz(func(t *testing.T, file string) {
		samples, problem := readSamples(file)
		if problem.Reason != fileFine {
			if samples != nil || problem.Reason >= fileReasons || strings.Contains(english{}.MineFileProblem(problem), "in order") {
				t.Errorf("refused for %v with %d samples", problem, len(samples))
			}
			return
		}
		points := 0
		for _, s := range samples {
			if s.Label < 0 || s.Label > 9 || len(s.Strokes) == 0 || len(s.Strokes) > mostStrokes {
				t.Errorf("%+v", s)
			}
			for _, way := range s.Strokes {
				points += len(way)
				for _, p := range way {
					if !(p.X >= -outside && p.X <= 1+outside && p.Y >= -outside && p.Y <= 1+outside) {
						t.Errorf("a place %v", p)
					}
				}
			}
			if !sameStrokes(canonical(s.Strokes), s.Strokes) {
				t.Errorf("%v is %v the second time", s.Strokes, canonical(s.Strokes))
			}
		}
		if len(samples) > protocol.MaxSamples || points > protocol.MaxSamples*mostPoints {
			t.Errorf("%d samples, %d points", len(samples), points)
		}
		if again, problem := readSamples(writeSamples(samples)); problem.Reason != fileFine || !reflect.DeepEqual(again, samples) {
			t.Errorf("the second time %v", problem)
		}
	})
}

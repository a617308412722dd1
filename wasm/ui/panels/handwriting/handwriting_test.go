package handwriting

import (
	"math"
	"reflect"
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

// drawn returns a stroke that is different for each n.
func drawn(n int) []sketch.Stroke {
	var s sketch.Stroke
	for i := range 30 {
		s = append(s, sketch.PointAt(.2+.02*float64(i), .3+.2*math.Sin(float64(n)+float64(i)/7)))
	}
	return []sketch.Stroke{s}
}

// through returns a stroke through points, given as two numbers each.
func through(xy ...float64) (s sketch.Stroke) {
	for i := 0; i < len(xy); i += 2 {
		s = append(s, sketch.PointAt(xy[i], xy[i+1]))
	}
	return s
}

func TestCanonical(t *testing.T) {
	once := canonical([]sketch.Stroke{through(.12345, .5, .1235, .5002, .2, .5, .2001, .5), {}, through(math.Inf(1), -7), through(.3, .3)})
	want := []sketch.Stroke{through(.123, .5, .2, .5), through(1.5, -.5), through(.3, .3)}
	if !reflect.DeepEqual(once, want) {
		t.Errorf("%v, want %v", once, want)
	}
	scribble := make([]sketch.Stroke, 3*mostStrokes)
	for i := range scribble {
		for j := range 100 {
			scribble[i] = append(scribble[i], sketch.PointAt(float64(j)/100, float64(i%100)/100))
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

// answer makes the trainer predict all samples: correctly those for which ok returns true.
func (h *handwriting) answer(ok func(sample) bool) {
	r := &protocol.SamplePredictions{Run: h.lab.Session().Run, Epoch: 9}
	for _, s := range h.samples {
		digit := s.Label
		if !ok(s) {
			digit = (digit + 1) % 10
		}
		r.Predictions = append(r.Predictions, protocol.SamplePrediction{ID: s.ID, Digit: byte(digit), Confidence: .9})
	}
	h.lab.Apply(r)
}

func TestRoundOfTenDigits(t *testing.T) {
	l, expect := labtest.Trained(t)
	h := newHandwriting(l, nil)
	expect()
	h.beginRound()
	h.keepDigit()
	if r := h.round; !r.missed || r.digit != 0 || len(h.samples) > 0 {
		t.Errorf("nothing was drawn, and there is %+v", r)
	}
	for digit := range 4 {
		h.drawDigit(sketch.Drawing{Content: sketch.Content{Strokes: drawn(digit)}})
		h.keepDigit()
	}
	h.skipDigit()
	// Back over the skipped digit to the last added one: its stroke is on the canvas again and can be undone too.
	h.undoDigit()
	h.undoDigit()
	if r := h.round; r.digit != 3 || !sameStrokes(r.drawing.Strokes, canonical(drawn(3))) || len(h.samples) != 3 {
		t.Errorf("back at %+v with %d samples", r, len(h.samples))
	}
	h.undoDigit()
	if r := h.round; r.digit != 3 || !r.drawing.Empty() {
		t.Errorf("the stroke was not taken back: %+v", r)
	}
	h.clearDigit()
	for range 7 {
		h.drawDigit(sketch.Drawing{Content: sketch.Content{Strokes: drawn(10 + h.round.digit)}})
		h.keepDigit()
	}
	if h.round.on || len(h.samples) != 10 || h.said.English != h.text().RoundDone(10) {
		t.Errorf("the round has not ended: %+v, %q", h.round, h.said)
	}
	for i, s := range h.samples {
		if s.Label != i || i > 0 && s.ID <= h.samples[i-1].ID {
			t.Errorf("sample %d is %+v", i, s)
		}
	}

	// A few are sent per frame.
	l.Frame(time.Now())
	l.Frame(time.Now())
	l.Frame(time.Now())
	var want []protocol.Command
	for _, s := range h.samples {
		want = append(want, &protocol.SetSample{ID: s.ID, Label: uint8(s.Label), Drawing: sketch.OnPaper(s.Strokes)})
	}
	expect(want...)
	l.Frame(time.Now())
	expect()

	h.undelete() // a sample removed by undo of the round is not in the list of deleted ones
	if len(h.samples) != 10 {
		t.Errorf("%d samples", len(h.samples))
	}
}

func TestSamplesAreRelabelledDeletedAndBroughtBack(t *testing.T) {
	l, _ := labtest.Trained(t)
	h := newHandwriting(l, nil)
	for i := range 4 {
		h.add(i, drawn(i))
	}
	l.Frame(time.Now())
	l, expect := sentOf(t, l)
	h.relabel(2, 7)
	expect(&protocol.SetSample{ID: 2, Label: 7})
	h.deleteOne(3)
	expect(&protocol.DropSample{ID: 3})
	h.delete(func(sample) bool { return true })
	expect(&protocol.DropSample{ID: 1}, &protocol.DropSample{ID: 2}, &protocol.DropSample{ID: 4})
	h.undelete()
	if got := h.samples; len(got) != 3 || got[1].ID != 2 || got[1].Label != 7 || got[2].ID != 4 || len(h.deleted) > 0 {
		t.Errorf("brought back %+v", got)
	}
	h.deleteOne(2) // before it was sent again
	expect()
	l.Frame(time.Now())
	if len(h.unsent) > 0 {
		t.Errorf("unsent %v", h.unsent)
	}

	// A new trainer gets all of them.
	l.Apply(&protocol.Ready{})
	if want := []int{1, 4}; !slices.Equal(h.unsent, want) {
		t.Errorf("to be sent %v, want %v", h.unsent, want)
	}
	for i := range 2 * protocol.MaxSamples {
		h.add(1, drawn(100+i))
	}
	if len(h.samples) != protocol.MaxSamples {
		t.Errorf("%d samples are kept", len(h.samples))
	}
}

// sentOf forgets the commands that a lab has sent so far.
func sentOf(t *testing.T, l *lab.Lab) (*lab.Lab, func(want ...protocol.Command)) {
	var sent []protocol.Command
	l.Attach(lab.Host{Post: func(c protocol.Command) { sent = append(sent, c) }})
	return l, func(want ...protocol.Command) {
		t.Helper()
		if !reflect.DeepEqual(sent, want) {
			t.Errorf("sent %+v, want %+v", labtest.Deref(sent), labtest.Deref(want))
		}
		sent = nil
	}
}

func TestItWas(t *testing.T) {
	l, _ := labtest.Trained(t)
	canvas := drawn(1)
	h := newHandwriting(l, func() []sketch.Stroke { return canvas })
	h.itWas(3) // not predicted yet
	if len(h.samples) > 0 {
		t.Error("a drawing that was not predicted became a sample")
	}
	l.SetSession(func(s session.Session) session.Session { return s.Drew(1, false) })
	l.Apply(&protocol.Prediction{ID: 1, Run: 1, Finding: protocol.OneDigit, Probabilities: make([]float32, 10)})
	h.itWas(3)
	h.itWas(5)
	if got := h.samples; len(got) != 1 || got[0].Label != 5 {
		t.Errorf("%+v", got)
	}
	h.itWas(5)
	if len(h.samples) > 0 {
		t.Error("pressed again, it was not taken back")
	}
	h.itWas(7)
	canvas = nil
	h.itWas(8)
	if got := h.samples; len(got) != 1 || got[0].Label != 7 {
		t.Errorf("after the canvas was wiped %+v", got)
	}
}

func TestTallyOfHandwriting(t *testing.T) {
	l, _ := labtest.Trained(t)
	h := newHandwriting(l, nil)
	said := func() string { return h.tallyText(&english{}) }
	if said() != (&english{}).TallyNone() {
		t.Errorf("of none it says %q", said())
	}
	for i := range 20 {
		h.add(i%10, drawn(i))
	}
	h.answer(func(s sample) bool { return s.ID > 3 })
	if !strings.HasPrefix(said(), "Your handwriting: 17 of 20 (85.0%). For other digits of yours, likely 64.0 to 94.8%") {
		t.Error(said())
	}
	h.relabel(1, 1) // its digit at first
	if !strings.HasPrefix(said(), "Your handwriting: 18 of 20 (90.0%)") {
		t.Error(said())
	}
	l.Apply(&protocol.Built{Run: 1, FineTunedOn: 20, Settings: protocol.DefaultSettings()})
	if !strings.Contains(said(), "was taught your digits") {
		t.Error(said())
	}
	l.Reset() // the new network has not predicted them
	if said() != (&english{}).TallyNone() {
		t.Errorf("before they are predicted it says %q", said())
	}
}

func TestFineTuning(t *testing.T) {
	l, _ := labtest.Trained(t)
	h := newHandwriting(l, nil)
	for i := range 10 {
		h.add(i, drawn(i))
	}
	l, expect := sentOf(t, l)
	h.fineTune()
	expect() // the run is not done
	labtest.Become(l, protocol.Done)
	h.fineTune()
	expect() // the trainer does not have all of them
	for range 4 {
		l.Frame(time.Now())
	}
	l, expect = sentOf(t, l)
	l.Typed(protocol.EpochsSetting, "7") // for the next run
	l.Apply(&protocol.Progress{Run: 1, Ended: make([]protocol.Epoch, 3)})
	h.fineTune()
	h.fineTune()
	expect(&protocol.FineTune{Run: 2})
	if l.Session().Run != 1 || l.Session().Tested != nil {
		t.Errorf("while it is fine-tuned the run is %d", l.Session().Run)
	}
	l.Apply(&protocol.Built{Run: 2, ID: "b", FineTunedOn: 10, Restored: true, Settings: protocol.DefaultSettings()})
	l.Apply(&protocol.Status{Run: 2, Phase: protocol.Done})
	l.Apply(&protocol.FineTuned{Run: 2, Samples: 10, Before: .6, After: -1, TestBefore: .972, TestAfter: .97})
	if l.Session().Run != 2 || l.Session().FineTuning != 0 || len(l.Session().Previous) > 0 || l.Fields().Typed[protocol.EpochsSetting] != "7" {
		t.Errorf("session of run %d, fine-tuning %d, %d epochs before", l.Session().Run, l.Session().FineTuning, len(l.Session().Previous))
	}
	said := strings.Join(h.fineTunedLines(&english{}), " ")
	if !strings.Contains(said, "60.0% before.") || !strings.Contains(said, "Still missing: 1 of the digit 0, 1 of the digit 1") || !strings.Contains(said, "97.2% before → 97.0% after") ||
		l.Announcement() != said {
		t.Errorf("it says %q, announced %q", said, l.Announcement())
	}
	h.fineTune()
	l.Apply(&protocol.FineTuned{Run: 3, Samples: 20, Before: .825, After: .91, TestBefore: .972, TestAfter: .97})
	if said := strings.Join(h.fineTunedLines(&english{}), " "); !strings.Contains(said, "not taught: 82.5% before → 91.0% after") {
		t.Errorf("it says %q", said)
	}
	h.fineTune()
	l.Apply(&protocol.FineTuned{Run: 3, Problem: protocol.NoSamples, Failure: "the sky"})
	if said := strings.Join(h.fineTunedLines(&english{}), " "); l.Session().Run != 2 || l.Session().FineTuning != 0 || said != (&english{}).FineTuneFailed(protocol.NoSamples) {
		t.Errorf("it says %q", said)
	}
	h.fineTune()
	l.Reset() // ends it: a late event of fine-tuning does not belong to the new run
	l.Apply(&protocol.Built{Run: 3, FineTunedOn: 10, Settings: protocol.DefaultSettings()})
	l.Apply(&protocol.FineTuned{Run: 3, After: .9})
	if l.Session().Run != 4 || l.Session().FineTuning != 0 || l.Session().FineTuned != nil {
		t.Errorf("after a reset %+v", l.Session().FineTuned)
	}
}

func TestSamplesInAFile(t *testing.T) {
	var samples []sample
	for i := range 12 {
		samples = append(samples, sample{Label: i % 10, Strokes: canonical(append(drawn(i), through(-.5, 1.5)))})
	}
	file := writeSamples(samples)
	got, problem := readSamples(file)
	if problem.Reason != fileFine || !reflect.DeepEqual(got, samples) || writeSamples(got) != file {
		t.Errorf("%v %v", problem, got)
	}
	if got, problem := readSamples(writeSamples(nil)); problem.Reason != fileFine || len(got) > 0 {
		t.Errorf("of none %v %v", problem, got)
	}

	l, _ := labtest.Trained(t)
	h := newHandwriting(l, nil)
	h.importFile(file)
	h.importFile(file)
	if len(h.samples) != 12 || h.said.English != h.text().Imported(0, 12, 0) {
		t.Errorf("imported twice: %d, %q", len(h.samples), h.said)
	}
	for i := range protocol.MaxSamples {
		h.add(0, drawn(50+i))
	}
	h.deleteOne(1)
	h.deleteOne(2)
	h.importFile(writeSamples([]sample{{Strokes: canonical(drawn(-1))}, {Strokes: canonical(drawn(-2))}, {Strokes: canonical(drawn(-3))}}))
	if len(h.samples) != protocol.MaxSamples || h.said.English != h.text().Imported(2, 0, 1) {
		t.Errorf("beyond what may be: %d, %q", len(h.samples), h.said)
	}
	h.importFile("nonsense")
	if len(h.samples) != protocol.MaxSamples || h.problem.Reason != fileNotJSON {
		t.Errorf("after a bad file %d, %v", len(h.samples), h.problem)
	}
}

// The problem of a file goes when something else is done, and what was done before goes when a file has a problem.
func TestOldProblemGoes(t *testing.T) {
	for name, do := range map[string]func(*handwriting){
		"add":        func(h *handwriting) { h.add(3, drawn(1)) },
		"relabel":    func(h *handwriting) { h.relabel(1, 7) },
		"delete":     func(h *handwriting) { h.delete(func(sample) bool { return true }) },
		"undelete":   func(h *handwriting) { h.undelete() },
		"import":     func(h *handwriting) { h.importFile(writeSamples(nil)) },
		"beginRound": func(h *handwriting) { h.beginRound() },
	} {
		l, _ := labtest.Trained(t)
		h := newHandwriting(l, nil)
		h.add(0, drawn(0))
		h.importFile("nonsense")
		do(h)
		if html := app.HTMLString((&sampleList{Handwriting: h, Text: h.text()}).Render()); strings.Contains(html, "mine-problem") {
			t.Errorf("%s: the problem of the file is still shown: %s", name, html)
		}
	}

	l, _ := labtest.Trained(t)
	h := newHandwriting(l, nil)
	h.add(0, drawn(0))
	h.deleteOne(1)
	list := &sampleList{Handwriting: h, Text: texts.Korean}
	if got, want := list.news(), texts.Korean.Deleted(1); got != want {
		t.Errorf("deleted, in Korean: %q, want %q", got, want)
	}
	list.load(nil)
	if html := app.HTMLString(list.Render()); !strings.Contains(html, "mine-problem") || strings.Contains(html, texts.Korean.Deleted(1)) {
		t.Errorf("beside the problem of a file: %s", html)
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

// The stored samples are damaged: the present ones stay, and the page reports it.
func TestStoredSamplesThatAreDamaged(t *testing.T) {
	l, _ := labtest.Trained(t)
	h := newHandwriting(l, nil)
	h.reload("")
	if h.trouble != stored {
		t.Error("on a first visit something is wrong")
	}
	h.add(4, drawn(1))
	h.reload(`{"kind":"handwriting","version":1,"samples":[{"digit":`)
	if h.trouble != storeBroken || len(h.samples) != 1 {
		t.Errorf("%d samples, trouble %d", len(h.samples), h.trouble)
	}
	h.reload(writeSamples([]sample{{Label: 2, Strokes: canonical(drawn(8))}, {Label: 3, Strokes: canonical(drawn(9))}}))
	if len(h.samples) != 2 || h.trouble != stored || len(h.unsent) != 2 {
		t.Errorf("%+v", h)
	}
}

// Whatever is in a file, the decoded samples are within limits and can be written and decoded again.
func FuzzReadSamples(f *testing.F) {
	f.Add(writeSamples([]sample{{Label: 3, Strokes: canonical(drawn(3))}, {Label: 9, Strokes: canonical(drawn(9))}}))
	f.Add(`{"kind":"handwriting","version":1,"samples":[{"digit":0,"strokes":[[[-0.5,1.5],[1e-9,0.00051]]]}]}`)
	f.Add(`{"KIND":"handwriting","version":1,"version":1,"samples":null}`)
	f.Add(`[]`)
	f.Fuzz(func(t *testing.T, file string) {
		samples, problem := readSamples(file)
		if problem.Reason != fileFine {
			if samples != nil || problem.Reason >= fileReasons || strings.Contains((&english{}).FileProblem(problem), "in order") {
				t.Errorf("refused for %v with %d samples", problem, len(samples))
			}
			return
		}
		points := 0
		for _, s := range samples {
			if s.Label < 0 || s.Label > 9 || len(s.Strokes) == 0 || len(s.Strokes) > mostStrokes {
				t.Errorf("%+v", s)
			}
			for _, stroke := range s.Strokes {
				points += len(stroke)
				for _, p := range stroke {
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

package ui

import (
	"math"
	"strings"
	"testing"
	"time"

	"digitlab/wasm/protocol"
)

func TestFields(t *testing.T) {
	good := fieldsOf(protocol.DefaultSettings())
	if s, ok := good.settings(); !ok || !s.Equal(protocol.DefaultSettings()) {
		t.Errorf("the default settings read back as %+v, %v", s, ok)
	}
	for _, c := range []struct {
		setting setting
		typed   string
		ok      bool
	}{
		{epochsSetting, " 12 ", true}, {epochsSetting, "1000", true}, {epochsSetting, "1001", false}, {epochsSetting, "0", false},
		{epochsSetting, "", false}, {epochsSetting, "ten", false}, {epochsSetting, "1.5", false}, {epochsSetting, "99999999999999999999", false},
		{batchSetting, "1500", true}, {batchSetting, "1501", false}, {batchSetting, "-1", false},
		{rateSetting, "1e-4", true}, {rateSetting, ".01", true}, {rateSetting, "10", true}, {rateSetting, "10.1", false},
		{rateSetting, "0", false}, {rateSetting, "NaN", false}, {rateSetting, "Inf", false}, {rateSetting, "-0.1", false},
		{rateSetting, "1e-60", false}, {rateSetting, "", false},
		{seedSetting, "0", true}, {seedSetting, "9007199254740991", true}, {seedSetting, "9007199254740992", false}, {seedSetting, "-1", false},
	} {
		f := good.set(c.setting, c.typed)
		s, ok := f.settings()
		if ok != c.ok || ok && s.Check() != nil {
			t.Errorf("%v %q: %+v, %v", forms[c.setting].id, c.typed, s, ok)
		}
		for other := range settings {
			if said := f.problem(other, englishSettings{}); (said != "") != (other == c.setting && !c.ok) {
				t.Errorf("%v %q: %v says %q", forms[c.setting].id, c.typed, forms[other].id, said)
			}
		}
	}
	if said := good.set(batchSetting, "x").problem(batchSetting, englishSettings{}); said != "Enter a whole number from 1 to 1,500" {
		t.Error(said)
	}
}

func TestFormat(t *testing.T) {
	for _, c := range [][2]string{
		{seconds(.94), "0.9"}, {seconds(9.94), "9.9"}, {seconds(9.96), "10"}, {seconds(99.5), "100"}, {seconds(0), "0.0"},
		{percent(.97222), "97.2"}, {percent(1), "100.0"}, {loss(.12345), "0.1235"}, {rate(.001), "0.001"}, {rate(1e-7), "1e-07"},
		{grouped(0), "0"}, {grouped(999), "999"}, {grouped(5160), "5,160"}, {grouped(1234567), "1,234,567"}, {grouped(-123), "-123"},
		{shape([]int{6, 6, 10}), "6×6×10"}, {shape([]int{50}), "50"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
	if got := wholePercent(.976); got != 98 {
		t.Error(got)
	}
}

func TestDrawing(t *testing.T) {
	var d drawing
	a, b, c := point{.1, .1}, point{.2, .2}, point{.3, .3}
	if d = d.extend(a); !d.empty() || len(d.before) > 0 {
		t.Error("a pen that is not down draws")
	}
	one := d.begin(a).extend(b, c)
	two := one.begin(b)
	if len(one.Strokes) != 1 || len(one.Strokes[0]) != 3 || len(two.Strokes) != 2 {
		t.Errorf("%v, %v", one, two)
	}
	cleared := two.clear()
	if !cleared.empty() || len(cleared.clear().before) != len(cleared.before) {
		t.Errorf("cleared %v", cleared)
	}
	back := cleared.undo()
	if len(back.Strokes) != 2 {
		t.Errorf("clear is not undone: %v", back)
	}
	if back = back.undo(); len(back.Strokes) != 1 || len(back.Strokes[0]) != 3 {
		t.Errorf("the second stroke is not undone alone: %v", back)
	}
	if back = back.undo().undo(); !back.empty() || len(back.before) > 0 {
		t.Errorf("undone to the end: %v", back)
	}
	// Two drawings that grew from one do not write into each other.
	left, right := one.extend(point{.4, .4}), one.extend(point{.5, .5})
	if left.Strokes[0][3].X != .4 || right.Strokes[0][3].X != .5 || len(one.Strokes[0]) != 3 {
		t.Errorf("%v and %v from %v", left, right, one)
	}
}

func TestStrokePath(t *testing.T) {
	for _, c := range []struct {
		stroke stroke
		want   string
	}{
		{stroke{{.5, .5}}, "M50.00 50.00l.01 0"},
		{stroke{{0, 0}, {1, 1}}, "M0.00 0.00L100.00 100.00"},
		{stroke{{0, 0}, {.5, 0}, {1, 1}}, "M0.00 0.00Q50.00 0.00 75.00 50.00L100.00 100.00"},
	} {
		if got := c.stroke.path(100); got != c.want {
			t.Errorf("%v: %s, want %s", c.stroke, got, c.want)
		}
	}
}

func TestHeartbeat(t *testing.T) {
	var h heartbeat
	ticks := func(n int, visible bool) (dead bool) {
		for range n {
			dead = h.tick(visible)
		}
		return dead
	}
	if ticks(silence, true) {
		t.Error("dead too soon")
	}
	h.sign()
	if ticks(silence, true) {
		t.Error("a sign of life was not heard")
	}
	if !ticks(1, true) {
		t.Error("silence was not noticed")
	}
	h.sign()
	if ticks(100, false) || ticks(silence, true) {
		t.Error("a tab in the background has heard nothing, which proves nothing")
	}
}

func TestShortcut(t *testing.T) {
	for _, c := range []struct {
		key  key
		want shortcut
	}{
		{key{name: " "}, playShortcut},
		{key{name: " ", repeat: true}, noShortcut},
		{key{name: "."}, stepShortcut},
		{key{name: "Process", letter: "Period"}, stepShortcut}, // while a Korean input method is on
		{key{name: "Escape"}, clearShortcut},
		{key{name: "Delete"}, clearShortcut},
		{key{name: "z", ctrl: true}, undoShortcut},
		{key{name: "ㅋ", letter: "KeyZ", ctrl: true}, undoShortcut},
		{key{name: "Z", ctrl: true, other: true}, noShortcut},
		{key{name: "z"}, noShortcut},
		{key{name: " ", ctrl: true}, noShortcut},
		{key{name: "Tab"}, noShortcut},
	} {
		if got := c.key.shortcut(); got != c.want {
			t.Errorf("%+v: %v, want %v", c.key, got, c.want)
		}
	}
}

func TestReadingText(t *testing.T) {
	probabilities := func(d int, p float32) []float32 {
		v := make([]float32, 10)
		for i := range v {
			v[i] = (1 - p) / 9
		}
		v[d] = p
		return v
	}
	e := englishDraw{}
	for _, c := range []struct {
		reading *protocol.Prediction
		want    string
	}{
		{nil, ""},
		{&protocol.Prediction{Probabilities: probabilities(3, .99)}, e.Guess()},
		{&protocol.Prediction{Epoch: 1, Probabilities: probabilities(3, .49)}, e.Unsure()},
		{&protocol.Prediction{Epoch: 1, Probabilities: probabilities(3, .98)}, "Prediction: 3 (98%)"},
		{&protocol.Prediction{Epoch: 1, Probabilities: probabilities(0, .98)}, "Prediction: 0 (98%)"},
	} {
		if got := readingText(c.reading, e); got != c.want {
			t.Errorf("%+v: %q, want %q", c.reading, got, c.want)
		}
	}
}

func TestNumbersTable(t *testing.T) {
	got := numbersTable([]protocol.Epoch{{Number: 1, Loss: 2, Accuracy: .25, ValidationLoss: 1.5, ValidationAccuracy: .5, Elapsed: .5}}, englishCurves{})
	row := `<tr><th scope="row">1</th><td>2.0000</td><td>25.0%</td><td>1.5000</td><td>50.0%</td><td>0.50</td></tr>`
	if !strings.Contains(got, row) || strings.Count(got, "<tr>") != 2 || strings.Count(got, "</th>") != 7 {
		t.Error(got)
	}
}

// What changes is shown on the next frame; what changes often, only so often, but in the end.
func TestWatches(t *testing.T) {
	l, frames := newLab(), 0
	l.requestFrame = func() { frames++ }
	var always, seldom int
	l.subscribe(readingTopic, 0, func() { always++ })
	stop := l.subscribe(readingTopic|curvesTopic, 100*time.Millisecond, func() { seldom++ })
	now := time.Now()
	expect := func(when string, wantAlways, wantSeldom, wantFrames int) {
		t.Helper()
		if always != wantAlways || seldom != wantSeldom || frames != wantFrames {
			t.Errorf("%s: %d and %d in %d frames, want %d and %d in %d", when, always, seldom, frames, wantAlways, wantSeldom, wantFrames)
		}
	}
	l.frame(now)
	expect("at first", 1, 1, 1)
	l.invalidate(readingTopic)
	l.invalidate(readingTopic)
	l.frame(now.Add(16 * time.Millisecond))
	expect("a frame later", 2, 1, 3) // and another frame is asked for
	l.frame(now.Add(50 * time.Millisecond))
	expect("too soon", 2, 1, 4)
	l.frame(now.Add(101 * time.Millisecond))
	expect("in the end", 2, 2, 4)
	l.invalidate(noticeTopic)
	l.frame(now.Add(300 * time.Millisecond))
	expect("another part", 2, 2, 5)
	stop()
	l.invalidate(allTopics)
	l.frame(now.Add(500 * time.Millisecond))
	expect("stopped", 3, 2, 6)
}

// A reading that is awaited is shown when it comes, without waiting for a frame; meanwhile all else waits, but not for ever.
func TestWatchesWhileAPersonDraws(t *testing.T) {
	l, _ := trained(t)
	b := newBoard(l)
	var drawn, read, others int
	l.subscribePromptly(drawingTopic, func() { drawn++ })
	l.subscribePromptly(readingTopic, func() { read++ })
	l.subscribe(progressTopic, 0, func() { others++ })
	now := time.Now()
	expect := func(when string, wantDrawn, wantRead, wantOthers int) {
		t.Helper()
		if drawn != wantDrawn || read != wantRead || others != wantOthers {
			t.Errorf("%s: %d, %d and %d, want %d, %d and %d", when, drawn, read, others, wantDrawn, wantRead, wantOthers)
		}
	}
	l.frame(now)
	expect("at first", 1, 1, 1)
	b.draw(b.drawing.begin(point{.5, .5}))
	l.invalidate(progressTopic)
	l.frame(now.Add(16 * time.Millisecond))
	expect("while a reading is awaited", 2, 1, 1)
	l.frame(now.Add(patience + time.Millisecond))
	expect("when it has been awaited for long", 2, 1, 2)
	l.invalidate(progressTopic)
	l.apply(&protocol.Prediction{ID: 1, Run: 1})
	expect("when it comes", 2, 2, others)
	l.apply(&protocol.Prediction{ID: 1, Run: 1})
	expect("when the same drawing is read again", 2, 2, others)
	l.frame(now.Add(2 * patience))
	expect("on the next frame", 2, 3, 3)
}

// What takes long is shown the more seldom.
func TestHeavyWatches(t *testing.T) {
	l := newLab()
	b := newBoard(l)
	w := &subscription{topics: curvesTopic, heavy: true, took: 3 * time.Millisecond}
	for _, c := range []struct {
		took, want time.Duration
		down       bool
	}{{0, 0, false}, {3 * time.Millisecond, 30 * time.Millisecond, false}, {time.Second, patience, false}, {0, seldom, true}} {
		w.took, b.pen.down = c.took, c.down
		if got := l.interval(w); got != c.want {
			t.Errorf("what took %v is shown after %v, want %v", c.took, got, c.want)
		}
	}
}

func TestLossIsNeverWrittenAsNothing(t *testing.T) {
	for _, v := range []float32{0, 1e-9, float32(math.Inf(1)), float32(math.NaN())} {
		if loss(v) == "" {
			t.Errorf("%v is written as nothing", v)
		}
	}
}

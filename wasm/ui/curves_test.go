package ui

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"digitlab/wasm/protocol"
)

// run makes epochs from training losses, validation losses and validation accuracies; the last value of each goes on.
func run(n int, training, validation, accuracy []float32) []protocol.Epoch {
	at := func(v []float32, i int) float32 { return v[min(i, len(v)-1)] }
	epochs := make([]protocol.Epoch, n)
	for i := range epochs {
		epochs[i] = protocol.Epoch{Number: i + 1, Loss: at(training, i), Accuracy: at(accuracy, i), ValidationLoss: at(validation, i),
			ValidationAccuracy: at(accuracy, i), LearningRate: .001, Elapsed: float64(i+1) / 8}
	}
	return epochs
}

// ramp goes evenly from one value to another.
func ramp(n int, from, to float32) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = from + (to-from)*float32(i)/float32(max(n-1, 1))
	}
	return v
}

func TestDiagnose(t *testing.T) {
	good := []float32{.9}
	valley := slices.Concat(ramp(38, 2, .2), ramp(20, .21, .5)[1:])
	jumps := []float32{2, 1, .5, .3, .25, .2, .5, .2, .15, .4}
	for _, c := range []struct {
		name   string
		epochs []protocol.Epoch
		want   finding
		since  int
	}{
		{"nothing", nil, tooEarly, 0},
		{"four epochs", run(4, ramp(4, 2, 1), ramp(4, 2, 1), good), tooEarly, 0},
		{"falling", run(30, ramp(30, 2, .5), ramp(30, 2, .6), good), improving, 0},
		{"falling, but not read yet", run(6, ramp(6, 3.5, 2.4), ramp(6, 3.4, 2.4), []float32{.1}), improving, 0},
		{"rising after a valley", run(57, ramp(57, 2, .01), valley, good), byHeart, 38},
		{"rising with the training loss", run(57, slices.Concat(ramp(38, 2, .2), ramp(19, .21, .4)), valley, good), settledDown, 38},
		{"a tremor is not a rise", run(40, ramp(40, 1, .01), slices.Concat(ramp(20, 1, .1), ramp(20, .1, .102)), good), settledDown, 20},
		{"level", run(60, ramp(60, 1, .1), slices.Concat(ramp(20, 1, .1), []float32{.1}), good), settledDown, 20},
		{"guessing", run(20, ramp(20, 2.33, 2.32), ramp(20, 2.31, 2.31), []float32{.1, .11, .09}), atChance, 0},
		{"leaps", run(10, jumps, ramp(10, 2, .2), good), jumping, 10},
		{"leaps long ago", run(40, slices.Concat(jumps, ramp(30, .2, .1)), ramp(40, 2, .2), good), improving, 0},
		{"a tiny loss flickers", run(12, []float32{.001, .004, .001, .005, .001, .006}, ramp(12, 1, .5), good), improving, 0},
		{"not numbers", run(8, []float32{float32(math.NaN())}, []float32{float32(math.NaN())}, good), tooEarly, 0},
	} {
		if found, since := diagnose(c.epochs); found != c.want || since != c.since {
			t.Errorf("%s: %d since %d, want %d since %d", c.name, found, since, c.want, c.since)
		}
	}
	e := englishCurves{}
	for found, c := range []struct {
		epochs []protocol.Epoch
		want   string
	}{
		tooEarly:    {nil, e.TooEarly()},
		atChance:    {run(9, []float32{2.3}, []float32{2.3}, []float32{.1}), e.AtChance()},
		jumping:     {run(10, jumps, ramp(10, 2, .2), good), e.Jumping(10)},
		byHeart:     {run(57, ramp(57, 2, .01), valley, good), e.ByHeart(38)},
		improving:   {run(30, ramp(30, 2, .5), ramp(30, 2, .6), good), e.Improving()},
		settledDown: {run(60, ramp(60, 1, .1), slices.Concat(ramp(20, 1, .1), []float32{.1}), good), e.SettledDown(20)},
	} {
		if got := findingText(c.epochs, e); got != c.want {
			t.Errorf("%d: %q, want %q", found, got, c.want)
		}
	}
}

func TestCurvesText(t *testing.T) {
	s := session{Epochs: []protocol.Epoch{{Number: 1, ValidationLoss: .2}, {Number: 2, Loss: .1, ValidationLoss: .3, ValidationAccuracy: .96}}}
	want := "After epoch 2 the training loss is 0.1000 and the validation loss 0.3000; 96.0% of the validation digits are read right. " +
		"The validation loss was lowest at epoch 1: 0.2000."
	if got := curvesText(s, englishCurves{}); got != want {
		t.Error(got)
	}
}

// By hand: the second of 1, 2, 3 at 0.6 is (0.6·0.4·1 + 0.4·2) / (1 − 0.6²) = 1.625.
func TestSmooth(t *testing.T) {
	for _, c := range []struct {
		values []float64
		weight float64
		want   []float64
	}{
		{nil, .6, []float64{}},
		{[]float64{3, 1, 2}, 0, []float64{3, 1, 2}},
		{[]float64{5, 5, 5}, .99, []float64{5, 5, 5}},
		{[]float64{1, 2, 3}, .6, []float64{1, 1.625, 2.3265306}},
		{[]float64{1, math.NaN(), 2, 3}, .6, []float64{1, math.NaN(), 1.625, 2.3265306}},
		{[]float64{1, math.Inf(1), 2}, .6, []float64{1, math.Inf(1), 1.625}},
	} {
		got := smooth(c.values, c.weight)
		same := slices.EqualFunc(got, c.want, func(a, b float64) bool {
			return a == b || math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) < 1e-6
		})
		if !same {
			t.Errorf("%v smoothed by %v: %v, want %v", c.values, c.weight, got, c.want)
		}
	}
}

func TestSpan(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want span
	}{
		{"in from the whole, around 50", span{}.zoomed(2, 50, 100), span{25, 75}},
		{"in around the end", span{}.zoomed(2, 100, 100), span{50, 100}},
		{"in around what is out of sight", span{50, 100}.zoomed(2, 20, 100), span{50, 75}},
		{"in no further", span{10, 14}.zoomed(2, 12, 100), span{10, 14}},
		{"a short axis stays", span{}.zoomed(2, 2, 3), span{}},
		{"out", span{25, 75}.zoomed(.5, 50, 100), span{}},
		{"out at the edge", span{0, 20}.zoomed(.5, 0, 100), span{0, 40}},
		{"a drag", span{20.4, 39.7}.fitted(100), span{20, 40}},
		{"a drag over the edge", span{-10, 40}.fitted(100), span{0, 50}},
		{"in sight already", span{20, 40}.showing(30, 100), span{20, 40}},
		{"to the right", span{20, 40}.showing(50, 100), span{30, 50}},
		{"to the left", span{20, 40}.showing(1, 100), span{1, 21}},
		{"all is in sight", span{}.showing(1, 100), span{}},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestMovedEpoch(t *testing.T) {
	for _, c := range []struct {
		key         string
		epoch, last int
		want        int
		ok          bool
	}{
		{"ArrowLeft", 20, 20, 19, true}, {"ArrowLeft", 1, 20, 1, true}, {"ArrowRight", 20, 20, 20, true}, {"ArrowRight", 4, 20, 5, true},
		{"PageUp", 15, 20, 20, true}, {"PageDown", 5, 20, 1, true}, {"Home", 9, 20, 1, true}, {"End", 9, 20, 20, true},
		{"Escape", 9, 20, 0, true}, {"a", 9, 20, 9, false},
	} {
		if got, ok := moved(c.key, c.epoch, c.last); got != c.want || ok != c.ok {
			t.Errorf("%+v: %v, %v", c, got, ok)
		}
	}
}

func TestCompared(t *testing.T) {
	previous, other := run(3, []float32{1}, []float32{1}, []float32{1}), run(3, []float32{2}, []float32{2}, []float32{1})
	for _, c := range []struct {
		name     string
		overlays []overlay
		previous []protocol.Epoch
		want     []string
	}{
		{"none", nil, nil, nil},
		{"the run before", nil, previous, []string{"Run before"}},
		{"and one that was chosen", []overlay{{Name: "a", Epochs: other}}, previous, []string{"a", "Run before"}},
		{"the run before was chosen", []overlay{{Name: "a", Epochs: slices.Clone(previous)}}, previous, []string{"a"}},
		{"no room", []overlay{{Name: "a"}, {Name: "b"}, {Name: "c"}, {Name: "d"}, {Name: "e"}}, previous, []string{"a", "b", "c", "d"}},
	} {
		l := newLab()
		l.session.Previous = c.previous
		l.setOverlays(c.overlays)
		var names []string
		kinds := map[lineKind]bool{}
		for i, o := range comparedRuns(l) {
			names = append(names, o.Name)
			kinds[o.kind(i)] = true
		}
		if !slices.Equal(names, c.want) || len(kinds) != len(names) {
			t.Errorf("%s: %q, looks %v", c.name, names, kinds)
		}
	}
}

// Nothing is told apart by colour alone: no two lines have the same dashes, but for the test's, which is a dot.
func TestLinesDifferInDashes(t *testing.T) {
	seen := map[string]lineKind{}
	for k := range overlayLine + maxCompared {
		if other, ok := seen[dashes(k)]; ok && k != testPoint {
			t.Errorf("%s has the dashes of %s", k.class(), other.class())
		}
		seen[dashes(k)] = k
	}
}

func testFigure() figure {
	return figure{text: englishChart{}, planned: 4, epochs: run(2, []float32{2, 1}, []float32{3, 2}, []float32{.25, .5}),
		tested: &protocol.Tested{Loss: 1.5, Accuracy: .75, Elapsed: .25}, compared: []overlay{
			{Name: "a <b> & \"c\"", Epochs: run(6, []float32{1}, ramp(6, 4, 1), []float32{.5})},
			{Name: "before", Epochs: run(9, []float32{1}, []float32{1}, []float32{1}), ghost: true},
		}}
}

func TestTraces(t *testing.T) {
	f := testFigure()
	if f.length() != 6 || f.readable() != 6 {
		t.Errorf("the axis ends at %d, the numbers at %d; want 6, for a chosen run is not cut and the run before is", f.length(), f.readable())
	}
	nan := math.NaN()
	raw := []trace{
		{name: f.compared[0].Name, kind: overlayLine, values: []float64{4, 3.4, 2.8, 2.2, 1.6, 1}},
		{name: "before", kind: ghostLine, values: []float64{1, 1, 1, 1, 1, 1}},
		{name: "Training", kind: trainingLine, values: []float64{2, 1}},
		{name: "Validation", kind: validationLine, values: []float64{3, 2}},
		{name: "Training", kind: trainingLine},
		{name: "Validation", kind: validationLine},
		{name: "Test", kind: testPoint, values: []float64{nan, 1.5}},
	}
	for i, got := range f.traces(measures[0]) {
		same := slices.EqualFunc(got.values, raw[i].values, func(a, b float64) bool {
			return math.Abs(a-b) < 1e-6 || math.IsNaN(a) && math.IsNaN(b)
		})
		if got.values, raw[i].values = nil, nil; !same || !reflect.DeepEqual(got, raw[i]) {
			t.Errorf("line %d is %+v, want %+v, or other values", i, got, raw[i])
		}
	}
	f.smoothing = .6
	lines := f.traces(measures[0])
	if len(lines) != len(raw) || !lines[2].faint || lines[2].name != "" || lines[4].name != "Training" || len(lines[4].values) != 2 {
		t.Errorf("smoothed: %+v", lines)
	}
	f.log = true
	f.epochs[1].Loss = 0
	if v := f.traces(measures[0])[2].values[1]; !math.IsNaN(v) {
		t.Errorf("a loss of 0 is %v on a logarithmic axis, which has no such place", v)
	}
}

func TestLimits(t *testing.T) {
	f := figure{text: englishChart{}, planned: 100}
	high, one := testFigure(), figure{text: englishChart{}, planned: 100, epochs: run(100, ramp(100, 2, .1), ramp(100, 2, .1), ramp(100, .1, .99))}
	for _, c := range []struct {
		name      string
		f         figure
		change    func(*figure)
		m         int
		low, high float64
	}{
		{"nothing yet", f, nil, 0, 0, 2.5},
		{"nothing yet, in percent", f, nil, 1, 0, 100},
		{"above the top", high, nil, 0, 0, 4.4},
		{"nothing yet, logarithmic", f, func(f *figure) { f.log = true }, 0, 1e-4, 5},
		{"percent are never logarithmic", f, func(f *figure) { f.log = true }, 1, 0, 100},
		{"lower than most", one, func(f *figure) { f.log = true; f.epochs[99].Loss = 3e-6 }, 0, 1e-6, 5},
		{"the end of the run", one, func(f *figure) {
			f.epochs = run(100, ramp(100, 2, .02), ramp(100, 2, .02), ramp(100, .01, 1))
			f.span = span{90, 100}
		}, 1, 89.2, 100},
	} {
		if c.change != nil {
			c.change(&c.f)
		}
		low, high := c.f.limits(measures[c.m], c.f.traces(measures[c.m]))
		if math.Abs(low-c.low) > 1e-5 || math.Abs(high-c.high) > 1e-5 {
			t.Errorf("%s: %v to %v, want %v to %v", c.name, low, high, c.low, c.high)
		}
	}
}

func TestSpreadLabels(t *testing.T) {
	for _, c := range []struct{ x, y, want []float64 }{
		{[]float64{0, 0}, []float64{10, 100}, []float64{10, 100}},
		{[]float64{0, 0, 0}, []float64{50, 50, 52}, []float64{50, 65, 80}},
		{[]float64{0, 0, 0}, []float64{195, 198, 199}, []float64{170, 185, 200}},
		{[]float64{0, 90, 0}, []float64{50, 50, 52}, []float64{50, 50, 65}},
		{[]float64{0, 90, 0}, []float64{195, 198, 199}, []float64{185, 198, 200}},
	} {
		var labels []label
		for i, y := range c.y {
			labels = append(labels, label{text: "name", x: c.x[i], y: y, at: y})
		}
		spread(labels, 200)
		for i, l := range labels {
			if l.at != c.want[i] {
				t.Errorf("%v: label %d at %v, want %v", c.y, i, l.at, c.want[i])
			}
		}
	}
	if got := shorten("a rather long name"); got != "a rather lo…" {
		t.Error(got)
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct{ got, want []float64 }{
		{ticks(0, 2.5, 6), []float64{0, .5, 1, 1.5, 2, 2.5}},
		{ticks(0, 100, 5), []float64{0, 20, 40, 60, 80, 100}},
		{ticks(89.2, 100, 6), []float64{90, 92, 94, 96, 98, 100}},
		{logTicks(1e-4, 5), []float64{1e-4, 1e-3, .01, .1, 1}},
		{logTicks(.03, 2), []float64{.05, .1, .2, .5, 1, 2}},
		{logTicks(1, 4), []float64{1, 1.5, 2, 2.5, 3, 3.5, 4}},
	} {
		if !slices.EqualFunc(c.got, c.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) {
			t.Errorf("%v, want %v", c.got, c.want)
		}
	}
}

func TestReadout(t *testing.T) {
	f := testFigure()
	for epoch, want := range map[int][]string{
		0: {"– – –", "– – –", "1.5000 75.0% 0.2", "– – –", "– – –"},
		2: {"1.0000 50.0% 0.2", "2.0000 50.0% 0.2", "1.5000 75.0% 0.2", "3.4000 50.0% 0.2", "1.0000 100.0% 0.2"},
		6: {"– – –", "– – –", "1.5000 75.0% 0.2", "1.0000 50.0% 0.8", "1.0000 100.0% 0.8"},
	} {
		for i, row := range f.readout(epoch) {
			if got := strings.Join(row.values[:], " "); got != want[i] {
				t.Errorf("epoch %d: %s is %q, want %q", epoch, row.name, got, want[i])
			}
		}
	}
}

// wellFormed returns the text of an XML document, and how many elements of each name it has.
func wellFormed(t *testing.T, document string) (text string, elements map[string]int) {
	t.Helper()
	elements = map[string]int{}
	for d := xml.NewDecoder(strings.NewReader(document)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return text, elements
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, document)
		}
		switch token := token.(type) {
		case xml.CharData:
			text += string(token)
		case xml.StartElement:
			elements[token.Name.Local]++
		}
	}
}

func TestPicture(t *testing.T) {
	f := testFigure()
	f.compared[0].Name = "<b> & \"c\"\x00\x1b\xff" // no XML has the last three
	run := overlay{Epochs: f.epochs, Tested: f.tested, Settings: exportedSettings(.01, 7)}
	f.smoothing = .25
	c := colours{card: "#fff", strong: "#111", training: "#0072b2", validation: "#d55e00"}
	drawing, width, height := f.picture(settingsText(run, f.smoothing, englishCurves{}), c)
	text, elements := wellFormed(t, drawing)
	for _, want := range []string{"Digit Lab: loss and accuracy", "Epochs 4 · Batch size 50 · Learning rate 0.01 → 0.001 · Seed 7 · Optimiser nadam · Test accuracy 75.0% · Smoothing 0.25",
		"Loss", "Accuracy (%)", "Epoch", "Training", "Validation", "Test", "<b> & \"c\"� · validation", "before · validation"} {
		if !strings.Contains(text, want) {
			t.Errorf("the picture does not say %q; it says\n%s", want, text)
		}
	}
	if strings.Contains(drawing, "NaN") || strings.Contains(drawing, "Inf") || strings.Contains(drawing, "style=") {
		t.Error(drawing)
	}
	if width < 600 || height < 400 || elements["path"] < 2*7+5 {
		t.Errorf("%d by %d with %v", width, height, elements)
	}
	for _, empty := range []figure{{text: koreanChart{}, planned: 1}, {text: koreanChart{}, planned: 100, log: true}} {
		drawing, _, _ := empty.picture("", c)
		if wellFormed(t, drawing); strings.Contains(drawing, "NaN") || strings.Contains(drawing, "Inf") {
			t.Error(drawing)
		}
	}
}

func exportedSettings(rate float32, seed uint64) protocol.Settings {
	s := protocol.DefaultSettings()
	s.Epochs, s.LearningRate, s.Seed, s.Optimizer = 4, rate, seed, protocol.Nadam
	return s
}

func testedRuns() []overlay {
	nan := float32(math.NaN())
	return []overlay{
		{Name: "a, \"b\"\n\x01", Settings: exportedSettings(1e-7, protocol.MaxSeed),
			Epochs: run(2, []float32{.1, nan}, []float32{2}, []float32{.25}), Tested: &protocol.Tested{Loss: .5, Accuracy: .75}},
		{Name: "가", Epochs: run(1, []float32{1}, []float32{1}, []float32{1})},
	}
}

func TestCSV(t *testing.T) {
	out := csvOf(testedRuns())
	if plain := csvOf(testedRuns()[:1]); !strings.HasPrefix(plain, "run,") || !strings.HasPrefix(out, "\uFEFF") {
		t.Error("a byte order mark is there without need, or is missing")
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out, "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"run", "epoch", "loss", "accuracy", "validation_loss", "validation_accuracy", "learning_rate", "seconds", "test_loss", "test_accuracy"},
		{"a, \"b\"\n\x01", "1", "0.1", "0.25", "2", "0.25", "0.001", "0.125", "0.5", "0.75", "4", "50", "1e-07", "9007199254740991", "nadam",
			"glorot_uniform", "0", "0", "constant", "1", "digits", "none", "30", "20", "conv10x3-maxpool2-flatten-dense50"},
		{"a, \"b\"\n\x01", "2", "", "0.25", "2", "0.25", "0.001", "0.250", "0.5", "0.75", "4", "50", "1e-07", "9007199254740991", "nadam",
			"glorot_uniform", "0", "0", "constant", "1", "digits", "none", "30", "20", "conv10x3-maxpool2-flatten-dense50"},
		{"가", "1", "1", "1", "1", "1", "0.001", "0.125", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""},
	}
	for _, name := range []string{"epochs", "batch", "rate", "seed", "optimizer", "initializer", "l2", "smoothing", "schedule", "members", "data", "augmentation", "test",
		"validation", "layers"} {
		want[0] = append(want[0], "setting_"+name)
	}
	if !reflect.DeepEqual(rows, want) {
		t.Errorf("got  %q\nwant %q", rows, want)
	}
}

func TestJSON(t *testing.T) {
	out := jsonOf(testedRuns())
	var got struct {
		Program string
		Runs    []struct {
			Name     string
			Settings map[string]any
			Test     *struct{ Loss, Accuracy float32 }
			Epochs   []map[string]*float64
		}
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%v in\n%s", err, out)
	}
	if len(got.Runs) != 2 {
		t.Fatal(out)
	}
	first, second := got.Runs[0], got.Runs[1]
	if first.Name != testedRuns()[0].Name || first.Settings["seed"] != float64(protocol.MaxSeed) || first.Settings["rate"] != 1e-7 || first.Settings["optimizer"] != "nadam" ||
		first.Test == nil || first.Test.Accuracy != .75 || len(first.Epochs) != 2 || *first.Epochs[0]["loss"] != .1 ||
		first.Epochs[1]["loss"] != nil || *first.Epochs[1]["seconds"] != .25 {
		t.Error(out)
	}
	if second.Name != "가" || second.Settings != nil || second.Test != nil || len(second.Epochs) != 1 {
		t.Error(out)
	}
	if err := json.Unmarshal([]byte(jsonOf(nil)), &got); err != nil {
		t.Error(err)
	}
}

func TestPlotMarksSparsePoints(t *testing.T) {
	for _, c := range []struct {
		planned, drawn int
		sight          span
		want           bool
	}{{100, 1, span{}, true}, {100, 2, span{}, true}, {100, 3, span{}, false}, {10, 5, span{}, true}, {100, 50, span{10, 20}, true}} {
		p := &plot{figure: figure{planned: c.planned, span: c.sight},
			lines: []trace{{kind: trainingLine, values: make([]float64, c.drawn)}, {kind: ghostLine, values: make([]float64, 20)}}}
		if got := p.sparse(0); got != c.want || p.sparse(1) {
			t.Errorf("%+v: %v, or marks on the run before", c, got)
		}
	}
}

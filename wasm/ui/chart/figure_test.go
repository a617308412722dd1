package chart

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
)

// run returns n epochs with these training losses, validation losses and validation accuracies. The last value of each is repeated.
func run(n int, training, validation, accuracy []float32) []protocol.Epoch {
	at := func(v []float32, i int) float32 { return v[min(i, len(v)-1)] }
	epochs := make([]protocol.Epoch, n)
	for i := range epochs {
		epochs[i] = protocol.Epoch{Number: i + 1, Loss: at(training, i), Accuracy: at(accuracy, i), ValidationLoss: at(validation, i),
			ValidationAccuracy: at(accuracy, i), LearningRate: .001, Elapsed: float64(i+1) / 8}
	}
	return epochs
}

// ramp returns n values in equal distances between two values.
func ramp(n int, from, to float32) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = from + (to-from)*float32(i)/float32(max(n-1, 1))
	}
	return v
}

// Lines differ in more than their colours: no two have the same dashes, except the test's, which is a dot.
func TestLinesDifferInDashes(t *testing.T) {
	seen := map[string]LineKind{}
	for k := range overlayLine + dom.MaxCompared {
		if other, ok := seen[dashes(k)]; ok && k != testPoint {
			t.Errorf("%s has the dashes of %s", k.Class(), other.Class())
		}
		seen[dashes(k)] = k
	}
}

func testFigure() Figure {
	return Figure{Text: &english{}, Planned: 4, Epochs: run(2, []float32{2, 1}, []float32{3, 2}, []float32{.25, .5}),
		Tested: &protocol.Tested{Loss: 1.5, Accuracy: .75, Elapsed: .25}, Compared: []Overlay{
			{Name: "a <b> & \"c\"", Epochs: run(6, []float32{1}, ramp(6, 4, 1), []float32{.5})},
			{Name: "before", Epochs: run(9, []float32{1}, []float32{1}, []float32{1}), Ghost: true},
		}}
}

func TestTraces(t *testing.T) {
	f := testFigure()
	if f.Length() != 6 || f.Readable() != 6 {
		t.Errorf("the axis ends at %d, the numbers at %d; want 6, for a chosen run is not cut and the run before is", f.Length(), f.Readable())
	}
	nan := math.NaN()
	raw := []trace{
		{name: f.Compared[0].Name, kind: overlayLine, values: []float64{4, 3.4, 2.8, 2.2, 1.6, 1}},
		{name: "before", kind: ghostLine, values: []float64{1, 1, 1, 1, 1, 1}},
		{name: "Training", kind: trainingLine, values: []float64{2, 1}},
		{name: "Validation", kind: validationLine, values: []float64{3, 2}},
		{name: "Training", kind: trainingLine},
		{name: "Validation", kind: validationLine},
		{name: "Test", kind: testPoint, values: []float64{nan, 1.5}},
	}
	for i, got := range f.traces(Measures[0]) {
		same := slices.EqualFunc(got.values, raw[i].values, func(a, b float64) bool {
			return math.Abs(a-b) < 1e-6 || math.IsNaN(a) && math.IsNaN(b)
		})
		if got.values, raw[i].values = nil, nil; !same || !reflect.DeepEqual(got, raw[i]) {
			t.Errorf("line %d is %+v, want %+v, or other values", i, got, raw[i])
		}
	}
	f.Smoothing = .6
	lines := f.traces(Measures[0])
	if len(lines) != len(raw) || !lines[2].faint || lines[2].name != "" || lines[4].name != "Training" || len(lines[4].values) != 2 {
		t.Errorf("smoothed: %+v", lines)
	}
	f.Log = true
	f.Epochs[1].Loss = 0
	if v := f.traces(Measures[0])[2].values[1]; !math.IsNaN(v) {
		t.Errorf("a loss of 0 is %v on a logarithmic axis, which has no such place", v)
	}
}

func TestLimits(t *testing.T) {
	f := Figure{Text: &english{}, Planned: 100}
	high, one := testFigure(), Figure{Text: &english{}, Planned: 100, Epochs: run(100, ramp(100, 2, .1), ramp(100, 2, .1), ramp(100, .1, .99))}
	for _, c := range []struct {
		name      string
		f         Figure
		change    func(*Figure)
		m         int
		low, high float64
	}{
		{"nothing yet", f, nil, 0, 0, 2.5},
		{"nothing yet, in percent", f, nil, 1, 0, 100},
		{"above the top", high, nil, 0, 0, 4.4},
		{"nothing yet, logarithmic", f, func(f *Figure) { f.Log = true }, 0, 1e-4, 5},
		{"percent are never logarithmic", f, func(f *Figure) { f.Log = true }, 1, 0, 100},
		{"lower than most", one, func(f *Figure) { f.Log = true; f.Epochs[99].Loss = 3e-6 }, 0, 1e-6, 5},
		{"the end of the run", one, func(f *Figure) {
			f.Epochs = run(100, ramp(100, 2, .02), ramp(100, 2, .02), ramp(100, .01, 1))
			f.Span = Span{90, 100}
		}, 1, 89.2, 100},
	} {
		if c.change != nil {
			c.change(&c.f)
		}
		low, high := c.f.limits(Measures[c.m], c.f.traces(Measures[c.m]))
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
	if got := Shorten("a rather long name"); got != "a rather lo…" {
		t.Error(got)
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct{ got, want []float64 }{
		{ticks(0, 2.5, 6), []float64{0, .5, 1, 1.5, 2, 2.5}},
		{ticks(0, 100, 5), []float64{0, 20, 40, 60, 80, 100}},
		{ticks(0, 2.5, 2), []float64{0, 2}}, // of a low chart
		{ticks(0, 100, 2), []float64{0, 50, 100}},
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
		for i, row := range f.Readout(epoch) {
			if got := strings.Join(row.Values[:], " "); got != want[i] {
				t.Errorf("epoch %d: %s is %q, want %q", epoch, row.Name, got, want[i])
			}
		}
	}
}

// wellFormed returns the text of an XML document and the number of its elements by name.
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
	f.Compared[0].Name = "<b> & \"c\"\x00\x1b\xff" // XML allows none of the last three characters
	const settings = "Epochs 4 · Batch size 50"
	f.Smoothing = .25
	c := dom.Colours{Card: "#fff", Strong: "#111", Training: "#0072b2", Validation: "#d55e00"}
	drawing, width, height := f.Picture(settings, c)
	text, elements := wellFormed(t, drawing)
	for _, want := range []string{"Digit Lab: loss and accuracy", settings,
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
	for _, empty := range []Figure{{Text: &korean{}, Planned: 1}, {Text: &korean{}, Planned: 100, Log: true}} {
		drawing, _, _ := empty.Picture("", c)
		if wellFormed(t, drawing); strings.Contains(drawing, "NaN") || strings.Contains(drawing, "Inf") {
			t.Error(drawing)
		}
	}
}

func TestPlotMarksSparsePoints(t *testing.T) {
	for _, c := range []struct {
		planned, drawn int
		sight          Span
		want           bool
	}{{100, 1, Span{}, true}, {100, 2, Span{}, true}, {100, 3, Span{}, false}, {10, 5, Span{}, true}, {100, 50, Span{10, 20}, true}} {
		p := &Plot{Figure: Figure{Planned: c.planned, Span: c.sight},
			lines: []trace{{kind: trainingLine, values: make([]float64, c.drawn)}, {kind: ghostLine, values: make([]float64, 20)}}}
		if got := p.sparse(0); got != c.want || p.sparse(1) {
			t.Errorf("%+v: %v, or marks on the run before", c, got)
		}
	}
}

// Package chart draws the curves of runs: on the page by uPlot, and as SVG for a file. It computes ticks, labels and smoothing from
// epochs that it is given, and keeps no state of a run.
package chart

import (
	"math"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
)

// Figure is the content of both charts, on the page and in a picture.
type Figure struct {
	Text     words
	Planned  int // epochs
	Epochs   []protocol.Epoch
	Tested   *protocol.Tested
	Compared []Overlay

	Smoothing float64 // weight of the moving average; 0: none
	Log       bool    // logarithmic axis of the loss
	Span      Span    // visible part of the x axis
}

// Length returns the end of the x axis, in epochs. It is known before a run begins, so that nothing moves while the lines grow. It
// covers the runs that were chosen for comparison.
func (f Figure) Length() int {
	n := f.Planned
	for _, o := range f.Compared {
		if !o.Ghost {
			n = max(n, len(o.Epochs))
		}
	}
	return n
}

// Readable returns the last epoch for which some run has numbers.
func (f Figure) Readable() int {
	n := len(f.Epochs)
	for _, o := range f.Compared {
		n = max(n, len(o.Epochs))
	}
	return min(n, f.Length())
}

// measure is what a chart shows of an epoch: the loss or the accuracy.
type measure struct {
	Id                   string             // of the element that contains the chart
	title, little        func(words) string // of the y axis, and where there is little room
	training, validation func(protocol.Epoch) float64
	test                 func(*protocol.Tested) float64
	top                  float64 // end of the y axis, unless a value is above it
	most                 float64 // maximum of a value
	logs                 bool    // may have a logarithmic axis
}

var Measures = [2]measure{
	{
		Id:         "loss-plot",
		title:      words.Loss,
		little:     words.Loss,
		training:   func(e protocol.Epoch) float64 { return float64(e.Loss) },
		validation: func(e protocol.Epoch) float64 { return float64(e.ValidationLoss) },
		test:       func(t *protocol.Tested) float64 { return float64(t.Loss) },
		top:        2.5, // a random guess of one of ten digits costs ln 10 = 2.3
		most:       math.Inf(1),
		logs:       true,
	},
	{
		Id:         "accuracy-plot",
		title:      words.AccuracyAxis,
		little:     words.AccuracyAxisInLittle,
		training:   func(e protocol.Epoch) float64 { return 100 * float64(e.Accuracy) },
		validation: func(e protocol.Epoch) float64 { return 100 * float64(e.ValidationAccuracy) },
		test:       func(t *protocol.Tested) float64 { return 100 * float64(t.Accuracy) },
		top:        100,
		most:       100,
	},
}

// LineKind is the look of a line: its colour and its dashes. Each alone distinguishes it from the others.
type LineKind int

const (
	trainingLine LineKind = iota
	validationLine
	testPoint
	ghostLine
	overlayLine // of the first compared run; the next ones follow
)

func (k LineKind) Class() string {
	return [...]string{"training", "validation", "test", "before", "run-1", "run-2", "run-3", "run-4"}[k]
}

func (k LineKind) dash() []float64 { // the same as in style.css
	return [...][]float64{nil, {7, 4}, nil, {2, 3}, {14, 4}, {10, 3, 2, 3}, {4, 2}, {12, 3, 2, 3, 2, 3}}[k]
}

func (k LineKind) width() float64 {
	if k < testPoint {
		return 2
	}
	return 1.5
}

func (k LineKind) colour(c dom.Colours) string {
	if k >= overlayLine {
		return c.Runs[k-overlayLine]
	}
	return [...]string{c.Training, c.Validation, c.Test, c.Before}[k]
}

// trace is one line of a chart.
type trace struct {
	name   string // shown at its end; "" for a raw line that has a smooth one above it
	kind   LineKind
	faint  bool
	values []float64 // values[i] is the value after epoch i+1; NaN if there is none
}

// traces returns the lines of a chart: the validation lines of the compared runs, the raw lines, the smooth ones, and the point of
// the test. Their number depends on the compared runs only.
func (f Figure) traces(m measure) []trace {
	length, axis := f.Length(), f.onLog(m)
	column := func(epochs []protocol.Epoch, of func(protocol.Epoch) float64) []float64 {
		values := make([]float64, min(len(epochs), length))
		for i := range values {
			if values[i] = of(epochs[i]); axis && values[i] <= 0 || math.IsInf(values[i], 0) {
				values[i] = math.NaN()
			}
		}
		return values
	}
	var lines []trace
	for i, o := range f.Compared {
		lines = append(lines, trace{name: o.brief(), kind: o.Kind(i), values: smooth(column(o.Epochs, m.validation), f.Smoothing)})
	}
	training := trace{name: f.Text.Training(), kind: trainingLine, values: column(f.Epochs, m.training)}
	validation := trace{name: f.Text.Validation(), kind: validationLine, values: column(f.Epochs, m.validation)}
	smoothTraining, smoothValidation := training, validation
	smoothTraining.values, smoothValidation.values = nil, nil
	if f.Smoothing > 0 {
		smoothTraining.values, smoothValidation.values = smooth(training.values, f.Smoothing), smooth(validation.values, f.Smoothing)
		training.name, training.faint = "", true
		validation.name, validation.faint = "", true
	}
	test := trace{name: f.Text.Test(), kind: testPoint}
	if f.Tested != nil && len(f.Epochs) > 0 {
		test.values = make([]float64, min(len(f.Epochs), length))
		for i := range test.values {
			test.values[i] = math.NaN()
		}
		test.values[len(test.values)-1] = m.test(f.Tested)
	}
	return append(lines, training, validation, smoothTraining, smoothValidation, test)
}

func (f Figure) onLog(m measure) bool { return f.Log && m.logs }

// inSight returns the indexes of a trace's visible values: from (included) to to (excluded).
func (t trace) inSight(s Span) (from, to int) {
	from = max(int(math.Ceil(s.From))-1, 0)
	to = min(int(math.Floor(s.To)), len(t.values))
	return min(from, to), to
}

// tip returns the last visible point of a line.
func (t trace) tip(s Span) (epoch int, value float64, ok bool) {
	from, to := t.inSight(s)
	for i := to - 1; i >= from; i-- {
		if v := t.values[i]; !math.IsNaN(v) {
			return i + 1, v, true
		}
	}
	return 0, 0, false
}

// leastLog is the lower end of a logarithmic axis without lower values. The tutorial's run stays above it.
const leastLog = 1e-4

// limits returns the ends of a y axis: of the whole run the measure's own ends, unless a value is beyond them; of a part the ends
// of the visible values.
func (f Figure) limits(m measure, lines []trace) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, t := range lines {
		from, to := t.inSight(f.sight())
		for _, v := range t.values[from:to] {
			if !math.IsNaN(v) {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	none := low > high
	switch {
	case f.onLog(m) && (f.Span.whole() || none):
		return decade(min(max(low, 1e-9), leastLog)), max(high*1.3, 2*m.top)
	case f.onLog(m):
		return max(low/1.3, 1e-9), high * 1.3
	case f.Span.whole() || none:
		if high > m.top {
			return 0, high * 1.1
		}
		return 0, m.top
	}
	room := max((high-low)*.08, high*.002, 1e-6)
	return max(low-room, 0), min(high+room, m.most)
}

// sight returns the visible part of the x axis.
func (f Figure) sight() Span {
	if f.Span.whole() {
		return Span{0, float64(f.Length())}
	}
	return f.Span
}

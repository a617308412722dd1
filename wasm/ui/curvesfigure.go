package ui

import (
	"math"

	"digitlab/wasm/protocol"
)

// figure is what both charts show, on the page and in a picture.
type figure struct {
	text     chartWords
	planned  int // epochs
	epochs   []protocol.Epoch
	tested   *protocol.Tested
	compared []overlay

	smoothing float64 // weight of the moving average; 0 is off
	log       bool    // the loss on a logarithmic axis
	span      span    // of the x axis in sight
}

// length is the end of the x axis. It is known before a run begins, so that nothing moves while the lines grow; a run that
// was chosen to be compared with is not cut.
func (f figure) length() int {
	n := f.planned
	for _, o := range f.compared {
		if !o.ghost {
			n = max(n, len(o.Epochs))
		}
	}
	return n
}

// readable is the last epoch that some run has numbers of.
func (f figure) readable() int {
	n := len(f.epochs)
	for _, o := range f.compared {
		n = max(n, len(o.Epochs))
	}
	return min(n, f.length())
}

// measure is what a chart shows of an epoch.
type measure struct {
	id                   string                  // of the element that the chart is drawn in
	title                func(chartWords) string // of the y axis
	training, validation func(protocol.Epoch) float64
	test                 func(*protocol.Tested) float64
	top                  float64 // of the y axis, unless a value is above it
	most                 float64 // that a value can be
	logs                 bool    // may be on a logarithmic axis
}

var measures = [2]measure{
	{
		id:         "loss-plot",
		title:      chartWords.Loss,
		training:   func(e protocol.Epoch) float64 { return float64(e.Loss) },
		validation: func(e protocol.Epoch) float64 { return float64(e.ValidationLoss) },
		test:       func(t *protocol.Tested) float64 { return float64(t.Loss) },
		top:        2.5, // one of ten digits at random costs ln 10 = 2.3
		most:       math.Inf(1),
		logs:       true,
	},
	{
		id:         "accuracy-plot",
		title:      chartWords.AccuracyAxis,
		training:   func(e protocol.Epoch) float64 { return 100 * float64(e.Accuracy) },
		validation: func(e protocol.Epoch) float64 { return 100 * float64(e.ValidationAccuracy) },
		test:       func(t *protocol.Tested) float64 { return 100 * float64(t.Accuracy) },
		top:        100,
		most:       100,
	},
}

// lineKind is how a line looks: its colour and its dashes, either of which tells it from the others.
type lineKind int

const (
	trainingLine lineKind = iota
	validationLine
	testPoint
	ghostLine
	overlayLine // of the first run that was chosen, and so on
)

func (k lineKind) class() string {
	return [...]string{"training", "validation", "test", "before", "run-1", "run-2", "run-3", "run-4"}[k]
}

func (k lineKind) dash() []float64 { // as in style.css
	return [...][]float64{nil, {7, 4}, nil, {2, 3}, {14, 4}, {10, 3, 2, 3}, {4, 2}, {12, 3, 2, 3, 2, 3}}[k]
}

func (k lineKind) width() float64 {
	if k < testPoint {
		return 2
	}
	return 1.5
}

func (k lineKind) colour(c colours) string {
	if k >= overlayLine {
		return c.runs[k-overlayLine]
	}
	return [...]string{c.training, c.validation, c.test, c.before}[k]
}

// trace is one line of a chart.
type trace struct {
	name   string // at its end; none for a line that is the ground of another
	kind   lineKind
	faint  bool
	values []float64 // after the first epoch, and so on; NaN where there is none
}

// traces are the lines of a chart, always as many for the same compared runs: those of the other runs, which is their
// validation, the raw ones, the smooth ones, and the point of the test.
func (f figure) traces(m measure) []trace {
	length, axis := f.length(), f.onLog(m)
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
	for i, o := range f.compared {
		lines = append(lines, trace{name: o.Name, kind: o.kind(i), values: smooth(column(o.Epochs, m.validation), f.smoothing)})
	}
	training := trace{name: f.text.Training(), kind: trainingLine, values: column(f.epochs, m.training)}
	validation := trace{name: f.text.Validation(), kind: validationLine, values: column(f.epochs, m.validation)}
	smoothTraining, smoothValidation := training, validation
	smoothTraining.values, smoothValidation.values = nil, nil
	if f.smoothing > 0 {
		smoothTraining.values, smoothValidation.values = smooth(training.values, f.smoothing), smooth(validation.values, f.smoothing)
		training.name, training.faint = "", true
		validation.name, validation.faint = "", true
	}
	test := trace{name: f.text.Test(), kind: testPoint}
	if f.tested != nil && len(f.epochs) > 0 {
		test.values = make([]float64, min(len(f.epochs), length))
		for i := range test.values {
			test.values[i] = math.NaN()
		}
		test.values[len(test.values)-1] = m.test(f.tested)
	}
	return append(lines, training, validation, smoothTraining, smoothValidation, test)
}

func (f figure) onLog(m measure) bool { return f.log && m.logs }

// inSight returns the first and one past the last index of a trace's values that the x axis shows.
func (t trace) inSight(s span) (from, to int) {
	from = max(int(math.Ceil(s.From))-1, 0)
	to = min(int(math.Floor(s.To)), len(t.values))
	return min(from, to), to
}

// tip is where a line ends in sight.
func (t trace) tip(s span) (epoch int, value float64, ok bool) {
	from, to := t.inSight(s)
	for i := to - 1; i >= from; i-- {
		if v := t.values[i]; !math.IsNaN(v) {
			return i + 1, v, true
		}
	}
	return 0, 0, false
}

// leastLog is the lower end of a logarithmic axis that has no lower value: the tutorial's run stays above it.
const leastLog = 1e-4

// limits are the ends of a y axis. Of the whole they are the measure's own, unless a value is beyond; of a part they are
// those of what is in sight.
func (f figure) limits(m measure, lines []trace) (low, high float64) {
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
	case f.onLog(m) && (f.span.whole() || none):
		return decade(min(max(low, 1e-9), leastLog)), max(high*1.3, 2*m.top)
	case f.onLog(m):
		return max(low/1.3, 1e-9), high * 1.3
	case f.span.whole() || none:
		if high > m.top {
			return 0, high * 1.1
		}
		return 0, m.top
	}
	room := max((high-low)*.08, high*.002, 1e-6)
	return max(low-room, 0), min(high+room, m.most)
}

// sight is the part of the x axis that is shown.
func (f figure) sight() span {
	if f.span.whole() {
		return span{0, float64(f.length())}
	}
	return f.span
}

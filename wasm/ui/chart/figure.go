package chart

import (
	"math"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
)

// Figure is what both charts show, on the page and in a picture.
type Figure struct {
	Text     words
	Planned  int // epochs
	Epochs   []protocol.Epoch
	Tested   *protocol.Tested
	Compared []Overlay

	Smoothing float64 // weight of the moving average; 0 is off
	Log       bool    // the loss on a logarithmic axis
	Span      Span    // of the x axis in sight
}

// Length is the end of the x axis. It is known before a run begins, so that nothing moves while the lines grow; a run that
// was chosen to be compared with is not cut.
func (f Figure) Length() int {
	n := f.Planned
	for _, o := range f.Compared {
		if !o.Ghost {
			n = max(n, len(o.Epochs))
		}
	}
	return n
}

// Readable is the last epoch that some run has numbers of.
func (f Figure) Readable() int {
	n := len(f.Epochs)
	for _, o := range f.Compared {
		n = max(n, len(o.Epochs))
	}
	return min(n, f.Length())
}

// measure is what a chart shows of an epoch.
type measure struct {
	Id                   string             // of the element that the chart is drawn in
	title                func(words) string // of the y axis
	training, validation func(protocol.Epoch) float64
	test                 func(*protocol.Tested) float64
	top                  float64 // of the y axis, unless a value is above it
	most                 float64 // that a value can be
	logs                 bool    // may be on a logarithmic axis
}

var Measures = [2]measure{
	{
		Id:         "loss-plot",
		title:      words.Loss,
		training:   func(e protocol.Epoch) float64 { return float64(e.Loss) },
		validation: func(e protocol.Epoch) float64 { return float64(e.ValidationLoss) },
		test:       func(t *protocol.Tested) float64 { return float64(t.Loss) },
		top:        2.5, // one of ten digits at random costs ln 10 = 2.3
		most:       math.Inf(1),
		logs:       true,
	},
	{
		Id:         "accuracy-plot",
		title:      words.AccuracyAxis,
		training:   func(e protocol.Epoch) float64 { return 100 * float64(e.Accuracy) },
		validation: func(e protocol.Epoch) float64 { return 100 * float64(e.ValidationAccuracy) },
		test:       func(t *protocol.Tested) float64 { return 100 * float64(t.Accuracy) },
		top:        100,
		most:       100,
	},
}

// LineKind is how a line looks: its colour and its dashes, either of which tells it from the others.
type LineKind int

const (
	trainingLine LineKind = iota
	validationLine
	testPoint
	ghostLine
	overlayLine // of the first run that was chosen, and so on
)

func (k LineKind) Class() string {
	return [...]string{"training", "validation", "test", "before", "run-1", "run-2", "run-3", "run-4"}[k]
}

func (k LineKind) dash() []float64 { // as in style.css
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
	name   string // at its end; none for a line that is the ground of another
	kind   LineKind
	faint  bool
	values []float64 // after the first epoch, and so on; NaN where there is none
}

// traces are the lines of a chart, always as many for the same compared runs: those of the other runs, which is their
// validation, the raw ones, the smooth ones, and the point of the test.
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
		lines = append(lines, trace{name: o.Name, kind: o.Kind(i), values: smooth(column(o.Epochs, m.validation), f.Smoothing)})
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

// inSight returns the first and one past the last index of a trace's values that the x axis shows.
func (t trace) inSight(s Span) (from, to int) {
	from = max(int(math.Ceil(s.From))-1, 0)
	to = min(int(math.Floor(s.To)), len(t.values))
	return min(from, to), to
}

// tip is where a line ends in sight.
func (t trace) tip(s Span) (epoch int, value float64, ok bool) {
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

// sight is the part of the x axis that is shown.
func (f Figure) sight() Span {
	if f.Span.whole() {
		return Span{0, float64(f.Length())}
	}
	return f.Span
}

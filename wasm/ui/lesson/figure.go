package lesson

import (
	"strconv"

	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// shared is what all figures of a page have together.
type shared struct {
	state   *state
	text    *labels
	changed func(by section) // called after a control was moved
	predict func()           // has the network read what is on the pad
	train   func(by section) // trains the tutorial's network with what is set at a figure
	try     func(...method)  // trains methods, each with its next seed
	stop    func()           // ends that
}

// labelsIn returns the words of the figures.
func labelsIn(in i18n.Language) *labels {
	if in == i18n.InKorean {
		return &koreanLabels
	}
	return &englishLabels
}

// figure is what is drawn for a section, a sentence about it, and its controls.
type figure struct {
	app.Compo

	Of section

	lesson *shared
	pen    sketch.Pen // on the pad
	redraw func()
}

func (f *figure) Render() app.UI {
	l, s := f.lesson.text, f.lesson.state
	var controls []app.UI
	for i := range knobs[f.Of] {
		k := &knobs[f.Of][i]
		high := k.high
		if k.highest != nil {
			high = k.highest(s)
		}
		controls = append(controls, &control{Of: f.Of, Number: i, Value: *k.at(s), Highest: high, Text: l, lesson: f.lesson})
	}
	said := f.says(s, l)
	return app.Div().Class("living").Body(
		f.draw(s, l),
		app.P().Class("says").Aria("live", "polite").Text(said),
		app.If(f.Of == fitSection || f.Of == curvesSection, func() app.UI { return f.trainButton(s.run, l) }),
		app.If(f.Of == drawSection, func() app.UI { return f.padControls(s, l) }),
		app.If(f.Of == methodsSection, func() app.UI { return f.tryControls(s, l, controls) }).
			ElseIf(len(controls) > 0, func() app.UI { return app.Div().Class("knob-row").Body(controls...) }),
	)
}

// flat returns the number of values after Flatten, and testDigits that of the test digits.
func flat() int { return describe(tutorial.Layers)[2].Output[0] }

func testDigits() int {
	return split(tutorial.Data.Count(), tutorial.TestPercent, tutorial.ValidationPercent).test
}

func whole(n int) string { return i18n.Grouped(n) }

// percent writes a share with one decimal.
func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 1, 64) }

// says is the sentence below a figure.
func (f *figure) says(s *state, l *labels) string {
	return fill(l.Says[f.Of], f.values(s, l)...)
}

// values are what the sentence is filled with.
func (f *figure) values(s *state, l *labels) []string {
	in := digit(s.Image)
	digits := tutorial.Data.Count()
	switch f.Of {
	case whySection:
		return []string{"n", brief(float64(s.Shift)), "changed", whole(differing(in, in.shifted(s.Shift))), "all", whole(len(in.values))}
	case dataSection:
		zeros, sum, largest := 0, 0., 0.
		for _, v := range in.values {
			sum, largest = sum+v, max(largest, v)
			if v == 0 {
				zeros++
			}
		}
		return []string{"n", whole(s.Image), "label", whole(s.Image), "zeros", whole(zeros), "all", whole(len(in.values)), "max", brief(largest), "sum", brief(sum)}
	case shapeSection:
		return []string{"label", whole(s.Label), "classes", whole(classes)}
	case splitSection:
		c := split(digits, s.TestPercent, s.ValidationPercent)
		return []string{"digits", whole(digits), "test", whole(c.test), "rest", whole(c.rest), "fit", whole(c.fit), "validation", whole(c.validation)}
	case convSection:
		_, k, out := s.conv()
		weights := k.w * k.h
		return []string{"size", whole(k.w), "out", whole(out.w), "row", whole(s.Window/out.w + 1), "column", whole(s.Window%out.w + 1), "sum", brief(out.values[s.Window]),
			"weights", whole(weights), "filters", whole(s.Filters), "params", whole((weights + 1) * s.Filters)}
	case reluSection:
		p, negative := s.featureMap(), 0
		for _, v := range p.values {
			if v < 0 {
				negative++
			}
		}
		return []string{"x", brief(float64(s.X)), "y", brief(float64(max(s.X, 0))), "all", whole(len(p.values)), "negative", whole(negative)}
	case poolSection:
		out := s.featureMap().relu().pooled(s.PoolSize, s.PoolKind == 1)
		return []string{"size", whole(s.PoolSize), "out", whole(out.w), "row", whole(s.PoolWindow/out.w + 1), "column", whole(s.PoolWindow%out.w + 1), "value", brief(out.values[s.PoolWindow])}
	case flattenSection:
		pooled := describe(tutorial.Layers)[1].Output
		place := s.Element / pooled[2]
		return []string{"n", whole(s.Element), "last", whole(flat() - 1), "row", whole(place/pooled[1] + 1), "column", whole(place%pooled[1] + 1), "filter", whole(s.Element%pooled[2] + 1)}
	case denseSection:
		p := s.probabilities()
		return []string{"p0", percent(p[0]), "p1", percent(p[1]), "p2", percent(p[2])}
	case countSection:
		return []string{"total", whole(total(describe(s.layers())))}
	case compileSection:
		return []string{"p", whole(s.Sure), "loss", strconv.FormatFloat(lossOf(float64(s.Sure)/100)+0, 'f', 2, 64)}
	case fitSection:
		fit := split(digits, tutorial.TestPercent, tutorial.ValidationPercent).fit
		steps := stepsOf(fit, s.Batch)
		return []string{"fit", whole(fit), "batch", whole(s.Batch), "steps", whole(steps), "last", whole(fit - (steps-1)*s.Batch), "epochs", whole(s.Epochs), "all", whole(steps * s.Epochs)}
	case curvesSection:
		at := func(row int) float32 {
			if values := s.run.rows[row]; s.Epoch <= len(values) {
				return values[s.Epoch-1]
			}
			return 0
		}
		return []string{"epoch", whole(s.Epoch), "a", i18n.Loss(at(trainingLoss)), "b", i18n.Percent(at(trainingAccuracy)), "c", i18n.Loss(at(validationLoss)), "d", i18n.Percent(at(validationAccuracy))}
	case evaluateSection:
		low, high := interval(s.Right, testDigits())
		return []string{"right", whole(s.Right), "test", whole(testDigits()), "share", percent(float64(s.Right) / float64(testDigits())), "low", percent(low), "high", percent(high)}
	case drawSection:
		return []string{"side", whole(side())}
	case methodsSection:
		mean, spread := recordedTallies[s.Method].summary()
		return []string{"change", l.Try.Changes[s.Method], "mean", i18n.Points(mean), "spread", i18n.Points(spread), "n", whole(maxTries)}
	}
	return nil
}

// draw draws the figure.
func (f *figure) draw(s *state, l *labels) app.UI {
	d := &sheet{}
	switch f.Of {
	case whySection:
		return d.why(s)
	case dataSection:
		d.grid(24, 4, 39, digit(s.Image), ink, true)
		return d.drawn(320)
	case shapeSection:
		return d.oneHot(s)
	case splitSection:
		return d.split(s, l)
	case convSection:
		return d.conv(s)
	case reluSection:
		return d.relu(s)
	case poolSection:
		return d.pool(s)
	case flattenSection:
		return d.flatten(s)
	case denseSection:
		return d.softmax(s)
	case countSection:
		return summary(s, l)
	case compileSection:
		return d.loss(s)
	case fitSection:
		return d.batches(s, l)
	case curvesSection:
		d.curves(s.run, s.Epoch, 0, 2, scales[s.Scale], l)
		return d.drawn(326)
	case evaluateSection:
		return d.interval(s, l)
	case drawSection:
		return d.pad(f)
	case methodsSection:
		return d.methods(s, l)
	}
	return app.Div()
}

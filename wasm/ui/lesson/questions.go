package lesson

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
)

// question is what the page checks of a question; its words are in the articles. One of the three is set.
type question struct {
	number float64           // the answer to type
	choice int               // the right one of the choices, from 1
	done   func(*state) bool // whether the figure is set as asked for
}

func number(n int) question { return question{number: float64(n)} }

// tolerance is how far a typed number may be from the answer: half of the last of two decimals.
const tolerance = .0051

// questionsOf returns the questions after a section, in their order. The last section has none.
func questionsOf(s section) []question {
	t := tutorial
	digits, dense := t.Data.Count(), describe(t.Layers)
	c := split(digits, t.TestPercent, t.ValidationPercent)
	switch s {
	case whySection:
		return []question{
			number(side() * side()),
			{done: func(s *state) bool { return differing(digit(s.Image), digit(s.Image).shifted(s.Shift)) > mostlyChanged }},
			number(describe(protocol.MLPPreset.Settings().Layers)[1].Params),
		}
	case dataSection:
		return []question{
			number(digits * side() * side()),
			{done: func(s *state) bool { return s.Image == mostInk() }},
			{choice: 2},
		}
	case shapeSection:
		return []question{
			number(4),
			{done: func(s *state) bool { return s.Label == classes-1 }},
			{choice: 1},
		}
	case splitSection:
		return []question{
			number(split(digits, otherTestPercent, t.ValidationPercent).test),
			{done: func(s *state) bool {
				c := split(digits, s.TestPercent, s.ValidationPercent)
				least, most := min(c.fit, c.validation, c.test), max(c.fit, c.validation, c.test)
				return most-least <= evenly
			}},
			{choice: 3},
		}
	case convSection:
		return []question{
			{done: func(s *state) bool { return sizes[s.Size] == largeKernel && s.Padding == 0 && s.Stride == 1 }},
			{done: func(s *state) bool {
				_, _, out := s.conv()
				return sizes[s.Size] == t.Layers[0].Size && out.w == side()
			}},
			number(describe([]protocol.Layer{{Kind: protocol.Conv2D, Units: t.Layers[0].Units, Size: largeKernel}, {Kind: protocol.Flatten}})[0].Params),
			{done: func(s *state) bool {
				_, _, out := s.conv()
				return s.Kernel == horizontalPattern && sizes[s.Size] == t.Layers[0].Size && slices.Max(out.values) >= likes
			}},
		}
	case reluSection:
		return []question{
			{done: func(s *state) bool { return s.X == 4 }},
			{done: func(s *state) bool { return slices.Min(s.featureMap().values) >= 0 }},
			{choice: 2},
		}
	case poolSection:
		return []question{
			{done: func(s *state) bool { return s.featureMap().pooled(s.PoolSize, false).w == 2 }},
			{number: 0},
			{choice: 1},
		}
	case flattenSection:
		return []question{
			{done: func(s *state) bool { return s.Element == elementOf(1, 1, 0) }},
			{done: func(s *state) bool { last := dense[1].Output[0] - 1; return s.Element == elementOf(last, last, 0) }},
			{choice: 2},
		}
	case denseSection:
		return []question{
			{done: func(s *state) bool { return s.probabilities()[1] >= winning }},
			number(100 / classes),
			{choice: 1},
		}
	case countSection:
		return []question{
			number(total(describe(doubled()))),
			{done: func(s *state) bool { n := total(describe(s.layers())); return n < fewParameters && s.Filters >= 4 }},
			{done: func(s *state) bool {
				return s.Filters >= t.Layers[0].Units && s.Units >= t.Layers[3].Units && total(describe(s.layers())) < total(dense)
			}},
			{choice: 3},
		}
	case compileSection:
		return []question{
			{number: lossOf(.1)},
			{done: func(s *state) bool { return lossOf(float64(s.Sure)/100) < lossGoal }},
			{choice: 2},
		}
	case fitSection:
		return []question{
			number(stepsOf(c.fit, otherBatch)),
			{done: func(s *state) bool { return s.run.done() && s.run.accuracy >= goodTest }},
			{done: func(s *state) bool { return s.run.done() && s.run.accuracy < poorTest }},
		}
	case curvesSection:
		return []question{
			{done: func(s *state) bool { return s.Epoch == firstAbove(s.run.rows[validationAccuracy], goodAccuracy) }},
			{done: func(s *state) bool { return s.run.overfits() }},
			{choice: 1},
		}
	case evaluateSection:
		return []question{
			number(rightOf(published, c.test)),
			{done: func(s *state) bool { low, _ := interval(s.Right, c.test); return low > published }},
			{choice: 2},
		}
	case drawSection:
		return []question{
			{done: func(s *state) bool {
				digit, share := s.drawn.prediction(asTheData)
				return s.drawn.own && digit == drawnDigit && share >= surely
			}},
			{done: func(s *state) bool {
				a, _ := s.drawn.prediction(onlyShrunk)
				b, share := s.drawn.prediction(asTheData)
				return a != b && share >= surely
			}},
			{done: func(s *state) bool { return s.drawn.dot() && s.drawn.predicted() }},
			{choice: 3},
		}
	case methodsSection:
		return []question{
			{done: func(s *state) bool { return len(s.tries.results[initializerMethod]) > 0 }},
			{done: func(s *state) bool { _, methods := s.tries.tried(); return methods == int(methodCount)-1 }},
			{done: func(s *state) bool { seeds, _ := s.tries.tried(); return seeds >= severalSeeds }},
			{choice: 2},
		}
	}
	return nil
}

// What the questions name.
const (
	mostlyChanged    = 40 // inputs that a moved digit must change
	otherTestPercent = 20
	largeKernel      = 5
	likes            = 36 // value of a map at the place that a filter likes
	evenly           = 50 // digits by which the parts may differ
	otherBatch       = 200
	winning          = .9 // probability
	fewParameters    = 2000
	lossGoal         = .05 // to be below
	goodAccuracy     = .95 // on the validation digits
	goodTest         = .95 // on the test digits
	poorTest         = .8
	overfits         = 1.25 // the last validation loss divided by the smallest
	surely           = .9   // probability of what is read on the pad
	drawnDigit       = 3    // to be drawn
	severalSeeds     = 3
)

// mostInk returns the image with the largest sum of values.
func mostInk() (best int) {
	most := 0.
	for i := range images {
		sum := 0.
		for _, v := range digit(i).values {
			sum += v
		}
		if sum > most {
			best, most = i, sum
		}
	}
	return best
}

// elementOf returns the place of a value in the flattened maps: rows, then columns, then filters, all from 0.
func elementOf(row, column, filter int) int {
	return (row*describe(tutorial.Layers)[1].Output[1]+column)*tutorial.Layers[0].Units + filter
}

// doubled are the tutorial's layers with twice the filters.
func doubled() []protocol.Layer {
	layers := slices.Clone(tutorial.Layers)
	layers[0].Units *= 2
	return layers
}

// The rows of recorded.
const (
	trainingLoss = iota
	trainingAccuracy
	validationLoss
	validationAccuracy
)

// firstAbove returns the first epoch whose value is at least so high.
func firstAbove(values []float32, share float32) int {
	return 1 + slices.IndexFunc(values, func(v float32) bool { return v >= share })
}

// answer is what a person answers: a text, or the number of a choice from 1.
type answer struct {
	typed  string
	chosen int
}

// right reports whether a question is answered rightly.
func (q question) right(a answer, s *state) bool {
	switch {
	case q.done != nil:
		return q.done(s)
	case q.choice > 0:
		return a.chosen == q.choice
	}
	v, err := strconv.ParseFloat(strings.NewReplacer(",", "", " ", "", "%", "", "−", "-").Replace(a.typed), 64)
	return err == nil && math.Abs(v-q.number) < tolerance
}

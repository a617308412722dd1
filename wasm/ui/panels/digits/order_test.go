package digits

import (
	"math"
	"slices"
	"testing"

	"digitlab/wasm/protocol"
)

// seven are seven digits: three of test, two of training, two of validation; three are read wrongly, one as no digit.
func seven() *facts {
	nan := float32(math.NaN())
	return &facts{
		labels: []byte{3, 8, 3, 3, 8, 0, 3},
		ends:   [splits]int{3, 5, 7},
		predictions: &protocol.DigitPredictions{Moment: protocol.Moment{Epoch: 5},
			Predicted:   []byte{3, 3, 3, 8, 8, protocol.NoPrediction, 3},
			Confidence:  []float32{.9, .6, .5, .7, .9, 0, .8},
			Margin:      []float32{.8, .2, .1, .4, .8, 0, .6},
			Probability: []float32{.9, .3, .5, .1, .9, nan, .8}},
		first: []int{1, 2, -1, 5, 3, 4, 1},
	}
}

func TestShown(t *testing.T) {
	all := options{all: true}
	with := func(change func(*options)) options {
		o := all
		change(&o)
		return o
	}
	for _, c := range []struct {
		name string
		o    options
		want []int
	}{
		{"all, by place", all, []int{0, 1, 2, 3, 4, 5, 6}},
		{"least sure first, equals by place", with(func(o *options) { o.sort = leastSure }), []int{5, 2, 1, 3, 6, 0, 4}},
		{"highest loss first, that of no number before all", with(func(o *options) { o.sort = highestLoss }), []int{5, 3, 1, 2, 6, 0, 4}},
		{"test digits", options{part: testDigits}, []int{0, 1, 2}},
		{"training digits", options{part: trainingDigits}, []int{3, 4}},
		{"validation digits", options{part: validationDigits}, []int{5, 6}},
		{"wrong ones", with(func(o *options) { o.wrong = true }), []int{1, 3, 5}},
		{"wrong test digits", options{part: testDigits, wrong: true}, []int{1}},
		{"forgotten: right after an epoch before this one, and wrong now", with(func(o *options) { o.forgotten = true }), []int{1, 5}},
		{"a cell", with(func(o *options) { o.celled, o.cell = true, cell{3, 8} }), []int{3}},
		{"a cell of right ones", with(func(o *options) { o.celled, o.cell = true, cell{3, 3} }), []int{0, 2, 6}},
		{"an empty cell", with(func(o *options) { o.celled, o.cell = true, cell{0, 0} }), nil},
	} {
		if got := c.o.shown(seven()); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	unread := seven()
	unread.predictions, unread.first = nil, nil
	for _, c := range []struct {
		o    options
		want int
	}{{all, 7}, {with(func(o *options) { o.sort = highestLoss }), 7}, {with(func(o *options) { o.wrong = true }), 0}, {with(func(o *options) { o.forgotten = true }), 0}} {
		if got := c.o.shown(unread); len(got) != c.want {
			t.Errorf("%+v: before the digits are read %v are shown, want %d", c.o, got, c.want)
		}
	}
}

func TestGroups(t *testing.T) {
	for _, c := range []struct {
		by            grouping
		rows, columns int
		want          map[[2]int][]int // by row and column; the others are empty
	}{
		{ungrouped, 1, 1, map[[2]int][]int{{0, 0}: {0, 1, 2, 3, 4, 5, 6}}},
		{byLabel, 1, 10, map[[2]int][]int{{0, 0}: {5}, {0, 3}: {0, 2, 3, 6}, {0, 8}: {1, 4}}},
		{byPredicted, 1, 11, map[[2]int][]int{{0, 3}: {0, 1, 2, 6}, {0, 8}: {3, 4}, {0, none}: {5}}},
		{byBoth, 10, 11, map[[2]int][]int{{0, none}: {5}, {3, 3}: {0, 2, 6}, {3, 8}: {3}, {8, 3}: {1}, {8, 8}: {4}}},
		{byPart, 1, 3, map[[2]int][]int{{0, 0}: {0, 1, 2}, {0, 1}: {3, 4}, {0, 2}: {5, 6}}},
	} {
		f := seven()
		o := options{all: true, group: c.by}
		groups, rows, columns := o.groups(f, o.shown(f))
		if rows != c.rows || columns != c.columns || len(groups) != rows*columns {
			t.Errorf("%d: %d × %d groups, want %d × %d", c.by, rows, columns, c.rows, c.columns)
		}
		for _, g := range groups {
			if want := c.want[[2]int{g.row, g.column}]; !slices.Equal(g.places, want) || g.key != g.column {
				t.Errorf("%d: in row %d, column %d: %v, want %v", c.by, g.row, g.column, g.places, want)
			}
		}
	}
	// Without a prediction that is no digit there is no column for it; before the digits are predicted there are no groups by it.
	f := seven()
	f.predictions.Predicted[5] = 0
	if _, _, columns := (options{group: byBoth}).groups(f, []int{0, 1, 5}); columns != 10 {
		t.Errorf("%d columns, want 10", columns)
	}
	f.predictions = nil
	if _, rows, columns := (options{group: byBoth}).groups(f, []int{0, 1}); rows != 1 || columns != 1 {
		t.Errorf("unread: %d × %d groups", rows, columns)
	}
}

func TestSuspects(t *testing.T) {
	f := seven()
	if got := f.suspects(3); !slices.Equal(got, []int{5, 3, 1}) {
		t.Errorf("%v", got)
	}
	if got := f.suspects(10); len(got) != 7 {
		t.Errorf("of seven digits %v", got)
	}
	f.predictions.Moment = protocol.Moment{Step: 4}
	if got := f.suspects(3); got != nil {
		t.Errorf("of guesses %v", got)
	}
	f.predictions = nil
	if got := f.suspects(3); got != nil {
		t.Errorf("unread %v", got)
	}
}

func TestLossAndRight(t *testing.T) {
	f := seven()
	for place, want := range map[int]float64{0: -math.Log(float64(float32(.9))), 5: math.Inf(1)} {
		if got := f.loss(place); got != want {
			t.Errorf("%d: %v, want %v", place, got, want)
		}
	}
	f.predictions.Probability[1] = 0
	if got := f.loss(1); math.Abs(got-16.118) > .001 {
		t.Errorf("of no probability at all it is %v", got)
	}
	if got := f.right([]int{0, 1, 2, 3, 4, 5, 6}); got != 4 {
		t.Errorf("%d are right, want 4", got)
	}
}

func TestNearest(t *testing.T) {
	s := &sheet{of: protocol.Digits, labels: make([]byte, 6), have: 6, pictures: make([]byte, 6*64)}
	for place, v := range []byte{4, 9, 5, 3, 16, 4} {
		s.pictures[place*64+63] = v
	}
	if got := s.nearest(0, 3); !slices.Equal(got, []int{5, 2, 3}) {
		t.Errorf("%v", got)
	}
	if got := s.nearest(4, 10); !slices.Equal(got, []int{1, 2, 0, 5, 3}) {
		t.Errorf("of all %v", got)
	}
	if got := s.nearest(6, 3); got != nil {
		t.Errorf("of none %v", got)
	}
	s.have = 2
	if got := s.nearest(0, 3); !slices.Equal(got, []int{1}) {
		t.Errorf("of those that have come %v", got)
	}
}

package digits

import (
	"cmp"
	"math"
	"slices"

	"digitlab/wasm/protocol"
)

// grouping is what makes groups of the digits.
type grouping int

const (
	ungrouped grouping = iota
	byLabel
	byPredicted
	byBoth // a confusion matrix
	byPart

	groupings
)

// sorting is the order within a group.
type sorting int

const (
	byPlace sorting = iota
	leastSure
	highestLoss

	sortings
)

// tint is what the colour behind a digit says.
type tint int

const (
	tintRight tint = iota // right or wrong, and how sure
	tintLabel
	tintPredicted
	untinted

	tints
)

// split is a part of the data, in the order of the digits' places.
type split int

const (
	testDigits split = iota
	trainingDigits
	validationDigits

	splits
)

// options is what the person has chosen. They are a value: equal options show the same wall.
type options struct {
	group     grouping
	sort      sorting
	tint      tint
	plain     bool // without pictures
	all       bool // parts, or only part
	part      split
	wrong     bool // only what is read wrongly
	forgotten bool // only what was read rightly after an earlier epoch, and is not now
	celled    bool // only cell
	cell      cell
}

// cell is a cell of the confusion matrix.
type cell struct{ Label, Predicted int }

// facts are what is known of the digits.
type facts struct {
	labels      []byte
	ends        [splits]int                // places at which the parts end
	predictions *protocol.DigitPredictions // nil: not yet
	first       []int                      // the first epochs that have read each digit rightly, -1 for none; nil: not known
	imported    bool                       // the network was trained elsewhere, and has no epochs here
}

// part returns the part that a digit belongs to.
func (f *facts) part(place int) split {
	for s, end := range f.ends {
		if place < end {
			return split(s)
		}
	}
	return validationDigits
}

// predicted returns what a digit is read as; NoPrediction where that is not known.
func (f *facts) predicted(place int) int {
	if f.predictions == nil {
		return protocol.NoPrediction
	}
	return int(f.predictions.Predicted[place])
}

// guesses reports whether the predictions are those of an untrained network.
func (f *facts) guesses() bool { return f.predictions.Moment == protocol.Moment{} && !f.imported }

// wrong reports whether a digit is read wrongly. What is read as no digit is.
func (f *facts) wrong(place int) bool {
	return f.predictions != nil && f.predictions.Predicted[place] != f.labels[place]
}

// forgotten reports whether a digit was read rightly after an earlier epoch and is read wrongly now.
func (f *facts) forgotten(place int) bool {
	return f.wrong(place) && place < len(f.first) && f.first[place] >= 0 && f.first[place] < f.predictions.Moment.Epoch
}

// leastProbability is Keras's limit for the logarithm of a probability.
const leastProbability = 1e-7

// loss returns the cross-entropy of a digit; infinite where the network's probabilities are not numbers.
func (f *facts) loss(place int) float64 {
	p := float64(f.predictions.Probability[place])
	if math.IsNaN(p) {
		return math.Inf(1)
	}
	return -math.Log(max(p, leastProbability))
}

// chosen returns the places of the digits that are shown, ascending.
func (o options) chosen(f *facts) []int {
	places := make([]int, 0, len(f.labels))
	for place := range f.labels {
		switch {
		case !o.all && f.part(place) != o.part:
		case o.wrong && !f.wrong(place):
		case o.forgotten && !f.forgotten(place):
		case o.celled && (int(f.labels[place]) != o.cell.Label || f.predicted(place) != o.cell.Predicted):
		default:
			places = append(places, place)
		}
	}
	return places
}

// shown returns the places of the digits that are shown, in their order. Equal ones are in the order of their places.
func (o options) shown(f *facts) []int {
	places := o.chosen(f)
	if f.predictions == nil {
		return places
	}
	switch r := f.predictions; o.sort {
	case leastSure:
		slices.SortFunc(places, func(a, b int) int { return cmp.Or(cmp.Compare(r.Confidence[a], r.Confidence[b]), a-b) })
	case highestLoss: // what is not a number comes first
		slices.SortFunc(places, func(a, b int) int { return cmp.Or(cmp.Compare(r.Probability[a], r.Probability[b]), a-b) })
	}
	return places
}

// suspects returns the digits of the highest loss, whose labels may be wrong.
func (f *facts) suspects(many int) []int {
	if f.predictions == nil || f.predictions.Moment.Epoch == 0 && !f.imported {
		return nil // a guess says nothing of a label
	}
	places := make([]int, 0, many+1)
	for place, p := range f.predictions.Probability {
		at := len(places)
		for at > 0 && cmp.Less(p, f.predictions.Probability[places[at-1]]) {
			at--
		}
		if at < many {
			places = slices.Insert(places, at, place)
			places = places[:min(many, len(places))]
		}
	}
	return places
}

// none is the number of the group of what is read as no digit.
const none = 10

// group is digits that are shown together.
type group struct {
	row, column int
	key         int // what it is of: a digit, none, or a split
	places      []int
}

// by returns what makes the groups: what is not read yet cannot be grouped by what it is read as.
func (o options) by(f *facts) grouping {
	if f.predictions == nil && (o.group == byPredicted || o.group == byBoth) {
		return ungrouped
	}
	return o.group
}

// groups returns the groups of places, row by row, and how many rows and columns they have.
func (o options) groups(f *facts, places []int) (all []group, rows, columns int) {
	by := o.by(f)
	read := func(place int) int { return min(f.predicted(place), none) }
	rows, columns = 1, 10
	switch by {
	case ungrouped:
		columns = 1
	case byPart:
		columns = int(splits)
	case byPredicted, byBoth:
		if slices.ContainsFunc(places, func(place int) bool { return read(place) == none }) {
			columns = 11
		}
		if by == byBoth {
			rows = 10
		}
	}
	all = make([]group, rows*columns)
	for i := range all {
		all[i].row, all[i].column, all[i].key = i/columns, i%columns, i%columns
	}
	for _, place := range places {
		at := 0
		switch by {
		case byLabel:
			at = int(f.labels[place])
		case byPredicted:
			at = read(place)
		case byBoth:
			at = int(f.labels[place])*columns + read(place)
		case byPart:
			at = int(f.part(place))
		}
		all[at].places = append(all[at].places, place)
	}
	return all, rows, columns
}

// right counts the digits of a group that are read rightly.
func (f *facts) right(places []int) (n int) {
	for _, place := range places {
		if f.predictions != nil && !f.wrong(place) {
			n++
		}
	}
	return n
}

// nearest returns the places of the digits whose pictures are most like one's: with the smallest sums of squared differences.
func (s *sheet) nearest(place, many int) (places []int) {
	own := s.picture(place)
	if own == nil {
		return nil
	}
	distances := make([]int, 0, many)
	for other := range s.have {
		if other == place {
			continue
		}
		most, sum := math.MaxInt, 0
		if len(distances) == many {
			most = distances[many-1]
		}
		for k, v := range s.picture(other) {
			d := int(v) - int(own[k])
			sum += d * d
			if k&31 == 31 && sum >= most {
				break
			}
		}
		if sum >= most {
			continue
		}
		at, _ := slices.BinarySearch(distances, sum+1)
		distances, places = slices.Insert(distances, at, sum), slices.Insert(places, at, other)
		if len(places) > many {
			distances, places = distances[:many], places[:many]
		}
	}
	return places
}

package runs

import (
	"cmp"
	"slices"
	"strings"

	"digitlab/wasm/protocol"
)

// runColumn is a column by which the stored runs are sorted.
type runColumn int

const (
	beganColumn runColumn = iota
	nameColumn
	trainedColumn
	accuracyColumn
	elapsedColumn

	runColumns // number of columns
)

// runOrder is the order of the stored runs. The zero value is the newest first.
type runOrder struct {
	Column    runColumn
	Ascending bool
}

// next returns the order after a click on a column: the reverse, or by this column, largest values first and names from A.
func (o runOrder) next(c runColumn) runOrder {
	if o.Column == c {
		return runOrder{c, !o.Ascending}
	}
	return runOrder{c, c == nameColumn}
}

// sorted returns the runs in this order. Runs without a value are last in both directions; equal runs are sorted newest first.
func (o runOrder) sorted(runs []protocol.RunInfo) []protocol.RunInfo {
	runs = slices.Clone(runs)
	slices.SortStableFunc(runs, func(a, b protocol.RunInfo) int {
		if has, other := o.has(a), o.has(b); has != other {
			if has {
				return -1
			}
			return 1
		}
		order := o.compare(a, b)
		if !o.Ascending {
			order = -order
		}
		return cmp.Or(order, strings.Compare(b.ID, a.ID))
	})
	return runs
}

func (o runOrder) has(r protocol.RunInfo) bool {
	switch o.Column {
	case nameColumn:
		return r.Name != ""
	case accuracyColumn:
		return r.Tested
	}
	return true
}

func (o runOrder) compare(a, b protocol.RunInfo) int {
	switch o.Column {
	case nameColumn:
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	case trainedColumn:
		return cmp.Compare(a.Trained, b.Trained)
	case accuracyColumn:
		return cmp.Compare(a.Accuracy, b.Accuracy)
	case elapsedColumn:
		return cmp.Compare(a.Elapsed, b.Elapsed)
	}
	return cmp.Compare(a.Created, b.Created)
}

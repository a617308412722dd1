package results

import (
	"cmp"
	"slices"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
)

// confusion counts the test digits: [label][predicted].
type confusion [10][10]int

// cell is a cell of the confusion matrix.
type cell struct{ Label, Predicted int }

// countPredictions returns the counts of results; all are 0 for nil.
func countPredictions(r *protocol.Results) (c confusion) {
	if r == nil {
		return c
	}
	for i, label := range r.Labels {
		if label < 10 && i < len(r.Predicted) && r.Predicted[i] < 10 {
			c[label][r.Predicted[i]]++
		}
	}
	return c
}

// digit returns the number of correct predictions of a digit's pictures, and the number of its pictures.
func (c *confusion) digit(d int) (right, of int) {
	for _, n := range c[d] {
		of += n
	}
	return c[d][d], of
}

// total returns the same for all ten digits.
func (c *confusion) total() (right, of int) {
	for d := range c {
		r, n := c.digit(d)
		right, of = right+r, of+n
	}
	return right, of
}

// misclassified returns the wrong predictions as indexes of the results, in descending order of confidence.
func misclassified(r *protocol.Results) (wrong []int) {
	if r == nil {
		return nil
	}
	for i := range r.Labels {
		if r.Labels[i] != r.Predicted[i] {
			wrong = append(wrong, i)
		}
	}
	return mostConfidentFirst(r, wrong)
}

// predictedAs returns the indexes of a cell's digits: wrong predictions in descending order of confidence, correct ones in
// ascending order.
func predictedAs(r *protocol.Results, at cell) (found []int) {
	if r == nil {
		return nil
	}
	for i := range r.Labels {
		if int(r.Labels[i]) == at.Label && int(r.Predicted[i]) == at.Predicted {
			found = append(found, i)
		}
	}
	mostConfidentFirst(r, found)
	if at.Label == at.Predicted {
		slices.Reverse(found)
	}
	return found
}

func mostConfidentFirst(r *protocol.Results, indexes []int) []int {
	slices.SortStableFunc(indexes, func(a, b int) int { return cmp.Compare(r.Confidence[b], r.Confidence[a]) })
	return indexes
}

// tint returns how strongly a cell is coloured, 0 to 4, by its share of the row. A single mistake is at least 1.
func (c *confusion) tint(at cell) int {
	n := c[at.Label][at.Predicted]
	_, of := c.digit(at.Label)
	if n == 0 {
		return 0
	}
	if at.Label == at.Predicted {
		return 1 + min(3*n/of, 3)
	}
	return 1 + min(20*n/of, 3) // one mistake in twenty is many
}

// moved returns the cell that a key moves the focus to.
func (at cell) moved(key string) (cell, bool) {
	row, column, ok := dom.MovedByKey(at.Label, at.Predicted, 10, key)
	return cell{row, column}, ok
}

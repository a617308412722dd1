package results

import (
	"reflect"
	"strings"
	"testing"

	"digitlab/wasm/protocol"
)

// predictions are six digits: three correct, three wrong.
var predictions = &protocol.Results{
	Run:        1,
	Labels:     []byte{3, 3, 3, 8, 8, 9},
	Predicted:  []byte{3, 8, 3, 8, 3, 7},
	Confidence: []float32{.99, .6, .7, .8, .95, .6},
	Pictured:   []int{0, 1, 2, 3, 4, 5},
	Pictures:   make([]byte, 6*64),
}

func TestMomentOfTheResults(t *testing.T) {
	for m, want := range map[protocol.Moment]string{
		{}:         "The time machine shows the untrained network: these are its results.",
		{Step: 3}:  "The time machine shows step 3 of the first epoch: these are its results at that moment.",
		{Epoch: 4}: "The time machine shows epoch 4: these are its results at that moment.",
	} {
		if said := momentText(m, &english{}); said != want {
			t.Errorf("%v: it says %q, want %q", m, said, want)
		}
	}
}

func TestConfusion(t *testing.T) {
	var want confusion
	want[3][3], want[3][8], want[8][8], want[8][3], want[9][7] = 2, 1, 1, 1, 1
	got := countPredictions(predictions)
	if got != want {
		t.Errorf("%v, want %v", got, want)
	}
	for d, c := range map[int][2]int{3: {2, 3}, 8: {1, 2}, 9: {0, 1}, 0: {0, 0}} {
		if right, of := got.digit(d); right != c[0] || of != c[1] {
			t.Errorf("%d: %d of %d, want %d of %d", d, right, of, c[0], c[1])
		}
	}
	if right, of := got.total(); right != 3 || of != 6 {
		t.Errorf("%d of %d", right, of)
	}
	if countPredictions(nil) != (confusion{}) {
		t.Error("no results count")
	}
}

func TestOrderOfPredictions(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want []int
	}{
		{"the most confident mistake is first, and equals keep their order", misclassified(predictions), []int{4, 1, 5}},
		{"a cell of mistakes", predictedAs(predictions, cell{3, 8}), []int{1}},
		{"the least confident of what is right is first", predictedAs(predictions, cell{3, 3}), []int{2, 0}},
		{"an empty cell", predictedAs(predictions, cell{0, 0}), nil},
		{"nothing yet", misclassified(nil), nil},
		{"nothing yet in a cell", predictedAs(nil, cell{3, 3}), nil},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestTint(t *testing.T) {
	var c confusion
	c[1][1], c[1][7], c[1][4] = 90, 1, 9
	c[2][2] = 5
	for at, want := range map[cell]int{{1, 1}: 3, {1, 7}: 1, {1, 4}: 2, {2, 2}: 4, {2, 3}: 0, {0, 0}: 0} {
		if got := c.tint(at); got != want {
			t.Errorf("%v: %d, want %d", at, got, want)
		}
	}
}

func TestConfusionHTML(t *testing.T) {
	counts := countPredictions(predictions)
	got := confusionHTML(&counts, true, &english{})
	for part, want := range map[string]int{"<button": 100, `scope="row"`: 10, `scope="col"`: 10, `class="hit tint0"`: 8, `class="miss tint0"`: 87, "style=": 0,
		`id="cell-38" class="miss tint4" tabindex="-1" aria-pressed="false" aria-label="3 read as 8: 1">1</button>`: 1} {
		if n := strings.Count(got, part); n != want {
			t.Errorf("%d of %s, want %d", n, part, want)
		}
	}
	if got := confusionHTML(&counts, false, &english{}); strings.Contains(got, "<button") || strings.Count(got, "<td>–</td>") != 100 {
		t.Error(got)
	}
	for id, want := range map[string]cell{"cell-0": {0, 0}, "cell-38": {3, 8}, "cell-99": {9, 9}} {
		if at, ok := cellOf(id); !ok || at != want || at.id() != id {
			t.Errorf("%s: %v, %v", id, at, ok)
		}
	}
	for _, id := range []string{"", "cell-", "cell-100", "cell--1", "38"} {
		if at, ok := cellOf(id); ok {
			t.Errorf("%q: %v", id, at)
		}
	}
}

func TestCellMoves(t *testing.T) {
	for _, c := range []struct {
		key  string
		from cell
		want cell
		ok   bool
	}{
		{"ArrowRight", cell{3, 8}, cell{3, 9}, true},
		{"ArrowRight", cell{3, 9}, cell{3, 9}, true},
		{"ArrowLeft", cell{3, 0}, cell{3, 0}, true},
		{"ArrowUp", cell{0, 4}, cell{0, 4}, true},
		{"ArrowDown", cell{8, 4}, cell{9, 4}, true},
		{"Home", cell{3, 8}, cell{3, 0}, true},
		{"End", cell{3, 8}, cell{3, 9}, true},
		{"PageUp", cell{3, 8}, cell{0, 8}, true},
		{"PageDown", cell{3, 8}, cell{9, 8}, true},
		{"Enter", cell{3, 8}, cell{3, 8}, false},
	} {
		if got, ok := c.from.moved(c.key); got != c.want || ok != c.ok {
			t.Errorf("%s from %v: %v, %v", c.key, c.from, got, ok)
		}
	}
}

// Of many digits only some have a picture.
func TestPictureOf(t *testing.T) {
	r := &protocol.Results{Labels: make([]byte, 9), Pictured: []int{1, 4, 8}, Pictures: make([]byte, 3*784-1)}
	r.Pictures[784] = 7
	if p := pictureOf(r, 4, protocol.MNIST); len(p) != 784 || p[0] != 7 {
		t.Errorf("%d bytes", len(p))
	}
	for _, index := range []int{0, 2, 9, 8} { // the last has arrived in part only
		if p := pictureOf(r, index, protocol.MNIST); p != nil {
			t.Errorf("%d has a picture of %d bytes", index, len(p))
		}
	}
}

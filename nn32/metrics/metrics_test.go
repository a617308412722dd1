package metrics

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"digitlab/nn32"
)

// predictions returns outputs (N, classes) whose largest is the predicted class.
func predictions(classes int, predicted ...int) *nn32.Tensor {
	p := nn32.NewTensor(len(predicted), classes)
	for i, class := range predicted {
		p.Data[i*classes+class] = .9
	}
	return p
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-12 || math.IsNaN(a) && math.IsNaN(b) }

func TestConfusion(t *testing.T) {
	y := &nn32.Tensor{Shape: nn32.Shape{5, 3}, Data: []float32{9, 0, 0, 0, 9, 0, 0, 0, 9, 1, 1, 0, 0, 2, 1}}
	got, err := Confusion(y, []int{0, 1, 1, 0, 0})
	want := ConfusionMatrix{{2, 1, 0}, {0, 1, 1}, {0, 0, 0}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	if want.Accuracy() != .6 || !math.IsNaN((ConfusionMatrix{}).Accuracy()) || !math.IsNaN((ConfusionMatrix{}).Macro().F1) {
		t.Errorf("accuracy %v, of nothing %v and %+v", want.Accuracy(), ConfusionMatrix{}.Accuracy(), ConfusionMatrix{}.Macro())
	}
	nan := &nn32.Tensor{Shape: nn32.Shape{1, 2}, Data: []float32{0, float32(math.NaN())}}
	for want, test := range map[string]struct {
		y      *nn32.Tensor
		labels []int
	}{
		"2 labels need predictions of 2×classes":                  {y, []int{0, 1}},
		"label 3 of sample 4 is not one of the 3 classes, 0 to 2": {y, []int{0, 1, 2, 0, 3}},
		"label -1 of sample 4 is not one":                         {y, []int{0, 0, 0, 0, -1}},
		"1 labels need predictions of 1×classes":                  {nil, []int{0}},
		"the prediction for sample 0 has NaN":                     {nan, []int{0}},
		"5 labels need predictions":                               {&nn32.Tensor{Shape: nn32.Shape{5, 3}}, []int{0, 0, 0, 0, 0}},
	} {
		if _, err := Confusion(test.y, test.labels); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want …%s…", err, want)
		}
	}
}

// The numbers are those of scikit-learn 1.2: precision_recall_fscore_support(labels, predicted, zero_division=0), for each class in labels
// or predicted, and with average="macro".
func TestScoresAsScikitLearn(t *testing.T) {
	for _, test := range []struct {
		name              string
		labels, predicted []int
		perClass          map[int]Scores
		macro             Scores
	}{
		{"three classes", []int{0, 1, 2, 0, 1, 2, 0, 0, 1}, []int{0, 2, 1, 0, 0, 1, 0, 1, 1}, map[int]Scores{
			0: {.75, .75, .75, 4, 4}, 1: {.25, 1. / 3, 2. / 7, 3, 4}, 2: {0, 0, 0, 2, 1},
		}, Scores{1. / 3, 13. / 36, .34523809523809523, 9, 9}},
		{"a class that is never predicted, and one without samples", []int{0, 0, 1, 1}, []int{0, 2, 0, 0}, map[int]Scores{
			0: {1. / 3, .5, .4, 2, 3}, 1: {0, 0, 0, 2, 0}, 2: {0, 0, 0, 0, 1}, 3: {},
		}, Scores{1. / 9, 1. / 6, .4 / 3, 4, 4}},
		{"all right", []int{0, 1, 2}, []int{0, 1, 2}, map[int]Scores{2: {1, 1, 1, 1, 1}}, Scores{1, 1, 1, 3, 3}},
	} {
		y := predictions(4, test.predicted...)
		m, err := Confusion(y, test.labels)
		if err != nil {
			t.Fatal(err)
		}
		equal := func(a, b Scores) bool {
			return near(a.Precision, b.Precision) && near(a.Recall, b.Recall) && near(a.F1, b.F1) && a.Samples == b.Samples && a.Predicted == b.Predicted
		}
		for class, want := range test.perClass {
			if got := m.PerClass()[class]; !equal(got, want) {
				t.Errorf("%s: class %d has %+v, want %+v", test.name, class, got, want)
			}
		}
		if got := m.Macro(); !equal(got, test.macro) {
			t.Errorf("%s: macro %+v, want %+v", test.name, got, test.macro)
		}
		if got, err := (MacroF1{}).Measure(y, nn32.Data{Labels: test.labels}); err != nil || got != float32(test.macro.F1) {
			t.Errorf("%s: MacroF1 %v, %v", test.name, got, err)
		}
	}
}

func TestTopK(t *testing.T) {
	y := &nn32.Tensor{Shape: nn32.Shape{4, 3}, Data: []float32{.5, .3, .2, .5, .3, .2, .5, .3, .2, .4, .4, .2}}
	d := nn32.Data{Labels: []int{0, 1, 2, 1}}
	for k, want := range map[TopK]float32{1: .25, 2: .75, 3: 1, 9: 1} {
		if got, err := k.Measure(y, d); err != nil || got != want {
			t.Errorf("top %d: %v, %v, want %v", int(k), got, err, want)
		}
	}
	if accuracy, err := nn32.Accuracy.Measure(y, d); err != nil || accuracy != .25 {
		t.Errorf("the accuracy is %v, %v", accuracy, err)
	}
	if _, err := TopK(0).Measure(y, d); err == nil {
		t.Error("top 0 is taken")
	}
	if _, err := TopK(1).Measure(y, nn32.Data{Labels: []int{0}}); err == nil {
		t.Error("one label for four samples is taken")
	}
}

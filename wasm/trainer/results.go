package trainer

import (
	"slices"

	"digitlab/wasm/protocol"
)

// resultsAtOnce is how many digits are read between two breaths.
const resultsAtOnce = 64

// results reads every test digit; nil when that was cut short.
func (t *Trainer) results() (*protocol.Results, error) {
	r := t.run
	test := r.data.test
	n := test.Len()
	results := &protocol.Results{Run: r.number, Labels: labelsOf(test), Predicted: make([]byte, n), Confidence: make([]float32, n)}
	for from := 0; from < n; from += resultsAtOnce {
		part := test.Slice(from, min(from+resultsAtOnce, n))
		probabilities, err := r.network.Predict(part.X)
		if err != nil {
			return nil, err
		}
		for i := range part.Len() {
			p := probabilities.Data[i*classes:][:classes]
			results.Confidence[from+i] = slices.Max(p)
			results.Predicted[from+i] = byte(slices.Index(p, results.Confidence[from+i]))
		}
		if !t.breathe() {
			return nil, nil
		}
	}
	var pictured [classes][classes]int
	for i, label := range results.Labels {
		if many := &pictured[label][results.Predicted[i]]; *many < protocol.MaxPictured {
			*many++
			results.Pictured = append(results.Pictured, i)
			results.Pictures = append(results.Pictures, picturesOf(test.Slice(i, i+1))...)
		}
	}
	return results, nil
}

// tellResults reports how a run that is done reads the test digits. It comes last, since it takes long for many.
func (t *Trainer) tellResults() {
	if results, err := t.results(); err == nil && results != nil { // no error: Evaluate took the same digits
		t.host.Send(results)
	}
}

package trainer

import (
	"slices"

	"digitlab/wasm/protocol"
)

// resultsAtOnce is how many digits are read between two yields.
const resultsAtOnce = 64

// tellResults reports how a run that is done reads the test digits. It comes last, since it takes long for many.
func (t *Trainer) tellResults() {
	t.during(results, noProgress, t.readTest) // no error but errInterrupted: the evaluation took the same digits
}

// readTest reads every test digit and reports that.
func (t *Trainer) readTest() error {
	r := t.run
	test := r.data.test
	n := test.Len()
	results := &protocol.Results{Run: r.number, Labels: labelsOf(test), Predicted: make([]byte, n), Confidence: make([]float32, n)}
	for from := 0; from < n; from += resultsAtOnce {
		part := test.Slice(from, min(from+resultsAtOnce, n))
		probabilities, err := r.network.Predict(part.X)
		if err != nil {
			return err
		}
		for i := range part.Len() {
			p := probabilities.Data[i*classes:][:classes]
			results.Confidence[from+i] = slices.Max(p)
			results.Predicted[from+i] = byte(slices.Index(p, results.Confidence[from+i]))
		}
		if err := t.yield(); err != nil {
			return err
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
	t.host.Send(results)
	return nil
}

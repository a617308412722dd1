package trainer

import (
	"slices"

	"digitlab/wasm/protocol"
)

// results reads every test digit.
func (r *run) results() (*protocol.Results, error) {
	probabilities, err := r.network.Predict(r.data.test.X)
	if err != nil {
		return nil, err
	}
	n := r.data.test.Len()
	results := &protocol.Results{Run: r.number, Predicted: make([]byte, n), Confidence: make([]float32, n)}
	results.Images, results.Labels = bytesOf(r.data.test)
	for i := range n {
		p := probabilities.Data[i*classes:][:classes]
		results.Confidence[i] = slices.Max(p)
		results.Predicted[i] = byte(slices.Index(p, results.Confidence[i]))
	}
	return results, nil
}

// tellResult reports how a run that is done did on the test digits.
func (t *Trainer) tellResult() {
	t.host.Send(t.run.tested)
	if results, err := t.run.results(); err == nil { // as it is: Evaluate took the same digits
		t.host.Send(results)
	}
}

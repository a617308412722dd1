package trainer

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/model"
)

// reportResults predicts the test digits with a run that is done. It is last, because it takes long for many digits.
func (t *Trainer) reportResults() {
	report := &protocol.Results{Run: t.run.number}
	t.during(results, noProgress, func() error { return t.predictTest(t.run.network, report) }) // the only possible error is errInterrupted: the evaluation had the same digits
}

// predictTest predicts each test digit with a network of the run, fills in the report and sends it.
func (t *Trainer) predictTest(network *model.Network, results *protocol.Results) error {
	test := t.run.data.Test
	n := test.Len()
	results.Labels, results.Predicted, results.Confidence = data.Labels(test), make([]byte, n), make([]float32, n)
	for from := 0; from < n; from += model.ChunkSize {
		chunk := test.Slice(from, min(from+model.ChunkSize, n))
		probabilities, err := network.Predict(chunk.X)
		if err != nil {
			return err
		}
		for i := range chunk.Len() {
			results.Predicted[from+i], results.Confidence[from+i], _ = predictionOf(probabilities.Data[i*model.Classes:][:model.Classes])
		}
		if err := t.yield(); err != nil {
			return err
		}
	}
	var pictured [model.Classes][model.Classes]int
	for i, label := range results.Labels {
		if results.Predicted[i] == protocol.NoPrediction {
			continue
		}
		if count := &pictured[label][results.Predicted[i]]; *count < protocol.MaxPictured {
			*count++
			results.Pictured = append(results.Pictured, i)
			results.Pictures = append(results.Pictures, data.Pictures(test.Slice(i, i+1))...)
		}
	}
	t.page.Send(results)
	return nil
}

package trainer

import (
	"slices"

	"digitlab/nn32"
	"digitlab/nn32/drawing"
	"digitlab/nn32/pretrained"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
)

// openData opens files, and finds out whether their pictures lie on their side.
func (t *Trainer) openData(c *protocol.OpenData) {
	t.data.Open(c)
	if lying, _ := t.data.OrientationSample(); lying.Len() > 0 && t.requestPretrained() {
		t.checkOrientation()
	}
}

// lyingMargin is how much better the pretrained network must predict the turned pictures. Of the first 2,000 of
// MNIST's test digits it predicts 99.6 % as they are, and 16.5 % turned.
const lyingMargin = .25

// checkOrientation reports opened pictures whose rows and columns seem to be exchanged, as EMNIST's are.
func (t *Trainer) checkOrientation() {
	lying, turned := t.data.OrientationSample()
	if lying.Len() == 0 || t.comparison.network == nil {
		return
	}
	if rightShare(t.comparison.network, turned) > rightShare(t.comparison.network, lying)+lyingMargin {
		t.data.ReportLying()
	}
}

// rightShare returns the share of pictures of MNIST's size that a network predicts correctly.
func rightShare(n *pretrained.Network, d nn32.Data) float32 {
	right := 0
	for i, label := range d.Labels {
		picture := (*drawing.MNISTPicture)(d.X.Pixels[i*drawing.MNISTSide*drawing.MNISTSide:])
		if p := n.Predict(picture); slices.Index(p, slices.Max(p)) == label {
			right++
		}
	}
	return float32(right) / float32(d.Len())
}

// predictData predicts the opened pictures without labels, if the present network was trained on pictures of their size.
func (t *Trainer) predictData() {
	t.during(results, noProgress, func() error {
		r := t.run
		pictures, ids := t.data.Unlabelled()
		n := pictures.Len()
		if r == nil || len(r.epochs) == 0 || n == 0 || pictures.X.Shape[1] != r.settings.Data.Side() {
			return nil // the page offers nothing else
		}
		event := &protocol.DataPredictions{Run: r.number, Epoch: len(r.epochs), IDs: ids}
		for from := 0; from < n; from += model.ChunkSize {
			chunk := pictures.Slice(from, min(from+model.ChunkSize, n))
			probabilities, err := r.network.Predict(chunk.X)
			if err != nil {
				return err // the run had the same shape, so this cannot be
			}
			for i := range chunk.Len() {
				p := probabilities.Data[i*model.Classes:][:model.Classes]
				share := slices.Max(p)
				event.Digits = append(event.Digits, byte(slices.Index(p, share)))
				event.Confidence = append(event.Confidence, share)
			}
			if err := t.yield(); err != nil {
				return err
			}
		}
		t.page.Send(event)
		return nil
	})
}

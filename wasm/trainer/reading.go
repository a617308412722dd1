package trainer

import (
	"digitlab/nn32"
	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
)

// drawing is what the page last asked to read. It is kept and read again as training goes on.
type drawing struct {
	*protocol.Predict
	picture datasets.Picture
	x       *nn32.Tensor // the picture, (1, 8, 8, 1)
}

// draw takes a drawing the way that the data was made; one without ink claims nothing and is forgotten.
func (t *Trainer) draw(p *protocol.Predict) {
	picture, ok := datasets.FromDrawing(datasets.Bitmap{Width: p.Width, Height: p.Height, Ink: p.Ink})
	if !ok {
		t.drawing = nil
		t.host.Send(&protocol.Prediction{ID: p.ID, Finding: protocol.NoInk})
		return
	}
	d := &drawing{Predict: p, picture: picture, x: nn32.NewTensor(1, 8, 8, 1)}
	for i, count := range picture {
		d.x.Data[i] = float32(count)
	}
	t.drawing = d
	t.read()
}

// read reports what the present network reads in the drawing.
func (t *Trainer) read() {
	d, r := t.drawing, t.run
	if d == nil || r == nil {
		return
	}
	probabilities, err := r.network.Predict(d.x)
	if err != nil {
		t.host.Send(&protocol.Failed{Run: r.number, Reason: protocol.Diverged, Detail: err.Error()})
		return
	}
	trained := len(r.epochs)
	if trained == 0 && r.step > 0 {
		trained = 1 // in its first epoch, it has begun to learn
	}
	prediction := &protocol.Prediction{ID: d.ID, Run: r.number, Epoch: trained, Finding: protocol.OneDigit, Picture: d.picture[:],
		Temperature: 1, Probabilities: probabilities.Data}
	t.compare(d.Predict, prediction)
	t.host.Send(prediction)
}

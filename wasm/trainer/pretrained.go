package trainer

import (
	"digitlab/nn32/drawing"
	"digitlab/nn32/pretrained"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
)

// comparison is the pretrained network. Its file is fetched once, when it is needed first, during other work.
type comparison struct {
	requested bool
	network   *pretrained.Network  // nil before it is loaded
	problem   protocol.DataProblem // why it could not be loaded

	drawing       *protocol.Predict // the last one predicted
	probabilities []float32         // of that drawing
}

// compare adds the pretrained network's probabilities for the same drawing to a prediction, if the page wants them. They use the
// whole pipeline to MNIST's pictures, whatever the run's data set and the stages left out.
func (t *Trainer) compare(d *protocol.Predict, p *protocol.Prediction) {
	c := &t.comparison
	if !d.Compare {
		return
	}
	if t.requestPretrained(); c.network != nil && c.drawing != d {
		c.drawing, c.probabilities = d, nil
		if picture, ok := drawing.ToMNISTPicture(inkOf(d)); ok {
			c.probabilities = c.network.Predict(&picture)
		}
	}
	p.Pretrained, p.PretrainedProblem = c.probabilities, c.problem
}

// requestPretrained fetches the pretrained network, unless that was done, and returns whether it is here.
func (t *Trainer) requestPretrained() bool {
	c := &t.comparison
	if !c.requested {
		c.requested = true
		go func() {
			file, err := t.host.Pretrained()
			t.inLoop(func() { t.loadPretrained(file, err) })
		}()
	}
	return c.network != nil
}

// loadPretrained loads the pretrained network from its file, and does what has waited for it: predicting the present drawing, and a
// look at the opened pictures.
func (t *Trainer) loadPretrained(file []byte, err error) {
	c := &t.comparison
	if err != nil {
		c.problem = data.ProblemOf(err)
	} else if c.network, err = pretrained.Decode(file); err != nil {
		c.problem = protocol.Altered
	}
	t.predictDrawing()
	t.checkOrientation()
}

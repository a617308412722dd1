package trainer

import (
	"digitlab/nn32/drawing"
	"digitlab/nn32/pretrained"
	"digitlab/wasm/protocol"
)

// comparison is the reader that comes with the page. Its file is fetched when it is first asked for, while the trainer goes
// on; what comes of that is once for all.
type comparison struct {
	asked   bool
	reader  *pretrained.Network // nil before it has come
	failure string              // why it never will

	drawing *protocol.Predict // read last
	said    []float32         // of it
}

// compare adds to a prediction what the reader reads in the same drawing, if that is wanted: by the whole way to MNIST's
// pictures, whatever the run's network learns from and sees.
func (t *Trainer) compare(d *protocol.Predict, p *protocol.Prediction) {
	c := &t.comparison
	if !d.Compare {
		return
	}
	if !c.asked {
		c.asked = true
		go func() {
			file, err := t.host.Reader()
			t.inLoop(func() { t.admit(file, err) })
		}()
	}
	if c.reader != nil && c.drawing != d {
		c.drawing, c.said = d, nil
		if picture, ok := drawing.FromDrawingMNIST(inkOf(d)); ok {
			c.said = c.reader.Predict(&picture)
		}
	}
	p.Pretrained, p.PretrainedFailure = c.said, c.failure
}

// admit takes the reader's file, and reads the present drawing again.
func (t *Trainer) admit(file []byte, err error) {
	if err == nil {
		t.comparison.reader, err = pretrained.Decode(file)
	}
	t.comparison.failure = text(err)
	t.read()
}

// inkOf returns a drawing as coverages, whatever it came as.
func inkOf(d *protocol.Predict) drawing.Bitmap {
	b := drawing.Bitmap{Width: d.Width, Height: d.Height, Ink: d.Ink}
	switch {
	case d.Source == protocol.Photo:
		return drawing.FromLightness(b)
	case d.Source == protocol.Edited && d.Width == protocol.Digits.Side():
		b.Ink = make([]byte, len(d.Ink))
		for i, v := range d.Ink {
			b.Ink[i] = byte(255 / protocol.Digits.Most() * int(v))
		}
	}
	return b
}

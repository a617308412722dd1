package trainer

import (
	"digitlab/nn32/datasets"
	"digitlab/nn32/reader"
	"digitlab/wasm/protocol"
)

// comparison is the reader that comes with the page. Its file is fetched when it is first asked for, while the trainer goes
// on; what comes of that is once for all.
type comparison struct {
	asked   bool
	reader  *reader.Reader // nil before it has come
	failure string         // why it never will

	drawing *protocol.Predict // read last
	said    []float32         // of it
}

// readerCame is a command of our own: the reader's file has come, or not.
type readerCame struct {
	protocol.Command
	file []byte
	err  error
}

// compare adds to a prediction what the reader reads in the same drawing, if that is wanted.
func (t *Trainer) compare(d *protocol.Predict, p *protocol.Prediction) {
	c := &t.comparison
	if !d.Compare {
		return
	}
	if !c.asked {
		c.asked = true
		go func() {
			file, err := t.host.Reader()
			t.queue.push(&readerCame{file: file, err: err})
		}()
	}
	if c.reader != nil && c.drawing != d {
		c.drawing, c.said = d, c.read(d)
	}
	p.Reader, p.NoReader = c.said, c.failure
}

// admit takes the reader's file, and reads the present drawing again.
func (t *Trainer) admit(came *readerCame) {
	c, err := &t.comparison, came.err
	if err == nil {
		c.reader, err = reader.Decode(came.file)
	}
	c.failure = text(err)
	t.read()
}

// read returns what the reader reads in a drawing, by the whole way to MNIST's pictures, whatever the run's network learns
// from and sees; nothing if there is no ink.
func (c *comparison) read(d *protocol.Predict) []float32 {
	picture, ok := datasets.FromDrawingMNIST(sheet(d))
	if !ok {
		return nil
	}
	said, err := c.reader.Read(&picture)
	if err != nil {
		c.failure = text(err)
	}
	return said
}

// sheet returns a drawing as coverages, whatever it came as.
func sheet(d *protocol.Predict) datasets.Bitmap {
	b := datasets.Bitmap{Width: d.Width, Height: d.Height, Ink: d.Ink}
	switch {
	case d.Source == protocol.Photo:
		return datasets.FromLightness(b)
	case d.Source == protocol.Edited && d.Width == protocol.Digits.Side():
		b.Ink = make([]byte, len(d.Ink))
		for i, v := range d.Ink {
			b.Ink[i] = byte(min(int(v), protocol.Digits.Most()) * 255 / protocol.Digits.Most())
		}
	}
	return b
}

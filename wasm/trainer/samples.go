package trainer

import (
	"cmp"
	"slices"
	"time"

	"digitlab/nn32"
	"digitlab/nn32/drawing"
	"digitlab/wasm/protocol"
)

// sample is a digit that the person wrote.
type sample struct {
	id    int
	label int
	drawn drawing.Bitmap
}

// samples are all of them in the order of their IDs, whatever the order in which they came, so that what they teach depends on
// nothing else.
type samples struct {
	all   []sample
	data  nn32.Data // their pictures, of a data set; without any when they must be made anew
	of    protocol.DataSet
	stale bool // they have changed since they were read
	told  time.Time
	took  time.Duration // to read them
}

// readEvery is how often samples are read again during a run, and readShare how small a part of the time that may take.
const (
	readEvery = 300 * time.Millisecond
	readShare = 20
)

// set takes a sample, or another label of one. What a data set could not have, such as a sheet without ink, is left out.
func (s *samples) set(c *protocol.SetSample) {
	at, have := slices.BinarySearchFunc(s.all, c.ID, func(s sample, id int) int { return cmp.Compare(s.id, id) })
	s.stale, s.data = true, nn32.Data{}
	drawn := drawing.Bitmap{Width: c.Width, Height: c.Height, Ink: c.Ink}
	switch {
	case c.Label >= classes:
	case have && len(c.Ink) == 0:
		s.all[at].label = int(c.Label)
	case picture(drawn, protocol.Digits) == nil:
	case have:
		s.all[at] = sample{c.ID, int(c.Label), drawn}
	case len(s.all) < protocol.MaxSamples:
		s.all = slices.Insert(s.all, at, sample{c.ID, int(c.Label), drawn})
	}
}

// drop forgets a sample.
func (s *samples) drop(id int) {
	s.stale, s.data = true, nn32.Data{}
	s.all = slices.DeleteFunc(s.all, func(s sample) bool { return s.id == id })
}

// pictures are the samples as digits of a data set; the next change makes them anew.
func (s *samples) pictures(of protocol.DataSet) nn32.Data {
	if s.data.X != nil && s.of == of {
		return s.data
	}
	var pictures []byte
	s.of, s.data = of, nn32.Data{}
	for _, sample := range s.all {
		pictures = append(pictures, picture(sample.drawn, of)...)
		s.data.Labels = append(s.data.Labels, sample.label)
	}
	s.data.X = input(pictures, of)
	return s.data
}

// picture is what a network of a data set sees of a drawing, row by row; nil without ink.
func picture(drawn drawing.Bitmap, of protocol.DataSet) []byte {
	if of.Side() == drawing.MNISTSide {
		if p, ok := drawing.FromDrawingMNIST(drawn); ok {
			return p[:]
		}
		return nil
	}
	if p, ok := drawing.FromDrawing(drawn); ok {
		return p[:]
	}
	return nil
}

// readSamples reports how the present network reads the samples.
func (t *Trainer) readSamples() {
	s, r := &t.samples, t.run
	if r == nil || len(s.all) == 0 && !s.stale {
		return
	}
	begin := time.Now()
	readings := &protocol.SamplePredictions{Run: r.number, Epoch: len(r.epochs)}
	if own := s.pictures(r.settings.Data); own.Len() > 0 {
		probabilities, err := r.network.Predict(own.X)
		if err != nil {
			return // Steps has found it too
		}
		for i, sample := range s.all {
			p := probabilities.Data[i*classes:][:classes]
			share := slices.Max(p)
			readings.Predictions = append(readings.Predictions, protocol.SamplePrediction{ID: sample.id,
				Digit: byte(slices.Index(p, share)), Confidence: share})
		}
	}
	t.host.Send(readings)
	s.stale, s.told = false, time.Now()
	s.took = s.told.Sub(begin)
}

// predictChangedSamples predicts samples that have changed, when no more commands wait: they come many at a time.
func (t *Trainer) predictChangedSamples() {
	if t.samples.stale && t.queue.empty() {
		t.readSamples()
	}
}

// readSeldom reads them during a run, as often as is worth its time.
func (t *Trainer) readSeldom() {
	if time.Since(t.samples.told) >= max(readEvery, readShare*t.samples.took) {
		t.readSamples()
	}
}

package trainer

import (
	"cmp"
	"slices"
	"time"

	"digitlab/nn32"
	"digitlab/nn32/drawing"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/model"
)

// sample is a digit that the person wrote.
type sample struct {
	id    int
	label int
	ink   drawing.Bitmap
}

// samples are all of them in the order of their IDs, whatever the order in which they came, so that what is learnt from them depends
// on nothing else.
type samples struct {
	all      []sample
	data     nn32.Data // their pictures, of a data set; empty when they must be made anew
	of       protocol.DataSet
	stale    bool // they have changed since they were predicted
	reported time.Time
	took     time.Duration // the time of predicting them
}

// betweenSamplePredictions is the least time between two predictions of the samples during a run, of whose time they take at most
// 1/samplesShare.
const (
	betweenSamplePredictions = 300 * time.Millisecond
	samplesShare             = 20
)

// set takes a sample, or another label of one. What a data set could not have, such as a sheet without ink, is left out.
func (s *samples) set(c *protocol.SetSample) {
	at, have := slices.BinarySearchFunc(s.all, c.ID, func(s sample, id int) int { return cmp.Compare(s.id, id) })
	s.stale, s.data = true, nn32.Data{}
	ink := drawing.Bitmap{Width: c.Width, Height: c.Height, Ink: c.Ink}
	switch {
	case c.Label >= model.Classes:
	case have && len(c.Ink) == 0:
		s.all[at].label = int(c.Label)
	case samplePicture(ink, protocol.Digits) == nil:
	case have:
		s.all[at] = sample{c.ID, int(c.Label), ink}
	case len(s.all) < protocol.MaxSamples:
		s.all = slices.Insert(s.all, at, sample{c.ID, int(c.Label), ink})
	}
}

// drop forgets a sample.
func (s *samples) drop(id int) {
	s.stale, s.data = true, nn32.Data{}
	s.all = slices.DeleteFunc(s.all, func(s sample) bool { return s.id == id })
}

// pictures returns the samples as digits of a data set.
func (s *samples) pictures(of protocol.DataSet) nn32.Data {
	if s.data.X != nil && s.of == of {
		return s.data
	}
	var pictures []byte
	s.of, s.data = of, nn32.Data{}
	for _, sample := range s.all {
		pictures = append(pictures, samplePicture(sample.ink, of)...)
		s.data.Labels = append(s.data.Labels, sample.label)
	}
	s.data.X = data.Input(pictures, of)
	return s.data
}

// samplePicture is the picture of a data set that a drawing becomes, row by row; nil without ink.
func samplePicture(ink drawing.Bitmap, of protocol.DataSet) []byte {
	if of.Side() == drawing.MNISTSide {
		if p, ok := drawing.ToMNISTPicture(ink); ok {
			return p[:]
		}
		return nil
	}
	if p, ok := drawing.ToPicture(ink); ok {
		return p[:]
	}
	return nil
}

// predictSamples reports the present network's predictions of the samples.
func (t *Trainer) predictSamples() {
	s, r := &t.samples, t.run
	if r == nil || len(s.all) == 0 && !s.stale {
		return
	}
	begin := time.Now()
	report := &protocol.SamplePredictions{Run: r.number, Epoch: len(r.epochs)}
	if own := s.pictures(r.settings.Data); own.Len() > 0 {
		probabilities, err := r.network.Predict(own.X)
		if err != nil {
			return // Steps has found it too
		}
		for i, sample := range s.all {
			p := probabilities.Data[i*model.Classes:][:model.Classes]
			share := slices.Max(p)
			report.Predictions = append(report.Predictions, protocol.SamplePrediction{ID: sample.id,
				Digit: byte(slices.Index(p, share)), Confidence: share})
		}
	}
	t.host.Send(report)
	s.stale, s.reported = false, time.Now()
	s.took = s.reported.Sub(begin)
}

// predictChangedSamples predicts samples that have changed, when no more commands wait: they come many at a time.
func (t *Trainer) predictChangedSamples() {
	if t.samples.stale && t.queue.Empty() {
		t.predictSamples()
	}
}

// predictDueSamples predicts them during a run, as often as is worth its time.
func (t *Trainer) predictDueSamples() {
	if time.Since(t.samples.reported) >= max(betweenSamplePredictions, samplesShare*t.samples.took) {
		t.predictSamples()
	}
}

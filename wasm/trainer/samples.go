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

// sample is a digit that the person has drawn.
type sample struct {
	id    int
	label int
	ink   drawing.Bitmap
}

// samples are all samples in the order of their IDs, whatever the order in which they arrived: fine-tuning depends on the samples
// only.
type samples struct {
	all      []sample
	data     nn32.Data // their pictures, for a data set; empty if they must be made again
	of       protocol.DataSet
	stale    bool // they have changed since they were predicted
	reported time.Time
	took     time.Duration // duration of the last prediction of all
}

// betweenSamplePredictions is the minimum time between two predictions of the samples during a run. They take at most
// 1/samplesShare of the run's time.
const (
	betweenSamplePredictions = 300 * time.Millisecond
	samplesShare             = 20
)

// set adds a sample, or changes the label of one. Samples that the data set could not have, such as a sheet without ink, are
// ignored.
func (s *samples) set(c *protocol.SetSample) {
	at, have := slices.BinarySearchFunc(s.all, c.ID, func(s sample, id int) int { return cmp.Compare(s.id, id) })
	s.stale, s.data = true, nn32.Data{}
	ink := rasterise(c.Drawing)
	switch {
	case c.Label >= model.Classes:
	case have && len(c.Drawing.Strokes) == 0:
		s.all[at].label = int(c.Label)
	case samplePicture(ink, protocol.Digits) == nil:
	case have:
		s.all[at] = sample{c.ID, int(c.Label), ink}
	case len(s.all) < protocol.MaxSamples:
		s.all = slices.Insert(s.all, at, sample{c.ID, int(c.Label), ink})
	}
}

// drop removes a sample.
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

// samplePicture returns the picture made from a drawing for a data set, row by row; nil without ink.
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
			return // Steps reports the same error
		}
		for i, sample := range s.all {
			p := probabilities.Data[i*model.Classes:][:model.Classes]
			share := slices.Max(p)
			report.Predictions = append(report.Predictions, protocol.SamplePrediction{ID: sample.id,
				Digit: byte(slices.Index(p, share)), Confidence: share})
		}
	}
	t.page.Send(report)
	s.stale, s.reported = false, time.Now()
	s.took = s.reported.Sub(begin)
}

// predictChangedSamples predicts the samples after changes, when no more commands wait: changes arrive many at a time.
func (t *Trainer) predictChangedSamples() {
	if t.samples.stale && t.queue.Empty() {
		t.predictSamples()
	}
}

// predictDueSamples predicts them during a run, at most as often as the limits allow.
func (t *Trainer) predictDueSamples() {
	if time.Since(t.samples.reported) >= max(betweenSamplePredictions, samplesShare*t.samples.took) {
		t.predictSamples()
	}
}

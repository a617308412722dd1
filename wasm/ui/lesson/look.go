package lesson

import (
	"bytes"
	"math"
	"slices"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
)

// look asks the trainer for all digits of a run that was just built, and for what its untrained network reads in them.
type look struct {
	goes   bool
	begun  time.Time
	told   looked
	labels []byte // of all digits, the test digits first
}

// begin asks. The trainer sends the pictures only once.
func (k *look) begin(l *lab.Lab) {
	k.goes, k.begun = true, time.Now()
	l.Post(&protocol.WatchDigits{On: true})
}

// take takes an event of the trainer. It returns what is known when nothing more is to come.
func (k *look) take(l *lab.Lab, e protocol.Event) (told looked, done bool) {
	s := l.Session()
	if !k.goes {
		return looked{}, false
	}
	switch e := e.(type) {
	case *protocol.DigitPictures:
		k.see(e)
	case *protocol.DigitPredictions:
		if e.Run != s.Run || s.Built == nil || len(e.Probability) != len(k.labels) {
			break
		}
		k.goes = false
		l.Post(&protocol.WatchDigits{})
		k.told.here, k.told.of, k.told.seconds = true, s.Built.Settings, time.Since(k.begun).Seconds()
		k.told.loss, k.told.accuracy = measured(e, k.labels[:s.Built.Test])
		return k.told, true
	}
	if s.Stopped() {
		k.goes = false
		return looked{}, true
	}
	return looked{}, false
}

// see keeps what the cells print of some pictures. Image 0 is found by its pixels: the trainer has the digits in the order of the split.
func (k *look) see(e *protocol.DigitPictures) {
	if e.From == 0 {
		k.told, k.labels = looked{digits: e.Count}, nil
	}
	k.labels = append(k.labels, e.Labels...)
	k.told.most = max(k.told.most, slices.Max(e.Pictures))
	first := bytesOf(images[0])
	for i, label := range e.Labels {
		if picture := e.Pictures[i*len(first):][:len(first)]; bytes.Equal(picture, first) {
			k.told.first, k.told.label = picture, label
		}
	}
}

// measured returns the mean cross-entropy and the accuracy of what was read in the first digits.
func measured(e *protocol.DigitPredictions, labels []byte) (loss, accuracy float32) {
	sum, right := 0., 0
	for i, label := range labels {
		sum -= math.Log(float64(e.Probability[i]))
		if e.Predicted[i] == label {
			right++
		}
	}
	n := float64(len(labels))
	return float32(sum / n), float32(float64(right) / n)
}

package trainer

import (
	"digitlab/nn32"
	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
)

// digits is the data, decoded once, and how it was last split.
type digits struct {
	all              nn32.Data
	test, validation int // percent, of the last split
	split            split
}

// split is the data in three parts.
type split struct {
	fit, validation, test nn32.Data
}

// load reads the data and returns what the page is told of it.
func (t *Trainer) load() (*protocol.Ready, error) {
	b, err := t.host.Data()
	if err != nil {
		return nil, err
	}
	if t.data.all, err = datasets.DecodeDigits(b, t.host.Gunzip); err != nil {
		return nil, err
	}
	return t.data.ready()
}

// splitSeed is the tutorial's, whatever the seed of a run, so that runs are tested on the same digits.
const splitSeed = 777

// take splits the data as the tutorial does: scikit-learn's train_test_split(test_size=0.3, random_state=777), then
// Keras's validation_split=0.2, with the shares of the settings. The last split is kept.
func (d *digits) take(s protocol.Settings) (split, error) {
	if d.test == s.TestPercent && d.validation == s.ValidationPercent {
		return d.split, nil
	}
	trainRows, testRows, err := datasets.TrainTestSplit(d.all.Len(), float64(s.TestPercent)/100, splitSeed)
	if err != nil {
		return split{}, err
	}
	train, cut := d.all.Take(trainRows), datasets.ValidationSplit(len(trainRows), float64(s.ValidationPercent)/100)
	d.split = split{train.Slice(0, cut), train.Slice(cut, train.Len()), d.all.Take(testRows)}
	d.test, d.validation = s.TestPercent, s.ValidationPercent
	return d.split, nil
}

// sampleSize is how many test digits the page shows.
const sampleSize = 40

func (d *digits) ready() (*protocol.Ready, error) {
	split, err := d.take(protocol.DefaultSettings())
	if err != nil {
		return nil, err
	}
	images, labels := bytesOf(split.test.Slice(0, sampleSize))
	return &protocol.Ready{Images: d.all.Len(), Sample: images, SampleLabels: labels}, nil
}

// bytesOf returns pictures and labels as the page takes them.
func bytesOf(d nn32.Data) (images, labels []byte) {
	images, labels = make([]byte, len(d.X.Data)), make([]byte, len(d.Labels))
	for i, v := range d.X.Data {
		images[i] = byte(v)
	}
	for i, label := range d.Labels {
		labels[i] = byte(label)
	}
	return images, labels
}

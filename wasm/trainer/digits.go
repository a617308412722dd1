package trainer

import (
	"digitlab/nn32"
	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
)

// dataSet is the pictures of a data set, decoded once, and how they were last split.
type dataSet struct {
	name        string    // as it was opened
	train, test nn32.Data // test is empty where the settings say how many are for it

	testPercent, validationPercent int // of the last split
	split                          split
}

// split is the data in three parts.
type split struct {
	fit, validation, test nn32.Data
}

// loadDigits reads the tutorial's digits and returns what the page is told of them.
func (t *Trainer) loadDigits() (*protocol.Ready, error) {
	file, err := t.host.Data()
	if err != nil {
		return nil, err
	}
	const most = 1 << 20
	all, err := datasets.DecodeDigits(file, func(file []byte) ([]byte, error) { return t.host.Gunzip(file, most) })
	if err != nil {
		return nil, err
	}
	digits := &dataSet{train: all}
	t.library.sets[protocol.Digits] = digits
	split, err := digits.take(protocol.DefaultSettings())
	if err != nil {
		return nil, err
	}
	sample := split.test.Slice(0, sampleSize)
	return &protocol.Ready{Images: all.Len(), Sample: picturesOf(sample), SampleLabels: labelsOf(sample)}, nil
}

// splitSeed is the tutorial's, whatever the seed of a run, so that runs are tested on the same digits.
const splitSeed = 777

// take splits the data as the tutorial does: scikit-learn's train_test_split(test_size=0.3, random_state=777), then
// Keras's validation_split=0.2, with the shares of the settings. MNIST has test digits of its own, and its last are validated on.
// The last split is kept.
func (d *dataSet) take(s protocol.Settings) (split, error) {
	if d.testPercent == s.TestPercent && d.validationPercent == s.ValidationPercent {
		return d.split, nil
	}
	train, test := d.train, d.test
	if test.Len() == 0 {
		trainRows, testRows, err := datasets.TrainTestSplit(d.train.Len(), float64(s.TestPercent)/100, splitSeed)
		if err != nil {
			return split{}, err
		}
		train, test = d.train.Take(trainRows), d.train.Take(testRows)
	}
	cut := datasets.ValidationSplit(train.Len(), float64(s.ValidationPercent)/100)
	d.split = split{train.Slice(0, cut), train.Slice(cut, train.Len()), test}
	d.testPercent, d.validationPercent = s.TestPercent, s.ValidationPercent
	return d.split, nil
}

// sampleSize is how many test digits the page shows.
const sampleSize = 40

// sample is the first test digits, as the page takes them.
func (s split) sample() []byte { return picturesOf(s.test.Slice(0, min(sampleSize, s.test.Len()))) }

// picturesOf returns pictures as the page takes them.
func picturesOf(d nn32.Data) []byte { return d.X.Bytes() }

func labelsOf(d nn32.Data) []byte {
	labels := make([]byte, len(d.Labels))
	for i, label := range d.Labels {
		labels[i] = byte(label)
	}
	return labels
}

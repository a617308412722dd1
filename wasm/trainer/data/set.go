package data

import (
	"digitlab/nn32"
	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
)

// set is the pictures of a data set, decoded once, and their last split.
type set struct {
	name        string    // name of the opened files
	train, test nn32.Data // test is empty if the settings determine its size

	testPercent, validationPercent int // of the last split
	split                          Split
}

// Split is a data set in three parts.
type Split struct {
	Fit, Validation, Test nn32.Data
}

// splitBy splits the data as the tutorial does: scikit-learn's train_test_split(test_size=0.3, random_state=777), then Keras's
// validation_split=0.2, with the shares of the settings. MNIST has its own test digits, and its last training digits are used for
// validation. The last split is cached.
func (d *set) splitBy(s protocol.Settings) (Split, error) {
	if d.testPercent == s.TestPercent && d.validationPercent == s.ValidationPercent {
		return d.split, nil
	}
	train, test := d.train, d.test
	if test.Len() == 0 {
		trainRows, testRows, err := datasets.TrainTestSplit(d.train.Len(), float64(s.TestPercent)/100, protocol.SplitSeed)
		if err != nil {
			return Split{}, err
		}
		train, test = d.train.Take(trainRows), d.train.Take(testRows)
	}
	cut := datasets.ValidationSplit(train.Len(), float64(s.ValidationPercent)/100)
	d.split = Split{train.Slice(0, cut), train.Slice(cut, train.Len()), test}
	d.testPercent, d.validationPercent = s.TestPercent, s.ValidationPercent
	return d.split, nil
}

// count returns the number of pictures.
func (d *set) count() int { return d.train.Len() + d.test.Len() }

// parts returns the parts in the order in which the digits have their places.
func (s Split) parts() [3]nn32.Data { return [3]nn32.Data{s.Test, s.Fit, s.Validation} }

// At returns the digit at a place; false if there is none.
func (s Split) At(place int) (nn32.Data, bool) {
	for _, part := range s.parts() {
		if place >= 0 && place < part.Len() {
			return part.Slice(place, place+1), true
		}
		place -= part.Len()
	}
	return nn32.Data{}, false
}

// Walled returns the number of digits that are on the page's wall.
func (s Split) Walled() int {
	return min(s.Test.Len()+s.Fit.Len()+s.Validation.Len(), protocol.MaxWalled)
}

// From returns at most most digits of one part, from a place on.
func (s Split) From(place, most int) nn32.Data {
	for _, part := range s.parts() {
		if place < part.Len() {
			return part.Slice(place, min(place+most, part.Len()))
		}
		place -= part.Len()
	}
	return nn32.Data{}
}

// SampleSize is the number of test digits that the page shows. The first 40 of MNIST have no 8.
const SampleSize = 100

// Sample returns the first test digits in the page's form.
func (s Split) Sample() []byte { return Pictures(s.sample()) }

// SampleLabels returns the labels of the sample.
func (s Split) SampleLabels() []byte { return Labels(s.sample()) }

func (s Split) sample() nn32.Data { return s.Test.First(SampleSize) }

// Input returns pictures of a data set as a network's input, (N, side, side, 1).
func Input(pictures []byte, of protocol.DataSet) *nn32.Tensor {
	side := of.Side()
	x := &nn32.Tensor{Shape: nn32.Shape{len(pictures) / (side * side), side, side, 1}}
	if !of.Small() {
		x.Pixels = pictures
		return x
	}
	x.Data = make([]float32, len(pictures))
	for i, v := range pictures {
		x.Data[i] = float32(v)
	}
	return x
}

// Pictures returns pictures in the page's form: bytes, row by row.
func Pictures(d nn32.Data) []byte { return d.X.Bytes() }

// Labels returns labels in the page's form: a byte each.
func Labels(d nn32.Data) []byte {
	labels := make([]byte, len(d.Labels))
	for i, label := range d.Labels {
		labels[i] = byte(label)
	}
	return labels
}

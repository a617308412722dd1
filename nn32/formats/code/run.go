// Package code writes programs that make a run again: in Python with Keras or PyTorch, and in Go with nn32.
//
// Plain has a run's settings alone. The other programs split the digits in the same way, begin with the same weights, which are in files
// beside them, and take the samples in the same order. So the curves of the Python ones agree with the run's to rounding, and the weights of the Go one to the bit. What a language or
// library cannot say, the program says in its first comment, and the function returns as Notes.
package code

import (
	"errors"
	"strconv"
	"strings"

	"digitlab/nn32/formats"
	"digitlab/nn32/internal/errfmt"
)

// Run is what a run is made from, in the words of the page's settings.
type Run struct {
	Layers []formats.Layer // with their options; tensors are not needed. The last is Dense with softmax
	Side   int             // of the pictures: 8 or 28
	Data   Data

	Epochs, BatchSize              int
	Seed                           uint64 // of the weights, the order of the samples, Dropout
	SplitSeed                      uint32 // of the split of the digits, scikit-learn's random_state
	TestPercent, ValidationPercent int    // of all, and of the others
	MicroBatches                   int    // parts of a batch with batch statistics and random numbers of their own; 0 is 1
	Members                        int    // networks, with this seed and those after it; 0 is 1

	Optimizer      string  // sgd, momentum, nesterov, rmsprop, adagrad, adam, adamw, nadam
	LearningRate   float32 // of the first step
	Cosine         bool    // it falls to 0 along half a cosine over the whole run
	Initializer    string  // glorot_uniform, … as nn32 has them; normal1 is normal with standard deviation 1
	L2             float32
	LabelSmoothing float32
	Augmentation   Augmentation
}

// Data is a data set.
type Data uint8

const (
	Digits    Data = iota // scikit-learn's, values 0 to 16
	MNIST                 // values 0 to 1
	FromFiles             // that the person opened
)

// Augmentation is how the samples are changed in each epoch.
type Augmentation uint8

const (
	NoAugmentation Augmentation = iota
	Gentle
	Strong
	Strokes
)

// Program is a program that makes a run again.
type Program struct {
	Text  string
	Notes []Note
}

// Note is something that a program does otherwise than the run.
type Note uint8

const (
	NoAugmenter     Note = iota // the samples are not changed anew in each epoch
	PicturesMissing             // those that the person opened are read from a file that is to be made
	OtherDropout                // its random numbers are the library's
	WholeBatches                // batch normalisation takes the statistics of whole batches, not of the run's parts
	OwnRandom                   // initial weights and the order of the samples are the library's
	OneNetwork                  // of an ensemble only one network is trained

	NoteCount // how many there are
)

// note returns the words of a note for the program's first comment.
func (r *Run) note(n Note, file string) string {
	switch n {
	case NoAugmenter:
		return "The augmentation is left out: the run changed each picture anew in each epoch, by methods that are not here. The curves differ."
	case PicturesMissing:
		return "The pictures that were opened are not in it. It reads them from " + file + "."
	case OtherDropout:
		return "Dropout has the library's random numbers, so that the curves are like the run's and not the same."
	case OwnRandom:
		return "Keras begins with random weights of its own and takes the samples in an order of its own, so that the curves are like the run's and not the same."
	case OneNetwork:
		return "The run has " + strconv.Itoa(r.members()) + " networks, whose probabilities are averaged. One is trained here."
	}
	return "Batch normalisation takes the statistics of whole batches; the run took those of " + strconv.Itoa(r.microBatches()) + " parts of each."
}

// members returns the number of networks.
func (r *Run) members() int { return max(r.Members, 1) }

func (r *Run) microBatches() int { return max(r.MicroBatches, 1) }

// model returns the layers with their names, and tensors of the right number without numbers.
func (r *Run) model() (*formats.Model, [][]int, error) {
	m := &formats.Model{Input: [3]int{r.Side, r.Side, 1}}
	m.Layers = append(m.Layers, r.Layers...)
	shapes, err := m.Outputs()
	switch {
	case err != nil:
		return nil, nil, err
	case r.Layers[len(r.Layers)-1].Class != formats.Dense || r.Layers[len(r.Layers)-1].Activation != "softmax":
		return nil, nil, errors.New("the last layer must be Dense with softmax")
	}
	for i := range r.Layers {
		if r.Layers[i].Class == formats.Rescaling {
			return nil, nil, errfmt.Errorf("%s cannot be part of a run", r.Layers[i].At(i))
		}
	}
	return m, shapes, nil
}

func (r *Run) has(class formats.Class) bool {
	for _, l := range r.Layers {
		if l.Class == class {
			return true
		}
	}
	return false
}

// WeightsFile returns the name of the file of numpy.savez with the initial weights of a member, counted from 0.
func (r *Run) WeightsFile(member int) string {
	if r.members() == 1 {
		return "initial.npz"
	}
	return "initial-" + strconv.Itoa(member+1) + ".npz"
}

// pythonNotes are those that both libraries have.
func (r *Run) pythonNotes() (notes []Note) {
	if r.Augmentation != NoAugmentation {
		notes = append(notes, NoAugmenter)
	}
	if r.Data == FromFiles {
		notes = append(notes, PicturesMissing)
	}
	return notes
}

// number returns the shortest decimal that is this float32.
func number(v float32) string { return strconv.FormatFloat(float64(v), 'g', -1, 32) }

// fill replaces the words in capitals of a text. They are pairs of a word and what is put there.
func fill(text string, pairs ...string) string { return strings.NewReplacer(pairs...).Replace(text) }

package models

import (
	"digitlab/nn32/formats/code"
	"digitlab/wasm/protocol"
)

// source is a program that makes a run again.
type source int

const (
	noSource source = iota
	plainScript
	plainNotebook
	kerasScript
	kerasNotebook
	torchScript
	torchNotebook
	goProgram

	sources
)

// sourceFiles are the names of the programs as files.
var sourceFiles = [sources]string{plainScript: "digit-lab-plain.py", plainNotebook: "digit-lab-plain.ipynb",
	kerasScript: "digit-lab-keras.py", kerasNotebook: "digit-lab-keras.ipynb", torchScript: "digit-lab-pytorch.py",
	torchNotebook: "digit-lab-pytorch.ipynb", goProgram: "run.go"}

// sourceNames are on the buttons, the same in both languages but for the words notebook and script.
var sourceNames = [sources]string{plainScript: "Keras model.fit", plainNotebook: "Keras model.fit", kerasScript: "Keras", kerasNotebook: "Keras", torchScript: "PyTorch", torchNotebook: "PyTorch", goProgram: "Go"}

func (s source) notebook() bool {
	return s == plainNotebook || s == kerasNotebook || s == torchNotebook
}

// plain reports whether the program has the run's settings alone, and not its random numbers.
func (s source) plain() bool { return s == plainScript || s == plainNotebook }

// program returns the text of a program for the settings of a run, and what it does otherwise than the run.
func (s source) program(of protocol.Settings) (text string, notes []code.Note, err error) {
	r, err := CodeOf(of)
	if err != nil {
		return "", nil, err
	}
	write := code.Go
	switch s {
	case plainScript, plainNotebook:
		write = code.Plain
	case kerasScript, kerasNotebook:
		write = code.Keras
	case torchScript, torchNotebook:
		write = code.PyTorch
	}
	p, err := write(r)
	if err != nil {
		return "", nil, err
	}
	if s.notebook() {
		return code.Notebook(p.Text), p.Notes, nil
	}
	return p.Text, p.Notes, nil
}

var optimizerOf = [protocol.Optimizers]string{
	protocol.Adam:     "adam",
	protocol.SGD:      "sgd",
	protocol.Momentum: "momentum",
	protocol.Nesterov: "nesterov",
	protocol.RMSprop:  "rmsprop",
	protocol.Adagrad:  "adagrad",
	protocol.AdamW:    "adamw",
	protocol.Nadam:    "nadam",
}

var initializerOf = [protocol.Initializers]string{
	protocol.GlorotUniform: "glorot_uniform",
	protocol.GlorotNormal:  "glorot_normal",
	protocol.HeUniform:     "he_uniform",
	protocol.HeNormal:      "he_normal",
	protocol.LeCunUniform:  "lecun_uniform",
	protocol.LeCunNormal:   "lecun_normal",
	protocol.Normal1:       "normal1",
	protocol.Zeros:         "zeros",
}

var augmentationOf = [protocol.Augmentations]code.Augmentation{
	protocol.NoAugmentation: code.NoAugmentation,
	protocol.Gentle:         code.Gentle,
	protocol.Strong:         code.Strong,
	protocol.Strokes:        code.Strokes,
}

// CodeOf returns what the programs are written from. An error is a problem of the layers.
func CodeOf(s protocol.Settings) (*code.Run, error) {
	infos, problem := protocol.Describe(s.Data.Side(), s.Layers)
	if problem != nil {
		return nil, problem
	}
	data := code.FromFiles
	switch s.Data {
	case protocol.Digits:
		data = code.Digits
	case protocol.MNIST:
		data = code.MNIST
	}
	return &code.Run{Layers: layersOf(s, infos), Side: s.Data.Side(), Data: data,
		Epochs: s.Epochs, BatchSize: s.BatchSize, Seed: s.Seed, SplitSeed: protocol.SplitSeed, TestPercent: s.TestPercent, ValidationPercent: s.ValidationPercent,
		MicroBatches: s.MicroBatches(), Members: s.Members,
		Optimizer: optimizerOf[s.Optimizer], LearningRate: s.LearningRate, Cosine: s.Schedule == protocol.CosineRate, Initializer: initializerOf[s.Initializer],
		L2: s.L2, LabelSmoothing: s.LabelSmoothing, Augmentation: augmentationOf[s.Augmentation]}, nil
}

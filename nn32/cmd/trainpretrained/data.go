package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
	"digitlab/nn32/drawing"
)

// readPair reads a file of images and the file of their labels. X has the bytes 0 to 255 as they are, not 0 to 1 as other networks
// see them: this network was made for these, and so is its file.
func readPair(directory, images, labels string) (nn32.Data, error) {
	x, err := os.Open(filepath.Join(directory, images))
	if err != nil {
		return nn32.Data{}, err
	}
	defer x.Close()
	y, err := os.Open(filepath.Join(directory, labels))
	if err != nil {
		return nn32.Data{}, err
	}
	defer y.Close()
	d, err := datasets.ReadIDX(x, y)
	if err != nil {
		return nn32.Data{}, err
	}
	counts := nn32.NewTensor(d.X.Shape...)
	for i, v := range d.X.Bytes() {
		counts.Data[i] = float32(v)
	}
	return nn32.Data{X: counts, Labels: d.Labels}, nil
}

// newAugmentation returns the augmentation of training. Few of its drawings are used twice.
func newAugmentation() nn32.Augmenter { return &drawing.MNISTAugmentation{Drawings: 20000} }

// augmented returns images as one epoch of training sees them.
func augmented(images nn32.Data) nn32.Data {
	a, rng := newAugmentation(), rand.New(rand.NewPCG(2, 2))
	out := nn32.Data{X: nn32.NewTensor(images.X.Shape...), Labels: images.Labels}
	if err := a.Prepare(images.X.Shape[1:]); err != nil {
		panic(err) // the shape is MNIST's, on which the network was trained
	}
	size := len(out.X.Data) / images.Len()
	for from := 0; from < len(out.X.Data); from += size {
		a.Augment(out.X.Data[from:][:size], images.X.Data[from:][:size], images.Labels[from/size], rng)
	}
	return out
}

package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
	"digitlab/nn32/drawing"
)

// read reads a pair of MNIST's files.
func read(directory, images, labels string) (nn32.Data, error) {
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
	return datasets.ReadIDX(x, y)
}

// distortion is an nn32.Augmenter of images as MNIST has them. Half of those it changes are normalised again as MNIST was, as
// every drawing will be, and half stay as crisp as one warp leaves them, off their place and size.
type distortion struct {
	turned, moved nn32.Augmentation
	clean         float32 // how many, 0..1, stay as they are
}

func newDistortion() *distortion {
	return &distortion{
		turned: nn32.Augmentation{Rotate: .3, Shear: .35, Elastic: 1.5, Thickness: .5},
		moved:  nn32.Augmentation{Shift: 1.5, Rotate: .25, Scale: .15, Shear: .3, Elastic: 1.2, Thickness: .5},
		clean:  .15,
	}
}

func (d *distortion) Prepare(sample nn32.Shape) error {
	if err := d.turned.Prepare(sample); err != nil {
		return err
	}
	return d.moved.Prepare(sample)
}

func (d *distortion) Augment(to, from []float32, rng *rand.Rand) {
	switch v := rng.Float32(); {
	case v < d.clean:
		copy(to, from)
	case v < (1+d.clean)/2:
		d.moved.Augment(to, from, rng)
	default:
		d.turned.Augment(to, from, rng)
		normalise(to)
	}
}

// normalise takes an image the way of a drawing, but that its strokes stay as thick as they are.
func normalise(image []float32) {
	b := drawing.Bitmap{Width: drawing.MNISTSide, Height: drawing.MNISTSide, Ink: make([]uint8, len(image))}
	for i, v := range image {
		b.Ink[i] = uint8(v + .5)
	}
	picture, ok := drawing.DefaultPipeline().Without(drawing.Even).MNIST(b)
	if !ok {
		return
	}
	for i, v := range picture {
		image[i] = float32(v)
	}
}

// distorted returns images as one epoch of training sees them.
func distorted(images nn32.Data) nn32.Data {
	d, rng := newDistortion(), rand.New(rand.NewPCG(2, 2))
	out := nn32.Data{X: nn32.NewTensor(images.X.Shape...), Labels: images.Labels}
	if err := d.Prepare(images.X.Shape[1:]); err != nil {
		panic(err) // the shape is MNIST's, on which the network was trained
	}
	size := len(out.X.Data) / images.Len()
	for from := 0; from < len(out.X.Data); from += size {
		d.Augment(out.X.Data[from:][:size], images.X.Data[from:][:size], rng)
	}
	return out
}

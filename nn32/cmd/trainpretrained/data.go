package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"

	"digitlab/nn32"
	"digitlab/nn32/augment"
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

// augmentation is an nn32.Augmenter for MNIST's images. Half of the changed images are normalised again as MNIST was, because
// every drawing is; the other half stay as crisp as one warp leaves them, and keep their shift and scale.
type augmentation struct {
	normalised, moved augment.Warp
	clean             float32 // share of unchanged images, 0 to 1
}

func newAugmentation() *augmentation {
	return &augmentation{
		normalised: augment.Warp{Rotate: .3, Shear: .35, Elastic: 1.5, StrokeWidth: .5},
		moved:      augment.Warp{Shift: 1.5, Rotate: .25, Scale: .15, Shear: .3, Elastic: 1.2, StrokeWidth: .5},
		clean:      .15,
	}
}

func (a *augmentation) Prepare(sample nn32.Shape) error {
	if err := a.normalised.Prepare(sample); err != nil {
		return err
	}
	return a.moved.Prepare(sample)
}

func (a *augmentation) Augment(to, from []float32, label int, rng *rand.Rand) {
	switch v := rng.Float32(); {
	case v < a.clean:
		copy(to, from)
	case v < (1+a.clean)/2:
		a.moved.Augment(to, from, label, rng)
	default:
		a.normalised.Augment(to, from, label, rng)
		normalise(to)
	}
}

// normalise takes an image through the stages of a drawing, except Even: the stroke width stays.
func normalise(image []float32) {
	b := drawing.Bitmap{Width: drawing.MNISTSide, Height: drawing.MNISTSide, Ink: make([]uint8, len(image))}
	for i, v := range image {
		b.Ink[i] = uint8(v + .5)
	}
	picture, ok := drawing.DefaultPipeline().Without(drawing.StrokeWidth).MNISTPicture(b)
	if !ok {
		return
	}
	for i, v := range picture {
		image[i] = float32(v)
	}
}

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

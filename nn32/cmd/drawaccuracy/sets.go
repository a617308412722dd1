package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
	"digitlab/nn32/drawing"
	"digitlab/nn32/drawing/strokes"
)

// data is the tutorial's split.
type data struct{ fit, train, validation, test nn32.Data }

// set is a set of samples: pictures, or drawings that still have to go through the pipeline.
type set struct {
	name     string
	pictures *nn32.Tensor // or nil
	drawings []drawing.Bitmap
	labels   []int
}

// load returns the sets, with up to most drawings each, and the tutorial's split.
func load(digits, mnist string, most int) ([]set, data, error) {
	d, err := split(digits)
	if err != nil {
		return nil, d, err
	}
	sets := []set{
		{name: "validation digits", pictures: d.validation.X, labels: d.validation.Labels},
		{name: "test digits", pictures: d.test.X, labels: d.test.Labels},
	}
	if mnist != "" {
		s, err := readMNIST(mnist, most)
		if err != nil {
			return nil, d, err
		}
		sets = append(sets, s)
	}
	return append(sets, drawStrokes("own strokes", most, strokes.Varied)), d, nil
}

// split reads the digits and splits them as the tutorial does.
func split(path string) (d data, err error) {
	file, err := os.Open(path)
	if err != nil {
		return d, err
	}
	defer file.Close()
	all, err := datasets.ReadDigits(file)
	if err != nil {
		return d, err
	}
	trainRows, testRows, err := datasets.TrainTestSplit(all.Len(), .3, 777)
	if err != nil {
		return d, err
	}
	d.train, d.test = all.Take(trainRows), all.Take(testRows)
	cut := datasets.ValidationSplit(d.train.Len(), .2)
	d.fit, d.validation = d.train.Slice(0, cut), d.train.Slice(cut, d.train.Len())
	return d, nil
}

// readMNIST returns up to most of MNIST's test images, evenly spaced, since the first half is the easier one.
func readMNIST(directory string, most int) (set, error) {
	s := set{name: "MNIST test"}
	images, err := os.Open(filepath.Join(directory, "t10k-images-idx3-ubyte.gz"))
	if err != nil {
		return s, err
	}
	defer images.Close()
	labels, err := os.Open(filepath.Join(directory, "t10k-labels-idx1-ubyte.gz"))
	if err != nil {
		return s, err
	}
	defer labels.Close()
	all, err := datasets.ReadIDX(images, labels)
	if err != nil {
		return s, err
	}
	n := min(most, all.Len())
	height, width := all.X.Shape[1], all.X.Shape[2]
	for i := range n {
		from := i * all.Len() / n
		b := drawing.Bitmap{Width: width, Height: height, Ink: all.Slice(from, from+1).X.Bytes()}
		s.drawings, s.labels = append(s.drawings, b), append(s.labels, all.Labels[from])
	}
	return s, nil
}

// drawStrokes returns drawings by many simulated hands and pens.
func drawStrokes(name string, most int, write func(digit int, rng *rand.Rand) ([]strokes.Stroke, float64)) set {
	s := set{name: name}
	const canvas = 112
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range most {
		digit := i % 10
		drawn, pen := write(digit, rng)
		ink := strokes.Draw(drawn, canvas, pen)
		s.drawings, s.labels = append(s.drawings, drawing.Bitmap{Width: canvas, Height: canvas, Ink: ink}), append(s.labels, digit)
	}
	return s
}

// scribbles returns Lissajous figures with two to ten waves along each axis.
func scribbles(count int) (out []drawing.Bitmap) {
	const canvas = 200
	rng := rand.New(rand.NewPCG(1, 2))
	for range count {
		across, down := 2+8*rng.Float64(), 2+8*rng.Float64()
		right, below := 2*math.Pi*rng.Float64(), 2*math.Pi*rng.Float64()
		var s strokes.Stroke
		for i := range 200 {
			at := 2 * math.Pi * float64(i) / 200
			s = append(s, strokes.Point{X: .5 + .4*math.Sin(across*at+right), Y: .5 + .4*math.Cos(down*at+below)})
		}
		out = append(out, drawing.Bitmap{Width: canvas, Height: canvas, Ink: strokes.Draw([]strokes.Stroke{s}, canvas, .07)})
	}
	return out
}

// preprocess returns the pictures of each set, (n, 8, 8, 1), after a pipeline.
func preprocess(sets []set, p drawing.Pipeline) (x []*nn32.Tensor) {
	for _, s := range sets {
		if s.pictures != nil {
			x = append(x, s.pictures)
			continue
		}
		t := nn32.NewTensor(len(s.drawings), 8, 8, 1)
		for i, b := range s.drawings {
			picture, _ := p.Picture(b)
			for j, count := range picture {
				t.Data[i*len(picture)+j] = float32(count)
			}
		}
		x = append(x, t)
	}
	return x
}

// predict returns the probabilities (n, 10) of each network for each set, [network][set].
func predict(networks []*nn32.Sequential, x []*nn32.Tensor) (predictions [][]*nn32.Tensor, err error) {
	for i, n := range networks {
		var sets []*nn32.Tensor
		for _, x := range x {
			y, err := n.Predict(x)
			if err != nil {
				return nil, fmt.Errorf("network %d: %w", i, err)
			}
			sets = append(sets, y)
		}
		predictions = append(predictions, sets)
	}
	return predictions, nil
}

package main

import (
	"fmt"
	"time"

	"digitlab/nn32"
	"digitlab/nn32/augment"
	"digitlab/nn32/drawing"
	"digitlab/nn32/schedules"
)

// options are flags that override a recipe's values; zero: the recipe's.
type options struct {
	epochs, copies int
	rate           float64
	all            bool
}

// training is a recipe: the layers, and how to fit them.
type training struct {
	name   string
	layers func() []nn32.Layer
	epochs int
	batch  int
	rate   float32 // zero: .001
	cosine bool
	// augment returns the augmenter of all networks; nil: none.
	augment func(copies int) nn32.Augmenter
}

var recipes = []training{
	{name: "tutorial", layers: small, epochs: 100, batch: 50},
	{name: "affine", layers: small, epochs: 100, batch: 50, rate: .003, cosine: true, augment: func(int) nn32.Augmenter {
		return &augment.Warp{Shift: .5, Rotate: .15, Scale: .1, Shear: .15, Elastic: .3, Clean: .5}
	}},
	{name: "strokes", layers: small, epochs: 100, batch: 50, rate: .003, cosine: true, augment: strokeCopies},
	{name: "deep", layers: deep, epochs: 80, batch: 50, rate: .003, cosine: true, augment: strokeCopies},
}

func strokeCopies(copies int) nn32.Augmenter { return &drawing.StrokeAugmentation{Copies: copies} }

// small is the tutorial's network.
func small() []nn32.Layer {
	return []nn32.Layer{
		&nn32.Conv2D{Filters: 10, KernelSize: [2]int{3, 3}, Activation: nn32.ReLU},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Flatten{},
		&nn32.Dense{Units: 50, Activation: nn32.ReLU},
		&nn32.Dense{Units: 10, Activation: nn32.Softmax},
	}
}

// deep has a second convolution, batch normalisation and dropout: 6,600 parameters. Batch normalisation before the ReLU instead gives
// the same accuracy and needs one more layer.
func deep() []nn32.Layer {
	return []nn32.Layer{
		&nn32.Conv2D{Filters: 10, KernelSize: [2]int{3, 3}, Activation: nn32.ReLU},
		&nn32.BatchNormalization{},
		&nn32.Conv2D{Filters: 20, KernelSize: [2]int{3, 3}, Activation: nn32.ReLU},
		&nn32.BatchNormalization{},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Flatten{},
		&nn32.Dropout{Rate: .25},
		&nn32.Dense{Units: 50, Activation: nn32.ReLU},
		&nn32.Dense{Units: 10, Activation: nn32.Softmax},
	}
}

func recipeNames() (names []string) {
	for _, r := range recipes {
		names = append(names, r.name)
	}
	return names
}

func recipe(name string) (training, error) {
	for _, r := range recipes {
		if r.name == name {
			return r, nil
		}
	}
	return training{}, fmt.Errorf("there is no recipe %q; take one of %v", name, recipeNames())
}

// train returns a network for each seed from 1, and the mean time for one in seconds.
func (r training) train(d data, seeds int, o options) (networks []*nn32.Sequential, seconds float64, err error) {
	fit := nn32.FitOptions{Epochs: r.epochs, BatchSize: r.batch}
	if o.epochs > 0 {
		fit.Epochs = o.epochs
	}
	rate := r.rate
	if o.rate > 0 {
		rate = float32(o.rate)
	}
	rows := d.fit
	if o.all {
		rows = d.train
	}
	if r.cosine {
		fit.Schedule = schedules.CosineDecay{Steps: fit.Epochs * ((rows.Len() + r.batch - 1) / r.batch)}
	}
	if r.augment != nil {
		fit.Augment = r.augment(o.copies)
	}
	start := time.Now()
	for seed := range seeds {
		n, err := nn32.NewSequential(nn32.Shape{8, 8, 1}, uint64(seed+1), r.layers()...)
		if err == nil {
			err = n.Compile(&nn32.Adam{LearningRate: rate}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy)
		}
		if err == nil {
			_, err = n.Fit(rows, fit)
		}
		if err != nil {
			return nil, 0, fmt.Errorf("recipe %s, seed %d: %w", r.name, seed+1, err)
		}
		networks = append(networks, n)
	}
	return networks, time.Since(start).Seconds() / float64(seeds), nil
}

// Train makes the reader that comes with the page, static/data/reader.nn. It trains a network on MNIST's training images,
// distorted anew in each epoch, and prints how the file reads the test images and drawings. It makes the same file to the
// bit on every machine.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"time"

	"digitlab/nn32"
	"digitlab/nn32/reader"
)

func main() {
	mnist := flag.String("mnist", "", "directory with MNIST's four files")
	out := flag.String("o", "static/data/reader.nn", "the file to write")
	epochs := flag.Int("epochs", 8, "epochs; another number than 8 makes another reader")
	flag.Parse()
	if err := run(*mnist, *out, *epochs); err != nil {
		log.Fatal(err)
	}
}

// held is how many of the 60,000 training images are kept from training, to calibrate by.
const held = 5000

func run(mnist, out string, epochs int) error {
	all, err := read(mnist, "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz")
	if err != nil {
		return err
	}
	test, err := read(mnist, "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz")
	if err != nil {
		return err
	}
	cut := all.Len() - held
	network, err := train(all.Slice(0, cut), epochs)
	if err != nil {
		return err
	}
	params := fold(network)
	r, err := reader.Decode(reader.Encode(params, 1)) // rounded
	if err != nil {
		return err
	}
	t, err := calibrate(r.Network(), all.Slice(cut, all.Len()))
	if err != nil {
		return err
	}
	file := reader.Encode(params, t)
	fmt.Printf("%d bytes, temperature %.3f\n", len(file), t)
	if err := report(r.Network(), t, test); err != nil {
		return err
	}
	return os.WriteFile(out, file, 0o644)
}

// layers are those of the reader with batch normalisation, which makes training shorter and is folded away after it.
func layers() []nn32.Layer {
	return []nn32.Layer{
		&nn32.Conv2D{Filters: 12, KernelSize: [2]int{5, 5}},
		&nn32.BatchNormalization{},
		&nn32.Activation{Function: nn32.ReLU},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Conv2D{Filters: 24, KernelSize: [2]int{5, 5}},
		&nn32.BatchNormalization{},
		&nn32.Activation{Function: nn32.ReLU},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Flatten{},
		&nn32.Dense{Units: 96},
		&nn32.BatchNormalization{},
		&nn32.Activation{Function: nn32.ReLU},
		&nn32.Dense{Units: reader.Classes, Activation: nn32.Softmax},
	}
}

// train returns a network trained on images with values 0 to 255, and says how it goes.
func train(images nn32.Data, epochs int) (*nn32.Sequential, error) {
	const batch = 64
	network, err := nn32.NewSequential(images.X.Shape[1:], 1, layers()...)
	if err != nil {
		return nil, err
	}
	if err := network.Compile(&nn32.Adam{LearningRate: .003}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy); err != nil {
		return nil, err
	}
	start := time.Now()
	o := nn32.FitOptions{Epochs: epochs, BatchSize: batch, Augment: newDistortion(),
		Schedule: nn32.CosineDecay{Steps: epochs * ((images.Len() + batch - 1) / batch)}}
	for step, err := range network.Steps(images, o) {
		if err != nil {
			return nil, err
		}
		if step.Step%200 == 0 || step.Last {
			fmt.Printf("epoch %d of %d, step %d of %d: loss %.4f, accuracy %.4f, %.0f s\n", step.Epoch, epochs, step.Step, step.Steps,
				step.Loss, step.Accuracy, time.Since(start).Seconds())
		}
	}
	return network, nil
}

// calibrate returns the temperature of a network for images that it was not trained on, distorted as those were: what
// people draw is no closer to MNIST than that.
func calibrate(network *nn32.Sequential, images nn32.Data) (nn32.Temperature, error) {
	p, err := network.Predict(distorted(images).X)
	if err != nil {
		return 0, err
	}
	return nn32.FitTemperature(p, images.Labels)
}

// Trainpretrained trains the network that comes with the page and writes its file, static/data/reader.nn. It trains on
// MNIST's training images, augmented anew in each epoch and partly replaced by drawings, and prints the accuracy of the file on the
// test images and on other drawings. The file is the same to the bit on every machine.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"time"

	"digitlab/nn32"
	"digitlab/nn32/calibrate"
	"digitlab/nn32/pretrained"
	"digitlab/nn32/schedules"
)

func main() {
	mnist := flag.String("mnist", "", "directory with MNIST's four files")
	out := flag.String("o", "static/data/reader.nn", "the file to write")
	epochs := flag.Int("epochs", 8, "epochs; another number than 8 makes another network")
	flag.Parse()
	if err := run(*mnist, *out, *epochs); err != nil {
		log.Fatal(err)
	}
}

// validationImages is the number of the 60,000 training images that are left out of training, to fit the temperature.
const validationImages = 5000

func run(mnist, out string, epochs int) error {
	all, err := readPair(mnist, "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz")
	if err != nil {
		return err
	}
	test, err := readPair(mnist, "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz")
	if err != nil {
		return err
	}
	cut := all.Len() - validationImages
	network, err := train(all.Slice(0, cut), epochs)
	if err != nil {
		return err
	}
	params := fold(network)
	rounded, err := pretrained.Decode(pretrained.Encode(params, 1))
	if err != nil {
		return err
	}
	t, err := fitTemperature(rounded.Sequential(), all.Slice(cut, all.Len()))
	if err != nil {
		return err
	}
	file := pretrained.Encode(params, t)
	fmt.Printf("%d bytes, temperature %.3f\n", len(file), t)
	if err := report(rounded.Sequential(), t, test); err != nil {
		return err
	}
	return os.WriteFile(out, file, 0o644)
}

// layers returns those of the pretrained network, with batch normalisation, which makes training shorter. fold removes it.
func layers() []nn32.Layer {
	return []nn32.Layer{
		&nn32.Conv2D{Filters: 16, KernelSize: [2]int{5, 5}},
		&nn32.BatchNormalization{},
		&nn32.Activation{Function: nn32.ReLU},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Conv2D{Filters: 32, KernelSize: [2]int{5, 5}},
		&nn32.BatchNormalization{},
		&nn32.Activation{Function: nn32.ReLU},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Flatten{},
		&nn32.Dense{Units: 96},
		&nn32.BatchNormalization{},
		&nn32.Activation{Function: nn32.ReLU},
		&nn32.Dense{Units: pretrained.Classes, Activation: nn32.Softmax},
	}
}

// train returns a network trained on images (N, 28, 28, 1) with values 0 to 255, and prints its progress.
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
	o := nn32.FitOptions{Epochs: epochs, BatchSize: batch, Augment: newAugmentation(),
		Schedule: schedules.CosineDecay{Steps: epochs * ((images.Len() + batch - 1) / batch)}}
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

// fitTemperature returns the temperature for images that the network was not trained on. They are augmented as the training
// images were, because people's drawings differ from MNIST at least that much.
func fitTemperature(network *nn32.Sequential, images nn32.Data) (calibrate.Temperature, error) {
	p, err := network.Predict(augmented(images).X)
	if err != nil {
		return 0, err
	}
	return calibrate.FitTemperature(p, images.Labels)
}

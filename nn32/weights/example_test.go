package weights_test

import (
	"bytes"
	"fmt"
	"log"

	"digitlab/nn32"
	"digitlab/nn32/weights"
)

// Save a run after ten epochs, load it, and resume it as if it had not been interrupted.
func Example() {
	data := images()
	network, err := nn32.NewSequential(nn32.Shape{8, 8, 1}, 1,
		&nn32.Flatten{},
		&nn32.Dense{Units: 20, Activation: nn32.ReLU},
		&nn32.Dense{Units: 10, Activation: nn32.Softmax})
	check(err)
	check(network.Compile(&nn32.Adam{}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy))
	_, err = network.Fit(data, nn32.FitOptions{Epochs: 10})
	check(err)

	var file bytes.Buffer // or an *os.File
	check(weights.Save(&file, network, 10))

	loaded, epoch, err := weights.Load(&file)
	check(err)
	_, err = loaded.Fit(data, nn32.FitOptions{InitialEpoch: epoch, Epochs: 100})
	check(err)
	result, err := loaded.Evaluate(data)
	check(err)
	fmt.Printf("resumed after epoch %d, accuracy %.2f\n", epoch, result.Accuracy)
	// Output: resumed after epoch 10, accuracy 1.00
}

// Go on with another network's layers: the last one is new, for ten classes instead of two, and the others come from a file.
func ExampleLoadInto() {
	odd := images()
	for i := range odd.Labels {
		odd.Labels[i] %= 2
	}
	network := func(classes int, frozen bool) *nn32.Sequential {
		network, err := nn32.NewSequential(nn32.Shape{8, 8, 1}, 1,
			&nn32.Flatten{},
			&nn32.Dense{Units: 20, Activation: nn32.ReLU, Frozen: frozen},
			&nn32.Dense{Units: classes, Activation: nn32.Softmax})
		check(err)
		check(network.Compile(&nn32.Adam{}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy))
		return network
	}
	first := network(2, false)
	_, err := first.Fit(odd, nn32.FitOptions{Epochs: 10})
	check(err)
	var file bytes.Buffer
	check(weights.Save(&file, first, 10))
	saved := file.Bytes()

	second := network(10, true)
	fmt.Println(weights.LoadInto(bytes.NewReader(saved), second)) // all layers
	check(weights.LoadInto(bytes.NewReader(saved), second, "dense"))
	_, err = second.Fit(images(), nn32.FitOptions{Epochs: 10})
	check(err)
	// Output: weights: nn32: dense_1/kernel is 20×2 with 40 elements; the network's is 20×10
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

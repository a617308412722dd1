package convert_test

import (
	"fmt"
	"log"

	"digitlab/nn32"
	"digitlab/nn32/formats"
	"digitlab/nn32/formats/convert"
)

// Write a network as a file for Keras, and read it back.
func Example() {
	network, err := nn32.NewSequential(nn32.Shape{8, 8, 1}, 777,
		&nn32.Conv2D{Filters: 10, KernelSize: [2]int{3, 3}, Activation: nn32.ReLU},
		&nn32.Flatten{},
		&nn32.Dense{Units: 10, Activation: nn32.Softmax})
	check(err)
	model, err := convert.Model("digits", network)
	check(err)
	file, err := formats.Keras.Write("digits", model)
	check(err)

	models, err := formats.Read([]formats.File{file})
	check(err)
	again, scaling, err := convert.Network(models[0], 1)
	check(err)
	fmt.Println(file.Name, len(again.Layers()), scaling.Scale)
	// Output: digits.keras 3 1
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

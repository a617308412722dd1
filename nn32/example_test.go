package nn32_test

import (
	"fmt"
	"log"
	"os"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
)

// The tutorial: read the digits, split them as scikit-learn and Keras do, train for 100 epochs, and test.
func Example() {
	file, err := os.Open("../static/data/digits.csv.gz")
	check(err)
	digits, err := datasets.ReadDigits(file)
	check(err)
	trainRows, testRows, err := datasets.TrainTestSplit(digits.Len(), .3, 777)
	check(err)
	train, test := digits.Take(trainRows), digits.Take(testRows)
	cut := datasets.ValidationSplit(train.Len(), .2)

	network, err := nn32.NewSequential(nn32.Shape{8, 8, 1}, 777,
		&nn32.Conv2D{Filters: 10, KernelSize: [2]int{3, 3}, Activation: nn32.ReLU},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Flatten{},
		&nn32.Dense{Units: 50, Activation: nn32.ReLU},
		&nn32.Dense{Units: 10, Activation: nn32.Softmax},
	)
	check(err)
	check(network.Compile(&nn32.Adam{LearningRate: .001}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy))
	_, err = network.Fit(train.Slice(0, cut), nn32.FitOptions{
		Epochs: 100, BatchSize: 50, Validation: train.Slice(cut, train.Len())})
	check(err)
	result, err := network.Evaluate(test)
	check(err)
	fmt.Printf("test accuracy %.4f\n", result.Accuracy)
	// Output: test accuracy 0.9796
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

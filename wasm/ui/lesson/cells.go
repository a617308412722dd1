package lesson

// cell is the code beside a section. All cells of a language, one after the other, are a notebook or a program that runs; a test runs the Go.
// Numbers in braces are facts.
type cell struct{ keras, goCode string }

// goHead and goFoot make a program of the cells in Go.
const (
	goHead = `package main

import (
	"fmt"
	"log"
	"os"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
)

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
`
	goFoot = "}\n"
)

var cells = [sectionCount]cell{
	whySection: {
		`import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed({seed})
mlp = keras.Sequential([
    keras.Input(({side}, {side}, 1)),
    layers.Flatten(),
    layers.Dense({mlpUnits}, activation="relu"),
    layers.Dense({mlpSecond}, activation="relu"),
    layers.Dense({classes}, activation="softmax"),
])
print(mlp.count_params())`,
		`mlp, err := nn32.NewSequential(nn32.Shape{{side}, {side}, 1}, {seed},
	&nn32.Flatten{},
	&nn32.Dense{Units: {mlpUnits}, Activation: nn32.ReLU},
	&nn32.Dense{Units: {mlpSecond}, Activation: nn32.ReLU},
	&nn32.Dense{Units: {classes}, Activation: nn32.Softmax},
)
check(err)
fmt.Print(mlp.Summary())`,
	},
	dataSection: {
		`from sklearn.datasets import load_digits

digits = load_digits()
print(digits.images.shape, digits.images.max())
print(digits.target[0])
print(digits.images[0])`,
		`file, err := os.Open("static/data/digits.csv.gz")
check(err)
digits, err := datasets.ReadDigits(file)
check(err)
fmt.Println(digits.X.Shape, digits.Labels[0])`,
	},
	shapeSection: {
		`X = digits.images[..., np.newaxis]
y = keras.utils.to_categorical(digits.target, {classes})
print(X.shape, y.shape)
print(y[0])`,
		`// ReadDigits adds the channel axis; the loss takes labels as they are.
fmt.Println(digits.X.Shape, len(digits.Labels))`,
	},
	splitSection: {
		`from sklearn.model_selection import train_test_split

X_train, X_test, y_train, y_test = train_test_split(
    X, y, test_size=0.{testPercent}, random_state={seed})
print(len(X_train), len(X_test))`,
		`trainRows, testRows, err := datasets.TrainTestSplit(digits.Len(), 0.{testPercent}, {seed})
check(err)
train, test := digits.Take(trainRows), digits.Take(testRows)
cut := datasets.ValidationSplit(train.Len(), 0.{validationPercent})
fmt.Println(cut, train.Len()-cut, test.Len())`,
	},
	convSection: {
		`model = keras.Sequential([keras.Input(({side}, {side}, 1))])
model.add(layers.Conv2D({filters}, ({kernel}, {kernel}), strides=1, padding="valid"))
print(model.output_shape)`,
		`conv := &nn32.Conv2D{Filters: {filters}, KernelSize: [2]int{{kernel}, {kernel}}, Activation: nn32.ReLU}`,
	},
	reluSection: {
		`model.add(layers.Activation("relu"))
print(keras.ops.relu(np.array([-3.0, 0.0, 4.0])))`,
		`// The activation is a field of the layer.
fmt.Println(conv.Activation)`,
	},
	poolSection: {
		`model.add(layers.MaxPooling2D(({pool}, {pool})))
print(model.output_shape)`,
		`pool := &nn32.MaxPooling2D{PoolSize: [2]int{{pool}, {pool}}}`,
	},
	flattenSection: {
		`model.add(layers.Flatten())
print(model.output_shape)`,
		`flatten := &nn32.Flatten{}`,
	},
	denseSection: {
		`model.add(layers.Dense({units}, activation="relu"))
model.add(layers.Dense({classes}, activation="softmax"))
print(model.output_shape)`,
		`hidden := &nn32.Dense{Units: {units}, Activation: nn32.ReLU}
last := &nn32.Dense{Units: {classes}, Activation: nn32.Softmax}
network, err := nn32.NewSequential(nn32.Shape{{side}, {side}, 1}, {seed}, conv, pool, flatten, hidden, last)
check(err)`,
	},
	countSection: {
		`model.summary()`,
		`fmt.Print(network.Summary())`,
	},
	compileSection: {
		`model.compile(
    loss="categorical_crossentropy",
    optimizer=keras.optimizers.Adam(learning_rate={rate}),
    metrics=["accuracy"])`,
		`check(network.Compile(&nn32.Adam{LearningRate: {rate}}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy))`,
	},
	fitSection: {
		`history = model.fit(
    X_train, y_train,
    batch_size={batch}, epochs={epochs},
    validation_split=0.{validationPercent}, verbose=2)`,
		`history, err := network.Fit(train.Slice(0, cut), nn32.FitOptions{
	Epochs: {epochs}, BatchSize: {batch}, Validation: train.Slice(cut, train.Len())})
check(err)`,
	},
	curvesSection: {
		`import matplotlib.pyplot as plt

plt.plot(history.history["loss"], label="training")
plt.plot(history.history["val_loss"], label="validation")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend()
plt.show()`,
		`for i, training := range history.Training {
	fmt.Printf("%3d  %.4f  %.4f\n", i+1, training.Loss, history.Validation[i].Loss)
}`,
	},
	evaluateSection: {
		`loss, accuracy = model.evaluate(X_test, y_test, verbose=0)
print(f"test accuracy {accuracy:.4f}")`,
		`result, err := network.Evaluate(test)
check(err)
fmt.Printf("test accuracy %.4f\n", result.Accuracy)`,
	},
	drawSection: {
		`probabilities = model.predict(X_test[:1], verbose=0)[0]
print(probabilities.argmax(), probabilities.max())`,
		`probabilities, err := network.Predict(test.Slice(0, 1).X)
check(err)
fmt.Println(probabilities.Data)`,
	},
	methodsSection: {
		`tanh = keras.Sequential([
    keras.Input(({side}, {side}, 1)),
    layers.Rescaling(1 / {ink}),
    layers.Conv2D({filters}, ({kernel}, {kernel}), activation="tanh"),
    layers.MaxPooling2D(({pool}, {pool})),
    layers.Flatten(),
    layers.Dropout(0.25),
    layers.Dense({units}, activation="tanh"),
    layers.Dense({classes}, activation="softmax"),
])
tanh.summary()`,
		`tanh, err := nn32.NewSequential(nn32.Shape{{side}, {side}, 1}, {seed},
	&nn32.Conv2D{Filters: {filters}, KernelSize: [2]int{{kernel}, {kernel}}, Activation: nn32.Tanh},
	&nn32.MaxPooling2D{PoolSize: [2]int{{pool}, {pool}}},
	&nn32.Flatten{},
	&nn32.Dropout{Rate: 0.25},
	&nn32.Dense{Units: {units}, Activation: nn32.Tanh},
	&nn32.Dense{Units: {classes}, Activation: nn32.Softmax},
)
check(err)
fmt.Print(tanh.Summary())`,
	},
	nextSection: {
		`model.save("digits.keras")`,
		``,
	},
}

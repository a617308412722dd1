package lesson

import "strings"

// cell is the code beside a section. All cells of a language, one after the other, are a notebook or a program that runs; a test runs the Go.
// The cells of Keras have the statements of the program that the panel Models writes (nn32/formats/code, Plain), in their order; the others
// show something. Numbers in braces are facts, or what is set with the controls (settable).
type cell struct{ keras, goCode string }

// goHead and goFoot make a program of the cells in Go.
const (
	goHead = `package main

import (
	"fmt"
	"log"
	"os"
	"slices"

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
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

mlp = keras.Sequential([
    keras.Input(shape=({side}, {side}, 1)),
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
		`digits = load_digits()
print(digits.images.shape, digits.images.max())
print(digits.target[0])
print(digits.images[0])`,
		`file, err := os.Open("static/data/digits.csv.gz")
check(err)
digits, err := datasets.ReadDigits(file)
check(err)
fmt.Println(digits.X.Shape, slices.Max(digits.X.Data), digits.Labels[0])
for row := range slices.Chunk(digits.X.Data[:{inputs}], {side}) {
	fmt.Println(row)
}`,
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
		`X_train, X_test, y_train, y_test = train_test_split(
    X, y, test_size={testShare}, random_state={seed})
cut = int(len(X_train) * (1 - {validationShare}))
print(cut, len(X_train) - cut, len(X_test))`,
		`trainRows, testRows, err := datasets.TrainTestSplit(digits.Len(), {testShare}, {seed})
check(err)
train, test := digits.Take(trainRows), digits.Take(testRows)
cut := datasets.ValidationSplit(train.Len(), {validationShare})
fmt.Println(cut, train.Len()-cut, test.Len())`,
	},
	convSection: {
		`keras.utils.set_random_seed({seed})
model = keras.Sequential()
model.add(keras.Input(shape=({side}, {side}, 1)))
model.add(layers.Conv2D(
    filters={filters}, kernel_size=({kernel}, {kernel}), strides=({stride}, {stride}),
    padding="{padding}", activation="relu"))
print(model.output_shape)`,
		`conv := &nn32.Conv2D{
	Filters: {filters}, KernelSize: [2]int{{kernel}, {kernel}},
	Strides: [2]int{{stride}, {stride}}, Padding: nn32.{goPadding},
	Activation: nn32.ReLU,
}`,
	},
	reluSection: {
		`print(model.layers[0].activation.__name__)
print(np.maximum({x}, 0))`,
		`// The activation is a field of the layer.
fmt.Println(conv.Activation)
fmt.Println(max({x}, 0))`,
	},
	poolSection: {
		`model.add(layers.{poolClass}(
    pool_size=({pool}, {pool}), strides=({pool}, {pool}), padding="valid"))
print(model.output_shape)`,
		`pool := &nn32.{poolClass}{PoolSize: [2]int{{pool}, {pool}}}`,
	},
	flattenSection: {
		`model.add(layers.Flatten())
print(model.output_shape)`,
		`flatten := &nn32.Flatten{}`,
	},
	denseSection: {
		`model.add(layers.Dense(units={units}, activation="relu"))
model.add(layers.Dense(units={classes}, activation="softmax"))
print(model.output_shape)`,
		`hidden := &nn32.Dense{Units: {units}, Activation: nn32.ReLU}
last := &nn32.Dense{Units: {classes}, Activation: nn32.Softmax}
network, err := nn32.NewSequential(nn32.Shape{{side}, {side}, 1}, {seed},
	conv, pool, flatten, hidden, last)
check(err)
for _, l := range network.LayerInfos() {
	fmt.Println(l.Name, l.Output)
}`,
	},
	countSection: {
		`model.summary()`,
		`fmt.Print(network.Summary())`,
	},
	compileSection: {
		`model.compile(
    loss="categorical_crossentropy",
    optimizer=keras.optimizers.Adam(learning_rate={rate}),
    metrics=["accuracy"])
loss, accuracy = model.evaluate(X_test, y_test, verbose=0)
print(f"untrained: loss {loss:.4f}, accuracy {accuracy:.4f}")`,
		`check(network.Compile(
	&nn32.Adam{LearningRate: {rate}},
	&nn32.CategoricalCrossentropy{},
	nn32.Accuracy))
before, err := network.Evaluate(test)
check(err)
fmt.Printf("untrained: loss %.4f, accuracy %.4f\n",
	before.Loss, before.Accuracy)`,
	},
	fitSection: {
		`history = model.fit(
    X_train, y_train,
    batch_size={batch}, epochs={epochs},
    validation_split={validationShare}, verbose=2)`,
		`history, err := network.Fit(train.Slice(0, cut), nn32.FitOptions{
	Epochs: {epochs}, BatchSize: {batch}, MicroBatches: {microBatches},
	Validation: train.Slice(cut, train.Len()),
	OnEpoch: func(e nn32.Epoch) bool {
		t, v := e.Training, e.Validation
		fmt.Printf("%3d  loss %.4f accuracy %.4f  validation %.4f %.4f\n",
			e.Number, t.Loss, t.Accuracy, v.Loss, v.Accuracy)
		return false
	},
})
check(err)`,
	},
	curvesSection: {
		`import matplotlib.pyplot as plt

losses = history.history["val_loss"]
best = losses.index(min(losses))
print(f"validation loss {losses[best]:.4f} after epoch {best + 1}")
plt.plot(history.history["loss"], label="training")
plt.plot(losses, label="validation")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend()
plt.show()`,
		`best := 0
for i, e := range history.Validation {
	if e.Loss < history.Validation[best].Loss {
		best = i
	}
}
fmt.Printf("validation loss %.4f after epoch %d\n",
	history.Validation[best].Loss, best+1)`,
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
digit, share = probabilities.argmax(), probabilities.max()
print(f"{digit} with {share:.4f}, labelled {y_test[0].argmax()}")`,
		`probabilities, err := network.Predict(test.Slice(0, 1).X)
check(err)
largest := slices.Max(probabilities.Data)
digit := slices.Index(probabilities.Data, largest)
fmt.Printf("%d with %.4f, labelled %d\n", digit, largest, test.Labels[0])`,
	},
	methodsSection: {
		`tanh = keras.Sequential([
    keras.Input(({side}, {side}, 1)),
    layers.Conv2D({filters}, ({kernel}, {kernel}), activation="tanh"),
    layers.MaxPooling2D(({pool}, {pool})),
    layers.Flatten(),
    layers.Dense({units}, activation="tanh"),
    layers.Dense({classes}, activation="softmax"),
])
tanh.summary()`,
		`tanh, err := nn32.NewSequential(nn32.Shape{{side}, {side}, 1}, {seed},
	&nn32.Conv2D{Filters: {filters}, KernelSize: [2]int{{kernel}, {kernel}}, Activation: nn32.Tanh},
	&nn32.MaxPooling2D{PoolSize: [2]int{{pool}, {pool}}},
	&nn32.Flatten{},
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

// goProgram makes a program of cells in Go, with what stands around them.
func goProgram(head, foot string, cells []string) string {
	var body []string
	for _, c := range cells {
		if c != "" {
			body = append(body, "\t"+strings.ReplaceAll(c, "\n", "\n\t"))
		}
	}
	return head + strings.Join(body, "\n\n") + "\n" + foot
}

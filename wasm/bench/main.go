//go:build js && wasm

// Bench runs the benchmark's jobs in a Web Worker, through nn32 as anyone uses it. The benchmark's page calls
// runJob(name, digits), which returns a number or an object of numbers.
package main

import (
	"bytes"
	"slices"
	"syscall/js"
	"time"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
)

func main() {
	js.Global().Set("runJob", js.FuncOf(func(_ js.Value, args []js.Value) any {
		file := make([]byte, args[1].Length())
		js.CopyBytesToGo(file, args[1])
		return jobs[args[0].String()](readDigits(file))
	}))
	select {}
}

// digits is the tutorial's split.
type digits struct{ fit, validation, test nn32.Data }

func readDigits(file []byte) digits {
	all, err := datasets.ReadDigits(bytes.NewReader(file))
	check(err)
	trainRows, testRows, err := datasets.TrainTestSplit(all.Len(), .3, 777)
	check(err)
	train := all.Take(trainRows)
	cut := datasets.ValidationSplit(train.Len(), .2)
	return digits{train.Slice(0, cut), train.Slice(cut, train.Len()), all.Take(testRows)}
}

var jobs = map[string]func(digits) any{
	// The tutorial's job: the seconds of a run, and its result on the test digits.
	"tutorial": func(d digits) any {
		seconds, network := tutorial(d, 100)
		result, err := network.Evaluate(d.test)
		check(err)
		return map[string]any{"seconds": seconds, "accuracy": result.Accuracy}
	},
	"thousand epochs": func(d digits) any {
		seconds, _ := tutorial(d, 1000)
		return seconds
	},
	// The median time of a prediction, in milliseconds. A hundred predictions are measured together, because the clock is coarse.
	"prediction": func(d digits) any {
		_, network := tutorial(d, 1)
		var times []float64
		for range 20 {
			start := time.Now()
			for i := range 100 {
				_, err := network.Predict(d.test.Slice(i, i+1).X)
				check(err)
			}
			times = append(times, time.Since(start).Seconds()*1000/100)
		}
		slices.Sort(times)
		return times[len(times)/2]
	},
	// Images per second in training the network of TensorFlow.js's MNIST example, on random images.
	"mnist": func(digits) any { return mnist() },
}

func tutorial(d digits, epochs int) (seconds float64, network *nn32.Sequential) {
	start := time.Now()
	network, err := nn32.NewSequential(nn32.Shape{8, 8, 1}, 777,
		&nn32.Conv2D{Filters: 10, KernelSize: [2]int{3, 3}, Activation: nn32.ReLU},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Flatten{},
		&nn32.Dense{Units: 50, Activation: nn32.ReLU},
		&nn32.Dense{Units: 10, Activation: nn32.Softmax})
	check(err)
	check(network.Compile(&nn32.Adam{LearningRate: .001}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy))
	_, err = network.Fit(d.fit, nn32.FitOptions{Epochs: epochs, BatchSize: 50, Validation: d.validation})
	check(err)
	return time.Since(start).Seconds(), network
}

func mnist() float64 {
	const images, batch = 1280, 128
	network, err := nn32.NewSequential(nn32.Shape{28, 28, 1}, 1,
		&nn32.Conv2D{Filters: 8, KernelSize: [2]int{5, 5}, Activation: nn32.ReLU},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Conv2D{Filters: 16, KernelSize: [2]int{5, 5}, Activation: nn32.ReLU},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Flatten{},
		&nn32.Dense{Units: 10, Activation: nn32.Softmax})
	check(err)
	check(network.Compile(&nn32.Adam{}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy))
	data := nn32.Data{X: nn32.NewTensor(images, 28, 28, 1), Labels: make([]int, images)}
	noise := uint32(1)
	for i := range data.X.Data {
		noise = noise*1664525 + 1013904223
		data.X.Data[i] = float32(noise>>8) / (1 << 24)
	}
	for i := range data.Labels {
		data.Labels[i] = i % 10
	}
	epoch := func() {
		_, err := network.Fit(data, nn32.FitOptions{Epochs: 1, BatchSize: batch, MicroBatches: batch / 32})
		check(err)
	}
	epoch() // warm-up: the engine optimises code that has run
	start, done := time.Now(), 0
	for time.Since(start) < 2*time.Second {
		epoch()
		done += images
	}
	return float64(done) / time.Since(start).Seconds()
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

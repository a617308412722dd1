// Accuracy trains the tutorial's network with many seeds and prints the mean and the standard deviation of loss and accuracy, by epoch.
package main

import (
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"runtime"
	"sync"
	"text/tabwriter"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
)

func main() {
	seeds := flag.Int("seeds", 30, "number of seeds, counted from 1")
	file := flag.String("data", "static/data/digits.csv.gz", "the digits")
	flag.Parse()
	d, err := split(*file)
	if err != nil {
		log.Fatal(err)
	}
	runs := make([][]epoch, *seeds)
	if err := trainAll(d, runs); err != nil {
		log.Fatal(err)
	}
	report(runs)
}

// data is the tutorial's split.
type data struct{ fit, validation, test nn32.Data }

func split(path string) (data, error) {
	file, err := os.Open(path)
	if err != nil {
		return data{}, err
	}
	defer file.Close()
	digits, err := datasets.ReadDigits(file)
	if err != nil {
		return data{}, err
	}
	trainRows, testRows, err := datasets.TrainTestSplit(digits.Len(), .3, 777)
	if err != nil {
		return data{}, err
	}
	train := digits.Take(trainRows)
	cut := datasets.ValidationSplit(train.Len(), .2)
	return data{train.Slice(0, cut), train.Slice(cut, train.Len()), digits.Take(testRows)}, nil
}

// shown has the epochs of the table. Training ends with the last.
var shown = []int{1, 2, 5, 10, 20, 50, 100}

// epoch is a row of the table: training loss and accuracy, validation loss and accuracy, test accuracy.
type epoch [5]float64

// trainAll trains a network for each element of runs, with the seeds from 1, on all processors.
func trainAll(d data, runs [][]epoch) error {
	seeds, errs := make(chan int), make([]error, len(runs))
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range seeds {
				runs[i], errs[i] = train(d, uint64(i+1))
			}
		})
	}
	for i := range runs {
		seeds <- i
	}
	close(seeds)
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// train returns the rows of the table for one seed.
func train(d data, seed uint64) (run []epoch, err error) {
	s, err := nn32.NewSequential(nn32.Shape{8, 8, 1}, seed,
		&nn32.Conv2D{Filters: 10, KernelSize: [2]int{3, 3}, Activation: nn32.ReLU},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Flatten{},
		&nn32.Dense{Units: 50, Activation: nn32.ReLU},
		&nn32.Dense{Units: 10, Activation: nn32.Softmax})
	if err != nil {
		return nil, err
	}
	if err := s.Compile(&nn32.Adam{LearningRate: .001}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy); err != nil {
		return nil, err
	}
	done := 0
	for _, last := range shown {
		h, err := s.Fit(d.fit, nn32.FitOptions{InitialEpoch: done, Epochs: last, BatchSize: 50})
		if err != nil {
			return nil, err
		}
		validation, err := s.Evaluate(d.validation)
		if err != nil {
			return nil, err
		}
		test, err := s.Evaluate(d.test)
		if err != nil {
			return nil, err
		}
		t := h.Training[len(h.Training)-1]
		run = append(run, epoch{float64(t.Loss), float64(t.Accuracy), float64(validation.Loss), float64(validation.Accuracy), float64(test.Accuracy)})
		done = last
	}
	return run, nil
}

func report(runs [][]epoch) {
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "epoch\ttraining loss\ttraining accuracy\tvalidation loss\tvalidation accuracy\ttest accuracy\t%d seeds\n", len(runs))
	for row, last := range shown {
		fmt.Fprint(t, last)
		for column := range len(epoch{}) {
			var values []float64
			for _, run := range runs {
				values = append(values, run[row][column])
			}
			mean, deviation := spread(values)
			fmt.Fprintf(t, "\t%.4f ± %.4f", mean, deviation)
		}
		fmt.Fprintln(t)
	}
	t.Flush()
}

// spread returns the mean and the sample standard deviation of values.
func spread(values []float64) (mean, deviation float64) {
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for _, v := range values {
		deviation += (v - mean) * (v - mean)
	}
	return mean, math.Sqrt(deviation / max(1, float64(len(values)-1)))
}

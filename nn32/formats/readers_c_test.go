//go:build readers

package formats_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
	"digitlab/nn32/formats"
	"digitlab/nn32/formats/convert"
	"digitlab/nn32/formats/formatstest"
)

// runC compiles a header and returns what its function makes of inputs (N, 8, 8, 1).
func runC(t *testing.T, header []byte, x *nn32.Tensor) []float32 {
	t.Helper()
	folder := t.TempDir()
	program := `#include "net.h"
#include <stdio.h>

int main(void)
{
	float image[64], probabilities[10];
	while (fread(image, sizeof image, 1, stdin) == 1) {
		net_predict(image, probabilities);
		fwrite(probabilities, sizeof probabilities, 1, stdout);
	}
	return 0;
}
`
	for name, data := range map[string][]byte{"net.h": header, "main.c": []byte(program)} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	output(t, nil, "gcc", "-std=c99", "-O2", "-Wall", "-Wextra", "-pedantic", "-Werror", "-o", folder+"/net", folder+"/main.c", "-lm")
	var stdin []byte
	for _, v := range x.Data {
		stdin, _ = binary.Append(stdin, binary.LittleEndian, v)
	}
	out := output(t, stdin, folder+"/net")
	y := make([]float32, len(out)/4)
	if err := binary.Read(bytes.NewReader(out), binary.LittleEndian, y); err != nil {
		t.Fatal(err)
	}
	return y
}

func TestReadersC(t *testing.T) {
	x := formatstest.Images(4)
	var members []*formats.Model
	mean := make([]float32, 40)
	for seed := range uint64(formatstest.Networks) {
		m := formatstest.Model(t, seed)
		want := formatstest.Predict(t, m, x)
		nearlyAll(t, m.Name, runC(t, written(t, &formats.C, m), x), want)
		if seed < 3 {
			members = append(members, m)
			for i, v := range want {
				mean[i] += v / 3
			}
		}
	}
	nearlyAll(t, "ensemble", runC(t, written(t, &formats.C, members...), x), mean)
}

func nearlyAll(t *testing.T, what string, got, want []float32) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d probabilities, want %d", what, len(got), len(want))
	}
	for i := range want {
		if !(math.Abs(float64(got[i]-want[i])) <= 1e-5) {
			t.Errorf("%s: probability %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

// The tutorial's network, trained for some epochs, has the same class for each of the 540 test digits.
func TestReadersCOnDigits(t *testing.T) {
	s, test := tutorial(t, 5)
	m, err := convert.Model("tutorial", s)
	if err != nil {
		t.Fatal(err)
	}
	want, err := s.Predict(test.X)
	if err != nil {
		t.Fatal(err)
	}
	got := runC(t, written(t, &formats.C, m), test.X)
	nearlyAll(t, "tutorial", got, want.Data)
	class := func(p []float32) (class int) {
		for i, v := range p {
			if v > p[class] {
				class = i
			}
		}
		return class
	}
	for i := range test.Len() {
		if g, w := class(got[10*i:][:10]), class(want.Data[10*i:][:10]); g != w {
			t.Errorf("digit %d is %d in C, want %d", i, g, w)
		}
	}
}

// tutorial returns the tutorial's network after a number of epochs, and the test digits.
func tutorial(t testing.TB, epochs int) (*nn32.Sequential, nn32.Data) {
	t.Helper()
	file, err := os.Open("../../static/data/digits.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	digits, err := datasets.ReadDigits(file)
	if err != nil {
		t.Fatal(err)
	}
	trainRows, testRows, err := datasets.TrainTestSplit(digits.Len(), .3, 777)
	if err != nil {
		t.Fatal(err)
	}
	s, err := nn32.NewSequential(nn32.Shape{8, 8, 1}, 777,
		&nn32.Conv2D{Filters: 10, KernelSize: [2]int{3, 3}, Activation: nn32.ReLU}, &nn32.MaxPooling2D{PoolSize: [2]int{2, 2}}, &nn32.Flatten{},
		&nn32.Dense{Units: 50, Activation: nn32.ReLU}, &nn32.Dense{Units: 10, Activation: nn32.Softmax})
	if err == nil {
		err = s.Compile(&nn32.Adam{}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy)
	}
	if err == nil {
		_, err = s.Fit(digits.Take(trainRows), nn32.FitOptions{Epochs: epochs, BatchSize: 50})
	}
	if err != nil {
		t.Fatal(err)
	}
	return s, digits.Take(testRows)
}

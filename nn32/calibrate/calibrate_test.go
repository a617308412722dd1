package calibrate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"digitlab/nn32"
)

// overconfident returns the probabilities of a network whose logits are t times too large, and labels drawn from the true probabilities.
func overconfident(n int, t float64) (*nn32.Tensor, []int) {
	rng := rand.New(rand.NewPCG(1, 2))
	const classes = 10
	p, labels := nn32.NewTensor(n, classes), make([]int, n)
	for i := range n {
		var logits [classes]float64
		var honest, claimed float64
		for j := range logits {
			logits[j] = 3 * rng.NormFloat64()
			honest += math.Exp(logits[j])
			claimed += math.Exp(t * logits[j])
		}
		at := rng.Float64() * honest
		for j := range logits {
			p.Data[i*classes+j] = float32(math.Exp(t*logits[j]) / claimed)
			if at -= math.Exp(logits[j]); at > 0 && labels[i] < classes-1 {
				labels[i]++
			}
		}
	}
	return p, labels
}

func largest(row []float32) int { return slices.Index(row, slices.Max(row)) }

func TestTemperature(t *testing.T) {
	for _, want := range []float64{1, 2, 5} {
		p, labels := overconfident(4000, want)
		before, err := Error(p, labels)
		if err != nil {
			t.Fatal(err)
		}
		got, err := FitTemperature(p, labels)
		if err != nil || math.Abs(math.Log(float64(got)/want)) > .08 {
			t.Errorf("logits that are %v times too large have the temperature %v, %v", want, got, err)
		}
		was := slices.Clone(p.Data)
		for i := range labels {
			got.Apply(p.Data[i*10:][:10])
			if largest(p.Data[i*10:][:10]) != largest(was[i*10:][:10]) {
				t.Fatalf("temperature %v changes which class is largest of %v", got, was[i*10:][:10])
			}
		}
		after, err := Error(p, labels)
		if err != nil || after > .02 || want != 1 && after > before/2 {
			t.Errorf("logits that are %v times too large: calibration error %.4f, and %.4f after", want, before, after)
		}
	}
}

func TestTemperatureOfFew(t *testing.T) {
	sure := &nn32.Tensor{Shape: nn32.Shape{2, 2}, Data: []float32{.9, .1, .2, .8}}
	for _, test := range []struct {
		labels []int
		want   float32
	}{{[]int{0, 1}, minTemperature}, {[]int{1, 0}, maxTemperature}} { // all predicted right, all predicted wrong
		if got, err := FitTemperature(sure, test.labels); err != nil || math.Abs(float64(float32(got)-test.want)) > 1e-3 {
			t.Errorf("labels %v: %v, %v, want %v", test.labels, got, err, test.want)
		}
	}
	for _, p := range [][]float32{{1, 0, 0}, {0, 0, 0}, {.5, .5, 0}} {
		got := slices.Clone(p)
		Temperature(3).Apply(got)
		if !slices.Equal(got, p) {
			t.Errorf("%v becomes %v", p, got)
		}
	}
	// The same bits natively and as WebAssembly.
	p := []float32{.7, .2, .06, .04}
	Temperature(1.7).Apply(p)
	bits := ""
	for _, v := range p {
		bits += fmt.Sprintf("%08x ", math.Float32bits(v))
	}
	if want := "3f06bcba 3e80f779 3dfe1330 3dc82920 "; bits != want {
		t.Errorf("bits %q, want %q", bits, want)
	}
}

func TestCalibrationError(t *testing.T) {
	p := &nn32.Tensor{Shape: nn32.Shape{4, 2}, Data: []float32{.75, .25, .75, .25, .75, .25, .75, .25}}
	for _, test := range []struct {
		labels []int
		want   float64
	}{{[]int{0, 0, 0, 1}, 0}, {[]int{0, 0, 0, 0}, .25}, {[]int{1, 1, 1, 1}, .75}} {
		if got, err := Error(p, test.labels); err != nil || got != test.want {
			t.Errorf("labels %v: %v, %v, want %v", test.labels, got, err, test.want)
		}
	}
	for want, labels := range map[string][]int{"at least one sample": nil, "3 labels need": {0, 0, 0}, "label 2 of sample 3": {0, 0, 0, 2}} {
		if _, err := FitTemperature(p, labels); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want …%s…", err, want)
		}
	}
	p.Data[5] = float32(math.NaN())
	if _, err := Error(p, []int{0, 0, 0, 0}); err == nil || !strings.Contains(err.Error(), "NaN of sample 2") {
		t.Errorf("got %v", err)
	}
}

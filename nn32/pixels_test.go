package nn32

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// Training on Pixels gives the same weights, to the bit, as training on the same values in Data.
func TestPixels(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pixels := Data{X: &Tensor{Shape: Shape{150, 6, 6, 1}, Pixels: make([]byte, 150*36)}}
	for i := range pixels.X.Pixels {
		pixels.X.Pixels[i] = byte(r.IntN(256))
	}
	for range 150 {
		pixels.Labels = append(pixels.Labels, r.IntN(3))
	}
	numbers := Data{X: &Tensor{Shape: pixels.X.Shape, Data: pixels.X.Values()}, Labels: pixels.Labels}
	if v := pixels.X.Pixels[7]; numbers.X.Data[7] != float32(v)/255 {
		t.Errorf("%d stands for %v", v, numbers.X.Data[7])
	}
	counts := &Tensor{Shape: Shape{2, 2}, Data: []float32{0, 16, 3, 255}}
	if got, want := counts.Bytes(), []byte{0, 16, 3, 255}; !slices.Equal(got, want) || &pixels.X.Bytes()[0] != &pixels.X.Pixels[0] {
		t.Errorf("Bytes gives %v, want %v, and for Pixels the same memory", got, want)
	}
	type outcome struct {
		weights     [][]float32
		evaluation  Evaluation
		predictions []float32
	}
	train := func(data Data) (o outcome) {
		s, err := NewSequential(Shape{6, 6, 1}, 5, &Conv2D{Filters: 3, KernelSize: [2]int{3, 3}}, &Flatten{}, &Dense{Units: 3, Activation: Softmax})
		if err == nil {
			err = s.Compile(&Adam{}, &CategoricalCrossentropy{}, Accuracy)
		}
		if err == nil {
			_, err = s.Fit(data.Take([]int{3, 1, 4, 1, 5, 149}), FitOptions{Epochs: 1})
		}
		if err == nil {
			_, err = s.Fit(data.Slice(10, 130), FitOptions{Epochs: 2, Augment: &shade{t: t}})
		}
		if err == nil {
			o.evaluation, err = s.Evaluate(data)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range s.Params() {
			o.weights = append(o.weights, p.Value.Data)
		}
		y, err := s.Predict(data.X)
		if err != nil {
			t.Fatal(err)
		}
		o.predictions = y.Data
		return o
	}
	if got, want := train(pixels), train(numbers); !reflect.DeepEqual(got, want) {
		t.Errorf("trained on bytes: %+v, want %+v", got, want)
	}
}

// Other uses of the network between two of an evaluation's values do not change its result.
func TestEvaluations(t *testing.T) {
	data := Data{X: NewTensor(2*chunk+1, 4), Labels: make([]int, 2*chunk+1)}
	for i := range data.X.Data {
		data.X.Data[i] = float32(i%7) - 3
	}
	s, err := NewSequential(Shape{4}, 5, &Dense{Units: 3, Activation: Softmax})
	if err == nil {
		err = s.Compile(&Adam{}, &CategoricalCrossentropy{}, Accuracy)
	}
	if err != nil {
		t.Fatal(err)
	}
	want, err := s.Evaluate(data)
	if err != nil {
		t.Fatal(err)
	}
	var got []Evaluation
	for e, err := range s.Evaluations(data) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, e)
		if _, err := s.Predict(data.Slice(1, 3).X); err != nil {
			t.Fatal(err)
		}
	}
	first, err := s.Evaluate(data.Slice(0, chunk))
	if err != nil || len(got) != 3 || !reflect.DeepEqual([]Evaluation{got[0], got[2]}, []Evaluation{first, want}) {
		t.Errorf("%v, %v; want %v first and %v last", got, err, first, want)
	}
	for _, err := range s.Evaluations(data) {
		if err != nil {
			t.Fatal(err)
		}
		break // leaving the loop is no error
	}
}

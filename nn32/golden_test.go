package nn32

import (
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"math"
	"testing"
)

// The golden numbers were made by PyTorch 1.13 with seed 777; the recipe is testdata/golden.py.
//
//go:embed testdata/golden/numbers.bin
var goldenNumbers []byte

//go:embed testdata/golden/index.json
var goldenIndex []byte

// golden returns a tensor that PyTorch made.
func golden(t testing.TB, name string) *Tensor {
	t.Helper()
	var index []struct {
		Name   string
		Shape  Shape
		Offset int
	}
	if err := json.Unmarshal(goldenIndex, &index); err != nil {
		t.Fatal(err)
	}
	for _, entry := range index {
		if entry.Name == name {
			x := NewTensor(entry.Shape...)
			for i := range x.Data {
				x.Data[i] = math.Float32frombits(binary.LittleEndian.Uint32(goldenNumbers[4*(entry.Offset+i):]))
			}
			return x
		}
	}
	t.Fatalf("there is no golden %s", name)
	return nil
}

// near fails unless each element differs by at most tolerance times the largest magnitude in want.
func near(t *testing.T, what string, got, want []float32, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s has %d elements, want %d", what, len(got), len(want))
	}
	var scale float64
	for _, v := range want {
		scale = max(scale, math.Abs(float64(v)))
	}
	for i := range want {
		if diff := math.Abs(float64(got[i] - want[i])); !(diff <= tolerance*scale) {
			t.Errorf("%s[%d] = %v, want %v (largest %v)", what, i, got[i], want[i], scale)
			return
		}
	}
}

func tutorialNetwork(t testing.TB, seed uint64) *Sequential {
	t.Helper()
	s, err := NewSequential(Shape{8, 8, 1}, seed,
		&Conv2D{Filters: 10, KernelSize: [2]int{3, 3}, Activation: ReLU},
		&MaxPooling2D{PoolSize: [2]int{2, 2}},
		&Flatten{},
		&Dense{Units: 50, Activation: ReLU},
		&Dense{Units: 10, Activation: Softmax})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Compile(&Adam{LearningRate: .001}, &CategoricalCrossentropy{}, Accuracy); err != nil {
		t.Fatal(err)
	}
	return s
}

// goldenBatches returns the 500 digits of the golden run: ten batches of 50.
func goldenBatches(t testing.TB) Data {
	x := golden(t, "x")
	x.Shape = Shape{500, 8, 8, 1}
	d := Data{X: x}
	for _, label := range golden(t, "labels").Data {
		d.Labels = append(d.Labels, int(label))
	}
	return d
}

// PyTorch adds in another order and in wider vectors, so that single numbers differ by a few units in the last place:
// 1e-5 of the largest for one pass, 1e-4 after ten steps.
func TestTutorialAsPyTorch(t *testing.T) {
	s := tutorialNetwork(t, 1)
	for _, p := range s.Params() {
		copy(p.Value.Data, golden(t, "initial/"+p.Name).Data)
	}
	data, losses := goldenBatches(t), golden(t, "losses").Data

	first := data.Slice(0, 50)
	row := func(i int) int { return i }
	s.gather(first.X, 50, row)
	s.gatherTargets(first, 50, row)
	last := s.forward(Mode{Training: true, Samples: 50}, s.lossEnd)
	logits := make([]float32, 0, 500)
	for i := range 50 {
		for j := range 10 {
			logits = append(logits, last.Data[j*last.lanes()+i])
		}
	}
	near(t, "logits", logits, golden(t, "logits").Data, 1e-5)
	sum := s.loss.forward(last, s.targets, 50, s.dy)
	near(t, "loss", []float32{float32(sum / 50)}, losses[:1], 1e-6)
	s.backward()
	for _, p := range s.Params() {
		near(t, "gradient of "+p.Name, p.Grad.Data, golden(t, "gradient/"+p.Name).Data, 1e-5)
	}

	step, before := 0, 0.
	for got, err := range s.Steps(data, FitOptions{Epochs: 1, BatchSize: 50, NoShuffle: true}) {
		if err != nil {
			t.Fatal(err)
		}
		running := float64(got.Loss) * float64(got.Step)
		near(t, "loss of a step", []float32{float32(running - before)}, losses[step:step+1], 1e-4)
		before = running
		step++
	}
	if step != 10 {
		t.Errorf("%d steps, want 10", step)
	}
	for _, p := range s.Params() {
		near(t, "final "+p.Name, p.Value.Data, golden(t, "final/"+p.Name).Data, 1e-4)
	}
}

// Each layer alone: output and all gradients.
func TestLayersAsPyTorch(t *testing.T) {
	for name, l := range map[string]Layer{
		"conv_valid":         &Conv2D{Filters: 5, KernelSize: [2]int{3, 2}},
		"conv_valid_strides": &Conv2D{Filters: 4, KernelSize: [2]int{3, 3}, Strides: [2]int{2, 3}},
		"conv_same":          &Conv2D{Filters: 6, KernelSize: [2]int{3, 4}, Padding: Same},
		"conv_same_strides":  &Conv2D{Filters: 7, KernelSize: [2]int{5, 3}, Strides: [2]int{2, 2}, Padding: Same},
		"dense":              &Dense{Units: 9},
		"max_pool":           &MaxPooling2D{PoolSize: [2]int{2, 2}},
		"max_pool_same":      &MaxPooling2D{PoolSize: [2]int{3, 3}, Strides: [2]int{2, 2}, Padding: Same},
		"average_pool":       &AveragePooling2D{PoolSize: [2]int{2, 3}, Strides: [2]int{1, 2}},
		"average_pool_same":  &AveragePooling2D{PoolSize: [2]int{3, 3}, Strides: [2]int{2, 2}, Padding: Same},
		"relu":               &Activation{Function: ReLU},
		"softmax":            &Activation{Function: Softmax},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHarness(t, l, golden(t, name+"/x"))
			for i, p := range l.Params() {
				copy(p.Value.Data, golden(t, name+[]string{"/w", "/b"}[i]).Data)
			}
			near(t, "y", h.forward(), golden(t, name+"/y").Data, 1e-5)
			near(t, "dx", h.backward(golden(t, name+"/dy").Data), golden(t, name+"/dx").Data, 1e-5)
			for i, p := range l.Params() {
				near(t, "d"+p.Name, p.Grad.Data, golden(t, name+[]string{"/dw", "/db"}[i]).Data, 1e-5)
			}
		})
	}
}

package inside

import (
	"encoding/binary"
	"encoding/json"
	"hash/fnv"
	"math"
	"os"
	"slices"
	"testing"

	"digitlab/nn32"
)

// weightsHash returns a hash of all parameters and of the optimiser's state.
func weightsHash(s *nn32.Sequential) uint64 {
	h := fnv.New64a()
	for _, p := range slices.Concat(s.Params(), s.OptimizerState()) {
		binary.Write(h, binary.LittleEndian, p.Value.Data)
	}
	return h.Sum64()
}

// The step that is traced is to the bit the one that Fit takes on that sample: its gradients, the new weights and the optimiser's state.
func TestTraceStepIsFits(t *testing.T) {
	data := digits(t)
	for name := range networks() {
		sample := data.Slice(7, 8)
		fitted, n := trained(t, name, data)
		if _, err := fitted.Fit(sample, n.epochs(1, 2)); err != nil {
			t.Fatal(name, err)
		}
		s, n := trained(t, name, data)
		before := weightsHash(s)
		trace, err := TraceStep(s, sample, n.epochs(1, 2), 2, 5)
		if err != nil {
			t.Fatal(name, err)
		}
		if after := weightsHash(s); after != before {
			t.Errorf("%s: to trace a step has changed the network", name)
		}
		trace.Apply()
		if got, want := weightsHash(s), weightsHash(fitted); got != want {
			t.Errorf("%s: the traced step taken gives %x, Fit %x", name, got, want)
		}
		stepped := map[string]ParamStep{}
		for _, step := range trace.Params {
			stepped[step.Param.Name] = step
		}
		for i, p := range s.Params() {
			want := fitted.Params()[i]
			step, ok := stepped[p.Name]
			moves := !slices.Equal(want.Value.Data, p.Value.Data) // never, after Apply
			if moves || ok && (!slices.Equal(step.Gradient.Data, want.Grad.Data) || !slices.Equal(step.Value.Data, want.Value.Data)) {
				t.Errorf("%s: the traced step of %s is another", name, p.Name)
			}
		}
		trainable := 0
		for _, l := range s.LayerInfos() {
			trainable += l.Trainable
		}
		for _, step := range trace.Params {
			trainable -= len(step.Value.Data)
		}
		if trainable != 0 && len(s.OptimizerState()) > 0 {
			t.Errorf("%s: of the parameters that are trained %d are not in the trace", name, trainable)
		}
		if e, err := s.Evaluate(sample); err != nil || e.Loss != trace.After {
			t.Errorf("%s: the loss after the step is %v, was to be %v (%v)", name, e.Loss, trace.After, err)
		}
	}
}

// Steps that are only traced, in the middle of an epoch, change no bit of the run.
func TestTraceStepDisturbsNoRun(t *testing.T) {
	data := digits(t)
	for name := range networks() {
		undisturbed, n := trained(t, name, data)
		if _, err := undisturbed.Fit(data, n.epochs(1, 2)); err != nil {
			t.Fatal(name, err)
		}
		s, n := trained(t, name, data)
		for step, err := range s.Steps(data, n.epochs(1, 2)) {
			if err == nil {
				_, err = TraceStep(s, data.Slice(step.Step, step.Step+1), n.epochs(1, 2), step.Epoch, step.Step)
			}
			if err != nil {
				t.Fatal(name, err)
			}
		}
		if got, want := weightsHash(s), weightsHash(undisturbed); got != want {
			t.Errorf("%s: traced, the weights are %x, want %x", name, got, want)
		}
	}
}

// golden returns a tensor that PyTorch made; see nn32/testdata/golden.py.
func golden(t *testing.T, name string) []float32 {
	t.Helper()
	var index []struct {
		Name   string
		Shape  nn32.Shape
		Offset int
	}
	file, err := os.ReadFile("../testdata/golden/index.json")
	if err == nil {
		err = json.Unmarshal(file, &index)
	}
	if err != nil {
		t.Fatal(err)
	}
	numbers, err := os.ReadFile("../testdata/golden/numbers.bin")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range index {
		if entry.Name == name {
			out := make([]float32, entry.Shape.Size())
			for i := range out {
				out[i] = math.Float32frombits(binary.LittleEndian.Uint32(numbers[4*(entry.Offset+i):]))
			}
			return out
		}
	}
	t.Fatalf("there is no golden %s", name)
	return nil
}

// near fails unless each element differs by at most tolerance times the largest magnitude in want.
func near(t *testing.T, what string, got, want []float32, tolerance float64) {
	t.Helper()
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

// The mean of the gradients of 50 digits, each traced alone, is PyTorch's gradient of their batch.
func TestTraceStepAgainstPyTorch(t *testing.T) {
	s := networks()["tutorial"].build(t)
	for _, p := range s.Params() {
		copy(p.Value.Data, golden(t, "initial/"+p.Name))
	}
	x, labels := golden(t, "x"), golden(t, "labels")
	sums := map[string][]float32{}
	for i := range 50 {
		sample := nn32.Data{X: &nn32.Tensor{Shape: nn32.Shape{1, 8, 8, 1}, Data: x[64*i:][:64]}, Labels: []int{int(labels[i])}}
		trace, err := TraceStep(s, sample, nn32.FitOptions{}, 1, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range trace.Params {
			sum := sums[step.Param.Name]
			if sum == nil {
				sum = make([]float32, len(step.Gradient.Data))
			}
			for j, v := range step.Gradient.Data {
				sum[j] += v / 50
			}
			sums[step.Param.Name] = sum
		}
	}
	if len(sums) != 6 {
		t.Errorf("%d parameters have gradients", len(sums))
	}
	for name, sum := range sums {
		near(t, name, sum, golden(t, "gradient/"+name), 2e-6)
	}
}

// The gradients of the layers fit together: a kernel's gradient is the sum, over the places where it was laid, of what was there times
// the gradient of the sum it gave; a bias's is the sum of those; the last layer's is probabilities - targets; and what reaches the
// input is what the loss changes by when a pixel does.
func TestTraceStepGradients(t *testing.T) {
	data := digits(t)
	sample := data.Slice(7, 8)
	s, _ := trained(t, "tutorial", data)
	trace, err := TraceStep(s, sample, nn32.FitOptions{}, 2, 10)
	if err != nil {
		t.Fatal(err)
	}
	gradients := map[string][]float32{}
	for _, step := range trace.Params {
		gradients[step.Param.Name] = step.Gradient.Data
		if len(step.Slots) != 2 || step.Slots[0].Name != "m" || step.Slots[1].Name != "v" {
			t.Errorf("the state of %s is %v", step.Param.Name, step.Slots)
		}
	}
	for layer, name := range map[int]string{0: "conv2d", 3: "dense", 4: "dense_1"} {
		d := trace.SumGradients[layer]
		units := d.Shape[len(d.Shape)-1]
		kernel, bias := make([]float32, len(gradients[name+"/kernel"])), make([]float32, units)
		for i := range kernel {
			for _, p := range trace.Places(layer, i/units, i%units) {
				kernel[i] += p.Value * p.Gradient
			}
		}
		for element, v := range d.Data {
			bias[element%units] += v
		}
		near(t, name+"/kernel", kernel, gradients[name+"/kernel"], 1e-5)
		near(t, name+"/bias", bias, gradients[name+"/bias"], 1e-5)
	}
	if got := trace.Places(1, 0, 0); got != nil {
		t.Errorf("a pool has weights: %v", got)
	}
	for i, p := range trace.Outputs[4].Data {
		if i == sample.Labels[0] {
			p--
		}
		if d := trace.Gradients[4].Data[i]; math.Abs(float64(d-p)) > 1e-6 {
			t.Errorf("the gradient of class %d is %v, want %v", i, d, p)
		}
	}
	for pixel, want := range trace.Input.Data {
		loss := func(by float32) float64 {
			x := nn32.NewTensor(sample.X.Shape...)
			copy(x.Data, sample.X.Data)
			x.Data[pixel] += by
			e, err := s.Evaluate(nn32.Data{X: x, Labels: sample.Labels})
			if err != nil {
				t.Fatal(err)
			}
			return float64(e.Loss)
		}
		const by = 1. / 4096
		if got := (loss(by) - loss(-by)) / (2 * by); math.Abs(got-float64(want)) > .02*math.Abs(float64(want))+2e-3 {
			t.Errorf("pixel %d: the loss changes by %v, the gradient is %v", pixel, got, want)
		}
	}
}

func TestTraceStepRefuses(t *testing.T) {
	s, data := networks()["tutorial"].build(t), digits(t)
	for name, refused := range map[string]func() (*Step, error){
		"two samples": func() (*Step, error) { return TraceStep(s, data.Slice(0, 2), nn32.FitOptions{}, 1, 0) },
		"no sample":   func() (*Step, error) { return TraceStep(s, nn32.Data{}, nn32.FitOptions{}, 1, 0) },
		"no epoch":    func() (*Step, error) { return TraceStep(s, data.Slice(0, 1), nn32.FitOptions{}, 0, 0) },
		"no step":     func() (*Step, error) { return TraceStep(s, data.Slice(0, 1), nn32.FitOptions{}, 1, -1) },
	} {
		if got, err := refused(); err == nil {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func BenchmarkTraceStep(b *testing.B) {
	s, sample := networks()["tutorial"].build(b), digits(b).Slice(0, 1)
	for b.Loop() {
		if _, err := TraceStep(s, sample, nn32.FitOptions{}, 1, 0); err != nil {
			b.Fatal(err)
		}
	}
}

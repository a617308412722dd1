package nn32

import (
	"math"
	"slices"
	"testing"
)

// The step that is traced is to the bit the one that Fit takes on that sample: its gradients, the new weights and the optimiser's state.
// The networks have every layer, optimiser and loss, and have trained for an epoch.
func TestTraceStepIsFits(t *testing.T) {
	data := goldenBatches(t)
	for _, n := range recordedNetworks {
		fitted, sample, o := n.trained(t, data), data.Slice(7, 8), n.options(1, 2)
		o.Augment, o.MicroBatches = nil, 0
		if _, err := fitted.Fit(sample, o); err != nil {
			t.Fatal(n.name, err)
		}
		want, gradients := weightsHash(fitted), clones(fitted.trainable)
		for i, p := range fitted.trainable {
			copy(gradients[i].Data, p.Grad.Data)
		}
		s := n.trained(t, data) // it takes the layers over
		before := weightsHash(s)
		trace, err := s.TraceStep(sample, o, 2, 1, 1)
		if err != nil {
			t.Fatal(n.name, err)
		}
		if after := weightsHash(s); after != before {
			t.Errorf("%s: to trace a step has changed the network", n.name)
		}
		trace.Apply()
		if got := weightsHash(s); got != want {
			t.Errorf("%s: the traced step taken gives %s, Fit %s", n.name, got, want)
		}
		for i, p := range s.trainable {
			step := trace.Steps[i]
			if step.Param != p || !slices.Equal(step.Gradient.Data, gradients[i].Data) || !slices.Equal(step.Value.Data, p.Value.Data) {
				t.Errorf("%s: the traced step of %s is another", n.name, p.Name)
			}
		}
		if e, err := s.Evaluate(sample); err != nil || e.Loss != trace.After {
			t.Errorf("%s: the loss after the step is %v, was to be %v (%v)", n.name, e.Loss, trace.After, err)
		}
	}
}

// trained returns the network after an epoch.
func (n recordedNetwork) trained(t *testing.T, data Data) *Sequential {
	t.Helper()
	s := n.build(t)
	if _, err := s.Fit(data, n.options(0, 1)); err != nil {
		t.Fatal(n.name, err)
	}
	return s
}

// Steps that are only traced, in the middle of an epoch, change no bit of the run.
func TestTraceStepDisturbsNoRun(t *testing.T) {
	data := goldenBatches(t)
	for _, n := range recordedNetworks {
		undisturbed := n.build(t)
		if _, err := undisturbed.Fit(data, n.options(0, 2)); err != nil {
			t.Fatal(n.name, err)
		}
		want, s := weightsHash(undisturbed), n.build(t) // it takes the layers over
		for step, err := range s.Steps(data, n.options(0, 2)) {
			if err == nil {
				_, err = s.TraceStep(data.Slice(step.Step, step.Step+1), n.options(0, 2), step.Epoch, step.Step, step.Steps)
			}
			if err != nil {
				t.Fatal(n.name, err)
			}
		}
		if got := weightsHash(s); got != want {
			t.Errorf("%s: traced, the weights are %s, want %s", n.name, got, want)
		}
	}
}

// The mean of the gradients of 50 digits, each traced alone, is PyTorch's gradient of their batch.
func TestTraceStepAgainstPyTorch(t *testing.T) {
	s, data := tutorialNetwork(t, 1), goldenBatches(t)
	for _, p := range s.Params() {
		copy(p.Value.Data, golden(t, "initial/"+p.Name).Data)
	}
	sums := map[string][]float32{}
	for i := range 50 {
		trace, err := s.TraceStep(data.Slice(i, i+1), FitOptions{Epochs: 1}, 1, 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range trace.Steps {
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
	for name, sum := range sums {
		near(t, name, sum, golden(t, "gradient/"+name).Data, 2e-6)
	}
}

// The gradients of the layers fit together: a kernel's gradient is the sum, over the places where it was laid, of what was there times
// the gradient of the sum it gave; a bias's is the sum of those; the last layer's is probabilities - targets; and what reaches the
// input is what the loss changes by when a pixel does.
func TestTraceStepGradients(t *testing.T) {
	data := goldenBatches(t)
	sample := data.Slice(7, 8)
	s := tutorialNetwork(t, 1)
	if _, err := s.Fit(data, FitOptions{Epochs: 1, BatchSize: 50}); err != nil {
		t.Fatal(err)
	}
	trace, err := s.TraceStep(sample, FitOptions{Epochs: 2}, 2, 1, 10)
	if err != nil {
		t.Fatal(err)
	}
	gradients := map[string][]float32{}
	for _, step := range trace.Steps {
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
			x := NewTensor(sample.X.Shape...)
			copy(x.Data, sample.X.Data)
			x.Data[pixel] += by
			e, err := s.Evaluate(Data{X: x, Labels: sample.Labels})
			if err != nil {
				t.Fatal(err)
			}
			return float64(e.Loss)
		}
		const by = 1. / 256
		if got := (loss(by) - loss(-by)) / (2 * by); math.Abs(got-float64(want)) > .02*math.Abs(float64(want))+2e-3 {
			t.Errorf("pixel %d: the loss changes by %v, the gradient is %v", pixel, got, want)
		}
	}
}

func TestTraceStepRefuses(t *testing.T) {
	s, data := tutorialNetwork(t, 1), goldenBatches(t)
	for name, refused := range map[string]func() (*StepTrace, error){
		"two samples":      func() (*StepTrace, error) { return s.TraceStep(data.Slice(0, 2), FitOptions{}, 1, 1, 1) },
		"no sample":        func() (*StepTrace, error) { return s.TraceStep(Data{}, FitOptions{}, 1, 1, 1) },
		"no epoch":         func() (*StepTrace, error) { return s.TraceStep(data.Slice(0, 1), FitOptions{}, 0, 1, 1) },
		"beyond the epoch": func() (*StepTrace, error) { return s.TraceStep(data.Slice(0, 1), FitOptions{}, 1, 3, 2) },
	} {
		if got, err := refused(); err == nil {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func BenchmarkTraceStep(b *testing.B) {
	s, sample := tutorialNetwork(b, 1), goldenBatches(b).Slice(0, 1)
	for b.Loop() {
		if _, err := s.TraceStep(sample, FitOptions{}, 1, 1, 1); err != nil {
			b.Fatal(err)
		}
	}
}

package nn32

import (
	"math"
	"reflect"
	"testing"
)

// replicas are copies of a network. They compute the micro-batches from number own on, in turn. Some can fail.
type replicas struct {
	own         int
	copies      []*Replica
	epoch, step int
	fails       func(epoch, step, microBatch int) bool
	computed    int
}

func newReplicas(t *testing.T, n *recordedNetwork, data Data, o FitOptions, own, count int) *replicas {
	r := &replicas{own: own, fails: func(int, int, int) bool { return false }}
	for range count {
		s, err := NewSequential(Shape{8, 8, 1}, 777, copies(n.layers)...)
		if err == nil {
			err = s.Compile(&SGD{}, n.loss, Accuracy)
		}
		if err != nil {
			t.Fatal(err)
		}
		replica, err := s.Replica(data, o)
		if err != nil {
			t.Fatal(err)
		}
		r.copies = append(r.copies, replica)
	}
	return r
}

// copies returns new layers with the same options.
func copies(layers []Layer) (others []Layer) {
	for _, l := range layers {
		others = append(others, copyOf(l))
	}
	return others
}

// copyOf returns a new part of the same kind with the same options.
func copyOf[P any](part P) P {
	other := reflect.New(reflect.TypeOf(part).Elem())
	other.Elem().Set(reflect.ValueOf(part).Elem())
	return other.Interface().(P)
}

func (r *replicas) Begin(epoch, step int, weights []*Param) int {
	r.epoch, r.step = epoch, step
	for _, c := range r.copies {
		for i, p := range c.Weights() {
			copy(p.Value.Data, weights[i].Value.Data)
		}
	}
	return r.own
}

func (r *replicas) Gradients(microBatch int) (Gradients, bool) {
	if r.fails(r.epoch, r.step, microBatch) {
		return Gradients{}, false
	}
	r.computed++
	return r.copies[microBatch%len(r.copies)].Compute(r.epoch, r.step, microBatch), true
}

// The result has the same bits whatever the number of replicas, their share of the work and their failures, and on every machine.
func TestReplicasChangeNothing(t *testing.T) {
	data := goldenBatches(t).Slice(0, 130) // the last batch is short
	hashes := map[string]string{"tutorial": "b12c245f6fcbdc8f", "convolutions": "ff62837f0b3701ed", "vectors": "136e11268d6dc812"}
	for _, n := range recordedNetworks {
		want, ok := hashes[n.name]
		if !ok {
			continue
		}
		t.Run(n.name, func(t *testing.T) {
			train := func(prepare func(o *FitOptions)) string {
				o := n.options(0, 5)
				o.MicroBatches, o.Augment = 3, &Augmentation{Rotate: .1}
				prepare(&o)
				s := n.build(t)
				if _, err := s.Fit(data, o); err != nil {
					t.Fatal(err)
				}
				return weightsHash(s)
			}
			if got := train(func(*FitOptions) {}); got != want {
				t.Errorf("alone the weights have the hash %s, want %s", got, want)
			}
			for own := range 3 {
				for count := 1; count <= 2; count++ {
					var r *replicas
					got := train(func(o *FitOptions) {
						r = newReplicas(t, &n, data, *o, own, count)
						r.fails = func(epoch, step, microBatch int) bool { return epoch == 3 && step+microBatch == 4 }
						o.Replicas = r
					})
					if got != want || r.computed == 0 {
						t.Errorf("with %d of its own and %d replicas, which computed %d: %s, want %s", own, count, r.computed, got, want)
					}
				}
			}
		})
	}
}

// Micro-batches give the gradients of the whole batch, except for rounding.
func TestMicroBatchesAddUp(t *testing.T) {
	data := goldenBatches(t).Slice(0, 50)
	whole, cut := tutorialNetwork(t, 5), tutorialNetwork(t, 5)
	o := FitOptions{Epochs: 1, BatchSize: 50}
	var steps [2]Step
	for i, s := range []*Sequential{whole, cut} {
		for step, err := range s.Steps(data, o) {
			if err != nil {
				t.Fatal(err)
			}
			steps[i] = step
		}
		o.MicroBatches = 4
	}
	if math.Abs(float64(steps[0].Loss-steps[1].Loss)) > 1e-6 || steps[0].Accuracy != steps[1].Accuracy {
		t.Errorf("in one %+v, in four %+v", steps[0], steps[1])
	}
	for i, p := range whole.Params() {
		for j, g := range p.Grad.Data {
			if d := math.Abs(float64(g - cut.Params()[i].Grad.Data[j])); d > 1e-6 {
				t.Fatalf("%s[%d] differs by %v from %v", p.Name, j, d, g)
			}
		}
	}
}

// A batch that is smaller than its micro-batches leaves some without samples.
func TestMicroBatchWithoutSamples(t *testing.T) {
	data := goldenBatches(t).Slice(0, 53)
	s := tutorialNetwork(t, 5)
	h, err := s.Fit(data, FitOptions{Epochs: 2, BatchSize: 50, MicroBatches: 4})
	if err != nil || !(h.Training[1].Loss < h.Training[0].Loss) {
		t.Errorf("%+v, %v", h, err)
	}
	if _, err := s.Replica(data, FitOptions{Epochs: 2, BatchSize: 50}); err == nil {
		t.Error("a replica without micro-batches")
	}
}

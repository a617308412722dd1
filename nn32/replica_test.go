package nn32

import (
	"math"
	"reflect"
	"slices"
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
	hashes := map[string]string{"tutorial": "289f3fbc36036e5a", "convolutions": "5d7abab6d672cb5f", "vectors": "229ec87b3df7a4c0"}
	for _, n := range recordedNetworks {
		want, ok := hashes[n.name]
		if !ok {
			continue
		}
		t.Run(n.name, func(t *testing.T) {
			train := func(prepare func(o *FitOptions)) string {
				o := n.options(0, 5)
				o.MicroBatches, o.Augment = 3, &shade{t: t}
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

// The moving averages of a batch that is smaller than the number of micro-batches move as they do without any.
func TestMicroBatchesOfFewSamples(t *testing.T) {
	for samples := 1; samples <= 2; samples++ {
		var want []float32
		for _, microBatches := range []int{1, 4} {
			normal := &BatchNormalization{}
			s, err := NewSequential(Shape{4}, 1, normal, &Dense{Units: 3})
			if err == nil {
				err = s.Compile(&SGD{}, &SparseCategoricalCrossentropy{FromLogits: true})
			}
			if err == nil {
				_, err = s.Fit(smallData().First(samples), FitOptions{Epochs: 3, MicroBatches: microBatches})
			}
			if err != nil {
				t.Fatal(err)
			}
			got := normal.movingMean.Value.Data
			if want == nil {
				want = slices.Clone(got)
			}
			if !slices.Equal(got, want) || got[0] == 0 {
				t.Errorf("%d samples in %d micro-batches have the moving means %v, want %v", samples, microBatches, got, want)
			}
		}
	}
}

// queued answers with the results in the order in which they were computed, at Begin, as helpers in other workers do.
type queued struct {
	*replicas
	results []Gradients
	drop    bool // results that were not taken, when the next step begins
}

func (q *queued) Begin(epoch, step int, weights []*Param) int {
	own := q.replicas.Begin(epoch, step, weights)
	if q.drop {
		q.results = nil
	}
	for i := own; i < 4; i++ {
		g := q.copies[0].Compute(epoch, step, i)
		g.Values = slices.Clone(g.Values)
		q.results = append(q.results, g)
	}
	return own
}

func (q *queued) Gradients(int) (Gradients, bool) {
	g := q.results[0]
	q.results = q.results[1:]
	return g, true
}

// All results of a step are taken, also those of micro-batches that a short batch leaves without samples: otherwise a result would be
// taken for one of the next step.
func TestResultsOfAStepAreAllTaken(t *testing.T) {
	data := goldenBatches(t).Slice(0, 60) // the last batch has 10 samples, for the first and the last of four micro-batches
	n := recordedNetworks[0]
	run := func(prepare func(o *FitOptions)) (string, error) {
		o := FitOptions{Epochs: 3, BatchSize: 50, MicroBatches: 4}
		prepare(&o)
		s := n.build(t)
		_, err := s.Fit(data, o)
		return weightsHash(s), err
	}
	want, err := run(func(*FitOptions) {})
	if err != nil {
		t.Fatal(err)
	}
	for own := 1; own < 4; own++ {
		var q *queued
		got, err := run(func(o *FitOptions) {
			q = &queued{replicas: newReplicas(t, &n, data, *o, own, 1)}
			o.Replicas = q
		})
		if err != nil || got != want || len(q.results) > 0 {
			t.Errorf("with %d of its own: %s, %v, want %s; %d results are left", own, got, err, want, len(q.results))
		}
	}
}

func TestResultsOfAnotherStep(t *testing.T) {
	data := goldenBatches(t).Slice(0, 60)
	n := recordedNetworks[0]
	o := FitOptions{Epochs: 3, BatchSize: 50, MicroBatches: 4}
	q := &queued{replicas: newReplicas(t, &n, data, o, 2, 1)}
	o.Replicas = q
	q.results = append(q.results, q.copies[0].Compute(7, 1, 2)) // of a run that was left
	s := n.build(t)
	before := weightsHash(s)
	_, err := s.Fit(data, o)
	wantError(t, "Fit", "the replicas gave micro-batch 2 of step 1 of epoch 7 instead of micro-batch 2 of step 1 of epoch 1; all results", err)
	if weightsHash(s) != before {
		t.Error("the weights have changed")
	}
	q.drop = true // as the contract says
	if _, err := s.Fit(data, o); err != nil {
		t.Error(err)
	}
	o.Replicas = short{q}
	_, err = s.Fit(data, o)
	wantError(t, "Fit", "the replicas gave 3 gradients, want ", err)
}

// short has too few gradients, as a replica with other layers has.
type short struct{ *queued }

func (s short) Gradients(microBatch int) (Gradients, bool) {
	g, ok := s.queued.Gradients(microBatch)
	g.Values = g.Values[:3]
	return g, ok
}

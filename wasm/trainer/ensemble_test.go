package trainer

import (
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/schedules"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
)

// ensembleOf returns settings of an ensemble with every option that an epoch may depend on.
func ensembleOf(members, epochs int) protocol.Settings {
	s := settings(epochs)
	s.Members, s.Schedule, s.LearningRate, s.Augmentation = members, protocol.CosineRate, .003, protocol.Strokes
	s.Layers = protocol.WithDropout(protocol.WithNormalization(s.Layers, true), .25)
	return s
}

// recordedEnsemble is the hash of two networks after two epochs, the same in every build.
const recordedEnsemble = 0x77384eedd3ec6cac

func TestEnsembleIsTheSameEverywhere(t *testing.T) {
	if got := trained(t, ensembleOf(2, 2)); got != recordedEnsemble {
		t.Errorf("the weights have the hash %#x, want %#x", got, uint64(recordedEnsemble))
	}
}

// tensorsOf returns the tensors of a member, with the names that they have in a run of that network alone.
func tensorsOf(k *protocol.Checkpoint, member int) (tensors []protocol.Array) {
	for _, a := range k.Tensors {
		number, rest, _ := strings.Cut(a.Name, "/")
		if of, err := strconv.Atoi(number); err == nil && of == member {
			tensors = append(tensors, protocol.Array{Name: rest, Data: a.Data})
		} else if err != nil && member == 0 {
			tensors = append(tensors, a)
		}
	}
	return tensors
}

// The members of an ensemble are the same as networks trained alone, to the bit. The curves show the mean of the members' training,
// and the results of the ensemble.
func TestMembersAreAsAlone(t *testing.T) {
	const members, epochs = 3, 3
	together := start(t, &fakeHost{})
	tested := together.train(1, ensembleOf(members, epochs))
	k := together.host.newest(t)
	var sum [epochs]float64
	var ensemble nn32.Ensemble
	for i := range members {
		s := ensembleOf(1, epochs)
		s.Seed += uint64(i)
		alone := start(t, &fakeHost{})
		alone.train(1, s)
		if !reflect.DeepEqual(tensorsOf(k, i), alone.host.newest(t).Tensors) {
			t.Errorf("network %d has other weights than alone", i)
		}
		for e, epoch := range alone.curves(1) {
			sum[e] += float64(epoch.Loss)
		}
		ensemble = append(ensemble, alone.trainer.run.network.Members[0].Sequential)
	}
	for e, epoch := range together.curves(1) {
		if epoch.Loss != float32(sum[e]/members) {
			t.Errorf("the loss of epoch %d is %v, want the mean %v", epoch.Number, epoch.Loss, sum[e]/members)
		}
	}
	split, err := together.trainer.data.Split(ensembleOf(members, epochs))
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		data     nn32.Data
		accuracy float32
		loss     float32
	}{
		"test":       {split.Test, tested.Accuracy, tested.Loss},
		"validation": {split.Validation, k.Epochs[epochs-1].ValidationAccuracy, k.Epochs[epochs-1].ValidationLoss},
	} {
		probabilities, err := ensemble.Predict(test.data.X)
		if err != nil {
			t.Fatal(err)
		}
		e, err := model.Score(probabilities, test.data.Labels)
		if err != nil || e.Accuracy != test.accuracy || e.Loss != test.loss {
			t.Errorf("%s: accuracy %v and loss %v, want %v and %v of the mean; %v", name, test.accuracy, test.loss, e.Accuracy, e.Loss, err)
		}
	}
	p, err := ensemble.Predict(split.Test.X)
	if err != nil {
		t.Fatal(err)
	}
	together.seen = 0
	for i, confidence := range await[*protocol.Results](together, nil).Confidence {
		if label := surest(p, i); confidence != label {
			t.Fatalf("digit %d is predicted with confidence %v, want %v", i, confidence, label)
		}
	}

	trial := start(t, &fakeHost{})
	trial.send(&protocol.Trial{ID: 1, Settings: ensembleOf(1, epochs), Members: members})
	if done := await[*protocol.TrialDone](trial, nil); done.Accuracy != tested.Accuracy || done.Loss != tested.Loss {
		t.Errorf("the trial %+v, the run %+v", done, tested)
	}
}

// surest returns the largest probability of a row.
func surest(p *nn32.Tensor, row int) (most float32) {
	for _, v := range p.Data[row*model.Classes:][:model.Classes] {
		most = max(most, v)
	}
	return most
}

// The steps of all members count, also for the remaining time.
func TestProgressOfAnEnsemble(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: ensembleOf(2, 2)}, &protocol.StepEpoch{Run: 1})
	progress := await(p, func(e *protocol.Progress) bool { return len(e.Ended) == 1 })
	if progress.Epoch != 1 || progress.Step != 2*21 || progress.Steps != 2*21 {
		t.Errorf("after an epoch of two networks %+v", progress)
	}
	await(p, phase(protocol.Paused))
	p.send(&protocol.SetPace{Pace: protocol.Slow}, &protocol.Train{Run: 1}) // a second per epoch of both
	half := await(p, func(e *protocol.Progress) bool { return e.Step > 21 && e.Step < 42 })
	if half.Epoch != 2 || !(half.Remaining > 0 && half.Remaining < .9) {
		t.Errorf("in the second network's epoch %+v", half)
	}
}

// The rate falls along half a cosine over the whole run. The curves have the rate in force. The Status has the initial rate, which
// may be changed during the run.
func TestCosineRate(t *testing.T) {
	s := settings(4)
	s.Schedule = protocol.CosineRate
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: s})
	for range 2 {
		p.send(&protocol.StepEpoch{Run: 1})
		await(p, phase(protocol.Paused))
	}
	p.send(&protocol.SetLearningRate{Run: 1, Rate: .01}, &protocol.Train{Run: 1})
	if status := await(p, phase(protocol.Done)); status.LearningRate != .01 {
		t.Errorf("%+v, want the rate that was set", status)
	}
	p.settle()
	const steps = 21
	for i, e := range p.curves(1) {
		base := .001
		if i >= 2 {
			base = .01
		}
		want := base * .5 * (1 + math.Cos(math.Pi*float64((i+1)*steps-1)/(4*steps)))
		if math.Abs(float64(e.LearningRate)/want-1) > 1e-5 {
			t.Errorf("epoch %d ended with the rate %v, want %v", e.Number, e.LearningRate, want)
		}
	}

	network, err := model.New(s)
	if err != nil {
		t.Fatal(err)
	}
	split, err := p.trainer.data.Split(s)
	if err != nil {
		t.Fatal(err)
	}
	alone, fit := network.Members[0], nn32.FitOptions{BatchSize: 50, Schedule: schedules.CosineDecay{Steps: 4 * steps}}
	for i, rate := range []float32{.001, .001, .01, .01} {
		network.SetLearningRate(rate)
		fit.InitialEpoch, fit.Epochs = i, i+1
		if _, err := alone.Fit(split.Fit, fit); err != nil {
			t.Fatal(err)
		}
	}
	for i, a := range p.host.newest(t).Tensors {
		if !reflect.DeepEqual(a.Data, alone.Params()[i].Value.Data) {
			t.Errorf("%s has other weights than Fit gives", a.Name)
		}
	}
}

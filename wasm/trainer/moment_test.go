package trainer

import (
	"reflect"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/history"
)

// keeping starts a trainer that keeps so many bytes of earlier moments.
func keeping(t *testing.T, host *fakeHost, bytes int) *page {
	p := start(t, host)
	p.trainer.mostKept = bytes // Build is after it
	return p
}

// thin is a limit at which the tutorial's network keeps every fourth of 9 epochs, and every fifth step of the first.
const thin = 4*15_481*5*4/3 + 8

// look turns to a moment and returns what is predicted and seen then.
func (p *page) look(run int, m protocol.Moment) (*protocol.Prediction, *protocol.Inspection) {
	p.t.Helper()
	p.send(&protocol.LookAt{Run: run, ID: 7, Moment: m})
	shown := await(p, func(s *protocol.Shown) bool { return s.Share == 1 })
	if want := (&protocol.Shown{Run: run, ID: 7, Past: true, Moment: m, Share: 1}); !reflect.DeepEqual(shown, want) {
		p.t.Errorf("shown %+v, want %+v", shown, want)
	}
	return await[*protocol.Prediction](p, nil), await[*protocol.Inspection](p, nil)
}

// stepped trains epoch by epoch and returns what was predicted and seen in each pause.
func (p *page) stepped(s protocol.Settings) (predictions []*protocol.Prediction, inspections []*protocol.Inspection) {
	p.send(stroke(1), &protocol.Inspect{Subject: protocol.DrawingSubject}, &protocol.Build{Run: 1, Settings: s})
	for epoch := range s.Epochs {
		predictions = append(predictions, await(p, func(e *protocol.Prediction) bool { return e.Epoch == epoch }))
		inspections = append(inspections, await(p, func(e *protocol.Inspection) bool { return e.Epoch == epoch && e.Step == 0 }))
		p.send(&protocol.StepEpoch{Run: 1})
		if epoch < s.Epochs-1 {
			await(p, phase(protocol.Paused))
		}
	}
	await[*protocol.Results](p, nil)
	p.settle()
	return predictions, inspections
}

// An earlier moment is predicted and seen as it was then: kept, thinned out, or of a run that was stored without it.
func TestLookingBack(t *testing.T) {
	s := settings(9)
	live := start(t, &fakeHost{})
	predictions, inspections := live.stepped(s)
	step, _ := live.look(1, protocol.Moment{Step: 3})
	if step.Epoch != 1 || slices.Equal(step.Probabilities, predictions[0].Probabilities) {
		t.Errorf("after three steps it is predicted as %+v", step)
	}
	stored := start(t, &fakeHost{disk: live.crash()})
	stored.send(stroke(1), &protocol.Inspect{Subject: protocol.DrawingSubject}, &protocol.Restore{Run: 1, Settings: settings(1)})
	await[*protocol.Results](stored, nil)
	thinned := keeping(t, &fakeHost{}, thin)
	thinned.stepped(s)
	none := keeping(t, &fakeHost{}, 0)
	none.stepped(s)
	for name, p := range map[string]*page{"kept": live, "stored": stored, "thinned out": thinned, "none kept": none} {
		for _, epoch := range []int{3, 0, 8, 1, 7, 5, 4, 6, 2} {
			prediction, inspection := p.look(1, protocol.Moment{Epoch: epoch})
			if !slices.Equal(prediction.Probabilities, predictions[epoch].Probabilities) || prediction.Epoch != epoch {
				t.Errorf("%s: after epoch %d it was predicted as %v and is as %v", name, epoch, predictions[epoch].Probabilities, prediction.Probabilities)
			}
			if epoch > 0 { // before, the units that are shown depend on those that were
				continue
			}
			if !reflect.DeepEqual(inspection, inspections[epoch]) {
				t.Errorf("%s: epoch %d is seen otherwise", name, epoch)
			}
		}
		if again, _ := p.look(1, protocol.Moment{Step: 3}); !slices.Equal(again.Probabilities, step.Probabilities) {
			t.Errorf("%s: the third step is predicted as %v, want %v", name, again.Probabilities, step.Probabilities)
		}
		p.send(&protocol.LookAt{Run: 1, Now: true})
		if shown := await[*protocol.Shown](p, nil); shown.Past || shown.Share != 1 {
			t.Errorf("%s: shown %+v", name, shown)
		}
		if now := await[*protocol.Prediction](p, nil); now.Epoch != 9 {
			t.Errorf("%s: now it is predicted %+v", name, now)
		}
	}
	if n := len(thinned.trainer.run.history.Epochs()); n >= 9 {
		t.Errorf("nothing was thinned out: %d epochs are kept", n)
	}
}

// To keep earlier moments and to look at them changes no bit of a run.
func TestKeepingChangesNothing(t *testing.T) {
	want := trained(t, settings(20))
	for _, limit := range []int{0, thin, history.Limit} {
		var p *page
		var looked atomic.Int32
		p = start(t, &fakeHost{onYield: func() {
			p.send(&protocol.LookAt{Run: 1, Moment: protocol.Moment{Epoch: int(looked.Add(1)) % 7}})
		}})
		p.trainer.mostKept = limit
		p.send(stroke(1))
		p.train(1, settings(20))
		if got := hash(p.host.newest(t)); got != want || looked.Load() == 0 {
			t.Errorf("with %d bytes kept and after %d looks the weights are %x, want %x", limit, looked.Load(), got, want)
		}
	}
}

// sameCurves fails if two runs have other curves, apart from the time.
func sameCurves(t *testing.T, name string, got, want []protocol.Epoch) {
	t.Helper()
	timeless := func(epochs []protocol.Epoch) []protocol.Epoch {
		epochs = slices.Clone(epochs)
		for i := range epochs {
			epochs[i].Elapsed = 0
		}
		return epochs
	}
	if got, want := timeless(got), timeless(want); !reflect.DeepEqual(got, want) {
		t.Errorf("%s: the curves are %+v, want %+v", name, got, want)
	}
}

// A run that goes on from an earlier moment becomes what the first one became, to the bit.
func TestTrainOn(t *testing.T) {
	rich := protocol.BetterPreset.Settings()
	rich.Epochs, rich.Optimizer, rich.Schedule, rich.Data = 3, protocol.Nadam, protocol.CosineRate, protocol.Digits
	for name, c := range map[string]struct {
		settings protocol.Settings
		limit    int
		stored   bool
	}{
		"kept":        {settings(9), history.Limit, false},
		"thinned out": {settings(9), thin, false},
		"none kept":   {settings(9), 0, false},
		"stored":      {settings(9), history.Limit, true},
		"rich":        {rich, history.Limit, true},
		"ensemble":    {ensembleOf(2, 3), history.Limit, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			first := keeping(t, &fakeHost{}, c.limit)
			first.train(1, c.settings)
			curves, want, id := first.curves(1), hash(first.host.newest(t)), first.host.newest(t).Info.ID
			p, run := first, 2
			for _, m := range []protocol.Moment{{Epoch: 2}, {Epoch: 1}, {}, {Step: 5}} {
				if c.stored {
					p = start(t, &fakeHost{disk: first.crash()})
					p.send(&protocol.Restore{Run: 1, Settings: settings(1)})
					await[*protocol.Results](p, nil)
				}
				p.send(&protocol.TrainOn{Run: run, Moment: m})
				built := await(p, func(b *protocol.Built) bool { return b.Run == run })
				if built.ID == id || built.Restored != (m.Epoch > 0) {
					t.Errorf("%v: built %+v", m, built)
				}
				tested := await(p, func(e *protocol.Tested) bool { return e.Run == run })
				await(p, func(e *protocol.Results) bool { return e.Run == run })
				p.settle()
				sameCurves(t, "trained on", p.curves(run), curves)
				k := p.host.newest(t)
				if got := hash(k); got != want || k.Info.ID != built.ID || k.Info.Accuracy != tested.Accuracy {
					t.Errorf("%v: the weights are %x, want %x", m, got, want)
				}
				run++
			}
		})
	}
}

// A learning rate that was changed during a run is changed again when the run is computed again, and not in a run that begins before.
func TestChangedRateIsComputedAgain(t *testing.T) {
	first := start(t, &fakeHost{})
	s := settings(6)
	first.send(&protocol.Build{Run: 1, Settings: s}, &protocol.StepEpoch{Run: 1})
	await(first, phase(protocol.Paused))
	first.send(&protocol.StepEpoch{Run: 1}, &protocol.SetLearningRate{Run: 1, Rate: .002})
	await(first, phase(protocol.Paused))
	first.send(&protocol.Pause{Run: 1}, &protocol.SetLearningRate{Run: 1, Rate: .003}, &protocol.Train{Run: 1})
	await[*protocol.Results](first, nil)
	first.settle()
	curves, want := first.curves(1), hash(first.host.newest(t))
	if curves[5].LearningRate != .003 || curves[0].LearningRate != .001 {
		t.Fatalf("the curves are %+v", curves)
	}
	p := start(t, &fakeHost{disk: first.crash()})
	p.send(stroke(1), &protocol.Restore{Run: 1, Settings: s})
	await[*protocol.Results](p, nil)
	p.send(&protocol.TrainOn{Run: 2, Moment: protocol.Moment{Epoch: 4}})
	await(p, func(e *protocol.Results) bool { return e.Run == 2 })
	p.settle()
	sameCurves(t, "after the changes", p.curves(2), curves)
	if got := hash(p.host.newest(t)); got != want {
		t.Errorf("the weights are %x, want %x", got, want)
	}
	p.send(&protocol.TrainOn{Run: 3, Moment: protocol.Moment{}})
	await(p, func(e *protocol.Results) bool { return e.Run == 3 })
	other := start(t, &fakeHost{})
	other.train(1, s)
	sameCurves(t, "before the changes", p.curves(3), other.curves(1))
}

// During a run an earlier moment can be seen: the drawing's prediction is of that moment until the present one is asked for.
func TestLookingBackDuringARun(t *testing.T) {
	var p *page
	p = start(t, &fakeHost{onYield: func() {
		switch n := len(p.trainer.run.epochs); {
		case n >= 20 && !p.trainer.view.past && n < 40:
			p.send(&protocol.LookAt{Run: 1, Moment: protocol.Moment{Epoch: 5}})
		case n >= 60 && p.trainer.view.past:
			p.send(&protocol.LookAt{Run: 1, Now: true})
		}
	}})
	p.send(stroke(1))
	p.train(1, settings(100))
	p.seen = 0
	await(p, func(s *protocol.Shown) bool { return s.Past && s.Moment.Epoch == 5 })
	p.host.mu.Lock()
	past, later, epochs := true, 0, 0
	for _, e := range p.host.events[p.seen:] {
		switch e := e.(type) {
		case *protocol.Shown:
			past = e.Past
		case *protocol.Prediction:
			if past && e.Epoch != 5 {
				t.Errorf("while epoch 5 is shown the drawing is predicted by epoch %d", e.Epoch)
			}
			if !past {
				later = max(later, e.Epoch)
			}
		case *protocol.Progress:
			if past {
				epochs += len(e.Ended)
			}
		}
	}
	p.host.mu.Unlock()
	if later != 100 || epochs < 30 {
		t.Errorf("at last the drawing is predicted by epoch %d; %d epochs ended meanwhile", later, epochs)
	}
}

// While a moment is computed again, its progress is reported, the present network predicts, and another wish ends it.
func TestComputingAMomentEnds(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("this test's page and trainer share one thread there: the moment is computed before the page wishes for another")
	}
	first := start(t, &fakeHost{})
	first.train(1, settings(200))
	for name, end := range map[string]protocol.Command{
		"now":    &protocol.LookAt{Run: 1, Now: true},
		"before": &protocol.LookAt{Run: 1, Moment: protocol.Moment{}},
		"build":  &protocol.Build{Run: 2, Settings: settings(1)},
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t, &fakeHost{disk: first.crash()})
			p.send(&protocol.Restore{Run: 1, Settings: settings(1)})
			await[*protocol.Results](p, nil)
			p.send(&protocol.LookAt{Run: 1, Moment: protocol.Moment{Epoch: 199}})
			await(p, func(s *protocol.Shown) bool { return s.Share > 0 && s.Share < 1 })
			p.send(stroke(1))
			if e := await[*protocol.Prediction](p, nil); e.Epoch != 200 {
				t.Errorf("meanwhile it is predicted by epoch %d", e.Epoch)
			}
			p.send(end)
			shown := await(p, func(s *protocol.Shown) bool { return s.Share == 1 })
			if shown.Past || shown.Lost {
				t.Errorf("shown %+v", shown)
			}
			if name == "before" {
				if shown = await[*protocol.Shown](p, nil); !shown.Past || shown.Moment != (protocol.Moment{}) {
					t.Errorf("shown %+v", shown)
				}
			}
			p.settle()
			p.send(&protocol.Ping{ID: 1})
			await(p, func(e *protocol.Pong) bool { return e.ID == 1 })
			if p.trainer.view.wanted != nil {
				t.Error("it is still computed")
			}
		})
	}
}

// A run whose numbers cannot be had again says so, and goes on as it is.
func TestLostMoments(t *testing.T) {
	first := start(t, &fakeHost{})
	first.train(1, settings(4))
	d := first.crash()
	k := d.newest(t)
	k.Epochs[1].Loss += .5 // as if the data had been other
	d.checkpoints[k.Info.ID] = protocol.MarshalCheckpoint(k)
	p := start(t, &fakeHost{disk: d})
	p.send(stroke(1), &protocol.Inspect{Subject: protocol.DrawingSubject}, &protocol.Restore{Run: 1, Settings: settings(1)})
	await[*protocol.Results](p, nil)
	p.look(1, protocol.Moment{Epoch: 1})
	p.send(&protocol.LookAt{Run: 1, Moment: protocol.Moment{Epoch: 3}})
	if shown := await(p, func(s *protocol.Shown) bool { return s.Share == 1 }); !shown.Lost || !shown.Past || shown.Moment.Epoch != 1 {
		t.Errorf("shown %+v", shown)
	}
	p.send(&protocol.TrainOn{Run: 2, Moment: protocol.Moment{Epoch: 3}})
	if built := await[*protocol.Built](p, nil); built.Run != 2 || built.ID != k.Info.ID {
		t.Errorf("built %+v", built)
	}
	if shown := await[*protocol.Shown](p, nil); !shown.Lost || shown.Run != 2 {
		t.Errorf("shown %+v", shown)
	}
}

// The test digits are predicted as the moment does, and the end's results are not lost by that.
func TestResultsOfAMoment(t *testing.T) {
	p := start(t, &fakeHost{})
	p.train(1, settings(6))
	for _, m := range []protocol.Moment{{Epoch: 2}, {Step: 4}, {}} {
		p.send(&protocol.LookAt{Run: 1, Moment: m, Results: true})
		r := await(p, func(r *protocol.Results) bool { return r.Past })
		if r.Moment != m || r.Run != 1 || len(r.Predicted) != 540 {
			t.Errorf("results %+v", r)
		}
		other := start(t, &fakeHost{})
		s := settings(max(m.Epoch, 1))
		tested := other.train(1, s)
		right := 0
		for i, label := range r.Labels {
			if r.Predicted[i] == label {
				right++
			}
		}
		if accuracy := float32(right) / 540; m.Epoch > 0 && accuracy != tested.Accuracy || m.Epoch == 0 && accuracy > tested.Accuracy {
			t.Errorf("%v: %d of 540 are right; a run of that many epochs has %v", m, right, tested.Accuracy)
		}
	}
}

// A run that has diverged can be seen up to where it did, and again after it has gone on.
func TestLookingBackAfterDivergence(t *testing.T) {
	p := start(t, &fakeHost{})
	s := settings(5)
	s.LearningRate, s.Optimizer, s.L2, s.BatchSize = 10, protocol.SGD, 1, 20 // all weights grow nineteenfold with each step
	p.send(stroke(1), &protocol.Inspect{Subject: protocol.DrawingSubject}, &protocol.Build{Run: 1, Settings: s}, &protocol.Train{Run: 1})
	reached := 0
	await(p, func(e protocol.Event) bool {
		if e, ok := e.(*protocol.Progress); ok && e.Epoch == 1 {
			reached = max(reached, e.Step)
		}
		_, failed := e.(*protocol.Failed)
		return failed
	})
	await(p, phase(protocol.Paused))
	p.settle()
	last := p.trainer.run.last()
	if last.Epoch > 0 || last.Step < 2 || reached != last.Step {
		t.Fatalf("it diverged after %v, and the page knows of %d steps", last, reached)
	}
	await[*protocol.Inspection](p, nil)
	p.look(1, last)
	first, _ := p.look(1, protocol.Moment{Step: 1})
	p.send(&protocol.SetLearningRate{Run: 1, Rate: .01}, &protocol.StepEpoch{Run: 1})
	await(p, func(e *protocol.Progress) bool { return len(e.Ended) > 0 })
	await(p, phase(protocol.Paused))
	p.settle()
	if again, _ := p.look(1, protocol.Moment{Step: 1}); slices.Equal(again.Probabilities, first.Probabilities) {
		t.Error("the first step is the one at the other learning rate")
	}
}

// A slider that is being moved gets the kept moment that is near; what is far away is computed.
func TestNearMoments(t *testing.T) {
	p := keeping(t, &fakeHost{}, thin)
	p.train(1, settings(9))
	p.send(&protocol.LookAt{Run: 1, Moment: protocol.Moment{Epoch: 5}, Near: true})
	if shown := await[*protocol.Shown](p, nil); shown.Moment.Epoch != 4 || shown.Share != 1 {
		t.Errorf("shown %+v, want epoch 4", shown)
	}
	p.send(&protocol.LookAt{Run: 1, Moment: protocol.Moment{Epoch: 90}, Near: true})
	if shown := await[*protocol.Shown](p, nil); shown.Past {
		t.Errorf("shown %+v, want the present", shown)
	}
	stored := start(t, &fakeHost{disk: p.crash()})
	stored.send(&protocol.Restore{Run: 1, Settings: settings(1)})
	await[*protocol.Results](stored, nil)
	stored.send(&protocol.LookAt{Run: 1, Moment: protocol.Moment{Epoch: 5}, Near: true})
	if shown := await(stored, func(s *protocol.Shown) bool { return s.Share == 1 }); shown.Moment.Epoch != 5 {
		t.Errorf("shown %+v, want epoch 5", shown)
	}
}

// What it costs a run to keep its earlier moments.
func BenchmarkKeeping(b *testing.B) {
	for name, limit := range map[string]int{"none": 0, "all": history.Limit} {
		b.Run(name, func(b *testing.B) {
			t := New(silent{&fakeHost{digits: digitsFile, disk: newDisk(), grown: make(chan struct{}, 1)}})
			t.mostKept = limit
			if _, err := t.data.LoadDigits(); err != nil {
				b.Fatal(err)
			}
			go t.store.Loop()
			for b.Loop() {
				t.build(1, settings(100))
				t.train(1, 0)
			}
			t.store.Close()
		})
	}
}

package trainer

import (
	"errors"
	"reflect"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"digitlab/nn32/drawing/strokes"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
)

func TestTutorial(t *testing.T) {
	p := start(t, &fakeHost{})
	ready := await[*protocol.Ready](p, nil)
	if ready.Images != 1797 || len(ready.Sample) != 64*data.SampleSize {
		t.Errorf("ready: %+v", ready)
	}
	p.send(&protocol.Build{Run: 1, Settings: protocol.DefaultSettings()})
	built := await[*protocol.Built](p, nil)
	if built.Fit != 1005 || built.Validation != 252 || built.Test != 540 {
		t.Errorf("built: %+v", built)
	}
	total, names := 0, []string{}
	for _, l := range built.Layers {
		total += l.Params
		names = append(names, l.Name)
	}
	if want := []string{"conv2d", "max_pooling2d", "flatten", "dense", "dense_1"}; total != 5160 || !reflect.DeepEqual(names, want) {
		t.Errorf("the network is %v with %d parameters, want %v with 5160", names, total, want)
	}
	p.send(&protocol.Train{Run: 1})
	await(p, phase(protocol.Running))
	tested := await[*protocol.Tested](p, nil)
	await(p, phase(protocol.Done))
	if right := tested.Accuracy * 540; right != 529 {
		t.Errorf("%v test digits are predicted right, want 529 of 540: the weights have changed", right)
	}
	epochs := p.curves(1)
	if len(epochs) != 100 {
		t.Fatalf("%d epochs were reported, want each of 100 once", len(epochs))
	}
	for i, e := range epochs {
		if e.Number != i+1 || e.LearningRate != .001 {
			t.Errorf("epoch %d is %+v", i+1, e)
		}
	}
	if first, last := epochs[0], epochs[99]; last.Loss > .02 || last.Accuracy < .99 || last.ValidationAccuracy < .95 || first.Loss < 1 {
		t.Errorf("the curves begin at %+v and end at %+v", first, last)
	}
	await[*protocol.Saved](p, nil)
}

func TestPauseChangesNothing(t *testing.T) {
	const epochs = 30
	want := trained(t, settings(epochs))
	var p *page
	var interrupt atomic.Bool
	pauses := 0
	p = start(t, &fakeHost{onYield: func() { // between two steps, at any time
		if interrupt.Load() && pauses < 3 {
			pauses++
			p.send(&protocol.Pause{Run: 1})
			p.send(&protocol.Train{Run: 1})
		}
	}})
	p.send(&protocol.Build{Run: 1, Settings: settings(epochs)})
	for step := 1; step <= 2; step++ {
		p.send(&protocol.StepEpoch{Run: 1})
		await(p, phase(protocol.Running))
		await(p, phase(protocol.Paused))
		if n := len(p.curves(1)); n != step {
			t.Errorf("%d epochs after %d steps", n, step)
		}
	}
	interrupt.Store(true)
	p.send(&protocol.Train{Run: 1})
	await(p, phase(protocol.Paused))
	await(p, phase(protocol.Done))
	if n := len(p.curves(1)); n != epochs {
		t.Errorf("%d epochs were reported, want each of %d once", n, epochs)
	}
	p.settle()
	if got := hash(p.host.newest(t)); got != want {
		t.Errorf("weights %x after pauses, %x without", got, want)
	}
}

// stroke returns a plain "1": a thick bar.
func stroke(id int) *protocol.Predict {
	return &protocol.Predict{ID: id, Drawing: penned([]strokes.Stroke{line(.5, .15, .5, .85)}, .1)}
}

func TestPredictWhileTraining(t *testing.T) {
	var p *page
	asked := 0
	p = start(t, &fakeHost{onYield: func() {
		if asked++; asked == 2 {
			p.send(stroke(asked))
		}
	}})
	p.send(stroke(1)) // before there is a network: it is predicted as soon as there is one
	p.send(&protocol.Build{Run: 1, Settings: protocol.DefaultSettings()})
	guess := await[*protocol.Prediction](p, nil)
	if guess.ID != 1 || guess.Epoch != 0 || len(guess.Probabilities) != 10 || len(guess.Picture) != 64 {
		t.Errorf("guess %+v", guess)
	}
	p.send(&protocol.Train{Run: 1})
	during := await(p, func(e *protocol.Prediction) bool { return e.ID == 2 })
	if during.Epoch == 0 || during.Epoch == 100 {
		t.Errorf("the drawing made during the run was predicted after epoch %d", during.Epoch)
	}
	await(p, phase(protocol.Done))
	last := await(p, func(e *protocol.Prediction) bool { return e.Epoch == 100 })
	if sum := sum(last.Probabilities); sum < .999 || sum > 1.001 || last.Probabilities[1] < .5 {
		t.Errorf("a plain 1 is predicted as %v", last.Probabilities)
	}
	p.send(&protocol.Predict{ID: 9})
	if empty := await[*protocol.Prediction](p, nil); empty.ID != 9 || empty.Finding != protocol.NoInk || empty.Probabilities != nil {
		t.Errorf("an empty canvas is predicted as %+v", empty)
	}
}

func sum(x []float32) (s float32) {
	for _, v := range x {
		s += v
	}
	return s
}

func TestLearningRateIsReported(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(2)})
	p.send(&protocol.StepEpoch{Run: 1})
	await(p, phase(protocol.Paused))
	p.send(&protocol.SetLearningRate{Run: 1, Rate: .5})
	if s := await[*protocol.Status](p, nil); s.LearningRate != .5 {
		t.Errorf("status %+v, want the learning rate .5", s)
	}
	p.send(&protocol.SetLearningRate{Run: 1, Rate: -1})
	p.send(&protocol.Train{Run: 1})
	await(p, phase(protocol.Done))
	if e := p.curves(1); e[0].LearningRate != .001 || e[1].LearningRate != .5 || !(e[1].Loss > e[0].Loss) {
		t.Errorf("epochs %+v, want a second one spoilt by the learning rate .5", e)
	}
}

// A run whose weights explode pauses at the end of its last epoch, with the weights of that epoch, and may go on.
func TestDivergedRunGoesBack(t *testing.T) {
	t.Run("network", func(t *testing.T) { goesBack(t, settings(5)) })
	t.Run("ensemble", func(t *testing.T) {
		s := settings(5)
		s.Members = 2
		goesBack(t, s)
	})
}

// goesBack trains until the last network's weights explode.
func goesBack(t *testing.T, s protocol.Settings) {
	first := start(t, &fakeHost{})
	first.send(&protocol.Build{Run: 1, Settings: s})
	first.send(&protocol.StepEpoch{Run: 1})
	await[*protocol.Saved](first, nil)
	d := first.crash()
	k := d.newest(t)
	kernel := len(first.trainer.run.network.Params()) / s.Members * (s.Members - 1)
	for i := range k.Tensors[kernel].Data {
		k.Tensors[kernel].Data[i] = 1e30
	}
	d.checkpoints[k.Info.ID] = protocol.MarshalCheckpoint(k)

	p := start(t, &fakeHost{disk: d})
	p.send(&protocol.Restore{Run: 2, Settings: settings(5)})
	for range 2 {
		p.send(&protocol.Train{Run: 2})
		if failed := await[*protocol.Failed](p, nil); failed.Reason != protocol.Diverged || failed.Run != 2 || failed.Detail == "" {
			t.Errorf("failed %+v", failed)
		}
		await(p, phase(protocol.Paused))
	}
	p.send(&protocol.Pause{Run: 2})
	p.send(&protocol.Ping{})
	await[*protocol.Pong](p, nil)
	if n := len(p.curves(2)); n != 1 {
		t.Errorf("%d epochs, want the one from before", n)
	}
	if got := p.trainer.run.checkpoint.Tensors; !reflect.DeepEqual(got, k.Tensors) {
		t.Error("the weights are not those of the last epoch")
	}
}

func TestEchoesOfAnEarlierRun(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(2)})
	p.send(&protocol.Build{Run: 2, Settings: settings(2)})
	p.send(&protocol.Train{Run: 1})
	p.send(&protocol.SetLearningRate{Run: 1, Rate: 1})
	p.send(&protocol.Ping{ID: 5})
	await[*protocol.Pong](p, nil)
	if n := len(p.curves(1)) + len(p.curves(2)); n > 0 {
		t.Errorf("a command to run 1 trained %d epochs after run 2 was built", n)
	}
	p.send(&protocol.Train{Run: 2})
	if s := await(p, phase(protocol.Done)); s.LearningRate != .001 {
		t.Errorf("a command to run 1 changed run 2: %+v", s)
	}
}

func TestResetDuringARun(t *testing.T) {
	var p *page
	reset := false
	p = start(t, &fakeHost{onYield: func() {
		if !reset {
			reset = true
			p.send(&protocol.Build{Run: 2, Settings: settings(3)})
		}
	}})
	p.send(&protocol.Build{Run: 1, Settings: settings(1000)})
	p.send(&protocol.Train{Run: 1})
	await(p, func(b *protocol.Built) bool { return b.Run == 2 })
	if s := await[*protocol.Status](p, nil); s.Run != 2 || s.Phase != protocol.Idle {
		t.Errorf("after the reset: %+v", s)
	}
	p.send(&protocol.Train{Run: 2})
	await(p, phase(protocol.Done))
	if len(p.curves(2)) != 3 {
		t.Errorf("run 2 has %d epochs, want 3", len(p.curves(2)))
	}
}

func TestDataThatIsNotTheDigits(t *testing.T) {
	file, err := digitsFile()
	if err != nil {
		t.Fatal(err)
	}
	altered := append([]byte(nil), file...)
	altered[len(altered)/2] ^= 1
	for _, test := range []struct {
		name string
		data []byte
		err  error
		want protocol.Reason
	}{
		{"missing", nil, errors.New("the server answered 404"), protocol.DataMissing},
		{"truncated", file[:len(file)/2], nil, protocol.DataAltered},
		{"altered", altered, nil, protocol.DataAltered},
		{"empty", nil, nil, protocol.DataAltered},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := start(t, &fakeHost{digits: func() ([]byte, error) { return test.data, test.err }})
			if failed := await[*protocol.Failed](p, nil); failed.Reason != test.want || failed.Detail == "" {
				t.Errorf("failed %+v, want reason %d", failed, test.want)
			}
			p.send(&protocol.Build{Run: 1, Settings: settings(1)})
			p.send(&protocol.Train{Run: 1})
			p.send(&protocol.Ping{ID: 3})
			await[*protocol.Pong](p, nil)
			if len(p.host.events) != 2 {
				t.Errorf("without data the trainer says %v", p.host.events)
			}
		})
	}
}

// In a synctest bubble the clock stands still while a goroutine works: only waiting takes time.
func TestPace(t *testing.T) {
	for _, test := range []struct {
		pace   protocol.Pace
		epochs int
		want   time.Duration
	}{
		{protocol.Fastest, 5, 0},
		{protocol.Watch, 8, watchTime},
		{protocol.Slow, 3, 3 * time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			p := start(t, &fakeHost{})
			p.send(&protocol.SetPace{Pace: test.pace})
			p.send(&protocol.Build{Run: 1, Settings: settings(test.epochs)})
			await[*protocol.Built](p, nil)
			begin := time.Now()
			p.send(&protocol.Train{Run: 1})
			if test.pace != protocol.Fastest {
				middle := await(p, func(e *protocol.Progress) bool { return e.Epoch == test.epochs/2+1 && e.Step > 0 })
				took := time.Since(begin)
				if diff := middle.Remaining - (test.want - took).Seconds(); diff < -.2 || diff > .2 {
					t.Errorf("pace %d: %v s left of %v after %v", test.pace, middle.Remaining, test.want, took)
				}
			}
			await(p, phase(protocol.Done))
			if took := time.Since(begin); took < test.want || took > test.want+time.Millisecond {
				t.Errorf("pace %d: %d epochs took %v, want %v", test.pace, test.epochs, took, test.want)
			}
		})
	}
}

// The time of a run is that of its computing: neither pauses nor waits for the pace count, and in the bubble nothing else takes time.
func TestOnlyComputingIsCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := start(t, &fakeHost{})
		p.send(&protocol.SetPace{Pace: protocol.Slow})
		p.send(&protocol.Build{Run: 1, Settings: settings(2)})
		p.send(&protocol.Train{Run: 1})
		time.Sleep(500 * time.Millisecond)
		p.send(&protocol.Pause{Run: 1})
		await(p, phase(protocol.Paused))
		time.Sleep(time.Hour)
		p.send(&protocol.SetPace{Pace: protocol.Fastest})
		p.send(&protocol.Train{Run: 1})
		if tested := await[*protocol.Tested](p, nil); tested.Elapsed != 0 {
			t.Errorf("half a second at a slow pace and an hour of pause are counted as %v s", tested.Elapsed)
		}
	})
}

package trainer

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"

	"digitlab/nn32/drawing/strokes"
	"digitlab/wasm/protocol"
)

// writer is a made-up person with a habit: the same slant, width and height in every digit, a pen of one width, and small
// variations.
type writer struct {
	ways [10][]strokes.Stroke
	pen  float64
	rng  *rand.Rand
}

func newWriter(seed uint64) *writer {
	w := &writer{rng: rand.New(rand.NewPCG(seed, 1))}
	for digit := range w.ways {
		ways := strokes.Ways(digit)
		habit := rand.New(rand.NewPCG(seed, 2)) // the same for each digit
		w.ways[digit] = strokes.Vary(ways[w.rng.IntN(len(ways))], habit)
	}
	w.pen = .03 + .07*w.rng.Float64()
	return w
}

// write returns a digit.
func (w *writer) write(digit int) protocol.Drawing {
	uniform := func(most float64) float64 { return (2*w.rng.Float64() - 1) * most }
	wide, high, slant, turn := 1+uniform(.25), 1+uniform(.2), uniform(.2), uniform(.12)
	var out []strokes.Stroke
	for _, s := range w.ways[digit] {
		bend := uniform(.06)
		var way strokes.Stroke
		for i, p := range s {
			x, y := p.X-.5, p.Y-.5
			t := float64(i) / float64(len(s))
			way = append(way, strokes.Point{X: .5 + wide*x - (slant+turn)*y + bend*4*t*(1-t), Y: .5 + high*y + turn*x})
		}
		out = append(out, way)
	}
	return penned(out, w.pen)
}

// samples returns commands for some drawings of each digit, with IDs from first on.
func (w *writer) samples(first, each int) (commands []protocol.Command) {
	for i := range 10 * each {
		commands = append(commands, &protocol.SetSample{ID: first + i, Label: uint8(i % 10), Drawing: w.write(i % 10)})
	}
	return commands
}

// rightOf counts the correct predictions of samples whose label is the ID's last digit.
func rightOf(r *protocol.SamplePredictions) (right int) {
	for _, prediction := range r.Predictions {
		if int(prediction.Digit) == prediction.ID%10 {
			right++
		}
	}
	return right
}

func many(n int) func(*protocol.SamplePredictions) bool {
	return func(r *protocol.SamplePredictions) bool { return len(r.Predictions) == n }
}

func TestSamplesArePredictedAsTheNetworkLearns(t *testing.T) {
	p := start(t, &fakeHost{})
	w := newWriter(1)
	p.send(w.samples(0, 2)...)
	p.send(&protocol.Build{Run: 1, Settings: settings(10)})
	if r := await(p, many(20)); r.Run != 1 || r.Epoch != 0 {
		t.Errorf("untrained: run %d, epoch %d", r.Run, r.Epoch)
	}
	p.send(&protocol.StepEpoch{Run: 1})
	await(p, phase(protocol.Paused))
	if r := await(p, many(20)); r.Epoch != 1 {
		t.Errorf("paused after an epoch, they are predicted after %d", r.Epoch)
	}
	p.send(&protocol.Train{Run: 1})
	await(p, phase(protocol.Done))
	r := await(p, func(r *protocol.SamplePredictions) bool { return r.Epoch == 10 })
	if right := rightOf(r); right < 12 {
		t.Errorf("%d of 20 plainly written digits are predicted right", right)
	}
	if !slices.IsSortedFunc(r.Predictions, func(a, b protocol.SamplePrediction) int { return a.ID - b.ID }) {
		t.Error("they are not in the order of their IDs")
	}
	for _, prediction := range r.Predictions {
		if !(prediction.Confidence >= .1 && prediction.Confidence <= 1) {
			t.Errorf("%+v", prediction)
		}
	}

	// A drawing is predicted as a sample is.
	last := w.write(3)
	p.send(&protocol.Predict{ID: 5, Drawing: last}, &protocol.SetSample{ID: 33, Label: 3, Drawing: last})
	drawn := await[*protocol.Prediction](p, nil)
	if sampled := await(p, many(21)).Predictions[20]; drawn.Probabilities[sampled.Digit] != sampled.Confidence {
		t.Errorf("as a drawing %v, as a sample %+v", drawn.Probabilities, sampled)
	}

	p.send(&protocol.DropSample{ID: 4})
	for _, prediction := range await(p, many(20)).Predictions {
		if prediction.ID == 4 {
			t.Error("a sample that was dropped is predicted")
		}
	}
}

// Commands that our page never sends change nothing.
func TestSamplesThatCannotBe(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(1)})
	p.send(newWriter(1).samples(0, 1)...)
	p.send(
		&protocol.SetSample{ID: 20, Label: 3, Drawing: penned([]strokes.Stroke{line(2, 2, 3, 3)}, .1)},           // off the paper
		&protocol.SetSample{ID: 21, Label: 3, Drawing: protocol.Drawing{Strokes: newWriter(1).write(3).Strokes}}, // no pen
		&protocol.SetSample{ID: 22, Label: 10, Drawing: newWriter(1).write(3)},
		&protocol.SetSample{ID: 23, Label: 3}, // a new label for an unknown sample
		&protocol.SetSample{ID: 2, Label: 11},
		&protocol.DropSample{ID: 24},
	)
	p.settle()
	if got := await(p, many(10)); len(got.Predictions) != 10 {
		t.Errorf("%d samples are predicted", len(got.Predictions))
	}
	p.trainer.samples.all = p.trainer.samples.all[:0:0]
	for i := range protocol.MaxSamples + 5 {
		p.send(&protocol.SetSample{ID: i, Label: 1, Drawing: penned([]strokes.Stroke{line(.5, .2, .5, .8)}, .1)})
	}
	await(p, many(protocol.MaxSamples))
	p.settle()
	if n := len(p.trainer.samples.all); n != protocol.MaxSamples {
		t.Errorf("%d samples stay", n)
	}
}

func TestFineTune(t *testing.T) {
	ensemble := settings(10)
	ensemble.Members = 3
	for name, s := range map[string]protocol.Settings{"one network": settings(10), "three": ensemble} {
		t.Run(name, func(t *testing.T) { testFineTune(t, s) })
	}
}

func testFineTune(t *testing.T, s protocol.Settings) {
	p := start(t, &fakeHost{})
	w := newWriter(3)
	p.send(w.samples(0, 2)...)
	tested := p.train(1, s)
	p.seen = 0
	from := await[*protocol.Built](p, nil)
	before := await(p, func(r *protocol.SamplePredictions) bool { return r.Epoch == 10 && len(r.Predictions) == 20 })
	original := p.host.newest(t)

	p.send(&protocol.FineTune{Run: 2})
	built := await(p, func(b *protocol.Built) bool { return b.Run == 2 })
	if built.ID == from.ID || built.FineTunedOn != 20 || !built.Settings.Equal(from.Settings) {
		t.Errorf("built %+v", built)
	}
	await(p, phase(protocol.Done))
	after := await(p, func(r *protocol.SamplePredictions) bool { return r.Run == 2 })
	report := await[*protocol.FineTuned](p, nil)
	p.settle()
	t.Logf("%+v, of those samples themselves %d", report, rightOf(after))
	p.send(stroke(1))
	if drawn := await(p, func(e *protocol.Prediction) bool { return e.Run == 2 && e.ID == 1 }); drawn.Epoch != 10 || drawn.Guess() {
		t.Errorf("a drawing is predicted as after epoch %d", drawn.Epoch)
	}
	if report.Run != 2 || report.Failure != "" || report.Samples != 20 || report.TestBefore != tested.Accuracy {
		t.Errorf("reported %+v, the test accuracy was %v", report, tested.Accuracy)
	}
	if want := float32(rightOf(before)) / 20; report.Before != want {
		t.Errorf("before %v, by the predictions %v", report.Before, want)
	}
	if rightOf(after) < rightOf(before) || rightOf(after) < 19 {
		t.Errorf("%d of the samples that it was fine-tuned on are predicted right, %d before", rightOf(after), rightOf(before))
	}
	if report.TestAfter < report.TestBefore-.03 {
		t.Errorf("it forgot the test digits: %v → %v", report.TestBefore, report.TestAfter)
	}

	// Both runs are stored, the new one with its weights before and after.
	runs := p.runs().Runs
	if len(runs) != 2 || runs[0].ID != built.ID || runs[0].FineTunedOn != 20 || runs[0].Accuracy != report.TestAfter || !runs[0].Tested ||
		runs[1].ID != from.ID || runs[1].FineTunedOn != 0 || runs[1].Accuracy != tested.Accuracy {
		t.Errorf("listed %+v", runs)
	}
	tuned := p.host.newest(t)
	if got := hash(&protocol.Checkpoint{Tensors: tuned.Tensors[len(tuned.Tensors)/2:]}); got != hash(original) {
		t.Error("the weights before are not those of the run before")
	}

	// Fine-tuned again, it begins from the weights before and gives the same result to the bit. So it does in another tab.
	p.send(&protocol.FineTune{Run: 3})
	again := await[*protocol.FineTuned](p, nil)
	p.settle()
	if again.Run = 2; !reflect.DeepEqual(again, report) || hash(p.host.newest(t)) != hash(tuned) {
		t.Errorf("fine-tuned again %+v, before %+v", again, report)
	}
	other := start(t, &fakeHost{disk: p.crash()})
	other.send(&protocol.Restore{Run: 7, Settings: protocol.DefaultSettings()})
	restored := await[*protocol.Built](other, nil)
	if restored.FineTunedOn != 20 || !restored.Restored {
		t.Errorf("restored %+v", restored)
	}
	w = newWriter(3)
	commands := w.samples(0, 2)
	slices.Reverse(commands) // the order of arrival does not matter
	other.send(commands...)
	if r := await(other, many(20)); rightOf(r) != rightOf(after) {
		t.Errorf("restored, it predicts %d right, before %d", rightOf(r), rightOf(after))
	}
	other.send(&protocol.FineTune{Run: 8})
	again = await[*protocol.FineTuned](other, nil)
	other.settle()
	if again.Run = 2; !reflect.DeepEqual(again, report) || hash(other.host.newest(t)) != hash(tuned) {
		t.Errorf("fine-tuned in another tab %+v, before %+v", again, report)
	}
}

// With one sample of a digit, the accuracy on other samples cannot be measured.
func TestFineTuneOnOneOfEach(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(newWriter(4).samples(0, 1)...)
	p.train(1, settings(3))
	p.send(&protocol.FineTune{Run: 2})
	if report := await[*protocol.FineTuned](p, nil); report.Failure != "" || report.Samples != 10 || report.After >= 0 || report.Before < 0 {
		t.Errorf("reported %+v", report)
	}
}

func TestFineTuneRefusals(t *testing.T) {
	p := start(t, &fakeHost{})
	refused := func(run int, why protocol.TuningProblem) {
		t.Helper()
		p.send(&protocol.FineTune{Run: run})
		if report := await[*protocol.FineTuned](p, nil); report.Run != run || report.Problem != why || report.Failure == "" {
			t.Errorf("reported %+v, want it refused: %d", report, why)
		}
	}
	refused(1, protocol.RunNotDone)
	p.train(2, settings(2))
	refused(3, protocol.NoSamples)
	p.send(newWriter(1).samples(0, 1)...)
	p.send(&protocol.Build{Run: 4, Settings: settings(3)}, &protocol.StepEpoch{Run: 4})
	await(p, phase(protocol.Paused))
	refused(5, protocol.RunNotDone)
	p.send(&protocol.Train{Run: 4})
	await(p, phase(protocol.Done)) // the run was not disturbed

}

// Pings are answered during fine-tuning, and a new run ends it.
func TestFineTuneIsEnded(t *testing.T) {
	var armed atomic.Bool
	host := &fakeHost{}
	p := start(t, host)
	host.onYield = func() {
		if armed.CompareAndSwap(true, false) {
			p.send(&protocol.Ping{ID: 1}, &protocol.FineTune{Run: 7}, &protocol.Build{Run: 8, Settings: settings(1)})
		}
	}
	s := protocol.BetterPreset.Settings()
	s.Epochs = 1
	p.send(newWriter(1).samples(0, 2)...)
	p.train(5, s)
	armed.Store(true)
	p.send(&protocol.FineTune{Run: 6})
	await[*protocol.Pong](p, nil)
	if report := await[*protocol.FineTuned](p, nil); report.Run != 7 || report.Failure == "" {
		t.Errorf("the second FineTune is answered by %+v", report)
	}
	await(p, func(s *protocol.Status) bool { return s.Run == 8 })
	p.settle()
	p.host.mu.Lock()
	defer p.host.mu.Unlock()
	for _, e := range p.host.events {
		if b, ok := e.(*protocol.Built); ok && b.Run == 6 {
			t.Error("a run was made of it")
		}
	}
}

func TestFineTunedRunThatIsDamaged(t *testing.T) {
	a := protocol.Array{Name: "a", Data: []float32{1, 2}}
	b := protocol.Array{Name: "b", Data: []float32{1}}
	for name, c := range map[string]struct {
		tensors []protocol.Array
		ok      bool
	}{
		"whole":    {[]protocol.Array{a, b, a, b}, true},
		"odd":      {[]protocol.Array{a, b, a}, false},
		"swapped":  {[]protocol.Array{a, b, b, a}, false},
		"cut":      {[]protocol.Array{a, b, {Name: "a", Data: []float32{1}}, b}, false},
		"original": {[]protocol.Array{a}, false},
	} {
		k := &protocol.Checkpoint{Info: protocol.RunInfo{FineTunedOn: 3}, Tensors: c.tensors}
		original, err := splitTensors(k)
		if (err == nil) != c.ok || c.ok && (len(original) != 2 || len(k.Tensors) != 2) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHalve(t *testing.T) {
	var labels []int
	for range 3 {
		for d := range 10 {
			labels = append(labels, d)
		}
	}
	halves, enough := halve(labels)
	if !enough || len(halves[0]) != 20 || len(halves[1]) != 10 {
		t.Errorf("%v %v", halves, enough)
	}
	for _, half := range halves {
		var seen [10]bool
		for _, i := range half {
			seen[labels[i]] = true
		}
		if seen != [10]bool{true, true, true, true, true, true, true, true, true, true} {
			t.Errorf("a half has the digits %v", seen)
		}
	}
	if _, enough := halve(labels[:19]); enough {
		t.Error("one 9 is said to be enough")
	}
}

// For made-up writers whose other drawings are unknown to the network: one sample of each digit helps, two help more, and the
// accuracy on the known digits stays.
func TestFineTuningHelps(t *testing.T) {
	writers, epochs := uint64(12), 40
	if testing.Short() {
		writers, epochs = 4, 20
	}
	const unseen = 5 // per digit
	p := start(t, &fakeHost{})
	p.train(1, settings(epochs))
	from := p.runs().Runs[0].ID
	run := 1
	accuracy := func(w *writer, each int) float32 {
		for i := range 10 * each { // the unseen drawings replace the samples
			p.send(&protocol.DropSample{ID: i})
		}
		p.send(w.samples(1000, unseen)...)
		right := rightOf(await(p, many(10*unseen)))
		for i := range 10 * unseen {
			p.send(&protocol.DropSample{ID: 1000 + i})
		}
		return float32(right) / (10 * unseen)
	}
	var mean [3]float32
	var tests [3]float32
	for seed := range writers {
		var got [3]float32
		for each := range got {
			run++
			p.send(&protocol.OpenRun{Run: run, ID: from})
			await(p, func(s *protocol.Status) bool { return s.Run == run })
			w := newWriter(100 + seed)
			p.send(w.samples(0, each)...)
			if each > 0 {
				run++
				p.send(&protocol.FineTune{Run: run})
				report := await[*protocol.FineTuned](p, nil)
				if report.Failure != "" || report.Samples != 10*each {
					t.Fatalf("reported %+v", report)
				}
				tests[0] += report.TestBefore / float32(writers) / 2
				tests[each] += report.TestAfter / float32(writers)
			}
			got[each] = accuracy(w, each)
			mean[each] += got[each] / float32(writers)
		}
		t.Logf("writer %2d: %.2f original, %.2f with one of each digit, %.2f two", seed, got[0], got[1], got[2])
	}
	t.Logf("%d writers: mean %.3f original, %.3f with one of each digit, %.3f two; on the test digits %.3f", writers, mean[0], mean[1], mean[2], tests)
	if !(mean[1] > mean[0] && mean[2] > mean[0]) {
		t.Errorf("fine-tuning does not help: %v", mean)
	}
	if tests[2] < tests[0]-.02 {
		t.Errorf("it forgets the test digits: %v", tests)
	}
}

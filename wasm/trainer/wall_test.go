package trainer

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/model"
)

// wallOf awaits the pictures of a wall and returns its labels and pictures.
func (p *page) wallOf() (labels, pictures []byte) {
	p.t.Helper()
	for {
		e := await[*protocol.DigitPictures](p, nil)
		if e.From != len(labels) {
			p.t.Fatalf("%d pictures have come, and then from %d on", len(labels), e.From)
		}
		labels, pictures = append(labels, e.Labels...), append(pictures, e.Pictures...)
		if len(labels) == e.Count {
			return labels, pictures
		}
	}
}

// read awaits what is read at a moment.
func (p *page) read(run int, m protocol.Moment) *protocol.DigitPredictions {
	p.t.Helper()
	return await(p, func(e *protocol.DigitPredictions) bool { return e.Run == run && e.Moment == m })
}

// expected returns what a network predicts for all digits, predicted at once.
func expected(t *testing.T, network *model.Network, split data.Split) *protocol.DigitPredictions {
	t.Helper()
	out := &protocol.DigitPredictions{}
	for _, part := range []nn32.Data{split.Test, split.Fit, split.Validation} {
		p, err := network.Predict(part.X)
		if err != nil {
			t.Fatal(err)
		}
		for i, label := range part.Labels {
			row := slices.Clone(p.Data[i*10:][:10])
			most := slices.Max(row)
			out.Predicted = append(out.Predicted, byte(slices.Index(row, most)))
			out.Confidence, out.Probability = append(out.Confidence, most), append(out.Probability, row[label])
			slices.Sort(row)
			out.Margin = append(out.Margin, row[9]-row[8])
		}
	}
	return out
}

func samePredictions(got, want *protocol.DigitPredictions) bool {
	return slices.Equal(got.Predicted, want.Predicted) && slices.Equal(got.Confidence, want.Confidence) &&
		slices.Equal(got.Margin, want.Margin) && slices.Equal(got.Probability, want.Probability)
}

// All digits are read as Predict predicts them: before the training, after each epoch, and at the moment of the time machine. The pictures
// come once, in the order of the places.
func TestWall(t *testing.T) {
	s := settings(3)
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: s}, &protocol.WatchDigits{On: true})
	labels, pictures := p.wallOf()
	split, err := p.trainer.data.Split(s)
	if err != nil {
		t.Fatal(err)
	}
	want := slices.Concat(data.Labels(split.Test), data.Labels(split.Fit), data.Labels(split.Validation))
	if len(want) != 1797 || !slices.Equal(labels, want) {
		t.Errorf("%d labels, want %d; or others", len(labels), len(want))
	}
	if want := slices.Concat(data.Pictures(split.Test), data.Pictures(split.Fit), data.Pictures(split.Validation)); !slices.Equal(pictures, want) {
		t.Error("the pictures are others")
	}
	network, err := model.New(s)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.read(1, protocol.Moment{}); !samePredictions(got, expected(t, network, split)) {
		t.Error("the untrained network reads otherwise")
	}
	byEpoch := []*protocol.DigitPredictions{expected(t, network, split)}
	for step, err := range network.Steps(split.Fit, s, 0) {
		if err != nil {
			t.Fatal(err)
		}
		if step.Last {
			byEpoch = append(byEpoch, expected(t, network, split))
		}
	}
	for epoch := 1; epoch <= 3; epoch++ {
		p.send(&protocol.StepEpoch{Run: 1})
		if got := p.read(1, protocol.Moment{Epoch: epoch}); !samePredictions(got, byEpoch[epoch]) {
			t.Errorf("after epoch %d the digits are read otherwise", epoch)
		}
	}
	p.settle()
	for _, epoch := range []int{0, 2, 1} {
		p.send(&protocol.LookAt{Run: 1, Moment: protocol.Moment{Epoch: epoch}})
		if got := p.read(1, protocol.Moment{Epoch: epoch}); !samePredictions(got, byEpoch[epoch]) {
			t.Errorf("at epoch %d the digits are read otherwise", epoch)
		}
	}
	p.send(&protocol.LookAt{Run: 1, Now: true})
	p.read(1, protocol.Moment{Epoch: 3})

	// The same data in another run is not sent again.
	p.settle()
	p.send(&protocol.Build{Run: 2, Settings: s})
	p.read(2, protocol.Moment{})
	// Another split is.
	s.TestPercent = 40
	p.send(&protocol.Build{Run: 3, Settings: s})
	p.wallOf()
	p.read(3, protocol.Moment{})
	p.host.mu.Lock()
	defer p.host.mu.Unlock()
	sent := 0
	for _, e := range p.host.events {
		if e, ok := e.(*protocol.DigitPictures); ok {
			sent += len(e.Labels)
		}
	}
	if sent != 2*1797 {
		t.Errorf("%d pictures were sent, want those of two splits", sent)
	}
}

// A run reads the digits at moments of its own, from the weights of one moment each, and is not changed by it.
func TestWallDuringARun(t *testing.T) {
	s := settings(60)
	want := trained(t, s)
	p := start(t, &fakeHost{})
	p.send(&protocol.WatchDigits{On: true})
	p.train(1, s)
	p.read(1, protocol.Moment{Epoch: 60})
	if got := hash(p.host.newest(t)); got != want {
		t.Error("the digits were read, and the weights are others")
	}
	split, err := p.trainer.data.Split(s)
	if err != nil {
		t.Fatal(err)
	}
	network, err := model.New(s)
	if err != nil {
		t.Fatal(err)
	}
	at := map[protocol.Moment]*protocol.DigitPredictions{}
	p.host.mu.Lock()
	for _, e := range p.host.events {
		if e, ok := e.(*protocol.DigitPredictions); ok {
			at[e.Moment] = e
		}
	}
	p.host.mu.Unlock()
	during := 0
	for step, err := range network.Steps(split.Fit, s, 0) {
		if err != nil {
			t.Fatal(err)
		}
		m := momentAfter(step)
		if got := at[m]; got != nil {
			during++
			if !samePredictions(got, expected(t, network, split)) {
				t.Errorf("at %+v the digits are read otherwise", m)
			}
		}
	}
	if during < 2 {
		t.Errorf("the digits were read at %d moments of the run, want some before its end", during)
	}
}

// Where the moment moves on, what was begun is given up: what is sent is of the last one. While a slider is moving, which may be for long,
// some moments on the way are read too.
func TestWallIsSuperseded(t *testing.T) {
	for near, want := range map[bool][2]int{false: {1, 1}, true: {2, 4}} {
		p := start(t, &fakeHost{})
		p.train(1, settings(4))
		commands := []protocol.Command{&protocol.WatchDigits{On: true}}
		for look := range 60 {
			commands = append(commands, &protocol.LookAt{Run: 1, Moment: protocol.Moment{Epoch: look % 4}, Near: near})
		}
		p.send(append(commands, &protocol.LookAt{Run: 1, Moment: protocol.Moment{Epoch: 2}})...)
		p.read(1, protocol.Moment{Epoch: 2})
		for range 3 {
			p.settle()
		}
		p.host.mu.Lock()
		read := 0
		var last *protocol.DigitPredictions
		for _, e := range p.host.events {
			if e, ok := e.(*protocol.DigitPredictions); ok {
				last = e
				read++
			}
		}
		p.host.mu.Unlock()
		if last.Moment != (protocol.Moment{Epoch: 2}) || read < want[0] || read > want[1] {
			t.Errorf("near %v: the last that was read is %+v, the %dth, want %d to %d", near, last.Moment, read, want[0], want[1])
		}
	}
}

// Learning a digit is not lost because the digits are being read.
func TestLearnWhileTheWallIsRead(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(2)})
	await[*protocol.Built](p, nil)
	p.send(&protocol.WatchDigits{On: true}, &protocol.Learn{Run: 1, Subject: protocol.SampleSubject, Digit: 1700, Apply: true})
	learned := await[*protocol.Learned](p, nil)
	split, err := p.trainer.data.Split(settings(2))
	if err != nil {
		t.Fatal(err)
	}
	if one, _ := split.At(1700); learned.Label != one.Labels[0] || learned.Taken != 1 {
		t.Errorf("learned %+v", learned)
	}
	// What it has changed is read again.
	before, err := model.New(settings(2))
	if err != nil {
		t.Fatal(err)
	}
	if got := p.read(1, protocol.Moment{}); samePredictions(got, expected(t, before, split)) {
		t.Error("the digits are read as before the step")
	}
}

// What is not a number is read as no digit.
func TestPredictionOf(t *testing.T) {
	nan := float32(math.NaN())
	for _, c := range []struct {
		probabilities      []float32
		digit              byte
		confidence, margin float32
	}{
		{[]float32{.125, .5, .25, 0, 0, 0, 0, .125, 0, 0}, 1, .5, .25},
		{[]float32{.5, .5, 0, 0, 0, 0, 0, 0, 0, 0}, 0, .5, 0},
		{[]float32{0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 9, 1, 1},
		{[]float32{nan, nan, nan, nan, nan, nan, nan, nan, nan, nan}, protocol.NoPrediction, 0, 0},
		{[]float32{1, nan, 0, 0, 0, 0, 0, 0, 0, 0}, protocol.NoPrediction, 0, 0},
		{[]float32{float32(math.Inf(1)), 0, 0, 0, 0, 0, 0, 0, 0, 0}, protocol.NoPrediction, 0, 0},
	} {
		if digit, confidence, margin := predictionOf(c.probabilities); digit != c.digit || confidence != c.confidence || margin != c.margin {
			t.Errorf("%v: %d, %v, %v", c.probabilities, digit, confidence, margin)
		}
	}
}

// A digit's way through the epochs is that of the predictions at them: of a run just trained, of one that was stored, of one whose epochs are
// thinned out.
func TestCourse(t *testing.T) {
	s := settings(9)
	live := start(t, &fakeHost{})
	live.send(&protocol.Build{Run: 1, Settings: s}, &protocol.WatchDigits{On: true})
	byEpoch := []*protocol.DigitPredictions{live.read(1, protocol.Moment{})}
	for epoch := 1; epoch <= 9; epoch++ {
		live.send(&protocol.StepEpoch{Run: 1})
		byEpoch = append(byEpoch, live.read(1, protocol.Moment{Epoch: epoch}))
	}
	live.settle()
	stored := start(t, &fakeHost{disk: live.crash()})
	stored.send(&protocol.Restore{Run: 1, Settings: settings(1)}, &protocol.WatchDigits{On: true})
	await[*protocol.Results](stored, nil)
	thinned := keeping(t, &fakeHost{}, thin)
	thinned.send(&protocol.WatchDigits{On: true})
	thinned.train(1, s)
	none := keeping(t, &fakeHost{}, 0)
	none.send(&protocol.WatchDigits{On: true})
	none.train(1, s)
	const digit = 1234
	for name, c := range map[string]struct {
		p      *page
		epochs []int
		lost   bool
	}{
		"kept": {live, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, false}, "stored": {stored, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, false},
		"thinned out": {thinned, []int{0, 4, 8, 9}, false}, "none kept": {none, []int{9}, true},
	} {
		c.p.send(&protocol.FollowDigit{Run: 1, Digit: digit})
		course := await(c.p, func(e *protocol.DigitCourse) bool { return e.Share == 1 })
		if course.Digit != digit || !slices.Equal(course.Epochs, c.epochs) || course.Lost != c.lost {
			t.Errorf("%s: %+v", name, course)
		}
		for i, epoch := range course.Epochs {
			if course.Probability[i] != byEpoch[epoch].Probability[digit] || course.Predicted[i] != byEpoch[epoch].Predicted[digit] {
				t.Errorf("%s: after epoch %d it was %v, want %v", name, epoch, course.Probability[i], byEpoch[epoch].Probability[digit])
			}
		}
	}
	// The first epochs that read each digit rightly.
	want := slices.Repeat([]int{-1}, 1797)
	split, err := live.trainer.data.Split(s)
	if err != nil {
		t.Fatal(err)
	}
	labels := slices.Concat(split.Test.Labels, split.Fit.Labels, split.Validation.Labels)
	for epoch := 9; epoch > 0; epoch-- {
		for place, d := range byEpoch[epoch].Predicted {
			if int(d) == labels[place] {
				want[place] = epoch
			}
		}
	}
	for name, p := range map[string]*page{"kept": live, "stored": stored} {
		p.send(&protocol.WatchDigits{On: true, Forgotten: true})
		first := await(p, func(e *protocol.FirstRight) bool { return e.Share == 1 })
		if !slices.Equal(first.Epochs, want) || first.Every != 1 {
			t.Errorf("%s: the first right epochs are others, of every %d", name, first.Every)
		}
	}
}

// What the page asks of a digit that there is not, or of another run, has no answer and no effect.
func TestFollowNoDigit(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.FollowDigit{Run: 1}, &protocol.WatchDigits{On: true})
	p.send(&protocol.Build{Run: 1, Settings: settings(2)})
	p.send(&protocol.FollowDigit{Run: 1, Digit: -1}, &protocol.FollowDigit{Run: 1, Digit: 1797}, &protocol.FollowDigit{Run: 2, Digit: 3},
		&protocol.FollowDigit{Run: 1, Digit: 1796})
	if e := await[*protocol.DigitCourse](p, nil); e.Digit != 1796 || !slices.Equal(e.Epochs, []int{0}) {
		t.Errorf("%+v", e)
	}
}

// A network whose weights are not numbers reads no digit, and nothing fails.
func TestWallOfADivergedRun(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(2)})
	await[*protocol.Built](p, nil)
	p.settle()
	for _, w := range p.trainer.run.network.Params() {
		for i := range w.Value.Data {
			w.Value.Data[i] = float32(math.NaN())
		}
	}
	p.send(&protocol.WatchDigits{On: true})
	got := p.read(1, protocol.Moment{})
	if len(got.Predicted) != 1797 || slices.ContainsFunc(got.Predicted, func(d byte) bool { return d != protocol.NoPrediction }) {
		t.Errorf("it has read %v", got.Predicted[:20])
	}
	if slices.Max(got.Confidence) != 0 || slices.Max(got.Margin) != 0 || got.Probability[0] == got.Probability[0] {
		t.Errorf("its confidence is %v, its margin %v, the label's probability %v", got.Confidence[0], got.Margin[0], got.Probability[0])
	}
	p.send(&protocol.FollowDigit{Run: 1, Digit: 3})
	if course := await[*protocol.DigitCourse](p, nil); len(course.Epochs) != 1 || course.Predicted[0] == protocol.NoPrediction { // of the kept weights
		t.Errorf("%+v", course)
	}
}

// An ensemble reads as its mean does.
func TestWallOfAnEnsemble(t *testing.T) {
	s := settings(1)
	s.Members = 3
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: s}, &protocol.WatchDigits{On: true})
	got := p.read(1, protocol.Moment{})
	network, err := model.New(s)
	if err != nil {
		t.Fatal(err)
	}
	split, err := p.trainer.data.Split(s)
	if err != nil {
		t.Fatal(err)
	}
	if !samePredictions(got, expected(t, network, split)) {
		t.Error("the ensemble reads otherwise")
	}
}

// The results of a moment of a diverged run are no digits either.
func TestResultsOfADivergedMoment(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(2)}, &protocol.StepEpoch{Run: 1})
	await(p, phase(protocol.Paused))
	p.settle()
	values := p.trainer.run.history.At(protocol.Moment{})
	for i := range values {
		values[i] = float32(math.NaN())
	}
	p.send(&protocol.LookAt{Run: 1, Results: true})
	got := await(p, func(r *protocol.Results) bool { return r.Past })
	if got.Predicted[0] != protocol.NoPrediction || got.Confidence[0] != 0 || len(got.Pictured) != 0 {
		t.Errorf("it is read as %d (%v)", got.Predicted[0], got.Confidence[0])
	}
}

// noiseIDX returns pictures of noise with labels, as two files.
func noiseIDX(count int) []protocol.NamedFile {
	x := binary.BigEndian.AppendUint32([]byte{0, 0, 8, 3}, uint32(count))
	x = append(x, 0, 0, 0, 28, 0, 0, 0, 28)
	y := binary.BigEndian.AppendUint32([]byte{0, 0, 8, 1}, uint32(count))
	rng := rand.New(rand.NewPCG(1, uint64(count)))
	for i := range count {
		for range 28 * 28 {
			x = append(x, byte(rng.Uint32()))
		}
		y = append(y, byte(i%10))
	}
	return []protocol.NamedFile{{Name: "x", Bytes: x}, {Name: "y", Bytes: y}}
}

// Of more digits than the wall has room for the first are on it, beginning with the test digits; other files bring other pictures.
func TestWallOfOpenedFiles(t *testing.T) {
	p := start(t, &fakeHost{})
	s := settings(1)
	s.Data, s.Layers = protocol.Opened, []protocol.Layer{{Kind: protocol.Flatten}}
	p.send(&protocol.WatchDigits{On: true})
	for i, count := range []int{10_700, 400} {
		run := i + 1
		p.send(&protocol.OpenData{Files: noiseIDX(count)})
		await(p, func(s *protocol.DataState) bool { return s.Data == protocol.Opened && s.Count == count })
		p.send(&protocol.Build{Run: run, Settings: s})
		labels, pictures := p.wallOf()
		got := p.read(run, protocol.Moment{})
		split, err := p.trainer.data.Split(s)
		if err != nil {
			t.Fatal(err)
		}
		want := min(count, protocol.MaxWalled)
		if len(labels) != want || len(got.Predicted) != want || !slices.Equal(labels[:split.Test.Len()], data.Labels(split.Test)) ||
			!slices.Equal(pictures[:784], data.Pictures(split.Test.Slice(0, 1))) {
			t.Errorf("of %d digits %d are on the wall, and %d are read, want %d; or others", count, len(labels), len(got.Predicted), want)
		}
		network, err := model.New(s)
		if err != nil {
			t.Fatal(err)
		}
		all := expected(t, network, split)
		if !slices.Equal(got.Predicted, all.Predicted[:want]) || !slices.Equal(got.Probability, all.Probability[:want]) {
			t.Errorf("of %d digits some are read otherwise", count)
		}
	}
}

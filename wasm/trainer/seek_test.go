package trainer

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/model"
)

func found(s *protocol.Sought) bool { return s.Share == 1 }

func finished(a *protocol.Ascended) bool { return a.Steps == protocol.AscentSteps }

// The nine digits at each end are those that computing every place of every training digit gives, in order, and the patches are cut out of
// them where the window of the convolution lies.
func TestSeek(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(3)}, &protocol.StepEpoch{Run: 1})
	await(p, phase(protocol.Paused))
	p.send(&protocol.Seek{Run: 1, Layer: 1, Unit: 4})
	got := await(p, found)
	if got.Epoch != 1 || got.Step != 0 || got.Digits != got.All || len(got.Most) != 9 || len(got.Least) != 9 {
		t.Fatalf("it is %+v", got)
	}
	r := p.present()
	p.stop()
	type candidate struct {
		value              float32
		digit, row, column int
	}
	kernel := r.network.Members[0].Params()[0].Value.Data
	bias := r.network.Members[0].Params()[1].Value.Data
	var most, least []candidate
	for digit := range r.data.Fit.Len() {
		x := r.data.Fit.Slice(digit, digit+1).X.Values()
		var up, down candidate
		for place := range 36 {
			c := candidate{bias[4], digit, place / 6, place % 6}
			for tap := range 9 {
				c.value += float32(kernel[tap*10+4] * x[(c.row+tap/3)*8+c.column+tap%3])
			}
			if place == 0 || c.value > up.value {
				up = c
			}
			if place == 0 || c.value < down.value {
				down = c
			}
		}
		most, least = append(most, up), append(least, down)
	}
	slices.SortStableFunc(most, func(a, b candidate) int { return compare(b.value, a.value) })
	slices.SortStableFunc(least, func(a, b candidate) int { return compare(a.value, b.value) })
	for i := range 18 {
		c, patch := most[i%9], got.Most[i%9]
		if i >= 9 {
			c, patch = least[i%9], got.Least[i%9]
		}
		one := r.data.Fit.Slice(c.digit, c.digit+1)
		want := protocol.Patch{Label: data.Labels(one)[0], Value: c.value, Top: c.row, Left: c.column, Height: 3, Width: 3}
		for y := range 3 {
			want.Picture = append(want.Picture, data.Pictures(one)[(c.row+y)*8+c.column:][:3]...)
		}
		if !reflect.DeepEqual(patch, want) {
			t.Errorf("patch %d is %+v, want %+v", i, patch, want)
		}
	}
}

// present returns the trainer's run.
func (p *page) present() (r *run) {
	done := make(chan struct{})
	p.trainer.inLoop(func() { r = p.trainer.run; close(done) })
	<-done
	return r
}

// together sends commands of which none is executed before all are there.
func (p *page) together(commands ...protocol.Command) {
	p.trainer.inLoop(func() { p.send(commands...) })
}

func compare(a, b float32) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Of an element the whole digits are shown. An element of the last layer prefers its own digit, once it is trained, and the picture that is
// made for it is read as that digit: from noise as from the mean, and the second time the same to the bit.
func TestAscend(t *testing.T) {
	p := start(t, &fakeHost{})
	p.train(1, settings(20))
	for _, c := range []protocol.Ascend{{Seed: 1}, {Seed: 2, TotalVariation: .2, L2: .1}, {Mean: true}} {
		c.Seek = protocol.Seek{Run: 1, Layer: 5, Unit: 3}
		p.send(&c.Seek, &c)
		for _, patch := range await(p, found).Most {
			if patch.Label != 3 || patch.Height != 8 || patch.Width != 8 || len(patch.Picture) != 64 {
				t.Errorf("the unit of digit 3 is excited by %+v", patch)
			}
		}
		first := await(p, finished)
		if first.Ascend != c || first.Digit != 3 || first.Confidence < .9 || !(first.Last > first.First) || len(first.Picture) != 64 {
			t.Errorf("%+v leads to %+v", c, first)
		}
		p.send(&c)
		if again := await(p, finished); !reflect.DeepEqual(again, first) {
			t.Errorf("the second time it is %+v, was %+v", again, first)
		}
	}
}

// What is sought while a run goes on waits until it pauses, and changes no bit of the run. The run does not wait for it when it goes on.
func TestSeekDisturbsNoRun(t *testing.T) {
	want := trained(t, settings(6))
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(6)}, &protocol.StepEpoch{Run: 1}, &protocol.Seek{Run: 1, Layer: 3, Unit: 7})
	if got := await(p, found); got.Epoch != 1 {
		t.Errorf("it is of epoch %d", got.Epoch)
	}
	for layer := 1; layer <= 5; layer++ {
		c := protocol.Seek{Run: 1, Layer: layer, Unit: 9}
		p.send(&c, &protocol.Ascend{Seek: c, Seed: 3})
		await(p, finished)
	}
	c := protocol.Seek{Run: 1, Layer: 1, Unit: 1}
	p.together(&c, &protocol.Ascend{Seek: c}, &protocol.Train{Run: 1})
	await[*protocol.Tested](p, nil)
	if got := await(p, finished); got.Epoch != 6 {
		t.Errorf("after the run it is of epoch %d", got.Epoch)
	}
	p.settle()
	if got := hash(p.host.newest(t)); got != want {
		t.Errorf("the run has the weights %x, want %x", got, want)
	}
}

// A drawing is predicted between two parts of a search; another search takes its place; what is not there is not answered.
func TestSeekGivesWay(t *testing.T) {
	host := &fakeHost{}
	p := start(t, host)
	p.send(&protocol.Build{Run: 1, Settings: settings(2)})
	drawing := &protocol.Predict{Source: protocol.Edited, Width: 8, Height: 8, Ink: slices.Repeat([]byte{0, 9}, 32)}
	p.together(&protocol.Seek{Run: 1, Layer: 1, Unit: 2}, drawing, &protocol.Seek{Run: 1, Layer: 4, Unit: 2})
	await[*protocol.Prediction](p, nil)
	if got := await(p, found); got.Seek.Layer != 4 {
		t.Errorf("answered is %+v", got.Seek)
	}
	p.together(&protocol.Seek{Run: 9, Layer: 1}, &protocol.Seek{Run: 1, Layer: 6}, &protocol.Seek{Run: 1, Layer: 1, Unit: 10}, &protocol.Seek{Run: 1, Member: 1, Layer: 1},
		&protocol.Ascend{Seek: protocol.Seek{Run: 1, Layer: 70}}, &protocol.Seek{Run: 1, Layer: 1, Unit: 1}, &protocol.Ascend{Seek: protocol.Seek{Run: 1, Layer: 2}},
		&protocol.Seek{}, &protocol.Seek{Run: 1, Layer: 3, Unit: 5})
	if got := await(p, found); got.Seek != (protocol.Seek{Run: 1, Layer: 3, Unit: 5}) {
		t.Errorf("answered is %+v", got.Seek)
	}
	host.mu.Lock()
	defer host.mu.Unlock()
	for _, e := range host.events {
		if _, ok := e.(*protocol.Ascended); ok {
			t.Error("a picture is made that nobody wants any more")
		}
	}
}

// The mean is that of the training digits.
func TestAverage(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(2)})
	fit := p.present().data.Fit
	got, done := make([]float32, 64), make(chan error)
	p.trainer.inLoop(func() { done <- p.trainer.average(got) })
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	pictures := data.Pictures(fit)
	for pixel, v := range got {
		sum := 0
		for i := pixel; i < len(pictures); i += 64 {
			sum += int(pictures[i])
		}
		if want := float32(float64(sum) / float64(fit.Len())); v != want {
			t.Errorf("pixel %d is %v, want %v", pixel, v, want)
		}
	}
	if fit.Len() <= model.ChunkSize {
		t.Error("it is one part")
	}
}

// Of a network whose weights are no numbers each question is answered, by what is no number.
func TestSeekOfNoNumbers(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(2)})
	await[*protocol.Built](p, nil)
	for _, param := range p.present().params() {
		for i := range param.Value.Data {
			param.Value.Data[i] = float32(math.NaN())
		}
	}
	for _, layer := range []int{1, 4, 5} {
		c := &protocol.Ascend{Seek: protocol.Seek{Run: 1, Layer: layer, Unit: 3}, Seed: 1}
		look := *aDigit
		look.Unit, look.Project = protocol.Unit{Layer: layer, Element: 3}, true
		p.send(&look, &c.Seek, c)
		if got := await[*protocol.Inspection](p, nil); len(got.Projection.Gradient) != 64 {
			t.Errorf("layer %d: it is projected as %+v", layer, got.Projection)
		}
		if got := await(p, found); len(got.Most) != 9 || len(got.Least) != 9 || got.Most[0].Value == got.Most[0].Value || len(got.Most[0].Picture) == 0 {
			t.Errorf("layer %d: it finds %+v", layer, got)
		}
		if got := await(p, finished); got.Last == got.Last {
			t.Errorf("layer %d: it makes %+v", layer, got)
		}
	}
}

// What a unit looks for in networks at the limits: of maps of 1×1, of 200 filters, of ReLUs that let nothing through.
func TestSeekAtTheLimits(t *testing.T) {
	relu := protocol.DefaultSettings().Layers[0].Activation
	s := settings(2)
	s.Layers = []protocol.Layer{{Kind: protocol.Conv2D, Units: 200, Size: 8, Activation: relu}, {Kind: protocol.Conv2D, Units: 5, Size: 1, Activation: relu},
		{Kind: protocol.MaxPooling2D, Size: 1}, {Kind: protocol.Flatten}}
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: s})
	await[*protocol.Built](p, nil)
	for i := range 5 {
		p.present().params()[3].Value.Data[i] = -1e6 // the second bias: each ReLU is dead
	}
	for layer, unit := range map[int]int{1: 199, 2: 4, 3: 4, 4: 0, 5: 9} {
		c := &protocol.Ascend{Seek: protocol.Seek{Run: 1, Layer: layer, Unit: unit}, Mean: true}
		look := *aDigit
		look.Unit, look.Project = protocol.Unit{Layer: layer, Element: unit}, true
		p.send(&look, &c.Seek, c)
		if got := await(p, func(e *protocol.Inspection) bool { return e.Projection.Unit == look.Unit }); len(got.Projection.Gradient) != 64 {
			t.Errorf("layer %d: it is projected as %+v", layer, got.Projection)
		}
		if got := await(p, found); len(got.Most) != 9 || got.Most[0].Height != 8 || got.Most[0].Width != 8 {
			t.Errorf("layer %d: it finds %+v", layer, got)
		}
		if got := await(p, finished); layer > 2 && got.First != got.Last || layer <= 2 && !(got.Last > got.First) || got.Last != got.Last {
			t.Errorf("layer %d: the picture goes from %v to %v", layer, got.First, got.Last)
		}
	}
}

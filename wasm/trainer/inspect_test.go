package trainer

import (
	"math"
	"slices"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/calibrate"
	"digitlab/nn32/inside"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/model"
)

var aDigit = &protocol.Inspect{Subject: protocol.SampleSubject, Digit: 3}

// inspections returns those that were reported so far.
func (p *page) inspections() (all []*protocol.Inspection) {
	p.host.mu.Lock()
	defer p.host.mu.Unlock()
	for _, e := range p.host.events {
		if e, ok := e.(*protocol.Inspection); ok {
			all = append(all, e)
		}
	}
	return all
}

// An inspection of each preset's network, untrained: all layers with their outputs for the digit, of those with many units some, in a
// message that is small enough.
func TestInspectionOfEachPreset(t *testing.T) {
	for preset := range protocol.Presets {
		s := preset.Settings()
		if s.Data == protocol.MNIST {
			continue // the page of this test has only the digits; TestInspectionIsSmall has the shapes of MNIST
		}
		p := start(t, &fakeHost{})
		p.send(aDigit, &protocol.Build{Run: 1, Settings: s})
		built := await[*protocol.Built](p, nil)
		got := await[*protocol.Inspection](p, nil)
		side := s.Data.Side()
		if got.Run != 1 || got.Epoch != 0 || got.Step != 0 || got.Subject != protocol.SampleSubject || got.Digit != 3 ||
			!slices.Equal(got.Picture, built.Sample[3*side*side:4*side*side]) {
			t.Errorf("preset %d: %+v", preset, got)
		}
		network, err := model.New(s)
		if err != nil {
			t.Fatal(err)
		}
		want, err := network.Members[0].Predict(data.Input(got.Picture, s.Data))
		if err != nil || len(got.Layers) != len(built.Layers) {
			t.Fatalf("preset %d: %d layers, %v", preset, len(got.Layers), err)
		}
		if last := got.Layers[len(got.Layers)-1]; !slices.Equal(last.Values, want.Data) {
			t.Errorf("preset %d: the last layer gives %v, want %v", preset, last.Values, want.Data)
		}
		calibrate.Temperature(1).Apply(want.Data)
		if !slices.Equal(got.Probabilities, want.Data) {
			t.Errorf("preset %d: the probabilities are %v, want %v", preset, got.Probabilities, want.Data)
		}
		counts := protocol.Inspected(built.Layers)
		for i, l := range got.Layers {
			size := 1
			if len(l.Shape) == 3 {
				size = l.Shape[0] * l.Shape[1]
			}
			if !slices.Equal(l.Shape, built.Layers[i].Output) || len(l.Units) != counts[i] || len(l.Values) != counts[i]*size || !slices.IsSorted(l.Units) {
				t.Errorf("preset %d: layer %d is %v with units %v and %d values", preset, i, l.Shape, l.Units, len(l.Values))
			}
			if i > 0 || l.Kind != protocol.Conv2D {
				if l.Kernels != nil {
					t.Errorf("preset %d: layer %d has kernels", preset, i)
				}
				continue
			}
			weights := network.Members[0].Params()[0].Value
			window := weights.Shape[0]
			for k, unit := range l.Units {
				for tap := range window * window {
					if got, want := l.Kernels[k*window*window+tap], weights.Data[tap*s.Layers[0].Units+unit]; l.Window != window || got != want {
						t.Fatalf("preset %d: weight %d of kernel %d is %v, want %v", preset, tap, unit, got, want)
					}
				}
			}
		}
	}
}

// The largest presets, and the worst that a person can build.
func TestInspectionIsSmall(t *testing.T) {
	wide := protocol.Layer{Kind: protocol.Conv2D, Units: 20, Size: 1}
	worst := protocol.MNISTPreset.Settings()
	worst.Layers = append(slices.Repeat([]protocol.Layer{wide}, protocol.MaxLayers-1), protocol.Layer{Kind: protocol.Flatten})
	all := map[string]protocol.Settings{"as many large layers as there may be": worst}
	for _, preset := range []protocol.Preset{protocol.MNISTPreset, protocol.MNISTBetterPreset, protocol.DeepPreset} {
		all[string('a'+rune(preset))] = preset.Settings()
	}
	for name, s := range all {
		infos, problem := protocol.Describe(s.Data.Side(), s.Layers)
		if problem != nil {
			t.Fatal(name, problem)
		}
		in := 1
		pixels := s.Data.Side() * s.Data.Side()
		report := &protocol.Inspection{Picture: make([]byte, pixels), Probabilities: make([]float32, 10), Projection: protocol.Projection{
			Gradient: make([]float32, pixels), Guided: make([]float32, pixels), Deconvnet: make([]float32, pixels)}}
		for i, units := range protocol.Inspected(infos) {
			shape := slices.Clone(infos[i].Output)
			shape[len(shape)-1] = units
			l := protocol.LayerOutput{Shape: infos[i].Output, Units: make([]int, units), Values: make([]float32, nn32.Shape(shape).Size())}
			if in == 1 {
				l.Kernels = make([]float32, units*protocol.MaxSize*protocol.MaxSize)
			}
			report.Layers = append(report.Layers, l)
			in = infos[i].Output[len(infos[i].Output)-1]
		}
		if size := len(protocol.MarshalEvent(report)); size > 100_000 {
			t.Errorf("%s: %d bytes", name, size)
		}
	}
}

// An inspection follows whatever changes weights or picture, and nothing else.
func TestInspectionsFollowTheNetwork(t *testing.T) {
	p := start(t, &fakeHost{})
	count := 0
	more := func(what string, want func(n int) bool) *protocol.Inspection {
		t.Helper()
		for range 2 { // an inspection of a drawing may follow the first answer
			p.settle()
			p.host.mu.Lock()
			p.seen = len(p.host.events)
			p.host.mu.Unlock()
		}
		all := p.inspections()
		if n := len(all) - count; !want(n) {
			t.Errorf("%s: %d inspections", what, n)
		}
		if count = len(all); count == 0 {
			return nil
		}
		return all[count-1]
	}
	none, one, some := func(n int) bool { return n == 0 }, func(n int) bool { return n == 1 }, func(n int) bool { return n > 0 }
	p.send(&protocol.Build{Run: 1, Settings: settings(3)}, written(1, 4))
	more("nobody looks", none)
	p.send(aDigit)
	untrained := more("a digit", one)
	p.send(written(2, 5))
	more("another drawing", none)
	p.send(&protocol.Inspect{Subject: protocol.DrawingSubject})
	five := more("the drawing", one)
	p.send(written(3, 7))
	if seven := more("another drawing that is shown", one); slices.Equal(seven.Picture, five.Picture) ||
		!slices.Equal(seven.Probabilities, p.predict(written(4, 7)).Probabilities) {
		t.Errorf("a drawn 7 is shown as %v", seven)
	}
	more("the same drawing", some)
	p.send(&protocol.Predict{ID: 5}, &protocol.Train{Run: 1})
	await(p, phase(protocol.Done))
	more("without a drawing", none)
	p.send(aDigit)
	trained := more("a digit again", one)
	if trained.Epoch != 3 || slices.Equal(trained.Layers[0].Kernels, untrained.Layers[0].Kernels) || slices.Equal(trained.Probabilities, untrained.Probabilities) {
		t.Errorf("after training the kernels are %v", trained.Layers[0].Kernels)
	}
	p.send(&protocol.Build{Run: 2, Settings: settings(2)})
	more("another run", one)
	p.send(&protocol.StepEpoch{Run: 2})
	await(p, phase(protocol.Paused))
	if paused := more("an epoch", some); paused.Run != 2 || paused.Epoch != 1 || paused.Step != 0 {
		t.Errorf("after an epoch %+v", paused)
	}
	p.send(&protocol.Train{Run: 2})
	await(p, phase(protocol.Done))
	if done := more("to the end", some); done.Epoch != 2 {
		t.Errorf("at the end %+v", done)
	}
	for _, nothing := range []*protocol.Inspect{{Subject: protocol.SampleSubject, Digit: 1 << 20}, {Subject: protocol.SampleSubject, Digit: -1},
		{Subject: protocol.SampleSubject, Member: 1}, {Subject: protocol.SampleSubject, Member: -1}, {Subject: 9}, {}} {
		p.send(nothing)
		more("nothing to see", none)
	}
	p.send(&protocol.Build{Run: 3, Settings: settings(1)})
	more("nobody looks any more", none)
}

// During a run the kernels are shown within epochs too, and the run is to the bit what it would have been.
func TestInspectionsWithinEpochs(t *testing.T) {
	s := settings(2)
	want := trained(t, s)
	p := start(t, &fakeHost{})
	p.send(aDigit, &protocol.SetPace{Pace: protocol.Watch}) // two seconds an epoch
	p.train(1, s)
	if got := hash(p.host.newest(t)); got != want {
		t.Errorf("inspected, the weights have the hash %x, want %x", got, want)
	}
	within, kernels := 0, []float32(nil)
	for _, e := range p.inspections() {
		if e.Step > 0 && !slices.Equal(e.Layers[0].Kernels, kernels) {
			within++
		}
		kernels = e.Layers[0].Kernels
	}
	if steps := 2 * 20; within < steps/2 { // each step is later than a frame
		t.Errorf("the kernels have changed %d times within epochs, want almost %d", within, steps)
	}
}

// Of many units the most active are shown. One that was shown stays until another is clearly more active.
func TestMostActive(t *testing.T) {
	nan := float32(math.NaN())
	at := func(values ...float32) *nn32.Tensor {
		return &nn32.Tensor{Shape: nn32.Shape{1, 2, len(values) / 2}, Data: values}
	}
	for _, c := range []struct {
		name   string
		out    *nn32.Tensor
		before []int
		want   []int
	}{
		{"few", at(1, 2, 3, 4), nil, []int{0, 1}},
		{"many", at(1, 0, 0, 2, 0, 1, -3, 1), nil, []int{2, 3}},
		{"hardly more", at(1.2, 1, 1, .1, 0, 0, 0, 0), []int{1, 2}, []int{1, 2}},
		{"clearly more", at(1.8, 1, 1.1, .1, 0, 0, 0, 0), []int{1, 2}, []int{0, 2}},
		{"no numbers", at(nan, nan, nan, 2, 0, 0, 0, 0), nil, []int{0, 1}},
		{"nothing", at(0, 0, 0, 0, 0, 0, 0, 0), nil, []int{0, 1}},
	} {
		if got := mostActive(c.out, 2, c.before, -1); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// What one inspection costs a run, with the message made and read: at most every frame, 16 ms, and at most 1/inspectShare of the time.
func BenchmarkInspection(b *testing.B) {
	for preset, name := range map[protocol.Preset]string{protocol.TutorialPreset: "tutorial", protocol.DeepPreset: "deep"} {
		b.Run(name, func(b *testing.B) {
			host := &fakeHost{grown: make(chan struct{}, 1), digits: digitsFile, disk: newDisk()}
			trainer := New(host)
			if _, err := trainer.data.LoadDigits(); err != nil {
				b.Fatal(err)
			}
			trainer.build(1, preset.Settings())
			trainer.inspector.asked = *aDigit
			for b.Loop() {
				trainer.inspect()
				host.events = host.events[:0]
			}
		})
	}
}

// The arithmetic of a unit of each layer comes with an inspection, and adds up to what the inspection shows of that unit; of a unit with
// very many terms the largest come, and the sum of the others.
func TestInspectionOfAUnit(t *testing.T) {
	s := protocol.DefaultSettings()
	s.Layers = []protocol.Layer{{Kind: protocol.Conv2D, Units: 20, Size: 1, Activation: s.Layers[0].Activation}, {Kind: protocol.MaxPooling2D, Size: 1},
		{Kind: protocol.Flatten}, {Kind: protocol.Dense, Units: 12, Activation: s.Layers[0].Activation}}
	p := start(t, &fakeHost{})
	p.send(aDigit, &protocol.Build{Run: 1, Settings: s})
	await[*protocol.Built](p, nil)
	for layer := 1; layer <= 5; layer++ {
		asked := *aDigit
		asked.Unit = protocol.Unit{Layer: layer, Element: 7}
		p.send(&asked)
		got := await(p, func(e *protocol.Inspection) bool { return e.Terms.Unit == asked.Unit })
		terms := got.Terms
		shown := got.Layers[layer-1]
		var value float32
		switch {
		case len(shown.Shape) == 3: // element 7 is channel 7 of the first place
			value = shown.Values[slices.Index(shown.Units, 7)*shown.Shape[0]*shown.Shape[1]]
		case slices.Contains(shown.Units, 7):
			value = shown.Values[slices.Index(shown.Units, 7)]
		default:
			value = terms.Output // one of the many that are not shown
		}
		if terms.Output != value {
			t.Errorf("layer %d: the unit is %v, shown is %v", layer, terms.Output, value)
		}
		if terms.Weights == nil {
			continue
		}
		sum := float64(terms.Bias + terms.Rest)
		for i, w := range terms.Weights {
			sum += float64(w * terms.Values[i])
		}
		if math.Abs(sum-float64(terms.Sum)) > 1e-4 {
			t.Errorf("layer %d: the terms add up to %v, the sum is %v", layer, sum, terms.Sum)
		}
		if dense := layer == 4; dense != (terms.Others > 0) || dense && (len(terms.Inputs) != protocol.MaxTerms || len(terms.Inputs)+terms.Others != 8*8*20) {
			t.Errorf("layer %d: %d terms and %d others", layer, len(terms.Inputs), terms.Others)
		}
	}
	asked := *aDigit
	asked.Unit = protocol.Unit{Layer: 9}
	p.send(&asked, aDigit)
	if got := await[*protocol.Inspection](p, nil); got.Terms.Unit.Layer != 0 {
		t.Errorf("a unit that the network does not have is %+v", got.Terms)
	}
}

// A unit of each layer comes projected back to the picture when that is asked for, from where its map is largest: what the network's own
// path to the unit gives. A unit that the network does not have is not projected, and none is without being asked for.
func TestInspectionProjects(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(3)}, &protocol.StepEpoch{Run: 1})
	await(p, phase(protocol.Paused))
	network := p.present().network.Members[0].Sequential
	for layer, info := range network.LayerInfos() {
		asked := *aDigit
		asked.Unit, asked.Project = protocol.Unit{Layer: layer + 1, Element: 7}, true
		p.send(&asked)
		got := await(p, func(e *protocol.Inspection) bool { return e.Terms.Unit == asked.Unit })
		units := info.Output[len(info.Output)-1]
		done := make(chan struct{})
		p.trainer.inLoop(func() {
			defer close(done)
			path, err := inside.NewPath(network, layer, 7)
			if err != nil {
				t.Error(err)
				return
			}
			want := path.Project(data.Input(got.Picture, protocol.Digits).Values())
			if g := got.Projection; g.Unit != (protocol.Unit{Layer: layer + 1, Element: want.At*units + 7}) || g.Value != want.Value ||
				!slices.Equal(g.Gradient, want.Gradient) || !slices.Equal(g.Guided, want.Guided) || !slices.Equal(g.Deconvnet, want.Deconvnet) {
				t.Errorf("layer %d: %+v, want %+v", layer+1, g, want)
			}
		})
		<-done
	}
	for _, unit := range []protocol.Unit{{}, {Layer: 9}, {Layer: 1, Element: -1}, {Layer: 5, Element: 10}} {
		asked := *aDigit
		asked.Unit, asked.Project = unit, true
		p.send(&asked)
		if got := await[*protocol.Inspection](p, nil); got.Projection.Gradient != nil {
			t.Errorf("unit %+v is projected: %+v", unit, got.Projection)
		}
	}
	asked := *aDigit
	asked.Unit = protocol.Unit{Layer: 1}
	p.send(&asked)
	if got := await[*protocol.Inspection](p, nil); got.Projection.Gradient != nil {
		t.Error("it is projected without being asked for")
	}
}

// Projections while a run goes on change no bit of it.
func TestProjectionsDisturbNoRun(t *testing.T) {
	want := trained(t, settings(6))
	asked := *aDigit
	asked.Unit, asked.Project = protocol.Unit{Layer: 5, Element: 3}, true
	var p *page
	p = start(t, &fakeHost{onYield: func() { p.send(&asked) }})
	p.train(1, settings(6))
	p.settle()
	if n := len(p.inspections()); n < 3 {
		t.Errorf("there are %d projections", n)
	}
	if got := hash(p.host.newest(t)); got != want {
		t.Errorf("the run has the weights %x, want %x", got, want)
	}
}

package trainer

import (
	"math"
	"slices"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/calibrate"
	"digitlab/nn32/drawing"
	"digitlab/nn32/drawing/strokes"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
)

// penned returns what the page sends of strokes.
func penned(path []strokes.Stroke, pen float64) protocol.Drawing {
	units := func(v float64) int16 { return int16(math.Round(v * protocol.PaperUnits)) }
	d := protocol.Drawing{Pen: uint16(math.Round(pen * protocol.PaperUnits))}
	for _, s := range path {
		var stroke protocol.Stroke
		for _, p := range s {
			stroke = append(stroke, protocol.Point{X: units(p.X), Y: units(p.Y)})
		}
		d.Strokes = append(d.Strokes, stroke)
	}
	return d
}

// line returns a straight stroke.
func line(x, y, toX, toY float64) strokes.Stroke {
	return strokes.Stroke{{X: x, Y: y}, {X: toX, Y: toY}}
}

// written returns a plainly drawn digit, to be explained.
func written(id, digit int) *protocol.Predict {
	return &protocol.Predict{ID: id, Drawing: penned(strokes.Plain(digit), .07), Explain: true}
}

// predict requests the prediction of a drawing.
func (p *page) predict(asked *protocol.Predict) *protocol.Prediction {
	p.t.Helper()
	p.send(asked)
	return await(p, func(e *protocol.Prediction) bool { return e.ID == asked.ID })
}

// trainedPage returns a page whose run is trained for some epochs and paused.
func trainedPage(t *testing.T, epochs int) *page {
	t.Helper()
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: protocol.DefaultSettings()})
	for range epochs {
		p.send(&protocol.StepEpoch{Run: 1})
		await(p, phase(protocol.Paused))
	}
	return p
}

// Each stage and finding of package drawing has its own in the protocol, and none of the protocol's is without one.
func TestStagesAndFindingsAreMapped(t *testing.T) {
	if len(stages) != int(drawing.Count)+1 || len(findings) != int(drawing.Findings) {
		t.Errorf("of %d stages %d are mapped, of %d findings %d", drawing.Count+1, len(stages), drawing.Findings, len(findings))
	}
	for s := range protocol.Count + 1 {
		if !slices.Contains(stages[:], s) {
			t.Errorf("no stage becomes stage %d", s)
		}
	}
	for f := range protocol.Findings {
		if !slices.Contains(findings[:], f) {
			t.Errorf("no finding becomes finding %d", f)
		}
	}
	all := drawing.DefaultPipeline()
	for stage, of := range stages[:drawing.Count] {
		if got := pipeline(protocol.Stages(0).With(of, true)); got != all.Without(drawing.Stage(stage)) || got == all {
			t.Errorf("without %v the pipeline is %+v", drawing.Stage(stage), got)
		}
	}
}

func TestStages(t *testing.T) {
	p := trainedPage(t, 1)
	whole := p.predict(written(1, 7))
	var stages []protocol.Stage
	for _, s := range whole.Stages {
		stages = append(stages, s.Stage)
		if s.Width < 1 || s.Height < 1 || max(s.Width, s.Height) > stageSide || len(s.Ink) != s.Width*s.Height || slices.Max(s.Ink) == 0 {
			t.Errorf("after stage %d the drawing is %d×%d with %d values", s.Stage, s.Width, s.Height, len(s.Ink))
		}
	}
	if want := []protocol.Stage{protocol.Deskew, protocol.Crop, protocol.Stretch, protocol.StrokeWidth, protocol.Shear, protocol.Count}; !slices.Equal(stages, want) {
		t.Errorf("the stages are %v, want %v", stages, want)
	}
	for stage := range protocol.Count {
		less := written(2+int(stage), 7)
		less.Skip = less.Skip.With(stage, true)
		got := p.predict(less)
		left := slices.ContainsFunc(got.Stages, func(s protocol.StageImage) bool { return s.Stage == stage })
		if stage != protocol.Stretch && left { // a stage that keeps the proportions replaces it
			t.Errorf("stage %d is shown though it was left out", stage)
		}
		if stage == protocol.Crop && slices.Equal(got.Picture, whole.Picture) {
			t.Error("without cutting the picture is the same")
		}
	}
	bare := written(9, 7)
	bare.Explain = false
	if got := p.predict(bare); got.Stages != nil || got.Nearest != nil || got.Occlusion != nil || !slices.Equal(got.Probabilities, whole.Probabilities) {
		t.Errorf("without an explanation there are %d stages; %v", len(got.Stages), got.Probabilities)
	}
}

// A photo of a drawing, and its picture set cell by cell, are predicted as the drawing is.
func TestSources(t *testing.T) {
	p := trainedPage(t, 3)
	drawn := p.predict(written(1, 5))
	ink := rasterise(written(2, 5).Drawing)
	photo := &protocol.Predict{ID: 2, Source: protocol.Photo, Width: ink.Width, Height: ink.Height, Ink: ink.Ink, Explain: true}
	for i, ink := range photo.Ink {
		photo.Ink[i] = 230 - ink/2
	}
	alike := func(a, b byte) bool { return max(a, b)-min(a, b) <= 1 } // a photo's edges are drawn anew
	if got := p.predict(photo); !slices.EqualFunc(got.Picture, drawn.Picture, alike) {
		t.Errorf("its photo becomes %v, the drawing %v", got.Picture, drawn.Picture)
	}
	typed := &protocol.Predict{ID: 3, Source: protocol.Edited, Width: 8, Height: 8, Ink: drawn.Picture, Explain: true}
	got := p.predict(typed)
	if got.Finding != protocol.OneDigit || !slices.Equal(got.Probabilities, drawn.Probabilities) || got.Stages != nil || len(got.Nearest) != neighbours {
		t.Errorf("the picture itself is predicted as %v, the drawing as %v", got.Probabilities, drawn.Probabilities)
	}
}

func TestPicturesThatCannotBe(t *testing.T) {
	p := trainedPage(t, 1)
	for i, d := range []protocol.Drawing{{Pen: 600}, {Pen: 600, Strokes: []protocol.Stroke{nil}}, {Strokes: []protocol.Stroke{{{X: 1, Y: 2}}}},
		penned([]strokes.Stroke{line(-1, -1, 2, -1)}, .1)} {
		if got := p.predict(&protocol.Predict{ID: 100 + i, Drawing: d, Explain: true}); got.Finding != protocol.NoInk || got.Probabilities != nil {
			t.Errorf("%v is predicted as %v: %v", d, got.Finding, got.Probabilities)
		}
	}
	tooMuch := make([]byte, 64)
	tooMuch[0] = 17
	for i, c := range []struct {
		name          string
		source        protocol.Source
		width, height int
		ink           []byte
	}{
		{"a size that does not agree", protocol.Photo, 10, 10, make([]byte, 99)},
		{"a negative size", protocol.Photo, -1, -1, []byte{1}},
		{"a photo of one shade", protocol.Photo, 10, 10, slices.Repeat([]byte{90}, 100)},
		{"a photo that does not agree", protocol.Photo, 10, 10, nil},
		{"an empty picture", protocol.Edited, 8, 8, make([]byte, 64)},
		{"a value above what can be", protocol.Edited, 8, 8, tooMuch},
		{"another size", protocol.Edited, 9, 9, slices.Repeat([]byte{1}, 81)},
		{"too few values", protocol.Edited, 8, 8, make([]byte, 63)},
		{"a source that there is not", protocol.Sources, 10, 10, make([]byte, 100)},
	} {
		asked := &protocol.Predict{ID: 200 + i, Source: c.source, Width: c.width, Height: c.height, Ink: c.ink, Explain: true}
		if got := p.predict(asked); got.Finding != protocol.NoInk || got.Probabilities != nil {
			t.Errorf("%s is predicted as %v: %v", c.name, got.Finding, got.Probabilities)
		}
	}
}

// A drawing that is no digit is predicted too, and is never an error.
func TestBadDrawings(t *testing.T) {
	p := trainedPage(t, 20)
	var scribble strokes.Stroke
	for i := range 200 {
		at := float64(i) / 200 * 2 * math.Pi
		scribble = append(scribble, strokes.Point{X: .5 + .4*math.Sin(5*at+.5), Y: .5 + .4*math.Cos(4*at)})
	}
	for i, c := range []struct {
		name  string
		drawn protocol.Drawing
		want  protocol.Finding
	}{
		{"a dot", penned([]strokes.Stroke{line(.5, .5, .5, .5)}, .02), protocol.NoDigit},
		{"a full canvas", penned([]strokes.Stroke{line(.5, .5, .5, .5)}, 3), protocol.NoDigit},
		{"a scribble", penned([]strokes.Stroke{scribble}, .05), protocol.NoDigit},
		{"a thick bar", penned([]strokes.Stroke{line(.5, .2, .5, .8)}, .15), protocol.OneDigit},
		{"two digits", penned([]strokes.Stroke{line(.15, .2, .15, .8), line(.75, .2, .75, .8)}, .1), protocol.SeveralDigits},
	} {
		got := p.predict(&protocol.Predict{ID: i + 1, Drawing: c.drawn, Explain: true})
		if s := sum(got.Probabilities); got.Finding != c.want || !(s > .999 && s < 1.001) || len(got.Nearest) != neighbours || len(got.Occlusion) != 64 {
			t.Errorf("%s: finding %d, want %d; %v; %d digits, %d places", c.name, got.Finding, c.want, got.Probabilities, len(got.Nearest), len(got.Occlusion))
		}
	}
}

func TestNearest(t *testing.T) {
	p := trainedPage(t, 1)
	fit := p.trainer.run.data.Fit
	picture, label := data.Pictures(fit.Slice(17, 18)), data.Labels(fit.Slice(17, 18))
	got := p.predict(&protocol.Predict{ID: 1, Source: protocol.Edited, Width: 8, Height: 8, Ink: picture, Explain: true})
	if first := got.Nearest[0]; first.Distance != 0 || first.Label != label[0] || !slices.Equal(first.Picture, picture) {
		t.Errorf("nearest to a digit of the data is %+v, not itself", first)
	}
	drawn := p.predict(written(2, 3))
	var all []float64
	for i := range fit.Len() {
		var squares float64
		for j, v := range drawn.Picture {
			away := (float64(v) - float64(fit.X.Data[i*64+j])) / 16
			squares += away * away
		}
		all = append(all, math.Sqrt(squares))
	}
	slices.Sort(all)
	for i, n := range drawn.Nearest {
		if math.Abs(float64(n.Distance)-all[i]) > 1e-5 {
			t.Errorf("digit %d is %v away, want %v", i, n.Distance, all[i])
		}
	}
	if few := nearest(fit.Slice(0, 2), fit.Slice(0, 1).X, 16); len(few) != 2 || few[0].Distance != 0 {
		t.Errorf("of two digits the nearest are %+v", few)
	}
}

// The map is equal to predictions of the picture with emptied places.
func TestOcclusion(t *testing.T) {
	p := trainedPage(t, 10)
	drawn := p.predict(written(1, 0))
	most := slices.Max(drawn.Probabilities)
	winner := slices.Index(drawn.Probabilities, most)
	for _, place := range []int{0, 7, 9, 28, 36, 63} {
		less := slices.Clone(drawn.Picture)
		for i := range less {
			if away := max(i/8-place/8, place/8-i/8, i%8-place%8, place%8-i%8); away <= 1 {
				less[i] = 0
			}
		}
		without := p.predict(&protocol.Predict{ID: 2 + place, Source: protocol.Edited, Width: 8, Height: 8, Ink: less})
		if want := most - without.Probabilities[winner]; drawn.Occlusion[place] != want {
			t.Errorf("without place %d the probability falls by %v, the map says %v", place, want, drawn.Occlusion[place])
		}
	}
	// 28×28 pixels are divided into places of 4×4.
	network, err := nn32.NewSequential(nn32.Shape{28, 28, 1}, 1, &nn32.Flatten{}, &nn32.Dense{Units: 10, Activation: nn32.Softmax})
	if err != nil {
		t.Fatal(err)
	}
	x := nn32.NewTensor(1, 28, 28, 1)
	for i := range x.Data {
		x.Data[i] = float32(i % 3)
	}
	y, err := network.Predict(x)
	if err != nil {
		t.Fatal(err)
	}
	p.trainer.run.network.Members[0].Sequential = network
	falls, err := p.trainer.occlude(x, &protocol.Prediction{Probabilities: y.Data, Temperature: 1})
	if err != nil || len(falls) != 28*28 {
		t.Fatalf("%d falls, %v", len(falls), err)
	}
	for i, fall := range falls {
		if corner := i/28/4*4*28 + i%28/4*4; fall != falls[corner] {
			t.Errorf("pixel %d falls by %v, its place by %v", i, fall, falls[corner])
		}
	}
}

func TestCalibration(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: protocol.DefaultSettings()})
	if guess := p.predict(written(1, 4)); guess.Temperature != 1 {
		t.Errorf("before training the temperature is %v", guess.Temperature)
	}
	p.send(&protocol.Train{Run: 1})
	await(p, phase(protocol.Done))
	await[*protocol.Results](p, nil) // the last use of the network
	got := p.predict(written(2, 4))
	r := p.trainer.run
	validation, err := r.network.Predict(r.data.Validation.X)
	if err != nil {
		t.Fatal(err)
	}
	want, err := calibrate.FitTemperature(validation, r.data.Validation.Labels)
	if err != nil {
		t.Fatal(err)
	}
	if got.Temperature != float32(want) || got.Temperature == 1 {
		t.Errorf("after training the temperature is %v, want %v, above 1", got.Temperature, want)
	}
	x := nn32.NewTensor(1, 8, 8, 1)
	for i, v := range got.Picture {
		x.Data[i] = float32(v)
	}
	plain, err := r.network.Predict(x)
	if err != nil {
		t.Fatal(err)
	}
	want.Apply(plain.Data)
	if !slices.Equal(got.Probabilities, plain.Data) {
		t.Errorf("the probabilities are %v, want %v", got.Probabilities, plain.Data)
	}
	p.send(&protocol.Build{Run: 2, Settings: protocol.DefaultSettings()})
	if again := await(p, func(e *protocol.Prediction) bool { return e.Run == 2 }); again.Temperature != 1 || again.Epoch != 0 {
		t.Errorf("a run that has not begun has the temperature %v", again.Temperature)
	}
}

// During a run a new drawing is explained, and predicted more often than explained.
func TestExplainedDuringARun(t *testing.T) {
	var p *page
	asked := 0
	p = start(t, &fakeHost{onYield: func() {
		if asked < 3 {
			asked++
			p.send(written(asked, 2))
		}
	}})
	p.send(&protocol.Build{Run: 1, Settings: protocol.DefaultSettings()}, &protocol.Train{Run: 1})
	await(p, phase(protocol.Done))
	p.settle()
	await(p, func(e *protocol.Prediction) bool { return e.Epoch == 100 })
	explained := map[int]bool{}
	last := &protocol.Prediction{}
	for _, e := range p.host.events {
		if e, ok := e.(*protocol.Prediction); ok {
			if _, known := explained[e.ID]; !known {
				explained[e.ID] = len(e.Nearest) > 0
			}
			last = e
		}
	}
	for id, was := range explained {
		if !was {
			t.Errorf("drawing %d was not explained when it was new", id)
		}
	}
	if len(explained) == 0 || last.Epoch != 100 || len(last.Occlusion) != 64 {
		t.Errorf("%d drawings were predicted, the last at epoch %d with an explanation of %d", len(explained), last.Epoch, len(last.Occlusion))
	}
}

func BenchmarkPredict(b *testing.B) {
	for _, c := range []struct {
		name    string
		explain bool
	}{{"alone", false}, {"explained", true}} {
		b.Run(c.name, func(b *testing.B) {
			host := &fakeHost{digits: digitsFile, disk: newDisk(), grown: make(chan struct{}, 1)}
			t := New(silent{host})
			if _, err := t.data.LoadDigits(); err != nil {
				b.Fatal(err)
			}
			t.build(1, protocol.DefaultSettings())
			drawn := &protocol.Predict{ID: 1, Drawing: penned(strokes.Plain(8), .07), Explain: c.explain}
			b.ReportAllocs()
			for b.Loop() {
				t.setDrawing(drawn)
			}
		})
	}
}

// silent is a host whose events nobody receives.
type silent struct{ *fakeHost }

func (silent) Send(protocol.Event) {}

func BenchmarkCalibrate(b *testing.B) {
	host := &fakeHost{digits: digitsFile, disk: newDisk(), grown: make(chan struct{}, 1)}
	t := New(silent{host})
	if _, err := t.data.LoadDigits(); err != nil {
		b.Fatal(err)
	}
	t.build(1, protocol.DefaultSettings())
	for b.Loop() {
		t.run.calibrate(t.run.network)
	}
}

// beside returns digits written side by side.
func beside(digits ...int) (out []strokes.Stroke) {
	share := 1 / float64(len(digits))
	for i, digit := range digits {
		for _, s := range strokes.Plain(digit) {
			var moved strokes.Stroke
			for _, p := range s {
				moved = append(moved, strokes.Point{X: (float64(i) + .5 + 1.25*(p.X-.5)) * share, Y: .5 + (p.Y-.5)*1.6*share})
			}
			out = append(out, moved)
		}
	}
	return out
}

// Several digits are each predicted, in their order, as each alone is: drawn or on a photo, by the present network and the pretrained.
func TestSeveralDigits(t *testing.T) {
	p := start(t, &fakeHost{pretrained: pretrainedFile})
	p.send(&protocol.Build{Run: 1, Settings: protocol.DefaultSettings()}, &protocol.Train{Run: 1})
	await(p, phase(protocol.Done))
	want := []int{2, 0, 2, 6}
	drawn := &protocol.Predict{ID: 1, Drawing: penned(beside(want...), 1./15), Compare: true, Explain: true}
	ink := rasterise(penned(beside(want...), .03))
	for i, v := range ink.Ink {
		ink.Ink[i] = 230 - v/2
	}
	photo := &protocol.Predict{Source: protocol.Photo, Width: ink.Width, Height: ink.Height, Ink: ink.Ink, Compare: true, Explain: true}
	for id, asked := range []*protocol.Predict{drawn, photo} {
		var pictures [][]byte
		for chosen := range want {
			asked := *asked
			asked.ID, asked.Chosen = 1+10*id+chosen, chosen
			p.send(&asked)
			got := await(p, func(e *protocol.Prediction) bool { return e.ID == asked.ID && e.Pretrained != nil })
			if got.Finding != protocol.SeveralDigits || len(got.Digits) != len(want) || got.Chosen != chosen {
				t.Fatalf("finding %d with %d digits; %d is chosen", got.Finding, len(got.Digits), got.Chosen)
			}
			for i, d := range got.Digits {
				if own, other := likeliest(d.Probabilities), likeliest(d.Pretrained); own != want[i] || other != want[i] || d.Finding != protocol.OneDigit {
					t.Errorf("digit %d, a %d, is predicted as %d and %d, finding %d", i, want[i], own, other, d.Finding)
				}
			}
			if one := got.Digits[chosen]; !slices.Equal(one.Probabilities, got.Probabilities) || !slices.Equal(one.Pretrained, got.Pretrained) {
				t.Errorf("digit %d is shown with other probabilities than its own", chosen)
			}
			if len(got.Stages) == 0 || !slices.Equal(got.Stages[len(got.Stages)-1].Ink, scaled(got.Picture)) || len(got.Occlusion) != 64 {
				t.Errorf("of digit %d another one's stages are shown", chosen)
			}
			pictures = append(pictures, got.Picture)
		}
		if slices.Equal(pictures[0], pictures[1]) || slices.Equal(pictures[1], pictures[3]) {
			t.Error("different digits have the same picture")
		}
	}
	drawn.ID, drawn.Chosen = 50, 99
	if got := p.predict(drawn); got.Chosen != len(want)-1 {
		t.Errorf("of a digit that there is not, %d is chosen", got.Chosen)
	}
}

// likeliest returns the digit with the largest probability.
func likeliest(probabilities []float32) int {
	return slices.Index(probabilities, slices.Max(probabilities))
}

// scaled returns a picture of the digits in a stage's values, 0..255.
func scaled(picture []byte) (out []byte) {
	for _, v := range picture {
		out = append(out, byte(int(v)*255/protocol.Digits.Most()))
	}
	return out
}

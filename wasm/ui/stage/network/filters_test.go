package network

import (
	"math"
	"strings"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/lab/labtest"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// What a unit looks for is asked for while it is shown and no run goes on: once for a unit and a moment, and the picture again for other
// settings. Who turns to something else ends it.
func TestFiltersAreAskedFor(t *testing.T) {
	l, expect := labtest.Trained(t)
	i := newInside(l)
	l.Apply(builtOf(1, protocol.TutorialPreset))
	i.show(true)
	i.choose(place{layer: 1, unit: 3, row: 2, column: 5}, false)
	work := func(epoch int) {
		w := workOf(i.shapes(), 1)
		w.Digit, w.Epoch, w.Terms.Unit = 2, epoch, i.wanted()
		l.Apply(w)
	}
	inspects := func(layer, element int, project bool) protocol.Command {
		want := sampleAt(2)
		want.Unit, want.Project = protocol.Unit{Layer: layer, Element: element}, project
		return want
	}
	expect(sampleAt(2), inspects(1, (2*6+5)*10+3, false))
	work(0)
	expect()
	want := &protocol.Ascend{Seek: protocol.Seek{Run: 1, Layer: 1, Unit: 3}, Seed: 1, TotalVariation: .2, L2: .1}
	i.lookFor()
	expect(inspects(1, (2*6+5)*10+3, true), &want.Seek, want)
	i.seek()
	work(0)
	i.ask()
	expect() // nothing has changed

	i.set(func(f *filters) { f.mean = true })
	mean := *want
	mean.Mean, mean.Seed = true, 0
	expect(&mean)
	i.set(func(f *filters) { f.mean = false; f.l2 = 50 })
	less := *want
	less.L2 = .5
	expect(&less)
	i.set(func(f *filters) { f.l2 = 10 })
	expect(want)

	labtest.Become(l, protocol.Running)
	work(1)
	i.ask()
	expect() // the run goes on
	labtest.Become(l, protocol.Paused)
	work(2)
	i.ask()
	expect(&want.Seek, want)
	i.move(func(at *place) { at.layer = 4 })
	next := *want
	next.Seek.Layer = 4
	expect(inspects(4, 3, true), &next.Seek, &next)
	i.teach(false)
	expect(inspects(4, 3, false), &protocol.Seek{})
	i.ask()
	expect()
	i.lookFor()
	expect(inspects(4, 3, true), &next.Seek, &next)
	l.CloseAside()
	i.ask()
	expect(sampleAt(2), &protocol.Seek{})
}

// lookingFor returns the network's column, in which a person looks for what excites unit 3 of the first layer.
func lookingFor(t *testing.T) (*lab.Lab, *inside) {
	l, _ := labtest.Trained(t)
	i := newInside(l)
	l.Apply(builtOf(1, protocol.TutorialPreset))
	i.show(true)
	i.choose(place{layer: 1, unit: 3}, false)
	w := workOf(i.shapes(), 1)
	w.Digit = 2
	l.Apply(w)
	i.lookFor()
	return l, i
}

// An answer about another unit, or with other settings, is not shown.
func TestFiltersThatAreShown(t *testing.T) {
	l, i := lookingFor(t)
	html := func() string {
		return app.HTMLString((&filterCard{Inside: i, Text: Texts.English}).Render())
	}
	asked := i.filters.asked
	other := asked
	other.Seek.Unit = 4
	seeds := asked
	seeds.Seed = 9
	l.Apply(&protocol.Sought{Seek: other.Seek, Share: 1})
	l.Apply(&protocol.Ascended{Ascend: seeds, Steps: 60})
	if i.filters.patches != nil || i.filters.made != nil {
		t.Error("the answer about something else is taken")
	}
	l.Apply(&protocol.Sought{Seek: asked.Seek, Share: .25})
	if got := html(); !strings.Contains(got, "training digits: 25%") {
		t.Errorf("%s", got)
	}
	patch := protocol.Patch{Label: 7, Value: 1.5, Height: 3, Width: 3, Picture: make([]byte, 9)}
	small := protocol.Patch{Label: 2, Value: -2.5, Height: 3, Width: 3, Picture: make([]byte, 9)}
	l.Apply(&protocol.Sought{Seek: asked.Seek, Share: 1, Digits: 1005, All: 1005, Most: []protocol.Patch{patch, patch}, Least: []protocol.Patch{small}})
	l.Apply(&protocol.Ascended{Ascend: asked, Steps: 60, First: .5, Last: 2, Digit: 4, Confidence: .75})
	got := html()
	for _, want := range []string{`aria-label="What it looks for"`, "What excites it most", "from digit 7: 1.500", "largest on digit 7 (1.500), and smallest on digit 2 (−2.500).", "excite it most and least</caption>", "all 1,005 training digits", "the unit&#39;s sum before", "reads 4 (75%)",
		"from 0.500 to 2.000", "step 60 of 60"} {
		if !strings.Contains(got, want) && !strings.Contains(got, strings.ReplaceAll(want, "&#39;", "'")) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	if strings.Count(got, "<canvas") != 8 {
		t.Errorf("%s", got)
	}
	l.Apply(&protocol.Sought{Seek: asked.Seek, Share: 1, Digits: 5000, All: 51000})
	if got := html(); !strings.Contains(got, "the first 5,000 of 51,000 training digits") {
		t.Errorf("%s", got)
	}
	labtest.Become(l, protocol.Running)
	i.choose(place{layer: 1, unit: 5}, false)
	if got := html(); strings.Contains(got, "from digit 7") || strings.Contains(got, "reads 4") || !strings.Contains(got, "Training goes on") {
		t.Errorf("of another unit it shows %s", got)
	}
}

// Of numbers that are none, of a unit that is the same whatever it sees, and of a picture that does not change, there is a word.
func TestFiltersAtTheLimits(t *testing.T) {
	l, i := lookingFor(t)
	nan := float32(math.NaN())
	for _, c := range []struct {
		most, least, last, confidence float32
		want                          []string
	}{
		{nan, nan, nan, 0, []string{"diverged", `id="made-read">This is no longer`}},
		{0, 0, 1, .5, []string{"on every digit its value is 0.000", `id="made-read">No pixel changes this unit`}},
		{2, 1, 3, nan, []string{"largest on digit 0 (2.000)", `id="made-read">This is no longer`}},
	} {
		l.Apply(&protocol.Sought{Seek: i.filters.asked.Seek, Share: 1, Most: []protocol.Patch{{Value: c.most}}, Least: []protocol.Patch{{Value: c.least}}})
		l.Apply(&protocol.Ascended{Ascend: i.filters.asked, Steps: protocol.AscentSteps, First: 1, Last: c.last, Confidence: c.confidence})
		got := app.HTMLString((&filterCard{Inside: i, Text: Texts.English}).Render())
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("no %q in %s", want, got)
			}
		}
	}
}

// The projection of the unit that is shown, in words and numbers, and what there is to say where a ReLU lets nothing through.
func TestProjectionThatIsShown(t *testing.T) {
	l, _ := labtest.Trained(t)
	i := newInside(l)
	l.Apply(builtOf(1, protocol.TutorialPreset))
	i.show(true)
	i.choose(place{layer: 1, unit: 3}, false)
	i.lookFor()
	show := func(value float32, gradient ...float32) string {
		w := workOf(i.shapes(), 1)
		w.Digit, w.Terms.Unit = 2, i.wanted()
		w.Projection = protocol.Projection{Unit: protocol.Unit{Layer: 1, Element: (2*6+5)*10 + 3}, Value: value,
			Gradient: append(gradient, make([]float32, 64-len(gradient))...), Guided: make([]float32, 64), Deconvnet: make([]float32, 64)}
		w.Projection.Deconvnet[1] = -.25
		l.Apply(w)
		return app.HTMLString((&projectionCard{Inside: i, Text: Texts.English}).Render())
	}
	check := func(got string, want ...string) {
		t.Helper()
		for _, want := range want {
			if !strings.Contains(got, want) {
				t.Errorf("no %q in %s", want, got)
			}
		}
	}
	check(app.HTMLString((&projectionCard{Inside: i, Text: Texts.English}).Render()), Texts.English.Nothing(), `aria-label="Deconvnet"`)
	got := show(1.5, 0, .5, -2)
	check(got, "Map 4 is strongest at row 3, column 6: its sum there is 1.500.", "Row 1, column 2", "−0.25")
	if first, second := strings.Index(got, "Row 1, column 3"), strings.Index(got, "Row 1, column 2"); first < 0 || first > second {
		t.Errorf("the strongest pixel is not the first: %s", got)
	}
	check(show(-1.5, 1), "ReLU makes this unit 0 here", "−1.500")
	if strings.Contains(got, Texts.English.AllAlike()) {
		t.Error("the three are not alike")
	}
	i.work().Projection.Guided, i.work().Projection.Deconvnet = i.work().Projection.Gradient, i.work().Projection.Gradient
	check(app.HTMLString((&projectionCard{Inside: i, Text: Texts.English}).Render()), Texts.English.AllAlike())
	check(show(1.5), "Nothing comes back to the picture")
	check(show(float32(math.NaN()), float32(math.NaN())), "diverged")
	i.choose(place{layer: 1, unit: 5}, false)
	check(app.HTMLString((&projectionCard{Inside: i, Text: Texts.English}).Render()), Texts.English.Nothing())
}

func TestContractOfFilters(t *testing.T) {
	if e, k := Texts.English.WhatItLooksFor(), Texts.Korean.WhatItLooksFor(); e != "What it looks for" || k != "무엇을 찾나" {
		t.Errorf("%q, %q", e, k)
	}
}

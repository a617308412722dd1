package network

import (
	"math"
	"testing"

	"digitlab/wasm/protocol"
)

var hues = palette{ink: [3]byte{1, 2, 3}, positive: [3]byte{0, 0, 200}, negative: [3]byte{200, 100, 0}}

// workOf returns an inspection of a network, with the same value everywhere.
func workOf(shapes []shape, value float32) *protocol.Inspection {
	h, w := shapes[0].size()
	work := &protocol.Inspection{Run: 1, Subject: protocol.SampleSubject, Picture: make([]byte, h*w), Probabilities: make([]float32, classes)}
	for _, s := range shapes[1:] {
		size := 1
		if s.isImage() {
			h, w := s.size()
			size = h * w
		}
		l := protocol.LayerOutput{Kind: s.kind, Shape: s.output, Window: s.window}
		for u := range s.units {
			l.Units = append(l.Units, u)
		}
		for range s.units * size {
			l.Values = append(l.Values, value)
		}
		for range s.units * s.window * s.window {
			l.Kernels = append(l.Kernels, value)
		}
		work.Layers = append(work.Layers, l)
	}
	return work
}

// A value's sign is its hue and its size its opacity, as a share of the layer's largest; zero and what is no number are not seen.
func TestPixels(t *testing.T) {
	shapes := presetShapes(t, protocol.TutorialPreset)
	p := arrange(shapes, boxesIn(len(shapes), 500, 400, false), 1, false)
	work := workOf(shapes, 0)
	if !fits(work, shapes) {
		t.Fatal("it does not fit its own shapes")
	}
	work.Picture[9] = 16
	work.Layers[0].Kernels[4], work.Layers[0].Kernels[10] = -.5, .25 // the middle of the first, the second of the second
	work.Layers[1].Values[9+3] = 3                                   // of the second map
	nan := float32(math.NaN())
	work.Layers[3].Values[0], work.Layers[3].Values[1], work.Layers[3].Values[2] = nan, 2, -1
	sheet := make([]byte, 4*p.sheetW*p.sheetH)
	p.fill(sheet, work, 16, hues)
	pixel := func(shape int, part part, slot, value int) [4]byte {
		for _, tile := range p.tiles {
			if tile.shape == shape && tile.part == part && tile.slot == slot {
				at := 4 * ((tile.from.y+value/tile.from.w)*p.sheetW + tile.from.x + value%tile.from.w)
				return [4]byte(sheet[at : at+4])
			}
		}
		t.Fatalf("layer %d has no tile %d", shape, slot)
		return [4]byte{}
	}
	half := opacity(.5)
	if half <= 127 || half == 255 {
		t.Errorf("half of the largest has the opacity %d", half)
	}
	for _, c := range []struct {
		what        string
		shape       int
		part        part
		slot, value int
		want        [4]byte
	}{
		{"ink", 0, mapPart, 0, 9, [4]byte{1, 2, 3, 255}},
		{"paper", 0, mapPart, 0, 8, [4]byte{1, 2, 3, 0}},
		{"the most negative weight", 1, kernelPart, 0, 4, [4]byte{200, 100, 0, 255}},
		{"a positive weight half as large", 1, kernelPart, 1, 1, [4]byte{0, 0, 200, half}},
		{"a map of zeros", 1, mapPart, 3, 3, [4]byte{0, 0, 200, 0}},
		{"the largest output", 2, mapPart, 1, 3, [4]byte{0, 0, 200, 255}},
		{"no number", 4, vectorPart, 0, 0, [4]byte{0, 0, 200, 0}},
		{"beside it", 4, vectorPart, 0, 1, [4]byte{0, 0, 200, 255}},
		{"a negative output half as large", 4, vectorPart, 0, 2, [4]byte{200, 100, 0, half}},
	} {
		if got := pixel(c.shape, c.part, c.slot, c.value); got != c.want {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
	for _, v := range []float32{nan, float32(math.Inf(1)), float32(math.Inf(-1))} { // a run that diverges
		p.fill(sheet, workOf(shapes, v), 16, hues)
	}
}

// An inspection of another network, or one that does not agree with itself, is not drawn.
func TestFits(t *testing.T) {
	shapes := presetShapes(t, protocol.TutorialPreset)
	for name, change := range map[string]func(*protocol.Inspection){
		"a layer is missing":  func(w *protocol.Inspection) { w.Layers = w.Layers[:4] },
		"a map is missing":    func(w *protocol.Inspection) { w.Layers[0].Units = w.Layers[0].Units[:9] },
		"a value is missing":  func(w *protocol.Inspection) { w.Layers[0].Values = w.Layers[0].Values[1:] },
		"a weight is missing": func(w *protocol.Inspection) { w.Layers[0].Kernels = w.Layers[0].Kernels[1:] },
		"another window":      func(w *protocol.Inspection) { w.Layers[0].Window = 5 },
		"another picture":     func(w *protocol.Inspection) { w.Picture = w.Picture[1:] },
		"nine probabilities":  func(w *protocol.Inspection) { w.Probabilities = w.Probabilities[1:] },
	} {
		work := workOf(shapes, 1)
		if change(work); fits(work, shapes) {
			t.Errorf("%s, and it fits", name)
		}
	}
	for preset := range protocol.Presets {
		if same := preset == protocol.TutorialPreset; fits(workOf(presetShapes(t, preset), 1), shapes) != same {
			t.Errorf("preset %d fits the tutorial's: %v", preset, !same)
		}
	}
}

func BenchmarkFill(b *testing.B) {
	s := protocol.MNISTBetterPreset.Settings()
	infos, _ := protocol.Describe(s.Data.Side(), s.Layers)
	shapes := shapesOf(infos, s)
	p, work := arrange(shapes, boxesIn(len(shapes), 1000, 400, false), 1, false), workOf(shapes, 1)
	sheet := make([]byte, 4*p.sheetW*p.sheetH)
	for b.Loop() {
		p.fill(sheet, work, 255, hues)
	}
}

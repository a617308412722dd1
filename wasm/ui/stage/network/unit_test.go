package network

import (
	"slices"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab/labtest"
)

// Each element of each layer has one place, and is drawn where a pointer finds it.
func TestPlaces(t *testing.T) {
	for _, preset := range []protocol.Preset{protocol.TutorialPreset, protocol.DeepPreset, protocol.MNISTPreset} {
		shapes := presetShapes(t, preset)
		p := arrange(shapes, boxesIn(len(shapes), 900, 600, false), 2, false)
		work := workOf(shapes, 1)
		for layer, s := range shapes {
			all, drawn := s.all(), 0
			if s.isImage() {
				h, w := s.size()
				all *= h * w
			}
			for element := range all {
				at := s.place(layer, element)
				if layer > 0 && within(at, shapes) != at {
					t.Fatalf("preset %d: element %d of layer %d is at %+v, outside of it", preset, element, layer, at)
				}
				if got := s.element(at); got != element {
					t.Fatalf("preset %d: at %+v is element %d, want %d", preset, at, got, element)
				}
				cell, ok := p.cell(shapes, work, layer, element)
				if !ok {
					continue
				}
				drawn++
				x, y := cell.x+cell.w/2, cell.y+cell.h/2
				if s.shares {
					if got := p.findShare(x, y); got != element {
						t.Fatalf("preset %d: at the cell of digit %d is that of %d", preset, element, got)
					}
				} else if tile, k := p.find(x, y); cell.w > 1 && cell.h > 1 && (tile == nil || tile.shape != layer || s.isImage() && k != at.row*s.output[1]+at.column) {
					t.Fatalf("preset %d: at the cell of element %d of layer %d is value %d of %+v", preset, element, layer, k, tile)
				}
			}
			if want := all / s.all() * s.units; drawn != want {
				t.Errorf("preset %d: %d elements of layer %d are drawn, want %d", preset, drawn, layer, want)
			}
		}
	}
}

// The arithmetic is asked for while its aside is open, and of a place that the network has.
func TestUnitThatIsAskedFor(t *testing.T) {
	l, expect := labtest.Trained(t)
	i := newInside(l)
	l.Apply(builtOf(1, protocol.TutorialPreset))
	i.show(true)
	expect(sampleAt(2))
	asked := func(layer, element int) *protocol.Inspect {
		want := sampleAt(2)
		want.Unit = protocol.Unit{Layer: layer, Element: element}
		return want
	}
	i.choose(place{layer: 1, unit: 3, row: 2, column: 5}, false)
	expect(asked(1, (2*6+5)*10+3))
	i.move(func(at *place) { at.column++ }) // there are six
	expect()
	i.move(func(at *place) { at.layer = 3 })
	expect(asked(3, 3))
	i.move(func(at *place) { at.unit = 200 })
	expect(asked(3, 89))
	i.move(func(at *place) { at.layer = 9 })
	expect(asked(5, 9))
	l.Apply(builtOf(1, protocol.MLPPreset)) // another network: the nearest there is
	i.ask()
	if got := i.wanted(); got.Layer < 1 || got.Layer > len(i.shapes())-1 {
		t.Errorf("asked is %+v", got)
	}
	l.CloseAside()
	i.ask()
	if i.asked.Unit != (protocol.Unit{}) {
		t.Errorf("closed, %+v is asked for", i.asked.Unit)
	}
}

// A window that goes on by itself does so when the numbers of its place have come, row by row, until a person moves it.
func TestSlide(t *testing.T) {
	l, _ := labtest.Trained(t)
	i := newInside(l)
	l.Apply(builtOf(1, protocol.TutorialPreset))
	i.show(true)
	i.choose(place{layer: 1, unit: 4, row: 0, column: 4}, true)
	answer := func() {
		work := workOf(i.shapes(), 1)
		work.Digit, work.Terms.Unit = 2, i.wanted()
		l.Apply(work)
	}
	i.slide()
	if i.unit.column != 4 {
		t.Error("it goes on before there is anything to see")
	}
	for _, want := range []place{{1, 4, 0, 5}, {1, 4, 1, 0}} {
		answer()
		i.slide()
		if i.unit != want {
			t.Errorf("it is at %+v, want %+v", i.unit, want)
		}
	}
	i.move(func(at *place) { at.row = 5; at.column = 5 })
	answer()
	i.slide()
	if want := (place{1, 4, 5, 5}); i.unit != want {
		t.Errorf("a person has put it at %+v, it is at %+v", want, i.unit)
	}
	if got := i.shapes()[1].next(i.unit); got != (place{layer: 1, unit: 4}) {
		t.Errorf("after the last place comes %+v", got)
	}
}

func TestStrongest(t *testing.T) {
	terms := &protocol.Terms{Values: []float32{1, 2, 3, 0}, Weights: []float32{1, -4, 2, 9}}
	if got := strongest(terms, 3); !slices.Equal(got, []int{1, 2, 0}) {
		t.Errorf("the strongest are %v", got)
	}
	terms.Weights = nil
	if got := strongest(terms, 9); !slices.Equal(got, []int{2, 1, 0, 3}) {
		t.Errorf("without weights the strongest are %v", got)
	}
}

func TestPrecise(t *testing.T) {
	for v, want := range map[float32]string{0: "0.000", -.0625: "−0.062", -.0004: "0.000", 9.5: "9.500", 12.345: "12.35", -250: "−250.0"} {
		if got := precise(v); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
}
